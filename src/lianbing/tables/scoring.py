"""Scoring an award on an engine: the published points of every indicator, and their total."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import attrs
import narwhals as nw

from lianbing.backends.columns import Columns, Quantity, Truth, lit, when, with_columns
from lianbing.backends.columns.quantities import add, number
from lianbing.backends.columns.rounding import steps
from lianbing.backends.columns.terms import NO, Term, TooWideError
from lianbing.formula.arithmetic import ZERO, quantized
from lianbing.model.award import Indicator
from lianbing.model.rulebook import Rounding
from lianbing.tables.cohorts import GROUP, Asking
from lianbing.tables.conditions import Met
from lianbing.tables.engines import Frame
from lianbing.tables.exactly import Answers, Singles, exact_values
from lianbing.tables.layout import CANDIDATE, LEVEL, NAME, UNIT
from lianbing.tables.observing import observe
from lianbing.tables.patching import everyone, patched
from lianbing.tables.totals import GONE, TOTAL, by_formula
from lianbing.tables.working import Root, Working


@attrs.frozen(eq=False)
class Scored:
    """An award's candidates with their points, as so many steps of the rulebook's rounding.

    Attributes:
        frame: The kept table: who each candidate is, the conditions met, the points and the total.
        points: By indicator that gives points, the column of them.
        count: How many candidates there are.
        recomputed: How many points and totals were worked out one by one, because columns left them in doubt.
        asking: What the cohorts answered.
        lacking: The columns of points that lack a value though the candidate stays: a fact is missing.
    """

    frame: Frame
    points: Mapping[str, str]
    count: int
    recomputed: int
    asking: Asking
    lacking: tuple[str, ...]


def criteria_roots(indicators: Sequence[Indicator]) -> list[Root]:
    """Give the formulas that give points."""
    return [(indicator, each.formula) for indicator in indicators for each in indicator.scheme.criteria]


def scored(working: Working, found: Met, rounding: Rounding) -> Scored:
    """Score those who stay; what is in doubt is worked out exactly.

    Raises:
        TooWideError: Points or totals may be greater than columns are to hold.
    """
    award = working.award
    stays = ~found.gone if award.cohort != "everyone" else everyone()
    members = {each.id: found.applies[each.id] & stays for each in award.indicators}
    asking = Asking(working, members, found.present)
    working.ask(criteria_roots(award.indicators), asking)
    points: dict[str, str] = {}
    columns, doubts = {GONE: found.gone}, dict[str, str]()
    for indicator in award.indicators:
        if indicator.scores:
            name = points[indicator.id] = f"points__{indicator.id}"
            counted, doubt = _steps(working, indicator, rounding)
            applies = found.applies[indicator.id]
            columns[name] = when(applies, counted.column, lit(0.0))
            if doubt is not NO:
                doubts[indicator.id] = f"doubt__{indicator.id}"
                columns[doubts[indicator.id]] = doubt.column.or_else(False) & applies & ~found.gone
    own = [CANDIDATE, GROUP, *(each for each in (NAME, UNIT, LEVEL) if each in working.tables[award.id].present)]
    own += found.columns(award)
    frame = with_columns(working.frame, columns).select(*own, GONE, *points.values(), *doubts.values())
    frame = working.engine.keep(frame)
    fixes = {
        points[name]: _exactly(working, frame, award.indicator(name), column, asking, rounding)
        for name, column in doubts.items()
    }
    recomputed = sum(len(each) for each in fixes.values())
    frame = patched(working.engine, frame, fixes)
    # A penalty takes off: its points are below 0 from here on.
    signs = [
        (nw.col(name) * -1.0).alias(name) for id, name in points.items() if award.indicator(id).effect == "penalty"
    ]
    frame = frame.with_columns(*signs) if signs else frame
    frame, more, lacking = _totalled(working, frame, found, points, rounding)
    return Scored(frame, points, working.count, recomputed + more, asking, lacking)


GREATEST = 2**48
"""Points of so many steps or more are none for columns: their sum, as a decimal, might be off in its last digit."""


def _steps(working: Working, indicator: Indicator, rounding: Rounding) -> tuple[Term, Truth]:
    """Give the points of an indicator as a number of steps, and in which rows that is in doubt.

    Raises:
        TooWideError: There may be more steps than columns are to hold.
    """
    columns = Columns(working.source(indicator))
    found: Quantity = number(ZERO)
    for each in indicator.scheme.criteria:
        found = add(found, columns.number(each.formula))
    counted, doubt = steps(found, rounding.step, rounding.mode)
    if max(abs(counted.low), abs(counted.high)) >= GREATEST:
        raise TooWideError
    return counted, columns.doubt | doubt


def _exactly(
    working: Working, frame: Frame, indicator: Indicator, doubt: str, asking: Asking, rounding: Rounding
) -> dict[str, float]:
    """Work the points of an indicator out one by one where they are in doubt; give the steps by candidate."""
    rows = working.engine.rows(frame.filter(nw.col(doubt)).select(CANDIDATE, GROUP))
    groups = {str(row[CANDIDATE]): int(row[GROUP] or 0) for row in rows}
    answers: Callable[..., Answers] = lambda single: asking.answers(indicator, groups[single.id])  # noqa: E731
    singles = Singles(working.engine, working.award, working.tables).of(list(groups), [indicator])
    nodes = [each.formula for each in indicator.scheme.criteria]
    found = {}
    for single, pairs in exact_values(singles, indicator, nodes, answers, working.campaign.evaluation_day):
        exact = sum((Fraction(*each) for each in zip(pairs[::2], pairs[1::2], strict=True)), ZERO)
        found[single.id] = float(quantized(exact, rounding.step, rounding.mode) / rounding.step)
    return found


def _totalled(
    working: Working, frame: Frame, found: Met, points: Mapping[str, str], rounding: Rounding
) -> tuple[Frame, int, tuple[str, ...]]:
    """Add the total; give the table kept, how many totals were worked out one by one, and which points lack a value."""
    award = working.award
    lacking = _lacking(working, frame, points)
    if award.total_formula is None:
        total = nw.lit(0.0)
        for name in points.values():
            total = total + nw.col(name)
        return working.engine.keep(frame.with_columns(total.alias(TOTAL))), 0, lacking
    frame, recomputed = by_formula(working, frame, found, points, rounding)
    return frame, recomputed, lacking


def _lacking(working: Working, frame: Frame, points: Mapping[str, str]) -> tuple[str, ...]:
    seen = observe(working.engine, frame.filter(~nw.col(GONE)), list(points.values()))
    return tuple(name for name in points.values() if seen.columns[name].missing)
