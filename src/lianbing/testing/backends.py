"""The backends that give a formula its worth: what each says must be the same, and a new one joins the list here."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache

import attrs

from lianbing.backends import compiled
from lianbing.backends.exact import explain, value
from lianbing.backends.spreadsheet import (
    CohortCells,
    EvidenceCells,
    FactCells,
    Formulas,
    Grid,
    Quantity,
    cell_seen_from,
    exact_cells,
    seen_from,
    serial,
    words,
)
from lianbing.evaluation.cohort import IndicatorCohort
from lianbing.formula.nodes import ChoiceFact, Number, RegionTotal, RowsFact
from lianbing.formula.situation import Situation
from lianbing.language import Bilingual


@attrs.frozen
class Backend:
    """A way to work out formulas.

    Attributes:
        name: What it is called.
        evaluate: Gives what a formula is worth for each of some candidates of one cohort.
    """

    name: str
    evaluate: Callable[[Number, Sequence[Situation]], Sequence[Fraction]]


def in_cells(formula: Number, situations: Sequence[Situation]) -> Sequence[Fraction]:
    """Work out a formula as the cells of a spreadsheet do."""
    if not situations:
        return []
    cohort = situations[0].cohort
    assert isinstance(cohort, IndicatorCohort), "it tells who is in it"
    found = formulas_in_cells(cohort).number(formula).values()
    rows = {id(each): row for row, each in enumerate(cohort.everyone.values())}
    return [found[rows[id(own)]] for own in situations]


@lru_cache(maxsize=1)
def formulas_in_cells(cohort: IndicatorCohort) -> Formulas:
    """Put the evidence of a cohort into cells, ready for formulas; kept while the same cohort is asked."""
    everyone = list(cohort.everyone.values())
    members = [name in cohort.remaining for name in cohort.everyone]
    day, size = everyone[0].evaluation_day, len(everyone)
    shared = Grid("shared", 1, 1)
    evidence = EvidenceCells.of(type(everyone[0].evidence), [each.evidence for each in everyone], _grid, "zh")
    grid = evidence.facts.grid
    level = ChoiceFact("level", Bilingual("级别", "level"))
    levels = FactCells.of(_named("levels", size), everyone, {"level": level}, {"level": "级别"}, words("zh"))

    def region_total(node: RegionTotal) -> Quantity | None:
        figure = cohort.stated(node)
        return None if figure is None else seen_from(grid, exact_cells(shared, [figure], node.name), [0] * size)

    return Formulas(
        source=evidence.facts,
        lists=evidence.lists,
        cohort=CohortCells(
            grid, grid.columns[0], grid.once("test", [int(each) for each in members]), [(0, size)] * size
        ),
        level=lambda word: cell_seen_from(levels.is_word(level, word), range(size)),
        evaluation_day=cell_seen_from(shared.given([serial(day)], "day"), [0] * size),
        region_total=region_total,
        has_evidence=grid.constant(1),
        describe=lambda _: "",
    )


def _grid(rows: RowsFact | None, owners: Sequence[int]) -> Grid:
    return _named("facts" if rows is None else rows.name, len(owners))


def _named(sheet: str, size: int) -> Grid:
    grid = Grid(sheet, 2, size)
    grid.given(range(1, size + 1), "who")
    return grid


BACKENDS = (
    Backend("exact", lambda formula, situations: [value(formula, each) for each in situations]),
    Backend("explanation", lambda formula, situations: [explain(formula, each).number for each in situations]),
    Backend("compiled", lambda formula, situations: [compiled.value(formula, each) for each in situations]),
    Backend("spreadsheet", in_cells),
)
"""Every backend; the first is the one that the others are held against."""
