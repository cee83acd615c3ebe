"""Hostile text in every field that takes words: it appears as text, in every document, and breaks none."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianbing.evaluation import Evaluation
from lianbing.language import clean
from lianbing.reports.documents import default_template, document
from lianbing.reports.documents.announcements import announcement
from lianbing.reports.documents.filling import Template
from lianbing.reports.documents.given import Given
from lianbing.reports.documents.packing import packed
from lianbing.reports.documents.records import Announcement
from tests.cli.hostile import TEXTS, written
from tests.documents.offices import FIELDS, evaluated, opened, paragraphs
from tests.small_city import campaign, candidate, rulebook

WORD = (
    "<w:p><w:r><w:t>x</w:t></w:r></w:p> &amp; ]]> {{ 7*7 }} {% for a in awards %} {%p if x %} {# y #} {_{ z }_} "
    "{{p heading }} =1+1 @SUM(A1) +cmd|' /C calc'!A0 INCLUDETEXT \"c:\\x\" \u202eabc\u2066 \x1b[31m \x0b \ufffe "
    "\x85 e\u0301 🧑‍🚒🇨🇳 \\n \a \f \t"
)
HOSTILE = {**TEXTS, "word": WORD}
KINDS = ("notice", "result", "letter")


@pytest.fixture(scope="module", params=HOSTILE, ids=str)
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Evaluation]:
    """A text, and a campaign with it in every field."""
    folder = tmp_path_factory.mktemp("hostile")
    words = HOSTILE[request.param]
    return words, evaluated(written(folder, words))


def made(evaluation: Evaluation, kind: str, words: str) -> bytes:
    fields = [(name, words) for name, _ in FIELDS] + [
        (name, words) for name in ("heading", "number", "addressee", "contact")
    ]
    return document(evaluation, document=kind, award="team", fields=fields)


@pytest.mark.parametrize("kind", KINDS)
def test_it_appears_as_text(hostile: tuple[str, Evaluation], kind: str) -> None:
    """The text stands in the document letter for letter, controls replaced, wherever a field holds it."""
    words, evaluation = hostile
    content = made(evaluation, kind, words)
    shown = paragraphs(content)

    # Its own fields first, then what the campaign and the rulebook say: an award, a group, a candidate.
    assert clean(words) in shown
    assert f"监督电话：{clean(words)}" in shown or kind == "result"
    assert any(
        f"（{clean(words)}）" in each or clean(words) + "：" in each or f"、{clean(words)}" in each for each in shown
    )
    assert opened(content).core_properties.title == clean(words)[:255]


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_nothing_but_text(hostile: tuple[str, Evaluation], kind: str) -> None:
    """The document has the paragraphs, tables and fields of a harmless one, no link, and no letter XML forbids."""
    words, evaluation = hostile
    content, plain = made(evaluation, kind, words), made(evaluation, kind, "x")

    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(io.BytesIO(plain)) as other:
        assert archive.namelist() == other.namelist()
        assert other.read("word/_rels/document.xml.rels") == archive.read("word/_rels/document.xml.rels")
        xml = archive.read("word/document.xml").decode()
    assert None is re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\u202a-\u202e\u2066-\u2069]", xml)
    counts = [
        [len(opened(each).element.body.xpath(f"//w:{name}")) for name in ("p", "tbl", "tr", "instrText", "br", "tab")]
        for each in (content, plain)
    ]
    assert counts[0] == counts[1]


@given(name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_any_name_comes_back(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever a field holds can be read back from the document."""
    folder = tmp_path_factory.getbasetemp()
    evaluation = Evaluation.of(rulebook(folder), campaign(candidate("a", 9)))

    shown = paragraphs(document(evaluation, fields=[("telephone", name), ("heading", "t" + name)]))

    assert f"监督电话：{clean(name)}" in shown
    assert f"t{clean(name)}" in shown


def with_footnote(content: bytes, line: str) -> bytes:
    """Give a template a footnote, and a second section."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts["word/footnotes.xml"] = (
        f'<w:footnotes xmlns:w="{word}"><w:footnote w:id="1"><w:p><w:r><w:t>{line}</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    ).encode()
    change: dict[str, Callable[[bytes], bytes]] = {
        "[Content_Types].xml": lambda part: part.replace(
            b"</Types>",
            b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            b'wordprocessingml.footnotes+xml"/></Types>',
        ),
        "word/_rels/document.xml.rels": lambda part: part.replace(
            b"</Relationships>",
            b'<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            b'footnotes" Target="footnotes.xml"/></Relationships>',
        ),
        "word/document.xml": lambda part: part.replace(
            b"<w:body>", b'<w:body><w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
        ),
    }
    for name, edit in change.items():
        parts[name] = edit(parts[name])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed(stream.getvalue())


def test_a_footnote_is_filled_once(tmp_path: Path) -> None:
    """What was filled in is never taken for a template again, however many sections a document has."""
    path = tmp_path / "own.docx"
    path.write_bytes(with_footnote(default_template(), "tel. {{ telephone }}"))

    content = document(evaluated("wuwei-2019"), template=str(path), fields=[("telephone", "{{ 7*7 }}<&>")])

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"tel. &#123;&#123; 7*7 &#125;&#125;&lt;&amp;&gt;" in archive.read("word/footnotes.xml")


def test_a_template_cleans_whatever_it_shows() -> None:
    """Even a record that nobody cleaned shows no control and turns no text round."""
    evaluation = evaluated("wuwei-2019")
    shown = announcement(evaluation, Given({}, "zh"), "zh", document="notice")

    filled = Template(default_template()).fill(attrs.evolve(shown, telephone="a\x00b\u202ec"))

    assert "监督电话：a\ufffdb\ufffdc" in paragraphs(filled)


def test_a_zip_that_would_fill_the_memory_is_refused() -> None:
    """A small file that unpacks to a huge one is refused before it is unpacked."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (65 * 1024 * 1024))

    with pytest.raises(ValueError, match="too large"):
        Template(stream.getvalue(), "bomb.docx").used(Announcement)
