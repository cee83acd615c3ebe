"""The plugin keeps the contract of all indicators."""

from pathlib import Path

import lianbing_river_patrol
from lianbing.testing import check_rulebook

RULES = Path(__file__).parents[1] / "rules" / "river-patrol.toml"


def test_the_contract() -> None:
    """Points stay within their maxima, order does not matter, errors name what is wrong, and so on."""
    check_rulebook(RULES, modules=[lianbing_river_patrol])
