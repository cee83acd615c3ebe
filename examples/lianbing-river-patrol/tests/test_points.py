"""Points as the rules give them, worked out by hand."""

from fractions import Fraction
from pathlib import Path

import pytest

import lianbing
import lianbing_river_patrol

ROOT = Path(__file__).parents[1]
REGISTRY = lianbing.Registry.load([lianbing_river_patrol], entry_points=False)


def test_the_example_campaign() -> None:
    """The east leaves out its fourth quarter, the west its first; who falsified the log is out."""
    rulebook, campaign = lianbing.load(ROOT / "campaign", registry=REGISTRY)
    award = lianbing.evaluate(rulebook, campaign).award("team")

    # East: 30 × (1 + 0.9×2 + 1×2) ÷ 5 + 8.5 + 9.5; west: 30 × (1×2 + 0.5×2 + 0.5) ÷ 5 + 7 + 8.
    assert [("east", Fraction("46.8")), ("west", Fraction(36))] == [
        (each.candidate.id, each.total) for each in award.standings
    ]
    assert [("north", "1.2")] == [(each.candidate.id, each.clause) for each in award.excluded]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("planned = 40", "planned = 0", "params.planned"),
        ("counted = 3", "counted = 2", "params.counted"),
        ("q4 = 1 }", "q5 = 1 }", "params.weights"),
        ("q4 = 1 }", "q4 = 0 }", "params.weights.q4"),
    ],
)
def test_wrong_parameters_are_told(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    """What no formula can be made of is refused, and the error names the parameter."""
    text = (ROOT / "rules" / "river-patrol.toml").read_text(encoding="utf-8")
    path = tmp_path / "changed.toml"
    path.write_text(text.replace(right, wrong), "utf-8")

    with pytest.raises(lianbing.RulebookError) as caught:
        lianbing.load_rulebook(path, registry=REGISTRY)

    assert told in [each.place.field for each in caught.value.faults]
