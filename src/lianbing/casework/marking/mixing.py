"""Mixing reviewers: swaps that leave all loads as they are, so that each shares items with many others."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations

from lianbing.casework.marking.items import Item

_PAIRS = 20_000
"""About so many pairs of items are looked at in a round: mixing is worth seconds, not minutes."""

_ROUNDS = 3

Marks = Callable[[str, Item], bool]
"""Whether a reviewer may mark an item."""


def mixed(items: Sequence[Item], panels: Sequence[tuple[str, ...]], may_mark: Marks) -> list[tuple[str, ...]]:
    """Swap reviewers between items wherever that makes the pairs that meet more even.

    Reviewers are compared by the items that they share; when few pairs meet often, who is severe cannot be told from
    who has hard items. Every swap lowers the sum of the squares of how often pairs meet, so that it ends.

    Args:
        items: The items.
        panels: The reviewers of each.
        may_mark: Whether a reviewer may mark an item.
    """
    found = [set(each) for each in panels]
    met = Counter(pair for each in found for pair in combinations(sorted(each), 2))
    steps = min(len(items) - 1, max(5, _PAIRS // max(1, len(items))))
    # Neighbours are of one unit and have the same reviewers to choose from: partners are looked for far and wide.
    stride = max(1, len(items) // (steps + 1))
    for _ in range(_ROUNDS):
        swaps = sum(
            _swap(items, found, first, (first + step * stride) % len(items), met, may_mark)
            for first in range(len(items))
            for step in range(1, steps + 1)
        )
        if not swaps:
            break
    return [tuple(sorted(each)) for each in found]


def _swap(
    items: Sequence[Item],
    found: list[set[str]],
    first: int,
    second: int,
    met: Counter[tuple[str, str]],
    may_mark: Marks,
) -> bool:
    """Do the first swap between two items that helps; tell whether there was one."""
    for one in sorted(found[first] - found[second]):
        if not may_mark(one, items[second]):
            continue
        for other in sorted(found[second] - found[first]):
            if may_mark(other, items[first]) and _gain(found, first, second, one, other, met) > 0:
                for at, out, into in ((first, one, other), (second, other, one)):
                    met.subtract(_pairs(out, found[at] - {out}))
                    found[at] = (found[at] - {out}) | {into}
                    met.update(_pairs(into, found[at] - {into}))
                return True
    return False


def _gain(
    found: Sequence[set[str]], first: int, second: int, one: str, other: str, met: Counter[tuple[str, str]]
) -> int:
    """Give by how much a swap lowers the sum of the squares of how often pairs meet."""
    change: Counter[tuple[str, str]] = Counter()
    for at, out, into in ((first, one, other), (second, other, one)):
        rest = found[at] - {out}
        change.subtract(_pairs(out, rest))
        change.update(_pairs(into, rest))
    return sum(met[pair] ** 2 - (met[pair] + by) ** 2 for pair, by in change.items())


def _pairs(reviewer: str, others: set[str]) -> list[tuple[str, str]]:
    return [(min(reviewer, each), max(reviewer, each)) for each in others]
