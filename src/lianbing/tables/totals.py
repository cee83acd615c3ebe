"""Totals on an engine, where an award says how its indicators make them."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import attrs
import narwhals as nw

from lianbing.backends import compiled
from lianbing.backends.columns import Columns, Exact, Expr, Quantity, Term, Truth, col, with_columns
from lianbing.backends.columns.rounding import steps
from lianbing.backends.columns.terms import NO, product, whole
from lianbing.evaluation.totals import Points
from lianbing.formula.arithmetic import quantized
from lianbing.formula.nodes import ChoiceFact, DayFact, Fact, FlagFact, Number, PanelMark, Repeats
from lianbing.formula.situation import AnyFact, Situation
from lianbing.model.award import Award
from lianbing.model.rulebook import Rounding
from lianbing.tables.conditions import Met
from lianbing.tables.engines import Frame
from lianbing.tables.exactly import Answers
from lianbing.tables.layout import CANDIDATE, LEVEL
from lianbing.tables.observing import Observed, observe
from lianbing.tables.patching import patched
from lianbing.tables.working import Working

TOTAL = "total"
"""The column of the total, as so many steps of the rulebook's rounding."""

GONE = "gone"
"""The column of whether a candidate has left the award."""

APPLIES = ".applies"
"""Ends the name of the fact whether an indicator applies."""


@attrs.frozen
class PointFacts:
    """The points of a candidate's indicators, as the facts that a total's formula reads.

    Attributes:
        award: The award.
        found: The conditions, and which indicators apply.
        points: By indicator, the column of its points.
        rounding: How points are rounded: of what size a step is.
        seen: By column, what was seen of it.
    """

    award: Award
    found: Met
    points: Mapping[str, str]
    rounding: Rounding
    seen: Mapping[str, Observed]

    def number(self, fact: Fact) -> Quantity:
        """Give the points of an indicator; those of a penalty as what it takes off."""
        name = self.points[fact.name]
        low, high = int(self.seen[name].low or 0), int(self.seen[name].high or 0)
        term = Term(col(name), low, high)
        if self.award.indicator(fact.name).effect == "penalty":
            term = product(term, whole(-1))
        return Exact(product(term, whole(self.rounding.step.numerator)), whole(self.rounding.step.denominator))

    def flag(self, fact: FlagFact) -> Expr:
        """Tell whether an indicator applies."""
        return self.found.applies[fact.name.removesuffix(APPLIES)]

    def text(self, fact: ChoiceFact) -> Expr:
        """Give the candidate's level."""
        return col(LEVEL)

    def worked(self, node: Number) -> tuple[Quantity, Truth] | None:
        """Nothing is worked out before: a total asks nothing of lists or of others."""
        return None

    def evaluation_day(self) -> date:
        """Refuse: a total reads no day."""
        raise LookupError("a total reads no day")

    def panel(self, node: PanelMark) -> Quantity:
        """Refuse: a total reads no marks."""
        raise LookupError(node.marks.name)

    def day(self, fact: DayFact) -> Expr:
        """Refuse: a total reads no day."""
        raise LookupError(fact.name)

    def is_given(self, fact: AnyFact) -> Truth:
        """Refuse: the points of an indicator are always there."""
        raise LookupError(fact.name)

    def repeats(self, node: Repeats) -> Truth:
        """Refuse: a total reads no lists."""
        raise LookupError(node.key.name)


def by_formula(
    working: Working, frame: Frame, found: Met, points: Mapping[str, str], rounding: Rounding
) -> tuple[Frame, int]:
    """Add the total by the award's formula; tell how many totals were worked out one by one.

    Raises:
        TooWideError: A total may be greater than doubles hold exactly.
    """
    formula = working.award.total_formula
    assert formula is not None, "whoever calls has seen it"
    seen = observe(working.engine, frame.filter(~nw.col(GONE)), list(points.values()))
    columns = Columns(PointFacts(working.award, found, points, rounding, seen.columns))
    counted, doubt = steps(columns.number(formula), rounding.step, rounding.mode)
    doubt = columns.doubt | doubt
    if doubt is NO:
        return working.engine.keep(with_columns(frame, {TOTAL: counted.column})), 0
    in_doubt = doubt.column.or_else(False) & ~col(GONE)
    frame = working.engine.keep(with_columns(frame, {TOTAL: counted.column, "doubt__total": in_doubt}))
    fixes = _one_by_one(working, frame, found, points, rounding)
    return patched(working.engine, frame, {TOTAL: fixes}), len(fixes)


def _one_by_one(
    working: Working, frame: Frame, found: Met, points: Mapping[str, str], rounding: Rounding
) -> dict[str, float | bool]:
    formula = working.award.total_formula
    assert formula is not None, "whoever calls has seen it"
    applies = {f"{id}{APPLIES}": found.applies[id] for id in points}
    rows = working.engine.rows(with_columns(frame.filter(nw.col("doubt__total")), applies))
    fixes: dict[str, float | bool] = {}
    for row in rows:
        facts: dict[str, Fraction | bool] = {id: abs(int(row[name])) * rounding.step for id, name in points.items()}
        facts |= {f"{id}{APPLIES}": bool(row[f"{id}{APPLIES}"]) for id in points}
        situation = Situation(Points(facts), Answers({}, {}), date.min, row.get(LEVEL))
        exact = compiled.value(formula, situation)
        fixes[str(row[CANDIDATE])] = float(quantized(exact, rounding.step, rounding.mode) / rounding.step)
    return fixes
