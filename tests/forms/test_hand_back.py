"""Forms that are handed back: the same workbook, with what to mend at every cell."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import lianbing
from lianbing.errors import errors_of
from lianbing.office.handed_back import hand_back
from lianbing.office.workbook import read_workbook
from tests.cli.test_cli import run
from tests.forms.offices import blank, change, put
from tests.forms.test_reading_forms import MARKS, PRAISE, read, team

TEAM = "集体 强化监督表现"
_STYLES = b"""<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<cellXfs><xf fontId="99"/></cellXfs></styleSheet>"""


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A folder with a form in which two cells are wrong, one carries a comment, and a text looks like a formula."""

    def spoil(book: Any) -> None:
        put(book, PRAISE, "C6", 6)
        put(book, TEAM, "B5", "也许")
        book[PRAISE]["B5"].value = "=1+1"
        book[PRAISE]["B5"].data_type = "s"
        book[PRAISE]["C6"].comment = openpyxl.comments.Comment("自己的批注", "甲")

    change(blank(tmp_path), lambda book: team(book, spoil))
    return tmp_path


def test_every_wrong_cell_says_why(wrong: Path) -> None:
    """Comments, red cells, a list with links; values and what cells may hold stay as they were."""
    path = wrong / "古浪分局.xlsx"
    before = path.read_bytes()
    faults = errors_of(read(wrong)[1])

    book = openpyxl.load_workbook(io.BytesIO(hand_back(path, faults, "zh")))

    assert before == path.read_bytes()
    assert "自己的批注" in book[PRAISE]["C6"].comment.text
    assert "应为1 到 5 之间的数字，实为 6" in book[PRAISE]["C6"].comment.text
    assert "FFFFC7CE" == book[TEAM]["B5"].fill.start_color.rgb
    assert (6, "s") == (book[PRAISE]["C6"].value, book[PRAISE]["B5"].data_type)
    assert book[PRAISE].data_validations.dataValidation
    assert "需修改" == book.sheetnames[0] == book.active.title
    listed = [[cell.value for cell in row] for row in book["需修改"].iter_rows(min_row=2)]
    assert {(PRAISE, "C6"), (TEAM, "B5")} == {(sheet, cell) for sheet, cell, _ in listed}
    assert f"'{PRAISE}'!C6" in [
        row[1].hyperlink.location or row[1].hyperlink.ref for row in book["需修改"].iter_rows(min_row=2)
    ] or all(row[1].hyperlink for row in book["需修改"].iter_rows(min_row=2))


def test_a_copy_can_be_mended_and_returned(wrong: Path) -> None:
    """What was mended in the copy reads well; a second round lists what is left."""
    path = wrong / "古浪分局.xlsx"
    path.write_bytes(hand_back(path, errors_of(read(wrong)[1]), "zh"))
    change(path, lambda book: put(book, PRAISE, "C6", 5))

    left = errors_of(read(wrong)[1])
    again = openpyxl.load_workbook(io.BytesIO(hand_back(path, left, "zh")))

    assert [("wrong_type", "B5")] == [(each.code, each.place.cell) for each in left]
    assert 1 == [each.startswith("需修改") for each in again.sheetnames].count(True)
    assert 2 == again["需修改"].max_row


def test_the_same_copy_has_the_same_bytes(wrong: Path) -> None:
    """No clock."""
    path, faults = wrong / "古浪分局.xlsx", errors_of(read(wrong)[1])

    assert hand_back(path, faults, "zh") == hand_back(path, faults, "zh")


def test_the_command(wrong: Path) -> None:
    """It tells each fault by cell, makes copies of what is wrong, never over what is there, and writes no records."""
    back = wrong / "back"

    found = run("forms", "read", str(wrong), "--hand-back", str(back), "--to", str(wrong / "x.json"), "--format", "csv")

    assert 2 == found.exit_code
    assert f"古浪分局.xlsx › {PRAISE} › C6: " in found.stderr
    assert f"{wrong / '古浪分局.xlsx'},gulang,2,2," in found.stdout
    assert ["古浪分局.xlsx"] == [each.name for each in back.iterdir()]
    assert not (wrong / "x.json").exists()
    assert "already_there" in run("forms", "read", str(wrong), "--hand-back", str(back)).stderr
    assert not any(cell.is_formula for row in read_workbook(back / "古浪分局.xlsx").sheets[0].rows for cell in row)


