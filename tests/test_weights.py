"""Weights on trial: what they change, what they leave alone, and what is refused."""

import functools
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lianbing
from lianbing.evaluation import Evaluation
from lianbing.evaluation.scoring import published
from lianbing.insight.weights import TrialStanding, most_weight, trial, weighable
from lianbing.model.award import Award
from tests.evaluation import mechanisms

EXAMPLES = Path(__file__).parents[1] / "examples"
AWARDS = ("organizer", "collective", "individual")
WEIGHTS = st.fractions(0, 100, max_denominator=60)


@functools.cache
def wuwei() -> Evaluation:
    return Evaluation.of(*lianbing.load(EXAMPLES / "wuwei-2019"))


def tried(name: str, weights: dict[str, Fraction]) -> tuple[TrialStanding, ...]:
    evaluation = wuwei()
    return trial(evaluation.rulebook.award(name), evaluation.outcomes[name], evaluation.rulebook.rounding, weights)


def drawn(data: st.DataObject, award: Award) -> dict[str, Fraction]:
    """Draw a weight for some of the indicators, in any order."""
    names = data.draw(st.permutations([each.id for each in weighable(award)]))
    count = data.draw(st.integers(0, len(names)))
    return {name: data.draw(WEIGHTS) for name in names[:count]}


@pytest.mark.parametrize("stated", [False, True])
@pytest.mark.parametrize("name", AWARDS)
def test_the_rules_own_weights_give_the_result(name: str, stated: bool) -> None:
    """Without weights, or with those of the rules, a trial is the result, in its order and to the last digit."""
    award = wuwei().rulebook.award(name)
    weights = {each.id: each.points for each in weighable(award) if stated and each.points is not None}
    standings = wuwei().outcomes[name].standings

    assert [(each.candidate.id, each.group, each.rank, each.rank, each.total, each.exact) for each in standings] == [
        (each.candidate.id, each.group, each.before, each.rank, each.total, each.exact) for each in tried(name, weights)
    ]
    assert [{score.id: score.points for score in each.indicators} for each in standings] == [
        each.points for each in tried(name, weights)
    ]


@given(data=st.data())
@pytest.mark.parametrize("name", AWARDS)
def test_points_are_scaled_rounded_and_summed(name: str, data: st.DataObject) -> None:
    """A weight scales the exact points; the rulebook rounds them; totals are sums; others keep what they have."""
    evaluation = wuwei()
    award, rounding = evaluation.rulebook.award(name), evaluation.rulebook.rounding
    weights = drawn(data, award)
    found = {each.candidate.id: each for each in tried(name, weights)}

    for standing in evaluation.outcomes[name].standings:
        own = found[standing.candidate.id]
        exact = {
            score.id: score.exact * weights.get(score.id, score.most) / score.most
            for score in standing.indicators
            if score.most
        }
        assert {key: published(value, rounding) for key, value in exact.items()} == own.points
        assert sum(own.points.values()) == own.total
        assert sum(exact.values()) == own.exact


@given(data=st.data())
def test_ranks_follow_the_totals(data: st.DataObject) -> None:
    """More is never ranked behind less, equals share a rank, and a rank tells how many are ahead."""
    award = wuwei().rulebook.award("collective")
    found = tried("collective", drawn(data, award))

    for each in found:
        assert 1 + sum(other.total > each.total for other in found) == each.rank


@given(data=st.data())
def test_the_order_of_weights_and_of_standings_does_not_matter(data: st.DataObject) -> None:
    """Nothing but the figures decides."""
    evaluation = wuwei()
    award, outcome = evaluation.rulebook.award("individual"), evaluation.outcomes["individual"]
    weights = drawn(data, award)
    mixed = attrs.evolve(outcome, standings=tuple(data.draw(st.permutations(outcome.standings))))
    backwards = dict(reversed(weights.items()))

    assert tried("individual", weights) == trial(award, mixed, evaluation.rulebook.rounding, backwards)


@given(weight=WEIGHTS, more=WEIGHTS)
def test_more_weight_never_takes_points_away(weight: Fraction, more: Fraction) -> None:
    """Points of an indicator grow with its weight."""
    low, high = sorted((weight, more))
    by_name = {each.candidate.id: each.points["supervision"] for each in tried("collective", {"supervision": low})}

    for each in tried("collective", {"supervision": high}):
        assert by_name[each.candidate.id] <= each.points["supervision"]


def test_whoever_left_stays_out_and_penalties_stay(tmp_path: Path) -> None:
    """Bonus and penalty keep their points; a group that is only scored has no ranks."""
    groups = """levels = ["a", "b"]
group = [
    {id = "first", title = "甲组", levels = ["a"], places = 1},
    {id = "guest", title = "列席", levels = ["b"], ranked = false},
]"""
    kinds = mechanisms.TWO_PANELS + "".join(
        f'[[award.indicator]]\nid = "{name}"\nplugin = "panel"\neffect = "{name}"\ntitle = "t"\npoints = 9\n'
        'clause = "2"\n'
        for name in ("bonus", "penalty")
    )
    rulebook = mechanisms.load(tmp_path, mechanisms.award(groups, kinds))
    marks: dict[str, Any] = {"study": 30, "practice": 20, "bonus": 3, "penalty": 4}
    other: dict[str, Any] = {"study": 60, "practice": 0, "bonus": 0, "penalty": 0}
    outcome = mechanisms.outcome(
        rulebook,
        mechanisms.candidate(rulebook, "x", level="a", **marks),
        mechanisms.candidate(rulebook, "y", level="a", **other),
        mechanisms.candidate(rulebook, "z", level="b", **marks),
    )
    weights = {"study": Fraction(20), "practice": Fraction(80)}
    found = trial(rulebook.awards[0], outcome, rulebook.rounding, weights)

    # 30 × 20/60 + 20 × 80/40 + 3 − 4 = 49; 60 × 20/60 = 20
    rows = [
        ("x", "first", 2, 1, Fraction(49)),
        ("y", "first", 1, 2, Fraction(20)),
        ("z", "guest", None, None, Fraction(49)),
    ]
    assert rows == [(each.candidate.id, each.group, each.before, each.rank, each.total) for each in found]
    assert {"study": 10, "practice": 40, "bonus": 3, "penalty": -4} == found[0].points
    assert ["study", "practice"] == [each.id for each in weighable(rulebook.awards[0])]


def test_what_is_wrong_is_told_at_once() -> None:
    """Weights out of range and indicators that cannot be weighed are all named."""
    wrong = {"supervision": Fraction(-1), "case_files": Fraction(101), "case_file": Fraction(1)}
    with pytest.raises(lianbing.InputError) as caught:
        tried("collective", wrong)

    told = [each.message("en") for each in caught.value.faults]
    assert 3 == len(told)
    assert "from 0 to 100, found -1" in told[0]
    assert "from 0 to 100, found 101" in told[1]
    assert "did you mean “case_files”" in told[2]


def test_a_total_made_by_a_formula_is_refused() -> None:
    """Where a total is more than a sum, other weights would mean something else."""
    evaluation = Evaluation.of(*lianbing.load(EXAMPLES / "shicheng-2018"))
    award = evaluation.rulebook.award("township")
    with pytest.raises(lianbing.InputError) as caught:
        trial(award, evaluation.outcomes["township"], evaluation.rulebook.rounding, {})

    assert "weights cannot be tried" in caught.value.faults[0].message("en")
    assert () == weighable(award)
    assert 100 == most_weight(award)
