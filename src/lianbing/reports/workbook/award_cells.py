"""One award in cells: who stays, the points of every indicator, totals and ranks, each a formula over the facts."""

from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

import attrs

from lianbing.backends.prose import phrase
from lianbing.backends.spreadsheet import (
    Cell,
    CohortCells,
    Column,
    FactCells,
    Formulas,
    Grid,
    Quantity,
    Runs,
    add,
    cell_seen_from,
    dense_rank_in_rows,
    multiply,
    opposite,
    own_column,
    rank_in_rows,
    rounded,
    runs_of,
    seen_from,
    stated,
    words,
)
from lianbing.evaluation import Evaluation
from lianbing.evaluation.scoring import compared_group, evidence_of
from lianbing.formula.nodes import ChoiceFact, Fact, FlagFact, RegionTotal
from lianbing.language import Bilingual, Language
from lianbing.model.award import Award
from lianbing.model.campaign import Candidate
from lianbing.reports.workbook.indicator_cells import IndicatorCells, Setting, grid_of

Region = Callable[[Grid, RegionTotal], Quantity | None]


@attrs.frozen(eq=False, kw_only=True)
class AwardCells:
    """An award in cells.

    Attributes:
        award: The award.
        candidates: Its candidates in the order of their rows.
        grid: The grid of who stays, totals and ranks.
        indicators: Its indicators in cells, in their order.
        stays: Whether no condition excludes a candidate.
        total: The total of the published points.
        exact: The total of the exact points; None where nothing rests on it.
        rank: The rank among those of the group that stay.
        ranked: Whether a candidate's group is ranked at all.
    """

    award: Award
    candidates: Sequence[Candidate]
    grid: Grid
    indicators: Sequence[IndicatorCells]
    stays: Column
    total: Quantity
    exact: Quantity | None
    rank: Cell
    ranked: Sequence[bool]

    @property
    def grids(self) -> Sequence[Grid]:
        """All its grids, in the order of their sheets."""
        found = [self.grid]
        for each in self.indicators:
            found += [each.grid, *(own.source.grid for own in each.lists.values())]
        return found


def award_cells(
    evaluation: Evaluation,
    award: Award,
    language: Language,
    sheet_name: Callable[[str], str],
    evaluation_day: Column,
    region_total: Region,
) -> AwardCells:
    """Put an award into cells.

    Args:
        evaluation: The evaluated campaign.
        award: The award.
        language: The language of the sheets.
        sheet_name: Gives a sheet a name of its own, from a title.
        evaluation_day: The cell of the campaign's evaluation day, in a grid of one row.
        region_total: Gives the region's total that the campaign states.
    """
    candidates = in_rows(evaluation, award)
    title = Bilingual(f"{award.title}·汇总", f"{award.title}·totals").say(language)
    grid = grid_of(sheet_name(title), candidates, language)
    level = _level(award)
    levels = FactCells.of(grid, candidates, {"level": level}, {"level": level.label.say(language)}, words(language))
    same_rows = range(grid.size)
    setting = Setting(
        rulebook=evaluation.rulebook,
        language=language,
        candidates=candidates,
        sheet_name=sheet_name,
        level=lambda word: cell_seen_from(levels.is_word(level, word), same_rows),
        evaluation_day=cell_seen_from(evaluation_day, [0] * grid.size),
        region_total=region_total,
        groups=runs_of([compared_group(award, each) for each in candidates]),
    )
    indicators = _indicators(setting, evaluation, award)
    for each in indicators:
        each.judge()
    stays = _stays(grid, indicators, language)
    for each in indicators:
        each.score(None if award.cohort == "everyone" else stays)
    totals = _Totals(evaluation, award, language, grid, indicators, levels)
    total, exact = totals.published(), totals.exact()
    groups = [award.group_of(each.level, each.unit) for each in candidates]
    compared = total if exact is None or award.ranking.on == "published" else exact
    ranked_with = runs_of([each.id if each is not None else "" for each in groups])
    with grid.about(Bilingual("名次", "rank").say(language)):
        ranks = dense_rank_in_rows if award.ranking.ties == "dense" else rank_in_rows
        rank = ranks(compared, ranked_with, stays, grid.columns[0])
    return AwardCells(
        award=award,
        candidates=candidates,
        grid=grid,
        indicators=indicators,
        stays=stays,
        total=total,
        exact=exact,
        rank=rank,
        ranked=[each is None or each.ranked for each in groups],
    )


