"""Small plugins for a small market rulebook: one that keeps the contract, and others that each break it in one way."""

import itertools
from collections.abc import Callable
from fractions import Fraction
from types import ModuleType
from typing import Annotated, Any

import attrs

import lianbing
from lianbing.formula import (
    Count,
    Domain,
    Facts,
    Marks,
    Maxima,
    Name,
    Number,
    ParameterError,
    Points,
    Rate,
    Scheme,
    cap,
    criterion,
    floor,
    panel,
    repeats,
    total,
    when,
)
from lianbing.language import Bilingual

RULEBOOK = """
[rulebook]
id = "market"
title = "集市（虚构）"
[rulebook.source]
title = "集市办法（虚构）"
year = 2019
[rounding]
step = 0
mode = "ROUND_HALF_UP"
[ranking]
on = "published"
ties = "competition"
undecided = "decision"
[[award]]
id = "stall"
title = "好摊位"
places = 1
points = 20
clause = "1"
[[award.indicator]]
id = "work"
plugin = "market_work"
title = "经营"
points = 20
clause = "1.1"
criterion = [
    {id = "sales", title = "售货", points = 10, clause = "1.1.1"},
    {id = "care", title = "整洁", points = 10, clause = "1.1.2"},
]
params = {each = 2}
[[example]]
title = "两个货架共卖 4 件，投诉 1 次"
clause = "1.1"
award = "stall"
indicator = "work"
criteria = {sales = 7, care = 6}
facts = {marks = [6], share = 1, complaints = 1, shelves = [{name = "甲", sold = 1}, {name = "乙", sold = 3}]}
"""


@attrs.frozen(kw_only=True)
class Shelf:
    """What a shelf sold."""

    name: Annotated[str, Name("货架", "shelf")]
    sold: Annotated[Count, Name("售出件数", "pieces sold")]


@attrs.frozen(kw_only=True)
class Evidence:
    """Made-up facts."""

    marks: Annotated[Marks, Name("评分", "marks")]
    share: Annotated[Rate, Name("开市率", "share of days open")]
    complaints: Annotated[Count, Name("投诉次数", "complaints")] = 0
    shelves: Annotated[tuple[Shelf, ...], Name("货架清单", "shelves")] = ()


@attrs.frozen(kw_only=True)
class Work:
    """Points for what was sold, less a point for each complaint; and the panel's mark by the share of days open."""

    each: Points

    def scheme(self, facts: Facts[Any], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        if self.each <= 0:
            raise ParameterError(Bilingual("each 应大于 0", "each is to be above 0"), path=("each",))
        return Scheme(
            criterion("sales", self.sales(facts, most), most=most.sales),
            criterion("care", panel(facts.marks, most=most.care) * facts.share, most=most.care),
        )

    def sales(self, facts: Facts[Any], most: Maxima) -> Number:
        """Give the points of the first criterion."""
        return cap(floor(total(facts.shelves, facts.shelves.sold) * self.each - facts.complaints), most.sales)


class Uncapped(Work):
    """A limit is forgotten."""

    def sales(self, facts: Facts[Any], most: Maxima) -> Number:
        return floor(total(facts.shelves, facts.shelves.sold) * self.each - facts.complaints)


class Unchecked(Work):
    """A parameter of 0 is divided by."""

    def scheme(self, facts: Facts[Any], most: Maxima) -> Scheme:
        return Scheme(
            criterion("sales", cap(floor(facts.complaints / self.each), 7), most=most.sales),
            criterion("care", panel(facts.marks, most=most.care), most=most.care),
        )


class Inexact(Work):
    """A binary float comes in by the back door."""

    def sales(self, facts: Facts[Any], most: Maxima) -> Number:
        return cap(super().sales(facts, most), most.sales) * Fraction(0.7)


@attrs.frozen(kw_only=True)
class FloatParameter(Work):
    """A parameter is a binary float."""

    bonus: float = 0.0


class Raising(Work):
    """The scheme fails."""

    def scheme(self, facts: Facts[Any], most: Maxima) -> Scheme:
        raise KeyError("no such table")


_calls = itertools.count(1)


class Counting(Work):
    """Each scheme is another one."""

    def sales(self, facts: Facts[Any], most: Maxima) -> Number:
        return cap(super().sales(facts, most), most.sales - Fraction(1, next(_calls)))


@attrs.frozen(kw_only=True)
class Nameless(Evidence):
    """A fact without a name."""

    complaints: Count = 0


@attrs.frozen(kw_only=True)
class EmptyName(Evidence):
    """A fact with an empty name."""

    complaints: Annotated[Count, Name("", "")] = 0


@attrs.frozen(kw_only=True)
class ChineseOnly(Evidence):
    """A fact without an English name."""

    complaints: Annotated[Count, Name("投诉次数", "投诉次数")] = 0


def _first(rows: tuple[Shelf, ...]) -> tuple[Shelf, ...]:
    return rows[:2]


@attrs.frozen(kw_only=True)
class FirstTwo(Evidence):
    """The list is cut to the rows that stand first, so that their order matters."""

    shelves: Annotated[tuple[Shelf, ...], Name("货架清单", "shelves")] = attrs.field(default=(), converter=_first)


class Repeating(Work):
    """A shelf that stands twice counts the first time."""

    def sales(self, facts: Facts[Any], most: Maxima) -> Number:
        shelves = facts.shelves
        return cap(total(shelves, when(repeats(shelves.name), 0, shelves.sold)) * self.each, most.sales)


def _even(_: object, field: "attrs.Attribute[int]", number: int) -> None:
    if number % 2:
        raise ValueError(f"{field.name} is odd")


@attrs.frozen(kw_only=True)
class Validating(Evidence):
    """The class refuses by itself what its types call lawful."""

    complaints: Annotated[Count, Name("投诉次数", "complaints")] = attrs.field(default=0, validator=_even)


def _twice(number: int) -> int:
    return number * 2


@attrs.frozen(kw_only=True)
class Doubling(Evidence):
    """A fact is not what was given."""

    complaints: Annotated[Count, Name("投诉次数", "complaints")] = attrs.field(default=0, converter=_twice)


@attrs.frozen(kw_only=True)
class Grumbling(Evidence):
    """The class refuses what is unlawful before anyone can say which field it is."""

    def __attrs_post_init__(self) -> None:
        if self.complaints < 0:
            raise ValueError("there are no complaints below 0")


@attrs.frozen(kw_only=True)
class Forgetting(Evidence):
    """A fact that may be missing comes back as something else."""

    visits: Annotated[Count | None, Name("检查次数", "visits")] = 3


@attrs.frozen(kw_only=True)
class FloatRange(Evidence):
    """The lawful range of a fact is stated in binary floats."""

    share: Annotated[Fraction, Domain(0.0, 0.7), Name("开市率", "share")]


def plugin(
    *,
    rule: type[Work] = Work,
    evidence: type = Evidence,
    earns: tuple[str, ...] = ("shelves.sold", "marks", "share"),
    deducts: tuple[str, ...] = ("complaints",),
) -> ModuleType:
    """Make a plugin of these parts."""

    @lianbing.hookimpl
    def lianbing_indicators() -> list[lianbing.Indicator]:
        return [lianbing.Indicator("market_work", evidence=evidence, rule=rule, earns=earns, deducts=deducts)]

    hook: Callable[[], object] = lianbing_indicators
    module = ModuleType("market")
    module.__dict__["lianbing_indicators"] = hook
    return module
