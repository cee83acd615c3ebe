"""What a terminal shows of a report: tables that line up, lines as they are, lines that hold others as trees."""

import io
import os
import re
import sys
from collections.abc import Iterable
from typing import TextIO

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table as Drawn
from rich.text import Text
from rich.tree import Tree

from lianbing.language import clean
from lianbing.reports.lines import Line, Tone
from lianbing.reports.tables import Block, Table

WIDTH = 100
"""The width of what goes into a file or a pipe, so that it does not depend on the window."""

_SHORT = 14
_NARROW = 6
_NARROWEST_TEXT = 8
_GAP = 2
_ENDLESS = 100_000

_PRESENTATION = re.compile("[\ufe0e\ufe0f]")
"""The marks that ask for the text or emoji form of a character: terminals do not agree how wide the two are."""

_STYLES: dict[Tone, str] = {
    "plain": "",
    "heading": "bold",
    "loss": "red",
    "quiet": "dim",
    "doubt": "yellow",
    "gain": "green",
    "quoted": "",
}
_ROW_STYLES: dict[Tone, str] = {**_STYLES, "gain": "bold green"}


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


def print_to(stream: TextIO, parts: Iterable[Block | Tree]) -> None:
    """Print the parts of a report; a table too wide for the screen runs on rather than lose figures."""
    screen = console(stream)
    width = screen.width
    for part in parts:
        if isinstance(part, Table):
            drawn = _drawn(part)
            screen.width = max(width, drawn.min_width or 0)
            screen.print(drawn, crop=False)
            continue
        # Only a screen needs lines broken; who reads a file or pipe wants each line whole.
        screen.width = width if stream.isatty() else _ENDLESS
        screen.print(_shown(part) if isinstance(part, Line) else part, crop=False)


def printed(parts: Iterable[Block]) -> str:
    """Give the parts of a report as they are printed to a file."""
    stream = io.StringIO()
    print_to(stream, parts)
    return stream.getvalue()


def _shown(line: Line) -> Text | Tree:
    return tree(line) if line.parts else _text(line.text, _STYLES[line.tone])


def _text(words: str, style: str = "") -> Text:
    """Make a text of words that may come from anywhere."""
    return Text(_PRESENTATION.sub("", clean(words)), style=style)


def _drawn(table: Table) -> Drawn:
    """Draw a table."""
    made = Drawn(box=SIMPLE, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    cells = [tuple(map(_text, row)) for row in table.rows]
    for index, column in enumerate(table.columns):
        widest = max((row[index].cell_len for row in cells), default=0)
        # Where room is short, long texts give way, never figures; long headings are broken beforehand.
        short = widest <= _SHORT
        # Chinese may be broken anywhere, a word of letters nowhere.
        longest = max((len(word) for word in column.split() if word.isascii()), default=0)
        heading = _broken(_text(column), max(widest, _NARROW, longest)) if short else _text(column)
        made.add_column(
            heading,
            justify="right" if index in table.figures else "left",
            overflow="fold",
            no_wrap=short,
            min_width=max([widest, *(line.cell_len for line in heading.split())]) if short else _NARROWEST_TEXT,
        )
    # Told so that on a narrow screen the one column that may be folded is not robbed of all its room.
    made.min_width = sum((column.min_width or 0) + _GAP for column in made.columns) + _GAP
    for index, row in enumerate(cells):
        made.add_row(*row, style=_ROW_STYLES[table.tones[index]] if table.tones else "")
    return made


def _broken(heading: Text, width: int) -> Text:
    """Break a heading into lines of a width."""
    lines = heading.wrap(Console(file=io.StringIO()), width)
    return Text("\n").join(Text(line.plain.strip()) for line in lines)


def tree(line: Line) -> Tree:
    """Show lines with what belongs below them."""
    made = Tree(_text(line.text, _STYLES[line.tone]))
    waiting = [(made, part) for part in reversed(line.parts)]
    while waiting:
        above, each = waiting.pop()
        below = above.add(_text(each.text, _STYLES[each.tone]))
        waiting += [(below, part) for part in reversed(each.parts)]
    return made
