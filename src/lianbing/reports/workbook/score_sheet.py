"""The sheet that people read: points of every criterion and indicator, totals and ranks, beside the software's own."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import attrs
from xlsxwriter.worksheet import Worksheet

from lianbing.backends.prose import say
from lianbing.backends.spreadsheet import Grid
from lianbing.backends.spreadsheet.grid import letters_of
from lianbing.evaluation import Evaluation
from lianbing.model.award import Criterion
from lianbing.model.outcome import IndicatorScore, Standing
from lianbing.reports.figures import clean, limit
from lianbing.reports.workbook.award_cells import AwardCells
from lianbing.reports.workbook.indicator_cells import FIRST_ROW, IndicatorCells
from lianbing.reports.workbook.writing import (
    GOOD,
    HEADER,
    POINTS,
    RANK,
    SMALL,
    TITLE,
    WHO,
    Book,
    referred,
    shown,
)

_LEAD = 5
"""Rank, id, name, unit, group: the columns before the points."""


@attrs.frozen(kw_only=True)
class Figure:
    """A figure on the score sheet, to be checked against the software's.

    Attributes:
        award: The award's title.
        candidate: The candidate's id.
        name: The candidate's name.
        what: What figure it is.
        address: The cell that shows it.
        exact: What the software made of it.
    """

    award: str
    candidate: str
    name: str
    what: str
    address: str
    exact: Fraction


_FITTING = 30
"""So many columns are printed on one page's width; more go on over further pages."""

Notes = Mapping[tuple[str, str, str], str]
"""By candidate, indicator and criterion, what is to be said of the points."""


