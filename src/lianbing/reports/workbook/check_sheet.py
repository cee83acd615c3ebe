"""The sheet that compares: every figure of the workbook beside what the software made of it."""

from collections.abc import Sequence
from fractions import Fraction

from xlsxwriter.worksheet import Worksheet

from lianbing.formula.domain import written
from lianbing.reports.workbook.score_sheet import Figure, quoted
from lianbing.reports.workbook.writing import HEADER, POINTS, SMALL, TITLE, WHO, Book

FIRST_LINE = 4
_PLACES = 9
"""Figures agree when they do to so many decimals; what a cell keeps of an exact number differs far behind them."""


def write_checks(book: Book, sheet: Worksheet, name: str, rows: Sequence[Sequence[Figure]]) -> Sequence[str]:
    """Write the comparison; give for each row of figures the formula that counts those that differ.

    Args:
        book: The workbook.
        sheet: The sheet.
        name: Its name.
        rows: The figures, those of a candidate together.
    """
    book.text(sheet, 0, 0, book.say("核对：公式结果与软件结果逐项比较", "Check: formulas against the software"), TITLE)
    remark = book.say(
        "“精确值”为软件算出的准确数，除不尽的写成分数。改动事实后，公式结果随之变化，软件结果不变。",
        "“Exact” is the software's own figure, as a fraction where decimals do not end. When facts are changed, the "
        "formulas follow and the software's figures stay.",
    )
    book.text(sheet, 1, 0, remark, SMALL)
    for place, heading in enumerate(_headings(book)):
        book.text(sheet, FIRST_LINE - 1, place, heading, HEADER)
    line = FIRST_LINE
    counts = []
    for figures in rows:
        for offset, each in enumerate(figures):
            _write(book, sheet, line + offset, each)
        counts.append(f"SUM({quoted(name)}!H{line + 1}:H{line + len(figures)})" if figures else "0")
        line += len(figures)
    sheet.freeze_panes(FIRST_LINE, 0)
    sheet.autofilter(FIRST_LINE - 1, 0, max(line - 1, FIRST_LINE), 7)
    for place, width in enumerate((18, 12, 18, 40, 14, 14, 24, 10)):
        sheet.set_column(place, place, width)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(FIRST_LINE - 1)
    sheet.protect("", {"format_columns": True, "autofilter": True})
    return counts


def _headings(book: Book) -> Sequence[str]:
    return [
        book.say("奖项", "Award"),
        book.say("编号", "Id"),
        book.say("候选", "Candidate"),
        book.say("项目", "Figure"),
        book.say("公式结果", "Formula"),
        book.say("软件结果", "Software"),
        book.say("精确值", "Exact"),
        book.say("不一致（1 为是）", "Differs (1: yes)"),
    ]


def _write(book: Book, sheet: Worksheet, line: int, figure: Figure) -> None:
    for place, text in enumerate((figure.award, figure.candidate, figure.name, figure.what)):
        book.text(sheet, line, place, text, WHO)
    value = _nearest(figure.exact)
    sheet.write_formula(line, 4, "=" + figure.address, book.style(POINTS), value)
    sheet.write_number(line, 5, value, book.style(POINTS))
    book.text(sheet, line, 6, written(figure.exact), WHO)
    # A text, where the formula shows one in place of a number, differs too.
    same = f"IF(ISNUMBER(E{line + 1}),IF(ROUND(E{line + 1}-F{line + 1},{_PLACES})=0,0,1),1)"
    sheet.write_formula(line, 7, "=" + same, book.style(WHO), 0)


def _nearest(exact: Fraction) -> int | float:
    return exact.numerator if exact.denominator == 1 and abs(exact.numerator) < 2**53 else float(exact)
