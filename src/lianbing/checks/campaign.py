"""Whether a campaign's records are lawful under a rulebook: who may be a candidate, and what people stated."""

import re
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping

import attrs

from lianbing.checks.evidence import Lawful
from lianbing.checks.units import faults_of_units
from lianbing.errors import Fault, Place, Severity, fault, nearest
from lianbing.formula.nodes import RegionTotal
from lianbing.language import Bilingual
from lianbing.model.award import Award, Indicator
from lianbing.model.campaign import Campaign, Candidate
from lianbing.model.rulebook import Rulebook

_TEXT = Bilingual("文字", "text")
_ID = re.compile(r"[A-Za-z0-9._-]+")


def faults_of(rulebook: Rulebook, campaign: Campaign) -> tuple[Fault, ...]:
    """Tell all that is wrong with a campaign, candidates in their order, then what the campaign states."""
    scored = [each for each in rulebook.awards if campaign.of(each.id)]
    known = {award.id: [each.id for each in campaign.of(award.id)] for award in rulebook.awards}
    return (
        *faults_of_units(rulebook, campaign),
        *_candidates(rulebook, campaign),
        *_history(rulebook, campaign),
        *_outcomes(rulebook, campaign),
        *faults_of_decisions(rulebook, campaign, known),
        *faults_of_totals(campaign, scored, scored),
    )


def unknown_award(name: str, rulebook: Rulebook, place: Place) -> Fault:
    """Say that a rulebook has no such award."""
    known = [each.id for each in rulebook.awards]
    return fault("unknown_award", place, name=name, known=", ".join(known), suggestion=nearest(name, known))


def _candidates(rulebook: Rulebook, campaign: Campaign) -> Iterator[Fault]:
    awards = {each.id: each for each in rulebook.awards}
    lawful = {
        each.id: [Lawful.of(indicator) for indicator in each.indicators if indicator.derive is None]
        for each in rulebook.awards
    }
    units = {each.id: [unit.id for unit in campaign.of(each.units_of or "")] for each in rulebook.awards}
    first: dict[tuple[str, str], Candidate] = {}
    nominees: Counter[tuple[str, str]] = Counter()
    for candidate in campaign.candidates:
        if candidate.award not in awards:
            yield unknown_award(candidate.award, rulebook, candidate.place_of("award"))
            continue
        award = awards[candidate.award]
        if not _ID.fullmatch(candidate.id):
            yield fault("unlawful_id", candidate.place_of("id"), name=candidate.id)
        if not candidate.name.strip():
            yield fault("missing_field", candidate.place_of("name"), name="name", expected=_TEXT)
        other = first.setdefault((award.id, candidate.id), candidate)
        if other is not candidate:
            place = other.place.say("zh") or candidate.id
            yield fault("repeated_candidate", candidate.place_of("id"), name=candidate.id, other=place)
        yield from _level(award, candidate)
        yield from _unit(award, candidate, units[award.id])
        nominees[award.id, candidate.unit] += 1
        if award.nominees_per_unit is not None and nominees[award.id, candidate.unit] == award.nominees_per_unit + 1:
            yield from _too_many(award, candidate, campaign)
        yield from _group(award, candidate)
        for each in lawful[award.id]:
            if _is_asked(award, each.indicator, candidate, campaign):
                yield from each.faults(candidate)
            elif candidate.evidence.get(each.indicator.id) is not None:
                unused = candidate.place_of(each.indicator.id)
                yield fault("not_applicable", unused, severity=Severity.WARNING, name=each.indicator.title)


def _is_asked(award: Award, indicator: Indicator, candidate: Candidate, campaign: Campaign) -> bool:
    """Tell whether a candidate has to have evidence of an indicator."""
    if campaign.partial and candidate.evidence.get(indicator.id) is None:
        return False
    return award.is_for(indicator, candidate.level, candidate.unit)


def _group(award: Award, candidate: Candidate) -> Iterator[Fault]:
    level_is_told = bool(award.levels) and candidate.level not in award.levels
    if award.groups and not level_is_told and award.group_of(candidate.level, candidate.unit) is None:
        known = ", ".join(each.id for each in award.groups)
        yield fault("no_group", candidate.place_of("level"), clause=award.clause or None, known=known)


def _too_many(award: Award, candidate: Candidate, campaign: Campaign) -> Iterator[Fault]:
    found = sum(each.unit == candidate.unit for each in campaign.candidates if each.award == award.id)
    yield fault(
        "too_many_nominees",
        candidate.place_of("unit"),
        clause=award.clause,
        unit=candidate.unit,
        found=str(found),
        expected=str(award.nominees_per_unit),
    )


def _level(award: Award, candidate: Candidate) -> Iterator[Fault]:
    place = candidate.place_of("level")
    if not award.levels:
        if candidate.level is not None:
            yield fault("unused_level", place, severity=Severity.WARNING)
    elif candidate.level is None:
        yield fault("missing_field", place, name="level", expected=" | ".join(award.levels))
    elif candidate.level not in award.levels:
        known = ", ".join(award.levels)
        suggestion = nearest(candidate.level, award.levels)
        yield fault("unknown_level", place, name=candidate.level, known=known, suggestion=suggestion)


