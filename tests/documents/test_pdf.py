"""PDF through LibreOffice, and the documents as LibreOffice opens them."""

import io
import shutil
import subprocess
import time
from pathlib import Path

import attrs
import pytest
from pypdf import PdfReader

from lianbing.errors import InputError
from lianbing.evaluation import Evaluation
from lianbing.language import clean
from lianbing.reports.documents import document, document_as_pdf, pdf
from lianbing.reports.figures import published
from tests.cli.hostile import TEXTS, written
from tests.documents.offices import FIELDS, evaluated
from tests.small_city import campaign, candidate, rulebook

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")

A_POINT = 1.0

HOSTILE = {"markup": TEXTS["markup"], "controls": TEXTS["controls"]}
LONG = "长" * 10_000 + "👩‍👩‍👧❤️🇨🇳"


@pytest.fixture(scope="module")
def wuwei() -> Evaluation:
    return evaluated("wuwei-2019")


def found(content: bytes) -> str:
    """The text of a PDF without blanks: where lines break is the font's affair."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)


@pytest.mark.libreoffice
@needs_libreoffice
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_notice_as_pdf(wuwei: Evaluation, language: str) -> None:
    """Pages are A4, the text can be taken out, and every winner, score and field is in it."""
    content = document_as_pdf(wuwei, "en" if language == "en" else "zh", fields=FIELDS)
    shown = found(content)

    for page in PdfReader(io.BytesIO(content)).pages:
        assert abs(210 / 25.4 * 72 - float(page.mediabox.width)) < A_POINT
        assert abs(297 / 25.4 * 72 - float(page.mediabox.height)) < A_POINT
    for award in wuwei.outcome.awards:
        for each in award.selected:
            assert each.candidate.name in shown
            assert published(each.total, wuwei.rulebook.rounding) in shown
    assert "0935-0000000" in shown
    assert "—1—" in shown


@pytest.mark.libreoffice
@needs_libreoffice
def test_twenty_eight_characters_a_line_and_twenty_two_lines(wuwei: Evaluation) -> None:
    """A page of body text has 22 lines of 28 characters, as the standard asks."""
    content = document_as_pdf(wuwei, award="organizer", fields=[("address", "字" * 28 * 60)])
    full = [line.strip() for line in PdfReader(io.BytesIO(content)).pages[2].extract_text().splitlines()]
    body = [line for line in full if set(line) == {"字"}]

    assert {28} == {len(line) for line in body}
    assert 22 == len(body)


@pytest.mark.libreoffice
@needs_libreoffice
def test_the_same_input_gives_the_same_bytes(wuwei: Evaluation) -> None:
    """A PDF tells nothing of when it was made, and another document has another identity."""
    first = document_as_pdf(wuwei, award="organizer", fields=FIELDS)
    other = document_as_pdf(wuwei, award="organizer", fields=FIELDS[1:])

    assert first == document_as_pdf(wuwei, award="organizer", fields=FIELDS)
    assert "/CreationDate" in (PdfReader(io.BytesIO(first)).metadata or {})
    assert PdfReader(io.BytesIO(first)).trailer["/ID"] != PdfReader(io.BytesIO(other)).trailer["/ID"]


@pytest.mark.libreoffice
@needs_libreoffice
@pytest.mark.parametrize("kind", ["notice", "result", "letter"])
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_libreoffice_opens_what_is_hostile(tmp_path: Path, kind: str, words: str) -> None:
    """A document full of hostile text opens, and its text is on the pages."""
    evaluation = evaluated(written(tmp_path, words))
    who = "a1" if kind == "letter" else None

    content = document_as_pdf(
        evaluation, document=kind, award="team", candidate=who, fields=[(name, words) for name, _ in FIELDS]
    )

    # The office and the campaign say it, so the first letters are there twice at least.
    assert found(content).count(clean(words)[:3].replace(" ", "")) >= 2


@pytest.mark.libreoffice
@needs_libreoffice
@pytest.mark.parametrize("kind", ["notice", "letter"])
def test_libreoffice_opens_what_is_long(tmp_path: Path, kind: str) -> None:
    """Ten thousand characters without a blank go on over lines and pages, in a cell too, and none is lost."""
    long = attrs.evolve(candidate("a", 9), name=LONG)
    evaluation = Evaluation.of(rulebook(tmp_path), campaign(long))
    who = "a" if kind == "letter" else None

    content = document_as_pdf(evaluation, document=kind, candidate=who, fields=[("telephone", LONG)])

    assert 20_000 <= found(content).count("长")


@pytest.mark.libreoffice
@needs_libreoffice
def test_libreoffice_reads_the_word_file(wuwei: Evaluation, tmp_path: Path) -> None:
    """LibreOffice finds in the Word file all that a letter says."""
    source = tmp_path / "letter.docx"
    source.write_bytes(document(wuwei, document="letter", award="individual", candidate="minqin-1", fields=FIELDS))
    profile = (tmp_path / "profile").as_uri()

    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True, timeout=120)

    shown = (tmp_path / "letter.txt").read_text("utf-8-sig")
    for expected in (
        "候选人丙（民勤分局）：",
        "66.92",
        "27.178125 → 27.18〔3.main〕",
        "individuals.toml:121 workload.inspections",
    ):
        assert expected in shown


def test_a_machine_without_libreoffice(wuwei: Evaluation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where LibreOffice is missing, the message names it."""
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(InputError) as refused:
        document_as_pdf(wuwei)

    assert ["missing_program"] == [each.code for each in refused.value.faults]
    assert "LibreOffice" in refused.value.faults[0].message("zh")


