"""The proof of a rulebook's arithmetic: each criterion within its maximum, and the maxima adding up as stated."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from lianbing.backends.bounds import bounds
from lianbing.errors import Fault, Place, Said, Severity, fault
from lianbing.formula.domain import written
from lianbing.formula.interval import Interval
from lianbing.language import Bilingual
from lianbing.model.award import Award, Group, Indicator
from lianbing.model.rulebook import Rulebook

ZERO = Fraction(0)


@attrs.frozen(kw_only=True)
class Proof:
    """What is proved of one criterion.

    Attributes:
        award: The award.
        indicator: The indicator.
        criterion: The criterion.
        clause: Its clause.
        most: Its maximum; None where it has none.
        interval: What its formula can be worth at all.
        proved: Whether that lies within 0 and the maximum.
    """

    award: str
    indicator: str
    criterion: str
    clause: str
    most: Fraction | None
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
        *(each for award in rulebook.awards for each in _total(award)),
    )


def _unproved(proof: Proof) -> Fault:
    place = Place(record=proof.award, field=f"{proof.indicator}.{proof.criterion}")
    expected, found = "∞" if proof.most is None else written(proof.most), str(proof.interval)
    return fault("bounds_broken", place, name=proof.criterion, expected=expected, found=found, clause=proof.clause)


def _sums(award: Award) -> Iterator[Fault]:
    for each in award.indicators:
        yield from _criteria_sum(award, each)
    if not award.total.formula:  # what makes the total in another way than by adding up is proved as a whole
        apart = any(each.applies_to for each in award.indicators)
        for group in award.groups if apart else (None,):
            yield from _award_sum(award, group)


def _criteria_sum(award: Award, indicator: Indicator) -> Iterator[Fault]:
    if indicator.points is None:
        return
    found = sum((criterion.points or ZERO for criterion in indicator.criteria), ZERO)
    if found != indicator.points:
        over = found > indicator.points
        figures: dict[str, Said] = {
            "name": indicator.title,
            "found": written(found),
            "expected": written(indicator.points),
        }
        yield Fault(
            code="criteria_sum" if over else "criteria_short",
            severity=Severity.ERROR if over else Severity.WARNING,
            place=Place(record=award.id, field=indicator.id),
            values=figures,
            clause=indicator.clause,
        )


def _award_sum(award: Award, group: Group | None) -> Iterator[Fault]:
    """Add up what a candidate of a group can get, bonuses aside."""
    own = [
        each
        for each in award.indicators
        if each.effect == "score" and (not each.applies_to or (group is not None and group.id in each.applies_to))
    ]
    found = sum((each.points or ZERO for each in own), ZERO)
    rescaled = award.total.rescale and len(own) < len([each for each in award.indicators if each.effect == "score"])
    if found != award.points and not rescaled:
        clause = "; ".join(dict.fromkeys([award.clause, *_departing(award)]))
        name: Said = award.title
        if group is not None:
            name = Bilingual(f"{award.title}（{group.title}）", f"{award.title} ({group.title})")
        figures: dict[str, Said] = {"name": name, "found": written(found), "expected": written(award.points)}
        place = Place(record=award.id)
        yield Fault(code="award_sum", severity=Severity.ERROR, place=place, values=figures, clause=clause)


def _total(award: Award) -> Iterator[Fault]:
    """Prove that a total which is no plain sum stays within the award's points and its bonuses."""
    if award.total_formula is None:
        return
    bonuses = [each.points for each in award.indicators if each.effect == "bonus" and each.scores]
    most = None if None in bonuses else award.points + sum((each for each in bonuses if each is not None), ZERO)
    interval = bounds(award.total_formula)
    if not interval.within(Interval(None, most)):
        place = Place(record=award.id, field="total")
        expected = "∞" if most is None else written(most)
        clause = award.total.clause or award.clause or None
        yield fault("total_broken", place, name=award.title, expected=expected, found=str(interval), clause=clause)


def _departing(award: Award) -> list[str]:
    """Name the clauses of indicators whose points depend on a reading: where a sum is off, they are the suspects."""
    return [each.clause for each in award.indicators if each.points_readings]
