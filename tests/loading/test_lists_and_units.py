"""Lists and units of a campaign: history and selections from CSV or workbooks, and who takes part."""

from pathlib import Path

import pytest

import lianbing
from lianbing.loading import load_frame
from tests.office.workbooks import made

HEAD = """[campaign]
rulebook = "wuwei-2019"
title = "大练兵（虚构）"
evaluation_day = 2019-11-20
partial = true
"""
UNIT = '[[unit]]\nid = "gulang"\nname = "古浪分局"\nlevel = "county"\n'
PERSON = '[[candidate]]\nid = "p"\naward = "individual"\nname = "候选人甲"\nunit = "gulang"\n'
HISTORY: list[list[object]] = [
    ["类别", "名称", "年份", "级别", "是否入选"],
    ["集体", "古浪分局", 2018, "省级", "否"],
    ["表现突出个人", "候选人甲", "2017", "部", "是"],
]
OUTCOMES = "单位,奖项,级别,个数\n古浪分局,collective,省级,2\ngulang,个人,ministry,\n"


def folder_of(root: Path, own: str = HEAD + UNIT) -> Path:
    """A campaign of one unit and one person."""
    (root / "campaign.toml").write_text(own, "utf-8")
    (root / "people.toml").write_text(PERSON, "utf-8")
    return root


@pytest.mark.parametrize("names", [("history.xlsx", "outcomes.csv"), ("往年大练兵.xlsx", "上级入选.csv")])
def test_lists_are_read(tmp_path: Path, names: tuple[str, str]) -> None:
    """Under either name, with awards, levels and units as people write them."""
    folder_of(tmp_path)
    made(tmp_path / names[0], HISTORY)
    (tmp_path / names[1]).write_text(OUTCOMES, "gb18030")

    campaign = lianbing.load(tmp_path)[1]

    assert [
        ("collective", "古浪分局", 2018, "province", False),
        ("individual", "候选人甲", 2017, "ministry", True),
    ] == [(each.kind, each.name, each.year, each.level, each.selected) for each in campaign.history]
    assert [("gulang", "collective", "province", 2), ("gulang", "individual", "ministry", 1)] == [
        (each.unit, each.kind, each.level, each.count) for each in campaign.outcomes
    ]


def test_lists_that_are_wrong(tmp_path: Path) -> None:
    """Each cell is told, with the nearest unit."""
    folder_of(tmp_path)
    made(tmp_path / "history.xlsx", [*HISTORY, ["集体", "", "去年", "省级", "否"]])
    (tmp_path / "outcomes.csv").write_text(OUTCOMES.replace("古浪分局", "古狼分局"), "utf-8")

    with pytest.raises(lianbing.InputError) as refused:
        lianbing.load(tmp_path)

    assert [("blank_cell", "B4"), ("wrong_type", "C4"), ("unknown_unit", "")] == [
        (each.code, each.place.cell) for each in refused.value.faults
    ]
    assert "古浪分局" == refused.value.faults[2].suggestion


def test_the_same_entry_in_a_list_and_the_campaigns_own_file(tmp_path: Path) -> None:
    """The line of the list is told; what the own file states keeps its own place."""
    own = '[[history]]\nkind = "collective"\nname = "古浪分局"\nyear = 2018\nlevel = "province"\nselected = false\n'
    bad = '[[outcome]]\nunit = "gulang"\nkind = "nobody"\nlevel = "province"\n'
    folder_of(tmp_path, HEAD + UNIT + own + bad)
    made(tmp_path / "history.xlsx", HISTORY)
    (tmp_path / "outcomes.csv").write_text(OUTCOMES.replace(",2", ",-2"), "utf-8")

    with pytest.raises(lianbing.InputError) as refused:
        lianbing.load(tmp_path)

    found = {each.code: each.place for each in refused.value.faults}
    assert {"repeated_entry", "unknown_award", "out_of_range"} == set(found)
    assert str(tmp_path / "history.xlsx") == found["repeated_entry"].file
    assert "2" == found["repeated_entry"].cell
    assert (str(tmp_path / "outcomes.csv"), 2) == (found["out_of_range"].file, found["out_of_range"].line)
    assert str(tmp_path / "campaign.toml") == found["unknown_award"].file


def test_the_frame_is_known_before_candidates(tmp_path: Path) -> None:
    """Units and marking are read though nobody is put up yet."""
    folder_of(tmp_path, HEAD + UNIT + '[marking]\nreviewers = 3\nspread = "0.2"\n')

    _, campaign = load_frame(tmp_path)

    assert [("gulang", "古浪分局", "county", ())] == [
        (each.id, each.name, each.level, each.awards) for each in campaign.units
    ]
    assert (3, "1/5") == (campaign.marking.reviewers, str(campaign.marking.spread))
    assert () == campaign.candidates


@pytest.mark.parametrize(
    ("changed", "code", "suggestion"),
    [
        (UNIT + UNIT, "repeated_id", None),
        (UNIT.replace('"gulang"', '"古浪"'), "unlawful_id", None),
        (UNIT.replace('"古浪分局"', '" "'), "missing_field", None),
        (UNIT.replace("county", "countie"), "unknown_level", "county"),
        (UNIT + 'awards = ["colective"]\n', "unknown_award", "collective"),
    ],
)
def test_units_that_are_wrong(tmp_path: Path, changed: str, code: str, suggestion: str | None) -> None:
    """They are told by the loader of the frame and of the whole alike."""
    folder_of(tmp_path, HEAD + changed)

    for load in (load_frame, lianbing.load):
        with pytest.raises(lianbing.InputError) as refused:
            load(tmp_path)
        assert [(code, suggestion)] == [(each.code, each.suggestion) for each in refused.value.faults]
        assert refused.value.faults[0].place.line is not None


def test_units_survive_being_written(tmp_path: Path) -> None:
    """A campaign that is written as files has its units and its marking still."""
    campaign = lianbing.load(folder_of(tmp_path, HEAD + UNIT + "[marking]\nreviewers = 3\n"))[1]
    other = tmp_path / "other"
    other.mkdir()
    for name, text in lianbing.campaign_files(campaign, "wuwei-2019").items():
        (other / name).write_text(text.replace('"evaluation_day"', '"partial": true, "evaluation_day"'), "utf-8")

    again = lianbing.load(other)[1]

    assert (campaign.units, campaign.marking) == (again.units, again.marking)
