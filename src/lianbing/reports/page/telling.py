"""Texts made safe to show in markup: escaped, cleaned, and marked where they are in the other language."""

import re

from markupsafe import Markup, escape

from lianbing.language import Language, clean

_CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uffee\U00020000-\U0003ffff]+")
_ORIGIN = "  ← "


def told(text: str, language: Language) -> Markup:
    """Make a text markup; in an English page its Chinese parts are marked, so that they are read out as such.

    >>> told("<古浪>", "en")
    Markup('&lt;<span lang="zh-CN">古浪</span>&gt;')
    """
    safe = escape(clean(text))
    if language == "zh":
        return safe
    # What is matched holds no character that markup has a meaning for.
    return Markup(_CHINESE.sub(r'<span lang="zh-CN">\g<0></span>', str(safe)))  # noqa: S704 (escaped above)


def line_markup(text: str, language: Language) -> Markup:
    """Make a line of an explanation markup, with where a fact came from set apart."""
    said, arrow, origin = text.rpartition(_ORIGIN)
    if not arrow:
        return told(text, language)
    return told(said, language) + Markup(' <span class="origin">← {}</span>').format(told(origin, language))
