"""The laws of tiers, of shares of what applies, of days late and of facts that may be missing."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Annotated

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianbing.backends.bounds import bounds
from lianbing.backends.exact import explain, value
from lianbing.formula.arithmetic import days_late
from lianbing.formula.domain import Domain, Name, Tally
from lianbing.formula.evidence import Facts
from lianbing.formula.interval import Interval
from lianbing.formula.nodes import (
    AllOf,
    AnyOf,
    Condition,
    Constant,
    DaysLate,
    Fact,
    FixedDay,
    IsGiven,
    Number,
    Tiers,
    WorkCalendar,
    number,
)
from lianbing.formula.situation import MissingFactError
from lianbing.formula.words import (
    cap,
    floor,
    how_many,
    least_of_cohort,
    mean_of_cohort,
    panel,
    share_of_applicable,
    total,
    when,
)
from lianbing.formula.words import days_late as late
from lianbing.formula.words import tiers as tiers_of
from lianbing.language import Bilingual
from tests.backends.example_evidence import FACTS, OTHERS, OWN, figures, situation
from tests.strategies_formula import sizes, tiers

ALONE = situation(OWN)
ALWAYS: Condition = AllOf(())
NEVER: Condition = AnyOf(())
ONE_MORE = Fraction(1, 1000)
"""Less than what lies between any two different figures of the strategies."""


# Tiers -----------------------------------------------------------------------------------------------------


def scanned(found: Fraction, node: Tiers) -> Fraction:
    """The figure of the last tier that a value reaches, looked for one by one."""
    figure = node.otherwise
    for start, its_figure in node.tiers:
        if found > start or (found == start and not node.above):
            figure = its_figure
    return figure


@given(node=tiers(st.just(number(0))), data=st.data())
def test_a_tier_is_what_a_scan_finds(node: Tiers, data: st.DataObject) -> None:
    """The tier of a value is the last whose start it reaches, or passes where a tier is reached only above it."""
    found = data.draw(figures() | st.sampled_from([start for start, _ in node.tiers]))
    asked = attrs.evolve(node, inner=Constant(found))

    assert scanned(found, node) == value(asked, ALONE)
    assert Interval(scanned(found, node), scanned(found, node)) == bounds(asked)


@given(node=tiers(st.just(number(0))), ends=st.tuples(st.none() | figures(), st.none() | figures()))
def test_bounds_of_tiers_are_those_of_the_tiers_within_reach(
    node: Tiers, ends: tuple[Fraction | None, Fraction | None]
) -> None:
    """The bounds are the least and the greatest figure that a value of the interval really gets."""
    low, high = ends if None in ends else sorted(each for each in ends if each is not None)
    starts = [start for start, _ in node.tiers]
    known = [*starts, *(each for each in ends if each is not None)]
    inner = Interval(min(known) - 1 if low is None else low, max(known) + 1 if high is None else high)
    points = [inner.low, inner.high, *starts, *(start + ONE_MORE for start in starts)]
    reached = [scanned(each, node) for each in points if each is not None and inner.holds(each)]
    fact = Fact("a", Bilingual("a", "a"), Domain(low, high))

    assert Interval(min(reached), max(reached)) == bounds(attrs.evolve(node, inner=fact))


# Shares of what applies ------------------------------------------------------------------------------------

Part = tuple[Condition, Number, Fraction]


@st.composite
def parts(draw: st.DrawFn) -> Part:
    """A part, whether it applies or not, with points from 0 to the most that it can give."""
    most = draw(sizes())
    share = draw(st.fractions(0, 1, max_denominator=4))
    return draw(st.sampled_from((ALWAYS, NEVER))), Constant(share * most), most


@given(each=st.lists(parts(), min_size=1, max_size=5))
def test_a_share_is_the_sum_of_points_over_the_sum_of_most(each: list[Part]) -> None:
    """Of the parts that apply, the points are added, and divided by the most they can give together."""
    applying = [(got, most) for applies, got, most in each if applies == ALWAYS]
    points = sum((value(got, ALONE) for got, _ in applying), Fraction(0))
    share = points / sum(most for _, most in applying) if applying else Fraction(7)

    assert share == value(share_of_applicable(*each, otherwise=7), ALONE)
    assert 0 <= share <= 1 or not applying


@given(
    ranges=st.lists(st.tuples(figures(), figures(), sizes()), min_size=1, max_size=4),
    otherwise=figures(),
)
def test_bounds_of_a_share_are_those_of_its_parts(
    ranges: list[tuple[Fraction, Fraction, Fraction]], otherwise: Fraction
) -> None:
    """Each part may be the only one that applies, and none may apply: the bounds reach so far, and no farther."""
    facts = [Fact("a", Bilingual("a", "a"), Domain(min(low, high), max(low, high))) for low, high, _ in ranges]
    most = [top for *_, top in ranges]
    node = share_of_applicable(
        *((FACTS.connected, *each) for each in zip(facts, most, strict=True)), otherwise=otherwise
    )
    shares = [end / top for *ends, top in ranges for end in ends]

    assert Interval(min(otherwise, *shares), max(otherwise, *shares)) == bounds(node)


@given(most=st.lists(sizes(), min_size=1, max_size=5), otherwise=st.fractions(0, 1))
def test_a_share_of_capped_parts_is_proved_to_be_one(most: list[Fraction], otherwise: Fraction) -> None:
    """Where the points of each part are proved to lie from 0 to its most, the share is proved to lie from 0 to 1."""
    parts = [(FACTS.connected, floor(cap(FACTS.balance, each)), each) for each in most]

    assert Interval(Fraction(0), Fraction(1)) == bounds(share_of_applicable(*parts, otherwise=otherwise))


@given(each=st.lists(parts(), min_size=1, max_size=4), place=st.integers(0, 4), most=sizes())
def test_a_part_that_does_not_apply_changes_nothing(each: list[Part], place: int, most: Fraction) -> None:
    """Such a part leaves the divisor, wherever it stands, and its facts may even be missing."""
    more = [*each[:place], (NEVER, FACTS.audited, most), *each[place:]]

    assert value(share_of_applicable(*each, otherwise=7), ALONE) == value(
        share_of_applicable(*more, otherwise=7), ALONE
    )


def test_a_share_explains_what_applies_alone() -> None:
    """The explanation asks of each part whether it applies, and gives the points of those that do."""
    yes, no = FACTS.connected, ~FACTS.connected
    node = share_of_applicable((yes, FACTS.cases, 14), (no, FACTS.audited, 3), otherwise=FACTS.audited)
    found = explain(node, ALONE)

    assert Fraction(1, 2) == found.number
    assert [(yes, True), (FACTS.cases, 7), (no, False)] == [(part.node, part.value) for part in found.parts]


# Days late -------------------------------------------------------------------------------------------------

DUE = date(2019, 11, 15)


def counted(day: date, due: date, calendar: WorkCalendar) -> int:
    """The working days after one day and up to another, looked at one by one."""
    return sum(worked(due + timedelta(days=each), calendar) for each in range(1, (day - due).days + 1))


def worked(day: date, calendar: WorkCalendar) -> bool:
    """Whether a day is worked; one that is on both lists is what the week makes it."""
    off, on = day in calendar.holidays, day in calendar.workdays
    return on if on != off else day.weekday() < 5


def near() -> st.SearchStrategy[date]:
    """Days within three years of the day that was due, most of them within three weeks."""
    return (st.integers(-21, 21) | st.integers(-1100, 1100)).map(lambda days: DUE + timedelta(days=days))


def lists() -> st.SearchStrategy[tuple[date, ...]]:
    """Days of a calendar, on weekends too; some stand twice."""
    return st.lists(near(), max_size=12).flatmap(lambda days: st.permutations([*days, *days[:3]])).map(tuple)


@given(day=near(), due=near(), calendar=st.builds(WorkCalendar, lists(), lists()), data=st.data())
def test_working_days_are_counted_as_one_by_one(
    day: date, due: date, calendar: WorkCalendar, data: st.DataObject
) -> None:
    """Working days late are those after the due day up to the day itself, whatever the calendar says twice."""
    ends = [data.draw(st.sampled_from(((), (day,), (due,), (day, due)))) for _ in range(2)]
    named = WorkCalendar((*calendar.holidays, *ends[0]), (*calendar.workdays, *ends[1]))
    node = DaysLate(FixedDay(day), FixedDay(due), named)

    assert counted(day, due, named) == days_late(day, due, named) == value(node, ALONE)
    assert bounds(node).holds(value(node, ALONE))


@given(day=near(), due=near(), calendar=st.none() | st.builds(WorkCalendar, lists(), lists()))
def test_no_day_is_early_and_late(day: date, due: date, calendar: WorkCalendar | None) -> None:
    """Without a calendar every day counts; with one never more; and nothing is late by less than no day."""
    assert max((day - due).days, 0) == days_late(day, due)
    assert 0 <= days_late(day, due, calendar) <= days_late(day, due)


def test_days_at_the_ends_of_the_calendar_are_counted() -> None:
    """The first and the last day that there are can be compared."""
    assert (date.max - date.min).days == days_late(date.max, date.min)
    assert 521_722 * 5 + 4 - 1 == days_late(date.max, date.min, WorkCalendar((date.max,), (date.min,)))


# Facts that may be missing ---------------------------------------------------------------------------------

REVOKED = late(FACTS.honours.revoked, DUE)
BARE = attrs.evolve(ALONE, evidence=attrs.evolve(OWN, institution=None))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("node", "fact", "row"),
    [
        (FACTS.cases + FACTS.audited, "audited", None),
        (total(FACTS.honours, REVOKED), "revoked", 0),
        (total(FACTS.honours, FACTS.audited), "audited", None),
        (total(FACTS.honours, when(IsGiven(FACTS.honours.revoked), 0, REVOKED)), "revoked", 0),
        (panel(FACTS.institution, most=10), "institution", None),
    ],
)
def test_a_missing_fact_is_told_by_name_and_row(node: Number, fact: str, row: int | None) -> None:
    """A formula that needs what was not stated is worth nothing, and says which fact it needs, and of which row."""
    raised = []
    for read in (value, explain):
        with pytest.raises(MissingFactError) as error:
            read(node, BARE)
        raised.append((error.value.fact.name, error.value.row))

    assert [(fact, row)] * 2 == raised


@attrs.frozen(kw_only=True)
class Listed:
    """Evidence whose count may be given as the things counted."""

    checks: Annotated[Tally | None, Name("检查", "checks")] = None


@pytest.mark.parametrize(
    ("checks", "number"),
    [(None, None), (0, Fraction(0)), (3, Fraction(3)), ((), Fraction(0)), (("a", "b"), Fraction(2))],
)
def test_whether_a_count_is_given_is_explained_by_the_count(
    checks: int | tuple[str, ...] | None, number: Fraction | None
) -> None:
    """None of a thing is something stated; a list of things is explained as how many, as wherever it is counted."""
    asked = IsGiven(Facts(Listed).checks)
    found = explain(asked, attrs.evolve(ALONE, evidence=Listed(checks=checks)))

    assert (number is not None) is found.value
    assert [number] == [part.value for part in found.parts]


# The words of authors --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (how_many(FACTS.connected, ~FACTS.connected, FACTS.cases > 6), 2),
        (how_many(), 0),
        (mean_of_cohort(FACTS.cases), Fraction(23, 3)),
        (mean_of_cohort(FACTS.cases, FACTS.cases > 7), 9),
        (mean_of_cohort(FACTS.audited, FACTS.cases > 99), 0),
        (least_of_cohort(FACTS.cases), 7),
        (least_of_cohort(FACTS.cases - 20), -13),
    ],
)
def test_words_made_of_several_nodes(node: Number, expected: Fraction) -> None:
    """What is said in one word and made of several nodes is worth what the word says; the excluded do not count."""
    assert expected == value(node, situation(OWN, OTHERS, left=False))


@pytest.mark.parametrize("rising", [(), ((2, 1), (2, 3)), ((2, 1), (1, 3)), ((1, 0), (3, 1), (2, 5))])
def test_tiers_that_do_not_rise_are_refused(rising: tuple[tuple[int, int], ...]) -> None:
    """A value has one tier, so there is a tier, and no two start alike or out of order."""
    with pytest.raises(ValueError, match="starts that rise"):
        tiers_of(FACTS.cases, *rising)


@pytest.mark.parametrize("most", [(), (0,), (-1,), (5, 0)])
def test_a_share_of_what_gives_nothing_is_refused(most: tuple[int, ...]) -> None:
    """A share divides by what its parts can give, so there is a part, and each can give something."""
    with pytest.raises(ValueError, match="give more than 0"):
        share_of_applicable(*((ALWAYS, FACTS.cases, each) for each in most))
