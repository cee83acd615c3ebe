"""Who marks what: every item gets as many reviewers as asked, none that must stand aside, and loads are even.

Items that the same reviewers may mark are alike. How many marks each reviewer gives of each such class is found as a
flow of least cost, in which every further mark of a reviewer costs more than the one before: that makes the loads as
even as recusal permits, and no luck is in it.
"""

import hashlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import networkx

from lianbing.casework.marking.assigned import Assigned
from lianbing.casework.marking.items import Item
from lianbing.casework.marking.mixing import mixed
from lianbing.casework.marking.reviewers import Reviewer
from lianbing.errors import Fault, InputError, fault
from lianbing.language import Bilingual

Eligible = tuple[str, ...]
"""The ids of the reviewers who may mark an item."""


def assign(
    items: Sequence[Item], reviewers: Sequence[Reviewer], *, each: int, most: int | None = None, seed: str = ""
) -> tuple[Assigned, ...]:
    """Decide who marks what.

    Args:
        items: What is marked.
        reviewers: Who may mark.
        each: How many reviewers mark each item.
        most: How many items a reviewer marks at most, where that is limited.
        seed: What mixes reviewers, so that each shares items with many others.

    Raises:
        InputError: It cannot be done; the items and the reviewers who are too few for them are named.
    """
    classes: dict[Eligible, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda one: one.key):
        classes[tuple(sorted(one.id for one in reviewers if one.may_mark(item)))].append(item)
    _refuse_too_few(classes, each)
    if most is not None:
        _refuse_too_much(classes, each, most)
    shares = _shares(classes, each, most)
    assigned = [
        one for eligible, own in classes.items() for one in _within(own, _mixed(eligible, seed), shares, eligible, each)
    ]
    assigned.sort(key=lambda one: one.item.key)
    known = {one.id: one for one in reviewers}
    panels = mixed(
        [one.item for one in assigned],
        [one.reviewers for one in assigned],
        lambda reviewer, item: known[reviewer].may_mark(item),
    )
    return tuple(Assigned(one.item, panel) for one, panel in zip(assigned, panels, strict=True))


def _refuse_too_few(classes: Mapping[Eligible, Sequence[Item]], each: int) -> None:
    """Refuse items that fewer reviewers may mark than have to.

    Raises:
        InputError: There are such items.
    """
    faults = [_too_few(items, eligible, each) for eligible, items in classes.items() if len(eligible) < each]
    if faults:
        raise InputError(faults)


def _too_few(items: Sequence[Item], eligible: Eligible, each: int) -> Fault:
    whose = Counter(f"{item.award}/{item.candidate}" for item in items)
    return fault(
        "too_few_reviewers",
        items=Bilingual("、".join(whose), ", ".join(whose)),
        count=str(len(items)),
        reviewers=Bilingual("、".join(eligible) or "无", ", ".join(eligible) or "nobody"),
        found=str(len(eligible)),
        expected=str(each),
    )


def _refuse_too_much(classes: Mapping[Eligible, Sequence[Item]], each: int, most: int) -> None:
    """Refuse what no assignment can do within a limit; a cut that is too narrow shows why.

    Raises:
        InputError: It cannot be done.
    """
    value, (near, _) = networkx.minimum_cut(_network(classes, each, most), "start", "end")
    if value < sum(each * len(items) for items in classes.values()):
        stuck = [own for index, own in enumerate(classes.items()) if ("class", index) in near]
        names = sorted({reviewer for eligible, _ in stuck for reviewer in eligible})
        count = sum(len(items) for _, items in stuck)
        found = fault(
            "too_much_to_mark",
            reviewers=Bilingual("、".join(names), ", ".join(names)),
            most=str(most),
            count=str(count),
            needed=str(each * count),
            found=str(sum(min(most, _reach(stuck, reviewer)) for reviewer in names)),
        )
        raise InputError([found])


def _network(classes: Mapping[Eligible, Sequence[Item]], each: int, load: int) -> Any:
    """Draw who may mark what, each reviewer so much at most, as a network from the items to their marks."""
    graph = networkx.DiGraph()
    for index, (eligible, items) in enumerate(classes.items()):
        graph.add_edge("start", ("class", index), capacity=each * len(items))
        for reviewer in eligible:
            graph.add_edge(("class", index), ("reviewer", reviewer), capacity=len(items))
            graph.add_edge(("reviewer", reviewer), "end", capacity=load)
    return graph


