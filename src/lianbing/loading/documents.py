"""Reading a TOML or JSON file: its data with numbers exactly as written, and where each value stands."""

import decimal
import functools
import hashlib
import json
import pathlib
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, Protocol

import attrs
import tomli

from lianbing.errors import Fault, InputError, Place, Said, Severity, shown
from lianbing.language import Bilingual
from lianbing.loading import positions
from lianbing.loading.toml_words import toml_fault

Kind = Literal["toml", "json"]
"""The two kinds of data files."""

Spot = tuple[int, int]
"""A line and a column, both from 1."""

_Container = dict[Any, Any] | list[Any]

LARGEST = 10**30
"""The greatest size of a whole number: beyond anything counted, and still cheap to compute with."""

_DIGITS = 30
_EXPONENT = 20
_EXACT = decimal.Context(
    prec=_DIGITS,
    Emin=-_EXPONENT,
    Emax=_DIGITS + _EXPONENT,
    traps=[decimal.Inexact, decimal.InvalidOperation, decimal.Overflow],
)

_BOM = "\ufeff"
_SURROGATE = re.compile("[\ud800-\udfff]")
_WHOLE_NUMBER = re.compile(r"[+-]?\w+")
# Python refuses to read whole numbers of more than some 4,300 digits.
_ENDLESS_NUMBER = re.compile(r"[+-]?[\d_]{600,}(?![\d_.eE])")

_UNREADABLE: Mapping[type[Exception], Bilingual] = {
    FileNotFoundError: Bilingual("文件不存在", "there is no such file"),
    IsADirectoryError: Bilingual("这是一个文件夹", "it is a folder"),
    PermissionError: Bilingual("没有读取权限", "there is no permission to read it"),
}
_TOO_DEEP = Bilingual(f"嵌套超过 {positions.DEEPEST} 层", f"nested more than {positions.DEEPEST} deep")
_TOO_LONG = Bilingual("数字过长", "a number is too long")
_NO_OBJECT = Bilingual("顶层应为对象 {…}", "the top level is to be an object {…}")
_HALF_CHARACTER = Bilingual("\\u 转义只写出半个字符", "a \\u escape gives half a character only")


@attrs.frozen
class UnlawfulNumber:
    """A number that no rule can compute with: not finite, or of absurd size or length.

    It stays in the data, so that whoever expects a number there can say what was found and where.

    Attributes:
        text: The number as it was written.
    """

    text: str

    def __str__(self) -> str:
        return self.text


class Source(Protocol):
    """What candidates are read from: a data file, or a form that was filled in."""

    @property
    def name(self) -> str:
        """The file, as the user named it."""

    @property
    def data(self) -> Mapping[str, object]:
        """What it says, as plain data."""

    @property
    def sha256(self) -> str:
        """The digest of the file's bytes, in hexadecimal."""

    def place(self, path: Sequence[str | int], record: Said = "", field: str = "") -> Place:
        """Give the place of a value, as faults name it."""


@attrs.frozen
class Document:
    """A data file that was read.

    Attributes:
        name: The file, as the user named it.
        text: What it says, without a byte order mark.
        data: The same as data. Its numbers are ``int``, ``Decimal`` or ``UnlawfulNumber``, never ``float``.
        sha256: The digest of the file's bytes, in hexadecimal.
        kind: What the text is written in.
    """

    name: str
    text: str = attrs.field(repr=False)
    data: dict[str, object] = attrs.field(repr=False)
    sha256: str
    kind: Kind = "toml"

    @functools.cached_property
    def _positions(self) -> dict[positions.Path, Spot]:
        find = positions.toml_positions if self.kind == "toml" else positions.json_positions
        return find(self.text)

    def position(self, path: Sequence[str | int]) -> Spot | None:
        r"""Find the line and column of a value, or of what would hold it if it is not there.

        >>> parse_document("[table]\nkey = 1", "a.toml").position(["table", "missing"])
        (1, 1)
        """
        prefixes = (tuple(path[:length]) for length in range(len(path), 0, -1))
        return next((self._positions[prefix] for prefix in prefixes if prefix in self._positions), None)

    def place(self, path: Sequence[str | int], record: Said = "", field: str = "") -> Place:
        """Give the place of a value, as faults name it."""
        line, column = self.position(path) or (None, None)
        return Place(file=self.name, line=line, column=column, record=record, field=field)


