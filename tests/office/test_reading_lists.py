"""Lists from CSV files and workbooks: headings found, rows read, every fault at its cell."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from lianbing.errors import InputError, errors_of
from lianbing.office.csv_table import read_csv
from lianbing.office.lists import ListColumn, read_list
from tests.office.workbooks import made

COLUMNS = (
    ListColumn(name="number", titles=("案卷编号", "案号"), required=True),
    ListColumn(name="fine", titles=("罚款金额",), kind="number"),
    ListColumn(name="day", titles=("决定日期",), kind="day"),
)
ROWS: list[list[object]] = [
    ["案卷编号", "罚款金额（元）", "决定日期"],
    ["甲1号", 12.5, "2019-06-05"],
    ["乙2号", 3, "2019-07-01"],
]
TEXT = "案卷编号,罚款金额（元）,决定日期\n甲1号,12.5,2019-06-05\n乙2号,3,2019-07-01\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_texts_in_the_ways_that_programs_save_them(tmp_path: Path, encoding: str, separator: str) -> None:
    """Encoding and separator are found."""
    path = tmp_path / "a.csv"
    path.write_text(TEXT.replace(",", separator), encoding)

    found = read_list(path, COLUMNS)

    assert () == found.faults
    assert [("甲1号", Fraction("12.5"), date(2019, 6, 5)), ("乙2号", Fraction(3), date(2019, 7, 1))] == [
        tuple(row.values.values()) for row in found.rows
    ]


def test_a_workbook_gives_the_same(tmp_path: Path) -> None:
    """A list is the same list in either kind of file."""
    (tmp_path / "a.csv").write_text(TEXT, "utf-8")
    of_text = read_list(tmp_path / "a.csv", COLUMNS)

    of_book = read_list(made(tmp_path / "a.xlsx", ROWS), COLUMNS)

    assert [row.values for row in of_text.rows] == [row.values for row in of_book.rows]
    assert ["表 › A2", "表 › A3"] == [row.places["number"].say("zh").split(" › ", 1)[1] for row in of_book.rows]
    assert [2, 3] == [row.places["number"].line for row in of_text.rows]


def test_headings_below_a_title_moved_and_in_other_words(tmp_path: Path) -> None:
    """A title above, blank rows, other columns and another order do no harm; what is left out is told."""
    rows: list[list[object]] = [["2019年处罚清单"], [], ["序号", "FINE", " 案 号 "], [1, 5, "甲"], [], [2, "", "乙"]]

    found = read_list(made(tmp_path / "a.xlsx", rows), COLUMNS)

    assert [{"number": "甲", "fine": 5}, {"number": "乙"}] == [row.values for row in found.rows]
    assert [("unknown_column", "A3")] == [(each.code, each.place.cell) for each in found.faults]


def test_every_fault_at_once(tmp_path: Path) -> None:
    """Wrong and blank cells are told by their place, and their rows are left out."""
    rows: list[list[object]] = [*ROWS, ["", 1, "2019-01-01"], ["丙", "很多", "6月"], ["丁", 1, "2019-01-01"]]

    found = read_list(made(tmp_path / "a.xlsx", rows), COLUMNS)

    assert [("blank_cell", "A4"), ("wrong_type", "B5"), ("wrong_type", "C5")] == [
        (each.code, each.place.cell) for each in errors_of(found.faults)
    ]
    assert ["甲1号", "乙2号", "丁"] == [row.values["number"] for row in found.rows]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["甲", "乙"], [1, 2]], "missing_headings"),
        ([["罚款金额", "决定日期"], [1, "2019-01-01"]], "missing_column"),
        ([["案号", "案卷编号"], ["甲", "乙"]], "repeated_column"),
        ([], "missing_headings"),
    ],
)
def test_headings_that_are_wrong(tmp_path: Path, rows: list[list[object]], code: str) -> None:
    """A list without its headings is refused, and says which there are."""
    found = read_list(made(tmp_path / "a.xlsx", rows), COLUMNS)

    assert code in [each.code for each in errors_of(found.faults)]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"\xff\xfe\xff", "unknown_encoding"), (b'a,"b\n', "broken_file"), (b"%PDF-1.4", "wrong_kind")],
)
def test_what_is_no_text(tmp_path: Path, content: bytes, code: str) -> None:
    """A file that is called a text and is none says so."""
    path = tmp_path / "a.csv"
    path.write_bytes(content)

    with pytest.raises(InputError) as refused:
        read_csv(path)

    assert [code] == [each.code for each in refused.value.faults]


@pytest.mark.parametrize("headings", [("罚款（个人）*", "罚款（单位）（元）*"), ("罚款(单位)", "罚款（个人）（必填）")])
def test_headings_that_differ_in_brackets_alone(tmp_path: Path, headings: tuple[str, str]) -> None:
    """Each is read as its own; one that could be either is not known."""
    columns = [ListColumn(name=name, titles=(f"罚款（{name}）",), kind="whole") for name in ("个人", "单位")]

    found = read_list(made(tmp_path / "a.xlsx", [list(headings), [1, 2]]), columns)
    either = read_list(made(tmp_path / "b.xlsx", [["罚款", "罚款（单位）"], [1, 2]]), columns)

    expected = {
        name: number for number, heading in enumerate(headings, 1) for name in ("个人", "单位") if name in heading
    }
    assert [expected] == [row.values for row in found.rows]
    assert [{"单位": 2}] == [row.values for row in either.rows]
    assert ["unknown_column"] == [each.code for each in either.faults]
