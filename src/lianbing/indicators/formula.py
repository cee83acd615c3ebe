"""An indicator without Python: the rulebook declares its facts and writes its formulas as text."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

import lianbing
from lianbing.formula import (
    RESERVED,
    Applicability,
    Bilingual,
    Condition,
    Declared,
    Exclusion,
    Exhibit,
    Facts,
    Maxima,
    ParameterError,
    Points,
    RowLimit,
    Scheme,
    Scope,
    Texts,
    UniqueRows,
    applies,
    at_most,
    count,
    evidence_class,
    excludes,
    limits,
    narrowed,
    read_condition,
    read_number,
    revokes,
    shown,
)


@attrs.frozen(kw_only=True)
class Shown:
    """A figure that a panel is shown beside the marks.

    Attributes:
        title: How people call it.
        english: How it is called in English; the title where nothing is said.
        figure: The figure, as a formula.
    """

    title: str
    english: str = ""
    figure: str


@attrs.frozen(kw_only=True)
class Formula:
    """Facts and formulas as the rulebook writes them.

    Attributes:
        facts: The facts, by the names that data files and formulas use.
        values: Numbers by name, to be used in formulas; readings and rulebooks that extend this one can change them.
        parts: Formulas by name, to be used in those below them and in all others.
        tests: Conditions by name, likewise.
        points: What the indicator's only criterion is worth.
        criteria: What each criterion is worth, where there are several.
        excludes: The conditions that remove a candidate, by id.
        revokes: The conditions that take the honour back, by id.
        limits: The conditions that limit the grade, by id.
        applies: Whether the indicator applies to a candidate at all; always where nothing is said.
        at_most: By list, how many rows it may have.
        unique: By list, the facts that tell its rows apart.
        shown: What a panel is shown beside the marks.
    """

    facts: Mapping[str, Declared] = attrs.field(factory=dict)
    values: Mapping[str, Points] = attrs.field(factory=dict)
    parts: Mapping[str, str] = attrs.field(factory=dict)
    tests: Mapping[str, str] = attrs.field(factory=dict)
    points: str = ""
    criteria: Mapping[str, str] = attrs.field(factory=dict)
    excludes: Mapping[str, str] = attrs.field(factory=dict)
    revokes: Mapping[str, str] = attrs.field(factory=dict)
    limits: Mapping[str, str] = attrs.field(factory=dict)
    applies: str = ""
    at_most: Mapping[str, str] = attrs.field(factory=dict)
    unique: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    shown: tuple[Shown, ...] = ()

    def evidence(self) -> type:
        """Make the evidence class of the declared facts."""
        taken = [_reserved(name) for name in self.facts if name in RESERVED]
        if taken:
            raise ExceptionGroup("names", taken)
        try:
            return evidence_class("FormulaEvidence", self.facts)
        except ExceptionGroup as found:
            wrong = [each.under("facts") for each in found.exceptions if isinstance(each, ParameterError)]
            raise ExceptionGroup("facts", wrong) from None

    def scheme(self, facts: Facts[Any], most: Maxima) -> Scheme:
        """Read all formulas; what is wrong with them is told together."""
        levels = facts.candidate_level.options
        texts = Texts(Scope(narrowed(facts, self.facts), calendar=facts.work_calendar, levels=levels))
        texts.define(self.values, self.parts, self.tests)
        criteria = list(texts.criteria(self.points, self.criteria, most))
        others = [*self._conditions(texts), *self._rows(texts), *self._shown(texts), *self._applies(texts)]
        texts.finish()
        return Scheme(*criteria, *others)

    def _applies(self, texts: Texts) -> Iterator[Applicability]:
        if self.applies:
            yield from (applies(each) for each in texts.read(read_condition, self.applies, "applies"))

    def _conditions(self, texts: Texts) -> Iterator[Exclusion]:
        makers: tuple[tuple[str, Mapping[str, str], Callable[[str, Condition], Exclusion]], ...] = (
            ("excludes", self.excludes, excludes),
            ("revokes", self.revokes, revokes),
            ("limits", self.limits, limits),
        )
        for table, given, make in makers:
            for name, text in given.items():
                yield from (make(name, each) for each in texts.read(read_condition, text, table, name))

    def _rows(self, texts: Texts) -> Iterator[RowLimit | UniqueRows]:
        for name, text in self.at_most.items():
            rows = texts.rows(name, "at_most")
            for most in texts.read(read_number, text, "at_most", name):
                if rows is not None:
                    title = self.facts[name].title
                    yield at_most(count(rows.rows), most, title, self.facts[name].english or title)
        for name, keys in self.unique.items():
            rows = texts.rows(name, "unique")
            if rows is not None:
                yield from texts.keys(rows, name, keys)

    def _shown(self, texts: Texts) -> Iterator[Exhibit]:
        for index, each in enumerate(self.shown):
            for figure in texts.read(read_number, each.figure, "shown", index, "figure"):
                yield shown(each.title, each.english or each.title, figure)


def _reserved(name: str) -> ParameterError:
    why = Bilingual(f"“{name}”是公式语言的词，不能作事实名", f"“{name}” is a word of the language and names no fact")
    return ParameterError(why, path=("facts", name))


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [lianbing.Indicator("formula", rule=Formula)]
