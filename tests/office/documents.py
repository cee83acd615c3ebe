"""Word and PDF documents made by hand."""

import io
from pathlib import Path

import docx
import pypdf
from docx.oxml import parse_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def story(path: Path, paragraphs: list[str], *, table: str = "", xml: str = "") -> Path:
    """A Word document of paragraphs, with a table of one cell and any further XML at its end."""
    document = docx.Document()
    for each in paragraphs:
        document.add_paragraph(each)
    if table:
        document.add_table(1, 1).cell(0, 0).text = table
    if xml:
        body = document.element.body
        for element in parse_xml(f'<w:body xmlns:w="{W}">{xml}</w:body>'):
            body.insert(len(body) - 1, element)
    document.save(str(path))
    return path


def scan(path: Path, pages: int = 1, *, password: str | None = None, owner: str | None = None) -> Path:
    """A PDF document of blank pages."""
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password is not None or owner is not None:
        writer.encrypt(password or "", owner, algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    path.write_bytes(stream.getvalue())
    return path
