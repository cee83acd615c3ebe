"""Filled-in forms: what people do with them is understood and told, what is wrong is told at its cell."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

import lianbing
from lianbing.errors import Fault, InputError, Severity, errors_of
from lianbing.loading import load_frame
from lianbing.loading.forms_given import given_forms
from tests.forms.offices import blank, change, put

TEAM, CASES = "集体 强化监督表现", "集体 执法案卷质量 推选案卷"
PRAISE = "集体 强化监督表现 通报表扬"


MARKS = [
    {"award": award, "candidate": id, "indicator": indicator, "field": field, "mark": 1, "reviewer": "r"}
    for award, id, indicator, field in (
        ("organizer", "gulang", "deployment", "marks"),
        ("organizer", "gulang", "activity", "marks"),
        ("organizer", "gulang", "incentives", "marks"),
        ("organizer", "gulang", "self_evaluation", "marks"),
        *(
            (award, id, "team_building", f"{field}_marks")
            for award, id in (("organizer", "gulang"), ("collective", "gulang-1"))
            for field in ("reward", "safety", "liability")
        ),
    )
]
"""The marks that a panel would give."""


def team(book: Any, changed: Callable[[Any], object] = lambda _: None) -> None:
    """Put the unit's collective up, with facts of two kinds; and change what else is to be changed."""
    put(book, "候选名单", "C5", "古浪队")
    put(book, TEAM, "B5", "否")
    put(book, "集体 队伍建设与管理", "B5", "是")
    for letter, value in (("F", 12.5), ("I", 0.95), ("M", "是")):
        put(book, "集体 日常监督执法工作", f"{letter}5", value)
    put(book, "集体 执法公众满意度", "B5", 10)
    for row, points in ((5, 3), (6, 5)):
        put(book, PRAISE, f"A{row}", "gulang-1")
        put(book, PRAISE, f"B{row}", f"第{row}轮")
        put(book, PRAISE, f"C{row}", points)
    changed(book)


def read(folder: Path) -> tuple[dict[tuple[str, str], Any], tuple[Fault, ...]]:
    """The tables of the candidates of a folder's forms, and all that was told."""
    rulebook, campaign = load_frame(folder)
    given = given_forms(folder, rulebook, campaign)
    found = {(str(each["award"]), str(each["id"])): each for form in given.forms for each in form.candidates}
    return found, given.faults


def told(faults: tuple[Fault, ...]) -> list[tuple[str, str, str]]:
    """Codes, sheets and cells."""
    return [(each.code, each.place.sheet, each.place.cell) for each in faults]


def test_a_form_that_is_filled_in(tmp_path: Path) -> None:
    """Who is put up, and with what; who is not is told."""
    path = blank(tmp_path)
    change(path, team)

    found, faults = read(tmp_path)

    assert {("organizer", "gulang"), ("collective", "gulang-1")} == set(found)
    own = found["collective", "gulang-1"]["supervision"]
    assert {"action": "第5轮", "points": 3} == own["commendations"][0]
    assert False is own["integrity_problem"]
    assert [("not_put_up", "候选名单", "6"), ("not_put_up", "候选名单", "7")] == [
        each for each in told(faults) if each[0] == "not_put_up"
    ]


def test_a_number_beyond_its_range_is_told_at_its_cell(tmp_path: Path) -> None:
    """As people name it: workbook, sheet, cell."""
    path = blank(tmp_path)
    change(path, lambda book: team(book, lambda own: put(own, PRAISE, "C6", 6)))

    _, faults = read(tmp_path)

    (wrong,) = [each for each in errors_of(faults) if each.code == "out_of_range"]
    assert f"{path} › {PRAISE} › C6: 应为1 到 5 之间的数字，实为 6 [out_of_range]" == wrong.say("zh")