def _unit(award: Award, candidate: Candidate, units: list[str]) -> Iterator[Fault]:
    place = candidate.place_of("unit")
    if award.own_unit and candidate.unit != candidate.id:
        yield fault("unit_not_own_id", place, expected=candidate.id, found=candidate.unit)
    # Without any unit among the candidates there is nothing to hold the name against.
    known = [*units, *award.other_units]
    if units and candidate.unit not in known:
        suggestion = nearest(candidate.unit, known)
        yield fault("unknown_unit", place, name=candidate.unit, known=", ".join(known), suggestion=suggestion)


def _history(rulebook: Rulebook, campaign: Campaign) -> Iterator[Fault]:
    years = rulebook.source.history_years
    seen: dict[Hashable, int] = {}
    for index, entry in enumerate(campaign.history):
        place = campaign.place_of("history", index)
        if all(each.id != entry.kind for each in rulebook.awards):
            yield unknown_award(entry.kind, rulebook, attrs.evolve(place, field=f"history[{index}].kind"))
        if years is not None and not years[0] <= entry.year <= years[1]:
            field = attrs.evolve(place, field=f"history[{index}].year")
            yield fault("wrong_year", field, expected=f"{years[0]}–{years[1]}", found=str(entry.year))
        name = "".join(entry.name.split())  # white space pads short names in official lists
        other = seen.setdefault((entry.kind, name, entry.year, entry.level), index)
        if other != index:
            code = "repeated_entry" if campaign.history[other] == entry else "contradicting_history"
            yield fault(code, place, other=f"history[{other}]")


def _outcomes(rulebook: Rulebook, campaign: Campaign) -> Iterator[Fault]:
    units = sorted({each.unit for each in campaign.candidates})
    for index, outcome in enumerate(campaign.outcomes):
        place = campaign.place_of("outcome", index)
        if all(each.id != outcome.kind for each in rulebook.awards):
            yield unknown_award(outcome.kind, rulebook, attrs.evolve(place, field=f"outcome[{index}].kind"))
        if outcome.unit not in units:
            field = attrs.evolve(place, field=f"outcome[{index}].unit")
            suggestion = nearest(outcome.unit, units)
            yield fault("unknown_unit", field, name=outcome.unit, known=", ".join(units), suggestion=suggestion)
        if outcome.count < 0:
            field = attrs.evolve(place, field=f"outcome[{index}].count")
            yield fault("out_of_range", field, expected="≥ 0", found=str(outcome.count))


def faults_of_decisions(
    rulebook: Rulebook, campaign: Campaign, known: Mapping[str, Collection[str]]
) -> Iterator[Fault]:
    """Tell which decisions are about nobody, or stand twice.

    Args:
        rulebook: The rulebook.
        campaign: The campaign.
        known: By award, its candidates; decisions about other awards are not looked at.
    """
    seen: dict[Hashable, int] = {}
    for index, decision in enumerate(campaign.decisions):
        place = campaign.place_of("decision", index)
        if all(each.id != decision.award for each in rulebook.awards):
            yield unknown_award(decision.award, rulebook, attrs.evolve(place, field=f"decision[{index}].award"))
            continue
        if decision.award not in known:
            continue
        if decision.candidate not in known[decision.award]:
            field = attrs.evolve(place, field=f"decision[{index}].candidate")
            suggestion = nearest(decision.candidate, known[decision.award])
            yield fault(
                "unknown_candidate",
                field,
                award=decision.award,
                name=decision.candidate,
                suggestion=suggestion,
            )
        other = seen.setdefault((decision.kind, decision.award, decision.candidate), index)
        if other != index:
            yield fault("repeated_entry", place, other=f"decision[{other}]")


def faults_of_totals(campaign: Campaign, scored: Iterable[Award], reading: Iterable[Award]) -> Iterator[Fault]:
    """Tell which totals are needed but not given, and which are given but not known to any formula.

    Args:
        campaign: The campaign.
        scored: The awards that are scored: what they need has to be there.
        reading: The awards that may read a total.
    """
    wanted = {(each.region, each.name): each for each in _region_totals(scored)}
    for (region, name), node in wanted.items():
        if node.inner is None and name not in campaign.totals.get(region, {}):
            place = attrs.evolve(campaign.place_of("totals"), field=f"totals.{region}.{name}")
            yield fault("missing_total", place, region=region, name=name)
    names = sorted({each.name for each in _region_totals(reading)})
    for region, totals in campaign.totals.items():
        for name, total in totals.items():
            place = attrs.evolve(campaign.place_of("totals", region, name), field=f"totals.{region}.{name}")
            if name not in names and names:
                suggestion = nearest(name, names)
                # A total that only another reading uses may stand; one that looks misspelt may not.
                severity = Severity.ERROR if suggestion else Severity.WARNING
                known = ", ".join(names)
                yield fault("unused_total", place, severity=severity, name=name, known=known, suggestion=suggestion)
            if total < 0:
                yield fault("out_of_range", place, expected="≥ 0", found=str(total))


def _region_totals(awards: Iterable[Award]) -> Iterator[RegionTotal]:
    for award in awards:
        for indicator in award.indicators:
            for node in indicator.scheme.nodes(shown=False):
                if isinstance(node, RegionTotal):
                    yield node
