"""The measure of a formula: how large and deep it is and what it reads, found without walking a part of it twice."""

import attrs

from lianbing.formula.nodes import (
    OF_OTHERS,
    BestOfEach,
    ChoiceFact,
    Count,
    CountDistinct,
    DayFact,
    Fact,
    FlagFact,
    MarksFact,
    MeanOver,
    Node,
    SumOfBest,
    SumOver,
    children,
)

MOST_NODES = 5_000
"""How many nodes a formula can have, each counted as often as it stands there."""

DEEPEST_NODES = 100
"""How many nodes can stand one below the other: backends recurse over them."""


@attrs.frozen
class Measure:
    """What a formula needs of whoever reads it.

    Attributes:
        size: How many nodes it has, a shared one counted each time.
        depth: How many nodes stand one below the other.
        rows: The lists whose rows' facts it reads, and that it does not go over itself.
        over_rows: Whether a part of it goes over a list.
        of_cohort: Whether a part of it asks anything of the cohort or the region.
    """

    size: int
    depth: int
    rows: frozenset[str] = frozenset()
    over_rows: bool = False
    of_cohort: bool = False


class Measures:
    """Measures formulas; what is shared between them is measured once, so that doubling parts cost nothing."""

    def __init__(self) -> None:
        # The node is kept beside its measure: an id belongs to it for as long as it lives.
        self._known: dict[int, tuple[Node, Measure]] = {}

    @property
    def work(self) -> int:
        """How many nodes were measured."""
        return len(self._known)

    def of(self, node: Node) -> Measure:
        """Measure a formula, without recursion."""
        waiting = [node]
        while waiting:
            current = waiting[-1]
            if id(current) in self._known:
                waiting.pop()
                continue
            below = children(current)
            unknown = [child for child in below if id(child) not in self._known]
            if unknown:
                waiting.extend(unknown)
            else:
                self._known[id(current)] = (current, self._measured(current, [self._measure(each) for each in below]))
        return self._measure(node)

    def _measure(self, node: Node) -> Measure:
        return self._known[id(node)][1]

    def _measured(self, node: Node, below: list[Measure]) -> Measure:
        over_rows = isinstance(node, Count | CountDistinct | SumOver | MeanOver | BestOfEach | SumOfBest)
        return Measure(
            size=1 + sum(each.size for each in below),
            depth=1 + max((each.depth for each in below), default=0),
            rows=self._rows(node, frozenset[str]().union(*(each.rows for each in below))),
            over_rows=over_rows or any(each.over_rows for each in below),
            of_cohort=isinstance(node, OF_OTHERS) or any(each.of_cohort for each in below),
        )

    def _rows(self, node: Node, below: frozenset[str]) -> frozenset[str]:
        match node:
            case Fact() | FlagFact() | ChoiceFact() | DayFact() | MarksFact():
                return frozenset() if node.rows is None else frozenset({node.rows})
            case Count(rows) | CountDistinct(rows) | SumOver(rows) | BestOfEach(rows) | SumOfBest(rows):
                return below - {rows.name}
            case MeanOver(rows, item, over):
                return (self._measure(item).rows - {rows.name}) | self._measure(over).rows
            case _:
                return below
