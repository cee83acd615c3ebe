"""The shipped rules of the 2024 case-file review: their tables, worked totals, readings and refusals."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

import lianbing
from lianbing.checks.evidence import Lawful
from lianbing.forms.fields import fields_of
from lianbing.insight.examples import run_example, run_examples
from lianbing.loading.coverage import coverage
from lianbing.loading.proof import prove
from lianbing.model.campaign import Candidate
from lianbing.model.official_text import Example
from tests.rulebooks.case_files import BOOK, WITHOUT_HEARING, CaseFile, documents, folder_of, total_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "case-review-2024"

RECORD = ".5 1 .5 / 1.5 1.5 2 4 1 / 1.5 1.5 2 4 1 / .5 1 .5 .5 .5 .5 1 .5 / 3 1 2 1 1 / 2 2 2 2 / 1 2 2 1 2 2"
DECISION = "3 3 2 2 1 1 .5 1 .5 1"
ENFORCED = "1 1 / .5 .5 2 1.5 .5 / 1 1 1"
DECIDED = f"{RECORD} / 2 2 2 2 2 / 1 1 1 1 / 1 1 1 1 1 1 1 1 / {DECISION}"

# As the official tables print them, in order: the parts of each document, and what its absence can mean (0 that it
# counts 0, n that it was not needed, e either; with a dot where single parts may not be needed); then the sum.
TABLES = {
    "general_penalty": (f"{DECIDED} / {ENFORCED}", "0 e. e. n 0. 0 n 0 n n e n n e", 100),
    "no_penalty": (
        f"1 2 1{RECORD.removeprefix('.5 1 .5')} / 2 2 2 2 2 / 1 1 1 1 / 1 1 1 1 1 1 1 1 / 3 3 3 3 2 2 3 1 / 1 2",
        "0 e. e. n 0. 0 n 0. n n 0 0",
        100,
    ),
    "daily_penalty": (
        f"{DECIDED} / .5 1 1 1 .5 .5 .5 / 1 1 1 1 1 1 1 1 1 1 1 1 1 .5 .5 1 / {ENFORCED}",
        "0 e. e. n 0. 0 n 0 n n e 0 0 n n 0",
        120,
    ),
    "seizure": (
        "1.5 1.5 2 4 1 / 1.5 1.5 2 4 1 / 1 1 1 1 .5 .5 1 1 / 3 1 2 1 1 / 4 4 2 / 4 4 3 3 2 2 1 1 / 3 5 3 2 / 3 5 3 / "
        "2 3 2 2 2",
        "e. e. n 0. 0 0 0 n n",
        100,
    ),
    "detention_transfer": (
        f"3 3 2 2 / 2 2 2 2 1 1 / 1 2 1{RECORD.removeprefix('.5 1 .5')} / 2 2 2 2 2 / {DECISION}",
        "0 0 0 e. e. n 0. 0 n 0 0",
        100,
    ),
    "crime_transfer": (
        "4 4 4 3 / 3 3 3 2 2 2 / 2 2 2 / 3 3 3 4 2 / 3 3 3 4 2 / 1 2 1 1 1 1 2 1 / 4 2 2 2 2 / 3 3 3 3",
        "0 0 n e. e. n 0. 0",
        100,
    ),
}
LOST_8_1: Mapping[str, object] = {"inspection_4": 4, "decision_1": 3, "report_1": 1, "notice_5": "0.1"}
LOST_15: Mapping[str, object] = {"inspection_4": 4, "interview_4": 4, "decision_1": 3, "decision_2": 3, "report_1": 1}
LOST_20: Mapping[str, object] = {**LOST_15, "report_1": 2, "report_2": 2, "notice_1": 2}


@pytest.mark.parametrize("award", TABLES)
def test_the_tables_are_those_of_the_official_text(award: str) -> None:
    """Every part has its points, every absence its meaning, and the monitoring report alone has a gate."""
    parts, absence, points = TABLES[award]
    items = documents(award)
    stated = [[Fraction(str(part)) for part in each["parts"]] for each in items]
    letters = {"zero": "0", "not_needed": "n", "either": "e"}
    dots = ["." if "part_not_needed" in each else "" for each in items]

    assert [[Fraction(part) for part in each.split()] for each in parts.split("/")] == stated
    assert points == sum(sum(each) for each in stated)
    assert absence.split() == [letters[each["absence"]] + dot for each, dot in zip(items, dots, strict=True)]
    assert {"monitoring": 2} == {each["id"]: each["gate"] for each in items if "gate" in each}


@pytest.mark.parametrize("award", TABLES)
def test_single_parts_are_not_needed_where_the_text_says_so(award: str) -> None:
    """Of the other evidence two kinds may not be needed; of a record, or where a notice says so, any part."""
    found = {each["id"]: each["part_not_needed"] for each in documents(award) if "part_not_needed" in each}
    notice = {"notice": [1, 2, 3, 4, 5]} if award == "no_penalty" else {}

    assert {"inspection": [1, 2, 3, 4, 5], "interview": [1, 2, 3, 4, 5], "evidence": [4, 5]} | notice == found


ELEMENTS = {
    **{f"general_{at}": Fraction(points) for at, points in enumerate([3, 2, 2, 2, 1], 1)},
    **{
        f"record_{at}": Fraction(points)
        for at, points in enumerate(["1", "1", "1", "1.5", "1.5", "1", "1", "1", "1"], 1)
    },
}


@pytest.mark.parametrize(("element", "points"), ELEMENTS.items())
def test_each_element_has_its_points(element: str, points: Fraction) -> None:
    """What a lacking element takes off is the figure that the text gives for that one."""
    example = Example(
        title="", clause="", award="general_penalty", indicator="elements", facts={element: 1}, points=points
    )

    assert () == run_example(BOOK, example)


@pytest.mark.parametrize("award", TABLES)
def test_all_types_share_what_is_no_document(award: str) -> None:
    """Major problems, elements and the total are the same rules for every type of file."""
    own, general = BOOK.award(award), BOOK.award("general_penalty")

    assert general.total == own.total
    for name in ("legality", "elements"):
        assert general.indicator(name).parameters == own.indicator(name).parameters
        assert general.indicator(name).points == own.indicator(name).points


def test_everything_is_proved_cited_and_worked_out() -> None:
    """Each criterion stays within its maximum, each clause has its rule, each example gives its points."""
    assert all(each.proved for each in prove(BOOK))
    assert () == BOOK.warnings
    assert () == coverage(BOOK)
    assert () == run_examples(BOOK)


@pytest.mark.parametrize(
    "readings",
    [{each.id: option.id} for each in BOOK.readings for option in each.options],
    ids=lambda readings: "-".join(*readings.items()),
)
def test_every_reading_is_proved_too(readings: dict[str, str]) -> None:
    """No option breaks the rules' arithmetic, not even the bonus that may lead above 100."""
    under = BOOK.under(readings)

    assert all(each.proved for each in prove(under))
    assert {"reading_warning"} >= {each.code for each in under.warnings}


