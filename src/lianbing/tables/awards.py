"""Awards scored from tables: the same rulebook, the same figures, as many candidates as an engine can hold."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from fractions import Fraction

import attrs
import narwhals as nw

from lianbing.backends.columns import TooWideError
from lianbing.errors import Fault, InputError, errors_of, fault
from lianbing.model.award import Award
from lianbing.model.campaign import Campaign
from lianbing.model.outcome import UndecidedTie
from lianbing.model.rulebook import Rulebook
from lianbing.tables.checks import faults_of_given, faults_of_lists, faults_of_worked, lacking_facts
from lianbing.tables.checks.worked import missing_fact
from lianbing.tables.conditions import Met, condition_roots, met
from lianbing.tables.engines import Engine, Frame
from lianbing.tables.given import GivenTable, given, missing_tables
from lianbing.tables.given_lists import GivenLists
from lianbing.tables.layout import TableLayout, tables_of
from lianbing.tables.placing import Placer
from lianbing.tables.ranking import ranked
from lianbing.tables.result import decimals, result_columns, result_table
from lianbing.tables.scoring import Scored, criteria_roots, scored
from lianbing.tables.totals import GONE
from lianbing.tables.whole_award import LackingError, Worker
from lianbing.tables.working import Root, Working

STEPS = 5
"""So many steps `score_award` tells of."""

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""


@attrs.frozen(eq=False)
class AwardTable:
    """The result of one award.

    Attributes:
        award: The award.
        frame: One row a candidate: who it is, why it was excluded, its points by indicator, total, rank, grade, and
            whether it takes a place. Not worked out yet.
        candidates: How many candidates there are.
        excluded: How many were excluded.
        places: By group, or for all, the number of places.
        ties: The ties that people have to decide.
        recomputed: How many values were worked out one by one, because the engine's doubles left them in doubt.
        values: How many values there are in all: points and totals.
        warnings: What was found doubtful.
    """

    award: Award
    frame: Frame
    candidates: int
    excluded: int
    places: tuple[int, ...]
    ties: tuple[UndecidedTie, ...]
    recomputed: int
    values: int
    warnings: tuple[Fault, ...] = ()

    @property
    def share_recomputed(self) -> Fraction:
        """The share of values that were worked out one by one."""
        return Fraction(self.recomputed, self.values) if self.values else Fraction(0)


def score_award(
    engine: Engine,
    rulebook: Rulebook,
    award: Award,
    campaign: Campaign,
    tables: Mapping[str, Frame],
    *,
    exactly: bool = False,
    progress: Progress | None = None,
) -> AwardTable:
    """Score one award.

    Args:
        engine: What runs the columns.
        rulebook: The rulebook.
        award: The award, one of the rulebook's.
        campaign: The campaign: its day, totals and decisions.
        tables: The tables, by name, as `layout_of` lays them out.
        exactly: Whether to work out every candidate with integers in Python, and no column of doubles.
        progress: Told how many of the steps are done, and of how many.

    Raises:
        InputError: A table or column is missing or of the wrong type, or a value is not lawful; all faults are told.
    """
    told = progress or _quiet
    working, warnings = _begun(engine, rulebook, award, campaign, tables, told)
    if not exactly and not _needs_exact(rulebook, award):
        with suppress(TooWideError):  # figures that are too great for columns are none for integers
            _gather(working, _roots(award), told)
            return _in_columns(working, rulebook, warnings, told)
        working = _new(working)
    _check_lists(working, rulebook, told)
    result = _exactly(working, rulebook, warnings)
    told(STEPS, STEPS)
    return result


def _in_columns(working: Working, rulebook: Rulebook, warnings: Sequence[Fault], told: Progress) -> AwardTable:
    """Work the candidates out as columns.

    Raises:
        TooWideError: Points or totals may be greater than columns are to hold.
        InputError: A fact is missing, or a decision is wrong.
    """
    award, engine = working.award, working.engine
    conditions = met(working)
    points = _scored(working, conditions, rulebook)
    told(4, STEPS)
    result = ranked(working, conditions, points, rulebook.rounding)
    columns = result_columns(award, working.tables[award.id], conditions, points, rulebook.rounding)
    gone = engine.rows(points.frame.filter(nw.col(GONE)).select(nw.len().alias("size")))
    told(5, STEPS)
    return AwardTable(
        award,
        result.frame.select(*columns),
        working.count,
        int(gone[0]["size"]),
        result.places,
        result.ties,
        conditions.recomputed + points.recomputed + working.alone,
        working.count * (len(points.points) + 1),
        (*warnings, *_warnings(result.faults)),
    )


def _quiet(_done: int, _all: int) -> None:
    """Tell nobody."""


def _begun(
    engine: Engine,
    rulebook: Rulebook,
    award: Award,
    campaign: Campaign,
    tables: Mapping[str, Frame],
    told: Progress,
) -> tuple[Working, list[Fault]]:
    """Take tables and check them; tell what was found doubtful.

    Raises:
        InputError: A table or column is missing or of the wrong type, or a value is not lawful; all faults are told.
    """
    if campaign.partial:
        raise InputError([fault("tables_partial", campaign.place_of("campaign", "partial"))])
    found, warnings = _given(tables_of(award), tables)
    told(1, STEPS)
    working = Working.of(engine, award, campaign, found, _roots(award))
    _raise(faults_of_given(working, rulebook))
    told(2, STEPS)
    return working, warnings


def _new(working: Working) -> Working:
    """Begin again with the same tables."""
    return Working.of(working.engine, working.award, working.campaign, working.tables, _roots(working.award))


def _gather(working: Working, roots: Sequence[Root], told: Progress) -> None:
    """Work out what lists come to, as far as some formulas need it, and check that.

    Raises:
        TooWideError: Facts are greater than doubles hold exactly.
        InputError: There are rows of nobody, or too many of them.
    """
    working.gather(roots)
    _raise(faults_of_worked(working))
    told(3, STEPS)


def _check_lists(working: Working, rulebook: Rulebook, told: Progress) -> None:
    """Check lists as far as the exact path needs it: that their rows are somebody's, and not too many.

    Raises:
        InputError: There are rows of nobody, or too many of them.
    """
    award = working.award
    try:
        _gather(working, _limit_roots(award), told)
    except TooWideError:
        lists = GivenLists.of(award, working.tables)
        worker = Worker(award, rulebook.rounding, working.campaign, lists)
        with _lacking_named(award, lists):
            _raise(faults_of_lists(working, worker, lists.ids))


@contextmanager
def _lacking_named(award: Award, lists: GivenLists) -> Iterator[None]:
    """Name the candidate and the row that lack a fact.

    Raises:
        InputError: A fact is missing.
    """
    try:
        yield
    except LackingError as error:
        missing = error.missing
        candidate, row = lists.first_without(error.indicator, missing.fact)
        raise InputError([missing_fact(award, error.indicator, candidate, missing.fact, row)]) from error


def _raise(faults: Sequence[Fault]) -> None:
    if faults:
        raise InputError(faults)


def _warnings(faults: Sequence[Fault]) -> list[Fault]:
    """Give what is doubtful; what is wrong is raised."""
    _raise(errors_of(faults))
    return list(faults)


def _scored(working: Working, conditions: Met, rulebook: Rulebook) -> Scored:
    points = scored(working, conditions, rulebook.rounding)
    if points.lacking:
        raise InputError(list(lacking_facts(working, points)))
    return points


@attrs.frozen
class CheckedAward:
    """An award whose tables are lawful.

    Attributes:
        award: The award.
        candidates: How many candidates there are.
        warnings: What was found doubtful.
    """

    award: Award
    candidates: int
    warnings: tuple[Fault, ...]


def check_award(
    engine: Engine, rulebook: Rulebook, award: Award, campaign: Campaign, tables: Mapping[str, Frame]
) -> CheckedAward:
    """Check the tables of one award; which facts may be missing depends on what points rest on, so all are worked out.

    Raises:
        InputError: A table or column is missing or of the wrong type, or a value is not lawful; all faults are told.
    """
    working, warnings = _begun(engine, rulebook, award, campaign, tables, _quiet)
    if not _needs_exact(rulebook, award):
        with suppress(TooWideError):
            _gather(working, _roots(award), _quiet)
            _scored(working, met(working), rulebook)
            return CheckedAward(award, working.count, tuple(warnings))
        working = _new(working)
    _check_lists(working, rulebook, _quiet)
    found = _exactly(working, rulebook, warnings)
    return CheckedAward(award, found.candidates, found.warnings)


def _exactly(working: Working, rulebook: Rulebook, warnings: Sequence[Fault]) -> AwardTable:
    """Work every candidate out with integers, and give the result as a table like that of the columns."""
    award, rounding = working.award, rulebook.rounding
    lists = GivenLists.of(award, working.tables)
    worker = Worker(award, rounding, working.campaign, lists)
    with _lacking_named(award, lists):
        found = worker.work(exact=_needs_exact(rulebook, award))
    placed = Placer(award, rounding, working.campaign, lists, found, worker).place()
    frame = working.engine.take(result_table(award, rounding, lists, working.tables, found, placed))
    values = len(lists.ids) * (len(found.points) + 1)
    told = [*warnings, *_warnings(placed.faults)]
    return AwardTable(
        award, frame, len(lists.ids), sum(found.gone), placed.places, placed.ties, values, values, tuple(told)
    )


def _roots(award: Award) -> list[Root]:
    return [*condition_roots(award.indicators), *criteria_roots(award.indicators), *_limit_roots(award)]


def _limit_roots(award: Award) -> list[Root]:
    return [
        (indicator, node)
        for indicator in award.indicators
        for limit in indicator.scheme.limits
        for node in (limit.count, limit.most)
    ]


def _needs_exact(rulebook: Rulebook, award: Award) -> bool:
    """Tell whether integers have to do: no rounding to decimals, or ranks and minimums by exact points."""
    on = [each.on for each in (award.qualifies_from, *(own.qualifies_from for own in award.indicators)) if each]
    return decimals(rulebook.rounding.step) is None or award.ranking.on == "exact" or "exact" in on


def _given(layouts: Sequence[TableLayout], tables: Mapping[str, Frame]) -> tuple[dict[str, GivenTable], list[Fault]]:
    faults = list(missing_tables(layouts, list(tables)))
    found = {}
    for layout in layouts:
        if layout.name in tables:
            table, wrong = given(layout, tables[layout.name])
            faults += wrong
            if table is not None:
                found[layout.name] = table
    return found, _warnings(faults)
