"""The sheet that a picture is drawn on: a slide measured in points, with words that always fit."""

import math
import unicodedata
from collections.abc import Callable, Sequence
from typing import Literal

import attrs
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon, Rectangle
from matplotlib.text import Text

from lianbing.language import clean
from lianbing.reports.pictures.colours import INK, PAPER, QUIET, RULE, colour, hatch, ink_on

WIDTH, HEIGHT = 960.0, 540.0
"""The size of a slide of 16 to 9, in points."""

MARGIN = 40.0
RIGHT = WIDTH - MARGIN

_LONGEST = 400
_TAIL = 5
_HAIR = 1e-9
_BASELINE = 0.36
_PRESENTATION = dict.fromkeys((0xFE0E, 0xFE0F))

Side = Literal["left", "center", "right"]


def width_of(words: str, size: float) -> float:
    """Give about how wide words are, in points: the same on every machine, whatever fonts it has."""
    return size * sum(_width(letter) for letter in words)


def _width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in ("W", "F", "A"):
        return 1.0
    if unicodedata.combining(letter):
        return 0.0
    return 0.7 if letter.isupper() or letter in "mwMW%@" else 0.58


def fitted(words: str, size: float, most: float) -> str:
    """Cut words so that they are no wider than that.

    >>> fitted("甲乙丙丁", 10, 30)
    '甲乙…'
    """
    line = clean(words[:_LONGEST]).translate(_PRESENTATION).strip()
    if len(words) <= _LONGEST and width_of(line, size) <= most:
        return line
    while line and width_of(line + "…", size) > most:
        line = line[:-1]
    return line.rstrip() + "…"


def named(words: str, size: float, most: float) -> str:
    """Cut a name so that it is no wider than that; its end stays, for there long names differ.

    >>> named("某某镇综合执法大队第104分局", 10, 110)
    '某某镇综合执…104分局'
    """
    line = clean(words if len(words) <= _LONGEST else words[:_LONGEST] + words[-_TAIL:])
    line = line.translate(_PRESENTATION).strip()
    if width_of(line, size) <= most:
        return line
    tail = line[-_TAIL:]
    return (
        fitted(line[:-_TAIL], size, most - width_of(tail, size)) + tail
        if most > size * _TAIL * 2
        else fitted(line, size, most)
    )


def broken(words: str, size: float, most: float, lines: int) -> list[str]:
    """Break words into so many lines at most, each no wider than that."""
    rest = fitted(words, size, most * lines * 2)
    found: list[str] = []
    while rest and len(found) < lines - 1 and width_of(rest, size) > most:
        end = len(rest)
        while width_of(rest[:end], size) > most and end > 1:
            end -= 1
        blank = rest.rfind(" ", 1, end + 1)
        end = blank if blank > 0 and (rest[:end].isascii() or blank >= end / 2) else end
        found.append(rest[:end].strip())
        rest = rest[end:].strip()
    return [*found, fitted(rest, size, most)] if rest else found


