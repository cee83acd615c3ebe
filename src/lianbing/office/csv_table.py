"""Reading a table from a text file, in the encodings and with the separators that office programs write."""

import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

from lianbing.errors import InputError, Place, fault
from lianbing.language import Bilingual
from lianbing.office import limits
from lianbing.office.archive import read_bytes
from lianbing.office.cells import Cell, Sheet, Workbook
from lianbing.office.kinds import KINDS, kind_of

_SEPARATORS = ",;\t"
_LONGEST_FIELD = 100_000


def read_csv(path: Path, name: str | None = None) -> Sheet:
    """Read a table from a text file; every cell is a text.

    UTF-8, with or without a byte order mark, UTF-16 with one and GB18030 are read; commas, semicolons or tabs part the
    cells, whichever the first line has most of.

    Args:
        path: Where it is.
        name: What to call it in messages, if not by its path.

    Raises:
        InputError: It cannot be read, is no text, is too large or has an unclosed quotation.
    """
    return _sheet(*_read(path, name))


def read_csv_workbook(path: Path, name: str | None = None) -> Workbook:
    """Read the same as a workbook of one sheet, for who takes either."""
    content, file = _read(path, name)
    return Workbook(file, hashlib.sha256(content).hexdigest(), (_sheet(content, file),))


def _read(path: Path, name: str | None) -> tuple[bytes, str]:
    file = name if name is not None else str(path)
    content = read_bytes(path, file)
    found = kind_of(content)
    if found not in ("text", "empty"):
        raise InputError([fault("wrong_kind", Place(file=file), expected=KINDS["text"], found=KINDS[found])])
    return content, file


def _sheet(content: bytes, file: str) -> Sheet:
    text = _decoded(content, file)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    try:
        rows = tuple(_rows(text, separator))
    except csv.Error as error:
        raise InputError([fault("broken_file", Place(file=file), why=str(error))]) from error
    if len(rows) > limits.MOST_ROWS:
        what = Bilingual("行数", "the number of lines")
        raise InputError([fault("too_large", Place(file=file), what=what, most=str(limits.MOST_ROWS))])
    return Sheet(file, "", rows)


def _rows(text: str, separator: str) -> Iterator[tuple[Cell, ...]]:
    before = csv.field_size_limit(_LONGEST_FIELD)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            yield tuple(Cell(each or None) for each in row[: limits.MOST_COLUMNS])
    finally:
        csv.field_size_limit(before)


def _decoded(content: bytes, file: str) -> str:
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError([fault("unknown_encoding", Place(file=file))])
