"""Who marks what: solved, even, and nobody marks for the own unit."""

from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lianbing.casework.marking.assignment import assign, loads, partners
from lianbing.casework.marking.items import Item
from lianbing.casework.marking.reviewers import Reviewer
from lianbing.errors import InputError
from tests.marking.panels import item, reviewer

UNITS = ("u", "v", "w")
PANELS = st.lists(
    st.tuples(st.sampled_from((*UNITS, "")), st.sets(st.sampled_from(UNITS), max_size=2)), min_size=1, max_size=4
).map(lambda each: [reviewer(f"r{number}", unit, *conflicts) for number, (unit, conflicts) in enumerate(each)])
ITEMS = st.lists(st.sampled_from(UNITS), min_size=1, max_size=5).map(
    lambda each: [item(number, unit) for number, unit in enumerate(each)]
)


def best(items: list[Item], panel: list[Reviewer], each: int, most: int | None) -> int | None:
    """The least sum of the squares of loads that any assignment has, found by trying all; None where there is none."""
    ways = [list(combinations([one.id for one in panel if one.may_mark(own)], each)) for own in items]
    sums = []
    for chosen in product(*ways):
        load = Counter(one for way in chosen for one in way)
        if most is None or max(load.values()) <= most:
            sums.append(sum(count**2 for count in load.values()))
    return min(sums, default=None)


@given(ITEMS, PANELS, st.integers(1, 2), st.none() | st.integers(1, 4))
def test_it_is_the_best_there_is(items: list[Item], panel: list[Reviewer], each: int, most: int | None) -> None:
    """As even as any assignment can be; refused exactly where none is possible; nobody marks what they must not."""
    expected = best(items, panel, each, most)
    if expected is None:
        with pytest.raises(InputError) as refused:
            assign(items, panel, each=each, most=most)
        assert {one.code for one in refused.value.faults} <= {"too_few_reviewers", "too_much_to_mark"}
        return

    found = assign(items, panel, each=each, most=most)

    known = {one.id: one for one in panel}
    assert sorted(one.key for one in items) == [one.item.key for one in found]
    assert all(len(set(one.reviewers)) == each for one in found)
    assert all(known[who].may_mark(one.item) for one in found for who in one.reviewers)
    assert expected == sum(count**2 for count in loads(found, panel).values())
    assert most is None or max(loads(found, panel).values()) <= most


@given(ITEMS, PANELS, st.randoms())
def test_the_order_of_lists_cannot_matter(items: list[Item], panel: list[Reviewer], chance: object) -> None:
    """The same items and reviewers give the same assignment."""
    assume(best(items, panel, 1, None) is not None)

    assert assign(items, panel, each=1) == assign(items[::-1], panel[::-1], each=1)


def test_loads_are_even_at_every_level() -> None:
    """Not only the greatest load is as small as can be: those who may mark less are as even among themselves."""
    panel = [reviewer("r1", "", "v"), reviewer("r2", "", "v"), reviewer("r3", "", "u"), reviewer("r4", "", "u")]
    panel.append(reviewer("r5", "", "u", "v"))
    items = [item(number, "u") for number in range(12)] + [item(number, "v") for number in range(20, 28)]

    found = assign(items, panel, each=1)

    assert {"r1": 6, "r2": 6, "r3": 4, "r4": 4, "r5": 0} == loads(found, panel)


def test_why_it_cannot_be_done() -> None:
    """The items and the reviewers who are too few for them are named, and how many each needs."""
    panel = [reviewer("r1", "u"), reviewer("r2", "v"), reviewer("r3", "", "u")]

    with pytest.raises(InputError) as refused:
        assign([item(1, "u"), item(2, "u"), item(3, "v")], panel, each=2)

    (found,) = refused.value.faults
    assert "a/u 的 2 项只能由 1 人评（r2），每项需要 2 人" == found.message("zh")


def test_a_limit_that_is_too_low() -> None:
    """The narrowest place is shown: so many marks, so few hands."""
    panel = [reviewer("r1", "u"), reviewer("r2"), reviewer("r3")]
    items = [item(number, "u") for number in range(6)] + [item(9, "v")]

    with pytest.raises(InputError) as refused:
        assign(items, panel, each=2, most=5)

    (found,) = refused.value.faults
    assert "7 项只能由 r1、r2、r3 评，共需评 14 次，每人至多 5 项，合计只有 11 次" == found.message("zh")


def test_reviewers_meet_many_others() -> None:
    """Sixty items of six units among ten reviewers: everybody shares items with nearly everybody."""
    panel = [reviewer(f"r{number}", f"u{number % 6}") for number in range(10)]
    items = [item(number, f"u{number % 6}") for number in range(60)]

    found = assign(items, panel, each=3, seed="x")

    assert {18} == set(loads(found, panel).values())
    assert min(partners(found, panel).values()) >= 8