def test_a_wrong_cell_that_was_merged(wrong: Path) -> None:
    """Its comment is at the first of the merged cells, where people see it."""
    path = wrong / "古浪分局.xlsx"
    change(path, lambda book: book[PRAISE].merge_cells("B6:C6"))
    left = [each for each in errors_of(read(wrong)[1]) if each.place.cell == "C6"]

    book = openpyxl.load_workbook(io.BytesIO(hand_back(path, left, "zh")))

    assert ["blank_cell"] == [each.code for each in left]
    assert "没有填写" in book[PRAISE]["B6"].comment.text


def test_a_copy_with_macros_is_one_without(wrong: Path) -> None:
    """Its name says so, and never that of another copy."""
    path = wrong / "古浪分局.xlsx"
    (wrong / "古浪分局.xlsm").write_bytes(path.read_bytes())

    both = run("forms", "read", str(wrong), "--hand-back", str(wrong / "both"))
    path.unlink()
    one = run("forms", "read", str(wrong), "--hand-back", str(wrong / "one"))

    assert (2, 2) == (both.exit_code, one.exit_code)
    assert {"古浪分局.xlsx", "古浪分局.xlsx.xlsx"} == {each.name for each in (wrong / "both").iterdir()}
    assert {"古浪分局.xlsx"} == {each.name for each in (wrong / "one").iterdir()}


def test_a_workbook_that_cannot_be_copied(wrong: Path) -> None:
    """It reads, but its styles are damaged: told, and the other copies are made all the same."""
    path = wrong / "古浪分局.xlsx"
    good = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(wrong / "坏.xlsx", "w") as damaged:
        for name in good.namelist():
            damaged.writestr(name, _STYLES if name == "xl/styles.xml" else good.read(name))

    found = run("forms", "read", str(wrong), "--hand-back", str(wrong / "back"))

    assert 2 == found.exit_code
    assert f"{wrong / '坏.xlsx'}: 文件已损坏，无法打开" in found.stderr
    assert "Warning" not in found.stderr
    assert ["古浪分局.xlsx"] == [each.name for each in (wrong / "back").iterdir()]


def test_records_are_written_when_nothing_is_wrong(tmp_path: Path) -> None:
    """As a data file that gives the same candidates, with what stood in text files beside the forms."""
    change(blank(tmp_path), team)
    (tmp_path / f"{PRAISE}.csv").write_text("候选编号,强化监督行动,得分\ngulang-1,甲,4\n", "utf-8")
    (tmp_path / "marks.json").write_text(json.dumps({"mark": list(MARKS)}), "utf-8")
    before = lianbing.load(tmp_path)[1]

    found = run("forms", "read", str(tmp_path), "--to", str(tmp_path / "x.json"))

    assert 0 == found.exit_code
    for each in [*tmp_path.glob("*.xlsx"), *tmp_path.glob("*.csv")]:
        each.unlink()
    assert before == lianbing.load(tmp_path)[1]


def test_forms_are_written_once(tmp_path: Path) -> None:
    """For every unit that is stated, never over what is there, and units can be named in the call."""
    (tmp_path / "campaign.toml").write_text(
        '[campaign]\nrulebook = "wuwei-2019"\ntitle = "甲"\nevaluation_day = 2019-11-20\n', "utf-8"
    )

    missing = run("forms", "write", str(tmp_path))
    made = run("forms", "write", str(tmp_path), "--unit", "a=甲/乙", "--unit", "b=丙")
    before = {each.name: each.read_bytes() for each in (tmp_path / "forms").iterdir()}
    again = run("forms", "write", str(tmp_path), "--unit", "b=丙", "--unit", "c=丁")

    assert (2, True) == (missing.exit_code, "no_units" in missing.stderr)
    assert (0, {"甲 乙.xlsx", "丙.xlsx"}) == (made.exit_code, set(before))
    assert (2, True) == (again.exit_code, "already_there" in again.stderr)
    assert before == {each.name: each.read_bytes() for each in (tmp_path / "forms").iterdir()}
    assert 0 == run("forms", "write", str(tmp_path), "--unit", "b=丙", "--force").exit_code


def test_no_forms_at_all(tmp_path: Path) -> None:
    """The folder is told, and what belongs there."""
    (tmp_path / "campaign.toml").write_text(
        '[campaign]\nrulebook = "wuwei-2019"\ntitle = "甲"\nevaluation_day = 2019-11-20\n', "utf-8"
    )

    found = run("forms", "read", str(tmp_path))

    assert (2, True) == (found.exit_code, "no_forms" in found.stderr)
