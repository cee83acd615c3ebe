"""Panel: the marks of reviewers, for the whole or for each item of a list."""

from collections.abc import Iterable
from typing import Any

import attrs

import lianbing
from lianbing.formula import (
    Declared,
    Facts,
    Maxima,
    Scheme,
    criterion,
    evidence_class,
    facts_of,
    panel,
    refuse,
    wrong_names,
)


@attrs.frozen(kw_only=True)
class Item:
    """An item that is marked by itself; it is a criterion of the same id.

    Attributes:
        id: The name of its fact in data files, and of its criterion.
        title: How people call it.
        english: How it is called in English; the title where nothing is said.
    """

    id: str
    title: str
    english: str = ""


@attrs.frozen(kw_only=True)
class Panel:
    """The panel's marks, put together as the rulebook's panel rule says.

    Attributes:
        title: How people call the marks, where there are no items; 评分 where nothing is said.
        english: How they are called in English; the title where nothing is said.
        items: What is marked by itself; each has its marks and its criterion.
    """

    title: str = ""
    english: str = ""
    items: tuple[Item, ...] = ()

    def evidence(self) -> type:
        """Declare the marks, or those of each item."""
        if not self.items:
            marks = {
                "marks": Declared(
                    type="marks", title=self.title or "评分", english=self.english or self.title or "marks"
                )
            }
            return evidence_class("PanelEvidence", marks)
        refuse(wrong_names(items=self.items))
        return evidence_class("PanelEvidence", facts_of("marks", self.items))

    def scheme(self, facts: Facts[Any], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        if not self.items:
            name, full = most.only()
            return Scheme(criterion(name, panel(facts.marks, most=full), most=full))
        full_of = {each.id: most.of(each.id) for each in self.items}
        return Scheme(
            *(criterion(name, panel(getattr(facts, name), most=full), most=full) for name, full in full_of.items())
        )


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [lianbing.Indicator("panel", rule=Panel)]
