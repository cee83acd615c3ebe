"""What was handed in: each state and each fault of real files, by what they hold."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from lianbing.casework.submissions.entries import Entry
from lianbing.casework.submissions.report import submission_report
from lianbing.loading import load_rulebook
from lianbing.loading.given import load_given
from tests.cli.test_cli import run
from tests.office.documents import scan, story
from tests.submissions.handed_in import CANDIDATES, GOOD, PENALTIES, REGISTER, at, folder_of, hand_in

AFTER = date(2019, 11, 30)


def entries(folder: Path, on: date = AFTER) -> dict[tuple[str, str, str, str], Entry]:
    """How everything stands."""
    report = submission_report(load_given(folder), on)
    return {
        (each.due.sender.id, each.due.submission.id, each.due.part.id, each.due.month): each for each in report.entries
    }


def codes(entry: Entry) -> list[str]:
    """What was found."""
    return [each.code for each in entry.findings]


def test_everything_in_its_place(tmp_path: Path) -> None:
    """Present, late by so many days, on the day before which it was due, without a day, missing, not due."""
    found = entries(hand_in(folder_of(tmp_path)))

    assert "present" == found["gulang", "D1", "plan", ""].status
    late = found["gulang", "D4", "report", ""]
    assert ("late", 2, ()) == (late.status, late.days_late, late.findings)
    brief = found["gulang", "D2", "brief", "2019-07"]
    assert ("late", 1) == (brief.status, brief.days_late)
    assert "missing" == found["gulang", "D2", "brief", "2019-06"].status
    assert ("undated", []) == (
        found["gulang-1", "D11", "certificate", ""].status,
        codes(found["gulang-1", "D11", "certificate", ""]),
    )
    assert "present" == found["team", "D5", "story", ""].status
    assert "present" == found["team", "D6", "files", ""].status
    assert ["articles_merged"] == codes(found["team", "D8", "publicity", ""])
    assert "missing" == found["city", "D12", "report", ""].status
    assert not [each for each in found.values() if each.status == "wrong"]


def test_before_it_is_due_nothing_is_missing(tmp_path: Path) -> None:
    """The last day itself is in time; where it is due before a day, that day is too late."""
    folder = folder_of(tmp_path)

    on = {
        day: entries(folder, day) for day in (date(2019, 5, 31), date(2019, 6, 1), date(2019, 6, 5), date(2019, 6, 6))
    }

    plan, brief = ("gulang", "D1", "plan", ""), ("gulang", "D2", "brief", "2019-06")
    assert ["not due", "not due", "not due", "missing"] == [each[plan].status for each in on.values()]
    assert ["not due", "missing", "missing", "missing"] == [each[brief].status for each in on.values()]


@pytest.mark.parametrize(
    ("make", "code", "words"),
    [
        (lambda path: story(path, [GOOD, "字" * 3000]), "too_long", "3027 字，超过 3000 字（正文 3027"),
        (lambda path: story(path, [GOOD], table="字" * 3000), "too_long", "表格 3000"),
        (lambda path: story(path, ["只有总结"]), "missing_section", "典型案件的办理过程"),
        (lambda path: story(path, [GOOD, "即宏图砖厂一案"]), "offender_named", "即宏图砖厂一案"),
        (lambda path: story(path, [GOOD, "查处振兴加油站"]), "name_suspected", "振兴加油站"),
        (lambda path: path.write_bytes(b""), "empty_file", "0 字节"),
        (lambda path: scan(path), "wrong_kind", "Word 文件（.docx），实为PDF"),
        (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), "wrong_kind", "旧式 Office"),
        (lambda path: path.write_bytes(story(path, ["甲"]).read_bytes()[:-200]), "broken_file", "无法打开"),
    ],
)
def test_stories(tmp_path: Path, make: Callable[[Path], object], code: str, words: str) -> None:
    """Counted wherever the text stands, read for what must and must not be in it."""
    folder = hand_in(folder_of(tmp_path))
    make(at(folder, "team", "D5", "事迹.docx"))

    found = entries(folder)["team", "D5", "story", ""]

    (fault,) = [each for each in found.findings if each.code == code]
    assert words in fault.message("zh")
    assert ("present" if code == "name_suspected" else "wrong") == found.status
    assert "4.2.4.2.1" == fault.clause


def test_the_place_of_a_name(tmp_path: Path) -> None:
    """File, paragraph and context, so that people find it."""
    folder = hand_in(folder_of(tmp_path))
    story(at(folder, "team", "D5", "事迹.docx"), [GOOD, "", "宏图砖厂"])

    (fault, *_) = entries(folder)["team", "D5", "story", ""].findings

    assert "正文第 3 段" == fault.place.cell


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: scan(path, password="x"), "password"),  # noqa: S106
        (lambda path: scan(path, 0), "no_pages"),
        (lambda path: path.write_bytes(b""), "empty_file"),
        (lambda path: path.write_bytes(b"\xff\xd8\xff\xe0"), "wrong_kind"),
        (lambda path: path.write_bytes(scan(path, 3).read_bytes()[:300]), "cut_off"),
    ],
)
def test_scans(tmp_path: Path, make: Callable[[Path], object], code: str) -> None:
    """Opened, not believed by their names."""
    folder = hand_in(folder_of(tmp_path))
    make(at(folder, "gulang-1", "D11", "廉洁证明.pdf"))

    found = entries(folder)["gulang-1", "D11", "certificate", ""]

    assert ("wrong", [code]) == (found.status, codes(found))


@pytest.mark.parametrize(
    ("penalties", "code"),
    [
        (PENALTIES.replace("2019,是,是,某公司", "2019,否,是,某公司"), "case_not_closed"),
        (PENALTIES.replace("古〔2019〕2号", "古〔2019〕9号"), "unknown_case"),
        (
            PENALTIES.replace("适用四个配套办法案卷,古浪分局,县级", "适用四个配套办法案卷,古浪分局,市级"),
            "case_of_other_level",
        ),
        (
            PENALTIES.replace("当事人\n", "改革前录入\n").replace("武威市宏图砖厂", "是").replace("某公司", "否"),
            "unexplained_case",
        ),
    ],
)
def test_recommended_files(tmp_path: Path, penalties: str, code: str) -> None:
    """Closed, of the own level, in the penalty system, and explained where they are old."""
    found = entries(folder_of(tmp_path, penalties=penalties))["team", "D6", "files", ""]

    assert ("wrong", [code]) == (found.status, codes(found))


def test_files_under_two_kinds_and_too_few(tmp_path: Path) -> None:
    """The same number under two kinds, and a person's files that are not two."""
    candidates = CANDIDATES.replace('number = "古〔2019〕2号", kind', 'number = "古〔2019〕 1号", kind').replace(
        '  { number = "古〔2019〕2号", published = true, role = "recorder" },\n', ""
    )

    found = entries(folder_of(tmp_path, candidates=candidates))

    assert ["under_two_kinds"] == codes(found["team", "D6", "files", ""])
    assert ["wrong_number_of_files"] == codes(found["gulang-1", "D10", "files", ""])


