"""Workbooks from strangers: every cell as people see it, every trick told, in bounded time and memory."""

import datetime
import random
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from lianbing.errors import InputError
from lianbing.office.workbook import read_workbook
from tests.office.workbooks import made, packed, parts, put, sheet_xml

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


def codes_of(path: Path) -> list[str]:
    """Why a workbook is refused."""
    with pytest.raises(InputError) as refused:
        read_workbook(path)
    assert all(each.place.file == str(path) for each in refused.value.faults)
    return [each.code for each in refused.value.faults]


def test_values_are_what_people_see(tmp_path: Path) -> None:
    """Numbers are exact, days are days, texts stay texts whatever they begin with."""
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("数")
    sheet.write_row(0, 0, [0.1, 3, "=1+1", True, " 甲\n乙 "])
    sheet.write_datetime(1, 0, datetime.datetime(2019, 6, 5))  # noqa: DTZ001
    sheet.write_rich_string(1, 1, "甲", book.add_format({"bold": True}), "乙")
    book.set_custom_property("lianbing", "x")
    book.close()

    found = read_workbook(path)

    (numbers,) = found.sheets
    assert [Decimal("0.1"), 3, "=1+1", True, " 甲\n乙 "] == [each.value for each in numbers.rows[0]]
    assert [datetime.date(2019, 6, 5), "甲乙"] == [each.value for each in numbers.rows[1]]
    assert not any(each.is_formula for row in numbers.rows for each in row)
    assert {"lianbing": "x"} == found.properties
    assert () == found.notes


def test_what_is_tolerated_is_told(tmp_path: Path) -> None:
    """Formulas, merged cells, hidden rows and times of day are read, and each is a warning with its place."""
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("数")
    sheet.write_formula(0, 0, "=1+1", None, 2)
    sheet.merge_range("C1:D2", "并")
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.set_column(5, 6, None, None, {"hidden": True})
    sheet.write_datetime(5, 0, datetime.datetime(2019, 6, 5, 10, 30), book.add_format({"num_format": "yyyy-mm-dd"}))  # noqa: DTZ001
    book.add_worksheet("藏").hide()
    book.close()

    found = read_workbook(path)

    told = {(each.code, each.place.cell) for each in found.notes}
    expected = {
        ("tolerated_formula", "A1"),
        ("tolerated_merged_cells", ""),
        ("tolerated_hidden_rows", ""),
        ("tolerated_time", "A6"),
    }
    assert expected == told
    assert (2, True) == (found.sheets[0].rows[0][0].value, found.sheets[0].rows[0][0].is_formula)
    assert datetime.date(2019, 6, 5) == found.sheets[0].rows[5][0].value
    assert {5, 6} == found.sheets[0].hidden_columns
    assert [False, True] == [each.is_hidden for each in found.sheets]


def test_a_formula_without_a_value_is_refused(tmp_path: Path) -> None:
    """Nobody knows what it would be; it is not computed."""
    rows = '<row r="2"><c r="B2"><f>SUM(A1:A9)</f></c></row>'
    path = put(tmp_path / "a.xlsx", packed(parts(sheet_xml(rows))))

    with pytest.raises(InputError) as refused:
        read_workbook(path)

    assert [("formula_without_value", "B2")] == [(each.code, each.place.cell) for each in refused.value.faults]


def test_macros_and_links_are_told_and_not_run(tmp_path: Path) -> None:
    """They lie in the file, and that is all."""
    extra = {"xl/vbaProject.bin": b"macro", "xl/externalLinks/externalLink1.xml": b"<a/>"}
    path = put(tmp_path / "a.xlsx", packed({**parts(sheet_xml(ONE)), **extra}))

    assert {"tolerated_macros", "tolerated_links"} == {each.code for each in read_workbook(path).notes}


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "GS1"])
def test_a_far_cell_is_named(tmp_path: Path, cell: str) -> None:
    """Something beyond the limits is refused by its name, not read for hours."""
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    rows = f'{ONE if row != "1" else ""}<row r="{row}"><c r="{cell}"><v>1</v></c></row>'
    path = put(tmp_path / "a.xlsx", packed(parts(sheet_xml(rows))))

    with pytest.raises(InputError) as refused:
        read_workbook(path)

    assert [("far_cell", cell)] == [(each.code, each.place.cell) for each in refused.value.faults]


def test_blank_rows_and_a_false_dimension_do_no_harm(tmp_path: Path) -> None:
    """Rows with formats alone are nothing, and what a sheet says of its size is not believed."""
    rows = ONE + "".join(f'<row r="{number}"><c r="A{number}" s="0"/></row>' for number in range(2, 60_000))
    dimension = '<dimension ref="A1:XFD1048576"/>'
    path = put(tmp_path / "a.xlsx", packed(parts(sheet_xml(rows, dimension=dimension))))

    (sheet,) = read_workbook(path).sheets

    assert [[1]] == [[each.value for each in row] for row in sheet.rows]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """A small file that unpacks to far more is refused, whatever it says of itself."""
    rows = ONE + "<!--" + " " * 90_000_000 + "-->"
    content = packed(parts(sheet_xml(rows)))
    assert len(content) < 200_000

    assert ["too_large"] == codes_of(put(tmp_path / "a.xlsx", content))


