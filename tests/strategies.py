"""Strategies derived from evidence types: lawful evidence for any indicator of any rulebook, and whole campaigns."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import strategies as st

import lianbing
from lianbing.checks.evidence import Lawful
from lianbing.formula.domain import Domain
from lianbing.formula.evidence import EvidenceField, evidence_fields
from lianbing.formula.nodes import ChoiceFact, DayFact, Fact, FlagFact, MarksFact, RowsFact
from lianbing.model.rulebook import Award, Indicator

DAY = date(2019, 11, 20)
"""The evaluation day of generated campaigns; generated dates lie around it."""

UNITS = ("liangzhou", "minqin", "gulang", "tianzhu")


def evidence(indicator: Indicator, level: str | None = None) -> st.SearchStrategy[Any]:
    """Lawful evidence of an indicator, for a candidate of a level."""
    lawful = Lawful.of(indicator)
    fields = evidence_fields(indicator.evidence)
    made = st.builds(indicator.evidence, **_arguments(fields, lawful))
    return made.map(lambda found: _with_lawful_rows(found, lawful, level))


def _arguments(fields: Mapping[str, EvidenceField], lawful: Lawful) -> dict[str, st.SearchStrategy[Any]]:
    return {name: _values(field, lawful) for name, field in fields.items()}


def _values(field: EvidenceField, lawful: Lawful) -> st.SearchStrategy[Any]:
    node = field.node
    needed = (getattr(node, "rows", None), node.name) in lawful.read
    values = _present(field, lawful)
    return values if needed or not field.optional else st.none() | values


def _present(field: EvidenceField, lawful: Lawful) -> st.SearchStrategy[Any]:
    node = field.node
    if isinstance(node, MarksFact):
        marks = numbers(lawful.domains.get((node.rows, node.name), node.domain))
        return st.lists(marks, min_size=1, max_size=5).map(tuple)
    if isinstance(node, Fact):
        years = [rule.year for rule in lawful.indicator.scheme.years if rule.fact.name == node.name]
        if years:
            return st.just(years[0])
        domain = lawful.domains.get((node.rows, node.name), node.domain)
        values = numbers(domain)
        return values.map(int) if domain.whole else values
    if isinstance(node, FlagFact):
        return st.booleans()
    if isinstance(node, DayFact):
        return st.integers(-200, 200).map(lambda days: DAY + timedelta(days))
    if isinstance(node, ChoiceFact):
        return st.sampled_from(node.options) if node.options else st.sampled_from(["甲", "乙", "丙", "丁", "戊"])
    assert isinstance(node, RowsFact)
    return st.lists(_rows(field, lawful), max_size=6).map(tuple)


def _rows(field: EvidenceField, lawful: Lawful) -> st.SearchStrategy[Any]:
    row: Any = field.row_type
    if attrs.has(row):
        return st.builds(row, **_arguments(evidence_fields(row, field.name), lawful))
    return st.integers(-200, 200).map(lambda days: DAY + timedelta(days)) if row is date else st.text(max_size=3)


def numbers(domain: Domain) -> st.SearchStrategy[Fraction]:
    """Numbers of a range, with two decimals where they need not be whole; its ends come up often."""
    low = domain.least if domain.least is not None else Fraction(-1000)
    high = domain.most if domain.most is not None else low + 300
    scale = 1 if domain.whole else 100
    between = st.integers(-(-low * scale // 1), high * scale // 1).map(lambda scaled: Fraction(scaled, scale))
    return between | st.sampled_from([low, high])


def _with_lawful_rows(found: Any, lawful: Lawful, level: str | None) -> Any:
    """Keep of each list the rows that may stand together."""
    for name, field in evidence_fields(lawful.indicator.evidence).items():
        if isinstance(field.node, RowsFact):
            kept: tuple[Any, ...] = ()
            for row in getattr(found, name):
                if not faults(attrs.evolve(found, **{name: (*kept, row)}), lawful, level):
                    kept = (*kept, row)
            found = attrs.evolve(found, **{name: kept})
    return found


def faults(found: object, lawful: Lawful, level: str | None) -> list[lianbing.Fault]:
    """Tell what is unlawful about evidence."""
    name = lawful.indicator.id
    return list(
        lawful.faults(lianbing.Candidate(id="x", award="a", name="x", unit="u", level=level, evidence={name: found}))
    )


def candidates(award: Award, id: str, unit: str) -> st.SearchStrategy[lianbing.Candidate]:
    """Lawful candidates of an award."""
    levels: st.SearchStrategy[str | None] = st.sampled_from(award.levels) if award.levels else st.none()

    def of_level(level: str | None) -> st.SearchStrategy[lianbing.Candidate]:
        own = {each.id: evidence(each, level) for each in award.indicators if each.derive is None}
        make: Callable[..., lianbing.Candidate] = lianbing.Candidate
        return st.fixed_dictionaries(own).map(
            lambda found: make(id=id, award=award.id, name=f"候选{id}", unit=unit, level=level, evidence=found)
        )

    return levels.flatmap(of_level)


def campaigns(rulebook: lianbing.Rulebook, *, times: int = 1) -> st.SearchStrategy[lianbing.Campaign]:
    """Lawful campaigns of the Wuwei rulebook: its four branches and the city team, so many times over."""
    units = [f"{unit}-{index}" for index in range(times) for unit in UNITS]
    parts = [candidates(rulebook.award("organizer"), unit, unit) for unit in units]
    parts += [candidates(rulebook.award("collective"), f"{unit}-team", unit) for unit in [*units, "city"]]
    parts += [candidates(rulebook.award("individual"), f"{unit}-{n}", unit) for unit in units for n in (1, 2)]
    return st.tuples(*parts).map(lambda found: lianbing.Campaign(title="随机", evaluation_day=DAY, candidates=found))
