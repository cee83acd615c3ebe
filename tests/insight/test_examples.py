"""Worked examples of what does not apply, and of what lacks a figure."""

from pathlib import Path

import pytest

from lianbing.insight.examples import run_examples
from tests.evaluation.mechanisms import award, load

INDICATOR = """
[[award.indicator]]
id = "port"
plugin = "formula"
title = "港口"
points = 100
clause = "1"
params.applies = "has_port"
params.points = 'when(region_total("city", "ports") > 1, cap(berths, most), 0)'
params.facts.has_port = {type = "flag", title = "有港口"}
params.facts.berths = {type = "count", title = "泊位", default = 0}
"""

EXAMPLE = """
[[example]]
title = "算例"
clause = "1"
award = "team"
indicator = "port"
"""


@pytest.mark.parametrize(
    ("stated", "codes"),
    [
        ("facts = {has_port = true, berths = 7}\npoints = 7\ntotals = {city = {ports = 2}}", []),
        ("facts = {has_port = true, berths = 7}\npoints = 7", ["missing_total"]),
        ("facts = {has_port = false}\napplies = false\ntotals = {city = {ports = 2}}", []),
        ("facts = {has_port = false}\npoints = 0\ntotals = {city = {ports = 2}}", ["example_failed"]),
        ("facts = {has_port = true}\napplies = false\ntotals = {city = {ports = 2}}", ["example_failed"]),
        ("facts = {has_port = false}\napplies = true\ntotals = {city = {ports = 2}}", ["example_failed"]),
        ("facts = {has_port = true, berths = 7}\napplies = true\npoints = 7\ntotals = {city = {ports = 2}}", []),
    ],
)
def test_an_example_says_whether_an_indicator_applies(tmp_path: Path, stated: str, codes: list[str]) -> None:
    """What does not apply is not taken for 0 points, and a figure that is missing is told."""
    book = load(tmp_path, award("places = 1", INDICATOR, EXAMPLE + stated))

    assert codes == [each.code for each in run_examples(book)]
