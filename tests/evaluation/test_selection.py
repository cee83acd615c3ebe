"""Ranks, places, ties and revocations."""

from fractions import Fraction
from pathlib import Path

import pytest

import lianbing
from tests import small_city
from tests.small_city import campaign, candidate, decision


@pytest.fixture
def rules(tmp_path: Path) -> lianbing.Rulebook:
    """The small city's rules: two places."""
    return small_city.rulebook(tmp_path)


def ranks(outcome: lianbing.Outcome) -> list[tuple[str, int | None, bool]]:
    """The standings as id, rank and whether selected."""
    return [(each.candidate.id, each.rank, each.selected) for each in outcome.award("team").standings]


def test_equal_totals_share_the_better_rank(rules: lianbing.Rulebook) -> None:
    """Competition ranking is 1, 2, 2, 4, and a tie below the last place needs no decision."""
    outcome = lianbing.evaluate(
        rules,
        campaign(candidate("a", 9), candidate("d", 2), candidate("c", 2), candidate("b", 8), candidate("e", 1)),
    )

    assert ranks(outcome) == [
        ("a", 1, True),
        ("b", 2, True),
        ("c", 3, False),
        ("d", 3, False),
        ("e", 5, False),
    ]
    assert not outcome.needs_decision


def test_a_tie_across_the_last_place_is_left_to_people(rules: lianbing.Rulebook) -> None:
    """Nobody in such a tie is picked; it is reported with the places that are left."""
    award = lianbing.evaluate(rules, campaign(candidate("a", 9), candidate("b", 5), candidate("c", 5))).award("team")

    assert [(tie.places, tie.candidates) for tie in award.needs_decision] == [(1, ("b", "c"))]
    assert [each.candidate.id for each in award.selected] == ["a"]


def test_a_recorded_decision_settles_a_tie(rules: lianbing.Rulebook) -> None:
    """The candidate that people name takes the place, and the shared rank stays."""
    outcome = lianbing.evaluate(
        rules,
        campaign(candidate("a", 9), candidate("b", 5), candidate("c", 5), decisions=(decision("tie", "c"),)),
    )

    assert ranks(outcome) == [("a", 1, True), ("b", 2, False), ("c", 2, True)]
    assert not outcome.needs_decision


def test_part_of_a_tie_may_be_decided(rules: lianbing.Rulebook) -> None:
    """With two places for three equals, one decision leaves one place for the other two."""
    three = [candidate(name, 5) for name in "abc"]
    award = lianbing.evaluate(rules, campaign(*three, decisions=(decision("tie", "b"),))).award("team")

    assert [(tie.places, tie.candidates) for tie in award.needs_decision] == [(1, ("a", "c"))]
    assert [each.candidate.id for each in award.selected] == ["b"]


def test_more_decisions_than_places_are_an_error(rules: lianbing.Rulebook) -> None:
    """Two decisions for one place cannot both be respected."""
    both = (decision("tie", "b"), decision("tie", "c"))
    with pytest.raises(lianbing.InputError) as caught:
        lianbing.evaluate(rules, campaign(candidate("a", 9), candidate("b", 5), candidate("c", 5), decisions=both))

    assert [each.code for each in caught.value.faults] == ["surplus_tie_decisions"]


def test_a_decision_without_a_tie_is_told(rules: lianbing.Rulebook) -> None:
    """A decision that has no effect is never silent."""
    outcome = lianbing.evaluate(rules, campaign(candidate("a", 9), decisions=(decision("tie", "a"),)))

    assert [each.code for each in outcome.warnings] == ["idle_tie_decision"]


def test_a_revocation_leaves_the_place_empty(rules: lianbing.Rulebook) -> None:
    """An honour taken back by people is not given to the next."""
    three = [candidate("a", 9), candidate("b", 8), candidate("c", 7)]
    award = lianbing.evaluate(rules, campaign(*three, decisions=(decision("revocation", "a"),))).award("team")

    assert [each.candidate.id for each in award.selected] == ["b"]
    assert [each.candidate.id for each in award.revoked] == ["a"]


