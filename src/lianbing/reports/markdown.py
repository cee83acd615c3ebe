"""Markdown of texts that may come from anywhere: nothing in them is taken for markup."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from lianbing.language import clean
from lianbing.reports.lines import Line
from lianbing.reports.tables import Block, Table

_MARKUP = re.compile(r"([\\`*_\[\]|~#$])")
_LEADING = re.compile(r"^(\s*)(?:([-+])(?=\s|-|$)|(\d+)([.)])(?=\s|$))")


def prose(text: str) -> str:
    r"""Escape a text.

    >>> prose("<b>*1*</b> | x")
    '&lt;b&gt;\\*1\\*&lt;/b&gt; \\| x'
    >>> prose("1. x")
    '1\\. x'
    """
    harmless = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = _MARKUP.sub(r"\\\1", harmless)
    return _LEADING.sub(lambda found: f"{found[1]}{found[3] or ''}\\{found[2] or found[4]}", escaped)


def code(text: str) -> str:
    r"""Show a text as it is written in a file; within a table, too.

    >>> print(code("a|b"))
    `a\|b`
    """
    harmless = clean(text).replace("|", r"\|")
    if not harmless:
        return ""
    longest = max((len(run) for run in re.findall("`+", harmless)), default=0)
    fence = "`" * (longest + 1)
    space = " " if longest else ""
    return f"{fence}{space}{harmless}{space}{fence}"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Make a table of cells that are Markdown already; without rows there is none."""
    lines = [_row(each) for each in rows]
    return "\n".join([_row(columns), _row(["---"] * len(columns)), *lines, ""]) if lines else ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def document(blocks: Iterable[Block]) -> str:
    """Write a report: its headings, tables, lines, and lists of lines that hold others."""
    parts: list[str] = []
    for quoted, group in itertools.groupby(
        blocks, key=lambda block: isinstance(block, Line) and block.tone == "quoted"
    ):
        if quoted:
            parts.append(_fenced([each.text for each in group if isinstance(each, Line)]))
        else:
            parts += [_block(each) for each in group]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Table):
        return _of_texts(block)
    words = prose(block.text.strip())
    if block.tone == "heading":
        return "\n\n".join(filter(None, [f"## {words}", "\n".join(_list(block.parts))]))
    return "\n".join(_list([block])) if block.parts else words


def _of_texts(drawn: Table) -> str:
    """Write a table of texts; its figures stand to the right."""
    heading = _row([prose(each.strip()) for each in drawn.columns])
    marks = _row(["---:" if index in drawn.figures else "---" for index in range(len(drawn.columns))])
    rows = [_row([prose(each.strip()) for each in row]) for row in drawn.rows]
    return "\n".join([heading, marks, *rows])


def _list(lines: Iterable[Line]) -> Iterator[str]:
    """Write lines and what belongs below them as lists within lists."""
    waiting = [(each, "") for each in reversed(tuple(lines))]
    while waiting:
        line, indent = waiting.pop()
        words = prose(line.text.strip())
        yield f"{indent}- {f'**{words}**' if words and line.tone == 'heading' else words}"
        waiting += [(part, f"{indent}  ") for part in reversed(line.parts)]


def _fenced(lines: Sequence[str]) -> str:
    """Show lines as they are, blanks and all."""
    texts = [clean(each) for each in lines]
    longest = max((len(run) for text in texts for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([fence, *texts, fence])
