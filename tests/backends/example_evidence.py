"""The example evidence that formulas of the tests read: a field of every kind, one candidate's, and random ones."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Annotated, Literal, get_args

import attrs
from hypothesis import strategies as st

from lianbing.evaluation.cohort import IndicatorCohort
from lianbing.formula.domain import Count as CountField
from lianbing.formula.domain import Domain, Marks, Name, Quantity, Rate
from lianbing.formula.evidence import Facts
from lianbing.formula.situation import Situation
from lianbing.model.campaign import Candidate

Form = Literal["county", "city"]

LEVELS = get_args(Form)
NAMES = ("甲", "乙", " 甲", "East Lake", "east lake")


@attrs.frozen(kw_only=True)
class Honour:
    """A row of the example evidence."""

    title: Annotated[str, Name("称号", "title")]
    form: Annotated[Form, Name("层级", "form")]
    points: Annotated[Fraction, Domain(Fraction(0), Fraction(5)), Name("得分", "points")]
    late: Annotated[bool, Name("迟报", "late")]
    granted: Annotated[date, Name("授予日期", "day granted")]
    opinions: Annotated[Marks, Name("评议", "opinions")]
    revoked: Annotated[date | None, Name("撤销日期", "day revoked")]


@attrs.frozen(kw_only=True)
class Example:
    """Evidence with a field of every kind."""

    cases: Annotated[CountField, Name("案件数", "cases")]
    fines: Annotated[Quantity, Name("罚款额", "fines")]
    filing: Annotated[Rate, Name("填报率", "filing rate")]
    balance: Annotated[Fraction, Name("差额", "balance")]
    audited: Annotated[Fraction | None, Domain(Fraction(0), Fraction(20)), Name("审计额", "audited amount")]
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


def evidences() -> st.SearchStrategy[Example]:
    """Lawful evidence of the example."""
    return st.builds(
        Example,
        cases=st.integers(0, 30),
        fines=figures(0),
        filing=figures(0, 1),
        balance=figures(),
        audited=st.none() | figures(0),
        connected=st.booleans(),
        region=st.sampled_from(LEVELS),
        reported=dates(),
        institution=_marks(),
        honours=st.lists(_honours(), max_size=4).map(tuple),
        hearings=st.lists(dates(), max_size=3).map(tuple),
    )


def dates() -> st.SearchStrategy[date]:
    """Days of the year of the evaluation."""
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
        granted=dates(),
        opinions=_marks(),
        revoked=st.none() | dates(),
    )


DAY = date(2019, 11, 20)


def honour(title: str, points: int, **others: object) -> Honour:
    """A row."""
    fields: dict[str, object] = {"form": "county", "late": False, "granted": DAY, "revoked": None}
    fields["opinions"] = (Fraction(1),)
    return Honour(title=title, points=Fraction(points), **{**fields, **others})  # type: ignore[arg-type]


OWN = Example(
    cases=7,
    fines=Fraction(5, 2),
    filing=Fraction("0.88"),
    balance=Fraction(-3),
    audited=None,
    connected=True,
    region="county",
    reported=date(2019, 6, 5),
    institution=(Fraction(1), Fraction(2), Fraction(6)),
    honours=(honour("甲", 3), honour("乙", 2, revoked=DAY), honour(" 甲 ", 5, late=True)),
    hearings=(date(2019, 7, 1), date(2019, 12, 1)),
)
OTHERS = [attrs.evolve(OWN, cases=cases) for cases in (9, 7, 4)]


def situation(own: Example, others: Sequence[Example] = (), *, left: bool = True) -> Situation:
    """The own evidence among others; where not all are left, the last of the others was excluded."""
    everyone = [
        (Candidate(id=str(n), award="a", name="", unit="", level="county"), each)
        for n, each in enumerate([own, *others])
    ]
    names = [candidate.id for candidate, _ in everyone]
    remaining = frozenset(names if left else names[:-1])
    found = IndicatorCohort(everyone, remaining, {"city": {"total": Fraction(40)}}, DAY).situation("0")
    assert found is not None
    return found
