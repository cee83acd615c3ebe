"""Score letters: everything that decided one candidate's score, and nobody else's name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lianbing.errors import InputError
from lianbing.evaluation import Evaluation
from lianbing.language import Language
from lianbing.model.explained import ExplainedScore
from lianbing.reports.documents import document
from lianbing.reports.explained_data import explanation_to_json
from lianbing.reports.explaining import explanation
from lianbing.reports.figures import limit, published, readable
from tests.cli.hostile import written
from tests.documents.offices import FIELDS, evaluated, opened, paragraphs, tables, text
from tests.small_city import campaign, candidate, rulebook

EXAMPLES = {name: evaluated(name) for name in ("wuwei-2019", "shicheng-2018")}
EVERYONE = [(name, each.award, each.id) for name, found in EXAMPLES.items() for each in found.campaign.candidates]


def letter(evaluation: Evaluation, award: str, who: str, language: Language = "zh") -> bytes:
    return document(evaluation, language, document="letter", award=award, candidate=who, fields=FIELDS)


def told(evaluation: Evaluation, award: str, who: str) -> ExplainedScore:
    return evaluation.explain(award, who)


@pytest.mark.parametrize(("name", "award", "who"), EVERYONE)
def test_every_criterion_is_there(name: str, award: str, who: str) -> None:
    """The table of points holds each indicator and criterion with maximum, points, points lost and clause, in order."""
    evaluation = EXAMPLES[name]
    score = told(evaluation, award, who)
    expected = []
    for each in score.indicators:
        own = each.indicator
        if not own.scores or score.standing is None:
            continue
        rounding = evaluation.rulebook.rounding
        lost = own.points - each.points if own.points and each.points is not None and own.effect == "score" else None
        expected.append(
            (
                limit(own.points, "zh"),
                "不适用" if each.points is None else published(each.points, rounding),
                published(lost, rounding) if lost else "",
                own.clause,
            )
        )
        for part in each.criteria:
            gone = readable(part.lost) if part.lost and own.effect == "score" else ""
            expected.append((limit(part.most, "zh"), readable(part.points), gone, part.clause))

    found = [table for table in tables(letter(evaluation, award, who)) if table[0][0] == "指标和分项"]

    assert bool(expected) == bool(found)
    for table in found:
        assert expected == [row[1:] for row in table[1:-1]]
        titles = [title.strip() for title, *_ in table[1:-1]]
        assert [
            title
            for each in score.indicators
            if each.indicator.scores
            for title in (each.indicator.title, *(part.title for part in each.criteria))
        ] == [title.removesuffix("（加分）").removesuffix("（扣分）") for title in titles]
        assert score.standing is not None
        assert published(score.standing.total, evaluation.rulebook.rounding) == table[-1][2]


def lines(evaluation: Evaluation, award: str, who: str, language: Language = "zh") -> Iterator[list[str]]:
    """What `explain` says of each indicator, without the rulebook's settings, which the formulas say in words."""
    totals = evaluation.campaign.totals
    root = explanation(told(evaluation, award, who), evaluation.rulebook, language, totals=totals)
    for indicator in root.parts:
        if indicator.tone == "heading":
            shown = [part for part in indicator.parts if part.tone != "quiet" or not part.parts]
            yield [indicator.text, *(line.text for part in shown for line in part.walk())]


@pytest.mark.parametrize(("name", "award", "who"), EVERYONE)
def test_every_step_is_there(name: str, award: str, who: str) -> None:
    """Formula, values, roundings, conditions and sources stand in the letter as `explain` tells them, in its order."""
    evaluation = EXAMPLES[name]
    shown = paragraphs(letter(evaluation, award, who))

    for expected in lines(evaluation, award, who):
        # A table of facts may stand between the heading and the steps.
        start = shown.index(expected[0])
        first = shown.index(expected[1], start) if len(expected) > 1 else start
        assert expected[1:] == shown[first : first + len(expected) - 1]


