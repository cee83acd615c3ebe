"""What differs between two rulebooks is told in words, and nothing else is."""

from pathlib import Path

from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import lianbing
from lianbing.cli.main import program
from lianbing.insight.differences import Difference, differences
from lianbing.model.official_text import Option
from lianbing.plugins.registry import Registry
from tests.evaluation.mechanisms import award, load

REGISTRY = Registry.load(entry_points=False)
WUWEI = lianbing.load_rulebook("wuwei-2019", registry=REGISTRY)

CHANGES = """
[rulebook]
id = "next-2020"
title = "2020 年评选规则"
extends = "wuwei-2019"
[[award]]
id = "collective"
places = 3
[[award.indicator]]
id = "supervision"
points = 25
params = { gains_most = 25 }
[[award.indicator]]
id = "public_satisfaction"
points = 15
[[award]]
id = "individual"
points = 80
[[award.indicator]]
id = "workload"
remove = true
"""


def changed(tmp_path: Path) -> Path:
    """Write the changes."""
    path = tmp_path / "next-2020.toml"
    path.write_text(CHANGES, "utf-8")
    return path


def told(found: tuple[Difference, ...]) -> list[tuple[object, ...]]:
    """Say differences briefly, formulas left out."""
    brief = [
        (each.kind, " › ".join(each.where), str(getattr(each.name, "en", each.name)), each.old, each.new)
        for each in found
    ]
    return [each for each in brief if each[2] != "formula"]


def test_every_change_is_told_and_no_more(tmp_path: Path) -> None:
    """Weights, parameters, places and what was taken out, each where it belongs."""
    new = lianbing.load_rulebook(changed(tmp_path), registry=REGISTRY)

    assert told(differences(WUWEI, new)) == [
        ("changed", "", "title", WUWEI.title, "2020 年评选规则"),
        ("changed", "表现突出集体", "places", "2", "3"),
        ("changed", "表现突出集体 › 强化监督表现", "points", "30", "25"),
        ("changed", "表现突出集体 › 强化监督表现", "gains_most", "30", "25"),
        ("changed", "表现突出集体 › 强化监督表现 › 强化监督表现", "points", "30", "25"),
        ("changed", "表现突出集体 › 执法公众满意度", "points", "10", "15"),
        ("changed", "表现突出集体 › 执法公众满意度 › 执法公众满意度", "points", "10", "15"),
        ("changed", "表现突出个人", "points", "100", "80"),
        ("removed", "表现突出个人 › 日常监督执法表现（工作量）", "", "", ""),
    ]


def test_what_was_removed_one_way_was_added_the_other(tmp_path: Path) -> None:
    """Compared the other way round, old and new change places."""
    new = lianbing.load_rulebook(changed(tmp_path), registry=REGISTRY)
    there, back = differences(WUWEI, new), differences(new, WUWEI)
    turned = {"added": "removed", "removed": "added", "changed": "changed"}

    assert {(turned[each.kind], each.where, each.name, each.new, each.old) for each in there} == {
        (each.kind, each.where, each.name, each.old, each.new) for each in back
    }


@given(readings=st.fixed_dictionaries({each.id: st.sampled_from(each.options) for each in WUWEI.readings}))
def test_a_reading_makes_a_difference_exactly_where_it_is_chosen(readings: dict[str, Option]) -> None:
    """Nothing differs from itself, and each reading chosen otherwise is told."""
    chosen = {name: option.id for name, option in readings.items()}
    other = WUWEI.under(chosen)
    told_readings = {each.new for each in differences(WUWEI, other) if getattr(each.name, "en", "") == "chosen"}

    assert differences(other, other) == ()
    assert told_readings == set(other.departures.values())


def test_the_command_tells_it_in_both_languages(tmp_path: Path) -> None:
    """`rulebook diff A B` prints words, or JSON for other tools."""
    path = str(changed(tmp_path))
    results = {
        arguments: CliRunner().invoke(program(arguments), list(arguments))
        for arguments in (
            ("rulebook", "diff", "wuwei-2019", path),
            ("rulebook", "diff", "wuwei-2019", path, "--lang", "en"),
            ("rulebook", "diff", "wuwei-2019", path, "--format", "json"),
            ("rulebook", "diff", "wuwei-2019", "wuwei-2019"),
        )
    }
    chinese, english, data, same = (each.output for each in results.values())

    assert [each.exit_code for each in results.values()] == [0, 0, 0, 0]
    assert "删去：表现突出个人 › 日常监督执法表现（工作量）" in chinese
    assert "名额：2 → 3" in chinese
    assert "places: 2 → 3" in english
    assert '"kind": "removed"' in data
    assert same == "没有不同\n"


def test_tables_in_a_list_are_compared_by_their_ids(tmp_path: Path) -> None:
    """One changed item of a list is told as that item, not as two lists."""
    indicator = '[[award.indicator]]\nid = "t"\nplugin = "tally"\ntitle = "计数"\npoints = 100\nclause = "1"\n'
    old, new = (
        load(
            tmp_path,
            award("places = 1", f'{indicator}params.things = [{{id = "a", title = "甲", points = {points}}}]\n'),
        )
        for points in (1, 2)
    )

    changed = {str(each.name): (each.old, each.new) for each in differences(old, new)}
    assert changed["things[a].points"] == ("1", "2")
