"""Records back to plain data, so that a campaign made in Python can be written as files and read again."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from lianbing.formula.domain import written
from lianbing.model.campaign import Campaign, Candidate
from lianbing.model.official_text import Marking


def campaign_files(campaign: Campaign, rulebook: str) -> dict[str, str]:
    """Give the files of a campaign folder, by name; exact numbers are written as text where JSON has no exact form.

    Args:
        campaign: The campaign.
        rulebook: The id or path of its rulebook.
    """
    heading = {
        "rulebook": rulebook,
        "title": campaign.title,
        "evaluation_day": campaign.evaluation_day.isoformat(),
    }
    own = {
        "campaign": heading,
        "totals": _plain(campaign.totals),
        "history": _plain(campaign.history),
        "outcome": _plain(campaign.outcomes),
        "decision": _plain(campaign.decisions),
        **({"unit": _plain(campaign.units)} if campaign.units else {}),
        **({"marking": _plain(campaign.marking)} if campaign.marking != Marking() else {}),
    }
    candidates = {"candidate": [_candidate(each) for each in campaign.candidates]}
    return {"campaign.json": _text(own), "candidates.json": _text(candidates)}


def _candidate(candidate: Candidate) -> dict[str, object]:
    who = {name: getattr(candidate, name) for name in ("id", "award", "name", "unit", "level")}
    return {**{name: value for name, value in who.items() if value is not None}, **_plain(candidate.evidence)}


def _plain(value: Any) -> Any:
    if attrs.has(type(value)):
        fields = {each.alias or each.name: getattr(value, each.name) for each in attrs.fields(type(value))}
        return {name: _plain(inner) for name, inner in fields.items() if inner is not None}
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    if isinstance(value, Fraction | Decimal):
        exact = Fraction(value)
        return int(exact) if exact.denominator == 1 else written(exact)
    return value.isoformat() if isinstance(value, date) else value


def plain_text(data: object) -> str:
    """Write plain data, numbers and dates among it, as JSON that reads back to the same."""
    return _text(_plain(data))


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
