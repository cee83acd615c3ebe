"""Marking as the office does it: prepare, send out, collect, arbitrate, report."""

import json
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import lianbing
from tests.cli.test_cli import run
from tests.marking.panels import HEAD, REVIEWERS, folder_of
from tests.workbook.recalculation import needs_libreoffice, recalculated

SECRET = "不外传"  # noqa: S105


def prepared(root: Path, *options: str, **parts: str) -> Path:
    """A campaign whose sheets lie ready."""
    folder = folder_of(root / "campaign", **parts)
    found = run(
        "marking", "prepare", str(folder), "--reviewers", str(folder / "reviewers.csv"), "--seed", SECRET, *options
    )
    assert 0 == found.exit_code, found.stderr
    return folder


def sheets(folder: Path) -> list[Path]:
    """The reviewers' workbooks."""
    return sorted((folder / "marking" / "sheets").glob("*.xlsx"))


def fill(folder: Path, share: Callable[[str, str], float] = lambda reviewer, code: 0.8) -> None:
    """Mark everything: so much of the best mark."""
    for path in sheets(folder):
        book = openpyxl.load_workbook(path)
        for sheet in book.worksheets[1:]:
            headings = [str(each.value) for each in sheet[3]]
            for row in range(4, sheet.max_row + 1):
                for column, heading in enumerate(headings, start=1):
                    if "0—" in heading:
                        most = float(Decimal(heading.rpartition("0—")[2]))
                        sheet.cell(row, column).value = most * share(path.name[:2], str(sheet.cell(row, 1).value))
        book.save(path)


def spoil(path: Path, changed: Callable[[Any], object]) -> None:
    """Change the sheet of a workbook that has most items."""
    book = openpyxl.load_workbook(path)
    changed(max(book.worksheets[1:], key=lambda sheet: sheet.max_row))
    book.save(path)


def test_sheets_tell_nobodys_name(tmp_path: Path) -> None:
    """No name, unit, id or number of a candidate is anywhere in a reviewer's workbook."""
    folder = prepared(tmp_path)

    for path in sheets(folder):
        with zipfile.ZipFile(path) as archive:
            text = "".join(archive.read(each).decode() for each in archive.namelist())
        assert not [
            word
            for word in ("古浪", "民勤", "gulang", "minqin", "〔2019〕", SECRET, "评审")
            if word in text.replace("请评审", "")
        ]


def test_the_assignment(tmp_path: Path) -> None:
    """Two reviewers an item, even loads, nobody for the own unit or a declared conflict; the panel is shown facts."""
    folder = prepared(tmp_path)
    stated = json.loads((folder / "marking" / "assignment.json").read_text("utf-8"))
    units = {"r1": {"gulang"}, "r2": {"minqin"}, "r5": {"gulang"}}

    assert {2} == {len(each["reviewers"]) for each in stated["items"]}
    assert not [each for each in stated["items"] for one in each["reviewers"] if each["unit"] in units.get(one, set())]
    load = [sum(one in each["reviewers"] for each in stated["items"]) for one in ("r1", "r2", "r3", "r4", "r5")]
    assert max(load) - min(load) <= 1
    (deployment,) = [each for each in stated["items"] if each["indicator"] == "deployment" and each["unit"] == "gulang"]
    assert ["动员部署报告按时报送", "否"] in deployment["about"]
    assert ["实施方案按时报送", "未报"] in deployment["about"]
    files = [each for each in stated["items"] if each["list"] == "recommended"]
    assert 4 == len(files)
    assert ["案卷类型", "一般行政处罚案卷"] in files[0]["about"] or ["案卷类型", "适用四个配套办法案卷"] in files[0][
        "about"
    ]


