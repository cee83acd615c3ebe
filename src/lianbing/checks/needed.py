"""Which facts that a file left out a candidate's formulas read all the same."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from lianbing.backends.exact import Interpreter
from lianbing.formula.nodes import (
    OF_OTHERS,
    AllOf,
    AnyOf,
    ChoiceFact,
    ChoiceIs,
    CompareDays,
    Condition,
    DayFact,
    Fact,
    FlagFact,
    MarksFact,
    Number,
    RegionTotal,
    ShareOfApplicable,
    When,
    walk,
)
from lianbing.formula.scheme import Scheme
from lianbing.formula.situation import Situation

Missing = tuple[str | None, int | None, str]
"""The list that lacks a fact, the row of it, and the fact's name."""


def missing_facts(scheme: Scheme, evidence: object, level: str | None) -> tuple[Missing, ...]:
    """Tell which facts are read though they were not stated, each once, in the order of the formulas.

    A branch that is not taken needs no facts. Where a condition asks something of the other candidates, both its
    branches count as taken: what is needed must not depend on who else takes part.
    """
    found: dict[Missing, None] = {}
    probe = _Probe(evidence, level, found)
    if not all([probe.condition(each.when) for each in scheme.applies]):
        return tuple(found)
    for exclusion in scheme.exclusions:
        probe.condition(exclusion.when)
    for criterion in scheme.criteria:
        probe.number(criterion.formula)
    return tuple(found)


class _Probe(Interpreter):
    """Evaluates formulas, noting what is missing and going on with a stand-in."""

    def __init__(self, evidence: object, level: str | None, found: dict[Missing, None]) -> None:
        super().__init__(Situation(evidence, _OwnCohort(self), date.min, level))
        self._noted_missing = found

    def absent(self, fact: Fact | FlagFact | ChoiceFact | MarksFact | DayFact) -> object:
        self._noted_missing[fact.rows, self.current_row if fact.rows else None, fact.name] = None
        match fact:
            case MarksFact():
                return (Fraction(0),)
            case DayFact():
                return date.min
            case ChoiceFact():
                return ""
            case _:
                return 0

    def number(self, node: Number) -> Fraction:
        if isinstance(node, When) and _asks_others(node.condition):
            held, then, otherwise = self.condition(node.condition), self.number(node.then), self.number(node.otherwise)
            return then if held else otherwise
        if isinstance(node, ShareOfApplicable):
            for applies, points in zip(node.applies, node.points, strict=True):
                if _asks_others(applies):
                    self.number(points)
        return super().number(node)

    def condition(self, node: Condition) -> bool:
        if isinstance(node, AllOf | AnyOf) and _asks_others(node):
            return self._without_others(node)
        # Evaluation takes these for a no where they are missing, for the panel's sake; points may not rest on that.
        match node:
            case FlagFact():
                facts: list[object] = [node]
            case ChoiceIs(choice, _) if not choice.of_candidate:
                facts = [choice]
            case CompareDays(left, _, right):
                facts = [left, right]
            case _:
                facts = []
        for fact in facts:
            if isinstance(fact, FlagFact | ChoiceFact | DayFact) and self.found(fact) is None:
                self.absent(fact)
        return super().condition(node)

    def _without_others(self, node: AllOf | AnyOf) -> bool:
        """Evaluate in order, and stop only where a condition that asks nothing of others decides."""
        decides = isinstance(node, AnyOf)
        held = []
        for each in node.conditions:
            held.append(self.condition(each))
            if held[-1] is decides and not _asks_others(each):
                break
        return any(held) if decides else all(held)


def _asks_others(condition: Condition) -> bool:
    return any(isinstance(each, OF_OTHERS) for each in walk(condition))


class _OwnCohort:
    """Stands in for the cohort: the candidate alone, so that what is asked of others is asked of it."""

    def __init__(self, probe: _Probe) -> None:
        self._probe = probe

    def size(self) -> int:
        return 1

    def sum(self, node: Number) -> Fraction:
        return self._probe.number(node)

    greatest = sum

    def above(self, node: Number, value: Fraction) -> int:
        self._probe.number(node)
        return 0

    def region_total(self, node: RegionTotal) -> Fraction:
        return self._probe.number(node.inner) if node.inner is not None else Fraction(0)


def has_gaps(evidence: object) -> bool:
    """Tell whether evidence lacks a fact at all, of its own or of a row."""
    return any(value is None for record in _records(evidence) for value in _values(record))


def _records(evidence: object) -> Iterator[object]:
    yield evidence
    for value in _values(evidence):
        if isinstance(value, tuple):
            yield from value


def _values(record: object) -> Iterator[object]:
    names = getattr(type(record), "__attrs_attrs__", ())
    yield from (getattr(record, each.name) for each in names)
