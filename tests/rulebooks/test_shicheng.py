"""The rulebook `shicheng-2018`: a county's own figures, and what happens where they contradict each other."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lianbing
from lianbing.errors import Place
from lianbing.evaluation.cohort import IndicatorCohort
from lianbing.evaluation.scoring import score_of
from lianbing.formula.domain import written
from lianbing.insight.examples import run_examples
from lianbing.loading import proof
from lianbing.loading.coverage import coverage
from lianbing.loading.structuring import structured

EXAMPLE = Path(__file__).parents[2] / "examples" / "shicheng-2018"
REGISTRY = lianbing.Registry.load(entry_points=False)
RULEBOOK = lianbing.load_rulebook("shicheng-2018", registry=REGISTRY)

OWN = {
    "qinjiang": "106.5",
    "jia": "93.37",
    "yi": "42.76",
    "mining": "90.5",
    "jia-bureau": "84.75",
    "yi-bureau": "61.75",
}
"""The totals of the example under the rulebook's own readings, worked out by hand."""

OTHER_OPTIONS: list[tuple[str, str, Mapping[str, str]]] = [
    ("reward_heading", "counted", {"qinjiang": "107.25", "jia": "93.81", "yi": "45.24"}),
    ("single_township", "full", {"jia": "93.5", "yi": "43.5"}),
    ("single_township", "zero", {"jia": "91.5", "yi": "41.5"}),
    ("item_18", "parts", {"qinjiang": "106.64", "jia": "93.3", "yi": "42.89"}),
    ("unreported", "whole", {"yi": "41.73"}),
    ("fishing", "marked", {"jia": "96.43"}),
    ("press_quota", "all", {"jia": "89.29", "yi": "40.71"}),
    ("press_extra", "block", {"qinjiang": "105.5"}),
    ("experience", "parts", {"jia-bureau": "87.75"}),
    ("short_table", "parts", {"mining": "81.5"}),
    ("rounding", "exact", {"jia": "4575/49", "yi": "2095/49"}),
]
"""What each option other than the rulebook's own changes in the example."""


def totals(**readings: str) -> dict[str, str]:
    """Score the example folder."""
    rulebook, campaign = lianbing.load(EXAMPLE, readings=readings, registry=REGISTRY)
    awards = lianbing.evaluate(rulebook, campaign).awards
    return {each.candidate.id: written(each.total) for award in awards for each in award.standings}


def points(
    indicator: str, facts: Mapping[str, object], *, award: str = "department", level: str | None = None
) -> Fraction:
    """Score one indicator of one candidate."""
    bound = RULEBOOK.award(award).indicator(indicator)
    evidence, faults = structured(dict(facts), bound.evidence, lambda _: Place())
    assert faults == []
    candidate = lianbing.Candidate(
        id="a", award=award, name="甲", unit="a", level=level, evidence={indicator: evidence}
    )
    cohort = IndicatorCohort([(candidate, evidence)], frozenset({"a"}), {}, date(2018, 12, 31))
    situation = cohort.situation("a")
    assert situation is not None
    return score_of(bound, situation, RULEBOOK.rounding).exact


def test_the_rulebook_holds_together() -> None:
    """Under its own readings nothing is amiss: maxima proved, sums right, clauses covered, examples as stated."""
    assert () == RULEBOOK.warnings
    assert all(each.proved for each in proof.prove(RULEBOOK))
    assert [] == [each.say("en") for each in coverage(RULEBOOK)]
    assert [] == [each.say("en") for each in run_examples(RULEBOOK)]


def test_the_figures_are_those_published() -> None:
    """31 + 2 + 15 + 45 + 7 for townships, with what lies outside; 8 + 7 + 10 + 10 + 5 and 60 for departments."""
    scored = {
        award.id: [int(each.points) for each in award.indicators if each.points and each.effect == "score"]
        for award in RULEBOOK.awards
    }
    four = [int(each.points or 0) for each in RULEBOOK.award("township").indicator("four").criteria]
    outside = [each.id for each in RULEBOOK.award("township").indicators if each.points is None]

    assert {"township": [31, 2, 15, 4, 4, 3, 34, 7], "department": [8, 7, 10, 10, 5, 60]} == scored
    assert [5, 4, 2, 2, 11, 7] == four
    assert ["press_extra", "commendations", "criticisms"] == outside
    assert [0, 0] == [each.places for each in RULEBOOK.awards]


