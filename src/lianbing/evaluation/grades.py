"""Grades: what a total gives, and what the conditions that a candidate met leave of it."""

from collections.abc import Iterable
from fractions import Fraction

from lianbing.model.award import Award, Condition


def grade_of(award: Award, total: Fraction, limits: Iterable[Condition]) -> str | None:
    """Give a candidate's grade; None where the award gives none, or the total reaches none.

    Each condition leaves at best the grade that it names, and takes away as many grades as it says; a grade below the
    last one is the last one.
    """
    reached = next((place for place, grade in enumerate(award.grades) if total >= grade.least), None)
    if reached is None:
        return None
    names = [each.id for each in award.grades]
    met = list(limits)
    demoted = reached + sum(each.demotes for each in met)
    best = max([demoted, *(names.index(each.grade) for each in met if each.grade is not None)])
    return names[min(best, len(names) - 1)]