GENERAL = CaseFile(not_needed=WITHOUT_HEARING)
DAILY = CaseFile(award="daily_penalty")
CRIME = CaseFile(award="crime_transfer", documents="case_opened = true")
# Without these, 50 of the 100 points are left.
FEW = ("filing", "inspection", "interview", "monitoring", "evidence.4", "evidence.5")
LOW = CaseFile(missing=("filing", "inspection", "interview", "evidence", "report", "notice", "decision", "closing"))
ALL_ELEMENTS = "\n".join([*(f"general_{at} = 1" for at in range(1, 6)), *(f"record_{at} = 1" for at in range(1, 10))])

TOTALS: list[tuple[str, CaseFile, dict[str, str], object]] = [
    ("72.9 of 81, less 3", attrs.evolve(GENERAL, lost=LOST_8_1, elements="general_1 = 1"), {}, 92),
    ("100 of 120, less 2", attrs.evolve(DAILY, lost=LOST_20, elements="general_2 = 1"), {}, "89.67"),
    (
        "100 of 120, less 2, not rounded: 50 + 125/3 − 2",
        attrs.evolve(DAILY, lost=LOST_20, elements="general_2 = 1"),
        {"rounding": "exact"},
        "269/3",
    ),
    (
        "a major problem",
        attrs.evolve(
            GENERAL, lost=LOST_8_1, elements="general_1 = 1", legality='problems = [{item = 25, reason = "虚构"}]'
        ),
        {},
        0,
    ),
    ("85 of 100", CaseFile(lost=LOST_15), {}, "92.5"),
    ("80 of 100, less 3", CaseFile(lost=LOST_20, elements="general_1 = 1"), {}, 87),
    ("a full file", CaseFile(), {}, 100),
    ("no qualification mark on the monitoring report: 95 of 100", CaseFile(lost={"monitoring_2": 1}), {}, "97.5"),
    ("part of it is there: 99.5 of 100", CaseFile(lost={"monitoring_2": "0.5"}), {}, "99.75"),
    ("the report is missing: 92 of 100", CaseFile(missing=("report",)), {}, 96),
    ("no record was needed: 90 of 90", CaseFile(not_needed=("inspection",)), {}, 100),
    ("the record is missing: 90 of 100", CaseFile(missing=("inspection",)), {}, 95),
    # 99 are left without the part, 95 of them
    ("a part was not needed", CaseFile(not_needed=("interview.5",), lost={"interview_4": 4}), {}, "97.98"),
    ("the bonus: 85 + 15 of 100", attrs.evolve(CRIME, lost={"transfer_approval_1": 4, "report_1": 3}), {}, 100),
    (
        "the bonus: 75 + 15 of 100",
        attrs.evolve(
            CRIME,
            lost={"transfer_approval_1": 4, "transfer_approval_2": 4, "report_1": 3, "inspection_4": 4}
            | {"interview_4": 4, "transfer_letter_1": 3, "transfer_letter_2": 3},
        ),
        {},
        95,
    ),
    ("the bonus of a full file, capped", CRIME, {}, 100),
    ("the bonus of a full file, open: 115 of 100", CRIME, {"bonus_limit": "open"}, "107.5"),
    ("the most that the bonus can give: 65 of 50", attrs.evolve(CRIME, not_needed=FEW), {"bonus_limit": "open"}, 115),
    ("no bonus where no case was opened", attrs.evolve(CRIME, documents="case_opened = false"), {}, 100),
    ("an element in two documents, once", CaseFile(elements='general_1 = ["甲", "乙"]'), {}, 97),
    ("in two documents, each", CaseFile(elements='general_1 = ["甲", "乙"]'), {"element_times": "each"}, 94),
    ("each, never more than 20", CaseFile(elements="general_1 = 7"), {"element_times": "each"}, 80),
    ("all elements once are 20", CaseFile(elements=ALL_ELEMENTS), {}, 80),
    # 34 of 100 are left: 17 − 20
    ("deductions beyond the second half", attrs.evolve(LOW, elements=ALL_ELEMENTS), {}, 47),
    ("the second half is not below 0", attrs.evolve(LOW, elements=ALL_ELEMENTS), {"second_half": "zero"}, 50),
]


