"""The columns backend: what a formula is worth for many candidates at once, as expressions of a dataframe engine.

Every number is held as integers within doubles: a numerator and a denominator whose bounds are known, and as long as
both stay below 2**53 no engine rounds anything, in whatever order it adds. What may exceed that becomes a plain double
with an error bound that is derived step by step from the same bounds; wherever such a value lies too near to a
threshold or a rounding boundary to be told from its other side, the row is marked as in doubt, and whoever runs the
columns works it out exactly.
"""

from lianbing.backends.columns.expressions import Expr, col, filtered, lit, native, when, with_columns
from lianbing.backends.columns.quantities import Exact, Near, Quantity
from lianbing.backends.columns.terms import Term, TooWideError, Truth
from lianbing.backends.columns.writer import Columns, Source

__all__ = [
    "Columns",
    "Exact",
    "Expr",
    "Near",
    "Quantity",
    "Source",
    "Term",
    "TooWideError",
    "Truth",
    "col",
    "filtered",
    "lit",
    "native",
    "when",
    "with_columns",
]