@pytest.mark.parametrize(
    ("reading", "option", "award", "found"),
    [
        ("reward_heading", "counted", "township", "107"),
        ("item_18", "parts", "township", "99"),
        ("experience", "parts", "department", "103"),
    ],
)
def test_a_printed_contradiction_is_kept_with_a_warning(reading: str, option: str, award: str, found: str) -> None:
    """Whoever follows the other figure is told that the sum is off, and by how much, and is scored all the same."""
    rulebook = lianbing.load_rulebook("shicheng-2018", readings={reading: option}, registry=REGISTRY)
    sums = [each for each in rulebook.warnings if each.code == "award_sum"]

    assert [(award, found, "100")] == [
        (each.place.record, each.values["found"], each.values["expected"]) for each in sums
    ]
    assert f"{found}分" in next(each.say("zh") for each in rulebook.warnings if each.code == "reading_warning")


def test_the_example_comes_out_as_worked_out_by_hand() -> None:
    """Points outside the maximum, a total scaled up to what applies, and a table scaled up to its heading."""
    assert OWN == totals()


@pytest.mark.parametrize(("reading", "option", "changed"), OTHER_OPTIONS)
def test_every_reading_changes_the_example(reading: str, option: str, changed: Mapping[str, str]) -> None:
    """The same data serve all readings, and each other option changes exactly whom it concerns."""
    assert {**OWN, **changed} == totals(**{reading: option})


def test_the_example_shows_every_other_option() -> None:
    """A reading that is added is shown in the example too."""
    others = [
        (reading.id, option.id)
        for reading in RULEBOOK.readings
        for option in reading.options
        if option.id != reading.chosen
    ]

    assert others == [(reading, option) for reading, option, _ in OTHER_OPTIONS]


@pytest.mark.parametrize("path", sorted(EXAMPLE.iterdir()), ids=lambda path: path.name)
def test_the_example_says_that_it_is_made_up(path: Path) -> None:
    """Nobody takes the figures for a real assessment."""
    assert path.read_text("utf-8").startswith("# 示例数据，纯属虚构")


RULES = st.sampled_from(["评定", "案件", "污水", "交办"])
ITEMS = st.lists(st.tuples(RULES, st.integers(1, 60), st.fractions(0, 30, max_denominator=20)), max_size=5)


def plainly(rule: str, full: int, value: Fraction) -> Fraction:
    """Score an item of a department's own table in plain Python."""
    match rule:
        case "案件":
            return Fraction(full) if value >= 10 else full * value / 10
        case "污水":
            return Fraction(full if value >= Fraction(80, 100) else 0)
        case "交办":
            return max(full - 10 * value, Fraction(0))
        case _:
            return min(value, Fraction(full))


@given(ITEMS)
def test_own_duties_as_computed_plainly(items: list[tuple[str, int, Fraction]]) -> None:
    """Every table is scored item by item by its own rules, then as a share of 60."""
    rows = [
        {"title": f"第{at}项", "rule": rule, "full": full, "value": f"{value}"}
        for at, (rule, full, value) in enumerate(items)
    ]
    most = sum(full for _, full, _ in items)
    expected = 60 * sum((plainly(*each) for each in items), Fraction(0)) / most if most else Fraction(0)

    assert expected == points("own_duties", {"items": rows})


@given(st.integers(0, 10), st.integers(0, 10), st.booleans(), st.integers(0, 5))
def test_deductions_as_computed_plainly(failed: int, unreported: int, done: bool, meetings: int) -> None:
    """Two points each failed monitoring and unreported case, one each missing meeting, never below 0."""
    occupation = {"done": done, "unreported": unreported}

    assert max(4 - 2 * failed, 0) == points("water_quality", {"failed": failed}, award="township")
    assert int(done) + max(3 - 2 * unreported, 0) == points("occupation", occupation, award="township")
    assert min(meetings, 3) == points("first_item", {"meetings": meetings, "other_marks": [0]})


@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 4))
def test_press_as_computed_plainly(province: int, city: int, county: int) -> None:
    """One point an item within the quota of its level; beyond the quota 2, 1 and 0.5, without a limit."""
    items = {"province": province, "city": city, "county": county}
    quota = min(province, 1) + min(city, 2) + min(county, 2)

    assert quota == points("press", {**items, "other_marks": [0]}, award="township")
    assert Fraction(2 * province + city) + Fraction(county, 2) == points("press_extra", items, award="township")
