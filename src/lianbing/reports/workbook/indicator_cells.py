"""One indicator of an award in cells: the facts of every candidate, and every criterion as formulas over them."""

from collections.abc import Callable, Mapping, Sequence

import attrs

from lianbing.backends.prose import phrase
from lianbing.backends.spreadsheet import (
    Cell,
    CohortCells,
    Column,
    EvidenceCells,
    Formulas,
    Grid,
    ListCells,
    Quantity,
    Runs,
    Value,
    add,
    cell_seen_from,
    counted,
    multiply,
    own_column,
    rounded,
    stated,
)
from lianbing.formula.nodes import RegionTotal, RowsFact
from lianbing.formula.scheme import Exclusion
from lianbing.language import Bilingual, Language
from lianbing.model.award import Indicator
from lianbing.model.campaign import Candidate
from lianbing.model.rulebook import Rounding, Rulebook

FIRST_ROW = 6
"""The row of the first candidate, on every sheet that has a row a candidate: the same row is the same candidate."""


@attrs.frozen(kw_only=True)
class Setting:
    """What the cells of all indicators of an award share.

    Attributes:
        rulebook: The rulebook.
        language: The language of the sheets.
        candidates: The candidates in the order of their rows.
        sheet_name: Gives a sheet a name of its own, from a title.
        level: Tells whether the candidates' level is a word; of None, whether they have one.
        evaluation_day: The campaign's evaluation day, as the candidates' rows see it.
        region_total: Gives the region's total that the campaign states, as the candidates' rows see it.
        groups: For each candidate, the rows that it is compared with.
    """

    rulebook: Rulebook
    language: Language
    candidates: Sequence[Candidate]
    sheet_name: Callable[[str], str]
    level: Callable[[str | None], Cell]
    evaluation_day: Cell
    region_total: Callable[[Grid, RegionTotal], Quantity | None]
    groups: Runs


