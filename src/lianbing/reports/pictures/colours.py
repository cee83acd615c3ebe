"""Colours and hatches that are told apart by colour-blind people, and in grey print."""

COLOURS = ("#0072b2", "#e69f00", "#009e73", "#f0e442", "#cc79a7", "#56b4e9", "#d55e00")
"""The colours of Okabe and Ito, ordered so that neighbours differ in lightness, too."""

LINES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#1a1a1a", "#e69f00", "#56b4e9")
"""The same for lines, black in place of the yellow that thin lines lose on paper."""

HATCHES = ("", "///", "...", "\\\\\\", "---", "xxx", "|||", "ooo", "++")
"""Hatches by number; a colour comes with each of them before the two repeat."""

DASHES: tuple[tuple[float, ...], ...] = ((), (6, 2), (2, 2), (8, 2, 2, 2))
"""Strokes and gaps of lines by number; none is a whole line."""

INK = "#1a1a1a"
QUIET = "#595959"
PAPER = "#ffffff"
RULE = "#d0d0d0"
EMPTY = "#ececec"
WINNER = "#00664a"
LOSS = "#a63603"

_DARK = 0.36


def colour(number: int) -> str:
    """Give the colour of a number."""
    return COLOURS[number % len(COLOURS)]


def hatch(number: int) -> str:
    """Give the hatch of a number."""
    return HATCHES[(number + number // len(COLOURS)) % len(HATCHES)]


def line_colour(number: int) -> str:
    """Give the colour of the line of a number."""
    return LINES[number % len(LINES)]


def dashes(number: int) -> tuple[float, ...]:
    """Give the strokes of the line of a number."""
    return DASHES[number // len(COLOURS) % len(DASHES)]


def ink_on(ground: str) -> str:
    """Give the colour of letters that can be read on a colour."""
    red, green, blue = (_linear(int(ground[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return PAPER if 0.2126 * red + 0.7152 * green + 0.0722 * blue < _DARK * _DARK * 1.4 else INK


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
