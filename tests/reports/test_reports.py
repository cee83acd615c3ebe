"""What people and tools get to see, from records made by hand and from the shipped rulebook."""

import csv
import io
import json
import re
import typing
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import attrs
import pytest
import tomli

import lianbing
from lianbing.errors import Place, Severity, fault
from lianbing.formula.evidence import evidence_fields
from lianbing.formula.explanation import Explanation
from lianbing.formula.nodes import Cap, Constant, Fact, Node, Number, Ratio, RowsFact, Subtract, SumOver, When
from lianbing.language import Bilingual, clean
from lianbing.model.campaign import Candidate, Decision
from lianbing.model.explained import ExplainedCriterion, ExplainedIndicator, ExplainedScore
from lianbing.model.outcome import (
    AwardOutcome,
    CriterionScore,
    Departure,
    IndicatorScore,
    Outcome,
    Revocation,
    Standing,
    UndecidedTie,
)
from lianbing.model.rulebook import Rounding
from lianbing.reports.blank_campaign import blank_campaign
from lianbing.reports.explained_data import explanation_to_json
from lianbing.reports.explaining import explanation
from lianbing.reports.figures import json_text, published, readable
from lianbing.reports.results import to_csv, to_json
from lianbing.reports.rulebook_page import page
from lianbing.reports.standings import outcome_report
from lianbing.reports.terminal import print_to, tree


@pytest.fixture(scope="module")
def rules() -> lianbing.Rulebook:
    """The rulebook that is shipped."""
    return lianbing.load_rulebook("wuwei-2019")


def someone(id: str, name: str = "古浪分局", **more: object) -> Candidate:
    """A candidate of the collective award."""
    fields: dict[str, typing.Any] = {"award": "collective", "unit": "gulang", "level": "county", **more}
    return Candidate(id=id, name=name, place=Place(file="here/collectives.toml", line=7), **fields)


def standing(candidate: Candidate, rank: int, points: Fraction, *, selected: bool = False) -> Standing:
    """A standing with points for supervision alone."""
    rounded = Fraction(round(points * 100), 100)
    part = CriterionScore(id="supervision", points=points, most=Fraction(30), clause="2.1")
    scored = IndicatorScore(id="supervision", points=rounded, exact=points, most=Fraction(30), criteria=(part,))
    veto = IndicatorScore(id="integrity", points=Fraction(0), exact=Fraction(0), most=Fraction(0), criteria=())
    return Standing(
        candidate=candidate,
        rank=rank,
        total=rounded,
        exact=points,
        selected=selected,
        indicators=(scored, veto),
    )


def outcome(**more: object) -> Outcome:
    """An outcome with everything in it that a report can show."""
    bad = "[red]=1+1\x1b[31m\u202eabc"
    decision = Decision(
        kind="revocation",
        award="collective",
        candidate="b",
        date=date(2019, 12, 1),
        by="领导小组",
        reason="查实",
    )
    award = AwardOutcome(
        id="collective",
        places=2,
        standings=(
            standing(someone("a"), 1, Fraction(12), selected=True),
            standing(someone("b", name=bad), 2, Fraction(10, 3)),
            standing(someone("c"), 2, Fraction(10, 3)),
        ),
        excluded=(
            Departure(
                candidate=someone("x"),
                reason="未发布名录",
                clause="2.4",
                indicator="daily_enforcement",
                condition="k",
            ),
        ),
        revoked=(Revocation(candidate=someone("b", name=bad), reason="查实", decision=decision),),
        needs_decision=(UndecidedTie(places=1, candidates=("b", "c")),),
    )
    fields: dict[str, typing.Any] = {
        "rulebook": "wuwei-2019",
        "rulebook_sha256": "1" * 64,
        "campaign": "大练兵",
        "campaign_sha256": "2" * 64,
        "readings": {"baseline_share": "mean"},
        "awards": (award,),
        "plugins": (("supervision", "lianbing", "0.1"),),
        "warnings": (fault("unread_file", Place(file="a.xlsx"), severity=Severity.WARNING),),
        **more,
    }
    return Outcome(**fields)


def shown(found: Outcome, rules: lianbing.Rulebook, language: typing.Literal["zh", "en"] = "zh") -> str:
    """What a pipe gets of a report."""
    stream = io.StringIO()
    print_to(stream, outcome_report(found, rules, language))
    return stream.getvalue()


# Figures


