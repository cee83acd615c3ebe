"""The sheet that people read: points of every criterion and indicator, totals and ranks, beside the software's own."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import attrs
from xlsxwriter.worksheet import Worksheet

from lianbing.backends.prose import say
from lianbing.backends.spreadsheet.grid import letters_of
from lianbing.evaluation import Evaluation
from lianbing.language import clean
from lianbing.model.award import Criterion
from lianbing.model.outcome import Standing
from lianbing.reports.figures import limit
from lianbing.reports.standings import mark
from lianbing.reports.workbook.award_cells import AwardCells
from lianbing.reports.workbook.entries import LEAD, NOWHERE, Entries, quoted_text
from lianbing.reports.workbook.indicator_cells import FIRST_ROW, IndicatorCells
from lianbing.reports.workbook.writing import (
    GOOD,
    HEADER,
    RANK,
    SMALL,
    TITLE,
    WHO,
    Book,
)


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


@attrs.frozen(eq=False)
class ScoreSheet:
    """Writes the score sheet of an award."""

    book: Book
    sheet: Worksheet
    name: str
    cells: AwardCells
    evaluation: Evaluation
    entries: Entries

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
        place = LEAD
        for each in self.entries.scoring:
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
        return [*found, say_("状态", "State"), *self._last_headings()]

    def _last_headings(self) -> Sequence[str]:
        say_ = self.book.say
        headings = (
            say_("软件总分", "Software: total"),
            say_("软件名次", "Software: rank"),
            say_("软件结果", "Software: result"),
        )
        return [*headings, say_("核对", "Check")]

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
        for each in self.entries.of_row(row):
            value = each.instead if each.exact is None else _plain(each.exact)
            formula = f"IF({self.cells.stays.reference(row, NOWHERE)}=1,{each.formula},{quoted_text('—')})"
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

    def _closing_cells(self, row: int, first: int, differing: str) -> None:
        """Write the state of a candidate, the software's own figures, and whether they agree."""
        book, sheet, cells = self.book, self.sheet, self.cells
        line = FIRST_ROW - 1 + row
        standing = self.entries.standings.get(cells.candidates[row].id)
        stays, left = book.say("在评", "stays"), book.say("退出评选", "left")
        state = f"=IF({cells.stays.reference(row, NOWHERE)}=1,{quoted_text(stays)},{quoted_text(left)})"
        sheet.write_formula(line, first, state, book.style(WHO), stays if standing else left)
        own = (standing.total, standing.rank) if standing else (None, None)
        for offset, value in enumerate(own, 1):
            if value is None:
                book.text(sheet, line, first + offset, "—", WHO)
            else:
                style = book.style(GOOD if offset == 1 else RANK)
                sheet.write_number(line, first + offset, _plain(Fraction(value)), style)
        book.text(sheet, line, first + 3, self._result(standing), WHO)
        agrees, differs = book.say("一致", "agrees"), book.say("不一致", "differs")
        check = f"=IF({differing}=0,{quoted_text(agrees)},{quoted_text(differs)})"
        sheet.write_formula(line, first + 4, check, book.style(WHO), agrees)

    def _result(self, standing: Standing | None) -> str:
        if standing is None:
            return ""
        outcome = self.evaluation.outcomes[self.cells.award.id]
        revoked = {each.candidate.id for each in outcome.revoked}
        tied = {name for tie in outcome.needs_decision for name in tie.candidates}
        said = mark(standing, revoked, tied, self.book.language)
        return self.book.say("入选", "selected") if said == "★" else said

    def finish(self, differing: Sequence[str]) -> None:
        """Write the last columns.

        Args:
            differing: For each row, the formula that counts its figures that differ from the software's.
        """
        first = self._last - len(self._last_headings()) - 1
        for row, formula in enumerate(differing):
            self._closing_cells(row, first, formula)

    @property
    def _last(self) -> int:
        points = sum(len(each.indicator.scheme.criteria) + 1 for each in self.entries.scoring)
        return LEAD + points + len(self._closing())

    def _set_up(self) -> None:
        sheet, count = self.sheet, len(self.cells.candidates)
        sheet.set_row(0, 24)
        sheet.set_row(3, 30)
        sheet.set_row(4, 54)
        sheet.set_column(0, 0, 6)
        sheet.set_column(1, 1, 12)
        sheet.set_column(2, 3, 18)
        sheet.set_column(4, 4, 12, None, {} if self.cells.award.groups else {"hidden": True})
        sheet.set_column(LEAD, self._last - 1, 9)
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


def quoted(sheet: str) -> str:
    """Write a sheet's name as it stands before an address."""
    return "'" + sheet.replace("'", "''") + "'"


def _plain(exact: Fraction) -> int | float:
    """Give the value that a cell keeps of an exact number: the nearest that it can hold."""
    return exact.numerator if exact.denominator == 1 and abs(exact.numerator) < 2**53 else float(exact)
