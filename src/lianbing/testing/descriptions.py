"""What an indicator says of itself: names in both languages, complete prose, claims about its facts, exact numbers."""

import typing
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs

from lianbing.backends.prose import say
from lianbing.formula.domain import Domain
from lianbing.formula.evidence import EvidenceField, evidence_fields
from lianbing.formula.nodes import (
    ChoiceFact,
    Condition,
    DayFact,
    Fact,
    FlagFact,
    MarksFact,
    Node,
    Number,
    RowsFact,
    walk,
)
from lianbing.language import Bilingual, Language
from lianbing.model.award import Indicator
from lianbing.testing.breaches import Breach, Code
from lianbing.testing.subjects import Subject

_BINARY = 2**20
"""A divisor that is a power of two and at least this comes from a binary float: nobody writes such a number."""

LANGUAGES: tuple[Language, ...] = ("zh", "en")


def described(subject: Subject) -> Iterator[Breach]:
    """Tell what is wrong with what an indicator says of itself."""
    yield from _names(subject)
    yield from _claims(subject)
    yield from _prose(subject)
    yield from _exactness(subject)


def fields_below(evidence: type, rows: str | None = None) -> dict[str, EvidenceField]:
    """Give the fields of evidence and of its rows, by path: ``cases``, ``honours.points``."""
    found: dict[str, EvidenceField] = {}
    for name, field in evidence_fields(evidence, rows).items():
        found[name] = field
        if field.row_type is not None and attrs.has(field.row_type):
            found |= {f"{name}.{path}": each for path, each in fields_below(field.row_type, name).items()}
    return found


def _breach(code: Code, subject: Subject, zh: str, en: str) -> Breach:
    return Breach(code=code, indicator=subject.name, what=Bilingual(zh, en))


def _names(subject: Subject) -> Iterator[Breach]:
    for path, field in fields_below(subject.indicator.evidence).items():
        label = field.node.label
        if label.zh in ("", field.name):
            yield _breach("names", subject, f"事实“{path}”没有中文名称", f"the fact “{path}” has no Chinese name")
        # Facts that a rulebook declares take their Chinese title where it gives no other.
        bare = label.en in ("", field.name, field.name.replace("_", " ")) and label.zh in ("", field.name)
        if subject.kind.evidence is not None and (bare or not label.en.isascii()):
            yield _breach("names", subject, f"事实“{path}”没有英文名称", f"the fact “{path}” has no English name")


def _claims(subject: Subject) -> Iterator[Breach]:
    fields = fields_below(subject.indicator.evidence)
    claimed = [*subject.kind.earns, *subject.kind.deducts]
    for path in sorted(set(claimed)):
        if path not in fields:
            yield _breach("claims", subject, f"没有事实“{path}”", f"there is no fact “{path}”")
        elif not isinstance(fields[path].node, Fact | MarksFact):
            yield _breach("claims", subject, f"“{path}”不是数值", f"“{path}” is no number")
        if claimed.count(path) > 1:
            yield _breach("claims", subject, f"“{path}”写了两次", f"“{path}” stands twice")


def _formulas(indicator: Indicator) -> Iterator[tuple[str, Number | Condition]]:
    scheme = indicator.scheme
    yield from ((each.id, each.formula) for each in scheme.criteria)
    yield from ((each.id, each.when) for each in scheme.exclusions)
    yield from (("applies", each.when) for each in scheme.applies)
    yield from ((each.label.zh, each.formula) for each in scheme.exhibits)


def _prose(subject: Subject) -> Iterator[Breach]:
    for name, formula in _formulas(subject.indicator):
        for language in LANGUAGES:
            text = say(formula, language)
            unsaid = {each.name for each in _facts(formula) if f"“{each.label.say(language)}”" not in text}
            unsaid |= {each.name for each in _facts(formula) if not each.label.say(language).strip()}
            for fact in sorted(unsaid):
                yield _breach(
                    "prose",
                    subject,
                    f"“{name}”的说明（{language}）没有提到“{fact}”：{text}",
                    f"the prose of “{name}” ({language}) does not name “{fact}”: {text}",
                )


def _facts(formula: Node) -> list[Fact | FlagFact | ChoiceFact | DayFact | MarksFact | RowsFact]:
    kinds = Fact | FlagFact | ChoiceFact | DayFact | MarksFact | RowsFact
    return [node for node in walk(formula) if isinstance(node, kinds)]


def _exactness(subject: Subject) -> Iterator[Breach]:
    for name, formula in _formulas(subject.indicator):
        for figure in sorted({figure for node in walk(formula) for figure in _figures(node) if _is_binary(figure)}):
            yield _breach(
                "exactness",
                subject,
                f"“{name}”的公式中有 {figure}，来自二进制浮点数 {float(figure)!r}",
                f"the formula of “{name}” holds {figure}, which comes from the binary float {float(figure)!r}",
            )
    hints = typing.get_type_hints(subject.kind.rule)
    for name, hint in hints.items():
        if hint is float or float in typing.get_args(hint):
            yield _breach("exactness", subject, f"参数“{name}”是 float", f"the parameter “{name}” is a float")


def _figures(node: Node) -> Iterator[Any]:
    """Give the numbers that a node states, those of its tuples and ranges included."""
    waiting = [getattr(node, field.name) for field in attrs.fields(type(node))]
    while waiting:
        found = waiting.pop()
        if isinstance(found, tuple):
            waiting.extend(found)
        elif isinstance(found, Domain):
            waiting += [found.least, found.most]
        elif isinstance(found, Fraction | float):
            yield found


def _is_binary(figure: Fraction | float) -> bool:
    if isinstance(figure, float):
        return True
    divisor = figure.denominator
    return divisor >= _BINARY and divisor & (divisor - 1) == 0