@pytest.mark.parametrize(
    ("points", "step", "expected"),
    [
        ("12", "0.01", "12.00"),
        ("12.5", "0.5", "12.5"),
        ("12", "5", "12"),
        ("10/3", "0", "10/3"),
        ("-3", "0.1", "-3.0"),
    ],
)
def test_published_points_have_the_decimals_of_the_step(points: str, step: str, expected: str) -> None:
    """What is rounded to 0.01 shows two decimals; what is not rounded is exact."""
    rounding = Rounding(step=Fraction(step), mode="ROUND_HALF_UP")

    assert published(Fraction(points), rounding) == expected


def test_a_long_fraction_is_given_nearly() -> None:
    """Nobody can read a fraction of forty digits."""
    assert readable(Fraction(10**20 + 1, 3 * 10**20)) == "≈ 0.3333"


def test_clean_keeps_what_people_write() -> None:
    """Full-width blanks and rare characters are text; control characters and turns of direction are not."""
    assert clean("古浪\u3000分局\ue000") == "古浪\u3000分局\ue000"
    assert clean("a\u202eb\x07c\nd\u2028e") == "a�b�c d e"


# Results


def test_json_has_the_agreed_shape(rules: lianbing.Rulebook) -> None:
    """Other tools rely on these names and on decimal strings."""
    document = typing.cast("dict[str, typing.Any]", to_json(outcome(), rules))

    assert document["rulebook"] == {"id": "wuwei-2019", "sha256": "1" * 64}
    assert document["campaign"] == {"title": "大练兵", "sha256": "2" * 64}
    assert document["readings"] == {"baseline_share": "mean"}
    (award,) = document["awards"]
    assert (award["id"], award["places"]) == ("collective", 2)
    assert award["needs_decision"] == [{"places": 1, "candidates": ["b", "c"]}]
    first, second, _ = award["standings"]
    assert {
        "candidate": "a",
        "name": "古浪分局",
        "rank": 1,
        "total": "12.00",
        "selected": True,
    }.items() <= first.items()
    assert first["indicators"] == [
        {
            "id": "supervision",
            "points": "12.00",
            "max": "30",
            "criteria": [{"id": "supervision", "points": "12", "max": "30", "clause": "2.1"}],
        }
    ]
    assert second["indicators"][0]["criteria"][0]["points"] == "10/3"
    (left,) = award["excluded"]
    assert {
        "candidate": "x",
        "name": "古浪分局",
        "reason": "未发布名录",
        "clause": "2.4",
    }.items() <= left.items()
    assert award["revoked"][0]["decision"]["date"] == "2019-12-01"
    assert document["warnings"][0]["code"] == "unread_file"


def test_json_is_the_same_text_every_time(rules: lianbing.Rulebook) -> None:
    """The same input gives the same bytes, and they are Chinese to read."""
    text = json_text(to_json(outcome(), rules))

    assert text == json_text(to_json(outcome(), rules))
    assert text.endswith("}\n")
    assert "古浪分局" in text
    assert json.loads(text) == to_json(outcome(), rules)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"])
def test_csv_holds_no_formulas(rules: lianbing.Rulebook, start: str) -> None:
    """A spreadsheet program must not compute what somebody wrote into a name; figures stay figures."""
    loser = standing(someone("a", name=f"{start}1+1"), 1, Fraction(-1))
    award = AwardOutcome(id="collective", places=1, standings=(loser,))
    (row,) = csv.DictReader(io.StringIO(to_csv(outcome(awards=(award,)), rules), newline=""))

    assert row["name"] == f"'{clean(start)}1+1"
    assert row["total"] == "-1.00"


def test_csv_has_a_row_for_each_candidate(rules: lianbing.Rulebook) -> None:
    """Those who left are there, too, with the reason."""
    rows = list(csv.DictReader(io.StringIO(to_csv(outcome(), rules))))

    assert [(row["candidate"], row["status"]) for row in rows] == [
        ("a", "selected"),
        ("b", "revoked"),
        ("c", "ranked"),
        ("x", "excluded"),
    ]
    assert rows[3]["reason"] == "未发布名录"


# The terminal


def test_a_report_in_a_pipe_is_plain(rules: lianbing.Rulebook) -> None:
    """No colours, and nothing of the input that a terminal would act upon."""
    text = shown(outcome(), rules)

    assert not set(text) & {"\x1b", "\u202e"}
    assert "[red]=1+1" in text.replace("\n", "")


def test_a_report_tells_all(rules: lianbing.Rulebook) -> None:
    """Winners are marked; who left, what was taken back and what is open is said with clause."""
    text = shown(outcome(), rules)

    assert len(re.findall("★", text)) == 1
    for words in (
        "退出评选：古浪分局（x）：未发布名录〔2.4〕",
        "荣誉撤销",
        "领导小组 2019-12-01",
        "候选 b, c",
        "[unread_file]",
    ):
        assert words in text
    assert "honour taken back" in shown(outcome(), rules, "en")