@pytest.mark.parametrize("tag", ["<c ", "<row ", "<mergeCell ", "<col ", '<c r="'])
def test_no_text_makes_it_slow(tmp_path: Path, tag: str) -> None:
    """Megabytes of tags that never end are looked through once, not once for each of them."""
    rows = ONE + tag * 1_000_000
    path = put(tmp_path / "a.xlsx", packed(parts(sheet_xml(rows))))

    assert codes_of(path) in (["broken_file"], ["too_large"])


def test_many_parts_are_not_unpacked(tmp_path: Path) -> None:
    """An archive of thousands of parts is refused."""
    extra = {f"xl/media/{number}": b"" for number in range(2_001)}

    assert ["too_large"] == codes_of(put(tmp_path / "a.xlsx", packed({**parts(sheet_xml(ONE)), **extra})))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16"])
def test_entities_are_refused(tmp_path: Path, encoding: str) -> None:
    """A document type is no part of any workbook, in whatever encoding it is written."""
    bomb = '<!DOCTYPE a [<!ENTITY b "甲甲"><!ENTITY c "&b;&b;&b;">]>'
    sheet = sheet_xml('<row r="1"><c r="A1" t="str"><v>&c;</v></c></row>').replace("?>", f"?>{bomb}", 1)
    contents = {**parts(""), "xl/worksheets/sheet1.xml": sheet.encode(encoding)}

    assert ["declared_entities"] == codes_of(put(tmp_path / "a.xlsx", packed(contents)))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.7 \n%%EOF", "wrong_kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "wrong_kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("案卷编号,类型".encode(), "wrong_kind"),
        (packed({"a.xlsx": packed(parts(sheet_xml(ONE)))}), "wrong_kind"),
        (packed({"word/document.xml": b"<a/>"}), "wrong_kind"),
        (packed({**parts(sheet_xml(ONE)), "../../etc/x": b""}), "broken_file"),
        (packed({**parts(sheet_xml(ONE)), "C:/x": b""}), "broken_file"),
        (packed(parts(sheet_xml(ONE)))[:-40], "broken_file"),
        (packed(parts("<worksheet>")), "broken_file"),
    ],
    ids=["empty", "pdf", "xls", "password", "text", "nested", "docx", "outside", "drive", "cut off", "broken XML"],
)
def test_what_is_no_workbook_says_what_it_is(tmp_path: Path, content: bytes, code: str) -> None:
    """By its content, not by its name."""
    assert [code] == codes_of(put(tmp_path / "a.xlsx", content))


def test_a_part_that_stands_twice_is_refused(tmp_path: Path) -> None:
    """Which of the two programs would show, nobody knows."""
    path = put(tmp_path / "a.xlsx", packed(parts(sheet_xml(ONE))))
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/worksheets/sheet1.xml", b"")

    assert ["broken_file"] == codes_of(path)


def test_a_part_with_a_password(tmp_path: Path) -> None:
    """An archive may lock a single part; nobody is asked for what opens it."""
    content = bytearray(packed(parts(sheet_xml(ONE))))
    # The flag of each part stands in its own heading and once more in the list at the end.
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(signature, at + 4)

    assert ["password"] == codes_of(put(tmp_path / "a.xlsx", bytes(content)))


def test_a_missing_file(tmp_path: Path) -> None:
    """It is told like any other fault."""
    assert ["unreadable_file"] == codes_of(tmp_path / "none.xlsx")


def test_the_input_is_never_changed(tmp_path: Path) -> None:
    """Reading leaves the bytes as they are."""
    path = made(tmp_path / "a.xlsx", [["甲", 1]])
    before = path.read_bytes()

    read_workbook(path)

    assert before == path.read_bytes()


def test_any_bytes_are_read_or_refused(tmp_path: Path) -> None:
    """Whatever is changed in a workbook, it is read or refused with a fault; nothing else is ever raised."""
    content = made(tmp_path / "a.xlsx", [["甲", 1, 0.5], ["乙", True, "=1"]]).read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        whole = {each: archive.read(each) for each in archive.namelist()}
    chance = random.Random(5)  # noqa: S311
    refused = 0
    for turn in range(80):
        if turn % 2:
            name = chance.choice(list(whole))
            part = bytearray(whole[name])
            for _ in range(chance.randint(1, 4)):
                part[chance.randrange(len(part))] = chance.randrange(256)
            changed = packed({**whole, name: bytes(part)})
        else:
            raw = bytearray(content)
            raw[chance.randrange(len(raw))] = chance.randrange(256)
            changed = bytes(raw)
        try:
            read_workbook(put(tmp_path / "b.xlsx", changed))
        except InputError:
            refused += 1

    assert 10 < refused < 80
