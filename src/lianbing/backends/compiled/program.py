"""Programs: some formulas of one indicator, compiled once, and run for one candidate after the other."""

import weakref
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, cast

import attrs

from lianbing.backends.compiled import running
from lianbing.backends.compiled.pairs import Pair
from lianbing.backends.compiled.reader import Asked
from lianbing.backends.compiled.records import RecordReader
from lianbing.backends.compiled.source import Source
from lianbing.backends.compiled.writer import Writer
from lianbing.formula.arithmetic import days_late, folded
from lianbing.formula.nodes import (
    AllOf,
    AnyOf,
    ChoiceIs,
    CohortGreatest,
    CohortRank,
    CohortSize,
    CohortSum,
    Compare,
    CompareDays,
    Condition,
    FlagFact,
    IsGiven,
    Node,
    Not,
    Number,
    RegionTotal,
    Repeats,
)
from lianbing.formula.situation import Cohort, Situation

Found = tuple[Any, ...]
"""What a program gives: for each number a numerator and a denominator, for each condition whether it holds."""

_CONDITIONS = (FlagFact, IsGiven, Compare, CompareDays, ChoiceIs, Repeats, AllOf, AnyOf, Not)

RUNNING = {
    "GROWN": running.GROWN,
    "absent": running.absent,
    "days_late": days_late,
    "each": running.each,
    "folded": folded,
    "mean": running.mean,
    "panel": running.panel,
    "ratio": running.ratio,
    "reduced": running.reduced,
    "sum_of_best": running.sum_of_best,
    "total": running.total,
    "whole": running.whole,
    "whole_steps": running.whole_steps,
}
"""What generated source can call."""

BUILTINS = {each.__name__: each for each in (int, len, max, set, sorted, sum, type)}
"""The few built-ins that it reaches."""


@attrs.frozen(eq=False)
class Program:
    """Formulas as a function.

    Attributes:
        source: The source of the function.
        constants: What the source knows by a number.
        fields: The fields of the evidence that it reads.
        asked: What it asks of the cohort.
    """

    source: str
    constants: dict[str, object]
    fields: tuple[str, ...]
    asked: tuple[Asked | CohortRank, ...]
    _bind: Callable[..., Callable[[object, str | None], Found]]
    _bound: "weakref.WeakKeyDictionary[Cohort, tuple[date, Callable[[object, str | None], Found]]]" = attrs.field(
        factory=weakref.WeakKeyDictionary
    )

    @classmethod
    def of(cls, roots: Sequence[Node]) -> "Program":
        """Compile formulas."""
        body = Source()
        asked: list[Asked | CohortRank] = []
        reader = RecordReader(body, asked)
        writer = Writer(body, reader)
        found: list[str] = []
        with body.apart(deeper=2) as lines:
            for root in roots:
                if isinstance(root, _CONDITIONS):
                    name = body.name("c")
                    body.line(f"{name} = {writer.condition(root)}")
                    found.append(name)
                else:
                    pair: Pair = writer.number(cast("Number", root))
                    found += [pair.numerator, str(pair.denominator)]
        with body.block("def bind(day, answers, ask, above):"):
            with body.block("def run(evidence, level):"):
                for line in reader.head():
                    body.line(line)
                body.lines(lines)
                body.line(f"return ({', '.join(found)},)" if found else "return ()")
            body.line("return run")
        return cls(body.text, body.constants, reader.fields, tuple(asked), _made(body, reader.fields))

    def run(self, situation: Situation) -> Found:
        """Run it for one candidate.

        Raises:
            MissingFactError: A fact that is needed was not stated.
        """
        cohort, day = situation.cohort, situation.evaluation_day
        known = self._bound.get(cohort)
        if known is None or known[0] != day:
            known = day, self._bind(day, *self._answers(cohort))
            self._bound[cohort] = known
        return known[1](situation.evidence, situation.level)

    def _answers(self, cohort: Cohort) -> tuple[object, ...]:
        answers: list[running.Ratio | None] = [None] * len(self.asked)
        there = weakref.ref(cohort)

        def ask(number: int) -> running.Ratio:
            found = _answer(cast("Asked", self.asked[number]), cast("Cohort", there())).as_integer_ratio()
            answers[number] = found
            return found

        def above(number: int, numerator: int, denominator: int) -> int:
            node = cast("CohortRank", self.asked[number])
            return cast("Cohort", there()).above(node.inner, Fraction(numerator, denominator))

        return answers, ask, above


def _answer(node: Asked, cohort: Cohort) -> Fraction:
    match node:
        case CohortSum(inner):
            return cohort.sum(inner)
        case CohortGreatest(inner):
            return cohort.greatest(inner)
        case CohortSize():
            return Fraction(cohort.size())
        case RegionTotal():
            return cohort.region_total(node)


def _made(source: Source, fields: tuple[str, ...]) -> Callable[..., Callable[[object, str | None], Found]]:
    read = running.reader(fields)
    world: dict[str, Any] = {**RUNNING, **source.constants, "read": read, "__builtins__": BUILTINS}
    exec(compile(source.text, "<formulas>", "exec"), world)  # noqa: S102 (our own source, from nodes alone)
    return cast("Callable[..., Callable[[object, str | None], Found]]", world["bind"])


@lru_cache(maxsize=4096)
def compiled(roots: tuple[Node, ...]) -> Program:
    """Give the program of some formulas, compiled when they are met first."""
    return Program.of(roots)


def pairs(nodes: tuple[Number, ...], situation: Situation) -> Found:
    """Give what formulas are worth for one candidate, as numerators and denominators that may not be reduced."""
    return compiled(nodes).run(situation)


def value(node: Number, situation: Situation) -> Fraction:
    """Give what a formula is worth.

    Raises:
        MissingFactError: A fact that is needed was not stated.
    """
    numerator, denominator = compiled((node,)).run(situation)
    return Fraction(numerator, denominator)


def holds(condition: Condition, situation: Situation) -> bool:
    """Tell whether a condition holds.

    Raises:
        MissingFactError: A fact that is needed was not stated.
    """
    (found,) = compiled((condition,)).run(situation)
    return bool(found)
