"""Where each value of a TOML or JSON text starts, so that a fault can name its line and column."""

import bisect
import json
import re
from collections.abc import Callable, Generator, Iterable, Iterator

import attrs
import tomli

Path = tuple[str | int, ...]
"""The keys and indices that lead to a value, from the top."""

Start = tuple[Path, int]
"""A value's path, and where in the text it starts, counted from 0."""

DEEPEST = 100
"""How many keys and indices may lead to a value. No honest file comes near; deeper ones attack the stack."""

_BLANK = re.compile(r"(?:\s+|#[^\n]*)*")
_QUOTED = r'''"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?'{3,5}|"[^"\\]*(?:\\.[^"\\]*)*"|'[^']*\''''
_SCALAR = re.compile(rf"{_QUOTED}|[^,\]}}#\n]*", re.DOTALL)
_KEY_PART = re.compile(rf"{_QUOTED}|[^\s.=\]]*", re.DOTALL)


def toml_positions(text: str) -> dict[Path, tuple[int, int]]:
    r"""Find the line and column, from 1, where each value of a valid TOML text starts.

    A table or array element that a header opens starts at its header. A table that is only named on the
    way to another starts where it is first named. Values nested too deeply, and all after them, are left out.

    >>> toml_positions("[[a]]\nb.c = 1")
    {('a',): (1, 1), ('a', 0): (1, 1), ('a', 0, 'b'): (2, 1), ('a', 0, 'b', 'c'): (2, 7)}
    """
    return _lines_and_columns(text, toml_starts(text))


def json_positions(text: str) -> dict[Path, tuple[int, int]]:
    """Find the line and column, from 1, where each value of a valid JSON text starts.

    Values nested too deeply, and all after them, are left out.

    >>> json_positions('{"a": [true]}')
    {('a',): (1, 7), ('a', 0): (1, 8)}
    """
    return _lines_and_columns(text, json_starts(text))


def toml_starts(text: str) -> Iterator[Start]:
    """Walk the values of a TOML text, valid up to where the walk is left; the last word on a path holds."""
    return _until_too_deep(_Walk(text, _toml_key).document())


def json_starts(text: str) -> Iterator[Start]:
    """Walk the values of a JSON text, valid up to where the walk is left; a repeated key comes repeatedly."""
    walk = _Walk(text, json.loads)
    return _until_too_deep(walk.value(walk.skip(0), ()))


def _until_too_deep(starts: Iterable[Start]) -> Iterator[Start]:
    """Pass on the top's descendants, up to and with the first that lies too deep.

    The walk goes no deeper than it is asked to, so this also guards the stack.
    """
    for path, at in starts:
        if path:
            yield path, at
        if len(path) > DEEPEST:
            return


def _lines_and_columns(text: str, starts: Iterable[Start]) -> dict[Path, tuple[int, int]]:
    lines = [0, *(newline.end() for newline in re.finditer("\n", text))]
    found = {}
    for path, at in starts:
        if len(path) <= DEEPEST:
            line = bisect.bisect_right(lines, at)
            found[path] = line, at - lines[line - 1] + 1
    return found


def _toml_key(quoted: str) -> str:
    return str(tomli.loads(f"key = {quoted}")["key"])


@attrs.frozen
class _Walk:
    """A walk over a text, forgiving since the text is known to be valid.

    JSON is walked as if it were a TOML value: what differs (``:`` for ``=``, escapes in keys) is passed over
    or passed in, and what JSON lacks (comments, bare and dotted keys) does not come up.

    Attributes:
        text: The text.
        unquote: How to read a quoted key.
        tables: Where the name of a table leads: to itself, or to the newest element of an array of tables.
    """

    text: str
    unquote: Callable[[str], str]
    tables: dict[Path, Path] = attrs.field(factory=dict, init=False)

    def document(self) -> Iterator[Start]:
        """Walk a whole TOML text: headers, and pairs in the table that the latest header opened."""
        table: Path = ()
        at = self.skip(0)
        while at < len(self.text):
            if self.text.startswith("[", at):
                at, table = yield from self.header(at)
            else:
                at = yield from self.pair(at, table)
            at = self.skip(at)

    def header(self, at: int) -> Generator[Start, None, tuple[int, Path]]:
        """Walk ``[table]`` or ``[[array of tables]]``; give where it ends and the table it opens."""
        brackets = 2 if self.text.startswith("[[", at) else 1
        parts, end = self.key(at + brackets)
        table: Path = ()
        for name, _ in parts[:-1]:
            table = yield from self.named(table, name, at)
        path = (*table, parts[-1][0])
        if brackets == 1:
            # A header speaks louder than an earlier `[this.child]`, so it is told again.
            self.tables[path] = path
        else:
            newest = yield from self.named(table, parts[-1][0], at)
            index = newest[-1] + 1 if isinstance(newest[-1], int) else 0
            self.tables[path] = (*path, index)
        yield self.tables[path], at
        return end + brackets, self.tables[path]

    def pair(self, at: int, table: Path) -> Generator[Start, None, int]:
        """Walk ``key = value`` and give where it ends."""
        parts, at = self.key(at)
        for name, start in parts[:-1]:
            table = yield from self.named(table, name, start)
        return (yield from self.value(self.skip(at + 1), (*table, parts[-1][0])))

    def value(self, at: int, path: Path) -> Generator[Start, None, int]:
        """Walk a value with all that it holds, and give where it ends."""
        yield path, at
        bracket = self.text[at : at + 1]
        if bracket not in ("[", "{"):
            return self.end_of(_SCALAR, at)
        index = 0
        at = self.skip(at + 1)
        while not self.text.startswith(("]", "}"), at):
            if bracket == "[":
                at = yield from self.value(at, (*path, index))
            else:
                at = yield from self.pair(at, path)
            index += 1
            at = self.skip(at)
            if not self.text.startswith(",", at):
                break
            at = self.skip(at + 1)
        return at + 1

    def named(self, table: Path, name: str, at: int) -> Generator[Start, None, Path]:
        """Give the table that a name in a table leads to; if it is new, it starts here."""
        path = (*table, name)
        if path not in self.tables:
            self.tables[path] = path
            yield path, at
        return self.tables[path]

    def key(self, at: int) -> tuple[list[tuple[str, int]], int]:
        """Read a key: its parts between dots, each with where it starts, and where the key ends."""
        parts = []
        while True:
            start = self.skip(at)
            end = self.end_of(_KEY_PART, start)
            name = self.text[start:end]
            parts.append((self.unquote(name) if name.startswith(('"', "'")) else name, start))
            at = self.skip(end)
            if not self.text.startswith(".", at):
                return parts, at
            at += 1

    def skip(self, at: int) -> int:
        """Give where the next thing starts, after space and comments."""
        return self.end_of(_BLANK, at)

    def end_of(self, pattern: re.Pattern[str], at: int) -> int:
        """Give where a pattern that may match the empty text ends."""
        match = pattern.match(self.text, at)
        return match.end() if match else at