def test_a_condition_revokes_only_an_honour_that_was_given(rules: lianbing.Rulebook) -> None:
    """What is found out later takes back the winner's honour and does nothing to the loser."""
    award = lianbing.evaluate(
        rules,
        campaign(candidate("a", 9, late_report=True), candidate("b", 8), candidate("c", 7, late_report=True)),
    ).award("team")

    assert [(each.candidate.id, each.clause) for each in award.revoked] == [("a", "1.3")]


def test_revoking_what_was_not_given_is_told(rules: lianbing.Rulebook) -> None:
    """A revocation of someone not selected has no effect and says so."""
    three = [candidate("a", 9), candidate("b", 8), candidate("c", 7)]
    outcome = lianbing.evaluate(rules, campaign(*three, decisions=(decision("revocation", "c"),)))

    assert [each.code for each in outcome.warnings] == ["idle_revocation"]


def test_the_excluded_are_listed_with_reason_and_clause(rules: lianbing.Rulebook) -> None:
    """Nobody is dropped silently, and the places go to those who stay."""
    award = lianbing.evaluate(
        rules, campaign(candidate("a", 9, barred=True), candidate("b", 8), candidate("c", 7))
    ).award("team")

    assert [(each.candidate.id, each.reason, each.clause) for each in award.excluded] == [("a", "已取消资格", "1.2")]
    assert [each.candidate.id for each in award.selected] == ["b", "c"]


def test_the_cohort_is_without_the_excluded(tmp_path: Path) -> None:
    """The greatest that others are measured by is the greatest of those who stay."""
    text = small_city.RULEBOOK.replace('plugin = "small_work"', 'plugin = "small_work"\nparams = {by_share = true}')
    rules = small_city.rulebook(tmp_path, text)
    award = lianbing.evaluate(
        rules, campaign(candidate("a", 0, 900, barred=True), candidate("b", 0, 30), candidate("c", 0, 10))
    ).award("team")

    assert [each.exact for each in award.standings] == [Fraction(10), Fraction(10, 3)]
    assert [each.total for each in award.standings] == [Fraction(10), Fraction("3.33")]


@pytest.mark.parametrize(("on", "order"), [("exact", [("b", 1), ("a", 2)]), ("published", [("a", 1), ("b", 1)])])
def test_what_is_ranked_is_a_rule(tmp_path: Path, on: str, order: list[tuple[str, int]]) -> None:
    """Totals that differ beyond the rounding alone tie when published ones are ranked, not when exact ones are."""
    text = small_city.RULEBOOK.replace('on = "published"', f'on = "{on}"')
    rules = small_city.rulebook(tmp_path, text)
    outcome = lianbing.evaluate(
        rules, campaign(candidate("a", 1, Fraction("0.001")), candidate("b", 1, Fraction("0.002")))
    )

    assert [(name, rank) for name, rank, _ in ranks(outcome)] == order


def test_a_tie_breaker_picks_without_changing_the_rank(tmp_path: Path) -> None:
    """Tie-breakers decide who takes the place, in order; the tied keep their shared rank."""
    breaker = '[[ranking.tie_breaker]]\nindicator = "second"\nclause = "9"\n[[award]]'
    second = small_city.RULEBOOK[small_city.RULEBOOK.index("[[award.indicator]]") :].replace(
        'id = "work"', 'id = "second"'
    )
    text = small_city.RULEBOOK.replace("[[award]]", breaker).replace(
        'points = 20\nclause = "1"', 'points = 40\nclause = "1"'
    )
    rules = small_city.rulebook(tmp_path, text + second)

    def both(name: str, first: int, then: int) -> lianbing.Candidate:
        evidence = {"work": small_city.Evidence(cases=first), "second": small_city.Evidence(cases=then)}
        return lianbing.Candidate(id=name, award="team", name=name, unit="u", evidence=evidence)

    outcome = lianbing.evaluate(rules, campaign(both("a", 9, 9), both("b", 6, 2), both("c", 3, 5)))

    assert ranks(outcome) == [("a", 1, True), ("b", 2, False), ("c", 2, True)]
