"""Texts in cells: which of them a program compares as we do."""

from lianbing.backends.spreadsheet.grid import Value

_LONGEST = 250


_SPACES = " \u3000"


def is_plain(text: Value) -> bool:
    """Tell whether a cell holds a text just as it is, and a program compares it so."""
    return text is None or (isinstance(text, str) and 0 < len(text) <= _LONGEST and text.isprintable())


def folds_simply(text: Value) -> bool:
    """Tell whether a program folds a text as `folded` does: it knows but two kinds of space, and plain letters."""
    if not is_plain(text) or text is None:
        return text is None
    rest = "".join(letter for letter in str(text) if letter not in _SPACES)
    return rest == "".join(rest.split()) and all(letter.isascii() or letter.casefold() == letter for letter in rest)


def folded(text: object) -> str:
    """Give a text without white space and case, as formulas compare it."""
    return "" if text is None else "".join(str(text).split()).casefold()
