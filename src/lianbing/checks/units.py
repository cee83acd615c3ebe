"""Whether the units that a campaign states are lawful, and what it states of marking agrees with the rulebook."""

import re
from collections.abc import Iterator

from lianbing.errors import Fault, fault, nearest
from lianbing.model.campaign import Campaign, Unit
from lianbing.model.rulebook import Rulebook

_ID = re.compile(r"[A-Za-z0-9._-]+")


def faults_of_units(rulebook: Rulebook, campaign: Campaign) -> Iterator[Fault]:
    """Tell what is wrong with a campaign's units and with what it states of marking."""
    first: dict[str, int] = {}
    for index, unit in enumerate(campaign.units):
        if not _ID.fullmatch(unit.id):
            yield fault("unlawful_id", campaign.place_of("unit", index, "id"), name=unit.id)
        if not unit.name.strip():
            yield fault("missing_field", campaign.place_of("unit", index, "name"), name="name", expected=unit.id)
        if first.setdefault(unit.id, index) != index:
            yield fault("repeated_id", campaign.place_of("unit", index, "id"), name=unit.id)
        yield from _level(rulebook, campaign, index, unit)
        yield from _awards(rulebook, campaign, index, unit)
    for name in ("reviewers", "spread"):
        ruled, stated = getattr(rulebook.marking, name), getattr(campaign.marking, name)
        if ruled is not None and stated not in (None, ruled):
            place = campaign.place_of("marking", name)
            yield fault("ruled_already", place, clause=rulebook.marking.clause or None, expected=str(ruled))


def _level(rulebook: Rulebook, campaign: Campaign, index: int, unit: Unit) -> Iterator[Fault]:
    levels = list(dict.fromkeys(level for award in rulebook.awards for level in award.levels))
    if unit.level is not None and unit.level not in levels:
        place = campaign.place_of("unit", index, "level")
        known, suggestion = ", ".join(levels), nearest(unit.level, levels)
        yield fault("unknown_level", place, name=unit.level, known=known, suggestion=suggestion)


def _awards(rulebook: Rulebook, campaign: Campaign, index: int, unit: Unit) -> Iterator[Fault]:
    known = [each.id for each in rulebook.awards]
    for number, name in enumerate(unit.awards):
        if name not in known:
            place = campaign.place_of("unit", index, "awards", number)
            yield fault("unknown_award", place, name=name, known=", ".join(known), suggestion=nearest(name, known))
