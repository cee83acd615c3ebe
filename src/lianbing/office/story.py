"""Reading a Word document: all text that people see in it, wherever it stands, and where."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import attrs
from lxml import etree

from lianbing.errors import Fault, InputError, Place, Severity, fault
from lianbing.language import Bilingual
from lianbing.office.archive import Archive, open_archive

Where = Literal["body", "table", "text box", "footnote", "endnote", "header", "footer", "comment"]
"""Where in a document a paragraph stands."""

COUNTED: frozenset[Where] = frozenset({"body", "table", "text box", "footnote", "endnote"})
"""Where text counts towards the length of a story; headers, footers and comments are not part of it."""

CALLED: Mapping[Where, Bilingual] = {
    "body": Bilingual("正文", "body"),
    "table": Bilingual("表格", "table"),
    "text box": Bilingual("文本框", "text box"),
    "footnote": Bilingual("脚注", "footnote"),
    "endnote": Bilingual("尾注", "endnote"),
    "header": Bilingual("页眉", "header"),
    "footer": Bilingual("页脚", "footer"),
    "comment": Bilingual("批注", "comment"),
}
"""How people call these places."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BLANKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_NOT_SHOWN = {f"{_W}del", f"{_W}moveFrom", _FALLBACK}
_OTHER_PARTS: tuple[tuple[str, Where], ...] = (
    ("word/footnotes", "footnote"),
    ("word/endnotes", "endnote"),
    ("word/header", "header"),
    ("word/footer", "footer"),
    ("word/comments", "comment"),
)
# Entities were refused already, when the archive was opened.
_PARSER: Mapping[str, Any] = {"resolve_entities": False, "no_network": True, "huge_tree": False}


@attrs.frozen
class Paragraph:
    """A paragraph.

    Attributes:
        text: Its text, inserted text too and deleted text not.
        where: Where it stands.
        place: Its place in the file.
        is_hidden: Whether some of it is formatted as hidden.
    """

    text: str
    where: Where
    place: Place
    is_hidden: bool = False


@attrs.frozen
class Story:
    """A document.

    Attributes:
        file: The file, as the user named it.
        sha256: The digest of its bytes, in hexadecimal.
        paragraphs: Its paragraphs, empty ones left out: those of the body first, in their order.
        notes: What is worth knowing, as warnings: tracked changes, hidden text, macros.
    """

    file: str
    sha256: str
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Fault, ...] = ()

    @property
    def counted(self) -> str:
        """The text that counts towards its length."""
        return "\n".join(each.text for each in self.paragraphs if each.where in COUNTED)


def read_story(path: Path, name: str | None = None) -> Story:
    """Read a Word document.

    Args:
        path: Where it is.
        name: What to call it in messages, if not by its path.

    Raises:
        InputError: It is no Word document, has a password, is damaged or too large.
    """
    archive = open_archive(path, name, kind="docx")
    try:
        paragraphs = tuple(_paragraphs(archive))
        body = _root(archive, "word/document.xml")
    except (etree.LxmlError, KeyError, ValueError, RecursionError) as error:
        why = " ".join(str(error).split())[:200]
        raise InputError([fault("broken_file", Place(file=archive.file), why=why)]) from error
    notes = []
    place = Place(file=archive.file)
    if next(body.iter(f"{_W}ins", f"{_W}del"), None) is not None:
        notes.append(fault("tracked_changes", place, severity=Severity.WARNING))
    if hidden := next((each for each in paragraphs if each.is_hidden), None):
        notes.append(fault("hidden_text", hidden.place, severity=Severity.WARNING))
    if any(part.endswith("vbaProject.bin") for part in archive.parts):
        notes.append(fault("tolerated_macros", place, severity=Severity.WARNING))
    return Story(archive.file, archive.sha256, paragraphs, tuple(notes))


def _paragraphs(archive: Archive) -> Iterator[Paragraph]:
    yield from _of_part(archive, "word/document.xml", "body")
    for beginning, where in _OTHER_PARTS:
        for part in sorted(archive.parts):
            if part.startswith(beginning) and part.endswith(".xml") and "Extended" not in part and "Ids" not in part:
                yield from _of_part(archive, part, where)


def _root(archive: Archive, part: str) -> Any:
    return etree.fromstring(archive.parts[part], etree.XMLParser(**_PARSER))


def _of_part(archive: Archive, part: str, where: Where) -> Iterator[Paragraph]:
    number = 0
    for paragraph in _root(archive, part).iter(f"{_W}p"):
        if any(each.tag in _NOT_SHOWN for each in paragraph.iterancestors()):
            continue
        number += 1
        text = "".join(_texts(paragraph))
        if text.strip():
            own = _where(paragraph, where)
            place = Place(file=archive.file, cell=f"{CALLED[own].zh}第 {number} 段")
            is_hidden = next(paragraph.iter(f"{_W}vanish"), None) is not None
            yield Paragraph(text, own, place, is_hidden)


def _where(paragraph: Any, where: Where) -> Where:
    for each in paragraph.iterancestors():
        if each.tag == f"{_W}txbxContent":
            return "text box"
        if each.tag == f"{_W}tbl":
            return "table" if where == "body" else where
    return where


def _texts(paragraph: Any) -> Iterator[str]:
    """Give the texts of a paragraph; those of paragraphs within it, in text boxes, are theirs."""
    for each in paragraph.iter():
        if each.tag == f"{_W}t" or each.tag in _BLANKS:
            above = list(each.iterancestors())
            nearest = next((one for one in above if one.tag == f"{_W}p"), None)
            if nearest is paragraph and not any(one.tag in _NOT_SHOWN for one in above):
                yield _BLANKS.get(each.tag, each.text or "")
