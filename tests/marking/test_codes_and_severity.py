"""Codes that tell nothing, and figures that tell how reviewers mark."""

import re
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lianbing.casework.marking.assigned import Assigned
from lianbing.casework.marking.marks import GivenMark, counted, disputes
from lianbing.casework.marking.record import coded
from lianbing.casework.marking.severity import severities
from lianbing.errors import Place
from tests.marking.panels import FIELD, item


def mark(code: str, reviewer: str, value: object) -> GivenMark:
    """A mark of 100."""
    return GivenMark(code=code, field=FIELD, reviewer=reviewer, mark=Fraction(str(value)), place=Place())


MARKS = st.lists(
    st.tuples(st.sampled_from("ABC"), st.sampled_from(("r1", "r2", "r3")), st.integers(0, 100)),
    max_size=9,
    unique_by=lambda each: each[:2],
).map(lambda each: [mark(*one) for one in each])


def test_codes_are_readable_and_secret() -> None:
    """Letters that are not taken for each other; unique; others under another secret; nothing of the item in them."""
    assigned = [Assigned(item(number, "gulang"), ("r",)) for number in range(2000)]

    found, other = coded(assigned, "secret"), coded(assigned, "other")

    assert 2000 == len({each.code for each in found})
    assert all(
        re.fullmatch(r"[ACDEFHJKLMNPRTUVWXY34679]{3}-[ACDEFHJKLMNPRTUVWXY34679]{3}", each.code) for each in found
    )
    assert found == coded(assigned[::-1], "secret")
    by_item = {each.item.key: each.code for each in other}
    assert not any(each.code == by_item[each.item.key] for each in found)


def test_how_severe_worked_by_hand() -> None:
    """Three items marked by three: the figures as anyone works them out."""
    given_marks = [
        *(mark(code, "r1", value) for code, value in zip("ABC", (80, 70, 90), strict=True)),
        *(mark(code, "r2", value) for code, value in zip("ABC", (84, 74, 94), strict=True)),
        *(mark(code, "r3", value) for code, value in zip("ABC", (70, 70, 70), strict=True)),
    ]

    first, second, third = severities(given_marks, ["r3", "r1", "r2"], [("A", "marks")])

    assert ("r1", 3, 3, 1) == (first.reviewer, first.marks, first.shared, first.beyond)
    # 80 − 77, 70 − 72, 90 − 82: 3, −2 and 8 in 100.
    assert (Fraction(3, 100), Fraction(10, 300)) == (first.mean, first.spread)
    assert Fraction(9, 100) == second.mean
    assert (Fraction(0), Fraction(-12, 100)) == (third.variety, third.mean)
    assert ("C", Fraction(-22, 100)) == third.greatest
    assert ("few",) == third.remarks


def test_what_is_pointed_out() -> None:
    """Severe, lenient, erratic and uniform reviewers, where they share enough marks with others."""
    codes = [f"c{number}" for number in range(12)]
    steady = [mark(code, "r1", 60 + number) for number, code in enumerate(codes)]
    severe = [mark(code, "r2", 50 + number) for number, code in enumerate(codes)]
    erratic = [mark(code, "r3", 35 + number + 50 * (number % 2)) for number, code in enumerate(codes)]
    uniform = [mark(code, "r4", 80) for code in codes]

    found = {
        each.reviewer: each.remarks
        for each in severities([*steady, *severe, *erratic, *uniform], ["r1", "r2", "r3", "r4"])
    }

    assert "severe" in found["r2"]
    assert "erratic" in found["r3"]
    assert {"lenient", "uniform"} <= set(found["r4"])


@given(MARKS, st.fractions(0, 1))
def test_what_lies_too_far_apart(marks: list[GivenMark], spread: Fraction) -> None:
    """Strictly further than the limit; what is settled counts alone, and what is open not at all."""
    found = disputes(marks, spread)

    for code in "ABC":
        own = [each.mark for each in marks if each.code == code]
        is_far = bool(own) and max(own) - min(own) > spread * 100
        assert is_far == any(each.code == code for each in found)
    assert () == disputes(marks, None)
    settled = [mark(each.code, "arbitration", 50) for each in found[:1]]
    left = counted(marks, found, settled)
    assert {each.code for each in left} == {each.code for each in marks} - {each.code for each in found[1:]}
    assert all(each.reviewer == "arbitration" for each in left if each.code in {one.code for one in settled})


@given(MARKS)
def test_severity_is_the_same_for_equals(marks: list[GivenMark]) -> None:
    """Means of differences of a pair that marks alone cancel out; figures lie within their ranges."""
    for each in severities(marks, ["r1", "r2", "r3"]):
        assert each.mean is None or -1 <= each.mean <= 1
        assert each.spread is None or 0 <= each.spread <= 1
        assert (each.mean is None) == (each.shared == 0)
    pair = [each for each in marks if each.reviewer != "r3"]
    shared = {each.code for each in pair if sum(one.code == each.code for one in pair) == 2}
    means = [each.mean for each in severities([each for each in pair if each.code in shared], ["r1", "r2"])]
    assert not shared or sum(filter(None, means)) == 0
