"""The page about formats is true: its formats, columns and words are those of the commands."""

import re
from pathlib import Path

import lianbing
from lianbing.cli.formats import format_options
from lianbing.plugins.registry import Registry
from lianbing.reports import (
    checking_table,
    draw_table,
    explained_table,
    forms_table,
    marking_words,
    rulebook_data,
    submissions_table,
)
from lianbing.reports.differences import difference_table
from lianbing.reports.pictures import PICTURES
from lianbing.reports.plugin_list import plugins_table
from lianbing.reports.results_table import results_table
from tests.cli.test_cli import EXAMPLE

DOCUMENTS = Path(__file__).parents[1] / "docs"
ROW = re.compile(r"^\| (`[^|]+) \| (.+) \|$", re.MULTILINE)


def rows(page: str) -> dict[str, str]:
    """The rows of a page's tables, by their first cell."""
    return dict(ROW.findall((DOCUMENTS / page).read_text("utf-8")))


def names(cell: str) -> list[str]:
    """What a cell names as code."""
    return re.findall(r"`([^`]+)`", cell)


def test_the_columns_are_those_of_the_commands() -> None:
    """By name and in order; the indicators stand where the dots are."""
    stated = rows("formats.md")
    rulebook, campaign = lianbing.load(EXAMPLE)
    score = results_table(lianbing.evaluate(rulebook, campaign), rulebook, "zh").columns
    before, after = (names(part) for part in stated["`score`, `demo`"].split("…"))
    scoring = dict.fromkeys(one.id for award in rulebook.awards for one in award.indicators if one.scores)

    assert (*before, *scoring, *after) == score
    assert tuple(names(stated["`explain`"])) == explained_table.COLUMNS
    assert tuple(names(stated["`check`"])) == checking_table.COLUMNS
    assert tuple(names(stated["`rulebook show`"])) == rulebook_data.COLUMNS
    assert tuple(names(stated["`rulebook diff`"])) == difference_table((), "zh").columns
    assert tuple(names(stated["`forms read`"])) == forms_table.COLUMNS
    assert tuple(names(stated["`submissions`"])) == submissions_table.COLUMNS
    assert tuple(names(stated["`draw run`"])) == draw_table.COLUMNS
    assert tuple(names(stated["`marking report`"])) == marking_words.COLUMNS
    assert tuple(names(stated["`plugins`"])) == plugins_table(Registry.load(entry_points=False).listings, "zh").columns


def test_the_formats_and_pictures_are_those_that_there_are() -> None:
    """None is left out, none made up."""
    page = (DOCUMENTS / "formats.md").read_text("utf-8")
    stated = [name for key in rows("formats.md") for name in names(key)]
    offered = {choice for own in ("table", "text") for choice in choices(own)}

    assert offered == {name for name in stated[: len(offered)]}
    assert set(PICTURES) == {name for key in rows("pictures.md") for name in names(key) if not name.startswith("-")}
    assert "`rulebook show` 默认就是 Markdown" in page
    assert "markdown" == choices("markdown")[0]


def choices(own: str) -> list[str]:
    """The formats of a command, its own first."""
    (option,) = (each for each in format_options(own, "zh") if each.name == "form")
    return [str(each) for each in getattr(option.type, "choices", ())]
