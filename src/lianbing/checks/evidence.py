"""Whether a candidate's evidence is lawful: exact numbers, within range, no more rows than the rules allow."""

import typing
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import cast

import attrs

from lianbing.backends.exact import Interpreter
from lianbing.checks.needed import has_gaps, missing_facts
from lianbing.errors import Fault, Severity, dotted, fault, shown
from lianbing.formula.arithmetic import folded
from lianbing.formula.domain import Domain, written
from lianbing.formula.evidence import EvidenceField, FactNode, evidence_fields
from lianbing.formula.nodes import ChoiceFact, DayFact, Fact, FlagFact, IsGiven, MarksFact, RowsFact
from lianbing.formula.scheme import RowYear, UniqueRows
from lianbing.formula.situation import Situation
from lianbing.language import Bilingual
from lianbing.model.award import Indicator
from lianbing.model.campaign import Candidate

Path = tuple[str | int, ...]
"""Where a value lies within an indicator's evidence."""

Key = tuple[str | None, str]
"""The list that holds a fact, or None, and its name."""

_FLAG = Bilingual("true 或 false", "true or false")
_DAY = Bilingual("日期", "a date")


@attrs.frozen
class Lawful:
    """What an indicator's scheme and evidence class ask of evidence, made once for all candidates.

    Attributes:
        indicator: The indicator.
        domains: The lawful range of each number that the scheme reads, narrowed as it says.
        read: The facts that the scheme reads for points or conditions, save those that it asks for first.
    """

    indicator: Indicator
    domains: Mapping[Key, Domain]
    read: frozenset[Key]

    @classmethod
    def of(cls, indicator: Indicator) -> "Lawful":
        """Collect what an indicator asks."""
        domains: dict[Key, Domain] = {}
        read: set[Key] = set()
        asked: set[Key] = set()
        for node in indicator.scheme.nodes(shown=False):
            if isinstance(node, Fact | MarksFact | FlagFact | DayFact | ChoiceFact):
                read.add((node.rows, node.name))
            if isinstance(node, IsGiven):
                asked.add((node.fact.rows, node.fact.name))
            if isinstance(node, Fact | MarksFact):
                key = (node.rows, node.name)
                known = domains.get(key, node.domain)
                domains[key] = node.domain.within(known.least, known.most)
        return cls(indicator, domains, frozenset(read - asked))

    def faults(self, candidate: Candidate) -> Iterator[Fault]:
        """Tell all that is wrong with the evidence of one candidate."""
        evidence = candidate.evidence.get(self.indicator.id)
        if not isinstance(evidence, self.indicator.evidence):
            place = candidate.place_of(self.indicator.id)
            expected = Bilingual(f"{self.indicator.evidence.__name__} 记录", f"a {self.indicator.evidence.__name__}")
            yield fault("wrong_type", place, expected=expected, found=shown(evidence))
            return
        found = list(self._record(candidate, evidence, evidence_fields(self.indicator.evidence), None, ()))
        yield from found
        if all(each.code == "out_of_range" for each in found) and has_gaps(evidence):
            yield from self._gaps(candidate, evidence)
        if not found:
            yield from self._rows(candidate, evidence)

    def _gaps(self, candidate: Candidate, evidence: object) -> Iterator[Fault]:
        """Tell which facts were left out though the candidate's points or conditions rest on them."""
        fields = evidence_fields(self.indicator.evidence)
        for rows, index, name in missing_facts(self.indicator.scheme, evidence, candidate.level):
            if rows is None or index is None:
                yield from self._absent(candidate, fields[name], (name,))
            else:
                row_fields = evidence_fields(cast("type", fields[rows].row_type), rows)
                yield from self._absent(candidate, row_fields[name], (rows, index, name))

    def _record(
        self,
        candidate: Candidate,
        record: object,
        fields: Mapping[str, EvidenceField],
        rows: str | None,
        path: Path,
    ) -> Iterator[Fault]:
        for name, field in fields.items():
            value = getattr(record, name)
            if value is None or (field.required and field.plain is str and not str(value).strip()):
                if not field.optional:
                    yield from self._absent(candidate, field, (*path, name))
            else:
                yield from self._value(candidate, field.node, (rows, name), value, (*path, name))
                yield from self._words(candidate, field, value, (*path, name))

    def _value(self, candidate: Candidate, node: FactNode, key: Key, value: object, path: Path) -> Iterator[Fault]:
        match node:
            case RowsFact(name):
                for index, row in enumerate(cast("tuple[object, ...]", value)):
                    if attrs.has(type(row)):
                        yield from self._record(candidate, row, evidence_fields(type(row), name), name, (*path, index))
            case MarksFact():
                yield from self._marks(candidate, node, key, cast("tuple[object, ...]", value), path)
            case Fact() if not isinstance(value, tuple):
                yield from self._number(candidate, value, self.domains.get(key, node.domain), path)
            case FlagFact() if not isinstance(value, bool):
                yield self._fault("wrong_type", candidate, path, expected=_FLAG, found=shown(value))
            case DayFact() if not isinstance(value, date):
                yield self._fault("wrong_type", candidate, path, expected=_DAY, found=shown(value))
            case ChoiceFact(options=options) if options and value not in options:
                yield self._fault("wrong_type", candidate, path, expected=_one_of(options), found=shown(value))

    def _words(self, candidate: Candidate, field: EvidenceField, value: object, path: Path) -> Iterator[Fault]:
        """Check a list of words: each one of those that there are, and none twice."""
        if typing.get_origin(field.row_type) is not typing.Literal:
            return
        options = typing.get_args(field.row_type)
        seen: dict[object, int] = {}
        for index, word in enumerate(cast("tuple[object, ...]", value)):
            if word not in options:
                yield self._fault("wrong_type", candidate, (*path, index), expected=_one_of(options), found=shown(word))
            elif seen.setdefault(word, index) != index:
                yield self._fault("repeated_entry", candidate, (*path, index), other=dotted((*path, seen[word])))

    def _absent(self, candidate: Candidate, field: EvidenceField, path: Path) -> Iterator[Fault]:
        expected = field.node.domain.words() if isinstance(field.node, Fact) else field.node.label
        yield self._fault("missing_field", candidate, path, name=field.name, expected=expected)

    def _marks(
        self,
        candidate: Candidate,
        node: MarksFact,
        key: Key,
        marks: tuple[object, ...],
        path: Path,
    ) -> Iterator[Fault]:
        if not marks:
            yield self._fault("no_marks", candidate, path)
        domain = self.domains.get(key, node.domain)
        for index, mark in enumerate(marks):
            yield from self._number(candidate, mark, domain, (*path, index))

    def _number(self, candidate: Candidate, value: object, domain: Domain, path: Path) -> Iterator[Fault]:
        if isinstance(value, float):
            yield self._fault("binary_float", candidate, path, found=repr(value))
        elif isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal):
            yield self._fault("wrong_type", candidate, path, expected=domain.words(), found=shown(value))
        elif isinstance(value, Decimal) and not value.is_finite():
            yield self._fault("out_of_range", candidate, path, expected=domain.words(), found=str(value))
        elif not domain.holds(value if isinstance(value, Fraction) else Fraction(value)):
            found = written(Fraction(value))
            yield self._fault("out_of_range", candidate, path, expected=domain.words(), found=found)

    def _rows(self, candidate: Candidate, evidence: object) -> Iterator[Fault]:
        """Check what concerns the rows of a list together; their own values are lawful by now."""
        interpreter = Interpreter(Situation(evidence, NoCohort(), date.min, candidate.level))
        for limit in self.indicator.scheme.limits:
            found, most = interpreter.number(limit.count), interpreter.number(limit.most)
            if found > most:
                figures = {"expected": written(most), "found": written(found)}
                yield self._fault("too_many_rows", candidate, (_list_of(limit.count),), name=limit.name, **figures)
        for year in self.indicator.scheme.years:
            yield from self._years(candidate, evidence, year)
        for unique in self.indicator.scheme.uniques:
            yield from self._repeated(candidate, evidence, unique)

    def _years(self, candidate: Candidate, evidence: object, rule: RowYear) -> Iterator[Fault]:
        rows = str(rule.fact.rows)
        for index, row in enumerate(getattr(evidence, rows)):
            found = getattr(row, rule.fact.name)
            if found != rule.year:
                path = (rows, index, rule.fact.name)
                yield self._fault("wrong_year", candidate, path, expected=str(rule.year), found=str(found))

    def _repeated(self, candidate: Candidate, evidence: object, unique: UniqueRows) -> Iterator[Fault]:
        seen: set[tuple[str, ...]] = set()
        for index, row in enumerate(getattr(evidence, unique.rows.name)):
            key = tuple(folded(getattr(row, each.name)) for each in unique.keys)
            if key in seen:
                first = str(getattr(row, unique.keys[0].name))
                yield self._fault("repeated_row", candidate, (unique.rows.name, index), name=first)
            seen.add(key)

    def _fault(self, code: str, candidate: Candidate, path: Path, **values: str | Bilingual) -> Fault:
        place = candidate.place_of(self.indicator.id, *path)
        return Fault(
            code=code,
            severity=Severity.ERROR,
            place=place,
            values=values,
            clause=self.indicator.clause or None,
        )


def _one_of(options: tuple[str, ...]) -> Bilingual:
    return Bilingual(f"以下之一：{'、'.join(options)}", f"one of {', '.join(options)}")


def _list_of(count: object) -> str:
    rows = getattr(count, "rows", None)
    return rows.name if isinstance(rows, RowsFact) else ""


class NoCohort:
    """Stands in for the cohort: what limits rows asks nothing of it."""

    def size(self) -> int:
        """Give the size of nobody."""
        return 0

    def sum(self, node: object) -> Fraction:
        """Give the sum over nobody."""
        return Fraction(0)

    greatest = region_total = sum

    def above(self, node: object, value: Fraction) -> int:
        """Give how many of nobody are above."""
        return 0
