"""Integers in columns of doubles: expressions whose values are whole, and whose bounds are known."""

from typing import Literal

import attrs

from lianbing.backends.columns.expressions import Expr, lit, when

WIDEST = 2**53
"""Below this, every integer is a double, and sums, differences and products of doubles are exact."""

Comparison = Literal[">", ">=", "<", "<=", "=="]


class TooWideError(ArithmeticError):
    """An integer may be greater than doubles hold exactly."""


@attrs.frozen(eq=False)
class Truth:
    """Whether something holds.

    Attributes:
        expr: The expression, or the answer where it is the same for all rows.
    """

    expr: Expr | bool

    @property
    def column(self) -> Expr:
        """The answer as an expression in any case."""
        return lit(self.expr) if isinstance(self.expr, bool) else self.expr

    def __and__(self, other: "Truth") -> "Truth":
        """Both hold."""
        if isinstance(self.expr, bool):
            return other if self.expr else self
        if isinstance(other.expr, bool):
            return self if other.expr else other
        return Truth(self.expr & other.expr)

    def __or__(self, other: "Truth") -> "Truth":
        """At least one holds."""
        if isinstance(self.expr, bool):
            return self if self.expr else other
        if isinstance(other.expr, bool):
            return other if other.expr else self
        return Truth(self.expr | other.expr)

    def __invert__(self) -> "Truth":
        """It does not hold."""
        return Truth(not self.expr) if isinstance(self.expr, bool) else Truth(~self.expr)


YES, NO = Truth(True), Truth(False)


@attrs.frozen(eq=False)
class Term:
    """An integer, different from row to row or the same for all.

    Attributes:
        expr: Its expression; None where it is the same for all rows.
        low: The least it can be.
        high: The greatest it can be.
        nullable: Whether it may be missing in a row.
    """

    expr: Expr | None
    low: int
    high: int
    nullable: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse what doubles do not hold.

        Raises:
            TooWideError: It may be too great.
        """
        if self.expr is not None and (self.high >= WIDEST or self.low <= -WIDEST):
            raise TooWideError

    @property
    def column(self) -> Expr:
        """Its expression in any case.

        Raises:
            TooWideError: It is the same for all rows, and too great.
        """
        if self.expr is not None:
            return self.expr
        if abs(self.low) >= WIDEST:
            raise TooWideError
        return lit(float(self.low))

    @property
    def constant(self) -> int | None:
        """Its value, where it is the same for all rows."""
        return self.low if self.expr is None else None

    def missing(self) -> Expr:
        """Whether it is missing in a row."""
        return self.column.is_null()


def whole(value: int) -> Term:
    """An integer that is the same for all rows."""
    return Term(None, value, value)


def _operand(term: Term) -> "Expr | float":
    if term.expr is not None:
        return term.expr
    if abs(term.low) >= WIDEST:
        raise TooWideError
    return float(term.low)


def plus(left: Term, right: Term) -> Term:
    """Add."""
    if left.expr is None and right.expr is None:
        return whole(left.low + right.low)
    if left.constant == 0:
        return right
    if right.constant == 0:
        return left
    low, high = left.low + right.low, left.high + right.high
    return Term(_checked(_operand(left) + _operand(right)), low, high, left.nullable or right.nullable)


def minus(left: Term, right: Term) -> Term:
    """Subtract."""
    if left.expr is None and right.expr is None:
        return whole(left.low - right.low)
    if right.constant == 0:
        return left
    low, high = left.low - right.high, left.high - right.low
    return Term(_checked(_operand(left) - _operand(right)), low, high, left.nullable or right.nullable)


def product(left: Term, right: Term) -> Term:
    """Multiply."""
    if left.expr is None and right.expr is None:
        return whole(left.low * right.low)
    if left.constant == 1:
        return right
    if right.constant == 1:
        return left
    if (left.constant == 0 and not right.nullable) or (right.constant == 0 and not left.nullable):
        return whole(0)
    ends = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
    return Term(_checked(_operand(left) * _operand(right)), min(ends), max(ends), left.nullable or right.nullable)


def _checked(found: "Expr | float") -> Expr:
    assert isinstance(found, Expr), "at least one of the two was a column"
    return found


def compared(left: Term, sign: Comparison, right: Term) -> Truth:
    """Compare; where the bounds decide, nothing is left to the rows."""
    if not (left.nullable or right.nullable):
        decided = _decided(left, sign, right)
        if decided is not None:
            return Truth(decided)
    one, other = left.column, right.column
    match sign:
        case ">":
            return Truth(one > other)
        case ">=":
            return Truth(one >= other)
        case "<":
            return Truth(one < other)
        case "<=":
            return Truth(one <= other)
        case "==":
            return Truth(one.equals(other))


def _decided(left: Term, sign: Comparison, right: Term) -> bool | None:
    match sign:
        case ">":
            return True if left.low > right.high else False if left.high <= right.low else None
        case ">=":
            return True if left.low >= right.high else False if left.high < right.low else None
        case "<":
            return _decided(right, ">", left)
        case "<=":
            return _decided(right, ">=", left)
        case "==":
            if left.low > right.high or left.high < right.low:
                return False
            return True if left.low == left.high == right.low == right.high else None


def chosen(test: Truth, then: Term, otherwise: Term) -> Term:
    """Take one where a condition holds, and the other where it does not."""
    if isinstance(test.expr, bool):
        return then if test.expr else otherwise
    low, high = min(then.low, otherwise.low), max(then.high, otherwise.high)
    if then.expr is None and otherwise.expr is None and then.low == otherwise.low:
        return then
    expr = when(test.expr, then.column, otherwise.column)
    return Term(expr, low, high, then.nullable or otherwise.nullable)


def lesser(left: Term, right: Term) -> Term:
    """The lesser of two; missing where one is."""
    found = chosen(compared(left, "<", right), left, right)
    return _missing_where(found, left, right)


def greater(left: Term, right: Term) -> Term:
    """The greater of two; missing where one is."""
    found = chosen(compared(left, ">", right), left, right)
    return _missing_where(found, left, right)


def _missing_where(found: Term, *parts: Term) -> Term:
    missing = [each.missing() for each in parts if each.nullable]
    if not missing or found.expr is None:
        return found
    there = ~missing[0]
    for each in missing[1:]:
        there = there & ~each
    return attrs.evolve(found, expr=when(there, found.expr), nullable=True)


def narrowed(term: Term, low: int | None = None, high: int | None = None) -> Term:
    """Say what is known of a term beyond what its parts tell."""
    return attrs.evolve(
        term,
        low=term.low if low is None else max(term.low, low),
        high=term.high if high is None else min(term.high, high),
    )


def floor_of(above: Term, below: Term) -> Term:
    """Divide and take the whole part, downwards; ``below`` is at least 1.

    An engine may divide by a constant as it multiplies by its inverse, which is off by more than half a unit in the
    last place: the quotient that it gives is put right by what is left, which is exact.
    """
    if above.expr is None and below.expr is None:
        return whole(above.low // below.low)
    if below.constant == 1:
        return above
    ends = [a // b for a in (above.low, above.high) for b in (below.low, below.high)]
    low, high = min(ends), max(ends)
    first = (above.column / below.column).floor()
    product(Term(above.expr, low - 1, high + 1), below)  # refuses what does not fit
    rest = above.column - first * below.column
    put_right = when(rest < 0.0, first - 1.0, when(rest >= below.column, first + 1.0, first))
    return Term(put_right, low, high, above.nullable or below.nullable)
