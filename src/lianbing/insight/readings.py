"""What other readings would change: a campaign evaluated under each option that is not in force."""

from collections.abc import Iterator, Mapping

import attrs

from lianbing.errors import Fault, LianbingError
from lianbing.evaluation import evaluate
from lianbing.model.campaign import Campaign
from lianbing.model.outcome import Outcome, Standing
from lianbing.model.rulebook import Rulebook

Key = tuple[str, str]
"""A candidate, by its award and id."""


@attrs.frozen(kw_only=True)
class StandingChange:
    """A candidate whose score or place another reading changes.

    Attributes:
        award: The award's id.
        candidate: The candidate's id.
        before: Its standing under the readings in force; None where it left the award.
        after: Its standing under the other option; None where it leaves the award.
    """

    award: str
    candidate: str
    before: Standing | None
    after: Standing | None


@attrs.frozen(kw_only=True)
class ReadingEffect:
    """What one option of one reading would change, all other readings left as they are.

    Attributes:
        reading: The reading's id.
        option: The option's id.
        faults: Why the campaign cannot be evaluated under it, where it cannot.
        changes: Who changes, in the order of the standings; then who comes back into an award.
    """

    reading: str
    option: str
    faults: tuple[Fault, ...] = ()
    changes: tuple[StandingChange, ...] = ()


def reading_effects(rulebook: Rulebook, campaign: Campaign) -> tuple[ReadingEffect, ...]:
    """Evaluate a campaign under every option that is not in force, and tell who changes.

    The campaign is evaluated once for each such option, so this takes as many times as long as a score.

    Raises:
        InputError: Records are not lawful under the readings in force; all their faults are told.
        RulebookError: The awards need each other in a circle.
    """
    before = _standings(evaluate(rulebook, campaign))
    return tuple(
        _effect(rulebook, campaign, before, reading.id, option.id)
        for reading in rulebook.readings
        for option in reading.options
        if option.id != rulebook.chosen[reading.id]
    )


def _effect(
    rulebook: Rulebook, campaign: Campaign, before: Mapping[Key, Standing], reading: str, option: str
) -> ReadingEffect:
    try:
        after = _standings(evaluate(rulebook.under({reading: option}), campaign))
    except LianbingError as error:
        return ReadingEffect(reading=reading, option=option, faults=error.faults)
    return ReadingEffect(reading=reading, option=option, changes=tuple(_changes(before, after)))


def _standings(outcome: Outcome) -> dict[Key, Standing]:
    return {(award.id, each.candidate.id): each for award in outcome.awards for each in award.standings}


def _changes(before: Mapping[Key, Standing], after: Mapping[Key, Standing]) -> Iterator[StandingChange]:
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        if _place(old) != _place(new):
            award, candidate = key
            yield StandingChange(award=award, candidate=candidate, before=old, after=new)


def _place(standing: Standing | None) -> tuple[object, ...]:
    """Give all of a standing that a candidate would notice; nothing for one who left."""
    if standing is None:
        return ()
    return standing.group, standing.rank, standing.total, standing.exact, standing.selected, standing.grade
