"""The order of awards, and what an award gets to see of those before it."""

from pathlib import Path

import attrs
import pytest

import lianbing
from lianbing.evaluation.order import in_order
from lianbing.plugins.registry import Registry
from tests import small_city

EXAMPLE = Path(__file__).parents[2] / "examples" / "wuwei-2019"


def test_the_organizer_comes_last() -> None:
    """It reads the standings of the other two, so it is evaluated after them, though the plan names it first."""
    rulebook = lianbing.load_rulebook("wuwei-2019", registry=Registry.load(entry_points=False))

    assert [each.id for each in in_order(rulebook)] == ["collective", "individual", "organizer"]


def test_awards_that_need_each_other_are_an_error(tmp_path: Path) -> None:
    """A circle is told, with the awards in it."""
    rulebook = small_city.rulebook(tmp_path)
    (award,) = rulebook.awards
    needing = [
        attrs.evolve(award, id=name, indicators=(attrs.evolve(award.indicators[0], reads=(other,)),))
        for name, other in (("a", "b"), ("b", "a"))
    ]
    with pytest.raises(lianbing.RulebookError) as caught:
        in_order(attrs.evolve(rulebook, awards=tuple(needing)))

    assert [each.code for each in caught.value.faults] == ["reading_cycle"]
    assert "a" in str(caught.value.faults[0].values["cycle"])


def test_a_revoked_honour_does_not_count_for_the_unit() -> None:
    """The organising unit's results count the honours that stand."""
    rulebook, campaign = lianbing.load(EXAMPLE, registry=Registry.load(entry_points=False))
    before = lianbing.evaluate(rulebook, campaign)
    winner = before.award("collective").standings[0].candidate
    own = next(each for each in before.award("individual").selected if each.candidate.unit == "liangzhou").candidate
    decision = lianbing.Decision(
        kind="revocation",
        award="individual",
        candidate=own.id,
        date=campaign.evaluation_day,
        by="领导小组",
        reason="测试",
    )
    after = lianbing.evaluate(rulebook, attrs.evolve(campaign, decisions=(*campaign.decisions, decision)))

    def points(outcome: lianbing.Outcome) -> object:
        standing = outcome.award("organizer").standing("liangzhou")
        return next(each for each in standing.indicators if each.id == "training_results").exact

    assert winner.id == after.award("collective").standings[0].candidate.id
    assert points(after) < points(before)  # type: ignore[operator]
