"""A small rulebook of one general plugin, for tests: its text, its faults, its points."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

import lianbing
from lianbing.insight.examples import run_example
from lianbing.model.award import Indicator
from lianbing.model.official_text import Example

HEAD = """
[rulebook]
id = "stones"
title = "石头规则（虚构）"
[rulebook.source]
title = "石头规则（虚构）"
year = 2019
[rounding]
step = 0
mode = "ROUND_HALF_UP"
[ranking]
on = "published"
ties = "competition"
undecided = "decision"
[[award]]
id = "team"
title = "集体"
places = 2
points = {total}
clause = "1"
[[award.indicator]]
id = "base"
plugin = "panel"
title = "基础"
points = 10
clause = "1.1"
[[award.indicator]]
id = "stone"
plugin = "{plugin}"
title = "石头"
clause = "1.2"
"""


def rulebook(
    folder: Path, plugin: str, parameters: str, *, points: object = 10, scores: bool = True, more: str = ""
) -> lianbing.Rulebook:
    """Load a rulebook whose indicator ``stone`` uses a plugin.

    Args:
        folder: Where to write it.
        plugin: The plugin.
        parameters: Its parameters, as TOML.
        points: Its points; None states none.
        scores: Whether they are part of the award's points.
        more: What else its table holds.
    """
    total = 10 + (Fraction(str(points)) if scores and points is not None else 0)
    stated = "" if points is None else f"points = {points}\n"
    head = HEAD.replace("{plugin}", plugin).replace("{total}", str(total))
    path = folder / "stones.toml"
    path.write_text(f"{head}{stated}{more}\n[award.indicator.params]\n{parameters}\n", "utf-8")
    return lianbing.load_rulebook(path, registry=lianbing.Registry.load(entry_points=False))


def stone(book: lianbing.Rulebook) -> Indicator:
    """Give the indicator that uses the plugin."""
    return book.award("team").indicator("stone")


def unlike(
    book: lianbing.Rulebook,
    points: object,
    facts: Mapping[str, object],
    *others: Mapping[str, object],
    excluded: str | None = None,
    revoked: str | None = None,
) -> list[str]:
    """Tell what does not come out, or is unlawful, where a candidate's facts are to give these points."""
    example = Example(
        title="",
        clause="",
        award="team",
        indicator="stone",
        facts=facts,
        others=others,
        points=None if points is None else Fraction(str(points)),
        excluded=excluded,
        revoked=revoked,
    )
    return [each.say("en") for each in run_example(book, example)]


def wrongs(folder: Path, plugin: str, parameters: str, **more: object) -> list[tuple[str, str, str]]:
    """Tell what is wrong with parameters: where below ``params``, and in both languages."""
    with pytest.raises(lianbing.RulebookError) as caught:
        rulebook(folder, plugin, parameters, **more)  # type: ignore[arg-type]
    faults = [attrs.evolve(each, clause=None) for each in caught.value.faults]
    assert {"broken_parameter"} == {each.code for each in faults}
    assert all(each.place.line for each in faults)
    return [
        (each.place.field.removeprefix("params").removeprefix("."), each.message("zh"), each.message("en"))
        for each in faults
    ]
