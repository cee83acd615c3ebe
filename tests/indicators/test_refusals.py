"""What the shipped indicators refuse under the city's rules, and never guess."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

import lianbing
from lianbing.insight.examples import run_example
from lianbing.model.official_text import Example

RULEBOOK = lianbing.load_rulebook("wuwei-2019")


def file(number: str = "T-1", kind: str = "general", year: int = 2019, **changed: object) -> dict[str, object]:
    return {"number": number, "kind": kind, "marks": [90], "published": True, "year": year, **changed}


def document(number: str = "G-1", **changed: object) -> dict[str, object]:
    grades = {f"{name}_marks": [80] for name in ("scene", "interview", "collection", "report")}
    return {"number": number, "published": True, "role": "recorder", **grades, **changed}


ORDINARY = {"emissions": 1, "filing_rate": 1, "key_polluter_list_published": True}
INSTITUTIONS: dict[str, object] = {"reward_marks": [1], "safety_marks": [1], "liability_marks": [1]}


def without(table: Mapping[str, object], name: str) -> dict[str, object]:
    return {key: value for key, value in table.items() if key != name}


@pytest.mark.parametrize(
    ("award", "indicator", "level", "facts", "code"),
    [
        # How many, of which year, and told apart by what
        (
            "collective",
            "case_files",
            "county",
            {"recommended": [file(str(n)) for n in range(3)]},
            "too_many_rows",
        ),
        ("collective", "case_files", "county", {"recommended": [file(kind="inspection")]}, "too_many_rows"),
        ("collective", "case_files", "city", {"drawn": [file(kind="inspection")]}, "too_many_rows"),
        (
            "collective",
            "case_files",
            "county",
            {"drawn": [file(str(n), "four_measures") for n in range(2)]},
            "too_many_rows",
        ),
        ("collective", "case_files", "county", {"recommended": [file(year=2018)]}, "wrong_year"),
        ("collective", "case_files", "county", {"drawn": [file(year=2020)]}, "wrong_year"),
        (
            "collective",
            "case_files",
            "county",
            {"recommended": [file("T-1"), file("t -1")]},
            "repeated_row",
        ),
        (
            "collective",
            "case_files",
            "county",
            {"drawn": [file("A"), file("a", "four_measures")]},
            "repeated_row",
        ),
        (
            "individual",
            "evidence_quality",
            None,
            {"files": [document(str(n)) for n in range(3)]},
            "too_many_rows",
        ),
        ("individual", "evidence_quality", None, {"files": [document(), document()]}, "repeated_row"),
        # Ranges that the rulebook states
        ("organizer", "deployment", None, {"marks": ["11/2"]}, "out_of_range"),
        ("organizer", "deployment", None, {"marks": [-1]}, "out_of_range"),
        ("organizer", "deployment", None, {"marks": []}, "no_marks"),
        ("collective", "case_files", "county", {"drawn": [file(marks=[101])]}, "out_of_range"),
        (
            "collective",
            "supervision",
            "county",
            {"integrity_problem": False, "commendations": [{"action": "A", "points": 6}]},
            "out_of_range",
        ),
        (
            "individual",
            "supervision",
            None,
            {"integrity_problem": False, "deductions": [{"kind": "discipline", "points": "1/2"}]},
            "out_of_range",
        ),
        (
            "collective",
            "daily_enforcement",
            "county",
            {**ORDINARY, "commendations": [{"points": "1/4"}]},
            "out_of_range",
        ),
        ("collective", "daily_enforcement", "county", {**ORDINARY, "filing_rate": 95}, "out_of_range"),
        # Never guessed
        ("organizer", "activity", None, {}, "missing_field"),
        ("organizer", "team_building", None, INSTITUTIONS, "missing_field"),
        ("collective", "supervision", "county", {}, "missing_field"),
        *(("collective", "daily_enforcement", "county", without(ORDINARY, name), "missing_field") for name in ORDINARY),
        *(
            ("collective", "case_files", "county", {"drawn": [without(file(), name)]}, "missing_field")
            for name in file()
        ),
        ("collective", "public_satisfaction", "county", {"performance": 3}, "missing_field"),
        ("individual", "public_satisfaction", None, {"votes": 3}, "missing_field"),
        *(
            ("individual", "evidence_quality", None, {"files": [without(document(), name)]}, "missing_field")
            for name in document()
        ),
        ("individual", "integrity", None, {}, "missing_field"),
        ("individual", "basic_conditions", None, {"conduct_attested": True}, "missing_field"),
        # Words
        ("collective", "case_files", "county", {"drawn": [file(kind="appeal")]}, "wrong_type"),
        ("individual", "integrity", None, {"certificate": "lost"}, "wrong_type"),
    ],
)
def test_unlawful_facts_are_refused(
    award: str, indicator: str, level: str | None, facts: dict[str, object], code: str
) -> None:
    """What the rules do not allow, or never guess, is told and not scored."""
    example = Example(
        title="",
        clause="",
        award=award,
        indicator=indicator,
        level=level,
        facts=facts,
        points=Fraction(0),
    )

    assert {code} == {each.code for each in run_example(RULEBOOK, example)}
