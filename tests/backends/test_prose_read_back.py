"""Whoever reads the prose of tiers, of shares and of working days finds the figures, parts and days of the formula."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianbing.backends.prose import phrase, say
from lianbing.formula.nodes import AllOf, Condition, Constant, DaysLate, Number, Tiers, WorkCalendar
from lianbing.formula.words import cap, share_of_applicable
from lianbing.formula.words import given as stated
from lianbing.language import Language
from tests.backends.example_evidence import FACTS, figures
from tests.strategies_formula import calendars, sizes, tiers

FIGURE = r"-?[0-9./]+"
DAY = {"zh": r"(\d+ 年 \d+ 月 \d+ 日)", "en": r"(\d+ [A-Z][a-z]+ \d+)"}

Ladder = tuple[bool, tuple[tuple[Fraction, Fraction], ...], Fraction]
"""Whether tiers are reached above their starts alone, the tiers, and the figure below them."""


def ladder(said: str, language: Language) -> Ladder:
    """The tiers that a reader finds."""
    if language == "zh":
        found = re.findall(rf"(不低于|高于) ({FIGURE}) 计 ({FIGURE})，", said)
        (rest,) = re.findall(rf"其余计 ({FIGURE})$", said)
        rungs = [(sign == "高于", start, figure) for sign, start, figure in found]
    else:
        found = re.findall(rf"({FIGURE}) (from|above) ({FIGURE})(?: upward)?,", said)
        (rest,) = re.findall(rf"else ({FIGURE})$", said)
        rungs = [(sign == "above", start, figure) for figure, sign, start in found]
    (above,) = {sign for sign, _, _ in rungs}
    return above, tuple(sorted((Fraction(start), Fraction(figure)) for _, start, figure in rungs)), Fraction(rest)


@pytest.mark.parametrize("language", get_args(Language))
@given(node=tiers(st.sampled_from([FACTS.cases, FACTS.cases - FACTS.fines, cap(FACTS.cases, 3)])))
def test_tiers_are_read_as_they_are(language: Language, node: Tiers) -> None:
    """Each start, each figure, and what holds at a start itself, stand in the prose, and in the short words."""
    meant = (node.above, node.tiers, node.otherwise)

    assert meant == ladder(say(node, language), language)
    assert meant == ladder(phrase(node, language), language)


Part = tuple[Condition, Number, Fraction]

CONDITIONS: list[Condition] = [
    FACTS.connected,
    ~FACTS.connected,
    stated(FACTS.audited),
    ~stated(FACTS.audited),
    FACTS.cases > 3,
    FACTS.connected & (FACTS.cases > 3),
    FACTS.connected | ~stated(FACTS.audited),
]
POINTS: list[Number] = [
    FACTS.cases,
    FACTS.cases + FACTS.fines,
    (FACTS.cases / FACTS.fines).otherwise(1),
    cap(FACTS.cases, 3),
    share_of_applicable((FACTS.connected, FACTS.cases, 3)),
    share_of_applicable((AllOf(()), FACTS.cases, 3), (FACTS.connected, FACTS.fines, 3)),
]


def outer_pieces(text: str, mark: str) -> list[str]:
    """What stands between the marks that no parentheses enclose."""
    pieces, depth = [""], 0
    for letter in text:
        depth += (letter in "（(") - (letter in "）)")
        if letter == mark and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += letter
    return pieces


def parts_read(said: str, language: Language) -> Iterator[tuple[str, str, Fraction]]:
    """The parts that a reader finds, each with when it applies, its points and its most."""
    listed = said.split("：" if language == "zh" else ": ", 1)[1]
    shape = (
        rf"(.+)（满分 ({FIGURE})(?:，(.+?) ?时适用)?）"
        if language == "zh"
        else rf"(.+) \(of ({FIGURE})(?:, applies if (.+))?\)"
    )
    for piece in outer_pieces(
        outer_pieces(listed, "；" if language == "zh" else ";")[0], "、" if language == "zh" else ","
    ):
        found = re.fullmatch(shape, piece.strip())
        assert found is not None
        points, most, applies = found.groups()
        yield applies or "", points, Fraction(most)


@pytest.mark.parametrize("language", get_args(Language))
@given(
    parts=st.lists(
        st.tuples(st.sampled_from([AllOf(()), *CONDITIONS]), st.sampled_from(POINTS), sizes()), min_size=1, max_size=4
    ),
    otherwise=figures(),
)
def test_parts_are_read_as_they_are(language: Language, parts: list[Part], otherwise: Fraction) -> None:
    """Each part is told apart from the next, with its most and its condition; and what holds where none applies."""
    said = say(share_of_applicable(*parts, otherwise=otherwise), language)
    conditions = {say(each, language): each for each in CONDITIONS} | {"": AllOf(())}
    points = {text: each for each in POINTS for text in spoken(each, language)}
    read = [(conditions[applies], points[got], most) for applies, got, most in parts_read(said, language)]
    always = any(applies == AllOf(()) for applies, _, _ in parts)
    last = outer_pieces(said, "；" if language == "zh" else ";")[1:]

    assert parts == read
    assert len(last) == (not always)
    assert all(say(Constant(otherwise), language) in each for each in last)


def spoken(node: Number, language: Language) -> tuple[str, str]:
    """What is said of a formula, and the same in parentheses."""
    text = say(node, language)
    return text, f"（{text}）" if language == "zh" else f"({text})"


def days_read(listed: str, language: Language) -> set[date]:
    """The days that a reader finds in a list of days and of runs of them."""
    days, to = set(), "至 " if language == "zh" else " to "
    form = "%Y 年 %m 月 %d 日" if language == "zh" else "%d %B %Y"
    for run in re.findall(f"{DAY[language]}(?:{to}{DAY[language]})?", listed):
        first, last = (datetime.strptime(each, form).date() for each in (run[0], run[1] or run[0]))  # noqa: DTZ007
        days |= {first + timedelta(days=each) for each in range((last - first).days + 1)}
    return days


@pytest.mark.parametrize("language", get_args(Language))
@given(calendar=calendars())
def test_the_days_of_a_calendar_are_read_as_they_are(language: Language, calendar: WorkCalendar) -> None:
    """Each day off and each day worked stands in the prose, in its list, alone or within a run; and no other day."""
    said = say(DaysLate(FACTS.reported, FACTS.reported, calendar), language)
    shape = (
        r"（周一至周五(?:，([^，]+)放假)?(?:，([^，]+)上班)?）"
        if language == "zh"
        else (r"\(Monday to Friday(?:; off: ([^;]+))?(?:; worked: ([^;]+))?\)")
    )
    found = re.search(f"{shape}$", said)

    assert found is not None
    assert set(calendar.holidays) == days_read(found[1] or "", language)
    assert set(calendar.workdays) == days_read(found[2] or "", language)
