"""Results as data: an outcome as the JSON document that other tools rely on, and as a CSV table."""

import csv
import io
from collections.abc import Iterator, Mapping

import attrs

from lianbing.formula.domain import written
from lianbing.language import Language
from lianbing.model.campaign import Decision
from lianbing.model.outcome import (
    AwardOutcome,
    CriterionScore,
    Departure,
    IndicatorScore,
    Outcome,
    Revocation,
    Shortfall,
    Standing,
)
from lianbing.model.rulebook import Rounding, Rulebook
from lianbing.reports.figures import clean, published, written_limit

SCHEMA_VERSION = 1
"""Rises when the documents' shape changes so that a reader of the old one would misread it."""

_FORMULA_STARTS = tuple("=+-@＝＋－＠\t\r")

Document = dict[str, object]


def to_json(outcome: Outcome, rulebook: Rulebook, language: Language = "zh") -> Document:
    """Give an outcome as plain data, ready for ``json.dumps``.

    Args:
        outcome: What was evaluated.
        rulebook: What it was evaluated under.
        language: The language of the warnings.
    """
    rounding = rulebook.rounding
    return {
        "schema_version": SCHEMA_VERSION,
        "rulebook": {"id": outcome.rulebook, "sha256": outcome.rulebook_sha256},
        "campaign": {"title": outcome.campaign, "sha256": outcome.campaign_sha256},
        "readings": dict(outcome.readings),
        "partial": outcome.partial,
        "reviews": [attrs.asdict(each) for each in outcome.reviews],
        "awards": [_award(each, rounding) for each in outcome.awards],
        "plugins": [plugin_json(each) for each in outcome.plugins],
        "warnings": [each.to_json(language) for each in outcome.warnings],
    }


def plugin_json(plugin: tuple[str, str, str]) -> Document:
    """Give a plugin's name, distribution and version as plain data."""
    return dict(zip(("name", "distribution", "version"), plugin, strict=True))


def _award(award: AwardOutcome, rounding: Rounding) -> Document:
    return {
        "id": award.id,
        "places": award.places,
        "groups": [attrs.asdict(each) for each in award.groups],
        "needs_decision": [
            {"places": tie.places, "candidates": list(tie.candidates), **({"group": tie.group} if tie.group else {})}
            for tie in award.needs_decision
        ],
        "settled": [_decision(each) for each in award.settled],
        "standings": [_standing(each, rounding) for each in award.standings],
        "excluded": [departure_json(each) for each in award.excluded],
        "revoked": [revocation_json(each) for each in award.revoked],
    }


def _standing(standing: Standing, rounding: Rounding) -> Document:
    return {
        "candidate": standing.candidate.id,
        "name": standing.candidate.name,
        "unit": standing.candidate.unit,
        "group": standing.group or None,
        "rank": standing.rank,
        "total": published(standing.total, rounding),
        "exact": written(standing.exact),
        "selected": standing.selected,
        "grade": standing.grade,
        "grade_limits": [departure_json(each) for each in standing.limits],
        "shortfalls": [shortfall_json(each) for each in standing.shortfalls],
        "indicators": [
            _indicator(each, rounding) for each in standing.indicators if each.criteria or each.state != "scored"
        ],
    }


def _indicator(score: IndicatorScore, rounding: Rounding) -> Document:
    return {
        "id": score.id,
        "points": published(score.points, rounding),
        "max": written_limit(score.most),
        # What is not said is the usual: a score, and scored.
        **({} if score.effect == "score" else {"effect": score.effect}),
        **({} if score.state == "scored" else {"state": score.state}),
        "criteria": [_criterion(each) for each in score.criteria],
    }


def _criterion(score: CriterionScore) -> Document:
    return {
        "id": score.id,
        "points": written(score.points),
        "max": written_limit(score.most),
        "clause": score.clause,
    }


