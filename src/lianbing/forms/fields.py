"""What a field of evidence is, in words: for a form to fill in, a page to read, a list of plugins."""

import typing
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

import attrs

from lianbing.checks.evidence import Key, Lawful
from lianbing.formula.domain import Domain, written
from lianbing.formula.evidence import EvidenceField, evidence_fields
from lianbing.formula.nodes import ChoiceFact, DayFact, Fact, FlagFact, MarksFact, Node, RowsFact
from lianbing.language import Bilingual
from lianbing.model.award import Indicator


@attrs.frozen(kw_only=True)
class FieldWords:
    """A field of evidence, in words.

    Attributes:
        name: Its name in data files.
        label: How people call it.
        expected: What it may be.
        required: Whether a file must give it.
        unused: Whether the rulebook has no use for it.
        default: What it is where no file gives it.
        example: A lawful value, as TOML writes it.
        rows: The fields of its rows, where it is a list of tables.
    """

    name: str
    label: Bilingual
    expected: Bilingual
    required: bool
    unused: bool = False
    default: object = None
    example: str
    rows: tuple["FieldWords", ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether it is a list of tables."""
        return bool(self.rows)


@attrs.frozen
class Asked:
    """What a rulebook's scheme asks of evidence.

    Attributes:
        ranges: The lawful ranges that it narrows.
        needed: The fields that points or conditions rest on.
        used: These, and those that the panel is shown.
    """

    ranges: Mapping[Key, Domain]
    needed: frozenset[Key]
    used: frozenset[Key]

    @classmethod
    def of(cls, indicator: Indicator) -> "Asked":
        """Collect what an indicator asks."""
        lawful = Lawful.of(indicator)
        years = {
            (each.fact.rows, each.fact.name): each.fact.domain.within(each.year, each.year)
            for each in indicator.scheme.years
        }
        return cls({**lawful.domains, **years}, lawful.read, lawful.read | _keys(indicator.scheme.nodes()))


def _keys(nodes: Iterable[Node]) -> frozenset[Key]:
    return frozenset(
        (node.rows, node.name) for node in nodes if isinstance(node, Fact | FlagFact | ChoiceFact | DayFact | MarksFact)
    )


def reviewable(fields: Mapping[str, EvidenceField]) -> frozenset[str]:
    """Name the marks of a list's rows that a review may give in place of the file: those of files with a number."""
    if "number" not in fields:
        return frozenset()
    return frozenset(name for name, each in fields.items() if isinstance(each.node, MarksFact))


def fields_of(evidence: type, asked: Asked | None = None, rows: str | None = None) -> tuple[FieldWords, ...]:
    """Put the fields of an evidence class, or of its rows, into words.

    Args:
        evidence: The class.
        asked: What a scheme asks of it; without it, what the class itself says.
        rows: The list that holds the rows, where the class is one of rows.
    """
    defaults = {field.name: field.default for field in attrs.fields(evidence)}
    fields = evidence_fields(evidence, rows)
    return tuple(_field(field, defaults[name], asked, (rows, name)) for name, field in fields.items())


def _field(field: EvidenceField, default: object, asked: Asked | None, key: Key) -> FieldWords:
    expected, example = _expected(field, asked.ranges.get(key) if asked else None)
    required = field.required or (field.optional and asked is not None and key in asked.needed)
    row_type = field.row_type
    is_table = row_type is not None and attrs.has(row_type)
    return FieldWords(
        name=field.name,
        label=field.node.label,
        expected=expected,
        required=required,
        unused=field.optional and asked is not None and key not in asked.used,
        default=None if required else default,
        example=example,
        rows=fields_of(row_type, asked, field.name) if is_table and row_type is not None else (),
    )


def _expected(field: EvidenceField, narrowed: Domain | None) -> tuple[Bilingual, str]:
    match field.node:
        case MarksFact(domain=domain):
            words = (narrowed or domain).words()
            zh = words.zh.removesuffix(" 之间的数字")
            zh = f" {zh}" if zh[0].isdigit() else zh
            marks = Bilingual(f"评分列表，每个{zh}", f"a list of marks, each {words.en}")
            return marks, f"[{_number(narrowed or domain)}]"
        case Fact(domain=domain):
            words = (narrowed or domain).words()
            if typing.get_origin(field.plain) is not None:
                words = Bilingual(f"{words.zh}，或所计各项的列表", f"{words.en}, or a list of what is counted")
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
    if typing.get_origin(row_type) is typing.Literal:
        options = typing.get_args(row_type)
        listed = " | ".join(options)
        return Bilingual(f"列表，各为以下之一：{listed}", f"a list, each one of {listed}"), f'["{options[0]}"]'
    return Bilingual("列表，每项一个表", "a list of tables"), "[]"


def _number(domain: Domain) -> str:
    """Give a lawful number."""
    return written(domain.least if domain.least is not None else domain.most or Fraction(0))
