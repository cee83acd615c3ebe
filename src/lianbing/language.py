"""The two languages that people read, and texts that exist in both."""

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
