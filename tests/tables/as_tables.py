"""A campaign of records scored as tables too, and held against what came of the records."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import lianbing
from lianbing.evaluation.evaluating import Evaluation
from lianbing.model.award import Award
from lianbing.model.outcome import AwardOutcome
from lianbing.tables import AwardTable, Engine, engine, score_award, tables_from


def scored(
    runner: Engine,
    rulebook: lianbing.Rulebook,
    award: Award,
    campaign: lianbing.Campaign,
    before: Mapping[str, AwardOutcome],
    *,
    exactly: bool = False,
) -> tuple[AwardTable, dict[str, dict[str, Any]]]:
    """An award of a campaign scored as tables, with its rows by candidate."""
    frames = {name: runner.take(table) for name, table in tables_from(award, campaign, before).items()}
    found = score_award(runner, rulebook, award, campaign, frames, exactly=exactly)
    return found, {row["candidate"]: row for row in runner.rows(found.frame)}


def same(award: Award, outcome: AwardOutcome, found: AwardTable, rows: Mapping[str, Mapping[str, Any]]) -> None:
    """Hold the rows of a table against the outcome of the records."""
    reasons: dict[str, list[str]] = {}
    for each in outcome.excluded:
        reasons.setdefault(each.candidate.id, []).append(f"{each.indicator}.{each.condition}")
    assert {id: row["excluded"] for id, row in rows.items() if row["excluded"]} == {
        id: ";".join(each) for id, each in reasons.items()
    }
    assert len(rows) == len(outcome.standings) + len(reasons)
    for standing in outcome.standings:
        row = rows[standing.candidate.id]
        own = {each.id: exactly(row[f"{each.id}__points"]) for each in standing.indicators}
        assert own == {each.id: each.points for each in standing.indicators}
        assert (exactly(row["total"]), row["rank"], row["selected"]) == (
            standing.total,
            standing.rank,
            standing.selected,
        )
        assert row.get("grade") == standing.grade
        assert row.get("group", "") == standing.group
    assert found.ties == outcome.needs_decision
    assert sum(found.places) == outcome.places
    assert {id for id, row in rows.items() if row["revoked"]} == {each.candidate.id for each in outcome.revoked}
    assert award is found.award


def exactly(value: object) -> Fraction:
    """A value of a table as a number."""
    return Fraction(str(value))


def agree(rulebook: lianbing.Rulebook, campaign: lianbing.Campaign) -> None:
    """Score a campaign as records, as columns and in loops over lists: all say the same."""
    evaluation = Evaluation.of(rulebook, campaign)
    with engine("polars") as runner:
        for award in rulebook.awards:
            for exact in (False, True):
                found = scored(runner, rulebook, award, campaign, evaluation.outcomes, exactly=exact)
                same(award, evaluation.outcomes[award.id], *found)