def _reach(classes: Sequence[tuple[Eligible, Sequence[Item]]], reviewer: str) -> int:
    """Count the items that a reviewer may mark."""
    return sum(len(items) for eligible, items in classes if reviewer in eligible)


def _shares(
    classes: Mapping[Eligible, Sequence[Item]], each: int, most: int | None
) -> Mapping[tuple[Eligible, str], int]:
    """Find how many items of each class each reviewer marks, with loads as even as can be."""
    graph = networkx.MultiDiGraph()
    reviewers = sorted({reviewer for eligible in classes for reviewer in eligible})
    graph.add_node("end", demand=sum(each * len(items) for items in classes.values()))
    for eligible, items in classes.items():
        graph.add_node(eligible, demand=-each * len(items))
        for reviewer in eligible:
            graph.add_edge(eligible, reviewer, capacity=len(items), weight=0)
    least, greatest = _range_of_loads(classes, each, reviewers)
    for reviewer in reviewers:
        graph.add_edge(reviewer, "end", capacity=least, weight=0)
        for mark in range(least, greatest if most is None else min(greatest, most)):
            graph.add_edge(reviewer, "end", capacity=1, weight=2 * mark + 1)
    _, flow = networkx.network_simplex(graph)
    return {
        (eligible, reviewer): sum(flow[eligible].get(reviewer, {}).values())
        for eligible in classes
        for reviewer in eligible
    }


def _range_of_loads(classes: Mapping[Eligible, Sequence[Item]], each: int, reviewers: Sequence[str]) -> tuple[int, int]:
    """Find the least and the greatest load of the most even assignment, so that only loads between are weighed.

    The most even one has both the greatest least load and the least greatest load that any assignment has.
    """
    total = sum(each * len(items) for items in classes.values())

    def carried(load: int) -> int:
        return int(networkx.maximum_flow_value(_network(classes, each, load), "start", "end"))

    loads = range(total + 1)
    greatest = bisect_left(loads, True, key=lambda load: carried(load) == total)
    least = bisect_left(loads, True, key=lambda load: carried(load) < load * len(reviewers)) - 1
    return least, greatest


def _mixed(eligible: Eligible, seed: str) -> Sequence[str]:
    """Put the reviewers of a class in an order of its own, so that not the same ones always meet."""

    def digest(reviewer: str) -> str:
        return hashlib.sha256(f"{seed}\n{'/'.join(eligible)}\n{reviewer}".encode()).hexdigest()

    return sorted(eligible, key=digest)


def _within(
    items: Sequence[Item],
    order: Sequence[str],
    shares: Mapping[tuple[Eligible, str], int],
    eligible: Eligible,
    each: int,
) -> Sequence[Assigned]:
    """Give the items of a class to its reviewers: each as many as its share, and none the same item twice.

    The shares are laid end to end on a tape, which is cut into as many strips as an item has reviewers; no share is
    longer than a strip, so that nobody stands twice in a column.
    """
    tape = [reviewer for reviewer in order for _ in range(shares[eligible, reviewer])]
    strips = [tape[start : start + len(items)] for start in range(0, each * len(items), len(items))]
    return [Assigned(item, tuple(sorted(strip[index] for strip in strips))) for index, item in enumerate(items)]


def loads(assigned: Sequence[Assigned], reviewers: Sequence[Reviewer]) -> Mapping[str, int]:
    """Count the items of each reviewer."""
    count: Any = Counter(reviewer for one in assigned for reviewer in one.reviewers)
    return {one.id: count[one.id] for one in reviewers}


def partners(assigned: Sequence[Assigned], reviewers: Sequence[Reviewer]) -> Mapping[str, int]:
    """Count with how many others each reviewer shares items."""
    met: dict[str, set[str]] = {one.id: set() for one in reviewers}
    for one in assigned:
        for reviewer in one.reviewers:
            met[reviewer] |= set(one.reviewers) - {reviewer}
    return {reviewer: len(others) for reviewer, others in met.items()}
