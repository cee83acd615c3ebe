"""Days in cells: how many of them, or how many working days, lie between two."""

from collections.abc import Sequence

from lianbing.backends.spreadsheet.facts import serial
from lianbing.backends.spreadsheet.grid import Grid
from lianbing.backends.spreadsheet.references import Cell
from lianbing.formula.nodes import WorkCalendar

_MONDAY = 2
"""The number of a Monday: weekdays are counted from it."""

_TOGETHER = 100


def days_late(grid: Grid, day: Cell, due: Cell, calendar: WorkCalendar | None) -> Cell:
    """Count the days after the due day, up to the day itself; working days alone where a calendar is given."""
    if calendar is None:
        return grid.make("value", "MAX({0}-{1},0)", (day, due), _days_between)
    worked: Cell = grid.make("value", "{0}-{1}", (_weekdays(grid, day), _weekdays(grid, due)), _difference)
    off = [each for each in calendar.holidays if each.weekday() < 5 and each not in calendar.workdays]
    extra = [each for each in calendar.workdays if each.weekday() >= 5 and each not in calendar.holidays]
    for days, sign in ((extra, "+"), (off, "-")):
        for listed in _chunks(sorted({serial(each) for each in days})):
            worked = _corrected(grid, worked, listed, day, due, sign)
    return grid.make("value", "IF({1}>{2},{0},0)", (worked, day, due), _where_late)


def _weekdays(grid: Grid, day: Cell) -> Cell:
    """Count the weekdays from a Monday long ago up to a day."""
    week = grid.make("value", f"INT(({{0}}-{_MONDAY})/7)", (day,), _week)
    return grid.make("value", f"5*{{1}}+MIN({{0}}-{_MONDAY}-7*{{1}}+1,5)", (day, week), _weekdays_until)


def _corrected(grid: Grid, worked: Cell, listed: Sequence[int], day: Cell, due: Cell, sign: str) -> Cell:
    days = "{{" + ",".join(map(str, listed)) + "}}"
    template = f"{{0}}{sign}SUMPRODUCT(({days}>{{2}})*({days}<={{1}}))"
    each = 1 if sign == "+" else -1

    def compute(count: int, last: int, first: int) -> int:
        return count + each * sum(first < found <= last for found in listed)

    return grid.make("value", template, (worked, day, due), compute)


def _chunks(days: Sequence[int]) -> Sequence[Sequence[int]]:
    return [days[at : at + _TOGETHER] for at in range(0, len(days), _TOGETHER)]


def _days_between(day: int, due: int) -> int:
    return max(day - due, 0)


def _difference(a: int, b: int) -> int:
    return a - b


def _week(day: int) -> int:
    return (day - _MONDAY) // 7


def _weekdays_until(day: int, week: int) -> int:
    return 5 * week + min(day - _MONDAY - 7 * week + 1, 5)


def _where_late(worked: int, day: int, due: int) -> int:
    return worked if day > due else 0
