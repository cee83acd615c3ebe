"""What a panel marks: found from the rulebook's formulas, for the candidates that a campaign has."""

import typing
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, cast

import attrs

from lianbing.backends.exact import Interpreter
from lianbing.checks.evidence import Lawful, NoCohort
from lianbing.errors import Place
from lianbing.formula.domain import written
from lianbing.formula.evidence import EvidenceField, evidence_fields
from lianbing.formula.nodes import ChoiceFact, Condition, FlagFact, MarksFact, Number, walk
from lianbing.formula.situation import Situation
from lianbing.language import Bilingual, Language
from lianbing.loading.given import Given, GivenCandidate
from lianbing.loading.structuring import structured
from lianbing.model.award import Award, Indicator
from lianbing.office.values import folded

_CONDITIONS: Any = typing.get_args(Condition)
_YES, _NO = Bilingual("是", "yes"), Bilingual("否", "no")
_NOT_GIVEN = Bilingual("未报", "not given")


@attrs.frozen(kw_only=True)
class ItemField:
    """One mark of an item.

    Attributes:
        name: The list of marks that it goes into.
        label: What is marked.
        most: The best mark.
    """

    name: str
    label: Bilingual
    most: Fraction


@attrs.frozen(kw_only=True)
class Item:
    """What one reviewer marks in one go: a file, or what a unit did about an indicator.

    Attributes:
        award: The award's id.
        candidate: The candidate's id.
        unit: The candidate's unit.
        indicator: The indicator's id.
        rows: The list that holds the marked entry, or empty.
        number: The number of that entry, or empty.
        fields: The marks that it gets.
        about: What reviewers are shown, as names and values; nothing that says whose it is.
    """

    award: str
    candidate: str
    unit: str
    indicator: str
    rows: str = ""
    number: str = ""
    fields: tuple[ItemField, ...]
    about: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What tells it apart from all others."""
        return self.award, self.indicator, self.rows, self.candidate, self.number


def items_of(given: Given, language: Language = "zh") -> tuple[Item, ...]:
    """Find all that a panel marks, in the order of the rulebook.

    Args:
        given: The campaign.
        language: The language of what reviewers are shown.
    """
    found = [
        item
        for award in given.rulebook.awards
        for indicator in award.indicators
        if indicator.derive is None
        for candidate in given.candidates
        if candidate.award == award.id and award.is_for(indicator, candidate.level, candidate.unit)
        for item in _of_candidate(award, indicator, candidate, given, language)
    ]
    return tuple(found)


def _of_candidate(
    award: Award, indicator: Indicator, candidate: GivenCandidate, given: Given, language: Language
) -> Iterator[Item]:
    lawful = Lawful.of(indicator)
    read = {(node.rows, node.name) for node in indicator.scheme.nodes() if isinstance(node, MarksFact)}
    who = {"award": award.id, "candidate": candidate.id, "unit": candidate.unit, "indicator": indicator.id}
    fields = evidence_fields(indicator.evidence)
    own = _fields(fields, None, read, lawful)
    if own:
        yield Item(**who, fields=own, about=tuple(_shown(indicator, candidate, given, language)))
    for name, field in fields.items():
        if field.row_type is None or not attrs.has(field.row_type):
            continue
        row_fields = evidence_fields(field.row_type, name)
        marks = _fields(row_fields, name, read, lawful)
        seen: set[str] = set()
        for row in candidate.rows(indicator.id, name) if marks else ():
            number = str(row.get("number", ""))
            # A file that stands twice in a list is one file, and marked once.
            if folded(number) not in seen:
                seen.add(folded(number))
                about = tuple(_about(row, row_fields, language))
                yield Item(**who, rows=name, number=number, fields=marks, about=about)


def _fields(
    fields: Mapping[str, EvidenceField], rows: str | None, read: set[tuple[str | None, str]], lawful: Lawful
) -> tuple[ItemField, ...]:
    found = []
    for name, field in fields.items():
        if isinstance(field.node, MarksFact) and (rows, name) in read:
            most = lawful.domains.get((rows, name), field.node.domain).most
            if most is not None:
                found.append(ItemField(name=name, label=field.node.label, most=most))
    return tuple(found)


def _about(
    row: Mapping[str, Any], fields: Mapping[str, EvidenceField], language: Language
) -> Iterator[tuple[str, str]]:
    """Give of an entry what is one of few words; its texts and days could say whose it is."""
    for name, field in fields.items():
        value = row.get(name)
        if isinstance(field.node, ChoiceFact) and field.node.options and isinstance(value, str):
            called = dict(field.option_names).get(value, Bilingual(value, value))
            yield field.node.label.say(language), called.say(language)
        elif isinstance(field.node, FlagFact) and isinstance(value, bool):
            yield field.node.label.say(language), (_YES if value else _NO).say(language)


def _shown(
    indicator: Indicator, candidate: GivenCandidate, given: Given, language: Language
) -> Iterator[tuple[str, str]]:
    """Give what the rulebook says a panel is shown: counts and whether things were on time."""
    if not indicator.scheme.exhibits:
        return
    table = candidate.table.get(indicator.id, {})
    blank = {
        name: [0] for name, field in evidence_fields(indicator.evidence).items() if isinstance(field.node, MarksFact)
    }
    given_facts = {**blank, **(table if isinstance(table, dict) else {})}
    made = structured(given_facts, indicator.evidence, _nowhere)
    evidence: object = made[0]
    if evidence is None:
        return  # what is wrong with it is told when it is scored
    situation = Situation(evidence, NoCohort(), given.campaign.evaluation_day, candidate.level)
    for each in indicator.scheme.exhibits:
        yield each.label.say(language), _said(each.formula, situation).say(language)


def _nowhere(_: object) -> Place:
    return Place()


def _said(formula: Number | Condition, situation: Situation) -> Bilingual:
    if any(_is_missing(node, situation.evidence) for node in walk(formula)):
        return _NOT_GIVEN
    interpreter = Interpreter(situation)
    is_condition: bool = isinstance(formula, _CONDITIONS)
    if is_condition:
        return _YES if interpreter.condition(cast("Condition", formula)) else _NO
    figure = written(interpreter.number(cast("Number", formula)))
    return Bilingual(figure, figure)


def _is_missing(node: Any, evidence: object) -> bool:
    """Tell whether a node is a fact outside lists that was not given."""
    return getattr(node, "rows", "") is None and getattr(evidence, str(getattr(node, "name", "")), "") is None
