"""Worked examples: whether a rulebook gives the points that its own examples say."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path as FilePath

import attrs

from lianbing.backends.exact import holds
from lianbing.checks.evidence import Lawful
from lianbing.errors import Fault, InputError, LianbingError, Place, Said, Severity, errors_of, fault
from lianbing.evaluation.cohort import IndicatorCohort
from lianbing.evaluation.scoring import score_of
from lianbing.formula.domain import written
from lianbing.formula.nodes import RegionTotal
from lianbing.language import Bilingual
from lianbing.loading.documents import read_document
from lianbing.loading.structuring import structured
from lianbing.model.award import Indicator
from lianbing.model.campaign import Candidate
from lianbing.model.official_text import Example
from lianbing.model.outcome import IndicatorScore
from lianbing.model.rulebook import Rulebook


def run_examples(rulebook: Rulebook) -> tuple[Fault, ...]:
    """Run all worked examples of a rulebook; give what does not come out as stated."""
    return tuple(found for example in rulebook.examples for found in run_example(rulebook, example))


def run_example(rulebook: Rulebook, example: Example) -> tuple[Fault, ...]:
    """Run a worked example under the rulebook's own readings, save those that the example sets."""
    place = Place(record=f"{example.award}/{example.indicator}", field=example.title)
    own = {reading.id: reading.chosen for reading in rulebook.readings}
    try:
        under = rulebook.under({**own, **example.readings})
        award = under.award(example.award)
        indicator = award.indicator(example.indicator)
    except KeyError as error:
        return (fault("wrong_call", place, why=f"{error}"),)
    except LianbingError as error:
        return tuple(attrs.evolve(each, place=place) for each in error.faults)
    cohort, faults = _cohort(under, indicator, example, place)
    if cohort is None:
        return faults
    situation = cohort.situation("example")
    assert situation is not None, "the example's own facts were read into it"
    applies = all(holds(each.when, situation) for each in indicator.scheme.applies)
    if not applies or example.applies is False:
        return tuple(_inapplicable(example, indicator, place, applies=applies))
    met = tuple(each.id for each in indicator.scheme.exclusions if holds(each.when, situation))
    score = score_of(indicator, situation, under.rounding)
    return tuple(_differences(example, score, met, indicator, place))


def _cohort(
    rulebook: Rulebook, indicator: Indicator, example: Example, place: Place
) -> tuple[IndicatorCohort | None, tuple[Fault, ...]]:
    faults: list[Fault] = []
    everyone: list[tuple[Candidate, object]] = []
    lawful = Lawful.of(indicator)
    for index, facts in enumerate([example.facts, *example.others]):
        evidence, wrong = structured(dict(facts), indicator.evidence, lambda _: place)
        faults += wrong
        name = f"other-{index}" if index else "example"
        candidate = Candidate(
            id=name,
            award=example.award,
            name=name,
            unit="",
            level=example.level,
            evidence={indicator.id: evidence},
            place=place,
        )
        if not wrong:
            faults += errors_of(lawful.faults(candidate))
        everyone.append((candidate, evidence))
    faults += [
        attrs.evolve(
            fault("missing_total", place, region=each.region, name=each.name, clause=example.clause),
            place=attrs.evolve(place, field=f"{example.title} › totals.{each.region}.{each.name}"),
        )
        for each in indicator.scheme.nodes()
        if isinstance(each, RegionTotal) and each.inner is None and each.name not in example.totals.get(each.region, {})
    ]
    if faults:
        return None, tuple(faults)
    day = example.evaluation_day or date(rulebook.source.year, 12, 31)
    remaining = frozenset(candidate.id for candidate, _ in everyone)
    return IndicatorCohort(everyone, remaining, example.totals, day), ()


def _inapplicable(example: Example, indicator: Indicator, place: Place, *, applies: bool) -> Iterator[Fault]:
    """Tell where an example takes an indicator to apply that does not, or the other way round."""
    if example.applies is None or example.applies != applies:
        words = {True: Bilingual("适用", "applies"), False: Bilingual("不适用", "does not apply")}
        values: dict[str, Said] = {
            "name": example.title,
            "what": indicator.title,
            "expected": words[example.applies is not False],
            "found": words[applies],
        }
        yield Fault(code="example_failed", severity=Severity.ERROR, place=place, values=values, clause=example.clause)


def _differences(
    example: Example, score: IndicatorScore, met: tuple[str, ...], indicator: Indicator, place: Place
) -> Iterator[Fault]:
    def differs(what: Said, expected: str, found: str) -> Fault:
        values: Mapping[str, Said] = {
            "name": example.title,
            "what": what,
            "expected": expected,
            "found": found,
        }
        return Fault(code="example_failed", severity=Severity.ERROR, place=place, values=values, clause=example.clause)

    if example.points is not None and abs(score.exact) != example.points:
        yield differs(indicator.title, written(example.points), written(abs(score.exact)))
    points = {each.id: each.points for each in score.criteria}
    for name, stated in example.criteria.items():
        if points.get(name) != stated:
            found = points.get(name)
            yield differs(name, written(stated), "—" if found is None else written(Fraction(found)))
    effects = {each.id: each.effect for each in indicator.scheme.exclusions}
    for effect, stated_condition, words in (
        ("exclude", example.excluded, Bilingual("排除条件", "the excluding condition")),
        ("revoke", example.revoked, Bilingual("撤销条件", "the revoking condition")),
        ("limit", example.limited, Bilingual("限制等次的条件", "the condition that limits the grade")),
    ):
        holding = [name for name in met if effects[name] == effect]
        if holding != ([stated_condition] if stated_condition else []):
            yield differs(words, stated_condition or "—", ", ".join(holding) or "—")


@attrs.frozen
class _Cases:
    case: tuple[Example, ...]


def read_cases(path: FilePath) -> tuple[Example, ...]:
    """Read a file of ``[[case]]`` tables, which have the form of a rulebook's ``[[example]]``.

    Raises:
        InputError: The file is wrong.
    """
    document = read_document(path)
    cases, faults = structured(document.data, _Cases, document.place)
    if cases is None:
        raise InputError(faults)
    return cases.case