@pytest.mark.parametrize(("name", "award", "who"), EVERYONE)
def test_every_fact_is_there_with_its_source(name: str, award: str, who: str) -> None:
    """Each fact that a formula read stands in a table with where it came from."""
    evaluation = EXAMPLES[name]
    score = told(evaluation, award, who)
    data = explanation_to_json(score, evaluation.rulebook, totals=evaluation.campaign.totals)
    sources = {
        f"{Path(str(node['file'])).name}:{node['line']} {node['field']}"
        for node in _nodes(data["indicators"])
        if node.get("file") and not node.get("default") and not any(_nodes(node.get("parts")))
    }
    found = {row[2] for table in tables(letter(evaluation, award, who)) if table[0][0] == "依据的事实" for row in table}

    assert sources <= found


def _nodes(data: object) -> Iterator[dict[str, object]]:
    """All parts of formulas that have a place in a file."""
    if isinstance(data, dict):
        if "field" in data:
            yield data
        for each in data.values():
            yield from _nodes(each)
    elif isinstance(data, list):
        for each in data:
            yield from _nodes(each)


@pytest.mark.parametrize(("name", "award", "who"), EVERYONE)
def test_nobody_else_is_named(name: str, award: str, who: str) -> None:
    """A letter goes to one candidate; no other candidate's name is in it, save its own unit's."""
    evaluation = EXAMPLES[name]
    own = next(each for each in evaluation.campaign.candidates if (each.award, each.id) == (award, who))
    units = {each.name for each in evaluation.campaign.candidates if each.id == own.unit}
    # What the candidate itself handed in may name someone whom it rewarded.
    stated = repr(own.evidence)
    others = {each.name for each in evaluation.campaign.candidates if each.name not in stated} - {own.name} - units
    shown = text(letter(evaluation, award, who))

    assert own.name in shown
    assert set() == {name for name in others if name in shown}


def test_why_points_were_lost() -> None:
    """Each criterion with points lost says how many, why, and under which clause."""
    shown = text(letter(EXAMPLES["wuwei-2019"], "collective", "gulang-team"))

    assert "强化监督表现（失 30 分）：“被查实存在廉洁问题”：成立，计 0〔2.1〕" in shown
    assert "队伍建设与管理 · 考核奖惩制度（失 0.7 分）：评审组评 2.3，满分 3〔2.2.1〕" in shown
    # Where nothing happened but that less was done, the formula is the reason.
    assert "队伍建设与管理 · 移动执法系统建设使用（失 2.5 分）：算法：若“已接入环境监管执法平台”" in shown


def test_the_total_and_its_rounding() -> None:
    """The total comes about before the reader's eyes, and so does each rounding."""
    shown = text(letter(EXAMPLES["wuwei-2019"], "individual", "minqin-1"))

    assert "总分 66.92 分（满分 100 分），第 2 名，入选。" in shown
    assert "总分的由来：12.00 + 27.18 + 14.41 + 13.33 = 66.92" in shown
    assert "取整：调查取证工作质量：四舍五入到 0.01 的整数倍：27.178125 → 27.18〔3.main〕" in shown


def test_a_total_that_is_a_formula() -> None:
    """A total that is more than a sum is explained step by step."""
    found = paragraphs(letter(EXAMPLES["shicheng-2018"], "township", "yi"))

    assert "总分：2095/49 ≈ 42.7551〔1.2〕" in found
    assert "通报批评 = 20" in found


def test_who_left_is_told_why() -> None:
    """Who left gets the reasons with their clauses and the facts, and no points."""
    found = letter(EXAMPLES["wuwei-2019"], "individual", "gulang-2")

    assert "退出评选，不计总分。" in text(found)
    assert "退出评选：在强化监督中出现廉洁问题，移出候选名单〔3.3〕" in paragraphs(found)
    assert not any(table[0][0] == "指标和分项" for table in tables(found))
    assert ("被查实存在廉洁问题", "是", "individuals.toml:223 supervision.integrity_problem") in [
        row for table in tables(found) for row in table
    ]