def test_what_is_wrong_is_told_once_and_all_at_once(tmp_path: Path) -> None:
    """Blank, wrong and foreign cells of all sheets, each by its place; the loader adds nothing to what was told."""
    path = blank(tmp_path)

    def spoil(book: Any) -> None:
        team(book)
        put(book, TEAM, "B5", "也许")
        put(book, PRAISE, "A7", "gulang-9")
        put(book, PRAISE, "B7", "多出的")
        put(book, PRAISE, "B8", "没有编号")
        put(book, PRAISE, "C5", None)
        put(book, "个人 基本条件", "C5", "下月")

    change(path, spoil)
    expected = {
        ("wrong_type", TEAM, "B5"),
        ("unlisted_candidate", PRAISE, "A7"),
        ("nameless_row", PRAISE, "A8"),
        ("blank_cell", PRAISE, "C5"),
        ("wrong_type", "个人 基本条件", "C5"),
    }

    _, faults = read(tmp_path)
    with pytest.raises(InputError) as refused:
        lianbing.load(tmp_path)

    wrong = told(errors_of(faults))
    assert expected == {each for each in wrong if each[1] in (TEAM, PRAISE, "个人 基本条件")} - {
        each for each in wrong if each[0] == "blank_cell" and each[1] == "个人 基本条件"
    }
    lines = [each.say("zh") for each in refused.value.faults]
    assert len(set(lines)) == len(lines)
    assert "gulang-1" == next(each.suggestion for each in faults if each.code == "unlisted_candidate")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (lambda book: put(book, PRAISE, "C5", "３"), "tolerated_width"),
        (lambda book: book[PRAISE].move_range("C3:C20", cols=4), None),
        (lambda book: book[PRAISE].insert_cols(2), None),
        (lambda book: book[PRAISE].insert_rows(6, 3), "tolerated_blank_rows"),
        (lambda book: _hide(book[PRAISE], "C"), "tolerated_hidden_column"),
        (lambda book: _swap(book[PRAISE]), "tolerated_order"),
        (lambda book: put(book, PRAISE, "H3", "自己加的一列"), "unknown_column"),
        (lambda book: put(book, book.create_sheet("草稿").title, "A1", "算一算"), "unknown_sheet"),
        (lambda book: book[PRAISE].merge_cells("F5:G6"), "tolerated_merged_cells"),
        (lambda book: book[PRAISE].delete_rows(4), None),
        (lambda book: book[PRAISE].delete_rows(1, 2), None),
    ],
    ids=[
        "width",
        "moved",
        "inserted column",
        "blank rows",
        "hidden",
        "swapped",
        "own column",
        "own sheet",
        "merged",
        "example deleted",
        "title deleted",
    ],
)
def test_what_people_do_is_understood(tmp_path: Path, changed: Callable[[Any], object], code: str | None) -> None:
    """The same facts come out, and what was done is told as a warning."""
    path = blank(tmp_path)
    change(path, lambda book: team(book, changed))
    found, faults = read(tmp_path)

    rows = found["collective", "gulang-1"]["supervision"]["commendations"]
    assert [("第5轮", 3), ("第6轮", 5)] == [(each["action"], each["points"]) for each in rows]
    assert [] == [each.code for each in errors_of(faults) if each.place.sheet == PRAISE]
    if code is not None:
        assert code in [each.code for each in faults if each.severity is Severity.WARNING]


def _hide(sheet: Any, column: str) -> None:
    sheet.column_dimensions[column].hidden = True


def _swap(sheet: Any) -> None:
    for row in range(3, 10):
        first, second = sheet.cell(row, 2), sheet.cell(row, 3)
        first.value, second.value = second.value, first.value


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (lambda book: book.remove(book["候选名单"]), "missing_sheet"),
        (lambda book: book[PRAISE].delete_rows(3), "missing_headings"),
        (lambda book: put(book, PRAISE, "C3", "甲"), "missing_column"),
        (lambda book: put(book, PRAISE, "B3", "得分*"), "repeated_column"),
        (lambda book: put(book, TEAM, "A6", "gulang-1"), "repeated_facts"),
    ],
)
def test_a_form_that_was_spoilt(tmp_path: Path, changed: Callable[[Any], object], code: str) -> None:
    """Headings and sheets that the form cannot do without."""
    path = blank(tmp_path)
    change(path, lambda book: team(book, changed))

    _, faults = read(tmp_path)

    assert code in [each.code for each in errors_of(faults)]


