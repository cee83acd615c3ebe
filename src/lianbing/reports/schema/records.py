"""Records as schemas: an attrs class, as the loader reads it, becomes the schema of a table."""

import json
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, cast

import attrs

from lianbing.formula.domain import Domain
from lianbing.loading.stated import NUMBERS
from lianbing.reports.schema.attributes import attribute_texts, summary
from lianbing.reports.schema.shapes import Definitions, Shape, default_of, merged, nullable, scalar, when

_OPEN: Shape = {"type": "object", "properties": {"reading": {"type": "string"}}, "required": ["reading"]}
_REMOVED: Shape = {"type": "object", "properties": {"remove": {"const": True}}, "required": ["remove"]}


@attrs.frozen(kw_only=True)
class Records:
    """Makes the schemas of records.

    Attributes:
        definitions: The named parts that are made on the way.
        open: Whether a value may be left open for a reading.
        ranged: Whether numbers are held to a rulebook's own lawful ranges.
        changes: Whether only what differs from another rulebook is stated: nothing but an id is required.
        documented: The class whose docstring speaks for another's fields.
        below: Gives how the values of a field are treated, by class and field.
        refine: Adds to the schema of a class.
    """

    definitions: Definitions = attrs.field(factory=Definitions)
    open: bool = False
    ranged: bool = True
    changes: bool = False
    documented: Mapping[type, type] = attrs.field(factory=dict)
    below: Callable[["Records", type, str], "Records"] = lambda records, _cls, _field: records
    refine: Callable[["Records", type, Shape], Shape] = lambda _records, _cls, shape: shape

    def reference(self, cls: type, *, listed: bool = False) -> Shape:
        """Refer to the schema of a class, as the item of a list where so."""
        key = (cls, listed and self.changes, self.open, self.ranged, self.changes)
        name = f"{cls.__name__}-changes" if self.changes else cls.__name__
        return self.definitions.reference(key, name, lambda: self._changeable(cls, listed=listed))

    def _changeable(self, cls: type, *, listed: bool) -> Shape:
        shape = self.refine(self, cls, self.table(cls))
        if not (listed and self.changes):
            return shape
        return {"if": _REMOVED, "then": {"required": ["id"]}, "else": shape}

    def table(self, cls: type) -> Shape:
        """Give the schema of a table with the fields of a class and no others."""
        hints = typing.get_type_hints(cls, include_extras=True)
        fields = [each for each in attrs.fields(cast("type[attrs.AttrsInstance]", cls)) if each.init]
        described = self.documented.get(cls, cls)
        texts = {**attribute_texts(described), **attribute_texts(cls)}
        required = [_called(each) for each in fields if each.default is attrs.NOTHING]
        if self.changes:
            required = [name for name in required if name == "id"]
        shape: Shape = {
            "type": "object",
            "properties": {_called(each): self._property(cls, each, hints[each.name], texts) for each in fields},
            "required": sorted(required),
            "additionalProperties": False,
        }
        text = summary(cls)
        return {"description": text, **shape} if text else shape

    def _property(self, cls: type, field: "attrs.Attribute[Any]", hint: object, texts: Mapping[str, str]) -> Shape:
        name = _called(field)
        within = self.below(self, cls, name)
        shape = within.value(hint, NUMBERS.get(name) if within.ranged else None)
        if "$ref" in shape:  # some editors heed nothing beside a reference; the class describes itself
            return shape
        text = "" if self.changes else texts.get(field.name)  # what is offered is the whole rulebook's
        return {**({"description": text} if text else {}), **default_of(field.default), **shape}

    def value(self, hint: object, domain: Domain | None = None, *, listed: bool = False) -> Shape:
        """Give the schema of a value of a type, which may be left open where that is lawful."""
        shape = self._closed(hint, domain, listed=listed)
        if not self.open or not shape:
            return shape
        # A change replaces an open value as a whole, so that its options are stated in full.
        whole = attrs.evolve(self, changes=False)
        option = whole._closed(hint, domain, listed=False)
        return when(self._is_open(), self._options(whole, option, hint, domain), shape)

    def _is_open(self) -> Shape:
        return self.definitions.reference("open", "open", lambda: _OPEN)

    def _options(self, whole: "Records", option: Shape, hint: object, domain: Domain | None) -> Shape:
        def make() -> Shape:
            reading = {"type": "string", "description": "The reading that this value is left open for."}
            each = whole.value(hint, domain)
            return {"type": "object", "properties": {"reading": reading}, "additionalProperties": each}

        return self.definitions.reference(json.dumps(option), _options_name(option), make)

    def _closed(self, hint: object, domain: Domain | None, *, listed: bool) -> Shape:
        """Give the schema of a value that is stated; a type that is not known lets everything pass."""
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        if origin is typing.Annotated:
            return self._closed(arguments[0], domain, listed=listed)
        found = scalar(hint, domain)
        if found is not None:
            return found
        if isinstance(hint, type) and attrs.has(hint):
            return self.reference(hint, listed=listed)
        if origin in (typing.Union, types.UnionType):
            return self._union(arguments, domain)
        if origin is tuple:
            return self._list(arguments)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            inner = self.value(arguments[1])
            return {"type": "object", **({"additionalProperties": inner} if inner else {})}
        return {}

    def _union(self, kinds: tuple[object, ...], domain: Domain | None) -> Shape:
        given = [each for each in kinds if each is not type(None)]
        shapes = [self._closed(each, domain, listed=False) for each in given]
        shape = shapes[0] if len(shapes) == 1 else merged(shapes)
        return nullable(shape) if type(None) in kinds and shape else shape

    def _list(self, arguments: tuple[object, ...]) -> Shape:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return {"type": "array", "items": self._items_of(arguments[0]).value(arguments[0], listed=True)}
        alike = self.value(arguments[0]) if len(set(arguments)) == 1 else {}
        return {"type": "array", "items": alike, "minItems": len(arguments), "maxItems": len(arguments)}

    def _items_of(self, item: object) -> "Records":
        """Give how the items of a list are treated: without ids there are no changes, and the list is stated anew."""
        known = isinstance(item, type) and attrs.has(item) and "id" in attrs.fields_dict(item)
        return self if known else attrs.evolve(self, changes=False)


def _called(field: "attrs.Attribute[Any]") -> str:
    return field.alias or field.name


def _options_name(shape: Shape) -> str:
    """Name what an open value's options are."""
    if "$ref" in shape:
        return f"{str(shape['$ref']).rpartition('/')[2]}-options"
    kinds = shape.get("type", "choice")
    return f"{'-or-'.join(map(str, kinds)) if isinstance(kinds, list) else kinds}-options"
