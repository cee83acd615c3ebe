"""A workbook to hand back: the same one, with a comment on every cell that is wrong and a list of all of them."""

import io
import re
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from lianbing.errors import Fault, InputError, Place, fault
from lianbing.language import Bilingual, Language, clean
from lianbing.office.archive import Archive, open_archive

TO_MEND = Bilingual("需修改", "To mend")
"""The name of the sheet that lists what is wrong."""

_RED = PatternFill("solid", start_color="FFFFC7CE", end_color="FFFFC7CE")
_FIXED_DAY = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:(?:modified|created)[^>]*>)[^<]*(<)")
_LONGEST = 8_000
_WIDTHS = {"A": 26, "B": 10, "C": 90}


def hand_back(path: Path, faults: Sequence[Fault], language: Language, *, name: str | None = None) -> bytes:
    """Make a copy of a workbook that says what is wrong with it; the workbook itself stays as it is.

    Args:
        path: Where it is.
        faults: What is wrong, with places in it.
        language: The language of the comments.
        name: What to call the file in messages, if not by its path.

    Raises:
        InputError: It cannot be opened.
    """
    archive = open_archive(path, name, kind="xlsx")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that it leaves out
            return _copy(archive, faults, language)
    except Exception as error:  # the library raises whatever a damaged part happens to cause
        why = " ".join(str(error).split())[:200] or type(error).__name__
        raise InputError([fault("broken_file", Place(file=archive.file), why=why)]) from error


def _copy(archive: Archive, faults: Sequence[Fault], language: Language) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(archive.content), keep_links=False)
    by_cell: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in faults:
        if each.place.sheet in book.sheetnames and each.place.cell:
            by_cell[each.place.sheet, each.place.cell].append(each.message(language))
    for (sheet, cell), messages in by_cell.items():
        _comment(book[sheet], cell, messages)
    _list(book, faults, language)
    stream = io.BytesIO()
    book.save(stream)
    return _same_bytes(stream.getvalue())


def _comment(sheet: Any, cell: str, messages: Iterable[str]) -> None:
    target = sheet[f"A{cell}" if cell.isdigit() else cell]
    if isinstance(target, MergedCell):  # only the first of merged cells can carry a comment
        merged = next(each for each in sheet.merged_cells.ranges if target.coordinate in each)
        target = sheet.cell(merged.min_row, merged.min_col)
    before = [target.comment.text] if target.comment is not None else []
    text = "\n".join([*before, *map(clean, messages)])[:_LONGEST]
    target.comment = Comment(text, "lianbing", width=360, height=120)
    target.fill = _RED


def _list(book: Any, faults: Sequence[Fault], language: Language) -> None:
    """List all that is wrong on a sheet of its own, which comes first, with links to the cells."""
    title = TO_MEND.say(language)
    if title in book.sheetnames:
        del book[title]  # of an earlier round
    sheet = book.create_sheet(title, 0)
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    headings = Bilingual("工作表,单元格,需要修改什么", "sheet,cell,what to mend").say(language).split(",")
    for column, heading in enumerate(headings, start=1):
        _put(sheet, 1, column, heading).font = Font(bold=True)
    for row, each in enumerate(faults, start=2):
        _put(sheet, row, 1, each.place.sheet)
        cell = _put(sheet, row, 2, each.place.cell)
        if each.place.sheet in book.sheetnames and each.place.cell:
            quoted = each.place.sheet.replace("'", "''")
            at = f"A{each.place.cell}" if each.place.cell.isdigit() else each.place.cell
            cell.hyperlink = f"#'{quoted}'!{at}"
            cell.font = Font(underline="single", color="FF0B5394")
        _put(sheet, row, 3, each.message(language)).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    book.active = 0


def _put(sheet: Any, row: int, column: int, text: str) -> Any:
    cell = sheet.cell(row, column)
    cell.value = clean(text)[:_LONGEST]
    cell.data_type = "s"  # whatever the text begins with, it is no formula
    return cell


def _same_bytes(content: bytes) -> bytes:
    """Take the clock out of a file, so that the same input gives the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for each in source.infolist():
            part = source.read(each)
            if each.filename == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", part)
            target.writestr(zipfile.ZipInfo(each.filename, _FIXED_DAY), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def placed_in(faults: Iterable[Fault]) -> Mapping[str, list[Fault]]:
    """Part faults by the file that they are in."""
    found: dict[str, list[Fault]] = defaultdict(list)
    for each in faults:
        found[each.place.file or ""].append(each)
    return found