@attrs.define(eq=False, kw_only=True)
class IndicatorCells:
    """An indicator in cells.

    Attributes:
        indicator: The indicator.
        evidence: The evidence of the candidates.
        has_evidence: Whether a candidate has evidence of it.
        is_for: Whether it is for a candidate's group.
        applies: Whether it applies to a candidate.
        conditions: By condition, whether it holds.
        criteria: By criterion, what it is worth.
        exact: What it is worth before rounding, a penalty's below 0; 0 where it is not scored.
        points: Its published points, likewise.
    """

    setting: Setting
    indicator: Indicator
    evidence: EvidenceCells
    has_evidence: Sequence[bool]
    is_for: Sequence[bool]
    applies: Cell = 1
    conditions: Mapping[str, Cell] = attrs.field(factory=dict)
    criteria: Mapping[str, Quantity] = attrs.field(factory=dict)
    exact: Quantity = attrs.field(init=False)
    points: Quantity = attrs.field(init=False)

    @classmethod
    def of(
        cls, setting: Setting, indicator: Indicator, evidence: Sequence[object], is_for: Sequence[bool]
    ) -> "IndicatorCells":
        """Put an indicator's facts into cells.

        Args:
            setting: What the award's indicators share.
            indicator: The indicator.
            evidence: For each candidate its evidence; None where it has none.
            is_for: For each candidate whether the indicator is for its group.
        """
        language = setting.language

        def make_grid(rows: RowsFact | None, owners: Sequence[int]) -> Grid:
            title = indicator.title if rows is None else f"{indicator.title}·{rows.label.say(language)}"
            return grid_of(setting.sheet_name(title), [setting.candidates[owner] for owner in owners], language)

        return cls(
            setting=setting,
            indicator=indicator,
            evidence=EvidenceCells.of(indicator.evidence, evidence, make_grid, language),
            has_evidence=[each is not None for each in evidence],
            is_for=is_for,
        )

    @property
    def grid(self) -> Grid:
        """The grid of the candidates."""
        return self.evidence.facts.grid

    @property
    def lists(self) -> Mapping[str, ListCells]:
        """Its lists, by name."""
        return self.evidence.lists

    def judge(self) -> None:
        """Put into cells whether the indicator applies, and whether its conditions hold, all candidates compared."""
        with self.grid.about(Bilingual("是否适用", "whether it applies").say(self.setting.language)):
            self.applies = self._applies()
        formulas = self._formulas(self.there)
        self.conditions = {
            each.id: self._condition(each, formulas.condition(each.when)) for each in self.indicator.scheme.exclusions
        }

    def _applies(self) -> Cell:
        formulas = self._formulas(self.there)
        tests = [formulas.condition(each.when) for each in self.indicator.scheme.applies]
        lacking = [int(not each) for each in self.has_evidence]
        absent: Cell = self.grid.once("test", lacking) if any(lacking) else 0
        applies: Cell = 1 if all(self.is_for) else self.grid.once("test", [int(each) for each in self.is_for])
        for test in tests:
            applies = self.grid.make("test", "MIN({0},MAX({1},{2}))", (applies, absent, test), _applies)
        return applies

    def _condition(self, exclusion: Exclusion, holds: Cell) -> Cell:
        with self.grid.about(self.indicator.condition(exclusion.id).title):
            return self.grid.make("test", "{0}*{1}*{2}", (self.there, self.applies, holds), _all_three)

    def score(self, staying: Column | None) -> None:
        """Put the criteria into cells, those compared that stay.

        Args:
            staying: Whether a candidate is compared with, on another grid of the same rows; None where all are.
        """
        same_rows = range(self.grid.size)
        stays: Cell = 1 if staying is None else cell_seen_from(staying, same_rows)
        with self.grid.about(Bilingual("参与比较", "is compared").say(self.setting.language)):
            scored = self.grid.make("test", "{0}*{1}", (self.there, self.applies), _both)
            member = self.grid.make("test", "{0}*{1}", (scored, stays), _both)
        formulas = self._formulas(own_column(member, self.grid))
        self.criteria = {each.id: formulas.number(each.formula) for each in self.indicator.scheme.criteria}
        rounding = self.setting.rulebook.rounding
        with self.grid.about(Bilingual("指标得分", "points of the indicator").say(self.setting.language)):
            self.exact, self.points = _points(self.grid, self.criteria, scored, self.indicator, rounding)

    @property
    def there(self) -> Column:
        """Whether a candidate has evidence of it."""
        with self.grid.about(Bilingual("有材料", "has evidence").say(self.setting.language)):
            return self.grid.once("test", [int(each) for each in self.has_evidence])

    def _formulas(self, members: Column) -> Formulas:
        setting = self.setting
        cohort = CohortCells(self.grid, self.numbers, members, setting.groups)
        return Formulas(
            source=self.evidence.facts,
            lists=self.lists,
            cohort=cohort,
            level=setting.level,
            evaluation_day=setting.evaluation_day,
            region_total=lambda node: setting.region_total(self.grid, node),
            has_evidence=self.there,
            describe=lambda node: phrase(node, setting.language),
        )

    @property
    def numbers(self) -> Column:
        """The rows' numbers, from 1."""
        return self.grid.columns[0]


def _points(
    grid: Grid, criteria: Mapping[str, Quantity], scored: Cell, indicator: Indicator, rounding: Rounding
) -> tuple[Quantity, Quantity]:
    """Give an indicator's exact and published points: the sum of its criteria, and that rounded."""
    sign = stated(grid, -1 if indicator.effect == "penalty" else 1)
    summed = add(list(criteria.values())) if criteria else stated(grid, 0)
    exact = multiply(counted(grid, scored), summed)
    return multiply(sign, exact), multiply(sign, rounded(exact, rounding.step, rounding.mode))


def grid_of(sheet: str, candidates: Sequence[Candidate], language: Language) -> Grid:
    """Make a grid with a row for each candidate given: its number, and who it is about."""
    grid = Grid(sheet, FIRST_ROW, len(candidates))
    headings = Bilingual("序号 编号 候选", "No. Id Candidate").say(language).split()
    columns: Sequence[Sequence[Value]] = (
        range(1, grid.size + 1),
        [each.id for each in candidates],
        [each.name for each in candidates],
    )
    for heading, values in zip(headings, columns, strict=True):
        grid.given(values, "who", heading)
    return grid


# What the formulas compute -----------------------------------------------------------------------------------------


def _applies(before: int, absent: int, test: int) -> int:
    return min(before, max(absent, test))


def _both(a: int, b: int) -> int:
    return a * b


def _all_three(a: int, b: int, c: int) -> int:
    return a * b * c
