"""How many entries of each kind a list is to have: what the formulas of an indicator take, by the candidate's level."""

from collections.abc import Mapping
from datetime import date

from lianbing.backends.exact import Interpreter
from lianbing.checks.evidence import NoCohort
from lianbing.formula.nodes import ChoiceIs, Count
from lianbing.formula.situation import Situation
from lianbing.model.award import Indicator


def required_rows(indicator: Indicator, rows: str, level: str | None) -> Mapping[str, int]:
    """Give how many entries of each kind a list takes.

    The rulebook states the numbers once, as the most that its scheme allows; nothing else has to repeat them.

    Args:
        indicator: The indicator.
        rows: The list.
        level: The candidate's level, where the award has levels.

    Returns:
        By kind, the number of entries; kinds of which none is taken are left out.
    """
    interpreter = Interpreter(Situation(None, NoCohort(), date.min, level))
    found: dict[str, int] = {}
    for limit in indicator.scheme.limits:
        counted = limit.count
        if isinstance(counted, Count) and counted.rows.name == rows and isinstance(counted.where, ChoiceIs):
            most = int(interpreter.number(limit.most))
            if most:
                found[counted.where.value] = most
    return found


def kind_field(indicator: Indicator, rows: str) -> str | None:
    """Give the name of the field that tells the kinds of a list's entries apart, where its numbers go by kind."""
    for limit in indicator.scheme.limits:
        counted = limit.count
        if isinstance(counted, Count) and counted.rows.name == rows and isinstance(counted.where, ChoiceIs):
            return counted.where.choice.name
    return None
