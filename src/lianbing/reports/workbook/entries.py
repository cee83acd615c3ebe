"""The figures of a candidate on the score sheet: each with its formula, and what the software made of it."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from lianbing.backends.spreadsheet import Grid
from lianbing.evaluation import Evaluation
from lianbing.language import Bilingual, Language
from lianbing.model.outcome import IndicatorScore, Standing
from lianbing.reports.workbook.award_cells import AwardCells
from lianbing.reports.workbook.indicator_cells import IndicatorCells
from lianbing.reports.workbook.writing import GOOD, POINTS, RANK, referred, shown

LEAD = 5
"""Rank, id, name, unit, group: the columns before the points."""

NOWHERE = Grid("", 1, 0)
"""A grid on a sheet of its own: seen from it, every address names its sheet."""


@attrs.frozen
class Entry:
    """A figure of a candidate's row.

    Attributes:
        place: The column, from 0.
        what: What it is.
        formula: Its formula, for a candidate that stays.
        exact: What the software made of it; None where it has none.
        style: The name of its format.
        instead: What the cell says where the software has none.
        indicator: The indicator that it belongs to; empty for totals.
        criterion: The criterion; empty for an indicator's points.
    """

    place: int
    what: str
    formula: str
    exact: Fraction | None
    style: str
    instead: str = "—"
    indicator: str = ""
    criterion: str = ""


@attrs.frozen(eq=False)
class Entries:
    """Gives the figures of the candidates of an award.

    Attributes:
        cells: The award in cells.
        standings: The standings by candidate.
        language: The language of the words in place of figures.
    """

    cells: AwardCells
    standings: Mapping[str, Standing]
    language: Language

    @classmethod
    def of(cls, cells: AwardCells, evaluation: Evaluation, language: Language) -> "Entries":
        """Take the standings of an award from an evaluation."""
        standings = evaluation.outcomes[cells.award.id].standings
        return cls(cells, {each.candidate.id: each for each in standings}, language)

    @property
    def scoring(self) -> Sequence[IndicatorCells]:
        """The indicators that give points."""
        return [each for each in self.cells.indicators if each.indicator.scores]

    def say(self, zh: str, en: str) -> str:
        """Say something in the language of the book."""
        return Bilingual(zh, en).say(self.language)

    def of_row(self, row: int) -> Iterator[Entry]:
        """Give the figures of a candidate's row, the rank last."""
        cells, say = self.cells, self.say
        standing = self.standings.get(cells.candidates[row].id)
        place = LEAD
        for each in self.scoring:
            score = (
                next((own for own in standing.indicators if own.id == each.indicator.id), None) if standing else None
            )
            for entry in self._of_indicator(row, each, score, place):
                yield entry
                place += 1
        total = standing.total if standing else None
        yield Entry(place, say("总分", "total"), shown(cells.total, row, NOWHERE), total, GOOD)
        if cells.exact is not None:
            exact, said = standing.exact if standing else None, say("精确总分", "exact total")
            yield Entry(place + 1, said, shown(cells.exact, row, NOWHERE), exact, POINTS)
        rank = Fraction(standing.rank) if standing and standing.rank is not None else None
        formula = referred(cells.rank, row, NOWHERE) if cells.ranked[row] else quoted_text("—")
        yield Entry(0, say("名次", "rank"), formula, rank, RANK)

    def _of_indicator(
        self, row: int, cells: IndicatorCells, score: IndicatorScore | None, place: int
    ) -> Iterator[Entry]:
        """Give the points of an indicator's criteria, then its own."""
        indicator = cells.indicator
        scored = score is not None and score.state == "scored"
        instead = self._instead(cells, row) if score is not None else "—"
        points = {each.id: each.points for each in score.criteria} if score is not None else {}
        for offset, each in enumerate(indicator.scheme.criteria):
            what = f"{indicator.title} · {indicator.criterion(each.id).title}"
            formula = self._applied(cells, row, shown(cells.criteria[each.id], row, NOWHERE))
            yield Entry(place + offset, what, formula, points.get(each.id), POINTS, instead, indicator.id, each.id)
        formula = self._applied(cells, row, shown(cells.points, row, NOWHERE))
        own = score.points if score is not None and scored else None
        yield Entry(place + len(indicator.scheme.criteria), indicator.title, formula, own, GOOD, instead, indicator.id)

    def _instead(self, cells: IndicatorCells, row: int) -> str:
        """Say what stands in place of points that an indicator does not give."""
        if cells.is_for[row] and not cells.has_evidence[row]:
            return self.say("未评", "unmarked")
        return self.say("不适用", "n/a")

    def _applied(self, cells: IndicatorCells, row: int, formula: str) -> str:
        """Write points as those of an indicator that may not apply."""
        if not cells.is_for[row] or not cells.has_evidence[row]:
            return quoted_text(self._instead(cells, row))
        if isinstance(cells.applies, int):
            return formula
        return f"IF({referred(cells.applies, row, NOWHERE)}=1,{formula},{quoted_text(self._instead(cells, row))})"


def quoted_text(text: str) -> str:
    """Write a text as a formula states it."""
    return '"' + text.replace('"', '""') + '"'
