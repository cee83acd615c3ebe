"""A rulebook as plain data for other tools, and as one table for spreadsheet programs."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs

from lianbing.backends.prose import say
from lianbing.forms.fields import Asked, FieldWords, fields_of
from lianbing.formula.domain import written
from lianbing.language import Language
from lianbing.model.award import Award, Indicator, PlacesShare
from lianbing.model.rulebook import Rulebook
from lianbing.reports.award_words import places_in_words
from lianbing.reports.explaining import setting
from lianbing.reports.figures import plain, written_limit
from lianbing.reports.results import SCHEMA_VERSION, Document, plugin_json
from lianbing.reports.tables import Table, table_of

COLUMNS = ("kind", "award", "indicator", "id", "title", "points", "clause", "words", "value", "note")
"""What each part of a rulebook can say."""

_Row = dict[str, object]


def rulebook_to_json(rulebook: Rulebook, language: Language = "zh") -> Document:
    """Give a rulebook as plain data, ready for ``json.dumps``; formulas and fields are in words of one language."""
    return {
        "schema_version": SCHEMA_VERSION,
        "rulebook": {"id": rulebook.id, "title": rulebook.title, "sha256": rulebook.sha256},
        "extends": rulebook.extends,
        "source": plain(rulebook.source),
        "panel": plain(rulebook.panel),
        "rounding": plain(rulebook.rounding),
        "calendar": plain(rulebook.calendar),
        "awards": [_award(each, language) for each in rulebook.awards],
        "readings": [
            {
                **_plain(each),
                "options": [_plain(option) for option in each.options],
                "in_force": rulebook.chosen[each.id],
            }
            for each in rulebook.readings
        ],
        "phases": [plain(each) for each in rulebook.phases],
        "submissions": [plain(each) for each in rulebook.submissions],
        "notes": [plain(each) for each in rulebook.notes],
        "examples": [plain(each) for each in rulebook.examples],
        "clauses": [plain(each) for each in rulebook.clauses],
        "plugins": [plugin_json(each) for each in rulebook.plugins],
        "warnings": [each.to_json(language) for each in rulebook.warnings],
    }


def _plain(record: attrs.AttrsInstance) -> Document:
    return {name: plain(value) for name, value in attrs.asdict(record, recurse=False).items()}


_OF_AWARD = ("id", "title", "clause", "levels", "own_unit", "units_of", "other_units", "nominees_per_unit", "cohort")
_RULES_OF_AWARD = ("places", "groups", "grades", "ranking", "qualifies_from", "qualifies_grade", "total")


def _award(award: Award, language: Language) -> Document:
    return {
        **{name: plain(getattr(award, name)) for name in (*_OF_AWARD, *_RULES_OF_AWARD)},
        "max": written(award.points),
        "total_formula": None if award.total_formula is None else say(award.total_formula, language),
        "indicators": [_indicator(each, language) for each in award.indicators],
    }


def _indicator(indicator: Indicator, language: Language) -> Document:
    scheme = indicator.scheme
    formulas = {each.id: each.formula for each in scheme.criteria}
    conditions = {each.id: each for each in scheme.exclusions}
    return {
        **{name: plain(getattr(indicator, name)) for name in ("id", "plugin", "title", "clause", "effect")},
        "max": written_limit(indicator.points),
        "applies_to": list(indicator.applies_to),
        "qualifies_from": plain(indicator.qualifies_from),
        "applies": [say(each.when, language) for each in scheme.applies],
        "criteria": [
            {
                "id": each.id,
                "title": each.title,
                "max": written_limit(each.points),
                "clause": each.clause,
                "formula": say(formulas[each.id], language),
            }
            for each in indicator.criteria
        ],
        "conditions": [
            {
                **_plain(each),
                "effect": conditions[each.id].effect,
                "condition": say(conditions[each.id].when, language),
            }
            for each in indicator.conditions
        ],
        "parameters": plain(indicator.parameters),
        "evidence": [] if indicator.derive is not None else [_field(each, language) for each in _fields(indicator)],
        "readings": list(indicator.readings),
        "reads": list(indicator.reads),
    }


def _fields(indicator: Indicator) -> Iterable[FieldWords]:
    return fields_of(indicator.evidence, Asked.of(indicator))


def _field(field: FieldWords, language: Language) -> Document:
    return {
        "name": field.name,
        "label": field.label.say(language),
        "expected": field.expected.say(language),
        "required": field.required,
        "default": None if field.required else plain(field.default),
        "fields": [_field(each, language) for each in field.rows],
    }


# The table ------------------------------------------------------------


def rulebook_table(rulebook: Rulebook, language: Language = "zh") -> Table:
    """Give a rulebook as a table whose columns have stable ids: a row for each part of it."""
    return table_of(COLUMNS, _rows(rulebook, language))


def _rows(rulebook: Rulebook, language: Language) -> Iterator[_Row]:
    source, rounding = rulebook.source, rulebook.rounding
    yield {"kind": "rulebook", "id": rulebook.id, "title": rulebook.title, "value": rulebook.sha256}
    yield {"kind": "source", "title": source.title, "words": source.issuer, "value": source.year}
    yield {"kind": "rounding", "id": rounding.mode, "value": written(rounding.step), "clause": rounding.clause}
    for award in rulebook.awards:
        yield from _award_rows(award, language)
    for reading in rulebook.readings:
        for option in reading.options:
            chosen = "in_force" if rulebook.chosen[reading.id] == option.id else ""
            words = {"words": option.meaning, "value": chosen, "note": option.warning}
            yield {"kind": "option", "id": f"{reading.id}={option.id}", "clause": reading.clause, **words}
    for phase in rulebook.phases:
        days = f"{phase.starts.isoformat() if phase.starts else ''}/{phase.ends.isoformat()}"
        yield {"kind": "phase", "title": phase.title, "clause": phase.clause, "value": days}
    for each in rulebook.submissions:
        days = " ".join(day.isoformat() for day in each.due)
        yield {"kind": "submission", "id": each.id, "title": each.title, "clause": each.clause, "value": days}
    for note in rulebook.notes:
        yield {"kind": "note", "clause": note.clause, "words": note.text}
    for example in rulebook.examples:
        where = {"award": example.award, "indicator": example.indicator, "points": _points(example.points)}
        facts = setting(example.facts)
        yield {"kind": "example", **where, "title": example.title, "clause": example.clause, "value": facts}
    for clause in rulebook.clauses:
        yield {"kind": "clause", "title": clause.title, "clause": clause.id, "note": clause.no_rule}


def _award_rows(award: Award, language: Language) -> Iterator[_Row]:
    places = _places(award.places, language)
    stated = {"id": award.id, "title": award.title, "points": _points(award.points), "clause": award.clause}
    total = None if award.total_formula is None else say(award.total_formula, language)
    yield {"kind": "award", "award": award.id, **stated, "value": places, "words": total}
    for group in award.groups:
        of = {"id": group.id, "title": group.title, "clause": group.clause}
        yield {"kind": "group", "award": award.id, **of, "value": _places(group.places, language)}
    for grade in award.grades:
        least = _points(grade.least)
        yield {"kind": "grade", "award": award.id, "id": grade.id, "title": grade.title, "value": least}
    for indicator in award.indicators:
        yield from (
            {"award": award.id, "indicator": indicator.id, **row} for row in _indicator_rows(indicator, language)
        )


def _indicator_rows(indicator: Indicator, language: Language) -> Iterator[_Row]:
    document = _indicator(indicator, language)
    points = _points(indicator.points)
    stated = {"id": indicator.id, "title": indicator.title, "points": points, "clause": indicator.clause}
    yield {"kind": "indicator", **stated, "words": document["effect"], "value": indicator.plugin}
    formulas = {each.id: each.formula for each in indicator.scheme.criteria}
    for each in indicator.criteria:
        of: _Row = {"id": each.id, "title": each.title, "points": _points(each.points), "clause": each.clause}
        yield {"kind": "criterion", **of, "words": say(formulas[each.id], language)}
    for condition in indicator.scheme.exclusions:
        own = indicator.condition(condition.id)
        of = {"id": own.id, "title": own.title, "clause": own.clause, "value": condition.effect}
        yield {"kind": "condition", **of, "words": say(condition.when, language)}
    for name, value in indicator.parameters.items():
        yield {"kind": "parameter", "id": name, "value": setting(value)}
    for field in _fields(indicator) if indicator.derive is None else ():
        yield from _field_rows(field, "", language)


def _field_rows(field: FieldWords, above: str, language: Language) -> Iterator[_Row]:
    expected = {"words": field.expected.say(language), "note": "required" if field.required else ""}
    yield {"kind": "field", "id": above + field.name, "title": field.label.say(language), **expected}
    for each in field.rows:
        yield from _field_rows(each, f"{above}{field.name}[].", language)


def _points(points: Fraction | None) -> str | None:
    return written_limit(points)


def _places(places: int | PlacesShare, language: Language) -> str:
    return places_in_words(places, language)
