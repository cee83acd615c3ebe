"""The review of case files by their documents: its shares, its gates, its absences, and what it refuses."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lianbing
from lianbing.backends.bounds import bounds
from lianbing.backends.exact import explain
from lianbing.backends.prose import say
from lianbing.checks.evidence import Lawful
from lianbing.errors import Place
from lianbing.evaluation.cohort import IndicatorCohort
from lianbing.formula.domain import Domain
from lianbing.formula.evidence import evidence_fields
from lianbing.formula.interval import Interval
from lianbing.formula.nodes import ChoiceFact, Condition, Fact, Number
from lianbing.loading.structuring import structured
from lianbing.model.award import Indicator
from lianbing.model.campaign import Candidate
from tests.indicators.stones import rulebook, stone, unlike

# A file of 100 points, made up: 19 of them are of documents that a file without a hearing does not need.
GENERAL = """items = [
    {id = "filing", title = "立案审批表", english = "filing form", parts = [10, 20], absence = "zero", gate = 1},
    {id = "record", title = "勘察笔录", english = "record", parts = [25, "13.5", "12.5"], absence = "zero",
        gate = 2, part_not_needed = [2, 3]},
    {id = "hearing_notice", title = "听证告知书", parts = [4], absence = "not_needed"},
    {id = "hearing_record", title = "听证笔录", parts = [5, 3], absence = "not_needed"},
    {id = "reminder", title = "催告书", english = "reminder", parts = [2], absence = "either"},
    {id = "enforcement", title = "强制执行申请书", parts = [3, 2], absence = "either"},
]
"""
BONUS = 'bonus = {id = "typical", title = "典型案例", english = "typical case", points = 5}\n'
WITHOUT_HEARING = ["hearing_notice", "hearing_record", "reminder", "enforcement"]
MARKS: Mapping[str, object] = {
    "filing_1": 10,
    "filing_2": 20,
    "record_1": 25,
    "record_2": "13.5",
    "record_3": "12.5",
}
HEARD: Mapping[str, object] = {
    "hearing_notice_1": 4,
    "hearing_record_1": 5,
    "hearing_record_2": 3,
    "reminder_1": 2,
    "enforcement_1": 3,
    "enforcement_2": 2,
}


def facts(*missing: str, without: tuple[str, ...] = (), **marks: object) -> dict[str, object]:
    """A file without a hearing, with full marks save those said, and without those that are not given."""
    found = {"not_needed": WITHOUT_HEARING, "missing": list(missing), **MARKS, **marks}
    return {name: each for name, each in found.items() if name not in without}


WORKED: list[tuple[str, dict[str, object], Fraction]] = [
    ("all of 81", facts(), Fraction(50)),
    # 100 − 19 = 81; 72.9 of them are 0.9
    ("72.9 of 81", facts(record_1="16.9"), Fraction(45)),
    ("85 of 100", {**MARKS, **HEARD, "filing_2": 5}, Fraction("42.5")),
    ("the gate is shut: 51 of 81", facts(filing_1=0), Fraction(50 * 51, 81)),
    ("the gate is not quite shut: 71.1 of 81", facts(filing_1="0.1"), Fraction(50 * 711, 810)),
    ("behind a shut gate nothing is needed", facts(filing_1=0, without=("filing_2",)), Fraction(50 * 51, 81)),
    ("missing: 51 of 81, marks not needed", facts("filing", without=("filing_1", "filing_2")), Fraction(50 * 51, 81)),
    ("missing, and marks given all the same", facts("filing"), Fraction(50 * 51, 81)),
    # 81 − 12.5 = 68.5, of which 58.5 are left
    (
        "a part that is not needed",
        facts(record_1=15, not_needed=[*WITHOUT_HEARING, "record.3"], without=("record_3",)),
        Fraction(50 * 585, 685),
    ),
    (
        "a gate that is not needed shuts nothing",
        facts(not_needed=[*WITHOUT_HEARING, "record.2"], without=("record_2",)),
        Fraction(50),
    ),
    (
        "an absence that may be either counts 0 where it is missing: 81 of 83",
        facts("reminder", not_needed=["hearing_notice", "hearing_record", "enforcement"]),
        Fraction(50 * 81, 83),
    ),
    ("all that there was, was missing", facts("filing", "record"), Fraction(0)),
]


@pytest.mark.parametrize(("found", "points"), [each[1:] for each in WORKED], ids=[each[0] for each in WORKED])
def test_worked_points(tmp_path: Path, found: dict[str, object], points: Fraction) -> None:
    """What is not needed leaves the divisor, what is missing stays in it and counts 0."""
    book = rulebook(tmp_path, "document_review", GENERAL, points=50)

    assert () == book.warnings
    assert [] == unlike(book, points, found)
    assert [] != unlike(book, points + 1, found)


@pytest.mark.parametrize(
    ("parameters", "typical", "earned", "points"),
    [
        ('bonus_limit = "capped"', True, 20, Fraction(50)),
        ('bonus_limit = "capped"', True, 10, Fraction(50 * 76, 81)),
        ('bonus_limit = "capped"', False, 10, Fraction(50 * 71, 81)),
        ('bonus_limit = "open"\nfull = 45', True, 20, Fraction(45 * 86, 81)),
        ('bonus_limit = "open"\nfull = 45', True, 10, Fraction(45 * 76, 81)),
    ],
)
def test_a_bonus_goes_into_the_numerator(
    tmp_path: Path, parameters: str, typical: bool, earned: int, points: Fraction
) -> None:
    """The bonus adds to what was earned, not to the divisor; above a full file it counts where it is open."""
    book = rulebook(tmp_path, "document_review", f"{BONUS}{parameters}\n{GENERAL}", points=50)

    assert () == book.warnings
    assert [] == unlike(book, points, {**facts(filing_2=earned), "typical": typical})


def test_an_open_bonus_beyond_the_maximum_is_not_proved(tmp_path: Path) -> None:
    """Where a file can have more than the criterion's points, the rulebook does not add up, and is told so."""
    with pytest.raises(lianbing.RulebookError) as caught:
        rulebook(tmp_path, "document_review", f'{BONUS}bonus_limit = "open"\n{GENERAL}', points=50)

    assert ["bounds_broken"] == [each.code for each in caught.value.faults]


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (facts(without=("filing_1",)), ["filing_1"]),
        (facts(without=("record_2", "record_3")), ["record_2"]),
        (facts(not_needed=WITHOUT_HEARING[:3]), ["enforcement_1", "enforcement_2"]),
        (facts(filing_1="10.5"), ["filing_1"]),
        (facts(filing_2=-1), ["filing_2"]),
        (facts("hearing_notice"), ["missing[0]"]),
        (facts(not_needed=[*WITHOUT_HEARING, "record"]), ["not_needed[4]"]),
        (facts(not_needed=[*WITHOUT_HEARING, "record.1"]), ["not_needed[4]"]),
        (facts("reminder"), ["missing"]),
    ],
)
def test_unlawful_files_are_refused(tmp_path: Path, found: dict[str, object], told: list[str]) -> None:
    """A mark that counts is never guessed nor above its part; no document is absent in a way that it cannot be."""
    indicator = stone(rulebook(tmp_path, "document_review", GENERAL, points=50))
    record, faults = structured(found, indicator.evidence, lambda _: Place())
    candidate = Candidate(id="a", award="team", name="甲", unit="u", evidence={"stone": record})

    assert told == [
        each.place.field.removeprefix("stone.") for each in faults or Lawful.of(indicator).faults(candidate)
    ]


