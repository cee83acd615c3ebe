"""The sheets and columns of the forms that units fill in, made from a rulebook and its evidence."""

import typing
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, assert_never

import attrs

from lianbing.forms.fields import Asked, FieldWords, fields_of
from lianbing.forms.sheet_names import SheetNames
from lianbing.formula.domain import Domain
from lianbing.formula.evidence import EvidenceField, evidence_fields
from lianbing.formula.nodes import ChoiceFact, DayFact, Fact, FlagFact, MarksFact, RowsFact
from lianbing.language import Bilingual
from lianbing.model.award import Award, Indicator
from lianbing.model.rulebook import Rulebook
from lianbing.office.values import Kind

CANDIDATE = "candidate"
"""The column that says whose row it is, by the candidate's id."""

VALUE = "value"
"""The column of a list whose rows are plain texts, words or days."""


@attrs.frozen(kw_only=True)
class Column:
    """A column of a form.

    Attributes:
        name: The field's name in data files.
        label: How people call it; the heading of the column.
        measure: What its numbers count, such as yuan, where that has to be said.
        kind: What its cells hold.
        expected: What they may hold, in words.
        required: Whether points or conditions rest on it.
        always: Whether every row must give it; else what the formulas read decides.
        domain: The lawful range of a number, a tally or a mark.
        options: The words of a choice, each with how people call it.
        default: What counts where the cell is blank.
    """

    name: str
    label: Bilingual
    measure: Bilingual | None = None
    kind: Kind
    expected: Bilingual
    required: bool = False
    always: bool = False
    domain: Domain = attrs.field(factory=Domain)
    options: tuple[tuple[str, Bilingual], ...] = ()
    default: object = None


@attrs.frozen(kw_only=True)
class FormSheet:
    """A sheet of a form: the facts of an indicator, a row each candidate; or a list, a row each entry.

    Attributes:
        award: The award, with its title.
        indicator: The indicator.
        rows: The list; None where the sheet holds the facts outside lists.
        name: The name of the sheet in each language, unique in the workbook.
        title: What it is about.
        clause: The clause that asks for it.
        columns: Its columns; the first says whose row it is.
    """

    award: Award
    indicator: Indicator
    rows: str | None
    name: Bilingual
    title: Bilingual
    clause: str
    columns: tuple[Column, ...]


@attrs.frozen(kw_only=True)
class Form:
    """The form of a rulebook.

    Attributes:
        rulebook: The rulebook.
        candidates: The columns of the sheet that says who is put up: award, id, name, unit and level.
        candidates_name: The name of that sheet.
        sheets: The sheets of evidence, in the order of the rulebook.
    """

    rulebook: Rulebook
    candidates: tuple[Column, ...]
    candidates_name: Bilingual
    sheets: tuple[FormSheet, ...]


HEADINGS, EXAMPLE, FIRST = 2, 3, 4
"""The rows of a form's sheet, from 0: the headings below title and instructions, the example, the first to fill in."""

ABOUT = Bilingual("填写说明", "About this form")
"""The name of the sheet that explains each field."""

CANDIDATES = Bilingual("候选名单", "Candidates")
"""The name of the sheet that says who is put up."""

OPTIONS = Bilingual("选项", "Options")
"""The name of the sheet that holds the words of choices."""

LEVELS = {"county": Bilingual("县级", "county"), "city": Bilingual("市级", "city")}
"""How people call the levels of candidates; others are called as the rulebook writes them."""

WHOSE = Bilingual("候选编号", "candidate id")
"""The heading of the column that says whose row it is."""

EXAMPLES = ("示例", "example")
"""What the first cell of an example row says."""


def form_of(rulebook: Rulebook, *, awards: Iterable[str] = (), complete: bool = False) -> Form:
    """Make the form of a rulebook.

    Args:
        rulebook: The rulebook.
        awards: The awards that it is about; all where none is named.
        complete: Whether it asks for everything: reviewers' marks and drawn files too, which usually come later.
    """
    wanted = set(awards) or {each.id for each in rulebook.awards}
    chosen = [each for each in rulebook.awards if each.id in wanted]
    drawn: dict[tuple[str, str], set[str]] = defaultdict(set)
    for draw in () if complete else rulebook.draws:
        drawn[draw.award, draw.indicator].add(draw.rows)
    zh, en = SheetNames(), SheetNames()
    for reserved in (ABOUT, CANDIDATES, OPTIONS):
        zh.new(reserved.zh), en.new(reserved.en)
    sheets = []
    for award in chosen:
        for indicator in award.indicators:
            for rows, title, columns in _tables(indicator):
                # Every table takes a name, so that names do not depend on which of them are asked for.
                name = Bilingual(zh.new(f"{_short(award)} {title.zh}"), en.new(f"{award.id} {title.en}"))
                asked = columns if complete else tuple(each for each in columns if each.kind != "marks")
                if len(asked) > 1 and rows not in drawn[award.id, indicator.id]:
                    sheets.append(
                        FormSheet(
                            award=award,
                            indicator=indicator,
                            rows=rows,
                            name=name,
                            title=Bilingual(f"{award.title} {title.zh}", f"{award.id} {title.en}"),
                            clause=indicator.clause,
                            columns=asked,
                        )
                    )
    return Form(rulebook=rulebook, candidates=_of_candidates(chosen), candidates_name=CANDIDATES, sheets=tuple(sheets))