def test_figures_are_never_cut(rules: lianbing.Rulebook) -> None:
    """A table too wide for its place runs on."""
    long = someone("an-id-that-is-long-" * 3, name="一个很长的名字" * 12)
    award = AwardOutcome(id="collective", places=1, standings=(standing(long, 1, Fraction(29)),))

    text = shown(outcome(awards=(award,)), rules)

    assert text.count("29.00") == 2
    assert "…" not in text


# Explanations

POINTS = Fact("points", Bilingual("得分", "points"), rows="commendations")
ROWS = RowsFact("commendations", Bilingual("表扬", "commendations"))


def worth(node: Node, value: object, *parts: Explanation, row: int | None = None) -> Explanation:
    """An explanation made by hand."""
    return Explanation(node, value, parts, row)


def constant(number: int) -> Explanation:
    """A number that the rulebook states."""
    return worth(Constant(Fraction(number)), Fraction(number))


def explained(rules: lianbing.Rulebook, formula: Explanation, defaults: tuple[str, ...] = ()) -> ExplainedScore:
    """One candidate's score of supervision, by this formula."""
    award = rules.award("collective")
    indicator = award.indicator("supervision")
    part = ExplainedCriterion(
        id="supervision", title=indicator.title, clause="2.1", most=Fraction(30), explanation=formula
    )
    scored = ExplainedIndicator(
        indicator=indicator,
        exact=formula.number,
        points=formula.number,
        criteria=(part,),
        conditions=(),
        exhibits=(),
        defaults=defaults,
        readings={"cap_order": "cap_first"},
    )
    who = someone("a")
    return ExplainedScore(
        award=award,
        candidate=who,
        standing=standing(who, 1, formula.number, selected=True),
        departures=(),
        revocation=None,
        indicators=(scored,),
    )


def capped() -> Explanation:
    """35 points of two rows, capped at 30, less 2."""
    gains = SumOver(ROWS, POINTS)
    rows = [worth(POINTS, Fraction(each), row=index) for index, each in enumerate((31, 4))]
    limit: Number = Cap(gains, Constant(Fraction(30)))
    formula = Subtract(limit, Constant(Fraction(2)))
    return worth(
        formula,
        Fraction(28),
        worth(limit, Fraction(30), worth(gains, Fraction(35), *rows), constant(30)),
        constant(2),
    )


def lines(score: ExplainedScore, rules: lianbing.Rulebook, language: typing.Literal["zh", "en"] = "zh") -> str:
    """All lines of an explanation."""
    return "\n".join(line.text for line in explanation(score, rules, language).walk())


def test_an_explanation_says_what_bit(rules: lianbing.Rulebook) -> None:
    """Points lost, the cap, the deduction, the clause, and where each fact came from."""
    text = lines(explained(rules, capped(), ("commendations",)), rules)

    for words in (
        "28.00 / 30，失 2.00",
        "封顶：35 → 30",
        "扣除 2",
        "〔2.1〕",
        "collectives.toml:7 supervision.commendations[1].points",
        "supervision.commendations · 默认值",
        "读法 R11 cap_order = cap_first",
        "gains_most = 30",
        "★ 入选",
    ):
        assert words in text
    assert "capped: 35 → 30" in lines(explained(rules, capped()), rules, "en")


def test_an_explanation_is_data_too(rules: lianbing.Rulebook) -> None:
    """The tree with values, fields and remarks; plain enough for JSON."""
    document = typing.cast("dict[str, typing.Any]", explanation_to_json(explained(rules, capped()), rules))

    criterion = document["indicators"][0]["criteria"][0]
    assert criterion["lost"] == "2"
    assert criterion["why"] == ["扣除 2", "封顶：35 → 30"]
    top = criterion["explanation"]["parts"][0]
    assert (top["node"], top["value"], top["remark"]) == ("Cap", "30", "封顶：35 → 30")
    assert top["parts"][0]["parts"][1] | {"words": ""} == {
        "node": "Fact",
        "words": "",
        "value": "4",
        "row": 1,
        "field": "supervision.commendations[1].points",
        "file": "here/collectives.toml",
        "line": 7,
    }
    json.dumps(document, allow_nan=False)