def test_marks_come_back_into_the_evidence(tmp_path: Path) -> None:
    """Exactly as typed, each with the reviewer's sheet and cell."""
    folder = prepared(tmp_path)
    fill(folder)

    found = run("marking", "collect", str(folder))

    assert 0 == found.exit_code, found.stderr
    rows = json.loads((folder / "marks.json").read_text("utf-8"))["mark"]
    assert {"80", "4"} <= {str(each["mark"]) for each in rows if each["field"] == "marks"}
    assert all(each["file"].startswith("marking/sheets/r") and each["sheet"] and each["cell"] for each in rows)
    campaign = lianbing.load(folder)[1]
    (team, *_) = campaign.of("collective")
    files: Any = team.evidence["case_files"]
    assert [[80, 80], [80, 80]] == [list(each.marks) for each in files.recommended]
    assert "marking/sheets/r" in team.place_of("case_files", "recommended", 0, "marks", 1).say("zh")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (lambda sheet: _set(sheet, "mark", None), "missing_mark"),
        (lambda sheet: _set(sheet, "mark", -1), "out_of_range"),
        (lambda sheet: _set(sheet, "mark", 100.5), "out_of_range"),
        (lambda sheet: _set(sheet, "mark", "优"), "wrong_type"),
        (lambda sheet: _set(sheet, 1, "AAA-AAA"), "unknown_code"),
        (lambda sheet: _set(sheet, 1, sheet.cell(5, 1).value), "repeated_item"),
        (lambda sheet: _set(sheet, 2, "改过"), "altered_cell"),
        (lambda sheet: sheet.delete_rows(4), "missing_item"),
        (lambda sheet: sheet.delete_rows(3), "missing_headings"),
        (lambda sheet: _set(sheet, "heading", "评分 0—200"), "missing_column"),
        (lambda sheet: setattr(sheet, "title", "别的"), "missing_sheet"),
    ],
)
def test_a_sheet_that_is_wrong(tmp_path: Path, changed: Callable[[Any], object], code: str) -> None:
    """It is told by workbook, sheet and cell, and no marks are written."""
    folder = prepared(tmp_path)
    fill(folder)
    path = sheets(folder)[2]
    spoil(path, changed)

    found = run("marking", "collect", str(folder))

    assert 2 == found.exit_code
    assert f"[{code}]" in found.stderr
    assert path.name in found.stderr
    assert not (folder / "marks.json").exists()


def _set(sheet: Any, column: int | str, value: object) -> None:
    headings = [str(each.value) for each in sheet[3]]
    at = next(number for number, each in enumerate(headings, start=1) if "0—" in each)
    if column == "heading":
        sheet.cell(3, at).value = value
    else:
        sheet.cell(4, at if column == "mark" else column).value = value


def test_sheets_that_are_missing_foreign_or_of_another_assignment(tmp_path: Path) -> None:
    """Everything is told; with --partial what is there is written, and the exit code says that it is not all."""
    folder, other = (
        prepared(tmp_path),
        prepared(tmp_path / "other", "--each", "1", head=HEAD.replace("reviewers = 2\n", "")),
    )
    fill(folder)
    first, second, *_ = sheets(folder)
    first.unlink()

    missing = run("marking", "collect", str(folder))
    partial = run("marking", "collect", str(folder), "--partial")
    second.write_bytes(sheets(other)[1].read_bytes())
    foreign = run("marking", "collect", str(folder), "--partial")

    assert (2, True) == (missing.exit_code, "missing_marking_sheet" in missing.stderr)
    assert 1 == partial.exit_code
    assert json.loads((folder / "marks.json").read_text("utf-8"))["mark"]
    assert (2, True) == (foreign.exit_code, "sheet_of_other_assignment" in foreign.stderr)