def test_the_same_candidate_in_two_places(tmp_path: Path) -> None:
    """In two workbooks, or a workbook and a data file: refused, and both places are named."""
    path = blank(tmp_path)
    shutil.copy(path, tmp_path / "又一份.xlsx")

    with pytest.raises(InputError) as refused:
        lianbing.load(tmp_path)

    doubled = [each for each in refused.value.faults if each.code == "repeated_candidate"]
    assert doubled
    assert {"古浪分局", "又一份"} <= {name for name in ("古浪分局", "又一份") if name in doubled[0].say("zh")}


def test_forms_of_other_rules(tmp_path: Path) -> None:
    """A form of another rulebook is refused; of another version, told."""
    path = blank(tmp_path)

    def other(book: Any, text: str) -> None:
        del book.custom_doc_props["lianbing"]
        book.custom_doc_props.append(openpyxl.packaging.custom.StringProperty(name="lianbing", value=text))

    change(path, lambda book: other(book, '{"rulebook": "shicheng-2018", "sha256": "x"}'))
    assert "form_of_other_rulebook" in [each.code for each in errors_of(read(tmp_path)[1])]
    change(path, lambda book: other(book, '{"rulebook": "wuwei-2019", "sha256": "x"}'))
    assert "form_of_other_version" in [each.code for each in read(tmp_path)[1]]
    change(path, lambda book: other(book, "[" * 5000))
    assert "form_of_other_version" in [each.code for each in read(tmp_path)[1]]


def test_a_workbook_that_is_no_form(tmp_path: Path) -> None:
    """It is left out, and said so; lists of known names are not complained of."""
    blank(tmp_path)
    for name in ("别的.xlsx", "reviewers.xlsx"):
        book = openpyxl.Workbook()
        book.active.add_data_validation(DataValidation("list"))
        book.save(tmp_path / name)

    _, faults = read(tmp_path)

    assert ["别的.xlsx"] == [Path(str(each.place.file)).name for each in faults if each.code == "no_form"]
    assert not any("reviewers" in str(each.place.file) for each in faults)


def test_entries_in_a_text_file(tmp_path: Path) -> None:
    """A list may come as CSV under the name of its sheet, and its rows are the candidate's."""
    path = blank(tmp_path)
    change(path, team)
    text = "候选编号,强化监督行动,得分,表扬级别\ngulang-1,文本一轮,4,province\n示例,x,1,y\n"
    (tmp_path / f"古浪_{PRAISE}.csv").write_text(text, "utf-8-sig")

    (tmp_path / "marks.json").write_text(json.dumps({"mark": list(MARKS)}), "utf-8")

    campaign = lianbing.load(tmp_path)[1]

    (collective,) = campaign.of("collective")
    rows: Any = collective.evidence["supervision"]
    assert ["第5轮", "第6轮", "文本一轮"] == [each.action for each in rows.commendations]
    place = collective.place_of("supervision", "commendations", 2, "points")
    assert (f"古浪_{PRAISE}.csv", 2) == (Path(str(place.file)).name, place.line)


def test_a_sheet_that_is_gone(tmp_path: Path) -> None:
    """What it held is lost, so it is told, though a list may be without rows; of no use to who is not put up."""
    path = blank(tmp_path)

    def gone(book: Any) -> None:
        for name in (PRAISE, "个人 基本条件"):
            book.remove(book[name])

    change(path, lambda book: team(book, gone))

    _, faults = read(tmp_path)

    (lost,) = [each for each in faults if each.code == "missing_sheet"]
    assert Severity.WARNING is lost.severity
    assert PRAISE in lost.message("zh")


def test_a_sheet_that_does_not_say_whose(tmp_path: Path) -> None:
    """Without the column of ids, that alone is told, not each row."""
    path = blank(tmp_path)
    change(path, lambda book: team(book, lambda own: put(own, PRAISE, "A3", "甲")))

    _, faults = read(tmp_path)

    assert [("missing_column", PRAISE, "3")] == told(tuple(errors_of(faults)))


