"""Expressions that know what they are made of, so that what is needed twice is worked out once.

An engine's own expressions are trees: a part that is used in two places is written, and often worked out, twice, and a
few such places one above the other make millions. These are graphs. When they are put on a table, every part that is
used more than once becomes a column of its own first.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import attrs
import narwhals as nw

Scalar = bool | int | float | str | date | None


@attrs.frozen(eq=False, repr=False)
class Expr:
    """A column, or what is worked out of columns.

    Attributes:
        made: The name of the operation.
        parts: What it works on.
        with_: What else it takes: a column's name, a value, a type.
    """

    made: str
    parts: tuple["Expr", ...] = ()
    with_: Any = None

    def __add__(self, other: "Expr | float") -> "Expr":
        """Add."""
        return Expr("+", (self, expr(other)))

    def __sub__(self, other: "Expr | float") -> "Expr":
        """Subtract."""
        return Expr("-", (self, expr(other)))

    def __mul__(self, other: "Expr | float") -> "Expr":
        """Multiply."""
        return Expr("*", (self, expr(other)))

    def __truediv__(self, other: "Expr | float") -> "Expr":
        """Divide."""
        return Expr("/", (self, expr(other)))

    def __radd__(self, other: float) -> "Expr":
        """Add to a number."""
        return Expr("+", (expr(other), self))

    def __rsub__(self, other: float) -> "Expr":
        """Subtract from a number."""
        return Expr("-", (expr(other), self))

    def __rmul__(self, other: float) -> "Expr":
        """Multiply a number."""
        return Expr("*", (expr(other), self))

    def __gt__(self, other: "Expr | Scalar") -> "Expr":
        """Tell whether it is greater."""
        return Expr(">", (self, expr(other)))

    def __ge__(self, other: "Expr | Scalar") -> "Expr":
        """Tell whether it is at least as great."""
        return Expr(">=", (self, expr(other)))

    def __lt__(self, other: "Expr | Scalar") -> "Expr":
        """Tell whether it is less."""
        return Expr("<", (self, expr(other)))

    def __le__(self, other: "Expr | Scalar") -> "Expr":
        """Tell whether it is at most as great."""
        return Expr("<=", (self, expr(other)))

    def equals(self, other: "Expr | Scalar") -> "Expr":
        """Tell whether it is the same."""
        return Expr("==", (self, expr(other)))

    def __and__(self, other: "Expr") -> "Expr":
        """Both hold."""
        return Expr("&", (self, other))

    def __or__(self, other: "Expr") -> "Expr":
        """At least one holds."""
        return Expr("|", (self, other))

    def __invert__(self) -> "Expr":
        """It does not hold."""
        return Expr("~", (self,))

    def abs(self) -> "Expr":
        """Take its size."""
        return Expr("abs", (self,))

    def floor(self) -> "Expr":
        """Take the whole part, downwards, as a double."""
        return Expr("floor", (self,))

    def round(self) -> "Expr":
        """Take the nearest whole number; only for what is off by less than a half."""
        return Expr("round", (self,))

    def double(self) -> "Expr":
        """Take it as doubles."""
        return Expr("cast", (self,), nw.Float64)

    def integer(self) -> "Expr":
        """Take it as integers."""
        return Expr("cast", (self,), nw.Int64)

    def is_null(self) -> "Expr":
        """Tell whether it is missing."""
        return Expr("is_null", (self,))

    def or_else(self, value: Scalar) -> "Expr":
        """Take a value where it is missing."""
        return Expr("fill", (self,), value)

    def is_in(self, values: Sequence[Scalar]) -> "Expr":
        """Tell whether it is one of some values."""
        return Expr("in", (self,), tuple(values))

    def year(self) -> "Expr":
        """Take the year of a day."""
        return Expr("year", (self,))

    def day_of_year(self) -> "Expr":
        """Take the number of a day in its year, from 1."""
        return Expr("day_of_year", (self,))

    def contains(self, pattern: str) -> "Expr":
        """Tell whether a text has a match of a pattern."""
        return Expr("contains", (self,), pattern)

    def without(self, pattern: str) -> "Expr":
        """Take all matches of a pattern out of a text."""
        return Expr("without", (self,), pattern)

    def lower(self) -> "Expr":
        """Take a text in small letters."""
        return Expr("lower", (self,))

    def least_within(self, *partition: str) -> "Expr":
        """Take the least value among the rows that share some columns."""
        return Expr("least_within", (self,), partition)


def col(name: str) -> Expr:
    """Take a column of the table."""
    return Expr("col", (), name)


def lit(value: Scalar, kind: Any = None) -> Expr:
    """Take the same value for all rows."""
    return Expr("lit", (), (value, kind))


def expr(value: "Expr | Scalar") -> Expr:
    """Take an expression, or a value as one."""
    return value if isinstance(value, Expr) else lit(value)


def when(test: Expr, then: "Expr | Scalar", otherwise: "Expr | Scalar" = None) -> Expr:
    """Take one value where something holds, and another where it does not; without another, nothing."""
    if otherwise is None:
        return Expr("when", (test, expr(then)))
    return Expr("when", (test, expr(then), expr(otherwise)))


def greatest_of(parts: Sequence[Expr]) -> Expr:
    """Take the greatest of several that is there at all."""
    return Expr("greatest_of", tuple(parts))


_BUILT: Mapping[str, Callable[..., nw.Expr]] = {
    "+": lambda _, one, other: one + other,
    "-": lambda _, one, other: one - other,
    "*": lambda _, one, other: one * other,
    "/": lambda _, one, other: one / other,
    ">": lambda _, one, other: one > other,
    ">=": lambda _, one, other: one >= other,
    "<": lambda _, one, other: one < other,
    "<=": lambda _, one, other: one <= other,
    "==": lambda _, one, other: one == other,
    "&": lambda _, one, other: one & other,
    "|": lambda _, one, other: one | other,
    "~": lambda _, one: ~one,
    "abs": lambda _, one: one.abs(),
    "floor": lambda _, one: one.floor().cast(nw.Float64),
    "round": lambda _, one: one.round(0),
    "cast": lambda kind, one: one.cast(kind),
    "is_null": lambda _, one: one.is_null(),
    "fill": lambda value, one: one.fill_null(value),
    "in": lambda values, one: one.is_in(list(values)),
    "year": lambda _, one: one.dt.year(),
    "day_of_year": lambda _, one: one.dt.ordinal_day(),
    "contains": lambda pattern, one: one.str.contains(pattern),
    "without": lambda pattern, one: one.str.replace_all(pattern, ""),
    "lower": lambda _, one: one.str.to_lowercase(),
    "least_within": lambda partition, one: one.min().over(*partition),
    "greatest_of": lambda _, *parts: nw.max_horizontal(*parts),
}


def _build(made: Expr, parts: Sequence[nw.Expr]) -> nw.Expr:
    match made.made:
        case "col":
            return nw.col(made.with_)
        case "lit":
            value, kind = made.with_
            return nw.lit(value, kind) if kind is not None else nw.lit(value)
        case "when":
            chosen = nw.when(parts[0]).then(parts[1])
            return chosen.otherwise(parts[2]) if len(parts) == 3 else chosen
    return _BUILT[made.made](made.with_, *parts)


Frame = nw.LazyFrame[Any]
"""A table that is not worked out yet."""


class _Numbers:
    """Numbers the different parts of some expressions, equal ones alike, each after what it is made of."""

    def __init__(self) -> None:
        self.nodes: list[tuple[Expr, tuple[int, ...]]] = []
        self._known: dict[object, int] = {}
        self._seen: dict[int, int] = {}

    def of(self, root: Expr) -> int:
        """Give the number of an expression, having numbered all that it is made of."""
        waiting = [(root, False)]
        while waiting:
            made, below_done = waiting.pop()
            if id(made) in self._seen:
                continue
            if not below_done:
                waiting.append((made, True))
                waiting.extend((part, False) for part in made.parts)
                continue
            parts = tuple(self._seen[id(part)] for part in made.parts)
            value = made.with_
            key = (made.made, parts, repr(value) if made.made == "lit" else value)
            if key not in self._known:
                self._known[key] = len(self.nodes)
                self.nodes.append((made, parts))
            self._seen[id(made)] = self._known[key]
        return self._seen[id(root)]


def with_columns(frame: Frame, columns: Mapping[str, Expr]) -> Frame:
    """Put expressions on a table as columns; what several of them need is worked out once."""
    if not columns:
        return frame
    numbers = _Numbers()
    roots = {name: numbers.of(each) for name, each in columns.items()}
    uses = [0] * len(numbers.nodes)
    for _, parts in numbers.nodes:
        for part in parts:
            uses[part] += 1
    for root in roots.values():
        uses[root] += 1
    built: list[nw.Expr] = []
    depths: list[int] = []
    layers: dict[int, list[nw.Expr]] = {}
    shared: list[str] = []
    for number, (made, parts) in enumerate(numbers.nodes):
        found = _build(made, [built[part] for part in parts])
        depth = max((depths[part] for part in parts), default=0)
        if uses[number] > 1 and made.parts:
            name = f"shared__{number}"
            shared.append(name)
            layers.setdefault(depth, []).append(found.alias(name))
            found, depth = nw.col(name), depth + 1
        built.append(found)
        depths.append(depth)
    for layer in sorted(layers):
        frame = frame.with_columns(*layers[layer])
    frame = frame.with_columns(*(built[root].alias(name) for name, root in roots.items()))
    return frame.drop(*shared) if shared else frame


def filtered(frame: Frame, test: Expr) -> Frame:
    """Keep the rows of a table where something holds."""
    return frame.filter(native(test))


def native(made: Expr) -> nw.Expr:
    """Give an expression that is short as the engine's own."""
    return _build(made, [native(part) for part in made.parts])
