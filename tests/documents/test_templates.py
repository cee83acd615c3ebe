"""The templates that are shipped: what the script makes, and laid out as GB/T 9704-2012 asks."""

import io
import zipfile

import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, Twips

from lianbing.reports import documents
from lianbing.reports.documents.packing import pack
from lianbing.reports.documents.records import kinds, records_below
from tests.documents.offices import FIELDS, evaluated, opened
from tests.documents.template_texts import DOCUMENTS, FOLDER, LANGUAGES, NAMES, template_parts

A_TWIP = Twips(1)


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def near(expected: Length, actual: Length | None) -> bool:
    """Tell whether two lengths are the same to a twentieth of a point, which is as exact as a Word file is."""
    return actual is not None and abs(expected - actual) <= A_TWIP


@pytest.fixture(scope="module")
def notice() -> Document:
    return opened(documents.document(evaluated("wuwei-2019"), fields=FIELDS))


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_what_the_script_makes(name: str) -> None:
    """Nobody has changed a template by hand; to renew them: python -m tests.documents.template_texts."""
    assert template_parts(name) == parts_of((FOLDER / name).read_bytes())


def test_nothing_else_is_shipped() -> None:
    """No template lies about that no document uses."""
    assert set(NAMES) == {path.name for path in FOLDER.iterdir()}


def test_packing_knows_no_clock() -> None:
    """A template made again tomorrow is the same file."""
    packed = pack(template_parts("notice.zh.docx"))

    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert {(1980, 1, 1, 0, 0, 0)} == {each.date_time for each in archive.infolist()}
        assert "[Content_Types].xml" == archive.namelist()[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_an_office_gets_the_template_to_change(document: str, language: str) -> None:
    """What an office changes is what would be used without it."""
    given = documents.default_template(document, "en" if language == "en" else "zh")

    assert (FOLDER / f"{document}.{language}.docx").read_bytes() == given


def test_the_page(notice: Document) -> None:
    """A4; 37 mm above, 28 mm to the left; 156 mm by 225 mm of text."""
    for section in notice.sections:
        width, height = section.page_width, section.page_height
        assert section.orientation == WD_ORIENT.PORTRAIT
        assert near(Mm(210), width)
        assert near(Mm(297), height)
        assert near(Mm(37), section.top_margin)
        assert near(Mm(28), section.left_margin)
        assert width is not None
        assert height is not None
        assert near(Mm(156), Length(width - (section.left_margin or 0) - (section.right_margin or 0)))
        assert near(Mm(225), Length(height - (section.top_margin or 0) - (section.bottom_margin or 0)))


def test_twenty_two_lines_of_twenty_eight_characters(notice: Document) -> None:
    """22 lines fill the height of the text and no more; 28 characters fit the width, and 29 do not."""
    normal = notice.styles["Normal"].element
    line = int(normal.xpath("./w:pPr/w:spacing/@w:line")[0])
    closer = int(normal.xpath("./w:rPr/w:spacing/@w:val")[0])
    character = 16 * 20 + closer
    height, width = Mm(225).twips, Mm(156).twips

    assert ["exact"] == normal.xpath("./w:pPr/w:spacing/@w:lineRule")
    assert 22 * line <= height < 23 * line
    assert 28 * character <= width < 29 * character
    assert [str(line)] == notice.element.body.xpath("./w:sectPr/w:docGrid/@w:linePitch")


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Normal", "仿宋_GB2312", 16),
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("Footer Odd", "宋体", 14),
        ("Footer Even", "宋体", 14),
    ],
)
def test_fonts_and_sizes(notice: Document, style: str, font: str, size: int) -> None:
    """Each kind of text has the standard's font, named where Chinese letters look for it, and its size."""
    found = notice.styles[style]
    (fonts,) = found.element.xpath("./w:rPr/w:rFonts")

    assert font == fonts.get(qn("w:eastAsia"))
    assert [str(2 * size)] == found.element.xpath("./w:rPr/w:sz/@w:val")


def test_every_font_has_another_name(notice: Document) -> None:
    """A machine that lacks 仿宋_GB2312 is told of 仿宋, and so with each font that a style asks for."""
    table = next(each for each in notice.part.package.iter_parts() if each.partname == "/word/fontTable.xml").blob
    asked = set(notice.styles.element.xpath("//w:rFonts/@w:eastAsia"))

    assert {"仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"} == asked
    for font in asked:
        assert f'<w:font w:name="{font}"><w:altName w:val="' in table.decode()


def test_page_numbers_stand_outside(notice: Document) -> None:
    """“— 1 —”, to the right on odd and to the left on even pages, 7 mm below the text and a character in."""
    (section,) = notice.sections
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    below = Length((section.bottom_margin or 0) - (section.footer_distance or 0))

    assert notice.settings.odd_and_even_pages_header_footer
    assert ("— 1 —", "— 1 —") == (odd.text, even.text)
    for paragraph, side in ((odd, "right"), (even, "left")):
        assert paragraph.style is not None
        assert [side] == paragraph.style.element.xpath("./w:pPr/w:jc/@w:val")
        assert ["100"] == paragraph.style.element.xpath(f"./w:pPr/w:ind/@w:{side}Chars")
        assert [" PAGE "] == paragraph._p.xpath(".//w:instrText/text()")
    # The dash stands in the middle of a line of 14 points that ends where the footer does.
    assert abs(Mm(7) - (below - Pt(7))) < Mm(0.2)


@pytest.mark.parametrize("name", NAMES)
def test_tables_fit(name: str) -> None:
    """A table is as wide as the text at most, keeps its widths, repeats its head and splits no row."""
    found = opened((FOLDER / name).read_bytes()).tables

    assert found
    for table in found:
        assert Mm(156).twips + 5 >= sum(int(each) for each in table._tbl.xpath("./w:tblGrid/w:gridCol/@w:w"))
        assert ["fixed"] == table._tbl.xpath("./w:tblPr/w:tblLayout/@w:type")
        assert 1 == len(table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader"))
        assert len(table.rows) == len(table._tbl.xpath("./w:tr/w:trPr/w:cantSplit"))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_field_is_described(document: str) -> None:
    """Whoever writes a template can look up each field in both languages."""
    record = documents.making.RECORDS[document]
    for _, inner in [("", record), *records_below(record)]:
        for kind in kinds(inner).values():
            assert kind.about.zh
            assert kind.about.en
