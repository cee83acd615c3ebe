"""Training results, as they are taken from the other awards and from what the campaign states."""

from datetime import date
from fractions import Fraction

import pytest

from lianbing.indicators.training_results import results
from lianbing.model.campaign import Campaign, Candidate, HigherOutcome, HistoryEntry
from lianbing.model.outcome import AwardOutcome, Standing


def nominee(id: str, name: str, unit: str = "gulang", award: str = "individual") -> Candidate:
    return Candidate(id=id, award=award, name=name, unit=unit)


def outcome(*standings: tuple[Candidate, bool], award: str = "individual") -> AwardOutcome:
    return AwardOutcome(
        id=award,
        places=8,
        standings=tuple(
            Standing(
                candidate=each,
                rank=rank,
                total=Fraction(0),
                exact=Fraction(0),
                selected=selected,
                indicators=(),
            )
            for rank, (each, selected) in enumerate(standings, 1)
        ),
    )


def taken(
    *history: HistoryEntry, outcomes: tuple[HigherOutcome, ...] = (), **awards: AwardOutcome
) -> tuple[object, ...]:
    """The evidence of the unit gulang, as plain rows."""
    unit = Candidate(id="gulang", award="organizer", name="古浪分局", unit="gulang")
    campaign = Campaign(
        title="", evaluation_day=date(2019, 11, 20), candidates=(unit,), history=history, outcomes=outcomes
    )
    evidence = results(campaign, unit, awards)
    return (
        [(each.kind, each.level, each.count) for each in evidence.selections],
        [(each.candidate, each.record) for each in evidence.nominees],
    )


def entry(name: str, *, selected: bool, kind: str = "individual", year: int = 2018) -> HistoryEntry:
    return HistoryEntry(kind=kind, name=name, year=year, level="province", selected=selected)


def test_results_count_those_who_keep_their_place() -> None:
    """The unit's own selected nominees count; those of others, and those without a place, do not."""
    individual = outcome((nominee("a", "甲"), True), (nominee("b", "乙", "tianzhu"), True), (nominee("c", "丙"), False))
    collective = outcome((nominee("t", "古浪分局", award="collective"), True), award="collective")

    selections, nominees = taken(collective=collective, individual=individual)

    assert [("collective", "city", 1), ("individual", "city", 1)] == selections
    assert [("t", "never"), ("a", "never"), ("c", "never")] == nominees


def test_results_count_selections_above_the_city() -> None:
    """What the campaign states of the province counts for the unit that it names."""
    outcomes = (
        HigherOutcome(unit="gulang", kind="collective", level="province", count=2),
        HigherOutcome(unit="tianzhu", kind="collective", level="province", count=1),
    )

    selections, _ = taken(outcomes=outcomes)

    assert [("collective", "province", 2)] == selections


@pytest.mark.parametrize(
    ("history", "record"),
    [
        ([], "never"),
        ([entry("甲", selected=False)], "never_selected"),
        ([entry("甲", selected=True)], "selected"),
        ([entry("甲", selected=True, year=2016), entry("甲", selected=False)], "selected"),
        ([entry("甲", selected=True, kind="collective")], "never"),
        ([entry("乙", selected=True)], "never"),
        ([entry("甲 ", selected=False)], "never_selected"),
    ],
)
def test_results_read_the_history_by_kind_and_name(history: list[HistoryEntry], record: str) -> None:
    """A namesake of the other kind is someone else; one honour is enough; padding does not matter."""
    _, nominees = taken(*history, individual=outcome((nominee("a", "甲"), False)))

    assert [("a", record)] == nominees
