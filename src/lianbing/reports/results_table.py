"""An outcome as one table for spreadsheet programs: a row for each candidate of each award."""

from collections.abc import Iterator, Mapping

from lianbing.language import Language
from lianbing.model.award import Award
from lianbing.model.campaign import Candidate
from lianbing.model.outcome import AwardOutcome, Departure, Outcome, Revocation, Standing
from lianbing.model.rulebook import Rounding, Rulebook
from lianbing.reports.award_words import shortfall_in_words
from lianbing.reports.figures import published, readable
from lianbing.reports.tables import Table

_BEFORE = ("award", "candidate", "name", "unit", "level", "status", "rank", "total", "reason", "clause")
_AFTER = ("group", "grade", "exact", "decision")


def results_table(outcome: Outcome, rulebook: Rulebook, language: Language) -> Table:
    """Give an outcome as a table whose columns have stable ids.

    Args:
        outcome: What was evaluated.
        rulebook: What it was evaluated under.
        language: The language of what candidates lack to take a place.
    """
    scoring = _scoring_indicators(outcome, rulebook)
    rows: list[tuple[str, ...]] = []
    for each in outcome.awards:
        rows += _rows(each, rulebook.award(each.id), scoring, rulebook.rounding, language)
    return Table((*_BEFORE, *scoring, *_AFTER), tuple(rows))


def _scoring_indicators(outcome: Outcome, rulebook: Rulebook) -> tuple[str, ...]:
    """Name the indicators that give points, each once, in the order of the rulebook."""
    awards = [rulebook.award(each.id) for each in outcome.awards]
    return tuple(dict.fromkeys(each.id for award in awards for each in award.indicators if each.scores))


def _rows(
    outcome: AwardOutcome, award: Award, scoring: tuple[str, ...], rounding: Rounding, language: Language
) -> Iterator[tuple[str, ...]]:
    revoked = {each.candidate.id: each for each in outcome.revoked}
    decisions = {
        **{name: "open" for tie in outcome.needs_decision for name in tie.candidates},
        **{each.candidate: "settled" for each in outcome.settled},
    }
    for standing in outcome.standings:
        points = {each.id: published(each.points, rounding) for each in standing.indicators}
        revocation = revoked.get(standing.candidate.id)
        yield (
            *_who(award.id, standing),
            _status(standing, revocation),
            "" if standing.rank is None else str(standing.rank),
            published(standing.total, rounding),
            *_why(standing, revocation, award, language),
            *(points.get(each, "") for each in scoring),
            standing.group,
            standing.grade or "",
            readable(standing.exact),
            decisions.get(standing.candidate.id, ""),
        )
    for reasons in _by_candidate(outcome.excluded).values():
        why = "；".join(each.reason for each in reasons)
        clauses = " ".join(dict.fromkeys(each.clause for each in reasons))
        who = reasons[0].candidate
        nothing = ("" for _ in scoring)
        yield (*_who(award.id, reasons[0]), "excluded", "", "", why, clauses, *nothing, *_unscored(award, who))


def _status(standing: Standing, revocation: Revocation | None) -> str:
    if standing.rank is None:
        return "unranked"
    if standing.shortfalls:
        return "unqualified"
    if revocation is not None:
        return "revoked"
    return "selected" if standing.selected else "ranked"


def _why(standing: Standing, revocation: Revocation | None, award: Award, language: Language) -> tuple[str, str]:
    """Say what stands between a candidate and its place or grade, and cite the clauses."""
    found: list[Departure | Revocation] = [*standing.limits, *([revocation] if revocation is not None else [])]
    reasons = [shortfall_in_words(each, award, language) for each in standing.shortfalls]
    clauses = [*(each.clause for each in standing.shortfalls), *(each.clause for each in found)]
    joint = "；" if language == "zh" else "; "
    return joint.join([*reasons, *(each.reason for each in found)]), " ".join(filter(None, dict.fromkeys(clauses)))


def _unscored(award: Award, who: Candidate) -> tuple[str, ...]:
    return award.group_id(who.level, who.unit), "", "", ""


def _by_candidate(departures: tuple[Departure, ...]) -> Mapping[str, list[Departure]]:
    found: dict[str, list[Departure]] = {}
    for each in departures:
        found.setdefault(each.candidate.id, []).append(each)
    return found


def _who(award: str, of: Standing | Departure) -> tuple[str, ...]:
    who = of.candidate
    return award, who.id, who.name, who.unit, who.level or ""
