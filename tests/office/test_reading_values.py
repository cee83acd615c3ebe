"""What people write in cells: read as they mean it, told where it is tolerated, refused where it could be anything."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianbing.errors import Place, Severity
from lianbing.language import Bilingual
from lianbing.office.cells import Cell
from lianbing.office.values import Kind, read_value

KINDS = (
    ("general", Bilingual("一般行政处罚案卷", "general penalty files")),
    ("inspection", Bilingual("稽查案卷", "x")),
)


def read(value: Any, kind: Kind) -> tuple[object, list[str]]:
    """A value and what was told."""
    found = read_value(Cell(value), kind, place=Place(), options=KINDS)
    return found.value, [each.code for each in found.faults]


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (12, "whole", 12),
        (Decimal("12.0"), "whole", 12),
        ("12", "whole", 12),
        (Decimal("0.285"), "number", Fraction("0.285")),
        ("-1.5", "number", Fraction("-1.5")),
        ("2/3", "number", Fraction(2, 3)),
        (True, "flag", True),
        ("是", "flag", True),
        ("否", "flag", False),
        (date(2019, 6, 5), "day", date(2019, 6, 5)),
        ("2019-06-05", "day", date(2019, 6, 5)),
        ("一般行政处罚案卷", "choice", "general"),
        ("4.5；4;3.5、3", "marks", (Fraction("4.5"), Fraction(4), Fraction("3.5"), Fraction(3))),
        (4, "marks", (Fraction(4),)),
        ("全省比武；全市评查", "tally", ("全省比武", "全市评查")),
        (3, "tally", 3),
        ("３", "tally", 3),
        (20190001, "text", "20190001"),
        (Decimal("1.5"), "text", "1.5"),
        ("甲\n乙", "text", "甲 乙"),
        (None, "whole", None),
        ("  ", "whole", None),
    ],
)
def test_what_is_plain_is_silent(value: object, kind: Kind, expected: object) -> None:
    """Nothing is told of what could not mean anything else."""
    found = read_value(Cell(value), kind, place=Place(), options=KINDS)  # type: ignore[arg-type]

    assert expected == found.value
    assert [] == [each.code for each in found.faults if each.code not in ("tolerated_width",)]


@pytest.mark.parametrize(
    ("value", "kind", "expected", "code"),
    [
        ("１２．５", "number", Fraction("12.5"), "tolerated_width"),
        ("1,234,567", "number", Fraction(1234567), "tolerated_thousands"),
        ("1 234", "whole", 1234, "tolerated_thousands"),
        ("95%", "number", Fraction(95, 100), "tolerated_percent"),
        ("√", "flag", True, "tolerated_word"),
        ("无", "flag", False, "tolerated_word"),
        (1, "flag", True, "tolerated_word"),
        ("2019年6月5日", "day", date(2019, 6, 5), "tolerated_day"),
        ("2019/6/5", "day", date(2019, 6, 5), "tolerated_day"),
        ("2019.06.05", "day", date(2019, 6, 5), "tolerated_day"),
        ("20190605", "day", date(2019, 6, 5), "tolerated_day"),
        (20190605, "day", date(2019, 6, 5), "tolerated_day"),
        ("general", "choice", "general", "tolerated_word"),
        ("甲\u200b乙", "text", "甲乙", "tolerated_invisible"),
    ],
)
def test_what_is_tolerated_is_told(value: object, kind: Kind, expected: object, code: str) -> None:
    """A habit is understood, and a warning says how it was read."""
    found = read_value(Cell(value), kind, place=Place(file="a.xlsx"), options=KINDS)  # type: ignore[arg-type]

    assert expected == found.value
    assert code in [each.code for each in found.faults]
    assert {Severity.WARNING} == {each.severity for each in found.faults}
    assert {"a.xlsx"} == {each.place.file for each in found.faults}
    assert all(each.message("zh") and each.message("en") for each in found.faults)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (Decimal("12.5"), "whole"),
        ("12.5", "whole"),
        ("十二", "whole"),
        ("12件", "whole"),
        ("3万", "number"),
        ("1e5", "number"),
        ("1,23", "number"),
        ("1/0", "number"),
        ("9" * 21, "number"),
        (10**25, "number"),
        (True, "number"),
        (date(2019, 6, 5), "number"),
        ("也许", "flag"),
        (2, "flag"),
        ("2019-02-30", "day"),
        ("6月5日", "day"),
        ("5/6/19", "day"),
        (43621, "day"),
        ("一般案卷", "choice"),
        ("；", "marks"),
        ("4.5；好", "marks"),
    ],
)
def test_what_could_be_anything_is_refused(value: object, kind: Kind) -> None:
    """Nothing is guessed."""
    found = read_value(Cell(value), kind, place=Place(cell="C7"), options=KINDS)  # type: ignore[arg-type]

    assert found.value is None
    assert [("wrong_type", "C7")] == [(each.code, each.place.cell) for each in found.faults]


def test_the_nearest_word_is_named() -> None:
    """A slip in a choice is told with what was probably meant."""
    (found,) = read_value(Cell("一般行政处罚卷"), "choice", place=Place(), options=KINDS).faults

    assert "一般行政处罚案卷" == found.suggestion


@given(st.text(max_size=40), st.sampled_from(["whole", "number", "flag", "choice", "text", "day", "marks", "tally"]))
def test_any_text_is_read_or_refused(text: str, kind: Kind) -> None:
    """No text raises anything, and a value is there exactly where nothing is wrong."""
    value, told = read(text, kind)

    assert (value is None) == ("wrong_type" in told or not text.strip())


@given(
    st.fractions(max_denominator=1).filter(lambda each: abs(each) < 10**15)
    | st.decimals(-(10**6), 10**6, places=4).map(Fraction)
)
def test_numbers_survive_separators_and_width(number: Fraction) -> None:
    """The same number with separators of thousands or in full width is the same number."""
    plain = f"{Decimal(number.numerator) / Decimal(number.denominator):,f}"
    wide = plain.translate({ord(each): ord(each) + 0xFEE0 for each in "0123456789.,-"})

    assert number == read(plain, "number")[0] == read(wide, "number")[0]
