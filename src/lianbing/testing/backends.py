"""The backends that give a formula its worth: what each says must be the same, and a new one joins the list here."""

from collections.abc import Callable, Sequence
from fractions import Fraction

import attrs

from lianbing.backends.exact import Situation, explain, value
from lianbing.formula.nodes import Number


@attrs.frozen
class Backend:
    """A way to work out formulas.

    Attributes:
        name: What it is called.
        evaluate: Gives what a formula is worth for each of some candidates.
    """

    name: str
    evaluate: Callable[[Number, Sequence[Situation]], Sequence[Fraction]]


BACKENDS = (
    Backend("exact", lambda formula, situations: [value(formula, each) for each in situations]),
    Backend("explanation", lambda formula, situations: [explain(formula, each).number for each in situations]),
)
"""Every backend; the first is the one that the others are held against."""
