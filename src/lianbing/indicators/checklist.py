"""Checklist: points for the items of a list that are met, each its own, or all at once where enough are."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

import attrs

import lianbing
from lianbing.formula import (
    Facts,
    Maxima,
    Number,
    ParameterError,
    Points,
    Scheme,
    all_of,
    criterion,
    evidence_class,
    facts_of,
    how_many,
    not_above_zero,
    refuse,
    sum_of,
    when,
    written,
    wrong,
    wrong_names,
)


@attrs.frozen(kw_only=True)
class Item:
    """An item of the list.

    Attributes:
        id: The name of its fact in data files.
        title: How people call it.
        english: How it is called in English; the title where nothing is said.
        points: What it is worth when it is met.
    """

    id: str
    title: str
    english: str = ""
    points: Points | None = None


@attrs.frozen(kw_only=True)
class Checklist:
    """Points for what is met.

    Attributes:
        items: The items; either all have points, or none has.
        needed: Without points of items: full marks from so many met items on, else 0.
        all_or_nothing: Without points of items: full marks when all are met, else 0.
    """

    items: tuple[Item, ...]
    needed: int | None = None
    all_or_nothing: bool = False

    def evidence(self) -> type:
        """Declare a yes or no for each item."""
        refuse(wrong_names(items=self.items), self._wrong_points(), self._wrong_needed())
        return evidence_class("ChecklistEvidence", facts_of("flag", self.items))

    def scheme(self, facts: Facts[Any], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        if self._by_item:
            name = most.only_id()
            refuse(self._beyond(most.get(name)))
            return Scheme(criterion(name, self._points(facts), most=most.get(name)))
        name, full = most.only()
        flags = [getattr(facts, each.id) for each in self.items]
        enough = all_of(*flags) if self.all_or_nothing else how_many(*flags) >= (self.needed or 0)
        return Scheme(criterion(name, when(enough, full, 0), most=full))

    @property
    def _by_item(self) -> bool:
        return self.needed is None and not self.all_or_nothing

    @property
    def _stated(self) -> dict[int, Fraction]:
        return {index: each.points for index, each in enumerate(self.items) if each.points is not None}

    def _points(self, facts: Facts[Any]) -> Number:
        return sum_of([when(getattr(facts, each.id), each.points or 0, 0) for each in self.items])

    def _wrong_points(self) -> Iterator[ParameterError]:
        stated = self._stated
        for index, each in enumerate(self.items):
            yield from not_above_zero({"points": each.points}, "items", index)
            if self._by_item and index not in stated:
                yield wrong(
                    "须有 points，或另设 needed、all_or_nothing",
                    "points are needed here, or else needed or all_or_nothing",
                    *("items", index),
                )
            elif not self._by_item and index in stated:
                yield wrong(
                    "已设 needed 或 all_or_nothing，各项没有 points",
                    "with needed or all_or_nothing, items have no points",
                    *("items", index, "points"),
                )

    def _wrong_needed(self) -> Iterator[ParameterError]:
        if self.needed is None:
            return
        if self.all_or_nothing:
            yield wrong(
                "needed 与 all_or_nothing 只能有一个", "either needed or all_or_nothing is stated, not both", "needed"
            )
        elif not 1 <= self.needed <= len(self.items):
            limit = len(self.items)
            yield wrong(
                f"needed 应在 1 到 {limit} 之间，实为 {self.needed}",
                f"needed is to be from 1 to {limit}, found {self.needed}",
                "needed",
            )

    def _beyond(self, most: Fraction | None) -> Iterator[ParameterError]:
        found = sum(self._stated.values(), Fraction(0))
        if most is not None and found > most:
            yield wrong(
                f"各项合计 {written(found)} 分，超过满分 {written(most)}",
                f"the items add up to {written(found)}, above the maximum of {written(most)}",
                "items",
            )


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [lianbing.Indicator("checklist", rule=Checklist)]
