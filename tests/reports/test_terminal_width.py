"""Standings on narrow screens: nothing is lost."""

import io
from pathlib import Path

import pytest

import lianbing
from lianbing.plugins.registry import Registry
from lianbing.reports import terminal
from lianbing.reports.standings import outcome_report

EXAMPLE = Path(__file__).parents[2] / "examples" / "wuwei-2019"


@pytest.mark.parametrize("width", [40, 60, 80, 100, 160])
def test_names_and_figures_are_whole_on_any_screen(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that is too wide for the screen runs on; it never drops a name or a figure."""
    monkeypatch.setattr(terminal, "WIDTH", width)
    rulebook, campaign = lianbing.load(EXAMPLE, registry=Registry.load(entry_points=False))
    stream = io.StringIO()
    terminal.print_to(stream, outcome_report(lianbing.evaluate(rulebook, campaign), rulebook, "zh"))
    row = next(line for line in stream.getvalue().splitlines() if "gulang-team" in line)

    assert ["4", "gulang-team", "古浪分局", "26.41", "0.00", "14.80", "7.91", "1.20", "2.50"] == row.split()
