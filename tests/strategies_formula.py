"""Random formulas over the example evidence, with every node of the language.

What they build is lawful: a row's facts stand within its list alone, a step is above 0, a band's low limit is
below its high one, and what is asked of the cohort asks nothing of the cohort itself. A fact that may be missing is
read only where it was stated.
"""

import decimal
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import Any, Literal, get_args

import attrs
from hypothesis import strategies as st

from lianbing.formula.evidence import Rows
from lianbing.formula.nodes import (
    Add,
    AllOf,
    AnyOf,
    Band,
    BestOfEach,
    Cap,
    CohortGreatest,
    CohortRank,
    CohortSize,
    CohortSum,
    Compare,
    CompareDays,
    Comparison,
    Condition,
    Constant,
    Count,
    CountDistinct,
    Day,
    DaysLate,
    EvaluationDay,
    FixedDay,
    Floor,
    Greatest,
    IsGiven,
    Least,
    MeanOver,
    Multiply,
    Not,
    Number,
    PanelRule,
    Quantize,
    RankPoints,
    Ratio,
    RegionTotal,
    ShareOfGreatest,
    Steps,
    Subtract,
    SumOfBest,
    SumOver,
    Tiers,
    When,
    WorkCalendar,
)
from lianbing.formula.words import or_else, panel, repeats, share_of_applicable
from lianbing.language import Bilingual
from tests.backends.example_evidence import FACTS, LEVELS, NAMES, dates, figures

Scope = Literal["evidence", "honours", "hearings"]
"""Whose facts a formula may read: the evidence's, or a row's too."""

_WEEK = tuple(date(2019, 9, 30) + timedelta(days=each) for each in range(7))
ROUNDINGS = tuple(name for name in dir(decimal) if name.startswith("ROUND_"))


def sizes() -> st.SearchStrategy[Fraction]:
    """Numbers above 0, as steps have."""
    return st.sampled_from([Fraction(text) for text in ("1", "2", "5", "0.5", "0.05", "0.01", "1/3")])


@cache
def numbers(depth: int = 3, scope: Scope = "evidence", *, cohort: bool = True) -> st.SearchStrategy[Number]:
    """Formulas that are numbers.

    Args:
        depth: How many nodes may stand one below the other, more or less.
        scope: Whose facts they may read.
        cohort: Whether they may ask anything of the cohort or the region.
    """
    if depth == 0:
        return st.one_of(st.builds(Constant, figures()), st.sampled_from(_facts(scope)), _panels(scope))
    below = numbers(depth - 1, scope, cohort=cohort)
    kinds = [
        numbers(0, scope, cohort=cohort),
        _arithmetic(below),
        _limited(below),
        _shares(conditions(depth - 1, scope, cohort=cohort), below),
        _days_late(scope, below),
        st.builds(or_else, st.just(FACTS.audited), below),
        st.builds(When, conditions(depth - 1, scope, cohort=cohort), below, below),
        _over_rows(depth - 1, cohort=cohort),
    ]
    return st.one_of(*kinds, _of_cohort(numbers(depth - 1, cohort=False))) if cohort else st.one_of(*kinds)


@cache
def conditions(depth: int = 3, scope: Scope = "evidence", *, cohort: bool = True) -> st.SearchStrategy[Condition]:
    """Formulas that are conditions; the arguments are those of `numbers`."""
    if depth == 0:
        return st.one_of(_tests(scope))
    number, below = numbers(depth - 1, scope, cohort=cohort), conditions(depth - 1, scope, cohort=cohort)
    several = st.lists(below, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        *_tests(scope),
        st.builds(Compare, number, _signs(), number),
        st.builds(AllOf, several),
        st.builds(AnyOf, several),
        st.builds(Not, below),
    )


def _arithmetic(below: st.SearchStrategy[Number]) -> st.SearchStrategy[Number]:
    several = st.lists(below, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Add, several),
        st.builds(Subtract, below, below),
        st.builds(Multiply, below, below),
        st.builds(Ratio, below, below, below),
        st.builds(Least, several),
        st.builds(Greatest, several),
    )


def _limited(below: st.SearchStrategy[Number]) -> st.SearchStrategy[Number]:
    bands = st.builds(
        lambda value, baseline, low, width, most, shape: Band(value, baseline, low, low + width, most, shape),
        below,
        below,
        figures(0, 2),
        sizes(),
        figures(0),
        st.sampled_from(("linear", "step")),
    )
    return st.one_of(
        st.builds(Cap, below, below),
        st.builds(Floor, below, below),
        st.builds(Quantize, below, sizes(), st.sampled_from(ROUNDINGS)),
        st.builds(Steps, below, sizes(), st.booleans()),
        bands,
        tiers(below),
    )


def tiers(below: st.SearchStrategy[Number]) -> st.SearchStrategy[Tiers]:
    """Tiers of a number, their starts rising and their figures as they come."""
    ladders = st.dictionaries(figures(), figures(), min_size=1, max_size=4).map(
        lambda each: tuple(sorted(each.items()))
    )
    return st.builds(Tiers, below, ladders, figures(), st.booleans())


