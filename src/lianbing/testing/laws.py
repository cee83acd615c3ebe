"""The laws of an indicator: what must hold of its points, whatever lawful evidence it meets."""

import random
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import attrs

from lianbing.backends.bounds import bounds
from lianbing.backends.exact import explain, holds, value
from lianbing.formula.domain import written
from lianbing.formula.evidence import evidence_fields
from lianbing.formula.interval import Interval
from lianbing.formula.nodes import Fact, MarksFact, Repeats, RowsFact
from lianbing.formula.situation import Situation
from lianbing.language import Bilingual
from lianbing.model.award import Indicator
from lianbing.testing.backends import BACKENDS, Backend
from lianbing.testing.search import Problem
from lianbing.testing.subjects import Case

ZERO = Fraction(0)


def bounds_hold(case: Case) -> Iterator[Problem]:
    """Points lie in the proved interval, and that within 0 and the maximum."""
    for criterion in case.subject.indicator.scheme.criteria:
        most = Interval(ZERO, criterion.most)
        interval = bounds(criterion.formula)
        for situation in case.situations:
            points = value(criterion.formula, situation)
            if not (interval.holds(points) and most.holds(points)):
                what = Bilingual(
                    f"分项“{criterion.id}”得 {written(points)}，应在 {most} 之内（公式的范围是 {interval}）",
                    f"the criterion “{criterion.id}” is worth {written(points)}, not within {most} "
                    f"(the formula's interval is {interval})",
                )
                yield Problem(criterion.id, "bounds", what, situation)


def backends_agree(case: Case, *, backends: Sequence[Backend] = BACKENDS) -> Iterator[Problem]:
    """Every backend gives the same points, and the explanation of a condition says whether it holds."""
    scheme = case.subject.indicator.scheme
    reference, *others = backends
    for criterion in scheme.criteria:
        expected = list(reference.evaluate(criterion.formula, case.situations))
        for backend in others:
            found = list(backend.evaluate(criterion.formula, case.situations))
            if found != expected:
                figures = f"{_figures(expected)} ≠ {_figures(found)}"
                yield _differ(criterion.id, f"{reference.name} ≠ {backend.name}: {figures}")
    for exclusion in scheme.exclusions:
        for situation in case.situations:
            if holds(exclusion.when, situation) is not (explain(exclusion.when, situation).value is True):
                yield _differ(exclusion.id, "holds ≠ explain")


def _differ(name: str, how: str) -> Problem:
    return Problem(
        name, "backends", Bilingual(f"“{name}”的结果不一致：{how}", f"the results of “{name}” differ: {how}")
    )


def _figures(points: list[Fraction]) -> str:
    return ", ".join(map(written, points))


def repeatable(case: Case) -> Iterator[Problem]:
    """The same evidence gives the same points again."""
    for criterion in case.subject.indicator.scheme.criteria:
        for situation in case.situations:
            first, again = value(criterion.formula, situation), value(criterion.formula, situation)
            if first != again:
                yield Problem(
                    criterion.id,
                    "determinism",
                    Bilingual(
                        f"分项“{criterion.id}”先得 {written(first)}，再得 {written(again)}",
                        f"the criterion “{criterion.id}” is worth {written(first)}, then {written(again)}",
                    ),
                    situation,
                )


def row_order_is_irrelevant(case: Case) -> Iterator[Problem]:
    """Rows in another order give the same points; a list with rows that repeat, which a formula asks for, stays."""
    indicator = case.subject.indicator
    for situation in case.situations:
        for name in _lists(indicator):
            if not _has_repeats(situation, indicator, name):
                rows = list(getattr(situation.evidence, name))
                random.Random(case.shuffle).shuffle(rows)  # noqa: S311 - an order, not a secret
                yield from _changed(situation, _with(situation, **{name: tuple(rows)}), indicator, name)


def _changed(before: Situation, after: Situation, indicator: Indicator, name: str) -> Iterator[Problem]:
    for criterion in indicator.scheme.criteria:
        first, then = value(criterion.formula, before), value(criterion.formula, after)
        if first != then:
            yield Problem(
                (criterion.id, name),
                "row_order",
                Bilingual(
                    f"“{name}”的行换了次序，分项“{criterion.id}”由 {written(first)} 变为 {written(then)}",
                    f"with the rows of “{name}” in another order, the criterion “{criterion.id}” "
                    f"goes from {written(first)} to {written(then)}",
                ),
                before,
            )


