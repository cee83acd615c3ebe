"""Templates of an office's own: its letterhead, its mistakes, and nothing in them that reaches code."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document

from lianbing.errors import InputError, LianbingError
from lianbing.evaluation import Evaluation
from lianbing.reports.documents import default_template, document, left_blank
from tests.documents.offices import FIELDS, evaluated, opened, paragraphs, text


@pytest.fixture(scope="module")
def wuwei() -> Evaluation:
    return evaluated("wuwei-2019")


@pytest.fixture
def template(tmp_path: Path) -> Callable[..., str]:
    """Write a template that says what is given, a paragraph each."""

    def write(*lines: str, header: str = "", change: Callable[[Document], None] | None = None) -> str:
        made = docx.Document()
        for line in lines:
            made.add_paragraph(line)
        if header:
            made.sections[0].header.paragraphs[0].text = header
        if change is not None:
            change(made)
        path = tmp_path / "模板.docx"
        made.save(str(path))
        return str(path)

    return write


def test_a_letterhead_of_its_own(wuwei: Evaluation, tmp_path: Path) -> None:
    """An office opens the shipped template, adds its letterhead and wording, and gets the same facts in it."""
    own = docx.Document(io.BytesIO(default_template("notice")))
    own.sections[0].header.paragraphs[0].text = "示例市生态环境局文件 {{ number }}"
    own.paragraphs[0].insert_paragraph_before("特急")
    path = tmp_path / "own.docx"
    own.save(str(path))

    made = document(wuwei, template=str(path), fields=(*FIELDS, ("number", "示环〔2019〕1号")))

    assert "示例市生态环境局文件 示环〔2019〕1号" == opened(made).sections[0].header.paragraphs[0].text
    assert "特急" == paragraphs(made)[0]
    assert set(paragraphs(document(wuwei, fields=FIELDS))) <= set(paragraphs(made))
    assert made == document(wuwei, template=str(path), fields=(*FIELDS, ("number", "示环〔2019〕1号")))


def test_only_what_it_uses_is_missed(wuwei: Evaluation, template: Callable[..., str]) -> None:
    """Blanks are told for the fields that the template shows, in its header too."""
    path = template("{{ heading }}", "{% if contact %}{{ telephone }}{% endif %}", header="{{ office }}")

    assert ["office", "telephone"] == [each.values["name"] for each in left_blank(template=path)]


def test_word_may_split_a_field(wuwei: Evaluation, template: Callable[..., str]) -> None:
    """Word cuts text into runs as it likes; a field that is cut is still a field."""

    def cut(made: Document) -> None:
        paragraph = made.add_paragraph()
        for piece in ("电话：{", "{ tele", "phone }", "}"):
            paragraph.add_run(piece)

    assert "电话：0935-0000000" in paragraphs(document(wuwei, template=template(change=cut), fields=FIELDS))


@pytest.mark.parametrize(
    ("line", "code", "name", "suggestion"),
    [
        ("{{ phone }}", "unknown_field", "phone", "telephone"),
        ("{{ adress }}", "unknown_field", "adress", "address"),
        ("{% for award in awards %}{{ award.titel }}{% endfor %}", "unknown_field", "titel", "title"),
        ("{% if winners %}x{% endif %}", "unknown_field", "winners", None),
        ("{% if contact %}x{% elif office %}x{% else %}{{ fone }}{% endif %}", "unknown_field", "fone", None),
        ("{% for a in awards %}{{ loop.lst }}{% endfor %}", "unknown_field", "lst", "last"),
    ],
)
def test_an_unknown_field_is_told(
    wuwei: Evaluation, template: Callable[..., str], line: str, code: str, name: str, suggestion: str | None
) -> None:
    """A field that there is not is told with file, place and nearest name, in a branch not taken too."""
    path = template("第一段", line)

    with pytest.raises(InputError) as refused:
        document(wuwei, template=path)

    (fault,) = refused.value.faults
    assert (code, name, suggestion) == (fault.code, fault.values["name"], fault.suggestion)
    assert path == fault.place.file
    assert line[:20] in fault.place.field


def test_all_faults_at_once(wuwei: Evaluation, template: Callable[..., str]) -> None:
    """A template is checked to its end, header included, before anything is filled."""
    with pytest.raises(InputError) as refused:
        document(
            wuwei, template=template("{{ a }}", "{{ awards }}", "{% for x in office %}{% endfor %}", header="{{ b }}")
        )

    assert ["unknown_field", "broken_template", "broken_template", "unknown_field"] == [
        each.code for each in refused.value.faults
    ]


@pytest.mark.parametrize(
    "line",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ office.__class__ }}",
        "{{ office.upper() }}",
        "{{ office.upper }}",
        "{{ awards.__class__.__base__.__subclasses__() }}",
        "{{ self }}",
        "{{ range(1000000000) }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ office * 1000000000 }}",
        "{{ lipsum.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% set x = 1 %}",
        "{% macro f() %}x{% endmacro %}",
        "{{ office|safe }}",
        "{{ office|attr('__class__') }}",
        "{% for a in awards recursive %}{{ loop(a.sections) }}{% endfor %}",
        "{% for a in awards if a.title %}{% endfor %}",
        "{{ awards[0] }}",
        "{{ awards }}",
        "{{ show_scores }}",
        "{{ heading ~ office }}",
        "{% with x = office %}{{ x }}{% endwith %}",
        "{% if heading > 3 %}x{% endif %}",
        "{% if awards > awards %}x{% endif %}",
        "{% if 1 in 2 %}x{% endif %}",
        "{% for a in awards %}",
        "{{ office",
        "{% nonsense %}",
        "{%p for a in awards %}",
    ],
)
def test_a_template_reaches_no_code(wuwei: Evaluation, template: Callable[..., str], line: str) -> None:
    """Only fields, `for` and `if` are allowed; everything else, and what is broken, is a fault that names the file."""
    path = template(line)

    with pytest.raises(LianbingError) as refused:
        document(wuwei, template=path, fields=FIELDS)

    assert {path} == {each.place.file for each in refused.value.faults}
    assert {"unknown_field", "broken_template"} >= {each.code for each in refused.value.faults}


def test_an_end_on_another_level_is_told(wuwei: Evaluation, template: Callable[..., str]) -> None:
    """An `if` that begins in a table and ends outside it is refused: it would cut the table in two."""

    def halved(made: Document) -> None:
        made.add_table(1, 1).cell(0, 0).text = "{% if contact %}x"
        made.add_paragraph("{% endif %}")

    with pytest.raises(InputError) as refused:
        document(wuwei, template=template("a", change=halved))

    assert ["broken_template"] == [each.code for each in refused.value.faults]
    assert "同一层" in refused.value.faults[0].message("zh")


@pytest.mark.parametrize("line", ["{{p heading }}", "{{r heading }}"])
def test_text_outside_a_paragraph_is_refused(wuwei: Evaluation, template: Callable[..., str], line: str) -> None:
    """A tag that would leave text where Word allows none is refused: the file would not open."""
    with pytest.raises(InputError) as refused:
        document(wuwei, template=template("x", line))

    assert ["broken_template"] == [each.code for each in refused.value.faults]


@pytest.mark.parametrize(
    "content", [b"", b"no zip", b"PK\x05\x06" + b"\x00" * 18], ids=["empty", "no zip", "an empty zip"]
)
def test_a_file_that_is_no_template(wuwei: Evaluation, tmp_path: Path, content: bytes) -> None:
    """A file that Word could not open either is told by its name."""
    path = tmp_path / "模板.docx"
    path.write_bytes(content)

    with pytest.raises(InputError) as refused:
        document(wuwei, template=str(path))

    assert [("broken_template", str(path))] == [(each.code, each.place.file) for each in refused.value.faults]


def test_a_file_that_is_not_there(wuwei: Evaluation, tmp_path: Path) -> None:
    """A template that cannot be read is told by its name."""
    with pytest.raises(InputError) as refused:
        document(wuwei, template=str(tmp_path / "none.docx"))

    assert ["unreadable_file"] == [each.code for each in refused.value.faults]


def test_loops_and_conditions(wuwei: Evaluation, template: Callable[..., str]) -> None:
    """`for`, `if`, `elif`, `else`, `not`, `and`, `or` and comparisons are there."""
    path = template(
        "{% for award in awards %}{% if loop.first and not loop.last %}[{{ loop.index }}]{% endif %}{% endfor %}",
        "{% if contact or number %}a{% elif awards %}b{% else %}c{% endif %}",
        "{% for a in awards %}{% if a.number == '二' %}{{ a.title }}{% endif %}{% endfor %}",
    )

    assert ["[1]", "b", "表现突出集体"] == paragraphs(document(wuwei, template=path))


def test_scores_that_are_withheld_reach_no_template(wuwei: Evaluation, template: Callable[..., str]) -> None:
    """A template that shows scores shows none where the office wants none."""
    rows = "{% for s in a.sections %}{% for r in s.rows %}[{{ r.score }}]{% endfor %}{% endfor %}"
    path = template("{% for a in awards %}" + rows + "{% endfor %}")

    assert ["[]" * 8] == paragraphs(document(wuwei, template=path, fields=[("scores", "no")]))
    assert paragraphs(document(wuwei, template=path))[0].startswith("[84.62][90.60][67.28][77.60]")


def test_no_clock_comes_with_the_template(wuwei: Evaluation, template: Callable[..., str]) -> None:
    """When a template was saved, and by which program, does not change the document's times."""
    made = opened(document(wuwei, template=template("{{ heading }}")))

    assert made.core_properties.created == made.core_properties.modified
    assert 2000 == made.core_properties.created.year if made.core_properties.created else False
    assert made.core_properties.title == text(document(wuwei, template=template("{{ heading }}")))
