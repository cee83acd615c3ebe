"""Numbers in columns: exact ones as two integers, and doubles near to a number with a bound of their error."""

import math
from fractions import Fraction

import attrs

from lianbing.backends.columns import terms
from lianbing.backends.columns.expressions import Expr, lit, when
from lianbing.backends.columns.terms import Comparison, Term, TooWideError, Truth

UNIT = 2.0**-53
"""Half a unit in the last place of 1: the greatest relative error of one operation of doubles."""

SLACK = 1 + 2.0**-40
"""Covers the rounding of the bounds themselves, which are doubles too."""


@attrs.frozen(eq=False)
class Exact:
    """A number held exactly.

    Attributes:
        top: Its numerator.
        bottom: Its denominator, at least 1.
    """

    top: Term
    bottom: Term

    @property
    def constant(self) -> Fraction | None:
        """Its value, where it is the same for all rows."""
        if self.top.expr is None and self.bottom.expr is None:
            return Fraction(self.top.low, self.bottom.low)
        return None

    @property
    def nullable(self) -> bool:
        """Whether it may be missing in a row."""
        return self.top.nullable or self.bottom.nullable


@attrs.frozen(eq=False)
class Near:
    """A double that is near to a number.

    Attributes:
        expr: The double.
        low: The number is at least this, up to the error.
        high: The number is at most this, up to the error.
        error: How far the double is off at most; infinite where only the relative error is bounded.
        relative: How far it is off at most, as a share of the number; infinite where only the error itself is bounded.
        nullable: Whether it may be missing in a row.
    """

    expr: Expr
    low: float
    high: float
    error: float
    relative: float = math.inf
    nullable: bool = False


Quantity = Exact | Near


def number(value: Fraction) -> Exact:
    """A number that is the same for all rows."""
    return Exact(terms.whole(value.numerator), terms.whole(value.denominator))


def integer(term: Term) -> Exact:
    """A whole number."""
    return Exact(term, terms.whole(1))


def near(found: Quantity) -> Near:
    """Take a number as a double."""
    if isinstance(found, Near):
        return found
    constant = found.constant
    if constant is not None:
        value = _double(constant)
        off = 0.0 if Fraction(value) == constant else abs(value) * UNIT * 2
        return Near(lit(value), value, value, off, 0.0 if off == 0 else 2 * UNIT)
    top, bottom = found.top, found.bottom
    low = _double(min(Fraction(top.low, bottom.low), Fraction(top.low, bottom.high)))
    high = _double(max(Fraction(top.high, bottom.low), Fraction(top.high, bottom.high)))
    if bottom.constant == 1:
        return Near(top.column, low, high, 0.0, 0.0, found.nullable)
    if math.isinf(_double(Fraction(max(abs(top.high), abs(top.low), bottom.high)))):
        return Near(top.column * 0.0, -math.inf, math.inf, math.inf, math.inf, found.nullable)
    # Four halves of a unit, as an engine may divide by way of a rounded inverse, and one for each constant.
    relative = 6 * UNIT
    error = max(abs(low), abs(high)) * relative * SLACK
    return Near(_rounded(top) / _rounded(bottom), low, high, error, relative, found.nullable)


def _rounded(term: Term) -> Expr:
    """Give an integer as a double; one that is the same for all rows may be greater than doubles hold exactly."""
    return term.expr if term.expr is not None else lit(_double(Fraction(term.low)))


