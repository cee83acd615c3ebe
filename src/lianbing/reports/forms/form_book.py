"""The form of a unit, as a workbook: who is put up, and a sheet for each table of evidence."""

import json
from collections.abc import Iterator, Mapping, Sequence

import attrs
from xlsxwriter.worksheet import Worksheet

from lianbing.forms.layout import (
    CANDIDATE,
    EXAMPLE,
    EXAMPLES,
    FIRST,
    HEADINGS,
    OPTIONS,
    VALUE,
    Column,
    Form,
    FormSheet,
)
from lianbing.forms.put_up import PutUp, put_up
from lianbing.language import Language
from lianbing.model.campaign import Candidate, Unit
from lianbing.office.cells import cell_name
from lianbing.reports.forms.about_form import write_about
from lianbing.reports.forms.headings import comment_of, example_of, heading_of
from lianbing.reports.office_book import OfficeBook, width_of

_SPARE_CANDIDATES = 10
_SPARE_ROWS = 300
_LONGEST_LIST = 200
_INPUTS = {"text": "input text", "day": "input day", "tally": "input text", "marks": "input text"}
_UNLOCKED = {
    "sort": True,
    "autofilter": True,
    "insert_rows": True,
    "delete_rows": True,
    "format_columns": True,
    "format_rows": True,
}

Area = tuple[int, int, int, int]


def form_workbook(form: Form, unit: Unit, language: Language, *, candidates: Sequence[Candidate] = ()) -> bytes:
    """Make the form of a unit.

    Args:
        form: The form of the rulebook.
        unit: The unit.
        language: The language of its texts.
        candidates: Candidates that are known already: their evidence is filled in.
    """
    stated = {"form": 1, "rulebook": form.rulebook.id, "sha256": form.rulebook.sha256, "unit": unit.id}
    book = OfficeBook.new(language, title=unit.name, properties={"lianbing": json.dumps(stated)})
    return _FormWriter(book, form, unit, put_up(form.rulebook, unit, candidates)).write()