def test_a_zero_divisor_and_a_condition_are_told(rules: lianbing.Rulebook) -> None:
    """Nobody has to guess why a formula counts 0."""
    divisor = worth(Fact("n", Bilingual("数", "number")), Fraction(0))
    ratio = Ratio(Constant(Fraction(3)), typing.cast("Number", divisor.node), Constant(Fraction(0)))
    condition = typing.cast("typing.Any", Constant(Fraction(3))) > 4
    formula = When(condition, ratio, Constant(Fraction(0)))

    by_divisor = lines(explained(rules, worth(ratio, Fraction(0), divisor, constant(0))), rules)
    by_condition = lines(explained(rules, worth(formula, Fraction(0), worth(condition, False), constant(0))), rules)

    assert "分母为 0，计 0" in by_divisor
    assert "不成立，计 0" in by_condition


def test_hostile_names_are_harmless_in_a_tree(rules: lianbing.Rulebook) -> None:
    """Markup and control characters of the input are shown, not acted upon."""
    score = explained(rules, capped())
    score = attrs.evolve(score, candidate=someone("a", name="[bold]\x1b[2J"))
    stream = io.StringIO()
    print_to(stream, [tree(explanation(score, rules))])

    assert "[bold]�[2J" in stream.getvalue()
    assert "\x1b" not in stream.getvalue()


# The rulebook's page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_holds_every_figure(rules: lianbing.Rulebook, language: typing.Literal["zh", "en"]) -> None:
    """Awards, indicators, criteria, parameters, readings, dates, notes and clauses all stand on it."""
    text = page(rules, language)

    for award in rules.awards:
        assert award.title in text
        for indicator in award.indicators:
            assert all(f"`{name}`" in text for name in indicator.parameters)
            assert all(f"`{each.id}`" in text for each in indicator.criteria)
    for reading in rules.readings:
        assert all(f"`{each.id}`" in text for each in reading.options)
    for submission in rules.submissions:
        assert all(day.isoformat() in text for day in submission.due)
    assert all(f"| `{clause.id}` |" in text for clause in rules.clauses)


def test_the_page_takes_no_text_for_markup(rules: lianbing.Rulebook) -> None:
    """A rulebook of another office cannot put scripts or tables into the page."""
    hostile = attrs.evolve(rules, title="<script>*x*|y\n# z", awards=())

    first = page(hostile).splitlines()[0]

    assert first == r"# &lt;script&gt;\*x\*\|y \# z"


# The blank campaign


def uncommented(text: str) -> dict[str, typing.Any]:
    """A blank file with all its fields taken off their comments."""
    return tomli.loads(re.sub(r"(?m)^#(?=\S)", "", text))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_blank_campaign_has_every_field(rules: lianbing.Rulebook, language: typing.Literal["zh", "en"]) -> None:
    """Whatever the evidence classes declare is there to be filled in."""
    files = blank_campaign(rules, language)

    assert set(uncommented(files["campaign.toml"])) == {
        "campaign",
        "readings",
        "totals",
        "history",
        "outcome",
        "decision",
        "review",
        "unit",
        "marking",
    }
    for award in rules.awards:
        (candidate,) = uncommented(files[f"{award.id}.toml"])["candidate"]
        for indicator in award.indicators:
            if indicator.derive is not None:
                continue
            fields = evidence_fields(indicator.evidence)
            assert set(candidate[indicator.id]) == set(fields)
            for name, rows in _tables(indicator.evidence):
                assert set(candidate[indicator.id][name][0]) == set(evidence_fields(rows, name))


def _tables(evidence: type) -> Iterator[tuple[str, type]]:
    for name, field in evidence_fields(evidence).items():
        if field.row_type is not None and attrs.has(field.row_type):
            yield name, field.row_type


def test_a_blank_campaign_is_not_silently_valid(rules: lianbing.Rulebook) -> None:
    """What must be given is commented out; nothing that counts is made up."""
    for award in rules.awards:
        (candidate,) = tomli.loads(blank_campaign(rules)[f"{award.id}.toml"])["candidate"]

        assert candidate.pop("award") == award.id
        assert all(table == {} for table in candidate.values())


def test_a_strange_award_makes_no_strange_file(rules: lianbing.Rulebook) -> None:
    """The id of an award is no path."""
    strange = attrs.evolve(rules.awards[0], id="../campaign")
    files = blank_campaign(attrs.evolve(rules, awards=(strange,)))

    assert set(files) == {"campaign.toml", "candidates-1.toml"}
    assert tomli.loads(files["candidates-1.toml"])["candidate"][0]["award"] == "../campaign"


def test_a_blank_campaign_says_which_year_files_must_be_of(rules: lianbing.Rulebook) -> None:
    """The one lawful year stands in the field's range and in its example, not found out by trial."""
    page = blank_campaign(rules)["collective.toml"]

    assert "year: 年份 · 2019 ·" in page
    assert "published = false, year = 2019}" in page
