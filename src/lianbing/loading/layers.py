"""Layers: a rulebook that extends another states only what differs, and every value still knows its file."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import cast

import attrs

from lianbing.errors import Fault, Place, Said, fault, nearest
from lianbing.loading.documents import Document
from lianbing.loading.structuring import Path

NOT_INHERITED = ("example",)
"""The tables that a rulebook does not take over: worked examples work out the figures of their own rulebook."""

REMOVE = "remove"

Origin = tuple[Document, Path]


@attrs.frozen
class Layered:
    """A rulebook's data, with what it extends merged in.

    Attributes:
        data: The data.
        sha256: The digest of its file, or of all its layers' files.
        origins: By path, the file that a value comes from and its path there.
        faults: What is wrong with the changes.
    """

    data: dict[str, object]
    sha256: str
    origins: Mapping[Path, Origin]
    faults: tuple[Fault, ...] = ()

    @classmethod
    def of(cls, document: Document) -> "Layered":
        """Take a document that extends nothing."""
        return cls(document.data, document.sha256, {(): (document, ())})

    def origin(self, path: Path) -> Origin:
        """Give the file that a value comes from, and its path there."""
        length = next(length for length in range(len(path), -1, -1) if path[:length] in self.origins)
        document, start = self.origins[path[:length]]
        return document, (*start, *path[length:])

    def place(self, path: Path, record: Said = "", field: str = "") -> Place:
        """Give the place of a value, as faults name it."""
        document, own = self.origin(path)
        return document.place(own, record, field)


def merged(base: Layered, over: Document) -> Layered:
    """Put changes on top of what they extend.

    Tables are merged key by key, lists of tables with ids by id (``remove = true`` takes one out, a new id adds one);
    anything else is replaced, an open value as a whole.
    """
    merger = _Merger(base, over)
    data = merger.table(base.data, over.data, (), (), ())
    for name in NOT_INHERITED:
        if name not in over.data:
            data.pop(name, None)
    digests = f"{base.sha256}\n{over.sha256}\n"
    merger.origins[()] = (over, ())
    return Layered(data, hashlib.sha256(digests.encode()).hexdigest(), merger.origins, tuple(merger.faults))


class _Merger:
    def __init__(self, base: Layered, over: Document) -> None:
        self._base = base
        self._over = over
        self.origins: dict[Path, Origin] = {}
        self.faults: list[Fault] = []

    def table(
        self, base: dict[str, object], over: dict[str, object], at: Path, below: Path, own: Path
    ) -> dict[str, object]:
        """Merge two tables, at a path of the result, of the base (``below``) and of the changes (``own``)."""
        made: dict[str, object] = {}
        for key, value in base.items():
            if key in over:
                made[key] = self._value(value, over[key], (*at, key), (*below, key), (*own, key))
            else:
                made[key] = self._kept(value, (*at, key), (*below, key))
        for key, value in over.items():
            if key not in base:
                made[key] = self._changed(value, (*at, key), (*own, key))
        return made

    def _value(self, base: object, over: object, at: Path, below: Path, own: Path) -> object:
        if isinstance(base, dict) and isinstance(over, dict) and not (_is_open(base) or _is_open(over)):
            self.origins[at] = (self._over, own)
            return self.table(base, over, at, below, own)
        if _has_ids(base) and _has_ids(over):
            tables = cast("list[dict[str, object]]", base), cast("list[dict[str, object]]", over)
            return self._list(*tables, at, below, own)
        return self._changed(over, at, own)

    def _list(
        self, base: list[dict[str, object]], over: list[dict[str, object]], at: Path, below: Path, own: Path
    ) -> list[object]:
        changes: dict[object, int] = {}
        for index, each in enumerate(over):
            if changes.setdefault(each["id"], index) != index:
                place = self._over.place((*own, index, "id"), field="id")
                self.faults.append(fault("repeated_id", place, name=str(each["id"])))
        known = [str(each["id"]) for each in base]
        made: list[object] = []
        for index, each in enumerate(base):
            here, there = (*at, len(made)), (*below, index)
            if each["id"] not in changes:
                made.append(self._kept(each, here, there))
                continue
            change = over[changes[each["id"]]]
            if change.get(REMOVE) is not True:
                made.append(self._value(each, change, here, there, (*own, changes[each["id"]])))
        for index, each in enumerate(over):
            if each["id"] not in known:
                self._check_new(each, known, (*own, index))
                made.append(self._changed(each, (*at, len(made)), (*own, index)))
        return made

    def _check_new(self, change: dict[str, object], known: list[str], own: Path) -> None:
        """Tell what is meant as a change but matches nothing; what is new has at least a title."""
        if REMOVE in change or "title" not in change:
            name = str(change["id"])
            place = self._over.place((*own, "id"), field="id")
            listed = ", ".join(known)
            suggestion = nearest(name, known)
            self.faults.append(fault("unknown_change", place, name=name, known=listed, suggestion=suggestion))

    def _changed(self, value: object, at: Path, own: Path) -> object:
        self.origins[at] = (self._over, own)
        return value

    def _kept(self, value: object, at: Path, below: Path) -> object:
        self.origins[at] = self._base.origin(below)
        for path, origin in self._base.origins.items():
            if path[: len(below)] == below and path != below:
                self.origins[(*at, *path[len(below) :])] = origin
        return value


def _is_open(value: Mapping[str, object]) -> bool:
    return isinstance(value.get("reading"), str)


def _has_ids(value: object) -> bool:
    # What has an id of another type is no list to merge; it is replaced, and told when the whole is made a record.
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(each, dict) and isinstance(each.get("id"), str) for each in value)
    )


def layered(document: Document, read: Callable[[str, Document], Document]) -> Layered:
    """Merge a document with all that it extends, one below the other.

    Args:
        document: The document on top.
        read: Reads what a document extends, by the name it gives.
    """
    chain = [document]
    faults: list[Fault] = []
    for current in _extending(chain):
        below = read(current[1], current[0])
        if below.sha256 in {each.sha256 for each in chain}:
            place = current[0].place(("rulebook", "extends"), field="rulebook.extends")
            faults.append(fault("extends_cycle", place, name=current[1]))
            break
        chain.append(below)
    found = Layered.of(chain[-1])
    for over in reversed(chain[:-1]):
        heading = over.data.get("rulebook")
        if not isinstance(heading, dict) or "id" not in heading:
            faults.append(fault("missing_field", over.place(("rulebook",)), name="id", expected="rulebook.id"))
        found = merged(found, over)
        faults += found.faults
    return attrs.evolve(found, faults=tuple(faults))


def _extending(chain: list[Document]) -> Iterator[tuple[Document, str]]:
    """Give the last document of a growing chain as long as it extends another, with that one's name."""
    while True:
        heading = chain[-1].data.get("rulebook")
        name = heading.get("extends") if isinstance(heading, dict) else None
        if not isinstance(name, str):
            return
        yield chain[-1], name
