"""Markdown of texts that may come from anywhere: nothing in them is taken for markup."""

import re
from collections.abc import Iterable, Sequence

from lianbing.reports.figures import clean

_MARKUP = re.compile(r"([\\`*_\[\]|~#])")
_LEADING = re.compile(r"^(\s*)(?:([-+])|(\d+)([.)]))(?=\s|$)")


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