def calendars() -> st.SearchStrategy[WorkCalendar]:
    """Calendars whose lists repeat days, name weekends and weekdays alike, and may share a day."""
    days = st.lists(dates() | st.sampled_from(_WEEK), max_size=6).map(tuple)
    return st.builds(WorkCalendar, days, days)


def _shares(applies: st.SearchStrategy[Condition], below: st.SearchStrategy[Number]) -> st.SearchStrategy[Number]:
    parts = st.lists(st.tuples(applies | st.just(AllOf(())), below, sizes()), min_size=1, max_size=3)
    return st.builds(lambda parts, otherwise: share_of_applicable(*parts, otherwise=otherwise), parts, below)


def _days_late(scope: Scope, below: st.SearchStrategy[Number]) -> st.SearchStrategy[Number]:
    days, calendar = _days(scope), st.none() | calendars()
    known = st.builds(DaysLate, days, days, calendar)
    if scope != "honours":
        return known
    revoked = FACTS.honours.revoked
    after = st.builds(DaysLate, st.just(revoked), days, calendar)
    return known | st.builds(When, st.just(IsGiven(revoked)), after, below)


def _over_rows(depth: int, *, cohort: bool) -> st.SearchStrategy[Number]:
    honours: Rows = FACTS.honours
    item = numbers(depth, "honours", cohort=cohort)
    rows, keys = st.just(honours.node), st.sampled_from((honours.title, honours.form))
    return st.one_of(
        st.builds(Count, rows, st.none() | conditions(depth, "honours", cohort=cohort)),
        st.builds(Count, st.just(FACTS.hearings.node), conditions(depth, "hearings", cohort=cohort)),
        st.builds(CountDistinct, rows, keys),
        st.builds(SumOver, rows, item),
        st.builds(MeanOver, rows, item, numbers(depth, cohort=cohort)),
        st.builds(BestOfEach, rows, keys, item),
        st.builds(SumOfBest, rows, item, st.integers(1, 4)),
    )


def _of_cohort(inner: st.SearchStrategy[Number]) -> st.SearchStrategy[Number]:
    label = Bilingual("全市总量", "total of the city")
    return st.one_of(
        st.builds(CohortSum, inner),
        st.builds(CohortGreatest, inner),
        st.builds(CohortRank, inner),
        st.builds(CohortSize),
        # A share is asked of values that are at least 0.
        st.builds(ShareOfGreatest, st.builds(Floor, inner, st.just(Constant(Fraction(0))))),
        st.builds(RankPoints, inner, figures(0)),
        st.builds(RegionTotal, st.just("city"), st.just("total"), st.none() | inner, st.just(label)),
    )


def _facts(scope: Scope) -> list[Number]:
    own = [FACTS.cases, FACTS.fines, FACTS.filing, FACTS.balance]
    return [*own, FACTS.honours.points] if scope == "honours" else own


def _panels(scope: Scope) -> st.SearchStrategy[Number]:
    marks = st.sampled_from([FACTS.institution, *([FACTS.honours.opinions] if scope == "honours" else [])])
    rules = st.builds(PanelRule, st.sampled_from(("mean", "trimmed_mean", "median")), st.integers(0, 2))
    return st.builds(
        lambda fact, rule, most: panel(attrs.evolve(fact, rule=rule), most=most), marks, rules, st.just(10)
    )


def _tests(scope: Scope) -> list[st.SearchStrategy[Condition]]:
    """Conditions without formulas in them."""
    honours: Any = FACTS.honours
    tests: list[st.SearchStrategy[Condition]] = [
        st.builds(IsGiven, st.sampled_from(_stated(scope))),
        st.just(FACTS.connected),
        st.builds(FACTS.region.is_, st.sampled_from(LEVELS)),
        st.builds(FACTS.candidate_level.is_, st.sampled_from(LEVELS)),
        st.builds(CompareDays, _days(scope), _signs(), _days(scope)),
    ]
    if scope == "honours":
        tests += [
            st.just(honours.late),
            st.builds(honours.title.is_, st.sampled_from(NAMES)),
            st.sampled_from((repeats(honours.title), repeats(honours.form))),
        ]
    return tests


def _stated(scope: Scope) -> list[Any]:
    """Facts that may be missing, and some of each kind that may not."""
    honours: Any = FACTS.honours
    row = [honours.revoked, honours.title, honours.opinions] if scope == "honours" else []
    return [FACTS.audited, FACTS.connected, FACTS.region, FACTS.reported, FACTS.candidate_level, *row]


def _days(scope: Scope) -> st.SearchStrategy[Day]:
    own: dict[Scope, list[Day]] = {
        "evidence": [],
        "honours": [FACTS.honours.granted],
        "hearings": [FACTS.hearings.value],
    }
    facts = st.sampled_from([FACTS.reported, *own[scope]])
    return st.one_of(facts, st.builds(FixedDay, dates()), st.builds(EvaluationDay))


def _signs() -> st.SearchStrategy[Comparison]:
    return st.sampled_from(get_args(Comparison))
