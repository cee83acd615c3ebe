"""The fonts of official documents, and what takes their place on a machine that lacks them."""

import html
from collections.abc import Mapping

_SERIF = ("Source Han Serif SC", "Noto Serif CJK SC")
_SANS = ("Source Han Sans SC", "Noto Sans CJK SC")
FONTS_LIKE: Mapping[str, tuple[str, ...]] = {
    "仿宋_GB2312": ("仿宋", "FangSong", "FangSong_GB2312", "STFangsong", *_SERIF),
    "楷体_GB2312": ("楷体", "KaiTi", "KaiTi_GB2312", "STKaiti", *_SERIF),
    "方正小标宋简体": ("小标宋", "FZXiaoBiaoSong-B05S", "宋体", "SimSun", *_SERIF),
    "宋体": ("SimSun", "STSong", *_SERIF),
    "黑体": ("SimHei", "STHeiti", *_SANS),
    "Times New Roman": ("Liberation Serif", "Tinos", "TeX Gyre Termes", "FreeSerif", *_SERIF),
}
"""What takes the place of a font of official documents that the machine lacks, the most like first."""


def font_rules(others: str) -> str:
    """Write the rules by which a font that is missing finds the most like it, before the machine's own rules.

    Args:
        others: The file of the machine's own rules.
    """
    aliases = "".join(
        f'<alias binding="same"><family>{name}</family><accept>'
        + "".join(f"<family>{other}</family>" for other in likes)
        + "</accept></alias>"
        for name, likes in FONTS_LIKE.items()
    )
    included = f'<include ignore_missing="yes">{html.escape(others)}</include>'
    return f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>{aliases}{included}</fontconfig>'
