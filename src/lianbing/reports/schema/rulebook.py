"""The schema of a rulebook, made of the classes that the loader reads it into and of the plugins there are."""

from collections.abc import Mapping

import attrs

from lianbing.loading.readings import OPEN_TABLES
from lianbing.loading.stated import Heading, StatedAward, StatedIndicator, StatedRulebook
from lianbing.model.award import Award, Indicator
from lianbing.model.rulebook import Rulebook
from lianbing.plugins.registry import Registry
from lianbing.reports.schema.records import Records
from lianbing.reports.schema.shapes import Shape, when

_DOCUMENTED = {Heading: Rulebook, StatedAward: Award, StatedIndicator: Indicator, StatedRulebook: Rulebook}
_FREE = ("example",)
"""The tables whose numbers have no range of a rulebook's own; the parameters of plugins are treated apart."""


def rulebook_schema(registry: Registry) -> Shape:
    """Give the schema of a rulebook's file, for the plugins of a registry."""
    rules: dict[str, type] = {name: each.rule for name, each in registry.indicators().items()}
    whole = Records(
        documented=_DOCUMENTED,
        below=_below,
        refine=lambda records, cls, shape: _with_parameters(records, cls, shape, rules),
    )
    changes = attrs.evolve(whole, changes=True)
    root = when(_extending(), changes.reference(StatedRulebook), whole.reference(StatedRulebook))
    return whole.definitions.schema("lianbing: rulebook", {"type": "object", **root})


def _extending() -> Shape:
    named: Shape = {"type": "object", "properties": {"extends": {"type": "string"}}, "required": ["extends"]}
    return {"type": "object", "properties": {"rulebook": named}, "required": ["rulebook"]}


def _below(records: Records, cls: type, name: str) -> Records:
    if cls is not StatedRulebook:
        return records
    return attrs.evolve(records, open=records.open or name in OPEN_TABLES, ranged=records.ranged and name not in _FREE)


def _with_parameters(records: Records, cls: type, shape: Shape, rules: Mapping[str, type]) -> Shape:
    """Let an indicator's parameters depend on the plugin that it names."""
    if cls is not StatedIndicator:
        return shape
    fields = attrs.fields(StatedIndicator)
    plugin, parameters = str(fields.plugin.alias), str(fields.parameters.alias)
    of_rules = attrs.evolve(records, ranged=False)
    offered = [attrs.evolve(of_rules, changes=False).reference(rule) for rule in rules.values()]
    cases = []
    for name, rule in rules.items():
        asked: Shape = {"properties": {parameters: of_rules.value(rule)}}
        if not records.changes and any(each.default is attrs.NOTHING for each in attrs.fields(rule) if each.init):
            asked["required"] = [parameters]
        cases.append({"if": {"properties": {plugin: {"const": name}}, "required": [plugin]}, "then": asked})
    known = dict(shape["properties"])  # type: ignore[call-overload]  # a table has properties
    known[plugin] = {**known[plugin], "anyOf": [{"enum": sorted(rules)}, *known[plugin]["anyOf"]]}
    known[parameters] = {**known[parameters], "anyOf": [True, *offered]}
    # Some editors complete nothing of a schema that has "allOf" itself; what is one of its parts, they do.
    return {"allOf": [{**shape, "properties": known}, *cases]}
