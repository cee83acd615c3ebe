"""Evidence as a schema: the table that a candidate states for an indicator, with the ranges that its scheme asks."""

from datetime import date

import attrs

from lianbing.forms.fields import Asked, FieldWords, fields_of
from lianbing.formula.evidence import EvidenceField, evidence_fields
from lianbing.formula.nodes import ChoiceFact, DayFact, Fact, FlagFact, MarksFact
from lianbing.language import Bilingual, Language, clean
from lianbing.model.award import Indicator
from lianbing.reports.figures import shown
from lianbing.reports.schema.shapes import Shape, default_of, exact_number, nullable, scalar


def evidence_schema(indicator: Indicator, language: Language) -> Shape:
    """Give the schema of the table that a candidate states for an indicator."""
    title, cited = clean(indicator.title), citation(indicator.clause)
    table = _Evidence(Asked.of(indicator), cited, language).table(indicator.evidence)
    return {**table, "title": title, "description": f"{title}{cited}"}


def citation(clause: str) -> str:
    """Write the clause that something rests on, as it stands behind a title.

    >>> citation("2.4")
    '〔2.4〕'
    """
    return f"〔{clean(clause)}〕" if clause else ""


@attrs.frozen
class _Evidence:
    """Makes the schema of an evidence class, or of the rows of one of its lists."""

    asked: Asked
    cited: str
    language: Language
    rows: str | None = None

    def table(self, evidence: type) -> Shape:
        words = {each.name: each for each in fields_of(evidence, self.asked, self.rows)}
        fields = evidence_fields(evidence, self.rows)
        given = {name for name, each in fields.items() if isinstance(each.node, MarksFact)}
        return {
            "type": "object",
            "properties": {name: self._field(each, words[name]) for name, each in fields.items()},
            # Whether an optional fact is needed depends on the other facts, and marks may come from a panel's sheets
            # or a review: the loader tells, not a schema.
            "required": sorted(name for name, each in fields.items() if each.required and name not in given),
            "additionalProperties": False,
        }

    def _field(self, field: EvidenceField, words: FieldWords) -> Shape:
        label = clean(words.label.say(self.language))
        about = " · ".join((label, clean(words.expected.say(self.language)), self._absent(words)))
        shape = self._value(field)
        return {
            **(nullable(shape) if field.optional else shape),
            **default_of(words.default),
            "title": label,
            "description": f"{about}{self.cited}",
        }

    def _absent(self, words: FieldWords) -> str:
        """Say what becomes of a field that is left out."""
        if words.required:
            return Bilingual("必填", "required").say(self.language)
        if words.unused:
            return Bilingual("本奖项不用", "not used in this award").say(self.language)
        if words.default in (None, "", ()):
            return Bilingual("可不填", "optional").say(self.language)
        given = shown(words.default, self.language)
        return Bilingual(f"不填则为 {given}", f"left out: {given}").say(self.language)

    def _value(self, field: EvidenceField) -> Shape:
        key = (self.rows, field.name)
        match field.node:
            case MarksFact(domain=domain):
                marks = exact_number(self.asked.ranges.get(key, domain))
                return {"type": "array", "minItems": 1, "items": marks}
            case Fact(domain=domain):
                return scalar(field.plain, self.asked.ranges.get(key, domain)) or {}
            case FlagFact():
                return scalar(bool) or {}
            case DayFact():
                return scalar(date) or {}
            case ChoiceFact(options=options):
                return {"enum": list(options)} if options else {"type": "string"}
        if field.row_type is not None and attrs.has(field.row_type):
            return {"type": "array", "items": attrs.evolve(self, rows=field.name).table(field.row_type)}
        return {"type": "array", "items": scalar(field.row_type) or {}}