def test_a_file_for_each_case(tmp_path: Path) -> None:
    """One PDF a case, named by its number; cases that are not published are told."""
    folder = hand_in(
        folder_of(
            tmp_path,
            penalties=PENALTIES.replace("是,是,某公司", "是,否,某公司") + "古〔2019〕3号,,古浪分局,县级,2019,,是,\n",
        )
    )
    scan(at(folder, "gulang", "D3", "古〔2019〕1号 又一份.pdf"))

    found = entries(folder, date(2020, 1, 1))["gulang", "D3", "files", ""]

    assert {"files_of_case", "case_not_published", "no_file_of_case"} == set(codes(found))
    assert ["penalties.csv"] == sorted({Path(str(each.place.file)).name for each in found.findings})
    assert "no_file_of_case" not in codes(entries(folder)["gulang", "D3", "files", ""])


def test_a_unit_and_its_collective_may_share_a_name(tmp_path: Path) -> None:
    """Whose a document is, is told by what is due from whom."""
    folder = folder_of(tmp_path, candidates=CANDIDATES.replace("古浪队", "古浪分局"))
    story(at(folder, "古浪分局", "D1", "实施方案.docx"), ["方案"])
    story(at(folder, "古浪分局", "D5", "事迹.docx"), [GOOD])

    found = entries(folder)

    assert ["present", "present"] == [
        found[key].status for key in (("gulang", "D1", "plan", ""), ("team", "D5", "story", ""))
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("标题,发布时间\n夜查,6月\n", "missing_column"),
        ("标题,发布时间,链接或扫描件\n夜查,6月,\n", "blank_cell"),
        ("标题,发布时间,链接或扫描件\n", "empty_table"),
        ("", "wrong_kind"),
    ],
)
def test_lists_of_articles(tmp_path: Path, text: str, code: str) -> None:
    """Headings and every cell."""
    folder = hand_in(folder_of(tmp_path))
    at(folder, "team", "D8", "清单.csv").write_text(text, "utf-8")

    assert code in codes(entries(folder)["team", "D8", "publicity", ""])


