"""Workbooks made by hand, with what programs and people put into them, and what attackers do."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import xlsxwriter

CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
</Types>"""
RELS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="{target}"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>
</Relationships>"""
WORKBOOK = """<?xml version="1.0" encoding="UTF-8"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>"""
SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{dimension}
<sheetData>{rows}</sheetData>{after}</worksheet>"""


def sheet_xml(rows: str, *, dimension: str = "", after: str = "") -> str:
    """A sheet with these rows."""
    return SHEET.format(rows=rows, dimension=dimension, after=after)


def parts(sheet: str) -> dict[str, bytes]:
    """The parts of a workbook with one sheet."""
    return {
        "[Content_Types].xml": CONTENT_TYPES.encode(),
        "_rels/.rels": RELS.format(target="xl/workbook.xml", kind="officeDocument").encode(),
        "xl/workbook.xml": WORKBOOK.encode(),
        "xl/_rels/workbook.xml.rels": RELS.format(target="worksheets/sheet1.xml", kind="worksheet").encode(),
        "xl/worksheets/sheet1.xml": sheet.encode(),
    }


def packed(contents: Mapping[str, bytes]) -> bytes:
    """An archive of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return stream.getvalue()


def put(path: Path, content: bytes) -> Path:
    """Write a file."""
    path.write_bytes(content)
    return path


def made(path: Path, rows: list[list[object]], name: str = "表") -> Path:
    """A workbook as programs write it."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_numbers": False})
    sheet = book.add_worksheet(name)
    for row, values in enumerate(rows):
        sheet.write_row(row, 0, values)
    book.close()
    return path
