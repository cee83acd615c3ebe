"""Results as data: an outcome as the JSON document that other tools rely on, and as a CSV table."""

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
from lianbing.reports.figures import published, written_limit
from lianbing.reports.results_table import results_table
from lianbing.reports.tables import csv_text

SCHEMA_VERSION = 1
"""Rises when the documents' shape changes so that a reader of the old one would misread it."""

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


def to_csv(outcome: Outcome, rulebook: Rulebook, language: Language = "zh") -> str:
    """Give an outcome as a table, a row for each candidate of each award; its reasons are in one language.

    A text that a spreadsheet program would take for a formula gets an apostrophe before it.
    """
    return csv_text(results_table(outcome, rulebook, language))
