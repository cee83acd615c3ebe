"""Strategies derived from evidence types: lawful evidence for any indicator of any rulebook, and whole campaigns."""

import typing
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, cast

import attrs
from hypothesis import strategies as st

from lianbing.checks.evidence import Lawful
from lianbing.errors import Fault, errors_of
from lianbing.formula.domain import Domain
from lianbing.formula.evidence import EvidenceField, evidence_fields
from lianbing.formula.nodes import ChoiceFact, ChoiceIs, DayFact, Fact, FixedDay, FlagFact, MarksFact, Node, RowsFact
from lianbing.formula.nodes import RegionTotal as RegionTotalNode
from lianbing.model.award import Award, Indicator
from lianbing.model.campaign import Campaign, Candidate
from lianbing.model.rulebook import Rulebook

WORDS = ("甲", "乙", "丙", "丁", "戊")
"""The texts of facts that may be any text."""

Totals = Mapping[str, Mapping[str, Fraction]]
Values = st.SearchStrategy[Any]


class UnkeptError(Exception):
    """A field of an evidence class does not hold what it was given, because a converter or the like changes it.

    Attributes:
        field: The field.
        given: What it was given.
        kept: What it holds.
    """

    def __init__(self, field: str, given: object, kept: object) -> None:
        super().__init__(f"the field {field!r} was given {given!r} and holds {kept!r}")
        self.field = field
        self.given = given
        self.kept = kept


def evidence(indicator: Indicator, level: str | None = None, *, day: date | None = None) -> Values:
    """Make lawful evidence of an indicator.

    Args:
        indicator: The indicator of a loaded rulebook.
        level: The candidate's level, where the award has levels.
        day: A day that dates lie around, beside those that the formulas name; some day in 2019 else.
    """
    maker = _Maker(Lawful.of(indicator), level, day or date(2019, 11, 20))
    made = _records(indicator.evidence, maker.arguments(evidence_fields(indicator.evidence)))
    absent = [name for name, field in evidence_fields(indicator.evidence).items() if field.optional]
    blanks = st.sets(st.sampled_from(absent)) if absent else st.just(set())
    return st.builds(lambda found, names: maker.lawful_of(found, sorted(names)), made, blanks)


