"""How figures and other values are written in reports: for people, and as plain data."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import cast

import attrs

from lianbing.formula.arithmetic import quantized
from lianbing.formula.domain import written
from lianbing.language import Language, clean
from lianbing.model.rulebook import Rounding

_LONGEST = 10
_NEARLY = Fraction(1, 10_000)


def published(points: Fraction, rounding: Rounding) -> str:
    """Write published points with the decimals of the rulebook's rounding step.

    >>> published(Fraction(12), Rounding(step=Fraction(1, 100), mode="ROUND_HALF_UP"))
    '12.00'
    """
    exact = written(points)
    step = written(rounding.step)
    if "/" in exact + step or "." not in step:
        return exact
    whole, _, decimals = exact.partition(".")
    return f"{whole}.{decimals.ljust(len(step.partition('.')[2]), '0')}"


def readable(value: Fraction) -> str:
    """Write an exact number for people; one that would be long is given nearly, too.

    >>> readable(Fraction(10, 3)), readable(Fraction(5, 2))
    ('10/3 ≈ 3.3333', '2.5')
    """
    exact = written(value)
    if "/" not in exact and len(exact.partition(".")[2]) <= _LONGEST:
        return exact
    nearly = written(quantized(value, _NEARLY, "ROUND_HALF_UP"))
    return f"{exact} ≈ {nearly}" if len(exact) <= 2 * _LONGEST else f"≈ {nearly}"


def limit(most: Fraction | None, language: Language) -> str:
    """Write a maximum for people, or say that there is none."""
    if most is None:
        return "不限" if language == "zh" else "no limit"
    return readable(most)


def written_limit(most: Fraction | None) -> str | None:
    """Write a maximum as plain data; None where there is none."""
    return None if most is None else written(most)


def shown(value: object, language: Language) -> str:
    """Write a value that a formula or the evidence holds, for people."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return ("是" if value else "否") if language == "zh" else ("yes" if value else "no")
    if isinstance(value, int | Fraction | Decimal):
        return readable(Fraction(value))
    if isinstance(value, tuple | list):
        joint = "、" if language == "zh" else ", "
        return joint.join(shown(each, language) for each in value) or ("无" if language == "zh" else "none")
    return clean(value.isoformat() if isinstance(value, date) else str(value))


def plain(value: object) -> object:
    """Turn a value into plain data for JSON; exact numbers become text."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Fraction | Decimal):
        return written(Fraction(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if attrs.has(type(value)):
        return plain(attrs.asdict(cast("attrs.AttrsInstance", value), recurse=False))
    return str(value)


def json_text(document: object) -> str:
    """Write plain data as JSON; the same data gives the same text."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


_EXACT_DIGITS = 15
"""How many digits of a number a cell of a spreadsheet keeps."""


def fits_a_cell(value: int | Fraction) -> bool:
    """Tell whether a cell shows a number with all its digits: it keeps fifteen.

    >>> fits_a_cell(Fraction("0.285")), fits_a_cell(Fraction(1, 3)), fits_a_cell(10**15)
    (True, False, False)
    """
    digits = written(Fraction(value))
    return "/" not in digits and len(digits.lstrip("-0.").replace(".", "")) <= _EXACT_DIGITS
