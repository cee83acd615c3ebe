"""Facts that come later: drawn files and marks join the evidence, with where they came from."""

import json
from pathlib import Path
from typing import Any

import pytest

import lianbing
from lianbing.reports.explaining import explanation

HEAD = """[campaign]
rulebook = "wuwei-2019"
title = "大练兵（虚构）"
evaluation_day = 2019-11-20
partial = true
"""
TEAM = """[[candidate]]
id = "team"
award = "collective"
name = "分局"
unit = "u"
level = "county"
[candidate.case_files]
recommended = [{ number = "甲 1号", kind = "general", published = true, year = 2019 }]
"""
WHO = {"award": "collective", "candidate": "team", "indicator": "case_files"}
ROW = {**WHO, "list": "drawn", "values": {"number": "乙2号", "kind": "general", "published": True, "year": 2019}}


def mark(number: str, rows: str, value: object, reviewer: str = "r1", **others: str) -> dict[str, object]:
    """A mark of a file."""
    return {**WHO, "list": rows, "number": number, "field": "marks", "mark": value, "reviewer": reviewer, **others}


GOOD = [
    mark("乙2号", "drawn", 80, file="marking/r1.xlsx", sheet="抽选", cell="C4"),
    mark("甲1号", "recommended", "90.5", file="marking/r1.xlsx", sheet="推选", cell="C4"),
    mark("甲1号", "recommended", 91, "r2", file="marking/r2.xlsx", sheet="推选", cell="C9"),
]


def folder_of(root: Path, marks: list[Any], rows: list[Any], team: str = TEAM) -> Path:
    """A campaign of one team, with additions."""
    (root / "campaign.toml").write_text(HEAD, "utf-8")
    (root / "teams.toml").write_text(team, "utf-8")
    (root / "marks.json").write_text(json.dumps({"mark": marks}), "utf-8")
    (root / "drawn.json").write_text(json.dumps({"row": rows}), "utf-8")
    return root


def test_rows_and_marks_join_the_evidence(tmp_path: Path) -> None:
    """Whatever the order of files; numbers are told apart spaces aside; each value knows its place."""
    (team,) = lianbing.load(folder_of(tmp_path, GOOD, [ROW]))[1].candidates

    files: Any = team.evidence["case_files"]
    assert [["181/2", "91"], ["80"]] == [[str(one) for one in row.marks] for row in (*files.recommended, *files.drawn)]
    places = [team.place_of("case_files", "recommended", 0, "marks", index).say("zh") for index in (0, 1)]
    assert [True, True] == [
        text in place for text, place in zip(("r1.xlsx › 推选 › C4", "r2.xlsx › 推选 › C9"), places, strict=True)
    ]
    assert "drawn.json" in team.place_of("case_files", "drawn", 0, "number").say("zh")


def test_marks_of_drawn_files_may_be_read_first(tmp_path: Path) -> None:
    """Files are read by their names, and a mark waits for the file that it is of."""
    folder = folder_of(tmp_path, GOOD, [ROW])
    (folder / "marks.json").rename(folder / "a.json")

    assert lianbing.load(folder)[1].candidates


def test_an_explanation_names_the_sheet(tmp_path: Path) -> None:
    """Whoever asks where a mark comes from is led to the reviewer's cell."""
    rulebook, campaign = lianbing.load(folder_of(tmp_path, GOOD, [ROW]))
    explained = lianbing.explain(rulebook, campaign, "collective", "team")

    text = "\n".join(line.text for line in explanation(explained, rulebook).walk())

    assert "r1.xlsx" in text


@pytest.mark.parametrize(
    ("marks", "rows", "code"),
    [
        ([{**GOOD[1], "award": "colective"}], [], "unknown_award"),
        ([{**GOOD[1], "indicator": "case_file"}], [], "unknown_indicator"),
        ([{**GOOD[1], "candidate": "teem"}], [], "unknown_candidate"),
        ([{**GOOD[1], "number": "甲2号"}], [], "unknown_file"),
        ([{**GOOD[1], "field": "mark"}], [], "unknown_field"),
        ([{**GOOD[1], "mark": 101}], [], "out_of_range"),
        ([{**GOOD[1], "mark": "good"}], [], "wrong_type"),
        ([{**GOOD[1], "extra": 1}], [], "unknown_field"),
        ([GOOD[1]], [{**ROW, "list": "drown"}], "unknown_field"),
        ([GOOD[1]], [{**ROW, "values": {"number": "x"}}], "missing_field"),
        (GOOD[1:], [{"award": "collective"}], "missing_field"),
    ],
)
def test_additions_that_are_wrong(tmp_path: Path, marks: list[Any], rows: list[Any], code: str) -> None:
    """Each is told, at the addition and not at the candidate's file."""
    with pytest.raises(lianbing.InputError) as refused:
        lianbing.load(folder_of(tmp_path, marks, rows))

    (found, *_) = [each for each in refused.value.faults if each.code == code]
    assert Path(str(found.place.file)).name != "teams.toml"


def test_marks_that_the_file_gives_already(tmp_path: Path) -> None:
    """Two sources for one fact are refused."""
    team = TEAM.replace("published", "marks = [70], published")

    with pytest.raises(lianbing.InputError) as refused:
        lianbing.load(folder_of(tmp_path, GOOD[1:], [], team))

    assert ["given_already", "given_already"] == [each.code for each in refused.value.faults]


def test_a_file_that_stands_twice_has_one_set_of_marks(tmp_path: Path) -> None:
    """It is one file, under whatever two kinds it was put up."""
    row = '{ number = "甲1号", kind = "four_measures", published = true, year = 2019 }'
    team = TEAM.replace("recommended = [", f"recommended = [{row}, ")

    (found,) = lianbing.load(folder_of(tmp_path, GOOD, [ROW], team))[1].candidates

    files: Any = found.evidence["case_files"]
    assert files.recommended[0].marks == files.recommended[1].marks != ()


def test_the_campaign_is_digested_with_them(tmp_path: Path) -> None:
    """A mark that changes changes the digest."""
    first = lianbing.load(folder_of(tmp_path, GOOD, [ROW]))[1].sha256
    folder_of(tmp_path, [{**GOOD[0], "mark": 81}, *GOOD[1:]], [ROW])

    assert first != lianbing.load(tmp_path)[1].sha256
