"""The font of a picture: the first installed one that has Chinese letters, and which letters it can show."""

import functools
import unicodedata

from matplotlib.font_manager import FontProperties, fontManager, get_font

from lianbing.errors import InputError, fault

CHINESE = (
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Hiragino Sans GB",
    "Heiti SC",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "Noto Sans CJK JP",  # a collection of fonts goes by its first where the library knows no other
    "Arial Unicode MS",
    "SimSun",
    "Noto Serif CJK SC",
    "Noto Serif CJK JP",
)
"""Fonts with Chinese letters, on Windows, macOS and Linux; those that read best on a slide come first."""

PLAIN = "DejaVu Sans"
"""The font that the plotting library brings along; it has no Chinese letters."""

STAND_IN = "□"
"""What stands for a letter that no font here can show."""


def installed() -> str | None:
    """Give the first font with Chinese letters that is installed."""
    here = {each.name for each in fontManager.ttflist}
    return next((name for name in CHINESE if name in here), None)


def drawable(words: str) -> str:
    """Give words as the fonts here can show them; a rare letter that they lack becomes a box.

    Raises:
        InputError: They are Chinese, and no font with Chinese letters is installed.
    """
    chosen = installed()
    letters = _letters(PLAIN) | (_letters(chosen) if chosen is not None else frozenset())
    missing = {each for each in words if ord(each) not in letters}
    if chosen is None and any(unicodedata.east_asian_width(each) == "W" for each in missing):
        raise InputError([fault("missing_font", known=", ".join(CHINESE[:9]))])
    return "".join(_shown(each) if each in missing else each for each in words)


def _shown(letter: str) -> str:
    """Leave out what only changes the letter before it."""
    return "" if unicodedata.category(letter) in ("Mn", "Me", "Cf") else STAND_IN


@functools.cache
def _letters(name: str) -> frozenset[int]:
    path = fontManager.findfont(FontProperties(family=[name]), fallback_to_default=True)
    return frozenset(get_font(path).get_charmap())
