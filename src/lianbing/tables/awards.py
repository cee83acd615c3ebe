"""Awards scored from tables: the same rulebook, the same figures, as many candidates as an engine can hold."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

import attrs
import narwhals as nw

from lianbing.errors import Fault, InputError, Place, Severity, fault
from lianbing.formula.situation import MissingFactError
from lianbing.model.award import Award
from lianbing.model.campaign import Campaign
from lianbing.model.outcome import UndecidedTie
from lianbing.model.rulebook import Rounding, Rulebook
from lianbing.tables.checking import faults_of_tables, lacking_facts
from lianbing.tables.cohorts import GROUP
from lianbing.tables.conditions import condition_roots, met
from lianbing.tables.engines import Engine, Frame
from lianbing.tables.given import GivenTable, given, missing_tables
from lianbing.tables.given_lists import GivenLists
from lianbing.tables.layout import CANDIDATE, LEVEL, NAME, UNIT, TableLayout, tables_of
from lianbing.tables.placing import Placer
from lianbing.tables.ranking import GRADE, RANK, REVOKED, SELECTED, ranked
from lianbing.tables.result import EXCLUDED, decimals, result_table
from lianbing.tables.scoring import criteria_roots, scored
from lianbing.tables.totals import GONE, TOTAL
from lianbing.tables.whole_award import Worker
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
    told = progress or (lambda _done, _all: None)
    found, warnings = _given(tables_of(award), tables)
    told(1, STEPS)
    working = Working.of(engine, award, campaign, found, _roots(award))
    told(2, STEPS)
    wrong = faults_of_tables(working)
    if wrong:
        raise InputError(wrong)
    told(3, STEPS)
    if exactly or _needs_exact(rulebook, award):
        return _exactly(working, rulebook, found, warnings)
    conditions = met(working)
    points = scored(working, conditions, rulebook.rounding)
    if points.lacking:
        raise InputError(list(lacking_facts(working, points)))
    told(4, STEPS)
    result = ranked(working, conditions, points, rulebook.rounding)
    columns = list(_columns(found[award.id], award, conditions.conditions, points.points, rulebook.rounding))
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
        tuple(warnings),
    )


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
    found, warnings = _given(tables_of(award), tables)
    working = Working.of(engine, award, campaign, found, _roots(award))
    wrong = faults_of_tables(working)
    if wrong:
        raise InputError(wrong)
    if _needs_exact(rulebook, award):
        _exactly(working, rulebook, found, warnings)
    else:
        points = scored(working, met(working), rulebook.rounding)
        if points.lacking:
            raise InputError(list(lacking_facts(working, points)))
    return CheckedAward(award, working.count, tuple(warnings))


def _exactly(
    working: Working, rulebook: Rulebook, tables: Mapping[str, GivenTable], warnings: Sequence[Fault]
) -> AwardTable:
    """Work every candidate out with integers, and give the result as a table like that of the columns."""
    award, rounding = working.award, rulebook.rounding
    lists = GivenLists.of(award, tables)
    worker = Worker(award, rounding, working.campaign, lists)
    try:
        found = worker.work(exact=_needs_exact(rulebook, award))
    except MissingFactError as error:
        expected = error.fact.label
        place = Place(record=award.id, field=error.fact.name)
        raise InputError([fault("missing_field", place, name=error.fact.name, expected=expected)]) from error
    placed = Placer(award, rounding, working.campaign, lists, found, worker).place()
    frame = working.engine.take(result_table(award, rounding, lists, tables, found, placed))
    values = len(lists.ids) * (len(found.points) + 1)
    return AwardTable(
        award, frame, len(lists.ids), sum(found.gone), placed.places, placed.ties, values, values, tuple(warnings)
    )


def _roots(award: Award) -> list[Root]:
    limits = [
        (indicator, node)
        for indicator in award.indicators
        for limit in indicator.scheme.limits
        for node in (limit.count, limit.most)
    ]
    return [*condition_roots(award.indicators), *criteria_roots(award.indicators), *limits]


def _needs_exact(rulebook: Rulebook, award: Award) -> bool:
    """Tell whether every candidate's exact points are needed: where nothing is rounded, or ranks go by exact points."""
    on = [each.on for each in (award.qualifies_from, *(own.qualifies_from for own in award.indicators)) if each]
    return rulebook.rounding.step == 0 or award.ranking.on == "exact" or "exact" in on


def _given(layouts: Sequence[TableLayout], tables: Mapping[str, Frame]) -> tuple[dict[str, GivenTable], list[Fault]]:
    faults = list(missing_tables(layouts, list(tables)))
    found = {}
    for layout in layouts:
        if layout.name in tables:
            table, wrong = given(layout, tables[layout.name])
            faults += wrong
            if table is not None:
                found[layout.name] = table
    errors = [each for each in faults if each.severity is Severity.ERROR]
    if errors:
        raise InputError(errors)
    return found, faults


def _columns(
    table: GivenTable,
    award: Award,
    conditions: Sequence[tuple[object, str, str, str]],
    points: Mapping[str, str],
    rounding: Rounding,
) -> Iterator[nw.Expr]:
    yield nw.col(CANDIDATE)
    for name in (NAME, UNIT, LEVEL):
        if name in table.present:
            yield nw.col(name)
    if award.groups:
        group = nw.lit(None, nw.String)
        for at, each in enumerate(award.groups):
            group = nw.when(nw.col(GROUP) == at).then(nw.lit(each.id)).otherwise(group)
        yield group.alias(GROUP)
    yield _reasons([column for _, _, effect, column in conditions if effect == "exclude"]).alias(EXCLUDED)
    for id, name in points.items():
        yield _published(name, rounding).alias(f"{id}__points")
    yield _published(TOTAL, rounding).alias(TOTAL)
    yield nw.col(RANK)
    if award.grades:
        yield nw.col(GRADE)
    yield nw.col(REVOKED)
    yield nw.col(SELECTED)


def _reasons(columns: Sequence[str]) -> nw.Expr:
    """Give the conditions that excluded a candidate, as ``indicator.condition``, several between semicolons."""
    if not columns:
        return nw.lit(None, nw.String)
    found = nw.lit("")
    for name in columns:
        reason = name.removeprefix("met__").replace("__", ".", 1)
        found = nw.concat_str(found, nw.when(nw.col(name)).then(nw.lit(f";{reason}")).otherwise(nw.lit("")))
    return nw.when(nw.col(GONE)).then(found.str.slice(1))


def _published(name: str, rounding: Rounding) -> nw.Expr:
    """Give points as decimals; there are none for who left."""
    step = rounding.step
    places = decimals(step)
    if places is None:
        shown = nw.col(name) * float(step.numerator) / float(step.denominator)
    else:
        parts = nw.col(name) * float(step * 10**places)
        shown = (parts / float(10**places)).cast(nw.Decimal(38 - 18, places)) if places else parts.cast(nw.Int64)
    return nw.when(~nw.col(GONE)).then(shown)
