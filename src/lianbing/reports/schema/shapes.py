"""Shapes: the small JSON Schemas that all others are made of."""

import itertools
import json
import re
import typing
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from fractions import Fraction

import attrs

from lianbing.formula.domain import Domain

Shape = dict[str, object]
"""A JSON Schema, or a part of one.

Only keywords that draft 7 knows too are used: some editors read no later draft. Their completion does not follow
``if``, so what depends on one is offered beside it by an ``anyOf`` that lets everything pass.
"""

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_EXACT_TEXT = r"^-?[0-9]{1,20}(\.[0-9]{1,20}|/0*[1-9][0-9]{0,19})?$"
_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]")
_DAY = "^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$"

_SCALARS: dict[object, Shape] = {
    bool: {"type": "boolean"},
    date: {"type": "string", "pattern": _DAY},
    int: {"type": "integer"},
    Fraction: {"type": ["number", "string"], "pattern": _EXACT_TEXT},
    int | tuple[str, ...]: {"type": ["integer", "array"]},
    str: {"type": "string"},
}


def scalar(hint: object, domain: Domain | None = None) -> Shape | None:
    """Give the shape of a plain value; None where the type is of another kind."""
    if typing.get_origin(hint) is typing.Literal:
        return {"enum": list(typing.get_args(hint))}
    shape = next((shape for known, shape in _SCALARS.items() if known == hint), None)
    if shape is None or domain is None or hint in (bool, date, str):
        return shape
    return {**shape, **_limits(domain)}


def exact_number(domain: Domain) -> Shape:
    """Give the shape of a number that is read as it is written."""
    return {**_SCALARS[Fraction], **_limits(domain)}


def _limits(domain: Domain) -> Shape:
    """Give the keywords of a lawful range; they speak of numbers alone and let other values pass."""
    limits = {"minimum": domain.least, "maximum": domain.most}
    written = {keyword: None if limit is None else json_number(limit) for keyword, limit in limits.items()}
    return {
        **{keyword: number for keyword, number in written.items() if number is not None},
        **({"multipleOf": 1} if domain.whole else {}),
    }


def json_number(value: Fraction) -> int | float | None:
    """Write a number as JSON can; None where its digits do not end, or are more than a reader keeps apart.

    >>> json_number(Fraction(1, 2)), json_number(Fraction(3)), json_number(Fraction(1, 3))
    (0.5, 3, None)
    """
    if value.denominator == 1:
        return value.numerator
    near = float(value)  # JSON has no other number; nothing computes with it
    return near if Fraction(repr(near)) == value else None


def default_of(value: object) -> Shape:
    """Give the keyword for what counts where nothing is stated, if it is worth saying."""
    if isinstance(value, Fraction):
        number = json_number(value)
        return {} if number is None else {"default": number}
    said = isinstance(value, bool | int) or (isinstance(value, str) and value)
    return {"default": value} if said else {}


def merged(shapes: Iterable[Shape]) -> Shape:
    """Give the shape of a value that may be of several kinds; one that allows anything where they cannot be told apart.

    Keywords speak of one type each and let other types pass, so that they can stand side by side.
    """
    made: Shape = {}
    types: list[object] = []
    for shape in (_as_kind(each) for each in shapes):
        if made.keys() & shape.keys() - {"type"} or "type" not in shape:
            return {}
        own = shape["type"]
        types += own if isinstance(own, list) else [own]
        made |= shape
    return {**made, "type": sorted(set(map(str, types)))}


def _as_kind(shape: Shape) -> Shape:
    return {"type": "object", **when({"type": "object"}, shape)} if "$ref" in shape else shape


def nullable(shape: Shape) -> Shape:
    """Let a value be null, too, which only JSON can write."""
    if "enum" in shape:
        return {"enum": [*typing.cast("list[object]", shape["enum"]), None]}
    return merged([shape, {"type": "null"}])


def when(test: Shape, then: Shape, otherwise: Shape | None = None) -> Shape:
    """Ask for one shape where a test holds, and for another where not; the one that people mostly mean is offered."""
    branches: Shape = {"if": test, "then": then} if otherwise is None else {"if": test, "then": then, "else": otherwise}
    return {**branches, "anyOf": [True, then if otherwise is None else otherwise]}


@attrs.define
class Definitions:
    """The named parts of a schema.

    Attributes:
        shapes: The parts by name.
    """

    shapes: dict[str, Shape] = attrs.field(factory=dict)
    _names: dict[Hashable, str] = attrs.field(factory=dict, init=False)

    def reference(self, key: Hashable, name: str, make: Callable[[], Shape]) -> Shape:
        """Refer to a part, which is made the first time it is asked for and may refer to itself.

        Args:
            key: What tells the part from others.
            name: What to call it, if no other is called so.
            make: Makes it.
        """
        if key not in self._names:
            # A reference is part of an address; letters that would have to be written otherwise there are left out.
            plain = _UNSAFE.sub("_", name)
            free = next(each for each in _names(plain) if each not in self.shapes)
            self._names[key] = free
            self.shapes[free] = {}
            self.shapes[free] = make()
        return {"$ref": f"#/$defs/{self._names[key]}"}

    def schema(self, title: str, root: Shape) -> Shape:
        """Give the whole schema."""
        return {"$schema": _DRAFT, "title": title, **root, "$defs": self.shapes}


def _names(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in itertools.count(2))


def schema_text(schema: Shape) -> str:
    """Write a schema; the same schema gives the same bytes."""
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False) + "\n"
