"""What the office states, names that are withheld, and calls that are refused."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from lianbing.errors import InputError
from lianbing.reports.documents import document, document_as_pdf, left_blank
from lianbing.reports.documents.given import NAMES, NEEDED, OPTIONAL, given
from lianbing.reports.documents.names import withheld
from lianbing.reports.documents.numbering import ordinal
from lianbing.reports.documents.records import Common, kinds
from tests.documents.offices import evaluated, paragraphs, text

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)


def test_every_field_of_the_office_is_one_of_the_documents() -> None:
    """What can be given can be shown."""
    assert set(NEEDED) | set(OPTIONAL) <= set(kinds(Common))


@pytest.mark.parametrize(
    ("fields", "code", "suggestion"),
    [
        ([("telefone", "1")], "unknown_field", "telephone"),
        ([("period", "1")], "unknown_field", "period_to"),
        ([("office", "a"), ("office", "b")], "repeated_key", None),
        ([("scores", "maybe")], "wrong_type", None),
    ],
)
def test_a_wrong_field_is_refused(fields: list[tuple[str, str]], code: str, suggestion: str | None) -> None:
    """A field that no document knows is refused with the nearest name, and nothing is guessed."""
    with pytest.raises(InputError) as refused:
        given(fields, "zh")

    assert [(code, suggestion)] == [(each.code, each.suggestion) for each in refused.value.faults]


def test_all_wrong_fields_are_told_at_once() -> None:
    """Whoever mistypes two fields need not run twice."""
    with pytest.raises(InputError) as refused:
        given([("fax", "1"), ("office", "a"), ("offise", "b")], "zh")

    assert ["fax", "offise"] == [each.values["name"] for each in refused.value.faults]
    assert all(name in str(refused.value.faults[0].values["known"]) for name in NAMES)


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("notice", {"candidate": "minqin-1"}),
        ("result", {"candidate": "minqin-1"}),
        ("letter", {"award": "individual", "withhold_names": True}),
        ("leter", {}),
    ],
)
def test_a_wrong_call_is_refused(kind: str, asked: dict[str, object]) -> None:
    """A call that makes no sense is refused, not taken for another."""
    with pytest.raises(InputError) as refused:
        document(evaluated("wuwei-2019"), document=kind, **asked)  # type: ignore[arg-type]

    assert ["wrong_call"] == [each.code for each in refused.value.faults]


def test_a_wrong_call_is_refused_before_anything_is_converted() -> None:
    """The PDF takes the same arguments and refuses the same."""
    with pytest.raises(InputError) as refused:
        document_as_pdf(evaluated("wuwei-2019"), document="notice", fields=[("telefone", "1")])

    assert "telephone" == refused.value.faults[0].suggestion


def test_a_title_of_its_own() -> None:
    """The office's heading takes the place of ours, and is the title of the file."""
    made = document(evaluated("wuwei-2019"), fields=[("heading", "示例公示")])

    assert "示例公示" in paragraphs(made)
    assert "结果的公示" not in text(made)


def test_blanks_are_told_by_name() -> None:
    """The warning says which field is blank, what it is, and how to give it."""
    (warning,) = left_blank(fields=[(name, "x") for name in NEEDED if name != "telephone"])

    assert "没有给出“telephone”（监督电话），文中留空；用 --field telephone=… 给出" == warning.message("zh")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张某某"),
        ("张三丰", "张某某"),
        ("欧阳明", "欧阳某某"),
        ("司马相如", "司马某某"),
        ("买买提·吐尔逊", "买某某"),
        ("古浪分局", "古浪分局"),
        ("市生态环境保护综合行政执法队", "市生态环境保护综合行政执法队"),
        ("第一执法大队", "第一执法大队"),
        ("琴江镇人民政府", "琴江镇人民政府"),
        # What is neither for sure is withheld whole.
        ("司马小站", "司马某某"),
        ("王局", "王某某"),
        ("王建镇", "王某某"),
        ("第一中队（张三）", "某某"),
        ("凉环罚〔2024〕1号", "某某"),
        ("张三 李四", "某某"),
        ("", "某某"),
    ],
)
def test_withheld_names(name: str, shown: str) -> None:
    """Persons keep their surname, organisations their name, and what is doubtful nothing."""
    assert shown == withheld(name)


@drawn(surname=st.sampled_from("赵钱孙李周吴郑王冯陈"), own=st.text(HAN, min_size=1, max_size=2))
def test_no_common_name_passes(surname: str, own: str) -> None:
    """A name of two or three characters never passes whole, whatever it ends with."""
    assert f"{surname}某某" == withheld(surname + own)


def test_withheld_in_english() -> None:
    """A foreign name is withheld in the language of the document."""
    assert "(name withheld)" == withheld("John Smith", "en")


@pytest.mark.parametrize(
    ("number", "shown"),
    [(1, "一"), (10, "十"), (11, "十一"), (21, "二十一"), (30, "三十"), (99, "九十九"), (100, "100")],
)
def test_ordinals(number: int, shown: str) -> None:
    """Headings are numbered as official documents number them."""
    assert shown == ordinal(number, "zh")
