"""What a terminal shows: standings as tables, explanations as trees, faults as lines."""

import io
import itertools
import os
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.box import SIMPLE
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from lianbing.errors import Fault, Severity
from lianbing.language import Language
from lianbing.reports.figures import clean
from lianbing.reports.lines import Line

WIDTH = 100
"""The width of what goes into a file or a pipe, so that it does not depend on the window."""

_SHORT = 14
_NARROW = 6
_NARROWEST_TEXT = 8
_GAP = 2
_ENDLESS = 100_000

_STYLES = {"plain": "", "heading": "bold", "loss": "red", "quiet": "dim"}
_FAULT_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: ""}


class _Screen(Console):
    """A console that leaves it to the caller what to do where nobody reads its output."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console(stream: TextIO | None = None) -> Console:
    """Make a console: colours on a terminal alone and not against ``NO_COLOR``; else plain text."""
    stream = stream or sys.stdout
    on_screen = stream.isatty()
    colours = on_screen and not os.environ.get("NO_COLOR")
    return _Screen(
        file=stream,
        width=None if on_screen else WIDTH,
        force_terminal=None if colours else False,
        color_system="auto" if colours else None,
        highlight=False,
        markup=False,
        emoji=False,
    )


def print_to(stream: TextIO, parts: Iterable[RenderableType]) -> None:
    """Print parts of a report; a table too wide for the screen runs on rather than lose figures."""
    screen = console(stream)
    width = screen.width
    for part in parts:
        if isinstance(part, Group):
            print_to(stream, part.renderables)
            continue
        if isinstance(part, Table):
            screen.width = max(width, part.min_width or 0)
        else:
            # Only a screen needs lines broken; who reads a file or pipe wants each line whole.
            screen.width = width if stream.isatty() else _ENDLESS
        screen.print(part, crop=False)


def text(words: str, style: str = "") -> Text:
    """Make a text of words that may come from anywhere."""
    return Text(clean(words), style=style)


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    right: Iterable[int] = (),
    styles: Iterable[str] = (),
) -> Table:
    """Make a table; the columns numbered in ``right`` hold figures."""
    made = Table(box=SIMPLE, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    cells = [tuple(map(text, row)) for row in rows]
    aligned = set(right)
    for index, column in enumerate(columns):
        widest = max((row[index].cell_len for row in cells), default=0)
        # Where room is short, long texts give way, never figures; long headings are broken beforehand.
        short = widest <= _SHORT
        # Chinese may be broken anywhere, a word of letters nowhere.
        longest = max((len(word) for word in column.split() if word.isascii()), default=0)
        heading = _broken(text(column), max(widest, _NARROW, longest)) if short else text(column)
        made.add_column(
            heading,
            justify="right" if index in aligned else "left",
            overflow="fold",
            no_wrap=short,
            min_width=max([widest, *(line.cell_len for line in heading.split())]) if short else _NARROWEST_TEXT,
        )
    # Told so that on a narrow screen the one column that may be folded is not robbed of all its room.
    made.min_width = sum((column.min_width or 0) + _GAP for column in made.columns) + _GAP
    for row, style in itertools.zip_longest(cells, styles, fillvalue=""):
        made.add_row(*row, style=str(style))
    return made


def _broken(heading: Text, width: int) -> Text:
    """Break a heading into lines of a width."""
    lines = heading.wrap(Console(file=io.StringIO()), width)
    return Text("\n").join(Text(line.plain.strip()) for line in lines)


def tree(line: Line) -> Tree:
    """Show lines with what belongs below them."""
    made = Tree(text(line.text, _STYLES[line.tone]))
    waiting = [(made, part) for part in reversed(line.parts)]
    while waiting:
        above, each = waiting.pop()
        below = above.add(text(each.text, _STYLES[each.tone]))
        waiting += [(below, part) for part in reversed(each.parts)]
    return made


def faults(found: Iterable[Fault], language: Language) -> RenderableType:
    """Show faults, a line each; one about a formula shows the place in it below."""
    return Group(*(text(line, _FAULT_STYLES[each.severity]) for each in found for line in each.lines(language)))