@attrs.frozen
class Sheet:
    """A slide to draw on; x runs from the left and y from the top, in points.

    Attributes:
        figure: The figure.
        axes: All of it.
        spell: Gives words as the fonts of the picture can show them.
    """

    figure: Figure
    axes: Axes
    spell: Callable[[str], str]

    @classmethod
    def blank(cls, spell: Callable[[str], str]) -> "Sheet":
        """Make an empty sheet."""
        figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72), facecolor=PAPER)
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(HEIGHT, 0)
        axes.axis("off")
        return cls(figure, axes, spell)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 11,
        side: Side = "left",
        ink: str = INK,
        bold: bool = False,
        most: float = WIDTH,
    ) -> None:
        """Write words around a height, cut to a width."""
        line = self.spell(fitted(words, size, most))
        weight = "bold" if bold else "normal"
        made = Text(
            x, y + _BASELINE * size, line, fontsize=size, ha=side, va="baseline", color=ink, fontweight=weight, zorder=5
        )
        self.axes.add_artist(made)

    def box(self, x: float, y: float, width: float, height: float, number: int) -> None:
        """Draw a box in the colour and hatch of a number."""
        ground = colour(number)
        self.plain(x, y, width, height, ground)
        if hatch(number):
            # The hatch takes the colour of the edge, so that the edge is drawn apart.
            line = "#ffffff" if ink_on(ground) == PAPER else "#4d4d4d"
            self.axes.add_patch(
                Rectangle((x, y), width, height, facecolor="none", edgecolor=line, hatch=hatch(number), linewidth=0)
            )
        self.axes.add_patch(Rectangle((x, y), width, height, facecolor="none", edgecolor=PAPER, linewidth=0.8))

    def plain(self, x: float, y: float, width: float, height: float, ground: str) -> None:
        """Draw a plain box."""
        self.axes.add_patch(Rectangle((x, y), width, height, facecolor=ground, edgecolor="none", linewidth=0))

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        ink: str = RULE,
        wide: float = 0.8,
        dashed: Sequence[float] = (),
        above: bool = False,
    ) -> None:
        """Draw a line through points."""
        made = Line2D(xs, ys, color=ink, linewidth=wide, solid_capstyle="butt", zorder=2.5 if above else 0.5)
        if dashed:
            made.set_dashes(tuple(dashed))
        self.axes.add_line(made)

    def dot(self, x: float, y: float, size: float, ground: str, *, edge: str = PAPER, wide: float = 0.5) -> None:
        """Draw a dot of a radius."""
        self.axes.add_patch(Circle((x, y), size, facecolor=ground, edgecolor=edge, linewidth=wide, zorder=3))

    def diamond(self, x: float, y: float, size: float) -> None:
        """Draw a diamond around a point."""
        corners = [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
        self.axes.add_patch(Polygon(corners, facecolor=INK, edgecolor=PAPER, linewidth=0.8, zorder=4))

    def heading(self, title: str, below: str) -> None:
        """Write the title, and what it is about."""
        self.text(MARGIN, 36, title, size=20, bold=True, most=RIGHT - MARGIN)
        self.text(MARGIN, 60, below, size=11, ink=QUIET, most=RIGHT - MARGIN)

    def footer(self, words: str) -> None:
        """Write a remark at the bottom."""
        self.text(MARGIN, HEIGHT - 16, words, size=9, ink=QUIET, most=RIGHT - MARGIN)

    def legend(self, titles: Sequence[str], top: float) -> float:
        """Name the colours by number, line after line; give where it ends."""
        size = 10.0 if len(titles) <= 14 else 8.0
        x, y, step = MARGIN, top, size * 1.7
        for number, title in enumerate(titles):
            words = fitted(title, size, 210)
            wide = 16 + width_of(words, size) + 14
            if x > MARGIN and x + wide > RIGHT:
                x, y = MARGIN, y + step
            self.box(x, y - 5, 12, 10, number)
            self.text(x + 16, y, words, size=size)
            x += wide
        return y + step


@attrs.frozen
class Scale:
    """Where values lie on a sheet.

    Attributes:
        least: The value at the left end.
        most: The value at the right end.
        left: The left end, in points.
        right: The right end, in points.
    """

    least: float
    most: float
    left: float
    right: float

    def at(self, value: float) -> float:
        """Give the place of a value."""
        return self.left + (value - self.least) / (self.most - self.least) * (self.right - self.left)

    def ticks(self) -> list[float]:
        """Give round values, five or so, from end to end."""
        rough = (self.most - self.least) / 5
        size = 10.0 ** (len(f"{int(rough)}") - 1) if rough >= 1 else 0.1
        step = next(each * size for each in (1, 2, 2.5, 5, 10, 20, 25, 50) if each * size >= rough * 0.9)
        # A hair more, because a tenth is none in binary.
        first, last = math.ceil(self.least / step - _HAIR), math.floor(self.most / step + _HAIR)
        return [round(step * number, 6) for number in range(first, last + 1)]
