"""The sheet of a grid: facts that people may change on the left, the steps of every formula on the right."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from xlsxwriter.worksheet import Worksheet

from lianbing.backends.spreadsheet import LIMIT, Column, Grid, words
from lianbing.backends.spreadsheet.grid import letters_of
from lianbing.formula.domain import Domain
from lianbing.formula.nodes import ChoiceFact, DayFact, Fact, FlagFact, MarksFact
from lianbing.language import Bilingual, clean
from lianbing.reports.workbook.writing import (
    DAY,
    FACT,
    HEADER,
    LOCKED_FACT,
    SMALL,
    STEP,
    TITLE,
    WHO,
    Book,
    role_in_words,
    write_value,
)

Domains = Mapping[str, Domain]
"""By fact, its lawful range."""

_FIRST_PLAIN_DAY = 61
_FITTING = 16
"""So many columns are printed on one page's width; more go on over further pages."""

_LONGEST_FORMULA = 7_000
_LONGEST_CHOICES = 250


def write_grid(
    book: Book, sheet: Worksheet, grid: Grid, title: str, *, domains: Domains | None = None, note: str = ""
) -> str:
    """Write a grid; give the address of its checks, which are 0 while all its figures are exact.

    Args:
        book: The workbook.
        sheet: The sheet.
        grid: The grid.
        title: What it shows.
        domains: The lawful ranges of its facts.
        note: Where the facts came from, if there is something to say.
    """
    header = grid.first_row - 2
    if header >= 1:
        book.text(sheet, 0, 0, title, TITLE)
        book.text(sheet, 1, 0, _legend(book), SMALL)
        if note:
            book.text(sheet, 2, 0, note, SMALL)
    for column in grid.columns:
        _write_column(book, sheet, grid, column, header, domains or {})
    checks = list(_checks(grid))
    first = len(grid.columns)
    for offset, formulas in enumerate(checks):
        book.text(sheet, header, first + offset, book.say("超出精确范围（1 为是）", "beyond exact (1: yes)"), HEADER)
        for row, formula in enumerate(formulas):
            sheet.write_formula(grid.first_row - 1 + row, first + offset, "=" + formula, book.style(STEP), 0)
    _set_up(sheet, grid, header)
    if not checks or not grid.size:
        return "0"
    last = grid.first_row + grid.size - 1
    letters = letters_of(first + 1), letters_of(first + len(checks))
    return f"{_quoted(grid.sheet)}!{letters[0]}{grid.first_row}:{letters[1]}{last}"


def _legend(book: Book) -> str:
    return book.say(
        "浅黄为事实，可改动试算；灰色为算式各步，由公式得出。数值一律以整数计算（分子、分母），因此没有舍入误差。",
        "Yellow cells are facts that may be changed; grey ones are the steps of the formulas. All steps are whole "
        "numbers (numerators and denominators), so nothing is lost in rounding.",
    )


def _write_column(book: Book, sheet: Worksheet, grid: Grid, column: Column, header: int, domains: Domains) -> None:
    place, top = column.number - 1, grid.first_row - 1
    step = column.role not in ("who", "fact", "shown", "day")
    heading = f"{column.heading}\n{role_in_words(column, book.language)}" if step else column.heading
    sheet.write_string(header, place, _lines(heading), book.style(HEADER))
    if column.formulas is not None:
        style = book.style(STEP)
        for row, (formula, value) in enumerate(zip(column.formulas, column.values, strict=True)):
            sheet.write_formula(top + row, place, "=" + formula, style, value if value is not None else "")
        return
    name = _style_of(column)
    for row, value in enumerate(column.values):
        plain_day = isinstance(value, int) and value >= _FIRST_PLAIN_DAY
        write_value(book, sheet, top + row, place, value, name if name != DAY or plain_day else FACT)
    if name in (FACT, DAY) and column.fact is not None and grid.size:
        rule = _validation(book, column, domains)
        if rule is not None:
            sheet.data_validation(top, place, top + grid.size - 1, place, rule)


def _style_of(column: Column) -> str:
    if column.role == "who":
        return WHO
    if column.role == "shown":
        return LOCKED_FACT
    if column.role == "day" or isinstance(column.fact, DayFact):
        return DAY
    return FACT if column.role == "fact" else STEP


def _lines(heading: str) -> str:
    lines = [clean(line) for line in heading.splitlines()]
    return "\n".join(line if len(line) <= 120 else line[:119] + "…" for line in lines)


def _validation(book: Book, column: Column, domains: Domains) -> dict[str, object] | None:
    """Say what a cell of a fact may hold."""
    fact = column.fact
    match fact:
        case FlagFact():
            return {"validate": "list", "source": list(words(book.language))}
        case ChoiceFact(options=options) if options and len(",".join(options)) <= _LONGEST_CHOICES:
            return {"validate": "list", "source": list(options)}
        case DayFact():
            return {"validate": "date", "criteria": ">=", "value": date(1900, 3, 1), **_message(book, "日期", "a date")}
        case Fact() | MarksFact():
            domain = domains.get(fact.name, fact.domain)
            said = domain.words()
            kind = "integer" if domain.whole else "decimal"
            return {"validate": kind, **_limits(domain), **_message(book, said.zh, said.en)}
    return None


def _limits(domain: Domain) -> dict[str, object]:
    low = float(domain.least) if domain.least is not None else -1e12
    high = float(domain.most) if domain.most is not None else 1e12
    return {"criteria": "between", "minimum": low, "maximum": high}


def _message(book: Book, zh: str, en: str) -> dict[str, object]:
    expected = Bilingual(f"应为{zh}", f"expected: {en}").say(book.language)
    return {"error_title": book.say("数值有误", "Not lawful"), "error_message": expected[:250]}


def _checks(grid: Grid) -> Iterator[Sequence[str]]:
    """Write for each row whether its figures are beyond what the sheet computes exactly, in few columns."""
    steps = [each for each in grid.columns if each.formulas is not None]
    tests: list[Sequence[str]] = list(grid.suspicions)
    if steps:
        first, last = steps[0].letters, steps[-1].letters
        rows = range(grid.first_row, grid.first_row + grid.size)
        tests.insert(
            0, [f"MAX({first}{row}:{last}{row})>{LIMIT},MIN({first}{row}:{last}{row})<-{LIMIT}" for row in rows]
        )
    if not grid.size:
        return
    while tests:
        taken, length = 0, 0
        while taken < len(tests) and taken < 100 and length + max(map(len, tests[taken])) + 1 < _LONGEST_FORMULA:
            length += max(map(len, tests[taken])) + 1
            taken += 1
        some, tests = tests[:taken], tests[taken:]
        yield [f"IF(OR({','.join(each[row] for each in some)}),1,0)" for row in range(grid.size)]


def _quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"


def _set_up(sheet: Worksheet, grid: Grid, header: int) -> None:
    leading = [each for each in grid.columns if each.role == "who"]
    sheet.freeze_panes(grid.first_row - 1, len(leading))
    sheet.set_row(header, 64)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, len(grid.columns), 13)
    if len(leading) > 1:
        sheet.set_column(len(leading) - 1, len(leading) - 1, 22)
    sheet.set_landscape()
    sheet.set_paper(9)
    if len(grid.columns) <= _FITTING:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(60)
        sheet.print_across()
    # No columns are repeated on every page: on wide sheets LibreOffice then takes several times as long to open.
    sheet.repeat_rows(header)
    sheet.set_header("&L&A")
    sheet.set_footer("&C&P / &N")
    sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