def _double(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _near(
    expr: Expr, ends: tuple[float, float], error: float, relative: float, parts: tuple[Near, ...], steps: int = 1
) -> Near:
    """Make a double of an operation, adding what the operation itself rounds away."""
    low, high = ends
    size = max(abs(low), abs(high))
    own = UNIT * steps
    relative = (relative + own * (1 + relative)) * SLACK if relative < 1 else math.inf
    error = (error + own * (size + error)) * SLACK
    error = min(error, size * relative * SLACK) if math.isfinite(size) and relative < 1 else error
    if math.isnan(error):
        error = math.inf
    if math.isnan(low) or math.isnan(high):
        low, high = -math.inf, math.inf
    return Near(expr, low, high, error, relative, any(each.nullable for each in parts))


def alike(left: Exact, right: Exact) -> tuple[Term, Term, Term]:
    """Bring two numbers to one denominator: their numerators, and that."""
    if left.bottom is right.bottom:
        return left.top, right.top, left.bottom
    one, other = left.bottom.constant, right.bottom.constant
    if one is not None and other is not None:
        common = math.lcm(one, other)
        first = terms.product(left.top, terms.whole(common // one))
        return first, terms.product(right.top, terms.whole(common // other)), terms.whole(common)
    first, second = terms.product(left.top, right.bottom), terms.product(right.top, left.bottom)
    return first, second, terms.product(left.bottom, right.bottom)


def add(left: Quantity, right: Quantity) -> Quantity:
    """Add."""
    if isinstance(left, Exact) and isinstance(right, Exact):
        try:
            first, second, bottom = alike(left, right)
            return Exact(terms.plus(first, second), bottom)
        except TooWideError:
            pass
    a, b = near(left), near(right)
    of_one_sign = (a.low >= 0 and b.low >= 0) or (a.high <= 0 and b.high <= 0)
    relative = max(a.relative, b.relative) if of_one_sign else math.inf
    return _near(a.expr + b.expr, (a.low + b.low, a.high + b.high), a.error + b.error, relative, (a, b))


def negative(found: Quantity) -> Quantity:
    """Turn the sign."""
    if isinstance(found, Exact):
        return Exact(terms.product(found.top, terms.whole(-1)), found.bottom)
    return attrs.evolve(found, expr=found.expr * -1.0, low=-found.high, high=-found.low)


def subtract(left: Quantity, right: Quantity) -> Quantity:
    """Subtract."""
    if isinstance(left, Exact) and isinstance(right, Exact):
        try:
            first, second, bottom = alike(left, right)
            return Exact(terms.minus(first, second), bottom)
        except TooWideError:
            pass
    a, b = near(left), near(right)
    return _near(a.expr - b.expr, (a.low - b.high, a.high - b.low), a.error + b.error, math.inf, (a, b))


def multiply(left: Quantity, right: Quantity) -> Quantity:
    """Multiply."""
    if isinstance(left, Exact) and isinstance(right, Exact):
        try:
            top, bottom = terms.product(left.top, right.top), terms.product(left.bottom, right.bottom)
            common = math.gcd(top.constant or 0, bottom.constant or 0) if bottom.constant else 1
            return Exact(top, bottom) if common <= 1 or top.constant is None else number(Fraction(top.low, bottom.low))
        except TooWideError:
            pass
    a, b = near(left), near(right)
    ends = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
    error = _size(a) * b.error + _size(b) * a.error + a.error * b.error
    relative = a.relative + b.relative + a.relative * b.relative
    return _near(a.expr * b.expr, (min(ends), max(ends)), error, relative, (a, b))


def _size(found: Near) -> float:
    return max(abs(found.low), abs(found.high))


def quotient(left: Quantity, right: Quantity) -> Quantity:
    """Divide, where the divisor is not 0; what the rows give where it is, whoever asked has to leave aside."""
    if isinstance(left, Exact) and isinstance(right, Exact):
        try:
            return _exact_quotient(left, right)
        except TooWideError:
            pass
    a, b = near(left), near(right)
    relative = (a.relative + b.relative) / (1 - b.relative) if b.relative < 0.5 else math.inf
    smallest = min(abs(b.low), abs(b.high)) - b.error if b.low > 0 or b.high < 0 else 0.0
    ends, error = (-math.inf, math.inf), math.inf
    if smallest > 0:
        corners = [x / y for x in (a.low, a.high) for y in (b.low, b.high)]
        ends = min(corners), max(corners)
        error = (a.error + max(abs(corner) for corner in corners) * b.error) / smallest
    elif a.low >= 0 and b.low >= 0:
        ends = 0.0, math.inf
    return _near(a.expr / b.expr, ends, error, relative, (a, b), steps=3)


def _exact_quotient(left: Exact, right: Exact) -> Exact:
    top, bottom = terms.product(left.top, right.bottom), terms.product(left.bottom, right.top)
    if right.top.low < 0:
        if right.top.high > 0:
            below = terms.compared(right.top, "<", terms.whole(0))
            top = terms.chosen(below, terms.product(top, terms.whole(-1)), top)
            bottom = terms.chosen(below, terms.product(bottom, terms.whole(-1)), bottom)
        else:
            top, bottom = terms.product(top, terms.whole(-1)), terms.product(bottom, terms.whole(-1))
    if right.top.low <= 0 <= right.top.high:
        # Where the divisor is 0, the quotient is left aside; a denominator of 1 keeps it harmless until then.
        bottom = terms.chosen(terms.compared(right.top, "==", terms.whole(0)), terms.whole(1), bottom)
    bottom = terms.narrowed(bottom, low=1)
    if top.constant is not None and bottom.constant is not None:
        return number(Fraction(top.constant, bottom.constant))
    return Exact(top, bottom)


def lesser(left: Quantity, right: Quantity, *, greater: bool = False) -> Quantity:
    """The lesser of two, or the greater."""
    if isinstance(left, Exact) and isinstance(right, Exact):
        try:
            first, second, bottom = alike(left, right)
            return Exact((terms.greater if greater else terms.lesser)(first, second), bottom)
        except TooWideError:
            pass
    a, b = near(left), near(right)
    test = a.expr > b.expr if greater else a.expr < b.expr
    expr = when(test, a.expr, b.expr)
    if a.nullable or b.nullable:
        expr = when(~(a.expr.is_null() | b.expr.is_null()), expr)
    pick = max if greater else min
    low, high = pick(a.low, b.low), pick(a.high, b.high)
    error, relative = max(a.error, b.error), math.inf
    if a.low >= 0 and b.low >= 0:
        relative = max(a.relative, b.relative)
        if not greater and relative < 1:
            # Whatever lies above the lower of the two upper ends is cut off, and its error with it.
            error = min(error, relative * min(a.high, b.high) * SLACK)
    return Near(expr, low, high, error, relative, a.nullable or b.nullable)


def chosen(test: Truth, then: Quantity, otherwise: Quantity) -> Quantity:
    """Take one where a condition holds, and the other where it does not."""
    if isinstance(test.expr, bool):
        return then if test.expr else otherwise
    if isinstance(then, Exact) and isinstance(otherwise, Exact):
        try:
            if then.bottom.constant is not None and otherwise.bottom.constant is not None:
                first, second, bottom = alike(then, otherwise)
                return Exact(terms.chosen(test, first, second), bottom)
            top = terms.chosen(test, then.top, otherwise.top)
            return Exact(top, terms.chosen(test, then.bottom, otherwise.bottom))
        except TooWideError:
            pass
    a, b = near(then), near(otherwise)
    expr = when(test.expr, a.expr, b.expr)
    ends = min(a.low, b.low), max(a.high, b.high)
    nullable = a.nullable or b.nullable
    return Near(expr, *ends, max(a.error, b.error), max(a.relative, b.relative), nullable)


def compared(left: Quantity, sign: Comparison, right: Quantity) -> tuple[Truth, Truth]:
    """Compare, and tell in which rows the answer is in doubt."""
    if isinstance(left, Exact) and isinstance(right, Exact):
        try:
            first, second, _ = alike(left, right)
            return terms.compared(first, sign, second), terms.NO
        except TooWideError:
            pass
    a, b = near(left), near(right)
    one, other = a.expr, b.expr
    answers: dict[Comparison, Expr] = {
        ">": one > other,
        ">=": one >= other,
        "<": one < other,
        "<=": one <= other,
        "==": one.equals(other),
    }
    answer = Truth(answers[sign])
    if (_is_zero(right) and a.relative < 0.5) or (_is_zero(left) and b.relative < 0.5):
        return answer, terms.NO  # a double with a bounded relative error has the sign of its number
    return answer, Truth(_doubtful(a, b))


def _is_zero(found: Quantity) -> bool:
    return isinstance(found, Exact) and found.top.constant == 0


def _doubtful(a: Near, b: Near) -> Expr:
    distance = (a.expr - b.expr).abs()
    error = (a.error + b.error) * SLACK * (1 + 4 * UNIT)
    if math.isfinite(error):
        return distance <= error
    share = max(a.relative, b.relative)
    if share < 0.1:
        return distance <= (a.expr.abs() + b.expr.abs()) * (2 * share * SLACK)
    return lit(True)
