"""Publicity items: the same article in several media counts once."""

import difflib
import re
import unicodedata
from collections.abc import Sequence
from typing import TypeVar

import attrs

_PUNCTUATION = re.compile(r"[\W_]+")
_MARKS = re.compile(r"[【\[（(](转载|转发|图|组图|图文|视频|快讯)[】\]）)]")
_ALIKE = 0.9

T = TypeVar("T")


@attrs.frozen
class Article:
    """An article, wherever it appeared.

    Attributes:
        title: Its title, as its first item writes it.
        items: The numbers of its items, from 0.
    """

    title: str
    items: tuple[int, ...]


def normal_title(title: str) -> str:
    """Give what titles of the same article have in common: letter case, width, spaces and punctuation aside.

    >>> normal_title("【转载】凉州：开展“夜查”") == normal_title("凉州 开展夜查")
    True
    """
    plain = unicodedata.normalize("NFKC", title).casefold()
    return _PUNCTUATION.sub("", _MARKS.sub("", unicodedata.normalize("NFKC", plain)))


def merge_titles(titles: Sequence[str]) -> tuple[Article, ...]:
    """Put items with the same title together, in the order in which their titles first appear."""
    found: dict[str, list[int]] = {}
    for number, title in enumerate(titles):
        found.setdefault(normal_title(title) or f"\n{number}", []).append(number)
    return tuple(Article(titles[own[0]], tuple(own)) for own in found.values())


def nearly_alike(articles: Sequence[Article]) -> tuple[tuple[Article, Article], ...]:
    """Find pairs of articles whose titles are nearly the same: people look at them, they are never merged."""
    plain = [(each, normal_title(each.title)) for each in articles]
    return tuple(
        (one, other)
        for number, (one, first) in enumerate(plain)
        for other, second in plain[number + 1 :]
        if first and second and difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE
    )
