"""The plugins that come with lianbing: what each scores, its parameters, and the facts that it asks for."""

import importlib
import inspect
from collections.abc import Iterable, Iterator, Mapping

from lianbing.forms.fields import FieldWords, fields_of
from lianbing.formula.declared import Declared
from lianbing.loading import load_rulebook, shipped_rulebooks
from lianbing.model.award import Indicator as Bound
from lianbing.plugins.hookspecs import Indicator
from lianbing.plugins.registry import Registry
from lianbing.reports.figures import shown
from lianbing.reports.schema.attributes import summary
from tests.reference.tables import anchor, code, fields_table, records_in, stated_fields, table


def plugin_lines(registry: Registry) -> Iterator[str]:
    """Give all plugins: first those for any rulebook, then those written for particular rules."""
    indicators = registry.indicators()
    general = [each for each in indicators.values() if each.evidence is None or each.name == "award_results"]
    others = [each for each in indicators.values() if each not in general]
    yield from (
        "## Plugins",
        "",
        'An indicator names its plugin, `plugin = "checklist"`, and states the parameters as `params`. These serve any',
        "rulebook:",
        "",
        *table(["plugin", "what it scores"], ([_link(each), _about(each)] for each in general)),
        "",
        "These were made for the rules of 2019 and serve where another text asks for the same:",
        "",
        *table(["plugin", "what it scores"], ([_link(each), _about(each)] for each in others)),
        "",
    )
    used = _used()
    for each in (*general, *others):
        yield from _plugin(each, used.get(each.name))


def _link(indicator: Indicator) -> str:
    return f"[{code(indicator.name)}](#{anchor(f'plugin {indicator.name}')})"


def _about(indicator: Indicator) -> str:
    """Give the first line of the plugin's module, without the name that it begins with."""
    text = inspect.getdoc(importlib.import_module(f"lianbing.indicators.{indicator.name}")) or ""
    about = text.partition("\n")[0].partition(": ")[2]
    return about[:1].upper() + about[1:]


def _plugin(indicator: Indicator, used: Bound | None) -> Iterator[str]:
    yield from (f"### Plugin {code(indicator.name)}", "", _about(indicator), "")
    yield from _names(used)
    yield from _parameters(indicator)
    if indicator.derive is not None:
        yield from ("Its facts are the results of the awards that it `reads`; candidates state none.", "")
    elif indicator.evidence is None:
        yield from (_declared(indicator), "")
        return
    assert indicator.evidence is not None
    yield from ("Facts:", "", *_facts(fields_of(indicator.evidence)), "")


def _names(used: Bound | None) -> Iterator[str]:
    """Name the criteria and conditions of a plugin that has names of its own."""
    if used is None:
        return
    for what, ids in (
        ("criteria", [each.id for each in used.scheme.criteria if each.id != used.id]),
        ("conditions", [each.id for each in used.scheme.exclusions]),
    ):
        if ids:
            yield from (f"Its {what}: {', '.join(map(code, ids))}.", "")


def _used() -> Mapping[str, Bound]:
    """Give a use of each plugin with evidence of its own among the rulebooks that come with lianbing."""
    registry = Registry.load(entry_points=False)
    books = [load_rulebook(name, registry=registry) for name in shipped_rulebooks()]
    indicators = registry.indicators()
    return {
        each.plugin: each
        for book in books
        for award in book.awards
        for each in award.indicators
        if indicators[each.plugin].evidence is not None and indicators[each.plugin].name != "award_results"
    }


def _parameters(indicator: Indicator) -> Iterator[str]:
    if not list(stated_fields(indicator.rule)):
        yield from ("It has no parameters.", "")
        return
    records = list(dict.fromkeys(_records(indicator.rule)))
    links = {each: f"{indicator.name}: {each.__name__.lower()}" for each in records}
    yield from ("Parameters:", "", *fields_table(indicator.rule, links), "")
    for each in records:
        yield from (f"#### {code(links[each])}", "", summary(each), "", *fields_table(each, links), "")


def _records(cls: type) -> Iterator[type]:
    for _, hint in stated_fields(cls):
        for record in records_in(hint):
            if record is not Declared:
                yield record
                yield from _records(record)


def _declared(indicator: Indicator) -> str:
    """Say which facts the parameters of a plugin declare."""
    text = inspect.getdoc(getattr(indicator.rule, "evidence", None)) or ""
    first = text.partition("\n")[0]
    if first.startswith("Declare "):
        return f"Facts: {first.removeprefix('Declare ')}"
    return "Facts: those that its parameters declare."


def _facts(fields: Iterable[FieldWords]) -> Iterator[str]:
    return table(["fact", "名称", "name", "what it may be", "left out"], _rows(fields, ""))


def _rows(fields: Iterable[FieldWords], above: str) -> Iterator[list[str]]:
    for each in fields:
        yield [code(above + each.name), each.label.zh, each.label.en, each.expected.en, _left_out(each)]
        yield from _rows(each.rows, f"{each.name}[].")


def _left_out(field: FieldWords) -> str:
    if field.required:
        return "**required**"
    return "–" if field.default in (None, "", ()) else code(shown(field.default, "en"))
