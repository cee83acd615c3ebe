"""Writes a workbook: sheet after sheet, with the same bytes for the same campaign."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from xlsxwriter import Workbook

from lianbing.backends.spreadsheet import TooLargeError
from lianbing.checks.evidence import Lawful
from lianbing.errors import InputError, fault, nearest
from lianbing.evaluation import Evaluation
from lianbing.formula.domain import written
from lianbing.language import Language, clean
from lianbing.model.rulebook import Rounding
from lianbing.reports.workbook.about_sheet import write_about
from lianbing.reports.workbook.award_cells import AwardCells
from lianbing.reports.workbook.campaign_cells import CampaignCells, campaign_cells
from lianbing.reports.workbook.check_sheet import write_checks
from lianbing.reports.workbook.entries import Entries
from lianbing.reports.workbook.grid_sheet import write_grid
from lianbing.reports.workbook.indicator_cells import IndicatorCells
from lianbing.reports.workbook.losses import losses
from lianbing.reports.workbook.score_sheet import Figure, ScoreSheet
from lianbing.reports.workbook.writing import Book

_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The day that the file says it was made: no clock, so that the same campaign gives the same bytes."""

_NOTED = 400
"""Up to so many candidates an award, a note on every cell tells why points were lost."""


def workbook(evaluation: Evaluation, language: Language, *, award: str | None = None) -> bytes:
    """Make the workbook of a campaign.

    Args:
        evaluation: The evaluated campaign.
        language: The language of its texts.
        award: The one award that it is about; all where none is named.

    Raises:
        InputError: There is no such award, or a figure is too large for cells.
    """
    known = [each.id for each in evaluation.rulebook.awards]
    if award is not None and award not in known:
        suggestion = nearest(award, known)
        raise InputError([fault("unknown_award", name=award, known=", ".join(known), suggestion=suggestion)])
    try:
        cells = campaign_cells(evaluation, language, award)
    except TooLargeError as error:
        raise InputError([fault("too_large_for_cells")]) from error
    return _written(cells, evaluation, language)


def _written(cells: CampaignCells, evaluation: Evaluation, language: Language) -> bytes:
    stream = io.BytesIO()
    file = Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book = Book(file, language, _number_format(evaluation.rulebook.rounding))
    title = clean(evaluation.campaign.title)[:200]
    file.set_properties({"title": title, "author": "lianbing", "comments": evaluation.rulebook.id, "created": _MADE})
    _Writer(book, cells, evaluation).write()
    file.close()
    return stream.getvalue()


def _number_format(rounding: Rounding) -> str:
    """Give the number format that shows published points with the decimals of the rounding step."""
    decimals = len(written(rounding.step).partition(".")[2])
    return "0." + "0" * decimals if decimals else "0.######"


class _Writer:
    def __init__(self, book: Book, cells: CampaignCells, evaluation: Evaluation) -> None:
        self.book, self.cells, self.evaluation = book, cells, evaluation
        say, new = book.say, cells.names.new
        self.about_name = new(say("说明", "About"))
        self.check_name = new(say("核对", "Check"))
        self.score_names = [new(say(f"评分 {each.award.title}", f"Scores {each.award.title}")) for each in cells.awards]

    def write(self) -> None:
        """Write all sheets: what people read first, then what it is made of."""
        file, book = self.book.file, self.book
        about = file.add_worksheet(self.about_name)
        scores = [file.add_worksheet(name) for name in self.score_names]
        check = file.add_worksheet(self.check_name)
        checks = [self._grids(each) for each in self.cells.awards]
        campaign = file.add_worksheet(self.cells.grid.sheet)
        shared = write_grid(book, campaign, self.cells.grid, "")
        sheets = [
            ScoreSheet(book, sheet, name, award, self.evaluation, Entries.of(award, self.evaluation, book.language))
            for sheet, name, award in zip(scores, self.score_names, self.cells.awards, strict=True)
        ]
        rows: list[Sequence[Figure]] = []
        for own, tests in zip(sheets, checks, strict=True):
            rows += own.write(self._notes(own.cells), [*tests, shared])
        counts = list(write_checks(book, check, self.check_name, rows))
        for own in sheets:
            number = len(own.cells.candidates)
            own.finish(counts[:number])
            counts = counts[number:]
        verdict = f"SUM('{self.check_name}'!H:H)"
        write_about(book, about, self.evaluation, list(self._listed()), verdict)

    def _grids(self, cells: AwardCells) -> Sequence[str]:
        book, title = self.book, cells.award.title
        note = book.say("谁在评、总分、名次", "who stays, totals, ranks")
        found = [write_grid(book, book.file.add_worksheet(cells.grid.sheet), cells.grid, f"{title} · {note}")]
        for each in cells.indicators:
            found += self._indicator(each)
        return found

    def _indicator(self, cells: IndicatorCells) -> Sequence[str]:
        book, indicator = self.book, cells.indicator
        lawful = Lawful.of(indicator)
        title = f"{indicator.title}〔{indicator.clause}〕"
        derived = book.say("事实取自其他奖项的结果", "the facts are taken from other awards' results")
        sheets = [(cells.grid, title, None), *((own.source.grid, title, name) for name, own in cells.lists.items())]
        found = []
        for grid, said, rows in sheets:
            domains = {name: domain for (of, name), domain in lawful.domains.items() if of == rows}
            note = derived if indicator.derive is not None else ""
            sheet = book.file.add_worksheet(grid.sheet)
            found.append(write_grid(book, sheet, grid, said, domains=domains, note=note))
        return found

    def _notes(self, cells: AwardCells) -> Mapping[tuple[str, str, str], str]:
        if len(cells.candidates) > _NOTED:
            return {}
        return dict(losses(self.evaluation, cells.award.id, self.book.language))

    def _listed(self) -> Sequence[tuple[str, str]]:
        say = self.book.say
        found = [(name, say("得分与名次", "points and ranks")) for name in self.score_names]
        found.append((self.check_name, say("公式与软件逐项比较", "formulas against the software")))
        for award in self.cells.awards:
            found.append((award.grid.sheet, say(f"{award.award.title}：汇总", f"{award.award.title}: totals")))
            for each in award.indicators:
                what = f"{award.award.title} · {each.indicator.title}〔{each.indicator.clause}〕"
                found.append((each.grid.sheet, what))
                found += [(own.source.grid.sheet, what) for own in each.lists.values()]
        found.append((self.cells.grid.sheet, say("评选日、区域总数", "evaluation day, region totals")))
        return found
