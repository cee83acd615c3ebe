"""How the headings of an official document are numbered."""

from lianbing.language import Language

_DIGITS = "〇一二三四五六七八九"
_MOST = 99


def ordinal(number: int, language: Language, *, within: bool = False) -> str:
    """Number a heading; one within another stands in brackets, with what parts it from its title.

    >>> ordinal(1, "zh"), ordinal(12, "zh"), ordinal(20, "zh"), ordinal(3, "zh", within=True)
    ('一', '十二', '二十', '（三）')
    """
    if language == "en":
        return f"({number}) " if within else str(number)
    text = _chinese(number)
    return f"（{text}）" if within else text


def _chinese(number: int) -> str:
    if number > _MOST:
        return str(number)
    tens, ones = divmod(number, 10)
    before = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return before + (_DIGITS[ones] if ones or not tens else "")