def test_who_lost_the_honour_is_told() -> None:
    """A revoked honour is told with its reason."""
    shown = text(letter(EXAMPLES["wuwei-2019"], "individual", "tianzhu-1"))

    assert "入选后荣誉被撤销。" in shown
    assert "荣誉撤销：评选后查实有不廉洁行为，撤销荣誉称号（②）〔3.7〕" in shown


def test_digests_to_check_by() -> None:
    """The letter names the files that anyone needs to get the same result."""
    evaluation = EXAMPLES["wuwei-2019"]
    shown = text(letter(evaluation, "individual", "minqin-1"))

    assert evaluation.rulebook.sha256 in shown
    assert evaluation.campaign.sha256 in shown


def test_nobody_loses_a_bonus(tmp_path: Path) -> None:
    """Who gets less than all of a bonus has lost nothing."""
    evaluation = evaluated(written(tmp_path, "x"), {"more": "yes"})
    found = letter(evaluation, "team", "a1")
    (scores,) = (table for table in tables(found) if table[0][0] == "指标和分项")

    assert [("x（加分）", "2", "1.00", "", "x"), ("x", "2", "1", "", "x")] == [
        (title.strip(), *rest) for title, *rest in scores[3:5]
    ]
    assert 1 == sum(each.startswith("x（失 ") for each in paragraphs(found))


def test_an_undecided_place_is_not_promised(tmp_path: Path) -> None:
    """Who stands in an open tie reads that it is open."""
    tied = Evaluation.of(rulebook(tmp_path), campaign(candidate("a", 9), candidate("b", 5), candidate("c", 5)))

    assert "与他人同分，是否入选尚待决定" in text(letter(tied, "team", "b"))
    assert "草稿" in text(letter(tied, "team", "b"))


def test_a_letter_for_each() -> None:
    """An award alone gives every candidate's letter, each in a section whose pages count from 1."""
    evaluation = EXAMPLES["wuwei-2019"]
    whole = document(evaluation, document="letter", award="individual", fields=FIELDS)
    names = [each.name for each in evaluation.campaign.of("individual")]

    assert len(names) == len(opened(whole).sections) == paragraphs(whole).count("评分告知书")
    assert names == [each.partition("（")[0] for each in paragraphs(whole) if each.endswith("）：") and "分局" in each]
    assert ["1"] * len(names) == opened(whole).element.body.xpath(".//w:sectPr/w:pgNumType/@w:start")
    assert whole == document(evaluated("wuwei-2019"), document="letter", award="individual", fields=FIELDS)


def test_a_candidate_is_found_without_its_award() -> None:
    """Where one award alone has the candidate, its id is enough."""
    evaluation = EXAMPLES["wuwei-2019"]

    short = document(evaluation, document="letter", candidate="gulang-team", fields=FIELDS)

    assert letter(evaluation, "collective", "gulang-team") == short


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, "wrong_call"),
        ({"candidate": "nobody"}, "unknown_candidate"),
        ({"award": "team"}, "unknown_award"),
        ({"award": "individual", "withhold_names": True}, "wrong_call"),
    ],
)
def test_whom_it_is_for_has_to_be_clear(asked: dict[str, object], code: str) -> None:
    """A letter to nobody in particular, or to someone unknown, is refused."""
    with pytest.raises(InputError) as refused:
        document(EXAMPLES["wuwei-2019"], document="letter", **asked)  # type: ignore[arg-type]

    assert [code] == [each.code for each in refused.value.faults]


def test_english() -> None:
    """In English the letter says in English what `explain` does."""
    evaluation = EXAMPLES["wuwei-2019"]
    found = letter(evaluation, "individual", "minqin-1", "en")

    assert "Total 66.92 of 100, rank 2, selected." in paragraphs(found)
    for said in lines(evaluation, "individual", "minqin-1", "en"):
        assert set(said) <= set(paragraphs(found))