def script(folder: Path, text: str) -> None:
    """Put a program of our own where LibreOffice is looked for."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("text", "why"),
    [("exit 0", "没有生成文件"), ("exit 3", "退出码 3"), ("/bin/sleep 600 & /bin/sleep 600", "超过 1 秒")],
)
def test_a_libreoffice_that_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, why: str) -> None:
    """One that makes nothing, fails or hangs is told, and what it started is stopped."""
    script(tmp_path, f"echo $$ > {tmp_path}/group\n{text}")
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(InputError) as refused:
        pdf.as_pdf(b"", seconds=1)

    assert [("no_pdf", f"LibreOffice 没有转成 PDF：{why}")] == [
        (each.code, each.message("zh")) for each in refused.value.faults
    ]
    group = (tmp_path / "group").read_text().strip()
    for _ in range(100):
        if not _members(group):
            return
        # A process that was killed takes a moment to go.
        time.sleep(0.1)
    raise AssertionError(f"still running: {_members(group)}")


def _members(group: str) -> list[Path]:
    """The living processes of a group."""
    return [path for path in Path("/proc").glob("[0-9]*/stat") if _group(path) == group]


def _group(path: Path) -> str | None:
    """The process group of a living process."""
    try:
        fields = path.read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return fields[2] if fields[0] != "Z" else None


@pytest.mark.parametrize(
    "line",
    [
        b"/CreationDate(D:20261125021234Z')",
        b"/CreationDate(D:20261125021234+08'00')",
        b"/ModDate (D:20261125021234-03'30')",
        b"/ID [ <0123456789ABCDEF0123456789ABCDEF>\n<0123456789ABCDEF0123456789ABCDEF> ]",
        b"/DocChecksum /0123456789ABCDEF0123456789ABCDEF",
    ],
)
def test_what_tells_the_time_is_replaced_in_place(line: bytes) -> None:
    """Nothing in a PDF moves: its offsets count bytes."""
    changed = pdf.timeless(b"before " + line + b" after")

    assert len(b"before " + line + b" after") == len(changed)
    assert b"2026" not in changed
    assert b"0123456789ABCDEF" not in changed
    assert changed.startswith(b"before ")
    assert changed.endswith(b" after")