def test_arbitration(tmp_path: Path) -> None:
    """What lies too far apart waits, without names, until a final mark is given; then that one alone counts."""
    folder = prepared(tmp_path)
    stated = json.loads((folder / "marking" / "assignment.json").read_text("utf-8"))
    (far, *_) = [each for each in stated["items"] if each["list"] == "recommended"]
    fill(folder, lambda reviewer, code: 0.3 if code == far["code"] and reviewer == far["reviewers"][0] else 0.8)

    waiting = run("marking", "collect", str(folder))
    path = folder / "marking" / "arbitration.xlsx"
    book = openpyxl.load_workbook(path)
    row = [each.value for each in book.worksheets[0][4]]
    book.worksheets[0]["D4"].value = 66
    book.save(path)
    settled = run("marking", "collect", str(folder))

    assert (1, True) == (waiting.exit_code, "open_arbitration" in waiting.stderr)
    assert [far["code"], "案卷评分 0—100", "30；80"] == row[:3]
    assert 0 == settled.exit_code, settled.stderr
    rows = json.loads((folder / "marks.json").read_text("utf-8"))["mark"]
    own = [each for each in rows if each.get("number") == far["number"] and each["candidate"] == far["candidate"]]
    assert [("arbitration", 66, "marking/arbitration.xlsx", "D4")] == [
        (each["reviewer"], each["mark"], each["file"], each["cell"]) for each in own
    ]
    trace = json.loads((folder / "marking" / "collected.json").read_text("utf-8"))["collected"]
    assert {30, 80} == {
        each["mark"] for each in trace if each.get("number") == far["number"] and each["candidate"] == far["candidate"]
    }


def test_what_comes_up_later_goes_to_one_more_sheet(tmp_path: Path) -> None:
    """A sheet that people may have written in is never written over, and both count."""
    folder = prepared(tmp_path)
    stated = json.loads((folder / "marking" / "assignment.json").read_text("utf-8"))
    first, second, *_ = [each for each in stated["items"] if each["list"] == "recommended"]
    far = {first["code"]: first["reviewers"][0]}
    for each in (first, second):
        far[each["code"]] = each["reviewers"][0]
        fill(folder, lambda reviewer, code: 0.3 if far.get(code) == reviewer else 0.8)
        assert 1 == run("marking", "collect", str(folder)).exit_code
    paths = [folder / "marking" / name for name in ("arbitration.xlsx", "arbitration-2.xlsx")]
    assert [first["code"], second["code"]] == [openpyxl.load_workbook(each).worksheets[0]["A4"].value for each in paths]

    for path, mark in zip(paths, (61, 62), strict=True):
        settle_first(path, mark)
    settled = run("marking", "collect", str(folder))

    assert 0 == settled.exit_code, settled.stderr
    rows = json.loads((folder / "marks.json").read_text("utf-8"))["mark"]
    assert [61, 62] == sorted(each["mark"] for each in rows if each["reviewer"] == "arbitration")


def settle_first(path: Path, mark: int) -> None:
    """Write a final mark into the first row."""
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["D4"].value = mark
    book.save(path)


def test_a_final_mark_out_of_range(tmp_path: Path) -> None:
    """It is told at its cell."""
    folder = prepared(tmp_path)
    stated = json.loads((folder / "marking" / "assignment.json").read_text("utf-8"))
    (far, *_) = [each for each in stated["items"] if each["list"] == "recommended"]
    fill(folder, lambda reviewer, code: 0.3 if code == far["code"] and reviewer == far["reviewers"][0] else 0.8)
    run("marking", "collect", str(folder))
    path = folder / "marking" / "arbitration.xlsx"
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["D4"].value = 166
    book.save(path)

    found = run("marking", "collect", str(folder))

    assert (2, True) == (found.exit_code, "D4" in found.stderr and "out_of_range" in found.stderr)