@attrs.frozen
class _Entry:
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
class ScoreSheet:
    """Writes the score sheet of an award."""

    book: Book
    sheet: Worksheet
    name: str
    cells: AwardCells
    evaluation: Evaluation

    def write(self, notes: Notes, checks: Sequence[str]) -> Sequence[Sequence[Figure]]:
        """Write all but the last columns.

        Args:
            notes: What is to be said of points.
            checks: The addresses of the checks of all grids.

        Returns:
            For each row, its figures that the software has, too.
        """
        self._headings(checks)
        self._set_up()
        return [list(self._row(row, notes)) for row in range(len(self.cells.candidates))]

    @property
    def _standings(self) -> Mapping[str, Standing]:
        return {each.candidate.id: each for each in self.evaluation.outcomes[self.cells.award.id].standings}

    @property
    def _scoring(self) -> Sequence[IndicatorCells]:
        return [each for each in self.cells.indicators if each.indicator.scores]

    def _headings(self, checks: Sequence[str]) -> None:
        book, sheet, award = self.book, self.sheet, self.cells.award
        book.text(sheet, 0, 0, f"{award.title} · {self.evaluation.campaign.title}", TITLE)
        exact = book.say("各步数值均在精确范围内", "all steps are within the exact range")
        beyond = book.say(
            "有数值超出精确范围，请用软件重新生成本表", "a figure is beyond the exact range: make this workbook anew"
        )
        summed = "+".join(f"SUM({each})" for each in checks if each != "0") or "0"
        sheet.write_formula(1, 0, f'=IF({summed}=0,"{exact}","{beyond}")', book.style(SMALL), exact)
        book.text(sheet, 2, 0, self._about(), SMALL)
        leading = book.say("名次 编号 候选 单位 组别", "Rank Id Candidate Unit Group").split()
        for place, heading in enumerate(leading):
            sheet.merge_range(3, place, 4, place, heading, book.style(HEADER))
        place = _LEAD
        for each in self._scoring:
            place = self._indicator_heading(each, place)
        for heading in self._closing():
            sheet.merge_range(3, place, 4, place, heading, book.style(HEADER))
            place += 1

    def _about(self) -> str:
        rounding = self.evaluation.rulebook.rounding
        return self.book.say(
            f"每个数都是公式，逐步算式在各指标表中；规则 {self.evaluation.rulebook.id}，条款见标题上的批注。",
            "Every figure is a formula; its steps stand on the indicator's sheet. "
            f"Rulebook {self.evaluation.rulebook.id}; the clauses stand in the notes of the headings.",
        ) + (f" 〔{clean(rounding.clause)}〕" if rounding.clause else "")

    def _closing(self) -> Sequence[str]:
        say_ = self.book.say
        found = [say_("总分", "Total")]
        if self.cells.exact is not None:
            found.append(say_("精确总分", "Exact total"))
        return [
            *found,
            say_("状态", "State"),
            say_("软件总分", "Software: total"),
            say_("软件名次", "Software: rank"),
            say_("核对", "Check"),
        ]

    def _indicator_heading(self, cells: IndicatorCells, place: int) -> int:
        book, sheet, indicator = self.book, self.sheet, cells.indicator
        count = len(indicator.scheme.criteria)
        title = clean(f"{indicator.title} {limit(indicator.points, book.language)}")
        sheet.merge_range(3, place, 3, place + count, title, book.style(HEADER))
        book.note(sheet, 3, place, f"{indicator.title}\n〔{indicator.clause}〕")
        for offset, each in enumerate(indicator.scheme.criteria):
            stated = indicator.criterion(each.id)
            book.text(sheet, 4, place + offset, f"{stated.title} {limit(each.most, book.language)}", HEADER)
            book.note(sheet, 4, place + offset, self._criterion_note(stated, say(each.formula, book.language)))
        book.text(sheet, 4, place + count, book.say("小计", "Points"), HEADER)
        return place + count + 1

    def _criterion_note(self, criterion: Criterion, formula: str) -> str:
        return self.book.say(
            f"{criterion.title}〔{criterion.clause}〕\n算法：{formula}",
            f"{criterion.title} [{criterion.clause}]\nformula: {formula}",
        )

    def _row(self, row: int, notes: Notes) -> Iterator[Figure]:
        """Write a candidate's row; give its figures that the software has, too."""
        book, sheet, candidate = self.book, self.sheet, self.cells.candidates[row]
        line = FIRST_ROW - 1 + row
        group = self.cells.award.group_of(candidate.level, candidate.unit)
        for place, text in enumerate((candidate.id, candidate.name, candidate.unit, group.title if group else ""), 1):
            book.text(sheet, line, place, text, WHO)
        for each in self._entries(row):
            value = each.instead if each.exact is None else _plain(each.exact)
            formula = f"IF({self.cells.stays.reference(row, _NOWHERE)}=1,{each.formula},{_quoted_text('—')})"
            sheet.write_formula(line, each.place, "=" + formula, book.style(each.style), value)
            note = notes.get((candidate.id, each.indicator, each.criterion))
            if note:
                book.note(sheet, line, each.place, note)
            if each.exact is not None:
                yield Figure(
                    award=self.cells.award.title,
                    candidate=candidate.id,
                    name=candidate.name,
                    what=each.what,
                    address=f"{quoted(self.name)}!{letters_of(each.place + 1)}{line + 1}",
                    exact=each.exact,
                )

    def _entries(self, row: int) -> Iterator[_Entry]:
        """Give the figures of a candidate's row, the rank last."""
        book, cells = self.book, self.cells
        standing = self._standings.get(cells.candidates[row].id)
        place = _LEAD
        for each in self._scoring:
            score = (
                next((own for own in standing.indicators if own.id == each.indicator.id), None) if standing else None
            )
            for entry in self._of_indicator(row, each, score, place):
                yield entry
                place += 1
        total = standing.total if standing else None
        yield _Entry(place, book.say("总分", "total"), shown(cells.total, row, _NOWHERE), total, GOOD)
        if cells.exact is not None:
            exact, said = standing.exact if standing else None, book.say("精确总分", "exact total")
            yield _Entry(place + 1, said, shown(cells.exact, row, _NOWHERE), exact, POINTS)
        rank = Fraction(standing.rank) if standing and standing.rank is not None else None
        formula = referred(cells.rank, row, _NOWHERE) if cells.ranked[row] else _quoted_text("—")
        yield _Entry(0, book.say("名次", "rank"), formula, rank, RANK)

    def _of_indicator(
        self, row: int, cells: IndicatorCells, score: IndicatorScore | None, place: int
    ) -> Iterator[_Entry]:
        """Give the points of an indicator's criteria, then its own."""
        indicator = cells.indicator
        scored = score is not None and score.state == "scored"
        instead = self._instead(cells, row) if score is not None else "—"
        points = {each.id: each.points for each in score.criteria} if score is not None else {}
        for offset, each in enumerate(indicator.scheme.criteria):
            what = f"{indicator.title} · {indicator.criterion(each.id).title}"
            formula = self._applied(cells, row, shown(cells.criteria[each.id], row, _NOWHERE))
            yield _Entry(place + offset, what, formula, points.get(each.id), POINTS, instead, indicator.id, each.id)
        formula = self._applied(cells, row, shown(cells.points, row, _NOWHERE))
        own = score.points if score is not None and scored else None
        yield _Entry(place + len(indicator.scheme.criteria), indicator.title, formula, own, GOOD, instead, indicator.id)

    def _instead(self, cells: IndicatorCells, row: int) -> str:
        """Say what stands in place of points that an indicator does not give."""
        if cells.is_for[row] and not cells.has_evidence[row]:
            return self.book.say("未评", "unmarked")
        return self.book.say("不适用", "n/a")

    def _applied(self, cells: IndicatorCells, row: int, formula: str) -> str:
        """Write points as those of an indicator that may not apply."""
        if not cells.is_for[row] or not cells.has_evidence[row]:
            return _quoted_text(self._instead(cells, row))
        if isinstance(cells.applies, int):
            return formula
        return f"IF({referred(cells.applies, row, _NOWHERE)}=1,{formula},{_quoted_text(self._instead(cells, row))})"

    def _closing_cells(self, row: int, first: int, differing: str) -> None:
        """Write the state of a candidate, the software's own figures, and whether they agree."""
        book, sheet, cells = self.book, self.sheet, self.cells
        line = FIRST_ROW - 1 + row
        standing = self._standings.get(cells.candidates[row].id)
        stays, left = book.say("在评", "stays"), book.say("退出评选", "left")
        state = f"=IF({cells.stays.reference(row, _NOWHERE)}=1,{_quoted_text(stays)},{_quoted_text(left)})"
        sheet.write_formula(line, first, state, book.style(WHO), stays if standing else left)
        own = (standing.total, standing.rank) if standing else (None, None)
        for offset, value in enumerate(own, 1):
            if value is None:
                book.text(sheet, line, first + offset, "—", WHO)
            else:
                style = book.style(GOOD if offset == 1 else RANK)
                sheet.write_number(line, first + offset, _plain(Fraction(value)), style)
        agrees, differs = book.say("一致", "agrees"), book.say("不一致", "differs")
        check = f"=IF({differing}=0,{_quoted_text(agrees)},{_quoted_text(differs)})"
        sheet.write_formula(line, first + 3, check, book.style(WHO), agrees)

    def finish(self, differing: Sequence[str]) -> None:
        """Write the last columns.

        Args:
            differing: For each row, the formula that counts its figures that differ from the software's.
        """
        first = self._last - len(self._closing()) + (2 if self.cells.exact is None else 3)
        for row, formula in enumerate(differing):
            self._closing_cells(row, first - 1, formula)

    @property
    def _last(self) -> int:
        points = sum(len(each.indicator.scheme.criteria) + 1 for each in self._scoring)
        return _LEAD + points + len(self._closing())

    def _set_up(self) -> None:
        sheet, count = self.sheet, len(self.cells.candidates)
        sheet.set_row(0, 24)
        sheet.set_row(3, 30)
        sheet.set_row(4, 54)
        sheet.set_column(0, 0, 6)
        sheet.set_column(1, 1, 12)
        sheet.set_column(2, 3, 18)
        sheet.set_column(4, 4, 12, None, {} if self.cells.award.groups else {"hidden": True})
        sheet.set_column(_LEAD, self._last - 1, 9)
        sheet.freeze_panes(FIRST_ROW - 1, 3)
        if count:
            sheet.autofilter(4, 0, 4 + count, self._last - 1)
            differs = self.book.say("不一致", "differs")
            red = self.book.file.add_format({"bg_color": "#F8D7DA"})
            rule = {"type": "cell", "criteria": "==", "value": f'"{differs}"', "format": red}
            sheet.conditional_format(FIRST_ROW - 1, self._last - 1, FIRST_ROW + count - 2, self._last - 1, rule)
        sheet.set_default_row(18)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(0.4, 0.4, 0.5, 0.5)
        if self._last <= _FITTING:
            sheet.fit_to_pages(1, 0)
        else:
            sheet.set_print_scale(70)
            sheet.repeat_columns(0, 2)
        sheet.repeat_rows(3, 4)
        sheet.set_footer("&C&P / &N")
        sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})


_NOWHERE = Grid("", 1, 0)
"""A grid on a sheet of its own: seen from it, every address names its sheet."""


def _quoted_text(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def quoted(sheet: str) -> str:
    """Write a sheet's name as it stands before an address."""
    return "'" + sheet.replace("'", "''") + "'"


def _plain(exact: Fraction) -> int | float:
    """Give the value that a cell keeps of an exact number: the nearest that it can hold."""
    return exact.numerator if exact.denominator == 1 and abs(exact.numerator) < 2**53 else float(exact)
