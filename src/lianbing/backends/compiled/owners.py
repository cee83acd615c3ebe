"""What holds facts where source reads them: a candidate's evidence, and the rows that loops are at."""

from collections.abc import Iterator
from contextlib import contextmanager

import attrs

from lianbing.backends.compiled.source import Source
from lianbing.formula.nodes import Repeats


@attrs.frozen
class Seen:
    """The names by which a loop knows whether a key has come before.

    Attributes:
        earlier: The set of the keys of earlier rows.
        key: The key of the row that the loop is at.
        repeats: Whether that is in the set.
    """

    earlier: str
    key: str
    repeats: str


@attrs.define
class Owner:
    """What holds facts.

    Attributes:
        rows: The name of its list; None for the evidence.
        held: The source of the list, where it is one object; empty for the evidence.
        facts: By field, the name that it is read into.
        seen: By field, how its repeats are known.
    """

    rows: str | None = None
    held: str = ""
    facts: dict[str, str] = attrs.field(factory=dict)
    seen: dict[str, Seen] = attrs.field(factory=dict)

    def begin(self, source: Source) -> None:
        """Write what is done before a loop: no key has come yet."""
        for each in self.seen.values():
            source.line(f"{each.earlier} = set()")

    def note(self, source: Source, fold: str) -> None:
        """Write what is done first at every row: its keys are held against the earlier ones, and join them.

        Args:
            source: Where the lines go.
            fold: The source of how a key is compared, with ``{}`` for the key.
        """
        for field, each in self.seen.items():
            source.line(f"{each.key} = {fold.format(self.facts[field])}")
            source.line(f"{each.repeats} = {each.key} in {each.earlier}")
            source.line(f"{each.earlier}.add({each.key})")


class Owners:
    """The evidence, and the rows of the loops that are being written, innermost last.

    Args:
        source: Gives names.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._owners = [Owner()]

    @property
    def evidence(self) -> Owner:
        """The evidence."""
        return self._owners[0]

    def of(self, rows: str | None) -> Owner:
        """Give the innermost owner of the facts of a list, or of the evidence."""
        return next(each for each in reversed(self._owners) if each.rows == rows)

    def read(self, rows: str | None, name: str) -> str:
        """Give the name that a fact is read into."""
        facts = self.of(rows).facts
        if name not in facts:
            facts[name] = self._source.name("r" if rows else "f")
        return facts[name]

    @contextmanager
    def entered(self, owner: Owner) -> Iterator[tuple[Owner, list[str]]]:
        """Write the body of a loop over the rows of an owner; give that, and the lines once they are written."""
        self._owners.append(owner)
        with self._source.apart(deeper=1) as lines:
            yield owner, lines
        self._owners.pop()

    def repeats(self, node: Repeats) -> str:
        """Give the name of whether an earlier row has the same key."""
        owner = self.of(node.rows.name)
        self.read(node.rows.name, node.key.name)
        if node.key.name not in owner.seen:
            owner.seen[node.key.name] = Seen(*(self._source.name(of) for of in ("seen", "key", "c")))
        return owner.seen[node.key.name].repeats
