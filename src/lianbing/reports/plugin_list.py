"""Plugins as people and tools look them up: where they come from, what they read, what they can be set to."""

import typing
from collections.abc import Iterable, Iterator

import attrs

from lianbing.forms.fields import FieldWords, fields_of
from lianbing.language import Bilingual, Language, clean
from lianbing.loading.structuring import expected
from lianbing.plugins.hookspecs import Indicator
from lianbing.plugins.registry import PluginListing
from lianbing.reports.figures import plain, shown
from lianbing.reports.lines import Line
from lianbing.reports.results import SCHEMA_VERSION, Document
from lianbing.reports.tables import Table, table_of

_STATUS = {
    "loaded": Bilingual("可用", "loaded"),
    "failed": Bilingual("无法加载", "failed"),
    "clash": Bilingual("冲突", "clash"),
}


def summary(listings: Iterable[PluginListing], language: Language) -> Table:
    """Give the plugins as a table."""
    columns = Bilingual("指标 插件 软件包 版本 来源 状态", "Indicator Plugin Distribution Version Origin Status")
    rows = [
        (
            ", ".join(indicator.name for indicator in each.indicators),
            each.name,
            each.distribution,
            each.version,
            each.origin,
            _STATUS[each.status].say(language) + (f": {each.error}" if each.error else ""),
        )
        for each in listings
    ]
    return Table(tuple(columns.say(language).split()), tuple(rows))


def plugin_lines(listings: Iterable[PluginListing], language: Language) -> Iterator[Line]:
    """Give each indicator with its evidence fields and parameters."""
    for listing in listings:
        for indicator in listing.indicators:
            evidence = Bilingual("材料字段", "evidence fields").say(language)
            parameters = Bilingual("参数", "parameters").say(language)
            yield Line(
                clean(indicator.name),
                (
                    Line(evidence, tuple(_fields(indicator, language))),
                    Line(
                        parameters,
                        tuple(Line(f"{name} · {words}") for name, words in _rule(indicator, language)),
                    ),
                ),
                "heading",
            )


def _fields(indicator: Indicator, language: Language) -> Iterator[Line]:
    if indicator.evidence is None:
        yield Line(Bilingual("由规则的参数声明", "declared by the rulebook's parameters").say(language))
    else:
        yield from (_field(each, language) for each in fields_of(indicator.evidence))


def _field(field: FieldWords, language: Language) -> Line:
    if field.required:
        absent = Bilingual("必填", "required").say(language)
    elif field.default is None:
        absent = Bilingual("可不填", "optional").say(language)
    else:
        given = shown(field.default, language) or '""'
        absent = Bilingual(f"不填则为 {given}", f"left out: {given}").say(language)
    words = f"{field.name} · {field.label.say(language)} · {field.expected.say(language)} · {absent}"
    return Line(clean(words), tuple(_field(each, language) for each in field.rows))


def _rule(indicator: Indicator, language: Language) -> Iterator[tuple[str, str]]:
    """Give the parameters of an indicator's rule, each with what it may be."""
    hints = typing.get_type_hints(indicator.rule, include_extras=True)
    for field in attrs.fields(typing.cast("type[attrs.AttrsInstance]", indicator.rule)):
        yield field.alias or field.name, clean(expected(hints[field.name]).say(language))


def plugins_to_json(listings: Iterable[PluginListing], language: Language) -> Document:
    """Give the plugins as plain data."""
    return {"schema_version": SCHEMA_VERSION, "plugins": [_listing(each, language) for each in listings]}


def _listing(listing: PluginListing, language: Language) -> Document:
    return {
        "name": listing.name,
        "distribution": listing.distribution,
        "version": listing.version,
        "origin": listing.origin,
        "status": listing.status,
        "error": listing.error or None,
        "indicators": [
            {
                "name": each.name,
                "evidence": None
                if each.evidence is None
                else [_field_json(field, language) for field in fields_of(each.evidence)],
                "parameters": [{"name": name, "expected": words} for name, words in _rule(each, language)],
            }
            for each in listing.indicators
        ],
    }


def _field_json(field: FieldWords, language: Language) -> Document:
    document: Document = {
        "name": field.name,
        "label": field.label.say(language),
        "expected": field.expected.say(language),
        "required": field.required,
    }
    if not field.required:
        document["default"] = plain(field.default)
    if field.is_list:
        document["fields"] = [_field_json(each, language) for each in field.rows]
    return document


_COLUMNS = (
    "kind",
    "plugin",
    "distribution",
    "version",
    "origin",
    "status",
    "error",
    "indicator",
    "name",
    "label",
    "expected",
    "required",
    "default",
)


def plugins_table(listings: Iterable[PluginListing], language: Language) -> Table:
    """Give the plugins as a table whose columns have stable ids: a row for each, for its fields and parameters."""
    return table_of(_COLUMNS, (row for each in listings for row in _listing_rows(each, language)))


def _listing_rows(listing: PluginListing, language: Language) -> Iterator[dict[str, object]]:
    own = ("distribution", "version", "origin", "status", "error")
    yield {"kind": "plugin", "plugin": listing.name, **{name: getattr(listing, name) for name in own}}
    for each in listing.indicators:
        of = {"plugin": listing.name, "indicator": each.name}
        yield {"kind": "indicator", **of}
        for field in fields_of(each.evidence) if each.evidence is not None else ():
            yield from ({"kind": "field", **of, **row} for row in _field_rows(field, "", language))
        for name, words in _rule(each, language):
            yield {"kind": "parameter", **of, "name": name, "expected": words}


def _field_rows(field: FieldWords, above: str, language: Language) -> Iterator[dict[str, object]]:
    yield {
        "name": above + field.name,
        "label": field.label.say(language),
        "expected": field.expected.say(language),
        "required": field.required,
        "default": None if field.required or field.default is None else shown(field.default, language),
    }
    for each in field.rows:
        yield from _field_rows(each, f"{above}{field.name}[].", language)