def test_each_document_shows_its_grade(tmp_path: Path) -> None:
    """Other campaigns take over a document's grade by its id: what its parts got of what they can give, times 100."""
    indicator = stone(rulebook(tmp_path, "document_review", GENERAL, points=50))
    found = facts("reminder", filing_1=5, record_1=12, not_needed=[*WITHOUT_HEARING, "record.3"])
    grades = {each.id: of_file(indicator, found, each.formula) for each in indicator.scheme.exhibits}

    assert {
        "filing": Fraction(2500, 30),
        "record": Fraction(2550, Fraction("38.5")),
        "hearing_notice": 0,
        "hearing_record": 0,
        "reminder": 0,
        "enforcement": 0,
    } == grades


def test_a_part_is_named_by_its_document(tmp_path: Path) -> None:
    """People read which part of which document is meant, in both languages, and its points as its range."""
    indicator = stone(rulebook(tmp_path, "document_review", GENERAL, points=50))
    fact = evidence_fields(indicator.evidence)["record_2"].node
    (criterion,) = indicator.scheme.criteria
    read = {each.name: each.domain for each in indicator.scheme.nodes() if isinstance(each, Fact)}

    assert ("“勘察笔录 第 2 项”", "“record, part 2”") == (say(fact, "zh"), say(fact, "en"))
    assert all(f"“勘察笔录 第 {at} 项”" in say(criterion.formula, "zh") for at in (1, 2, 3))
    assert (Fraction(0), Fraction("13.5")) == (read["record_2"].least, read["record_2"].most)