def read_document(path: pathlib.Path, name: str | None = None) -> Document:
    """Read a data file: JSON if it is named ``.json``, else TOML.

    Args:
        path: Where the file is.
        name: What to call it in messages, if not by its path.

    Raises:
        InputError: If the file cannot be read or is no lawful TOML or JSON.
    """
    name = name if name is not None else str(path)
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:  # a path with a null character is a ValueError
        why = _UNREADABLE.get(type(error)) or getattr(error, "strerror", None) or str(error)
        raise _wrong("unreadable_file", name, None, why=why) from error
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode().removeprefix(_BOM)
        raise _wrong("not_utf8", name, _spot(before, len(before))) from error
    return parse_document(text, name, "json" if path.suffix.lower() == ".json" else "toml")


def parse_document(text: str, name: str, kind: Kind = "toml") -> Document:
    """Read the text of a data file.

    Args:
        text: The text.
        name: What to call it in messages.
        kind: What it is written in.

    Raises:
        InputError: If the text is no lawful TOML or JSON.
    """
    try:
        sha256 = hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise _wrong("not_utf8", name, _spot(text, error.start)) from error
    text = text.removeprefix(_BOM)
    data = _toml(text, name) if kind == "toml" else _json(text, name)
    return Document(name=name, text=text, data=data, sha256=sha256, kind=kind)


def exact(text: str) -> Decimal | UnlawfulNumber:
    """Read a decimal exactly as written, if it is one to compute with.

    >>> exact("1.50"), exact("1e400")
    (Decimal('1.50'), UnlawfulNumber(text='1e400'))
    """
    try:
        number = _EXACT.create_decimal(text.replace("_", ""))
    except decimal.DecimalException:
        return UnlawfulNumber(text)
    exponent = number.normalize(_EXACT).as_tuple().exponent
    lawful = isinstance(exponent, int) and abs(exponent) <= _EXPONENT
    return number if lawful else UnlawfulNumber(text)


def _toml(text: str, name: str) -> dict[str, object]:
    """Read TOML."""
    try:
        data: dict[str, object] = tomli.loads(text, parse_float=exact)
    except tomli.TOMLDecodeError as error:
        line = text.split("\n")[error.lineno - 1] if error.lineno <= text.count("\n") + 1 else ""
        raise _wrong("broken_toml", name, (error.lineno, error.colno), why=toml_fault(error.msg, line)) from error
    except RecursionError as error:
        raise _too_deep(text, name, "toml") from error
    except ValueError as error:
        endless = (at for _, at in positions.toml_starts(text) if _ENDLESS_NUMBER.match(text, at))
        raise _wrong("broken_toml", name, _spot(text, next(endless, None)), why=_TOO_LONG) from error
    _refuse_depth(data, text, name, "toml")
    _mark_large_numbers(data, text)
    return data


