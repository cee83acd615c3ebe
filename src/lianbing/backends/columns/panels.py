"""Panels in columns: a panel's marks lie beside each other, one column a reviewer, and are put together row by row."""

import math
from collections.abc import Sequence

from lianbing.backends.columns import terms
from lianbing.backends.columns.expressions import lit, when
from lianbing.backends.columns.quantities import Exact
from lianbing.backends.columns.terms import Term, Truth, whole
from lianbing.formula.arithmetic import kept_marks
from lianbing.formula.nodes import PanelRule


def panel(marks: Sequence[Term], scale: int, rule: PanelRule) -> Exact:
    """Put marks together by the panel's rule; a mark that is missing is none, and without any the panel is missing.

    Args:
        marks: The marks, each as so many parts of ``scale``.
        scale: How many parts make 1.
        rule: The rule.
    """
    if not any(each.nullable for each in marks):
        low, high = kept_marks(len(marks), rule)
        ordered = marks if high - low == len(marks) else _in_order(marks)
        return Exact(_sum(ordered[low:high]), whole(scale * (high - low)))
    return _with_gaps(marks, scale, rule)


def _with_gaps(marks: Sequence[Term], scale: int, rule: PanelRule) -> Exact:
    """Put marks together of which some may be missing: those stand last, and how many there are decides what counts."""
    beyond = max(each.high for each in marks) + 1
    count = whole(0)
    filled = []
    for each in marks:
        missing = Truth(each.missing())
        count = terms.plus(count, terms.chosen(missing, whole(0), whole(1)))
        filled.append(Term(when(missing.column, lit(float(beyond)), each.column), each.low, beyond))
    ordered = _in_order(filled)
    common = math.lcm(*range(1, len(marks) + 1))
    found = whole(0)
    for size in range(1, len(marks) + 1):
        low, high = kept_marks(size, rule)
        own = terms.product(_sum(ordered[low:high]), whole(common // (high - low)))
        found = terms.chosen(terms.compared(count, "==", whole(size)), own, found)
    least, most = min(each.low for each in marks) * common, (beyond - 1) * common
    there = when(count.column > 0.0, found.column)
    return Exact(Term(there, least, most, nullable=True), whole(scale * common))


def _sum(marks: Sequence[Term]) -> Term:
    found = marks[0]
    for each in marks[1:]:
        found = terms.plus(found, each)
    return found


def _in_order(marks: Sequence[Term]) -> list[Term]:
    """Sort beside each other: every neighbour changes places with the next where it is greater, often enough."""
    ordered = list(marks)
    for turn in range(len(ordered)):
        for at in range(turn % 2, len(ordered) - 1, 2):
            one, other = ordered[at], ordered[at + 1]
            ordered[at], ordered[at + 1] = terms.lesser(one, other), terms.greater(one, other)
    return ordered
