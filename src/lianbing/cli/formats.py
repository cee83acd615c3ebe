"""The formats in which every command shows what it found, and the file that it may go to."""

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import attrs
import click

from lianbing.cli.options import Choice
from lianbing.cli.output import write, write_file
from lianbing.language import Bilingual, Language
from lianbing.reports.figures import json_text
from lianbing.reports.markdown import document
from lianbing.reports.tables import Block, Table, csv_text
from lianbing.reports.terminal import print_to, printed

_UNSEEN = re.compile(
    "[\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb]"
)
"""Marks that nobody sees, yet that move a cursor, end a line or turn the direction of the text after them."""


@attrs.frozen(kw_only=True)
class Shown:
    """What a command shows; each form of it is made when it is asked for.

    Attributes:
        blocks: What people read; nothing where it is a page alone.
        data: The same as plain data, for JSON.
        table: The same as one table, for CSV.
        page: The same in Markdown, where that is more than the blocks.
    """

    blocks: Callable[[], Iterable[Block]] = tuple
    data: Callable[[], object]
    table: Callable[[], Table]
    page: Callable[[], str] | None = None


def format_options(own: str, language: Language) -> list[click.Parameter]:
    """Give ``--format`` and ``--output``.

    Args:
        own: What the command calls its own format, which is the default: ``table``, ``text`` or ``markdown``.
        language: The language of the help.
    """
    formats = tuple(dict.fromkeys((own, "json", "csv", "markdown")))
    listed = ", ".join(formats)
    words = Bilingual(f"输出格式：{listed}；默认 {own}。", f"Output format: {listed}; {own} by default.")
    output = Bilingual(
        "写入文件，要么完整，要么不写；不显示在屏幕上。", "Write to a file, whole or not at all, and not to the screen."
    )
    return [
        click.Option(["--format", "form"], type=Choice(formats, language), default=own, help=words.say(language)),
        click.Option(["--output", "-o"], metavar="FILE", help=output.say(language)),
    ]


def put(shown: Shown, form: str, output: str | None) -> None:
    """Put what a command shows on stdout or into a file.

    Raises:
        InputError: The file cannot be written.
    """
    if output is not None:
        # A spreadsheet program takes a CSV file for UTF-8 only with a mark at its start.
        encoding = "utf-8-sig" if form == "csv" else "utf-8"
        write_file(Path(output), _text(shown, form).encode(encoding))
    elif form in ("json", "csv", "markdown"):
        write(_text(shown, form))
    else:
        print_to(sys.stdout, shown.blocks())


def _text(shown: Shown, form: str) -> str:
    match form:
        case "json":
            # Within JSON such a mark may stand as an escape, and says the same.
            return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json_text(shown.data()))
        case "csv":
            return csv_text(shown.table())
        case "markdown":
            return shown.page() if shown.page is not None else document(shown.blocks())
    return printed(shown.blocks())