def _short(award: Award) -> str:
    """Say an award's title as briefly as a sheet's name needs."""
    return award.title.removeprefix("表现突出") or award.title


def _of_candidates(awards: list[Award]) -> tuple[Column, ...]:
    text = Bilingual("文字", "text")
    titles = tuple((each.id, Bilingual(each.title, each.id)) for each in awards)
    levels = tuple(dict.fromkeys(level for each in awards for level in each.levels))
    columns = [
        Column(
            name="award",
            label=Bilingual("奖项", "award"),
            kind="choice",
            expected=Bilingual("从下拉列表中选", "one of the list"),
            required=True,
            options=titles,
        ),
        Column(name="id", label=WHOSE, kind="text", expected=text, required=True),
        Column(name="name", label=Bilingual("名称", "name"), kind="text", expected=text, required=True),
        Column(name="unit", label=Bilingual("单位编号", "unit id"), kind="text", expected=text, required=True),
    ]
    if levels:
        options = tuple((each, LEVELS.get(each, Bilingual(each, each))) for each in levels)
        expected = Bilingual("从下拉列表中选；不分级别的奖项留空", "one of the list; blank for awards without levels")
        columns.append(
            Column(name="level", label=Bilingual("级别", "level"), kind="choice", expected=expected, options=options)
        )
    return tuple(columns)


def _tables(indicator: Indicator) -> Iterator[tuple[str | None, Bilingual, tuple[Column, ...]]]:
    """Give the tables of an indicator's evidence: the list that each holds, its title and its columns."""
    if indicator.derive is not None:
        return
    asked = Asked.of(indicator)
    words = {each.name: each for each in fields_of(indicator.evidence, asked)}
    fields = evidence_fields(indicator.evidence)
    own = _columns(fields.values(), words.values(), None, asked)
    if own:
        yield None, Bilingual(indicator.title, indicator.id), (_whose(), *own)
    for name, field in fields.items():
        if not isinstance(field.node, RowsFact):
            continue
        title = Bilingual(f"{indicator.title} {field.node.label.zh}", f"{indicator.id} {name}")
        if field.row_type is not None and attrs.has(field.row_type):
            row_fields = evidence_fields(field.row_type, name)
            columns = _columns(row_fields.values(), words[name].rows, name, asked)
        else:
            columns = (_plain(field, words[name]),)
        yield name, title, (_whose(), *columns)


def _whose() -> Column:
    expected = Bilingual("候选名单中的编号", "an id of the sheet of candidates")
    return Column(name=CANDIDATE, label=WHOSE, kind="text", expected=expected, required=True)


def _columns(
    fields: Iterable[EvidenceField], words: Iterable[FieldWords], rows: str | None, asked: Asked
) -> tuple[Column, ...]:
    by_name = {each.name: each for each in words}
    kept = [
        each
        for each in fields
        if not isinstance(each.node, RowsFact) and (rows is not None or not by_name[each.name].unused)
    ]
    columns = [_column(each, by_name[each.name], asked.ranges.get((rows, each.name))) for each in kept]
    times = Counter(each.label for each in columns)
    return tuple(_told_apart(each) if times[each.label] > 1 else each for each in columns)


def _told_apart(column: Column) -> Column:
    """Add its name to a column that others are called alike."""
    zh, en = (f"{label} {column.name}" for label in (column.label.zh, column.label.en))
    return attrs.evolve(column, label=Bilingual(zh, en))


def _column(field: EvidenceField, said: FieldWords, narrowed: Domain | None) -> Column:
    domain = Domain()
    options: tuple[tuple[str, Bilingual], ...] = ()
    kind: Kind
    match field.node:
        case Fact():
            domain = narrowed or field.node.domain
            is_tally = typing.get_origin(field.plain) is not None
            kind = "tally" if is_tally else "whole" if domain.whole else "number"
        case MarksFact():
            domain, kind = narrowed or field.node.domain, "marks"
        case FlagFact():
            kind = "flag"
        case DayFact():
            kind = "day"
        case ChoiceFact():
            kind = "choice" if field.node.options else "text"
            options = _options(field, field.node.options)
        case RowsFact():
            raise TypeError(f"{field.name}: a list has a sheet of its own")
        case _:
            assert_never(field.node)
    return Column(
        name=field.name,
        label=said.label,
        measure=Bilingual("元", "yuan") if field.is_money else None,
        kind=kind,
        expected=said.expected,
        required=said.required,
        always=field.required,
        domain=domain,
        options=options,
        default=said.default,
    )


def _options(field: EvidenceField, words: Iterable[str]) -> tuple[tuple[str, Bilingual], ...]:
    called = dict(field.option_names)
    return tuple((each, called.get(each, Bilingual(each, each))) for each in words)


def _plain(field: EvidenceField, said: FieldWords) -> Column:
    """Make the one column of a list whose rows are plain texts, words or days."""
    words = typing.get_args(field.row_type) if typing.get_origin(field.row_type) is Literal else ()
    return Column(
        name=VALUE,
        label=field.node.label,
        kind="day" if field.row_type is date else "choice" if words else "text",
        expected=said.expected,
        required=True,
        always=True,
        options=_options(field, words),
    )
