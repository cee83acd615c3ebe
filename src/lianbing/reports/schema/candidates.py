"""The schema of the candidates' files under one rulebook: who they are, and the evidence that each award asks for."""

from typing import cast

from lianbing.language import Bilingual, Language, clean
from lianbing.loading.additions import AddedMark, AddedRow
from lianbing.loading.candidates import Identity
from lianbing.model.award import Award
from lianbing.model.campaign import Candidate
from lianbing.model.rulebook import Rulebook
from lianbing.reports.schema.evidence import citation, evidence_schema
from lianbing.reports.schema.records import Records
from lianbing.reports.schema.shapes import Definitions, Shape, when

_TITLES = {
    "id": Bilingual("编号", "id"),
    "award": Bilingual("奖项", "award"),
    "name": Bilingual("名称", "name"),
    "unit": Bilingual("单位", "unit"),
    "level": Bilingual("级别", "level"),
}


def candidates_schema(rulebook: Rulebook, language: Language = "zh", *, partial: bool = False) -> Shape:
    """Give the schema of the candidates' files of a campaign.

    Args:
        rulebook: The rulebook, under the readings that the campaign takes.
        language: The language of titles and descriptions.
        partial: Whether it is a partial campaign, whose candidates may lack whole tables.
    """
    definitions = Definitions()
    awards = {each.id: _reference(definitions, each, language, partial=partial) for each in rulebook.awards}
    one = definitions.reference("candidate", "candidate", lambda: _candidate(rulebook, awards))
    either = when({"type": "object"}, one, {"type": "array", "items": one})
    added = Records(definitions=definitions, ranged=False)
    further = {
        key: {"type": "array", "items": added.reference(cls)} for key, cls in (("row", AddedRow), ("mark", AddedMark))
    }
    root: Shape = {"type": "object", "properties": {"candidate": either, **further}, "additionalProperties": False}
    return definitions.schema(f"lianbing: {clean(rulebook.title)}", root)


def _candidate(rulebook: Rulebook, awards: dict[str, Shape]) -> Shape:
    """Give the schema of a candidate: that of the award that it names."""
    words = "; ".join(f"{clean(each.id)}: {clean(each.title)}" for each in rulebook.awards)
    table: Shape = {
        "type": "object",
        "properties": {"award": {"enum": list(awards), "description": words}},
        "required": ["award"],
    }
    cases = [
        {"if": {"properties": {"award": {"const": id}}, "required": ["award"]}, "then": award}
        for id, award in awards.items()
    ]
    return {"allOf": [table, *cases], "anyOf": [True, *awards.values()]}


def _reference(definitions: Definitions, award: Award, language: Language, *, partial: bool) -> Shape:
    return definitions.reference(("award", award.id), award.id, lambda: _award(award, language, partial=partial))


def _award(award: Award, language: Language, *, partial: bool) -> Shape:
    """Give the schema of a candidate of one award."""
    who = Records(ranged=False, documented={Identity: Candidate}).table(Identity)
    properties = dict(cast("dict[str, Shape]", who["properties"]))
    required = list(cast("list[str]", who["required"]))
    if award.levels:
        properties["level"] = {**properties["level"], "type": "string", "enum": list(award.levels)}
        required.append("level")
    for name, title in _TITLES.items():
        properties[name] = {**properties[name], "title": title.say(language)}
    for indicator in award.indicators:
        if indicator.derive is None:
            properties[indicator.id] = evidence_schema(indicator, language)
            # Who belongs to a group that an indicator does not apply to leaves its table out.
            if properties[indicator.id]["required"] and not (indicator.applies_to or partial):
                required.append(indicator.id)
    return {
        "type": "object",
        "description": f"{clean(award.title)}{citation(award.clause)}",
        "properties": properties,
        "required": sorted(required),
        "additionalProperties": False,
    }