def numbers(domain: Domain) -> st.SearchStrategy[Fraction]:
    """Make numbers of a range, with two decimals where they need not be whole; its ends and its start come up often."""
    low, high = domain.least, domain.most
    if low is None and high is None:
        low, high = Fraction(-300), Fraction(300)
    low = high - 300 if low is None and high is not None else cast("Fraction", low)
    high = low + 300 if high is None else high
    scale = 1 if domain.whole else 100
    first, last = -(-low * scale // 1), high * scale // 1
    ends = st.sampled_from([each for each in (low, high) if domain.holds(each)] or [Fraction(-(-low // 1))])
    if first > last:
        return ends
    wide, narrow = st.integers(first, last), st.integers(first, min(last, first + 10 * scale))
    return st.one_of(*(each.map(lambda scaled: Fraction(scaled, scale)) for each in (narrow, wide)), ends)


@attrs.frozen
class _Maker:
    """Makes the values of one indicator's evidence."""

    lawful: Lawful
    level: str | None
    day: date

    def arguments(self, fields: Mapping[str, EvidenceField]) -> dict[str, Values]:
        return {name: self._values(field) for name, field in fields.items()}

    def _values(self, field: EvidenceField) -> Values:
        node = field.node
        if isinstance(node, MarksFact):
            return st.lists(numbers(self._domain(node)), min_size=1, max_size=4).map(tuple)
        if isinstance(node, Fact):
            return self._numbers(field, node)
        if isinstance(node, FlagFact):
            return st.booleans()
        if isinstance(node, DayFact):
            return self._days()
        if isinstance(node, ChoiceFact):
            return st.sampled_from(node.options or self._words(node))
        assert isinstance(node, RowsFact)
        return st.lists(self._rows(field), max_size=5).map(tuple)

    def _numbers(self, field: EvidenceField, node: Fact) -> Values:
        years = [rule.year for rule in self.lawful.indicator.scheme.years if rule.fact.name == node.name]
        if years:
            return st.just(years[0])
        domain = self._domain(node)
        values = numbers(domain)
        if field.plain in (int, Fraction):
            return values.map(int) if domain.whole else values
        most = 4 if domain.most is None else min(4, int(domain.most))
        listed = st.lists(st.sampled_from(WORDS), min_size=min(most, int(domain.least or 0)), max_size=most)
        return values.map(int) | listed.map(tuple)

    def _domain(self, node: Fact | MarksFact) -> Domain:
        return self.lawful.domains.get((node.rows, node.name), node.domain)

    def _days(self) -> Values:
        fixed = [node.value for node in self._nodes() if isinstance(node, FixedDay)]
        around = st.sampled_from(sorted({self.day, *fixed}))
        return st.builds(lambda day, days: day + timedelta(days), around, st.integers(-200, 200) | st.integers(-2, 2))

    def _words(self, node: ChoiceFact) -> list[str]:
        tested = [each for each in self._nodes() if isinstance(each, ChoiceIs)]
        return [*WORDS, *sorted({each.value for each in tested if each.choice.name == node.name})]

    def _nodes(self) -> list[Node]:
        return self.lawful.indicator.scheme.nodes()

    def _rows(self, field: EvidenceField) -> Values:
        row: Any = field.row_type
        if attrs.has(row):
            fields = evidence_fields(row, field.name)
            made = self.arguments(fields)
            # A row that lacks what a formula reads is left out afterwards, as any unlawful one.
            return _records(row, {name: _or_none(each, fields[name]) for name, each in made.items()})
        if typing.get_origin(row) is typing.Literal:
            return st.sampled_from(typing.get_args(row))
        return self._days() if row is date else st.text(max_size=3)

    def lawful_of(self, found: Any, blanks: Iterable[str]) -> Any:
        """Keep of each list the rows that may stand together, and leave out of the given facts those that may be."""
        lists = [each.name for each in evidence_fields(type(found)).values() if isinstance(each.node, RowsFact)]
        kept = attrs.evolve(found, **dict.fromkeys(lists, ()))
        for name in lists:
            for row in getattr(found, name):
                more = attrs.evolve(kept, **{name: (*getattr(kept, name), row)})
                kept = kept if faults(more, self.lawful, self.level) else more
        for name in blanks:
            fewer = attrs.evolve(kept, **{name: None})
            kept = kept if faults(fewer, self.lawful, self.level) else fewer
        return kept


def _records(kind: Any, values: Mapping[str, Values]) -> Values:
    """Make records, and hold them to keeping what they are given."""

    def made(given: Mapping[str, object]) -> object:
        record = kind(**given)
        for name, value in given.items():
            if getattr(record, name) != value:
                raise UnkeptError(name, value, getattr(record, name))
        return record

    return st.fixed_dictionaries(dict(values)).map(made)


def _or_none(values: Values, field: EvidenceField) -> Values:
    return values | st.none() if field.optional else values


def faults(found: object, lawful: Lawful, level: str | None) -> tuple[Fault, ...]:
    """Tell what is unlawful about evidence."""
    name = lawful.indicator.id
    candidate = Candidate(id="x", award="a", name="x", unit="u", level=level, evidence={name: found})
    return errors_of(lawful.faults(candidate))


def candidates(award: Award, id: str, unit: str, *, day: date | None = None) -> st.SearchStrategy[Candidate]:
    """Make lawful candidates of an award.

    Args:
        award: The award.
        id: The candidate's id.
        unit: The candidate's unit.
        day: A day that dates lie around.
    """
    make: Callable[..., Candidate] = Candidate

    def of_level(level: str | None) -> st.SearchStrategy[Candidate]:
        own = {each.id: evidence(each, level, day=day) for each in award.indicators if each.derive is None}
        return st.fixed_dictionaries(own).map(
            lambda found: make(id=id, award=award.id, name=f"候选{id}", unit=unit, level=level, evidence=found)
        )

    # Made once, not at each draw: making strategies takes longer than drawing from them.
    return st.one_of([of_level(level) for level in award.levels or (None,)])


def totals(indicators: Iterable[Indicator]) -> st.SearchStrategy[dict[str, dict[str, Fraction]]]:
    """Make a region's totals as the formulas of indicators ask for them; one that may be left out sometimes is."""
    asked: dict[tuple[str, str], bool] = {}
    for each in indicators:
        for node in each.scheme.nodes():
            if isinstance(node, RegionTotalNode):
                key = (node.region, node.name)
                asked[key] = asked.get(key, False) or node.inner is None
    figures = st.integers(0, 900).map(Fraction)
    drawn = st.fixed_dictionaries({key: figures if needed else st.none() | figures for key, needed in asked.items()})
    return drawn.map(_by_region)


def _by_region(found: Mapping[tuple[str, str], Fraction | None]) -> dict[str, dict[str, Fraction]]:
    regions: dict[str, dict[str, Fraction]] = {}
    for (region, name), figure in found.items():
        if figure is not None:
            regions.setdefault(region, {})[name] = figure
    return regions


def campaigns(rulebook: Rulebook, *, units: int = 3, day: date | None = None) -> st.SearchStrategy[Campaign]:
    """Make lawful campaigns of a rulebook: each unit has a candidate of every award, or two where it nominates people.

    Args:
        rulebook: The rulebook.
        units: How many units there are, beside those that an award names.
        day: The evaluation day; the last of the rulebook's year else.
    """
    day = day or date(rulebook.source.year, 12, 31)
    parts = []
    for award in rulebook.awards:
        names = [f"unit-{index}" for index in range(1, units + 1)] + list(award.other_units)
        each = 1 if award.own_unit or award.units_of is None else min(2, award.nominees_per_unit or 2)
        for unit in names:
            ids = [unit] if award.own_unit or award.units_of is None else [f"{unit}-{n}" for n in range(1, each + 1)]
            parts += [candidates(award, id, unit, day=day) for id in ids]
    of_region = totals(indicator for award in rulebook.awards for indicator in award.indicators)
    return st.builds(
        lambda found, figures: Campaign(title="随机", evaluation_day=day, candidates=found, totals=figures),
        st.tuples(*parts),
        of_region,
    )
