"""Rounding in columns: every mode of `decimal`, exact where the number is, and else with the doubtful rows marked."""

import math
from decimal import (
    ROUND_05UP,
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
)
from fractions import Fraction

import attrs

from lianbing.backends.columns import terms
from lianbing.backends.columns.expressions import Expr, lit, when
from lianbing.backends.columns.quantities import SLACK, UNIT, Exact, Near, Quantity, near
from lianbing.backends.columns.terms import NO, WIDEST, Term, TooWideError, Truth, whole

HALVES = (ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP)


def steps(found: Quantity, step: Fraction, mode: str) -> tuple[Term, Truth]:
    """Give how many steps a number comes to by a mode, and in which rows that is in doubt.

    Raises:
        TooWideError: There may be more steps than doubles hold exactly.
    """
    if isinstance(found, Exact):
        try:
            above = terms.product(found.top, whole(step.denominator))
            below = terms.product(found.bottom, whole(step.numerator))
            return _rounded(above, below, mode), NO
        except TooWideError:
            pass
    return _near_steps(near(found), step, mode)


def _rounded(above: Term, below: Term, mode: str) -> Term:
    """Round a quotient of two integers to a whole number."""
    if below.constant == 1:
        return above
    low = terms.floor_of(above, below)
    match mode:
        case "ROUND_FLOOR":
            return low
        case "ROUND_CEILING":
            return _negative(terms.floor_of(_negative(above), below))
        case "ROUND_HALF_UP" if above.low >= 0:
            return terms.floor_of(terms.plus(_twice(above), below), _twice(below))
        case "ROUND_DOWN" if above.low >= 0:
            return low
    if above.low >= 0:
        return _of_size(above, below, mode)
    size = _of_size(terms.greater(above, _negative(above)), below, mode)
    return terms.chosen(terms.compared(above, "<", whole(0)), _negative(size), size)


def _of_size(above: Term, below: Term, mode: str) -> Term:
    """Round a quotient that is at least 0, by what the mode does to its size."""
    low = terms.floor_of(above, below)
    rest = terms.minus(above, terms.product(low, below))
    up = terms.plus(low, whole(1))
    match mode:
        case "ROUND_DOWN":
            return low
        case "ROUND_UP":
            return terms.chosen(terms.compared(rest, ">", whole(0)), up, low)
        case "ROUND_HALF_UP":
            return terms.chosen(terms.compared(_twice(rest), ">=", below), up, low)
        case "ROUND_HALF_DOWN":
            return terms.chosen(terms.compared(_twice(rest), ">", below), up, low)
        case "ROUND_HALF_EVEN":
            above_half = terms.compared(_twice(rest), ">", below)
            at_half = terms.compared(_twice(rest), "==", below)
            odd = terms.compared(_rest_of(low, 2), "==", whole(1))
            return terms.chosen(above_half | (at_half & odd), up, low)
        case "ROUND_05UP":
            last = _rest_of(low, 5)  # a last digit of 0 or 5 is not kept where anything is cut off
            test = terms.compared(rest, ">", whole(0)) & terms.compared(last, "==", whole(0))
            return terms.chosen(test, up, low)
    raise ValueError(f"{mode} is no rounding mode")


def _rest_of(term: Term, of: int) -> Term:
    return terms.narrowed(terms.minus(term, terms.product(terms.floor_of(term, whole(of)), whole(of))), 0, of - 1)


def _negative(term: Term) -> Term:
    return terms.product(term, whole(-1))


def _twice(term: Term) -> Term:
    return terms.product(term, whole(2))


def _near_steps(found: Near, step: Fraction, mode: str) -> tuple[Term, Truth]:
    scale = float(1 / step)
    size = max(abs(found.low), abs(found.high)) * scale
    error = (found.error * scale + 3 * UNIT * (size + 1)) * SLACK
    if not size + error < WIDEST / 4:
        raise TooWideError
    counted = found.expr * scale
    low = counted.floor()
    rest = counted - low
    if mode in HALVES:
        doubtful = (rest - 0.5).abs() <= error
        result = when(rest >= 0.5, low + 1.0, low)
    else:
        doubtful = (rest <= error) | (rest >= 1.0 - error)
        result = _directed(counted, low, mode)
    bounds = math.floor(found.low * scale - error) - 1, math.ceil(found.high * scale + error) + 1
    doubt = lit(True) if error >= 0.25 else doubtful
    return Term(result, *bounds, found.nullable), Truth(doubt)


def _directed(counted: Expr, low: Expr, mode: str) -> Expr:
    up = low + 1.0
    match mode:
        case "ROUND_FLOOR":
            return low
        case "ROUND_CEILING":
            return up
        case "ROUND_DOWN":
            return when(counted >= 0.0, low, up)
        case "ROUND_UP":
            return when(counted >= 0.0, up, low)
    fifth = when(counted >= 0.0, low, up * -1.0)
    away = (fifth - (fifth / 5.0 + 0.1).floor() * 5.0).equals(0.0)
    outer = when(counted >= 0.0, up, low)
    inner = when(counted >= 0.0, low, up)
    return when(away, outer, inner)


MODES = (
    ROUND_05UP,
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
)
"""The modes that are known here: those of `decimal`."""


def rounded(found: Quantity, step: Fraction, mode: str) -> tuple[Quantity, Truth]:
    """Round to a multiple of a step; tell in which rows the result is in doubt."""
    try:
        counted, doubt = steps(found, step, mode)
        return Exact(terms.product(counted, whole(step.numerator)), whole(step.denominator)), doubt
    except TooWideError:
        taken = near(found)
        off = attrs.evolve(taken, error=taken.error + float(step), relative=math.inf)
        return off, Truth(lit(True))
