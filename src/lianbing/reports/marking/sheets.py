"""The sheets that reviewers mark on, and the one on which marks that lie too far apart are settled."""

import json
from collections.abc import Sequence
from fractions import Fraction

from xlsxwriter.worksheet import Worksheet

from lianbing.casework.marking.layout import CODE, FINAL, MARKS, REASON, REMARK, WHAT, MarkingSheet, sheets_of
from lianbing.casework.marking.marks import Dispute
from lianbing.casework.marking.record import Assignment
from lianbing.casework.marking.reviewers import Reviewer
from lianbing.formula.domain import Domain, written
from lianbing.language import Language
from lianbing.model.rulebook import Rulebook
from lianbing.reports.office_book import OfficeBook, width_of

_HEADINGS, _FIRST = 2, 3


def marking_workbook(assignment: Assignment, reviewer: Reviewer, rulebook: Rulebook, language: Language) -> bytes:
    """Make the workbook of one reviewer; it holds codes in place of names.

    Args:
        assignment: The assignment.
        reviewer: The reviewer.
        rulebook: The rulebook.
        language: The language of its texts.
    """
    stated = {"marking": 1, "assignment": assignment.digest, "reviewer": reviewer.id}
    book = OfficeBook.new(language, title=reviewer.id, properties={"lianbing": json.dumps(stated)})
    sheets = sheets_of(assignment.of(reviewer.id), rulebook)
    about = book.sheet(book.say("说明", "About"), widths=(44, 70, 12))
    made = [(each, book.sheet(each.name.say(language))) for each in sheets]
    _write_about(book, about, reviewer, made)
    for each, sheet in made:
        _write_sheet(book, sheet, each)
    return book.close()


def _write_about(
    book: OfficeBook, sheet: Worksheet, reviewer: Reviewer, made: Sequence[tuple[MarkingSheet, Worksheet]]
) -> None:
    say = book.say
    book.text(sheet, 0, 0, say(f"评分表 {reviewer.id}", f"Marking sheet {reviewer.id}"), "title")
    for row, line in enumerate(
        (
            say(
                "项目只有编号，没有名称；请勿打听是谁的材料。",
                "Items have codes and no names; do not ask whose they are.",
            ),
            say("在黄色的格子里打分，范围在标题上；可以有小数。每一项都要打。", "Mark every item in the yellow cells."),
            say(
                "不要改动其他内容，不要增删行。发现应当回避的，请告诉办公室。",
                "Change nothing else, rows neither.",
            ),
        ),
        start=1,
    ):
        book.text(sheet, row, 0, line, "note")
    book.row(sheet, 5, (say("工作表", "sheet"), say("评什么", "what is marked"), say("项数", "items")), "header")
    for row, (each, target) in enumerate(made, start=6):
        book.link(sheet, row, 0, target)
        book.text(sheet, row, 1, each.title.say(book.language), "cell")
        book.value(sheet, row, 2, len(each.items), "cell")
    sheet.protect("")


def _write_sheet(book: OfficeBook, sheet: Worksheet, layout: MarkingSheet) -> None:
    language = book.language
    clause = book.say(f"〔{layout.clause}〕", f" ({layout.clause})") if layout.clause else ""
    book.text(sheet, 0, 0, layout.title.say(language) + clause, "title")
    book.text(sheet, 1, 0, book.say("黄色的格子打分", "mark in the yellow cells"), "note")
    headings = [CODE.say(language), *layout.about, *(each.say(language) for each in layout.fields.values())]
    book.row(sheet, _HEADINGS, [*headings, REMARK.say(language)], "header")
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, width_of([heading], least=12, most=30))
    sheet.set_column(len(headings), len(headings), 36)
    for row, each in enumerate(layout.items, start=_FIRST):
        shown = dict(each.item.about)
        texts = [each.code, *(shown.get(name, "") for name in layout.about)]
        book.row(sheet, row, texts, "fixed")
        best = {field.name: field.most for field in each.item.fields}
        for column, name in enumerate(layout.fields, start=len(texts)):
            book.value(sheet, row, column, None, "input")
            book.allow_numbers(sheet, (row, column, row, column), Domain(Fraction(0), best[name]))
        book.value(sheet, row, len(headings), None, "input text")
    sheet.freeze_panes(_FIRST, 1)
    sheet.repeat_rows(0, _HEADINGS)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def arbitration_workbook(disputes: Sequence[Dispute], assignment: Assignment, language: Language) -> bytes:
    """Make the workbook on which marks that lie too far apart are settled.

    Args:
        disputes: The marks.
        assignment: The assignment.
        language: The language of its texts.
    """
    book = OfficeBook.new(
        language,
        title=book_title(language),
        properties={"lianbing": json.dumps({"arbitration": 1, "assignment": assignment.digest})},
    )
    sheet = book.sheet(book.say("仲裁", "Arbitration"), widths=(14, 30, 30, 16, 44))
    book.text(sheet, 0, 0, book_title(language), "title")
    book.text(sheet, 1, 0, book.say("在黄色的格子里写仲裁分和理由", "final marks go into the yellow cells"), "note")
    headings = (CODE, WHAT, MARKS, FINAL, REASON)
    book.row(sheet, _HEADINGS, (each.say(language) for each in headings), "header")
    for row, each in enumerate(disputes, start=_FIRST):
        best = written(each.field.most)
        what = f"{each.field.label.say(language)} 0—{best}"
        book.row(sheet, row, (each.code, what, "；".join(written(mark) for mark in each.marks)), "fixed")
        book.value(sheet, row, 3, None, "input")
        book.allow_numbers(sheet, (row, 3, row, 3), Domain(Fraction(0), each.field.most))
        book.value(sheet, row, 4, None, "input text")
    sheet.freeze_panes(_FIRST, 1)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    return book.close()


def book_title(language: Language) -> str:
    """Give the title of an arbitration sheet."""
    return "评分相差过大，提请仲裁" if language == "zh" else "Marks to be settled by arbitration"
