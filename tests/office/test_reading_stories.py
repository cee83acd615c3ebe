"""Word documents: all text is found wherever it stands, and nothing that is no document passes for one."""

import random
import zipfile
from pathlib import Path

import pytest

from lianbing.errors import InputError
from lianbing.office.story import Story, read_story
from tests.office.documents import story
from tests.office.workbooks import packed, parts, put, sheet_xml

FOOTNOTES = """<?xml version="1.0"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:id="1"><w:p><w:r><w:t>脚注中的字</w:t></w:r></w:p></w:footnote></w:footnotes>"""
HEADER = """<?xml version="1.0"?><w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr>"""


def texts(found: Story) -> list[tuple[str, str]]:
    """Where each text stands."""
    return [(each.where, each.text) for each in found.paragraphs]


def with_parts(path: Path, **contents: str) -> Path:
    """Put parts into a document."""
    with zipfile.ZipFile(path) as archive:
        whole = {each: archive.read(each) for each in archive.namelist()}
    return put(path, packed({**whole, **{f"word/{name}.xml": text.encode() for name, text in contents.items()}}))


def test_text_is_found_wherever_it_stands(tmp_path: Path) -> None:
    """In tables, text boxes, footnotes, links and insertions; deleted text and the fallback of a box are not read."""
    box = """<w:p><w:r><mc:AlternateContent
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">
<w:txbxContent><w:p><w:r><w:t>框中的字</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback>
<w:txbxContent><w:p><w:r><w:t>框中的字</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent>
<w:t>框外</w:t></w:r></w:p>
<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:ins><w:r><w:t>插入</w:t></w:r></w:ins>
<w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:r><w:tab/><w:t>后</w:t></w:r></w:p>
<w:sdt><w:sdtContent><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p></w:sdtContent></w:sdt>"""
    path = with_parts(
        story(tmp_path / "a.docx", ["第一段", ""], table="格中", xml=box), footnotes=FOOTNOTES, header9=HEADER
    )

    found = read_story(path)

    assert [
        ("body", "第一段"),
        ("table", "格中"),
        ("body", "框外"),
        ("text box", "框中的字"),
        ("body", "链接插入\t后"),
        ("body", "藏"),
        ("footnote", "脚注中的字"),
        ("header", "页眉"),
    ] == texts(found)
    assert "页眉" not in found.counted
    assert all(word in found.counted for word in ("格中", "框中的字", "脚注中的字", "藏"))
    assert ["tracked_changes", "hidden_text"] == [each.code for each in found.notes]
    assert "正文第 1 段" == found.paragraphs[0].place.cell


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.7", "wrong_kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "wrong_kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (packed(parts(sheet_xml(""))), "wrong_kind"),
        (packed({"word/document.xml": b"<a"}), "broken_file"),
        (
            packed({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}),
            "declared_entities",
        ),
    ],
    ids=["empty", "pdf", "doc", "password", "xlsx", "broken XML", "entity"],
)
def test_what_is_no_document_says_what_it_is(tmp_path: Path, content: bytes, code: str) -> None:
    """By its content, not by its name."""
    with pytest.raises(InputError) as refused:
        read_story(put(tmp_path / "a.docx", content))

    assert [code] == [each.code for each in refused.value.faults]


def test_any_bytes_are_read_or_refused(tmp_path: Path) -> None:
    """Whatever is changed in a document, it is read or refused with a fault."""
    content = bytearray(story(tmp_path / "a.docx", ["甲乙丙"]).read_bytes())
    chance = random.Random(3)  # noqa: S311
    for _ in range(60):
        changed = content.copy()
        for _ in range(chance.randint(1, 6)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        try:
            read_story(put(tmp_path / "b.docx", bytes(changed[: chance.randint(1, len(changed))])))
        except InputError:
            continue
