"""The proof of a rulebook's arithmetic: each criterion within its maximum, and the maxima adding up as stated."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from lianbing.backends.bounds import Interval, bounds
from lianbing.errors import Fault, Place, Said, Severity, fault
from lianbing.formula.domain import written
from lianbing.model.rulebook import Award, Indicator, Rulebook

ZERO = Fraction(0)


@attrs.frozen(kw_only=True)
class Proof:
    """What is proved of one criterion.

    Attributes:
        award: The award.
        indicator: The indicator.
        criterion: The criterion.
        clause: Its clause.
        most: Its maximum.
        interval: What its formula can be worth at all.
        proved: Whether that lies within 0 and the maximum.
    """

    award: str
    indicator: str
    criterion: str
    clause: str
    most: Fraction
    interval: Interval
    proved: bool


def prove(rulebook: Rulebook) -> tuple[Proof, ...]:
    """Prove every criterion of a rulebook."""
    return tuple(
        proof for award in rulebook.awards for indicator in award.indicators for proof in _prove(award, indicator)
    )


def _prove(award: Award, indicator: Indicator) -> Iterator[Proof]:
    clauses = {each.id: each.clause for each in indicator.criteria}
    for criterion in indicator.scheme.criteria:
        interval = bounds(criterion.formula)
        yield Proof(
            award=award.id,
            indicator=indicator.id,
            criterion=criterion.id,
            clause=clauses.get(criterion.id, indicator.clause),
            most=criterion.most,
            interval=interval,
            proved=interval.within(Interval(ZERO, criterion.most)),
        )


def faults_of(rulebook: Rulebook) -> tuple[Fault, ...]:
    """Tell what does not add up, each with clause and figures."""
    return (
        *(_unproved(proof) for proof in prove(rulebook) if not proof.proved),
        *(each for award in rulebook.awards for each in _sums(award)),
    )


def _unproved(proof: Proof) -> Fault:
    place = Place(record=proof.award, field=f"{proof.indicator}.{proof.criterion}")
    expected, found = written(proof.most), str(proof.interval)
    return fault("bounds_broken", place, name=proof.criterion, expected=expected, found=found, clause=proof.clause)


def _sums(award: Award) -> Iterator[Fault]:
    for each in award.indicators:
        place = Place(record=award.id, field=each.id)
        found = sum((criterion.points for criterion in each.criteria), ZERO)
        figures: dict[str, Said] = {
            "name": each.title,
            "found": written(found),
            "expected": written(each.points),
        }
        if found > each.points:
            yield Fault(code="criteria_sum", severity=Severity.ERROR, place=place, values=figures, clause=each.clause)
        elif found < each.points:
            yield Fault(
                code="criteria_short",
                severity=Severity.WARNING,
                place=place,
                values=figures,
                clause=each.clause,
            )
    found = sum((each.points for each in award.indicators), ZERO)
    if found != award.points:
        clause = "; ".join(dict.fromkeys([award.clause, *_departing(award)]))
        place = Place(record=award.id)
        figures = {"name": award.title, "found": written(found), "expected": written(award.points)}
        yield Fault(code="award_sum", severity=Severity.ERROR, place=place, values=figures, clause=clause)


def _departing(award: Award) -> list[str]:
    """Name the clauses of indicators whose points depend on a reading: where a sum is off, they are the suspects."""
    return [each.clause for each in award.indicators if each.points_readings]
