"""PDF files: opened, counted, and told for what they are."""

import random
from pathlib import Path

import pypdf
import pytest

from lianbing.errors import InputError
from lianbing.office.scan import read_scan
from tests.office.documents import scan
from tests.office.workbooks import packed, put


def code_of(path: Path) -> str:
    """Why a file is refused."""
    with pytest.raises(InputError) as refused:
        read_scan(path)
    (found,) = refused.value.faults
    return found.code


def test_pages_are_counted(tmp_path: Path) -> None:
    """A scan has pages, and pictures have no text."""
    found = read_scan(scan(tmp_path / "a.pdf", 3))

    assert (3, False, ()) == (found.pages, found.has_text, found.notes)


def test_passwords(tmp_path: Path) -> None:
    """One that is needed to open it is refused; one that forbids editing is told."""
    assert "password" == code_of(scan(tmp_path / "a.pdf", password="geheim"))  # noqa: S106
    assert ["owner_password"] == [each.code for each in read_scan(scan(tmp_path / "b.pdf", owner="x")).notes]


def test_scripts_are_told(tmp_path: Path) -> None:
    """They are not run."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/JavaScript": "app.alert(1)"})
    writer.write(tmp_path / "a.pdf")

    assert ["active_content"] == [each.code for each in read_scan(tmp_path / "a.pdf").notes]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\xff\xd8\xff\xe0JFIF", "wrong_kind"),
        (packed({"word/document.xml": b""}), "wrong_kind"),
        ("文字".encode(), "wrong_kind"),
        (b"%PDF-1.7\n1 0 obj\n", "cut_off"),
        (b"%PDF-1.7\n%%EOF", "broken_file"),
    ],
    ids=["empty", "picture", "docx", "text", "cut off", "hollow"],
)
def test_what_is_no_scan_says_what_it_is(tmp_path: Path, content: bytes, code: str) -> None:
    """By its content, not by its name."""
    assert code == code_of(put(tmp_path / "a.pdf", content))


def test_a_file_that_was_cut_off(tmp_path: Path) -> None:
    """The end of the file is what readers start from."""
    content = scan(tmp_path / "a.pdf", 5).read_bytes()

    assert "cut_off" == code_of(put(tmp_path / "b.pdf", content[: len(content) // 2]))


def test_a_tree_of_pages_that_grows_without_end(tmp_path: Path) -> None:
    """A branch that holds itself, or the same branch many times over, is refused at once."""
    branches = "".join(
        f"{number} 0 obj<</Type/Pages/Count 1/Kids[{' '.join([f'{number + 1} 0 R'] * 9)}]>>endobj\n"
        for number in range(2, 20)
    )
    page = "20 0 obj<</Type/Page/Parent 2 0 R>>endobj\n"
    for tree in (branches + page, "2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]>>endobj\n"):
        root = "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        text = f"{root}{tree}trailer<</Root 1 0 R/Size 21>>\nstartxref\n0\n%%EOF"

        assert "broken_file" == code_of(put(tmp_path / "a.pdf", text.encode()))


def test_no_pages(tmp_path: Path) -> None:
    """A document without a page was not scanned."""
    assert "no_pages" == code_of(scan(tmp_path / "a.pdf", 0))


def test_any_bytes_are_read_or_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Whatever is changed, it is read or refused with a fault, and the library says nothing of its own."""
    content = scan(tmp_path / "a.pdf", 2).read_bytes()
    chance = random.Random(7)  # noqa: S311
    for _ in range(60):
        changed = bytearray(content)
        for _ in range(chance.randint(1, 8)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        try:
            read_scan(put(tmp_path / "b.pdf", bytes(changed)))
        except InputError:
            continue

    assert ("", "") == tuple(capfd.readouterr())
