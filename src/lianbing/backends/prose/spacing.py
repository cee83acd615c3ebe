"""Spacing of Chinese text: a space where a figure, letter or sign meets a character or another sign."""

from collections.abc import Iterable
from unicodedata import east_asian_width


def spaced(pieces: Iterable[str]) -> str:
    """Put Chinese together: a space where a figure, letter or sign meets a character or another sign."""
    text = ""
    for piece in filter(None, pieces):
        text += f" {piece}" if text and _stand_off(text[-1], piece[0]) else piece
    return text


def _stand_off(left: str, right: str) -> bool:
    closed = any(side in "（），、；：" for side in (left, right))  # they bring a space of their own
    return not closed and not (_is_wide(left) and _is_wide(right))


def _is_wide(character: str) -> bool:
    return character in "“”" or east_asian_width(character) in ("W", "F")
