"""Random formulas over a small evidence, with every node of the language, and random evidence for them.

What they build is lawful: a row's facts stand within its list alone, a step is above 0, a band's low limit is
below its high one, and what is asked of the cohort asks nothing of the cohort itself.
"""

import decimal
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Annotated, Any, Literal, get_args

import attrs
from hypothesis import strategies as st

from lianbing.formula.domain import Count as CountField
from lianbing.formula.domain import Domain, Marks, Name, Quantity, Rate
from lianbing.formula.evidence import Facts, Rows
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
    EvaluationDay,
    FixedDay,
    Floor,
    Greatest,
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
    SumOver,
    When,
)
from lianbing.formula.words import panel, repeats
from lianbing.language import Bilingual

Form = Literal["county", "city"]
Scope = Literal["evidence", "honours", "hearings"]
"""Whose facts a formula may read: the evidence's, or a row's too."""

LEVELS = get_args(Form)
NAMES = ("甲", "乙", " 甲", "East Lake", "east lake")
ROUNDINGS = tuple(name for name in dir(decimal) if name.startswith("ROUND_"))


@attrs.frozen(kw_only=True)
class Honour:
    """A row of the example evidence."""

    title: Annotated[str, Name("称号", "title")]
    form: Annotated[Form, Name("层级", "form")]
    points: Annotated[Fraction, Domain(Fraction(0), Fraction(5)), Name("得分", "points")]
    late: Annotated[bool, Name("迟报", "late")]
    granted: Annotated[date, Name("授予日期", "day granted")]
    opinions: Annotated[Marks, Name("评议", "opinions")]


@attrs.frozen(kw_only=True)
class Example:
    """Evidence with a field of every kind."""

    cases: Annotated[CountField, Name("案件数", "cases")]
    fines: Annotated[Quantity, Name("罚款额", "fines")]
    filing: Annotated[Rate, Name("填报率", "filing rate")]
    balance: Annotated[Fraction, Name("差额", "balance")]
    connected: Annotated[bool, Name("已接入平台", "connected to the platform")]
    region: Annotated[Form, Name("地区", "area")]
    reported: Annotated[date, Name("报送日期", "day of the report")]
    institution: Annotated[Marks, Name("制度", "institution")]
    honours: Annotated[tuple[Honour, ...], Name("荣誉", "honours")]
    hearings: Annotated[tuple[date, ...], Name("听证", "hearings")]


FACTS = Facts(Example, levels=LEVELS)


def figures(least: int = -20, most: int = 20) -> st.SearchStrategy[Fraction]:
    """Exact numbers, some of which end as decimals and some of which do not."""
    return st.builds(
        lambda low, size, parts: Fraction(low) + Fraction(size, parts),
        st.integers(least, most - 1),
        st.integers(0, 1),
        st.sampled_from((1, 2, 3, 5, 20, 100)),
    )


def sizes() -> st.SearchStrategy[Fraction]:
    """Numbers above 0, as steps have."""
    return st.sampled_from([Fraction(text) for text in ("1", "2", "5", "0.5", "0.05", "0.01", "1/3")])


def evidences() -> st.SearchStrategy[Example]:
    """Lawful evidence of the example."""
    return st.builds(
        Example,
        cases=st.integers(0, 30),
        fines=figures(0),
        filing=figures(0, 1),
        balance=figures(),
        connected=st.booleans(),
        region=st.sampled_from(LEVELS),
        reported=_dates(),
        institution=_marks(),
        honours=st.lists(_honours(), max_size=4).map(tuple),
        hearings=st.lists(_dates(), max_size=3).map(tuple),
    )


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
    )


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
    tests = [
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


def _days(scope: Scope) -> st.SearchStrategy[Day]:
    own: dict[Scope, list[Day]] = {
        "evidence": [],
        "honours": [FACTS.honours.granted],
        "hearings": [FACTS.hearings.value],
    }
    facts = st.sampled_from([FACTS.reported, *own[scope]])
    return st.one_of(facts, st.builds(FixedDay, _dates()), st.builds(EvaluationDay))


def _signs() -> st.SearchStrategy[Comparison]:
    return st.sampled_from(get_args(Comparison))


def _dates() -> st.SearchStrategy[date]:
    return st.dates(date(2019, 1, 1), date(2019, 12, 31))


def _marks() -> st.SearchStrategy[tuple[Fraction, ...]]:
    return st.lists(figures(0, 10), min_size=1, max_size=5).map(tuple)


def _honours() -> st.SearchStrategy[Honour]:
    return st.builds(
        Honour,
        title=st.sampled_from(NAMES),
        form=st.sampled_from(LEVELS),
        points=figures(0, 5),
        late=st.booleans(),
        granted=_dates(),
        opinions=_marks(),
    )
