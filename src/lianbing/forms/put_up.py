"""Who a unit can put up for the awards: the rows that its form begins with."""

from collections.abc import Iterator, Sequence

import attrs

from lianbing.model.award import Award
from lianbing.model.campaign import Candidate, Unit
from lianbing.model.rulebook import Rulebook


@attrs.frozen(kw_only=True)
class PutUp:
    """A row of the sheet of candidates.

    Attributes:
        award: The award.
        id: The candidate's id, which the form gives so that nobody has to make one up.
        name: The name, where it is known.
        unit: The unit's id.
        level: The level, where the award has levels and it is known.
        candidate: The candidate, where it is known already with all its evidence.
    """

    award: Award
    id: str
    name: str = ""
    unit: str
    level: str | None = None
    candidate: Candidate | None = None


def put_up(rulebook: Rulebook, unit: Unit, candidates: Sequence[Candidate] = ()) -> tuple[PutUp, ...]:
    """Give the rows that a unit's form begins with.

    Args:
        rulebook: The rulebook.
        unit: The unit.
        candidates: The candidates that are known already; those of other units are left out.
    """
    rows: list[PutUp] = []
    for award in rulebook.awards:
        known = [each for each in candidates if each.award == award.id and each.unit == unit.id]
        rows += (_known(award, each) for each in known)
        if not unit.awards or award.id in unit.awards:
            rows += _further(award, unit, [each.id for each in known])
    return tuple(rows)


def _known(award: Award, candidate: Candidate) -> PutUp:
    return PutUp(
        award=award,
        id=candidate.id,
        name=candidate.name,
        unit=candidate.unit,
        level=candidate.level,
        candidate=candidate,
    )


def _further(award: Award, unit: Unit, taken: Sequence[str]) -> Iterator[PutUp]:
    """Give the rows for candidates that the unit may still put up."""
    level = unit.level if unit.level in award.levels else None
    if award.own_unit:
        if unit.id not in taken:
            yield PutUp(award=award, id=unit.id, name=unit.name, unit=unit.id, level=level)
        return
    numbers = (f"{unit.id}-{number}" for number in range(1, 1_000))
    for _ in range((award.nominees_per_unit or 1) - len(taken)):
        free = next(each for each in numbers if each not in taken)
        yield PutUp(award=award, id=free, unit=unit.id, level=level)