def _json(text: str, name: str) -> dict[str, object]:
    """Read JSON, stricter than Python does: an object, of whole characters, in which no key stands twice."""
    repeated = False

    def table(pairs: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal repeated
        made = dict(pairs)
        repeated = repeated or len(made) < len(pairs)
        return made

    try:
        data = json.loads(
            text, parse_int=_whole, parse_float=exact, parse_constant=UnlawfulNumber, object_pairs_hook=table
        )
    except json.JSONDecodeError as error:
        raise _wrong("broken_json", name, (error.lineno, error.colno), why=error.msg) from error
    except RecursionError as error:
        raise _too_deep(text, name, "json") from error
    if not isinstance(data, dict):
        raise _wrong("broken_json", name, _spot(text, len(text) - len(text.lstrip())), why=_NO_OBJECT)
    _refuse_depth(data, text, name, "json")
    if repeated:
        raise _repeated(text, name)
    _refuse_half_characters(data, text, name)
    return data


def _whole(text: str) -> int | UnlawfulNumber:
    """Read a whole number as JSON writes it, without letting a long one cost time."""
    sane = len(text) < 40 and abs(int(text)) <= LARGEST
    return int(text) if sane else UnlawfulNumber(text)


def _mark_large_numbers(data: dict[str, object], text: str) -> None:
    """Replace the whole numbers of TOML that are too large: tomli cannot be told how to read them."""
    large = [
        (container, key, (*path, key))
        for path, container in _containers(data)
        for key, value in _items(container)
        if isinstance(value, int) and abs(value) > LARGEST
    ]
    starts = dict(positions.toml_starts(text)) if large else {}
    for container, key, path in large:
        written = next(_WHOLE_NUMBER.finditer(text, starts[path]))
        container[key] = UnlawfulNumber(written[0])


def _refuse_depth(data: dict[str, object], text: str, name: str, kind: Kind) -> None:
    """Refuse data so deep that code which follows it may exhaust the stack."""
    if any(len(path) >= positions.DEEPEST and container for path, container in _containers(data)):
        raise _too_deep(text, name, kind)


def _refuse_half_characters(data: dict[str, object], text: str, name: str) -> None:
    r"""Refuse JSON such as ``"\ud800"``, a text that could never be written or shown."""
    for path, container in _containers(data):
        for key, value in _items(container):
            if any(isinstance(each, str) and _SURROGATE.search(each) for each in (key, value)):
                start = next((at for found, at in positions.json_starts(text) if found == (*path, key)), None)
                raise _wrong("broken_json", name, _spot(text, start), why=_HALF_CHARACTER)


def _containers(data: _Container) -> Iterator[tuple[positions.Path, _Container]]:
    """Walk the tables and arrays of data, without recursion; what lies too deep is left out."""
    waiting: list[tuple[positions.Path, _Container]] = [((), data)]
    while waiting:
        path, container = waiting.pop()
        yield path, container
        if len(path) < positions.DEEPEST:
            inner = ((key, value) for key, value in _items(container) if isinstance(value, dict | list))
            waiting.extend(((*path, key), value) for key, value in inner)


def _items(container: _Container) -> Iterator[tuple[Any, Any]]:
    """Give the keys or indices of a table or array with their values."""
    yield from container.items() if isinstance(container, dict) else enumerate(container)


def _repeated(text: str, name: str) -> InputError:
    """Make the error for JSON in which a key stands twice, at the second value of the first such key."""
    seen = set()
    for path, at in positions.json_starts(text):
        if path in seen:
            return _wrong("repeated_key", name, _spot(text, at), name=shown(path[-1]).strip('"'))
        seen.add(path)
    return _too_deep(text, name, "json")  # the walk ended early, in a value that the repetition replaced


def _too_deep(text: str, name: str, kind: Kind) -> InputError:
    """Make the error for a text that is nested too deeply, at the first value that lies too deep."""
    starts = positions.toml_starts(text) if kind == "toml" else positions.json_starts(text)
    start = next((at for path, at in starts if len(path) > positions.DEEPEST), None)
    return _wrong(f"broken_{kind}", name, _spot(text, start), why=_TOO_DEEP)


def _spot(text: str, at: int | None) -> Spot | None:
    """Give the line and column of what starts at an offset, if that is known."""
    return None if at is None else (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _wrong(code: str, file: str, spot: Spot | None, **values: Said) -> InputError:
    """Make the error for one fault in a file."""
    line, column = spot or (None, None)
    place = Place(file=file, line=line, column=column)
    return InputError([Fault(code=code, severity=Severity.ERROR, place=place, values=values)])
