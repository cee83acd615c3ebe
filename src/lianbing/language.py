"""The two languages that people read, texts that exist in both, and texts made harmless to show."""

import unicodedata
from typing import Literal

import attrs

Language = Literal["zh", "en"]
"""``"zh"`` (Chinese, the default everywhere) or ``"en"`` (English)."""


@attrs.frozen
class Bilingual:
    """One text in Chinese and in English.

    Attributes:
        zh: The Chinese text.
        en: The English text.
    """

    zh: str
    en: str

    def say(self, language: Language) -> str:
        """Give the text in one language.

        >>> Bilingual("案卷", "case file").say("en")
        'case file'
        """
        return self.zh if language == "zh" else self.en


def say(text: str | Bilingual, language: Language) -> str:
    """Give a text in one language; a plain string is the same in both."""
    return text if isinstance(text, str) else text.say(language)


def clean(text: str) -> str:
    r"""Make a text harmless to show in one line: no control characters, no marks that turn its direction.

    >>> clean("古浪\x1b[31m\n分局")
    '古浪�[31m 分局'
    """
    return "".join(letter if letter.isprintable() else _stand_in(letter) for letter in text)


def _stand_in(letter: str) -> str:
    category = unicodedata.category(letter)
    if letter in "\t\n\r" or category.startswith("Z"):
        return "\u3000" if letter == "\u3000" else " "
    # Rare characters of names stand in the private use area on many office machines.
    return letter if category == "Co" else "\N{REPLACEMENT CHARACTER}"
