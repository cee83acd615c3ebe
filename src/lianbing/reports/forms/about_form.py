"""The sheet of a form that explains it: what it is for, where everything is, and what each field may hold."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from lianbing.forms.layout import Form, FormSheet
from lianbing.model.campaign import Unit
from lianbing.reports.forms.headings import absent_of, expected_of, heading_of
from lianbing.reports.office_book import OfficeBook

_WIDTHS = (30, 30, 58, 24, 12)


def write_about(
    book: OfficeBook,
    sheet: Worksheet,
    form: Form,
    unit: Unit,
    sheets: Sequence[tuple[FormSheet | None, Worksheet]],
) -> None:
    """Write the sheet that explains a form.

    Args:
        book: The workbook.
        sheet: The sheet.
        form: The form.
        unit: Whose form it is.
        sheets: The sheets of the form, the one of candidates without a layout.
    """
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    say = book.say
    book.text(sheet, 0, 0, say(f"{unit.name} 填报表", f"{unit.name}: form"), "title")
    row = 1
    for line in (*_instructions(book), f"{form.rulebook.title} · {form.rulebook.id} · {form.rulebook.sha256[:16]}"):
        book.text(sheet, row, 0, line, "note")
        row += 1
    row = _index(book, sheet, row + 1, sheets)
    _fields(book, sheet, row + 1, form, sheets)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _instructions(book: OfficeBook) -> tuple[str, ...]:
    return (
        book.say(
            "黄色的格子填写，标 * 的必填；灰色的“示例”行只作示范，不读取。每个标题上有批注，说明填什么。",
            "Fill in the yellow cells; those with * are required. The grey example rows are not read.",
        ),
        book.say(
            "各列可以调换次序、隐藏；不要改标题和工作表的名字。日期写作 2019-11-05，金额以元计。",
            "Columns may be moved or hidden; keep headings and names of sheets. Dates are 2019-11-05, amounts in yuan.",
        ),
        book.say(
            "评分和抽选的案卷不在这里填，由办公室另行收集。", "Marks and drawn files are collected by the office."
        ),
    )


def _index(book: OfficeBook, sheet: Worksheet, row: int, sheets: Sequence[tuple[FormSheet | None, Worksheet]]) -> int:
    book.row(sheet, row, (book.say("工作表", "sheet"), book.say("内容", "about"), book.say("依据", "clause")), "header")
    for layout, target in sheets:
        row += 1
        book.link(sheet, row, 0, target)
        about = book.say("推荐谁参加哪个奖项", "who is put up for which award")
        if layout is not None:
            about = layout.title.say(book.language)
        book.text(sheet, row, 1, about, "cell")
        book.text(sheet, row, 2, "" if layout is None else layout.clause, "cell")
    return row + 1


def _fields(
    book: OfficeBook, sheet: Worksheet, row: int, form: Form, sheets: Sequence[tuple[FormSheet | None, Worksheet]]
) -> None:
    titles = (("工作表", "sheet"), ("栏目", "column"), ("填什么", "what"), ("不填时", "if blank"), ("依据", "clause"))
    book.row(sheet, row, (book.say(*each) for each in titles), "header")
    for layout, target in sheets:
        for column in form.candidates if layout is None else layout.columns[1:]:
            row += 1
            said = (
                target.get_name(),
                heading_of(column, book.language),
                expected_of(column, book.language),
                absent_of(column, book.language),
                "" if layout is None else layout.clause,
            )
            book.row(sheet, row, said)
