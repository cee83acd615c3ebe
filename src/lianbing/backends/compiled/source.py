"""Lines of Python source, block in block, and the names and constants that they use."""

from collections.abc import Iterator
from contextlib import contextmanager

INDENT = "    "


class Source:
    """Python source that is being written.

    What a rulebook states as text never becomes source: words, dates and calendars are constants, which the source
    knows by a number.
    """

    def __init__(self) -> None:
        self.constants: dict[str, object] = {}
        self._names = 0
        self._depth = 0
        self._lines: list[str] = []

    @property
    def depth(self) -> int:
        """How deep the next line stands."""
        return self._depth

    def name(self, of: str) -> str:
        """Make a name that nothing has yet."""
        self._names += 1
        return f"{of}{self._names}"

    def constant(self, value: object) -> str:
        """Give the name of a constant."""
        for name, known in self.constants.items():
            if type(known) is type(value) and known == value:
                return name
        name = f"K{len(self.constants)}"
        self.constants[name] = value
        return name

    def line(self, text: str) -> None:
        """Write a line."""
        self._lines.append(INDENT * self._depth + text)

    def lines(self, found: list[str]) -> None:
        """Write lines that stand already as deep as they belong."""
        self._lines.extend(found)

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        """Write a block under a line that opens it."""
        self.line(head)
        self._depth += 1
        start = len(self._lines)
        yield
        if len(self._lines) == start:
            self.line("pass")
        self._depth -= 1

    @contextmanager
    def apart(self, *, deeper: int = 0) -> Iterator[list[str]]:
        """Write lines apart, to be put where they belong later."""
        outer, self._lines = self._lines, []
        self._depth += deeper
        yield self._lines
        self._depth -= deeper
        self._lines = outer

    @property
    def text(self) -> str:
        """What was written."""
        return "\n".join(self._lines) + "\n"
