"""Tables of fields, as the reference shows them: what each may be, what counts where it is left out, what it is."""

import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, cast

import attrs

from lianbing.formula.declared import Declared
from lianbing.formula.domain import Domain, written
from lianbing.reports.schema.attributes import attribute_texts, summary

PLAIN: Mapping[object, str] = {
    str: "text",
    Fraction: "a number",
    int: "a whole number",
    bool: "`true` or `false`",
    date: "a day",
    Any: "a value of its type",
    Declared: "[a declared fact](#facts-that-a-rulebook-declares)",
}
MISSING: Mapping[str, Mapping[str, str]] = {
    "ByKind": {
        "general": "How many files of general penalties.",
        "four_measures": "How many files of the four supporting measures.",
        "inspection": "How many files of on-site inspections.",
    },
    "Phase": {
        "title": "Its title.",
        "starts": "Its first day.",
        "ends": "Its last day.",
        "clause": "The clause that says so.",
    },
    "Note": {"clause": "The clause that it is about.", "text": "What is contradictory or missing, and what is done."},
    "StatedCampaign": {"readings": "By reading, the option to take in place of the rulebook's own choice."},
}
"""What no docstring tells, by class."""


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Give a table in Markdown."""
    for cells in (heads := list(heads), ["---"] * len(heads), *rows):
        yield "| " + " | ".join(each.replace("|", "\\|").replace("\n", " ") for each in cells) + " |"


def code(text: object) -> str:
    """Give a piece of code."""
    return f"`{text}`"


def called(field: "attrs.Attribute[Any]") -> str:
    """Give the name of a field in a file."""
    return field.alias or field.name


def stated_fields(cls: type) -> Iterator[tuple["attrs.Attribute[Any]", object]]:
    """Give the fields of a class that a file states, each with its type."""
    hints = typing.get_type_hints(cls, include_extras=True)
    for field in attrs.fields(cast("type[attrs.AttrsInstance]", cls)):
        if field.init:
            yield field, hints[field.name]


def records_in(hint: object) -> Iterator[type]:
    """Give the record classes within a type."""
    if isinstance(hint, type) and attrs.has(hint):
        yield hint
    for inner in typing.get_args(hint):
        yield from records_in(inner)


def may_be(hint: object, links: Mapping[type, str], domain: Domain | None = None) -> str:
    """Say what a value of a type may be."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        own = next((each for each in arguments if isinstance(each, Domain)), None)
        return may_be(arguments[0], links, domain or own)
    if domain is not None and hint in (int, Fraction):
        return domain.words().en
    if hint in PLAIN:
        return PLAIN[hint]
    if origin is typing.Literal:
        return " or ".join(code(f'"{each}"') for each in arguments)
    if origin in (typing.Union, types.UnionType):
        return ", or ".join(may_be(each, links, domain) for each in arguments if each is not type(None))
    return f"a table {link(links[hint])}" if isinstance(hint, type) else _holding(origin, arguments, links)


def _holding(origin: object, arguments: tuple[object, ...], links: Mapping[type, str]) -> str:
    """Say what a list or a table with names of its own may be."""
    if origin is tuple and arguments[1:] == (Ellipsis,):
        return f"a list, each {may_be(arguments[0], links)}"
    if origin is tuple:
        return f"a list of {len(arguments)}, each {may_be(arguments[0], links)}"
    inner = arguments[1]
    return "a table" if inner is object else f"a table, each value {may_be(inner, links)}"


def link(heading: str) -> str:
    """Give a link to a heading, which is a piece of code."""
    return f"[{code(heading)}](#{anchor(heading)})"


def anchor(heading: str) -> str:
    """Give what a heading is called in links."""
    kept = "".join(letter for letter in heading.lower() if letter.isalnum() or letter in "-_ ")
    return kept.replace(" ", "-")


def left_out(field: "attrs.Attribute[Any]") -> str:
    """Say what counts where a field is left out."""
    default: Any = field.default
    if default is attrs.NOTHING:
        return "**required**"
    if isinstance(default, bool):
        return code(str(default).lower())
    if isinstance(default, int | Fraction):
        return code(written(Fraction(default)))
    return code(f'"{default}"') if isinstance(default, str) and default else "–"


def fields_table(
    cls: type,
    links: Mapping[type, str],
    *,
    documented: type | None = None,
    domains: Mapping[str, Domain] | None = None,
) -> Iterator[str]:
    """Give the table of a class's fields.

    Args:
        cls: The class.
        links: The heading of each record class.
        documented: The class whose docstring tells of the fields, where it is another.
        domains: Lawful ranges by the name of a field.
    """
    texts = {**attribute_texts(documented or cls), **attribute_texts(cls), **MISSING.get(cls.__name__, {})}
    rows = []
    for field, hint in stated_fields(cls):
        record = next(records_in(hint), None)
        text = texts.get(field.name) or (summary(record) if record is not None else "")
        assert text, f"nothing is said of {cls.__name__}.{field.name}"
        kind = may_be(hint, links, (domains or {}).get(called(field)))
        rows.append([code(called(field)), kind, left_out(field), re.sub(r"\bNone\b", "left out", text)])
    return table(["field", "what it may be", "left out", "what it is"], rows)
