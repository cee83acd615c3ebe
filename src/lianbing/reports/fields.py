"""What a field of evidence is, in words: for a form to fill in, a page to read, a list of plugins."""

import typing
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

import attrs

from lianbing.formula.domain import Domain, written
from lianbing.formula.evidence import EvidenceField, evidence_fields
from lianbing.formula.nodes import ChoiceFact, DayFact, Fact, FlagFact, MarksFact, Node, PanelMark, RowsFact
from lianbing.language import Bilingual
from lianbing.reports.figures import plain

Ranges = Mapping[tuple[str | None, str], Domain]
"""Lawful ranges by list, or None, and field."""


@attrs.frozen(kw_only=True)
class FieldWords:
    """A field of evidence, in words.

    Attributes:
        name: Its name in data files.
        label: How people call it.
        expected: What it may be.
        required: Whether a file must give it.
        default: What it is where no file gives it, as plain data.
        example: A lawful value, as TOML writes it.
        rows: The fields of its rows, where it is a list of tables.
    """

    name: str
    label: Bilingual
    expected: Bilingual
    required: bool
    default: object
    example: str
    rows: tuple["FieldWords", ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether it is a list of tables."""
        return bool(self.rows)


def ranges_of(nodes: Iterable[Node]) -> Ranges:
    """Collect the lawful ranges that the formulas of a scheme narrow."""
    found: dict[tuple[str | None, str], Domain] = {}
    for node in nodes:
        if isinstance(node, Fact):
            _narrow(found, (node.rows, node.name), node.domain)
        elif isinstance(node, PanelMark):
            _narrow(found, (node.marks.rows, node.marks.name), Domain(Fraction(0), node.most))
    return found


def _narrow(found: dict[tuple[str | None, str], Domain], key: tuple[str | None, str], domain: Domain) -> None:
    known = found.get(key, domain)
    found[key] = domain.within(known.least, known.most)


def fields_of(
    evidence: type, ranges: Ranges | None = None, rows: str | None = None
) -> tuple[FieldWords, ...]:
    """Put the fields of an evidence class, or of its rows, into words.

    Args:
        evidence: The class.
        ranges: The ranges that a scheme narrows.
        rows: The list that holds the rows, where the class is one of rows.
    """
    defaults = {field.name: field.default for field in attrs.fields(evidence)}
    ranges = ranges or {}
    return tuple(
        _field(field, defaults[name], ranges, rows) for name, field in evidence_fields(evidence, rows).items()
    )


def _field(field: EvidenceField, default: object, ranges: Ranges, rows: str | None) -> FieldWords:
    node = field.node
    row_type = field.row_type
    expected, example = _expected(field, ranges.get((rows, field.name)))
    inner = fields_of(row_type, ranges, field.name) if row_type is not None and attrs.has(row_type) else ()
    return FieldWords(
        name=field.name,
        label=node.label,
        expected=expected,
        required=field.required,
        default=None if field.required else plain(default),
        example=example,
        rows=inner,
    )


def _expected(field: EvidenceField, narrowed: Domain | None) -> tuple[Bilingual, str]:
    match field.node:
        case MarksFact(domain=domain):
            words = (narrowed or domain).words()
            marks = Bilingual(f"评分列表，每个为{words.zh}", f"a list of marks, each {words.en}")
            return marks, f"[{_number(narrowed or domain)}]"
        case Fact(domain=domain):
            words = (narrowed or domain).words()
            if typing.get_origin(field.plain) is not None:
                words = Bilingual(
                    f"{words.zh}，或所计各项的列表", f"{words.en}, or a list of what is counted"
                )
            return words, _number(narrowed or domain)
        case FlagFact():
            return Bilingual("true 或 false", "true or false"), "false"
        case DayFact():
            return Bilingual("日期", "a date"), "2019-11-05"
        case ChoiceFact(options=options) if options:
            listed = " | ".join(options)
            return Bilingual(f"以下之一：{listed}", f"one of {listed}"), f'"{options[0]}"'
        case ChoiceFact():
            return Bilingual("文字", "text"), '""'
        case RowsFact():
            return _expected_list(field.row_type)
    raise TypeError(f"{field.name}: a field cannot be of type {field.plain!r}")


def _expected_list(row_type: type | None) -> tuple[Bilingual, str]:
    if row_type is date:
        return Bilingual("日期列表", "a list of dates"), "[2019-11-05]"
    if row_type is str:
        return Bilingual("文字列表", "a list of texts"), '[""]'
    return Bilingual("列表，每项一个表", "a list of tables"), "[]"


def _number(domain: Domain) -> str:
    """Give a lawful number."""
    return written(domain.least if domain.least is not None else domain.most or Fraction(0))
