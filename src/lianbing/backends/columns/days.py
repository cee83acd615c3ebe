"""Days in columns: as numbers, so that they can be counted."""

from datetime import date

from lianbing.backends.columns import terms
from lianbing.backends.columns.expressions import Expr
from lianbing.backends.columns.terms import Term, whole
from lianbing.formula.nodes import WorkCalendar


def days_of(day: Expr) -> Term:
    """Number a column of days as `date.toordinal` does: the first of January of the year 1 is 1, and a Monday."""
    years = Term(day.year().double() - 1.0, date.min.year - 1, date.max.year - 1, nullable=True)
    found = Term(day.day_of_year().double(), 1, 366, nullable=True)
    found = terms.plus(found, terms.product(years, whole(365)))
    for every, sign in ((4, 1), (100, -1), (400, 1)):
        found = terms.plus(found, terms.product(terms.floor_of(years, whole(every)), whole(sign)))
    return terms.narrowed(found, date.min.toordinal(), date.max.toordinal())


def days_late(day: Term, due: Term, calendar: WorkCalendar | None) -> Term:
    """Count the days after the due day, up to the day itself; working days alone where a calendar is given."""
    late = terms.minus(day, due)
    if calendar is None:
        return terms.greater(late, whole(0))
    worked = terms.minus(_weekdays(day), _weekdays(due))
    holidays, workdays = set(calendar.holidays), set(calendar.workdays)
    changed = [(each, 1) for each in workdays - holidays if each.weekday() >= _SATURDAY]
    changed += [(each, -1) for each in holidays - workdays if each.weekday() < _SATURDAY]
    for each, sign in sorted(changed):
        at = whole(each.toordinal())
        within = terms.compared(due, "<", at) & terms.compared(at, "<=", day)
        worked = terms.plus(worked, terms.chosen(within, whole(sign), whole(0)))
    return terms.chosen(terms.compared(late, ">", whole(0)), terms.greater(worked, whole(0)), whole(0))


_SATURDAY = date(2019, 11, 16).weekday()


def _weekdays(day: Term) -> Term:
    """Count the days from Monday to Friday up to a day, from the beginning of the count of days."""
    weeks = terms.floor_of(day, whole(7))
    rest = terms.narrowed(terms.minus(day, terms.product(weeks, whole(7))), 0, 6)
    return terms.plus(terms.product(weeks, whole(5)), terms.lesser(rest, whole(5)))