def shortfall_json(shortfall: Shortfall) -> Document:
    """Give as plain data what a candidate lacks to take a place."""
    return {
        "indicator": shortfall.indicator or None,
        "grade": shortfall.grade,
        "needed": written(shortfall.needed),
        "found": written(shortfall.found),
        "clause": shortfall.clause,
    }


def departure_json(departure: Departure) -> Document:
    """Give as plain data who left an award or had a grade limited, and why."""
    return {
        "candidate": departure.candidate.id,
        "name": departure.candidate.name,
        "reason": departure.reason,
        "clause": departure.clause,
        "indicator": departure.indicator,
        "condition": departure.condition,
    }


def revocation_json(revocation: Revocation) -> Document:
    """Give as plain data whose honour was taken back, and why."""
    return {
        "candidate": revocation.candidate.id,
        "name": revocation.candidate.name,
        "reason": revocation.reason,
        "clause": revocation.clause,
        "decision": _decision(revocation.decision) if revocation.decision else None,
    }


def _decision(decision: Decision) -> Document:
    return {
        "kind": decision.kind,
        "candidate": decision.candidate,
        "date": decision.date.isoformat(),
        "by": decision.by,
        "reason": decision.reason,
    }


# The table ------------------------------------------------------------


def to_csv(outcome: Outcome, rulebook: Rulebook) -> str:
    """Give an outcome as a table, a row for each candidate of each award.

    A text that a spreadsheet program would take for a formula gets an apostrophe before it.
    """
    scoring = _scoring_indicators(outcome, rulebook)
    stream = io.StringIO()
    table = csv.writer(stream, lineterminator="\n")
    table.writerow([*_COLUMNS, *map(_harmless, scoring)])
    for award in outcome.awards:
        table.writerows(_rows(award, scoring, rulebook.rounding))
    return stream.getvalue()


_COLUMNS = ("award", "candidate", "name", "unit", "level", "status", "rank", "total", "reason", "clause")


def _scoring_indicators(outcome: Outcome, rulebook: Rulebook) -> tuple[str, ...]:
    """Name the indicators that give points, each once, in the order of the rulebook."""
    awards = [rulebook.award(each.id) for each in outcome.awards]
    return tuple(dict.fromkeys(each.id for award in awards for each in award.indicators if each.scores))


def _rows(award: AwardOutcome, scoring: tuple[str, ...], rounding: Rounding) -> Iterator[list[str]]:
    revoked = {each.candidate.id: each for each in award.revoked}
    for standing in award.standings:
        revocation = revoked.get(standing.candidate.id)
        status = "revoked" if revocation else "selected" if standing.selected else "ranked"
        if standing.shortfalls:
            status = "unqualified"
        if standing.rank is None:
            status = "unranked"
        points = {each.id: published(each.points, rounding) for each in standing.indicators}
        yield [
            *_who(award.id, standing),
            status,
            "" if standing.rank is None else str(standing.rank),
            published(standing.total, rounding),
            _harmless(revocation.reason if revocation else ""),
            _harmless(revocation.clause if revocation else ""),
            *(points.get(each, "") for each in scoring),
        ]
    for reasons in _by_candidate(award.excluded).values():
        why = "；".join(each.reason for each in reasons)
        clauses = " ".join(dict.fromkeys(each.clause for each in reasons))
        yield [
            *_who(award.id, reasons[0]),
            "excluded",
            "",
            "",
            _harmless(why),
            _harmless(clauses),
            *("" for _ in scoring),
        ]


def _by_candidate(departures: tuple[Departure, ...]) -> Mapping[str, list[Departure]]:
    found: dict[str, list[Departure]] = {}
    for each in departures:
        found.setdefault(each.candidate.id, []).append(each)
    return found


def _who(award: str, of: Standing | Departure) -> list[str]:
    who = of.candidate
    return [_harmless(text) for text in (award, who.id, who.name, who.unit, who.level or "")]


def _harmless(text: str) -> str:
    """Keep a spreadsheet program from reading a text as a formula, and a text on one line."""
    return f"'{clean(text)}" if text.startswith(_FORMULA_STARTS) else clean(text)