@pytest.mark.parametrize(
    ("cell", "value", "expected"),
    [
        ("A5", "集体户", [("wrong_type", "候选名单", "A5")]),
        ("A5", None, [("blank_cell", "候选名单", "A5")]),
        ("D5", None, [("blank_cell", "候选名单", "D5")]),
    ],
    ids=["wrong award", "no award", "no unit"],
)
def test_a_candidate_who_is_not_told_in_full(
    tmp_path: Path, cell: str, value: str | None, expected: list[tuple[str, str, str]]
) -> None:
    """The cell to mend is told, once, and not the rows that follow from it."""
    path = blank(tmp_path)
    change(path, lambda book: team(book, lambda own: put(own, "候选名单", cell, value)))

    _, faults = read(tmp_path)

    assert expected == told(tuple(errors_of(faults)))


def test_a_candidate_without_id(tmp_path: Path) -> None:
    """It is told at the cell where the id belongs."""
    path = blank(tmp_path)
    change(path, lambda book: team(book, lambda own: put(own, "候选名单", "B5", None)))

    _, faults = read(tmp_path)

    assert ("nameless_row", "候选名单", "B5") == told(tuple(errors_of(faults)))[0]


def test_many_wrong_ids(tmp_path: Path) -> None:
    """Messages stay short, and looking for likenesses ends."""
    path = blank(tmp_path)

    def many(book: Any) -> None:
        for number in range(150):
            for letter, value in zip("ABCD", ("表现突出集体", f"队{number}", f"队{number}", "gulang"), strict=True):
                put(book, "候选名单", f"{letter}{number + 10}", value)
            put(book, PRAISE, f"A{number + 5}", f"队{number}x")

    change(path, many)

    wrong = [each for each in read(tmp_path)[1] if each.code == "unlisted_candidate"]

    assert 150 == len(wrong)
    assert all(len(each.say("zh")) < 400 for each in wrong)
    assert ("队0", None) == (wrong[0].suggestion, wrong[-1].suggestion)


def test_the_same_candidate_in_a_form_and_a_data_file(tmp_path: Path) -> None:
    """Both places are named, whatever else is wrong."""
    change(blank(tmp_path), team)
    stated = '[[candidate]]\nid = "gulang"\naward = "organizer"\nname = "甲"\nunit = "gulang"\n'
    (tmp_path / "others.toml").write_text(stated, "utf-8")

    with pytest.raises(InputError) as refused:
        lianbing.load(tmp_path)

    (doubled,) = [each for each in refused.value.faults if each.code == "repeated_candidate"]
    assert ("候选名单", "B4") == (doubled.place.sheet, doubled.place.cell)
    assert "others.toml:2" in doubled.say("zh")


@pytest.mark.parametrize("prefix", ["", "古浪_", "city-team_", "city_team-"])
def test_text_files_are_known_by_the_end_of_their_names(tmp_path: Path, prefix: str) -> None:
    """Whatever stands before the name of the sheet, underscores and hyphens too."""
    change(blank(tmp_path), team)
    (tmp_path / f"{prefix}{PRAISE}.csv").write_text("候选编号,强化监督行动,得分\ngulang-1,甲,4\n", "utf-8")
    rulebook, campaign = load_frame(tmp_path)

    given = given_forms(tmp_path, rulebook, campaign)

    assert [{"action": "甲", "points": 4}] == [each.values for each in given.rows]
    assert "no_form" not in [each.code for each in given.faults]


def test_wrong_lines_of_a_text_file(tmp_path: Path) -> None:
    """Each is told once, by line and column, when forms are read and when all is loaded."""
    change(blank(tmp_path), team)
    (tmp_path / "marks.json").write_text(json.dumps({"mark": list(MARKS)}), "utf-8")
    lines = ["候选编号,强化监督行动,得分", "gulang-1,甲,四", "gulang-1,乙,40", "gulang-1,丙,"]
    (tmp_path / f"{PRAISE}.csv").write_text("\n".join(lines), "utf-8")
    expected = [("wrong_type", 2, 3), ("out_of_range", 3, 3), ("blank_cell", 4, 3)]

    _, faults = read(tmp_path)
    with pytest.raises(InputError) as refused:
        lianbing.load(tmp_path)

    for found in (errors_of(faults), refused.value.faults):
        assert expected == [(each.code, each.place.line, each.place.column) for each in found]