@pytest.mark.parametrize(
    ("options", "parts", "code"),
    [
        (["--each", "5"], {}, "too_few_reviewers"),
        (["--most", "2"], {}, "too_much_to_mark"),
        ([], {"head": HEAD.replace("reviewers = 2\n", "")}, "reviewers_not_stated"),
        ([], {"reviewers": REVIEWERS.replace("专家,古浪分局", "专家,古狼分局")}, "unknown_conflict"),
        ([], {"reviewers": REVIEWERS + "r1,又一人,,\n"}, "repeated_id"),
        ([], {"reviewers": "编号,姓名\n"}, "too_few_reviewers"),
    ],
)
def test_what_cannot_be_prepared(tmp_path: Path, options: list[str], parts: dict[str, str], code: str) -> None:
    """It says why, and writes nothing."""
    folder = folder_of(tmp_path / "campaign", **parts)

    found = run(
        "marking", "prepare", str(folder), "--reviewers", str(folder / "reviewers.csv"), "--seed", "x", *options
    )

    assert (2, True) == (found.exit_code, f"[{code}]" in found.stderr)
    assert not (folder / "marking").exists()


def test_filled_sheets_are_not_overwritten(tmp_path: Path) -> None:
    """Unless it is said twice."""
    folder = prepared(tmp_path)
    fill(folder)
    before = [each.read_bytes() for each in sheets(folder)]
    arguments = ("marking", "prepare", str(folder), "--reviewers", str(folder / "reviewers.csv"), "--seed", SECRET)

    again = run(*arguments)

    assert (2, True) == (again.exit_code, "already_there" in again.stderr)
    assert before == [each.read_bytes() for each in sheets(folder)]
    assert 0 == run(*arguments, "--force").exit_code
    assert before != [each.read_bytes() for each in sheets(folder)]


def test_the_report(tmp_path: Path) -> None:
    """A lenient reviewer is pointed out, as a table, a workbook and a picture."""
    folder = prepared(tmp_path)
    fill(folder, lambda reviewer, code: 0.9 if reviewer == "r4" else 0.78)

    table = run("marking", "report", str(folder), "--format", "json")
    drawn = [
        run("marking", "report", str(folder), "--to", str(tmp_path / f"a{ending}")).exit_code
        for ending in (".xlsx", ".svg")
    ]

    remarks = {each["reviewer"]: each["remarks"] for each in json.loads(table.stdout)}
    assert "lenient" in remarks["r4"]
    assert "lenient" not in remarks["r3"]
    assert [0, 0] == drawn
    assert "评审丁" in (tmp_path / "a.svg").read_text("utf-8")
    assert 2 == run("marking", "report", str(folder), "--to", str(tmp_path / "a.doc")).exit_code


def test_without_an_assignment(tmp_path: Path) -> None:
    """Collecting and reporting say what comes first."""
    folder = folder_of(tmp_path / "campaign")

    for command in ("collect", "report"):
        found = run("marking", command, str(folder))
        assert (2, True) == (found.exit_code, "no_assignment" in found.stderr)


def test_sheets_in_english(tmp_path: Path) -> None:
    """What the panel is shown is in the language of its sheets, and they come back as well."""
    folder = folder_of(tmp_path / "campaign")
    reviewers = str(folder / "reviewers.csv")

    made = run("marking", "prepare", str(folder), "--reviewers", reviewers, "--seed", SECRET, "--lang", "en")

    assert 0 == made.exit_code, made.stderr
    books = [openpyxl.load_workbook(path) for path in sheets(folder)]
    texts = {str(cell.value) for book in books for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"deployment report on time", "not given", "no"} <= texts


@needs_libreoffice
@pytest.mark.libreoffice
def test_libreoffice_opens_and_saves_sheets(tmp_path: Path) -> None:
    """Sheets that were filled in and saved by LibreOffice give the same marks."""
    folder = prepared(tmp_path)
    fill(folder)
    run("marking", "collect", str(folder))
    before = [{**each, "file": ""} for each in json.loads((folder / "marks.json").read_text("utf-8"))["mark"]]

    for path, other in zip(sheets(folder), recalculated(sheets(folder), tmp_path), strict=True):
        path.write_bytes(other.read_bytes())
    found = run("marking", "collect", str(folder))

    assert 0 == found.exit_code, found.stderr
    assert before == [{**each, "file": ""} for each in json.loads((folder / "marks.json").read_text("utf-8"))["mark"]]
