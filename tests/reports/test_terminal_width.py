"""Tables on a terminal: columns stand below each other, and on narrow screens nothing is lost."""

import io
import unicodedata
from pathlib import Path

import pytest
from rich.cells import cell_len

import lianbing
from lianbing.plugins.registry import Registry
from lianbing.reports import terminal
from lianbing.reports.standings import outcome_report
from lianbing.reports.tables import Table

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


def cells(text: str) -> int:
    """Count the columns that a text takes on a terminal, apart from any library: wide letters take two, marks none."""
    return sum(
        0 if unicodedata.combining(each) or unicodedata.category(each) in ("Mn", "Me", "Cf") else 2 if wide(each) else 1
        for each in text
    )


def wide(letter: str) -> bool:
    """Tell whether a letter takes two columns."""
    return unicodedata.east_asian_width(letter) in ("W", "F")


NAMES = (
    "古浪分局",
    "ﾊﾝｶｸ ｶﾅ",
    "ＡＢＣ（一）",
    "❤️ 集体",
    "☎️▶️✔️",
    "1️⃣ 队",
    "👮 队",
    "👩‍👩‍👧 家",
    "é́ a\u0300b",
    "한국어",
    "x\ufe0ey\ufe0f",
    "\u3000全角",
    "㊙️ⓐ",
    "龘" * 30,
)


@pytest.mark.parametrize("name", NAMES)
def test_columns_stand_below_each_other(name: str) -> None:
    """Whatever stands in a cell, the next column begins where its heading does; the rule is as long as the rows."""
    rows = (("1", name, "12.00", "★"), ("2", "甲", "9.50", ""), ("3", "ascii", "10.25", ""))
    printed = terminal.printed([Table(("名次", "候选", "总分", "入选"), rows, figures=(0, 2))])
    lines = [line for line in printed.splitlines() if line.strip()]
    begins = [
        cells(line[: line.index(figure)] + figure)
        for line in lines
        for figure in ("12.00", "9.50", "10.25")
        if figure in line
    ]

    assert 3 == len(begins)
    assert 1 == len(set(begins))
    assert 1 == len({cells(line) for line in lines})
    assert 1 == len({cell_len(line) for line in lines})
    assert "\ufe0f" not in printed


@pytest.mark.parametrize("width", [30, 60, 100])
def test_a_long_text_is_folded_within_its_column(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """No letter of it is lost, and the columns beside it stay where they are."""
    monkeypatch.setattr(terminal, "WIDTH", width)
    text = "长👮a" * 2000
    printed = terminal.printed(
        [Table(("编号", "名称", "总分"), (("a", text, "1.00"), ("b", "短", "22.00")), figures=(2,))]
    )
    lines = [line for line in printed.splitlines() if line.strip()]

    assert printed.count("长") == 2000
    assert printed.count("👮") == 2000
    assert 1 == len({cells(line) for line in lines})
    assert "1.00" in printed
    assert "22.00" in printed
