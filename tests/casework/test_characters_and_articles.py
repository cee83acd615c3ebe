"""How stories are counted, and how articles are told apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianbing.casework.characters import count_characters
from lianbing.casework.publicity import merge_titles, nearly_alike, normal_title


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("生态环境", 4),
        ("，。！？、“”（）……——", 0),
        ("2019年6月5日", 6),
        ("PM2.5超标", 3),
        ("GB/T 9704", 2),
        ("ＧＢ１２３", 1),
        ("3,600,000元", 2),
        ("don't stop", 2),
        ("〇", 1),
        ("\U00020000𠮷", 2),
        ("①②", 1),
        ("a-b-c", 1),
        ("http://example.org/a", 2),
    ],
)
def test_the_stated_rule(text: str, count: int) -> None:
    """Chinese characters, and runs of Latin letters or digits; no punctuation."""
    assert count == count_characters(text)


@given(st.text("甲乙丙abc123", max_size=20), st.text("甲乙丙abc123", max_size=20))
def test_parts_add_up(one: str, other: str) -> None:
    """Punctuation between two texts adds nothing, and takes nothing away."""
    assert count_characters(one) + count_characters(other) == count_characters(f"{one}。{other}")


@given(st.lists(st.sampled_from("甲乙丙丁"), max_size=30))
def test_chinese_is_counted_by_letter(letters: list[str]) -> None:
    """Whatever their order."""
    assert len(letters) == count_characters("".join(letters))


def test_the_same_article_counts_once() -> None:
    """Marks of reprints, punctuation, spaces and width do not make it another."""
    titles = ["凉州：开展“夜查”", "【转载】凉州开展夜查", "凉州 开展夜查（图）", "民勤开展夜查"]

    assert [("凉州：开展“夜查”", (0, 1, 2)), ("民勤开展夜查", (3,))] == [
        (each.title, each.items) for each in merge_titles(titles)
    ]


def test_what_is_nearly_alike_is_never_merged() -> None:
    """People are asked."""
    articles = merge_titles(["凉州分局开展砂石料场夜间执法检查行动", "凉州分局开展砂石料场夜间执法检查活动", "别的"])

    assert 3 == len(articles)
    assert [(articles[0], articles[1])] == list(nearly_alike(articles))


@given(st.lists(st.text("凉州夜查，（图）【转载】 A", max_size=8), max_size=8))
def test_order_cannot_matter(titles: list[str]) -> None:
    """The same items give the same articles, in whatever order they are listed."""
    plain = [each for each in titles if normal_title(each)]

    def grouped(listed: list[str]) -> set[frozenset[str]]:
        return {frozenset(listed[number] for number in each.items) for each in merge_titles(listed)}

    assert grouped(plain) == grouped(plain[::-1])
    assert all(normal_title(unicodedata.normalize("NFKC", each)) == normal_title(each) for each in titles)
