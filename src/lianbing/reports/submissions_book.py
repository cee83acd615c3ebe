"""The state of submissions as a workbook that the office can mail: all of it, and a sheet for each sender."""

from collections.abc import Mapping, Sequence

from lianbing.casework.submissions.entries import Entry, Status, SubmissionReport
from lianbing.errors import Fault, Severity
from lianbing.language import Language
from lianbing.reports.office_book import OfficeBook
from lianbing.reports.submissions_table import TITLES, row_of, state_of, summary

_WIDTHS = (24, 8, 34, 16, 14, 22, 8)
_OWN_WIDTHS = (8, 34, 16, 14, 22, 90)
_STYLES: Mapping[Status, str] = {"present": "good", "undated": "look", "late": "look", "wrong": "bad", "missing": "bad"}


def submissions_workbook(found: SubmissionReport, title: str, language: Language) -> bytes:
    """Write the state of submissions.

    Args:
        found: The state.
        title: The campaign's title.
        language: The language of its texts.
    """
    book = OfficeBook.new(language, title=title)
    _write_all(book, found, title)
    senders = dict.fromkeys(each.due.sender.id for each in found.entries)
    for sender in senders:
        _write_own(book, [each for each in found.entries if each.due.sender.id == sender])
    return book.close()


def _write_all(book: OfficeBook, found: SubmissionReport, title: str) -> None:
    sheet = book.sheet(book.say("总表", "All"), widths=_WIDTHS)
    book.text(sheet, 0, 0, book.say(f"{title} · 材料报送情况", f"{title} · submissions"), "title")
    book.text(sheet, 1, 0, summary(found, book.language), "note")
    book.row(sheet, 2, TITLES.say(book.language).split(","), "header")
    for row, each in enumerate(found.entries, start=3):
        for column, text in enumerate(row_of(each, book.language)):
            book.text(sheet, row, column, text, _STYLES.get(each.status, "cell") if column == 5 else "cell")
    sheet.autofilter(2, 0, 2 + len(found.entries), len(_WIDTHS) - 1)
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(0, 2)


def _write_own(book: OfficeBook, entries: Sequence[Entry]) -> None:
    sender = entries[0].due.sender
    sheet = book.sheet(sender.title, widths=_OWN_WIDTHS)
    book.text(sheet, 0, 0, sender.title, "title")
    titles = TITLES.say(book.language).split(",")[1:]
    book.row(sheet, 2, titles, "header")
    for row, each in enumerate(entries, start=3):
        texts = row_of(each, book.language)[1:5]
        book.row(sheet, row, texts)
        book.text(sheet, row, 4, state_of(each, book.language), _STYLES.get(each.status, "cell"))
        said = "；".join(_said(one, book.language) for one in each.findings)
        book.text(sheet, row, 5, said, "cell")
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(0, 2)


def _said(found: Fault, language: Language) -> str:
    mark = "" if found.severity is Severity.ERROR else "（供参考）" if language == "zh" else "(to know) "
    return f"{mark}{found.place.cell}{' ' if found.place.cell else ''}{found.message(language)}"