@attrs.define
class _FormWriter:
    book: OfficeBook
    form: Form
    unit: Unit
    rows: tuple[PutUp, ...]
    _options: Worksheet | None = None
    _words: dict[tuple[str, ...], str] = attrs.field(factory=dict)

    def write(self) -> bytes:
        """Write all sheets."""
        book, language = self.book, self.book.language
        about = book.sheet(book.say("填写说明", "About this form"))
        listed = book.sheet(self.form.candidates_name.say(language))
        awards = {each.award.id for each in self.rows}
        asked = [each for each in self.form.sheets if each.award.id in awards]
        sheets = [(each, book.sheet(each.name.say(language))) for each in asked]
        self._options = book.sheet(OPTIONS.say(language))
        self._options.hide()
        self._candidates(listed)
        for each, sheet in sheets:
            self._sheet(each, sheet, listed)
        write_about(book, about, self.form, self.unit, [(None, listed), *sheets])
        about.activate()
        return book.close()

    def _candidates(self, sheet: Worksheet) -> None:
        say = self.book.say
        self._top(
            sheet,
            say(f"{self.unit.name} · 候选名单", f"{self.unit.name} · candidates"),
            say(
                "填写名称；不推荐的行不填名称。编号已经给出，后面各表用编号指明是谁的材料。",
                "Fill in names; leave the name blank where nobody is put up. Ids are given; the sheets refer to them.",
            ),
            self.form.candidates,
        )
        for number, each in enumerate(self.rows):
            given = {
                "award": each.award.title if self.book.language == "zh" else each.award.id,
                "id": each.id,
                "name": each.name,
                "unit": each.unit,
                "level": each.level,
            }
            for column, asked in enumerate(self.form.candidates):
                is_open = asked.name == "name" or (asked.name == "level" and bool(each.award.levels))
                style = "input text" if is_open else "fixed"
                self._put(sheet, FIRST - 1 + number, column, asked, given[asked.name], style)
        last = FIRST - 2 + len(self.rows) + _SPARE_CANDIDATES
        for column, asked in enumerate(self.form.candidates):
            self._allow(sheet, (FIRST - 1, column, last, column), asked)
        self._finish(sheet, (FIRST - 1, 2, last, 2))

    def _sheet(self, layout: FormSheet, sheet: Worksheet, listed: Worksheet) -> None:
        say = self.book.say
        clause = say(f"〔{layout.clause}〕", f" ({layout.clause})") if layout.clause else ""
        how = (
            say("每个候选一行。", "A row for each candidate.")
            if layout.rows is None
            else say(
                "每项一行，第一列从下拉列表选候选编号；没有的不填。可以在 Excel 里插入、排序、删行。",
                "A row for each entry, with the candidate's id from the list; nothing where there is none.",
            )
        )
        self._top(sheet, layout.title.say(self.book.language) + clause, how, layout.columns)
        for column, asked in enumerate(layout.columns):
            self._put(sheet, EXAMPLE, column, asked, example_of(asked, self.form.rulebook.source.year), "example")
        self.book.text(sheet, EXAMPLE, 0, say(*EXAMPLES), "example")
        number = FIRST
        for values in self._filled(layout):
            for column, asked in enumerate(layout.columns):
                is_whose = asked.name == CANDIDATE and layout.rows is None
                style = "fixed" if is_whose else _INPUTS.get(asked.kind, "input")
                self._put(sheet, number, column, asked, values.get(asked.name), style)
            number += 1
        last = number - 1 + (_SPARE_ROWS if layout.rows is not None else _SPARE_CANDIDATES)
        whose = f"='{listed.get_name()}'!$B${FIRST}:$B${FIRST + len(self.rows) + _SPARE_CANDIDATES - 1}"
        self.book.allow_list(sheet, (FIRST, 0, last, 0), whose, say("候选编号", "candidate id"))
        for column, asked in enumerate(layout.columns[1:], start=1):
            self._allow(sheet, (FIRST, column, last, column), asked)
        self._finish(sheet, (FIRST, 0, last, len(layout.columns) - 1))

    def _filled(self, layout: FormSheet) -> Iterator[Mapping[str, object]]:
        """Give the rows that a sheet begins with: ids alone, or the evidence of candidates that are known."""
        for each in (each for each in self.rows if each.award.id == layout.award.id):
            evidence = None if each.candidate is None else each.candidate.evidence.get(layout.indicator.id)
            if layout.rows is None:
                names = [asked.name for asked in layout.columns[1:]]
                yield {CANDIDATE: each.id, **{name: getattr(evidence, name, None) for name in names}}
            else:
                for row in getattr(evidence, layout.rows, ()):
                    if attrs.has(type(row)):
                        yield {
                            CANDIDATE: each.id,
                            **{name: getattr(row, name) for name in attrs.fields_dict(type(row))},
                        }
                    else:
                        yield {CANDIDATE: each.id, VALUE: row}

    def _top(self, sheet: Worksheet, title: str, how: str, columns: Sequence[Column]) -> None:
        """Write title, instructions and headings; a column without a value of its own is open for input."""
        book, language = self.book, self.book.language
        for column, asked in enumerate(columns):
            said = heading_of(asked, language)
            texts = [said, *(name.say(language) for _, name in asked.options)]
            book_width = width_of(texts, least=24 if asked.kind == "text" and column else 12)
            sheet.set_column(column, column, book_width, book.style(f"column {_INPUTS.get(asked.kind, 'input')}"))
        for row in (0, 1):
            sheet.set_row(row, 22 if row == 0 else None, book.style("title" if row == 0 else "note"))
        book.text(sheet, 0, 0, title, "title")
        book.text(sheet, 1, 0, how, "note")
        row = HEADINGS
        for column, asked in enumerate(columns):
            book.text(sheet, row, column, heading_of(asked, language), "header")
            book.comment(sheet, row, column, comment_of(asked, language))
        sheet.set_row(row, 32)
        sheet.freeze_panes(row + 1, 1)
        sheet.repeat_rows(0, row)

    def _put(self, sheet: Worksheet, row: int, column: int, asked: Column, value: object, style: str) -> None:
        called = dict(asked.options).get(value) if isinstance(value, str) else None
        if called is not None:
            self.book.text(sheet, row, column, called.say(self.book.language), style)
        elif value is not None:
            self.book.value(sheet, row, column, value, "day" if style == "example" and asked.kind == "day" else style)
        elif style == "fixed":
            self.book.value(sheet, row, column, None, style)

    def _allow(self, sheet: Worksheet, area: Area, asked: Column) -> None:
        """Say in the cells of a column what they may hold."""
        book = self.book
        match asked.kind:
            case "choice":
                words = tuple(name.say(book.language) for _, name in asked.options)
                book.allow_list(sheet, area, self._source(words), book.say("、", ", ").join(words))
            case "flag":
                book.allow_words(sheet, area, (book.say("是", "yes"), book.say("否", "no")))
            case "whole" | "number":
                book.allow_numbers(sheet, area, asked.domain)
            case "day":
                book.allow_days(sheet, area)

    def _source(self, words: tuple[str, ...]) -> str:
        """Give the range of the hidden sheet that holds the words of a choice."""
        options = self._options
        assert options is not None, "made before the sheets that need it"
        if words not in self._words:
            column = len(self._words)
            for row, word in enumerate(words):
                self.book.text(options, row, column, word, "cell")
            letter = cell_name(0, column).removesuffix("1")
            self._words[words] = f"='{options.get_name()}'!${letter}$1:${letter}${len(words)}"
        return self._words[words]

    def _finish(self, sheet: Worksheet, area: Area) -> None:
        """Show what is to be filled in, and lock all else."""
        # A rule for all cells at once: a format in each of them would make every form ten times as slow to read.
        sheet.conditional_format(*area, {"type": "formula", "criteria": "=TRUE", "format": self.book.style("open")})
        sheet.protect("", _UNLOCKED)