@pytest.mark.parametrize(("file", "readings", "total"), [each[1:] for each in TOTALS], ids=[each[0] for each in TOTALS])
def test_totals(tmp_path: Path, file: CaseFile, readings: dict[str, str], total: object) -> None:
    """A file's total is 50, and 50 times its share of the points, less its elements; 0 with a major problem."""
    assert Fraction(str(total)) == total_of(tmp_path, file, readings)


REFUSED = [
    ('problems = [{item = 5, reason = " "}]', ("missing_field", "legality.problems[0].reason")),
    ("problems = [{item = 5}]", ("missing_field", "legality.problems[0]")),
    ('problems = [{item = 0, reason = "虚构"}]', ("out_of_range", "legality.problems[0].item")),
    ('problems = [{item = 26, reason = "虚构"}]', ("out_of_range", "legality.problems[0].item")),
]


@pytest.mark.parametrize(("legality", "told"), REFUSED)
def test_a_problem_has_its_number_and_its_reason(tmp_path: Path, legality: str, told: tuple[str, str]) -> None:
    """A dossier is not made 0 by a problem that is none of the 25, or for which nobody wrote why."""
    with pytest.raises(lianbing.InputError) as caught:
        lianbing.load(folder_of(tmp_path, CaseFile(legality=legality)))

    assert [told] == [(each.code, each.place.field) for each in caught.value.faults]


def test_what_is_absent_is_named_once_and_by_its_name() -> None:
    """Records made in Python are held to the same words as files, and a word said twice is a slip."""
    indicator = BOOK.award("general_penalty").indicator("documents")
    made = indicator.evidence(missing=("report", "closure"), not_needed=("hearing_notice", "monitoring", "monitoring"))
    candidate = Candidate(id="a", award="general_penalty", name="甲", unit="u", evidence={"documents": made})
    found = [each for each in Lawful.of(indicator).faults(candidate) if each.code != "missing_field"]

    assert [("wrong_type", "documents.missing[1]"), ("repeated_entry", "documents.not_needed[2]")] == [
        (each.code, each.place.field) for each in found
    ]
    assert "not_needed[1]" in found[1].message("zh")


def test_a_form_says_which_documents_can_be_absent() -> None:
    """People who fill in a form read the words that a list takes, in both languages."""
    fields = {each.name: each for each in fields_of(BOOK.award("crime_transfer").indicator("documents").evidence)}

    ids = " | ".join(each["id"] for each in documents("crime_transfer") if each["absence"] != "not_needed")
    missing = fields["missing"]

    assert (f"列表，各为以下之一：{ids}", f"a list, each one of {ids}") == (missing.expected.zh, missing.expected.en)
    assert '["transfer_approval"]' == missing.example


def test_the_example_folder_shows_every_type() -> None:
    """At least two files of each type; one with a major problem, the rest with points; nothing to warn of."""
    rulebook, campaign = lianbing.load(EXAMPLE)
    outcome = lianbing.evaluate(rulebook, campaign)
    totals = {each.candidate.id: each.total for award in outcome.awards for each in award.standings}

    assert () == outcome.warnings
    assert all(len(award.standings) >= 2 for award in outcome.awards)
    assert {"general-3"} == {name for name, total in totals.items() if total == 0}
    assert [92, Fraction("92.5"), Fraction("89.67")] == [totals[id] for id in ("general-1", "general-2", "daily-1")]


def test_every_example_file_says_that_it_is_made_up() -> None:
    """Nobody takes the example for real cases: the first line of every file says what it is."""
    for path in EXAMPLE.iterdir():
        assert path.read_text("utf-8").startswith("# 示例数据，纯属虚构"), path.name