def test_formulas_know_the_words_of_each_list(tmp_path: Path) -> None:
    """A list of what is absent can hold the documents and parts that may be, and no others."""
    indicator = stone(rulebook(tmp_path, "document_review", GENERAL, points=50))
    words = {each.rows: each.options for each in indicator.scheme.nodes() if isinstance(each, ChoiceFact)}

    assert {
        "missing": ("filing", "record", "reminder", "enforcement"),
        "not_needed": ("record.2", "record.3", *WITHOUT_HEARING),
    } == words


@given(st.data())
def test_points_are_the_share_of_what_was_needed(tmp_path_factory: pytest.TempPathFactory, data: Any) -> None:
    """A plain sum over the documents gives the same points, whatever is absent, and they lie within the bounds."""
    indicator = review(tmp_path_factory)
    tops = {name: (each.least or Fraction(0), most(indicator, name)) for name, each in marks_of(indicator).items()}
    marks = {name: data.draw(st.fractions(*ends, max_denominator=4) | st.just(ends[0])) for name, ends in tops.items()}
    missing = data.draw(st.sets(st.sampled_from(["filing", "record", "reminder", "enforcement"])))
    absent = {*WITHOUT_HEARING, "record.2", "record.3"} - missing
    not_needed = data.draw(st.sets(st.sampled_from(sorted(absent))))
    found = {"missing": sorted(missing), "not_needed": sorted(not_needed), **{k: str(v) for k, v in marks.items()}}
    (criterion,) = indicator.scheme.criteria
    points = of_file(indicator, found, criterion.formula)

    assert plainly(marks, {name: ends[1] for name, ends in tops.items()}, missing, not_needed) == points
    assert bounds(criterion.formula).holds(points)
    assert Interval(Fraction(0), Fraction(50)) == bounds(criterion.formula)


def plainly(
    marks: Mapping[str, Fraction], tops: Mapping[str, Fraction], missing: set[str], not_needed: set[str]
) -> Fraction:
    """The points of a file by a plain loop."""
    got = could = Fraction(0)
    gates = {"filing": "filing_1", "record": "record_2"}
    for name, mark in marks.items():
        document, _, at = name.rpartition("_")
        if document in not_needed or f"{document}.{at}" in not_needed:
            continue
        could += tops[name]
        gate = gates.get(document)
        shut = gate is not None and marks[gate] == 0 and gate.replace("_", ".") not in not_needed
        got += 0 if shut or document in missing else mark
    return 50 * got / could if could else Fraction(0)


def review(factory: pytest.TempPathFactory) -> Indicator:
    """The indicator of the general case, made once."""
    if "general" not in MADE:
        MADE["general"] = stone(rulebook(factory.mktemp("review"), "document_review", GENERAL, points=50))
    return MADE["general"]


DAY = date(2019, 12, 31)
MADE: dict[str, Indicator] = {}


def marks_of(indicator: Indicator) -> dict[str, Domain]:
    """The lawful range of each mark."""
    return {name: domain for (rows, name), domain in Lawful.of(indicator).domains.items() if rows is None}


def most(indicator: Indicator, name: str) -> Fraction:
    """The most that a part can give."""
    top = marks_of(indicator)[name].most
    assert isinstance(top, Fraction)
    return top


def of_file(indicator: Indicator, found: Mapping[str, object], formula: Number | Condition) -> Fraction:
    """What a formula is worth for a file."""
    record, faults = structured(dict(found), indicator.evidence, lambda _: Place())
    assert [] == faults
    candidate = Candidate(id="a", award="team", name="甲", unit="u", evidence={"stone": record})
    cohort = IndicatorCohort([(candidate, record)], frozenset({"a"}), {}, DAY)
    situation = cohort.situation("a")
    assert situation is not None
    worth: Fraction = explain(formula, situation).value  # type: ignore[assignment]
    return worth