def _lists(indicator: Indicator) -> list[str]:
    return [each.name for each in evidence_fields(indicator.evidence).values() if isinstance(each.node, RowsFact)]


def _has_repeats(situation: Situation, indicator: Indicator, name: str) -> bool:
    """Tell whether a formula asks which rows of a list repeat earlier ones, and some do."""
    for node in indicator.scheme.nodes():
        if isinstance(node, Repeats) and node.rows.name == name:
            rows = getattr(situation.evidence, name)
            keys = ["".join(str(getattr(row, node.key.name, row)).split()).casefold() for row in rows]
            if len(set(keys)) < len(keys):
                return True
    return False


def monotone(case: Case) -> Iterator[Problem]:
    """With cohort figures held, more of what earns never lowers a criterion, more of what deducts never raises it."""
    kind = case.subject.kind
    # The formula of a penalty says what is taken off.
    more = -1 if case.subject.indicator.effect == "penalty" else 1
    for situation in case.situations:
        for sign, paths in ((more, kind.earns), (-more, kind.deducts)):
            for path in paths:
                for evidence in raised(situation.evidence, path, case):
                    after = attrs.evolve(situation, evidence=evidence)
                    yield from _wrong_ways(case, path, sign, situation, after)


def _wrong_ways(case: Case, path: str, sign: int, before: Situation, after: Situation) -> Iterator[Problem]:
    for criterion in case.subject.indicator.scheme.criteria:
        first, then = value(criterion.formula, before), value(criterion.formula, after)
        if (then - first) * sign < 0:
            claim = "earns" if path in case.subject.kind.earns else "deducts"
            points = written(first), written(then)
            yield Problem(
                (path, criterion.id),
                "monotone",
                Bilingual(
                    f"{claim} 写有“{path}”，但它增加时分项“{criterion.id}”由 {points[0]} 变为 {points[1]}",
                    f"{claim} names “{path}”, but with more of it the criterion “{criterion.id}” "
                    f"goes from {points[0]} to {points[1]}",
                ),
                before,
            )


def raised(evidence: Any, path: str, case: Case) -> Iterator[Any]:
    """Raise one number of the evidence by the case's amount, as far as its range allows; of a list, in two rows."""
    head, _, name = path.partition(".")
    fields = evidence_fields(case.subject.indicator.evidence)
    if head not in fields:
        return
    if not name:
        yield from _raised_here(evidence, head, None, case)
        return
    rows = getattr(evidence, head)
    for index, row in enumerate(rows[:2]):
        for higher in _raised_here(row, name, head, case):
            yield attrs.evolve(evidence, **{head: (*rows[:index], higher, *rows[index + 1 :])})


def _raised_here(record: Any, name: str, rows: str | None, case: Case) -> Iterator[Any]:
    kind: type = type(record)
    field = evidence_fields(kind, rows).get(name)
    before = getattr(record, name, None)
    if field is None or not isinstance(field.node, Fact | MarksFact) or before is None:
        return
    domain = case.subject.lawful.domains.get((rows, name), field.node.domain)
    by = Fraction(case.amount, 1 if domain.whole else 10)
    if isinstance(field.node, MarksFact):
        after: Any = (min(before[0] + by, domain.most or before[0] + by), *before[1:])
    elif isinstance(before, tuple):
        after = (*before, "更多") if domain.most is None or len(before) < domain.most else before
    else:
        higher = before + by if domain.most is None else min(before + by, domain.most)
        after = int(higher) if domain.whole else higher
    yield attrs.evolve(record, **{name: after})


def _with(situation: Situation, **changes: object) -> Situation:
    evidence: Any = situation.evidence
    return attrs.evolve(situation, evidence=attrs.evolve(evidence, **changes))


LAWS = (bounds_hold, backends_agree, repeatable, row_order_is_irrelevant, monotone)
"""All laws of points."""