def test_what_belongs_to_nothing_is_told(tmp_path: Path) -> None:
    """Folders and files that nobody asked for, with the nearest name; what programs leave behind is passed over."""
    folder = hand_in(folder_of(tmp_path))
    at(folder, "gulan", "D1", "a.docx").write_bytes(b"x")
    at(folder, "gulang", "D1", "合影.jpg").write_bytes(b"\xff\xd8\xff")
    at(folder, "gulang", "D1", "~$方案.docx").write_bytes(b"x")
    at(folder, "gulang", ".DS_Store").write_bytes(b"x")

    report = submission_report(load_given(folder), AFTER)

    assert {("unknown_folder", "gulan", "gulang"), ("unassigned_file", "合影.jpg", None)} == {
        (each.code, Path(str(each.place.file)).name, each.suggestion) for each in report.faults
    }


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="the system has no links")
def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    """Nothing is read that was not handed in."""
    folder = hand_in(folder_of(tmp_path / "campaign"))
    secret = story(tmp_path / "secret.docx", ["密"])
    at(folder, "team", "D5", "事迹.docx").unlink()
    at(folder, "team", "D5", "事迹.docx").symlink_to(secret)

    report = submission_report(load_given(folder), AFTER)

    assert ["link_outside"] == [each.code for each in report.faults]


def test_names_of_files_are_texts(tmp_path: Path) -> None:
    """Whatever a file is called, tables and workbooks show it as text."""
    folder = hand_in(folder_of(tmp_path))
    for name in ("=cmd|x.jpg", "\u202egpj.exe", "😀.jpg", "换\n行.jpg", "长" * 80 + ".jpg"):
        at(folder, "team", "D7", name).write_bytes(b"\xff\xd8\xff")

    found = run("submissions", str(folder), "--on", "2019-11-30", "--to", str(tmp_path / "a.xlsx"))

    assert 1 == found.exit_code
    assert "\u202e" not in found.stdout
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_the_command(tmp_path: Path) -> None:
    """As a table, JSON and a workbook with a sheet for each sender; the day is the one that was asked."""
    folder = hand_in(folder_of(tmp_path))

    table = run("submissions", str(folder), "--on", "2019-11-30", "--to", str(tmp_path / "a.xlsx"))
    data = json.loads(run("submissions", str(folder), "--on", "2019-11-30", "--format", "json").stdout)
    one = json.loads(
        run("submissions", str(folder), "--on", "2019-11-30", "--sender", "古浪队", "--format", "json").stdout
    )

    assert (1, True) == (table.exit_code, "迟报（迟 2 天）" in table.stdout)
    assert "软件不扣分" in table.stdout
    assert "2019-11-30" == data["on"]
    assert {"status": "late", "days_late": 2, "received": "2019-11-07"}.items() <= next(
        each for each in data["entries"] if each["submission"] == "D4"
    ).items()
    assert {"team"} == {each["sender"] for each in one["entries"]}
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert ["总表", "古浪分局", "古浪队", "候选人戊"] == book.sheetnames[:4]


def test_a_register_that_is_wrong(tmp_path: Path) -> None:
    """It is told, and no day is believed."""
    folder = hand_in(folder_of(tmp_path, register=REGISTER + "古狼分局,D9x,,,2019-11-05\n"))

    found = run("submissions", str(folder), "--on", "2019-11-30")

    assert 2 == found.exit_code
    assert "unknown_sender" in found.stdout
    assert "unknown_submission" in found.stdout


@pytest.mark.parametrize("arguments", [["--on", "30.11.2019"], ["--sender", "guland"], ["--to", "a.doc"]])
def test_calls_that_are_wrong(tmp_path: Path, arguments: list[str]) -> None:
    """A line on stderr, and nothing else."""
    found = run("submissions", str(folder_of(tmp_path)), *arguments)

    assert (2, "") == (found.exit_code, found.stdout)


def test_every_number_comes_from_the_rules() -> None:
    """The rulebook states what each document consists of; all twelve do."""
    rulebook = load_rulebook("wuwei-2019")

    assert [f"D{number}" for number in range(1, 13)] == [each.id for each in rulebook.submissions]
    assert all(each.parts for each in rulebook.submissions)
    assert {3000} == {each.most_characters for each in rulebook.submissions if each.id in ("D5", "D9")}
    assert [each.id for each in rulebook.submissions if each.before] == ["D2"]