def _indicators(setting: Setting, evaluation: Evaluation, award: Award) -> Sequence[IndicatorCells]:
    """Put the facts of all indicators into cells."""
    return [
        IndicatorCells.of(
            setting,
            indicator,
            [evidence_of(indicator, each, evaluation.campaign, evaluation.outcomes) for each in setting.candidates],
            [award.is_for(indicator, each.level, each.unit) for each in setting.candidates],
        )
        for indicator in award.indicators
    ]


def in_rows(evaluation: Evaluation, award: Award) -> Sequence[Candidate]:
    """Give the candidates in the order of their rows: by group, those that stay by rank, then those that left."""
    groups = [each.id for each in award.groups] or [""]
    staying = [each.candidate for each in evaluation.outcomes[award.id].standings]
    known = {each.id for each in staying}
    left = [each for each in evaluation.fields[award.id].candidates if each.id not in known]
    return sorted([*staying, *left], key=lambda each: groups.index(award.group_id(each.level, each.unit)))


def _stays(grid: Grid, indicators: Sequence[IndicatorCells], language: Language) -> Column:
    """Tell who is excluded by no condition."""
    leaves: Cell = 0
    with grid.about(Bilingual("退出评选", "leaves the award").say(language)):
        for each in indicators:
            for exclusion in each.indicator.scheme.exclusions:
                if exclusion.effect == "exclude":
                    met = cell_seen_from(each.conditions[exclusion.id], range(grid.size))
                    leaves = grid.make("test", "MAX({0},{1})", (leaves, met), max)
    with grid.about(Bilingual("在评", "stays").say(language)):
        return own_column(opposite(leaves, grid), grid)


@attrs.frozen(eq=False)
class _Totals:
    """Makes the totals of an award."""

    evaluation: Evaluation
    award: Award
    language: Language
    grid: Grid
    indicators: Sequence[IndicatorCells]
    levels: FactCells

    def published(self) -> Quantity:
        """The total of the published points; one that a formula makes is rounded, too."""
        with self.grid.about(Bilingual("总分", "total").say(self.language)):
            total = self._of({each.indicator.id: each.points for each in self._scoring})
            rounding = self.evaluation.rulebook.rounding
            return total if self.award.total_formula is None else rounded(total, rounding.step, rounding.mode)

    def exact(self) -> Quantity | None:
        """The total of the exact points, where something rests on it."""
        if self.award.ranking.on == "published" and self.evaluation.rulebook.rounding.step:
            return None
        with self.grid.about(Bilingual("精确总分", "exact total").say(self.language)):
            return self._of({each.indicator.id: each.exact for each in self._scoring})

    @property
    def _scoring(self) -> Sequence[IndicatorCells]:
        return [each for each in self.indicators if each.indicator.scores]

    def _of(self, points: Mapping[str, Quantity]) -> Quantity:
        seen = {name: seen_from(self.grid, each, range(self.grid.size)) for name, each in points.items()}
        if self.award.total_formula is None:
            return add([stated(self.grid, 0), *seen.values()])
        penalties = {each.indicator.id for each in self._scoring if each.indicator.effect == "penalty"}
        # A total reads a penalty as what it takes off.
        sizes = {
            name: multiply(stated(self.grid, -1), each) if name in penalties else each for name, each in seen.items()
        }
        applies = {
            f"{each.indicator.id}.applies": cell_seen_from(each.applies, range(self.grid.size))
            for each in self._scoring
        }
        numbers = self.grid.columns[0]
        alone: Runs = [(row, row + 1) for row in range(self.grid.size)]
        formulas = Formulas(
            source=_Points(self.grid, sizes, applies),
            lists={},
            cohort=CohortCells(self.grid, numbers, numbers, alone),
            level=lambda word: self.levels.is_word(_level(self.award), word),
            evaluation_day=0,
            region_total=lambda _: None,
            has_evidence=numbers,
            describe=lambda node: phrase(node, self.language),
        )
        return formulas.number(self.award.total_formula)


@attrs.frozen(eq=False)
class _Points:
    """The points of an award's indicators, as the facts that a total's formula reads."""

    grid: Grid
    sizes: Mapping[str, Quantity]
    applies: Mapping[str, Cell]

    def number(self, fact: Fact) -> Quantity:
        """Give an indicator's points."""
        return self.sizes[fact.name]

    def flag(self, fact: FlagFact) -> Cell:
        """Tell whether an indicator applies."""
        return self.applies[fact.name]

    def is_given(self, fact: object) -> Cell:
        """Points are always given."""
        return 1

    def _unread(self, *_: object) -> NoReturn:
        raise AssertionError("a total reads points and the level alone: its facts are made of the award's indicators")

    word = day = panel = code = _unread


def _level(award: Award) -> ChoiceFact:
    return ChoiceFact("level", Bilingual("级别", "level"), award.levels)
