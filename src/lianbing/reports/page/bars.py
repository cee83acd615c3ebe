"""Score bars: how long each indicator's part of a bar is, as shares of the award's longest."""

from collections.abc import Sequence
from fractions import Fraction

import attrs

from lianbing.formula.arithmetic import ZERO, quantized
from lianbing.formula.domain import written
from lianbing.model.award import Award
from lianbing.model.outcome import Standing

SWATCHES = 8
"""How many colours there are; further indicators take them again, striped."""


@attrs.frozen
class Segment:
    """A part of a bar.

    Attributes:
        number: Which indicator it is, from 0, in the order of those that score.
        width: Its length in per cent of a full bar.
    """

    number: int
    width: str


@attrs.frozen
class Bar:
    """A candidate's points as a bar.

    Attributes:
        segments: What the indicators give.
        taken_from: Where begins what penalties take off its end, in per cent.
        taken: How much they take off, in per cent; empty where nothing.
        mark: Where the total stands, in per cent, where it is not the sum; else empty.
    """

    segments: tuple[Segment, ...]
    taken_from: str = ""
    taken: str = ""
    mark: str = ""


def full_bar(award: Award, standings: Sequence[Standing]) -> Fraction:
    """Give the points that a full bar stands for: the award's maximum, or what bonuses bring above it."""
    return max([award.points, Fraction(1), *(max(_given(each), each.total) for each in standings)])


def bar_of(standing: Standing, full: Fraction, *, of_sum: bool) -> Bar:
    """Give a candidate's bar.

    Args:
        standing: The candidate's standing.
        full: What a full bar stands for.
        of_sum: Whether the total is the sum of the points.
    """
    segments = tuple(
        Segment(number, _percent(each.points, full))
        for number, each in enumerate(standing.indicators)
        if each.points > 0
    )
    given = _given(standing)
    taken = min(-sum((each.points for each in standing.indicators if each.points < 0), ZERO), given)
    return Bar(
        segments,
        _percent(given - taken, full) if taken else "",
        _percent(taken, full) if taken else "",
        "" if of_sum else _percent(max(standing.total, ZERO), full),
    )


def _given(standing: Standing) -> Fraction:
    return sum((each.points for each in standing.indicators if each.points > 0), ZERO)


def _percent(points: Fraction, full: Fraction) -> str:
    return written(quantized(points * 100 / full, Fraction(1, 1000), "ROUND_HALF_UP"))
