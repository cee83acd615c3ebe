"""How source reads facts that lie in lists of integers: one name of the loop over candidates is one list."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from typing import Any, Protocol

import attrs

from lianbing.backends.compiled.owners import Owner, Owners
from lianbing.backends.compiled.pairs import Pair, times
from lianbing.backends.compiled.reader import Asked
from lianbing.backends.compiled.source import Source
from lianbing.formula.arithmetic import kept_marks
from lianbing.formula.nodes import (
    ChoiceFact,
    CohortRank,
    DayFact,
    Fact,
    FlagFact,
    MarksFact,
    Node,
    PanelMark,
    Repeats,
    RowsFact,
)
from lianbing.formula.situation import AnyFact

LOOP = 2
"""How deep the body of the loop over candidates stands."""


class Lists(Protocol):
    """The facts of many candidates as lists; every name is one that whoever holds the lists understands."""

    def scale(self, name: str, rows: str | None) -> int:
        """How many parts of a number make 1."""

    def gaps(self, name: str, rows: str | None) -> bool:
        """Whether a fact is missing somewhere."""

    def reviewers(self, name: str, rows: str | None) -> Sequence[str]:
        """The names of the lists that hold a panel's marks, one a reviewer."""

    def column(self, name: str, rows: str | None) -> Sequence[Any]:
        """The list of a fact."""

    def counts(self, rows: str) -> Sequence[int]:
        """How many rows each candidate has in a list."""

    def levels(self) -> Sequence[str | None]:
        """The candidates' levels."""


@attrs.frozen
class Given:
    """What the cohort answered, before the loop begins.

    Attributes:
        figures: By what was asked, the answer.
        ranks: By rank asked for, the list of the candidates' ranks.
        day: The evaluation day.
    """

    figures: Mapping[Node, Fraction]
    ranks: Mapping[Node, Sequence[int]]
    day: date


class BatchReader:
    """Reads facts out of lists; one name of the loop is one list.

    Args:
        source: Where the lines go.
        lists: The lists.
        given: What the cohort answered.
    """

    def __init__(self, source: Source, lists: Lists, given: Given) -> None:
        self._source = source
        self._lists = lists
        self._given = given
        self._owners = Owners(source)
        self._ranks: dict[Node, str] = {}
        self._counted: dict[str, str] = {}
        self._starts: dict[str, str] = {}
        self.arrays: list[Sequence[Any]] = []
        self.prelude: list[str] = []

    def _array(self, column: Sequence[Any]) -> str:
        self.arrays.append(column)
        return f"A{len(self.arrays) - 1}"

    def _fact(self, fact: AnyFact) -> str:
        if isinstance(fact, ChoiceFact) and fact.of_candidate:
            return self._owners.read(None, "")
        return self._owners.read(fact.rows, fact.name)

    def _there(self, found: str, fact: AnyFact, name: str = "") -> None:
        """Write a test that a fact is there, where it may not be."""
        if self._lists.gaps(name or fact.name, fact.rows):
            with self._source.block(f"if {found} is None:"):
                self._source.line(f"absent({self._source.constant(fact)}, None)")

    def number(self, fact: Fact) -> Pair:
        """Read a number that has to be there."""
        found = self._fact(fact)
        self._there(found, fact)
        sure = fact.domain.never_negative
        return Pair(found, self._lists.scale(fact.name, fact.rows), sure)

    def panel(self, node: PanelMark) -> Pair:
        """Put a panel's marks together, which have to be there."""
        fact = node.marks
        columns = self._lists.reviewers(fact.name, fact.rows)
        marks = [self._owners.read(fact.rows, each) for each in columns]
        scale = max(self._lists.scale(each, fact.rows) for each in columns)
        parts = [
            times(mark, scale // self._lists.scale(each, fact.rows)) for mark, each in zip(marks, columns, strict=True)
        ]
        sure = fact.domain.never_negative
        gaps = any(self._lists.gaps(each, fact.rows) for each in columns)
        own = self._source.name("n")
        if fact.rule.kind == "mean" and not gaps:
            self._source.line(f"{own} = {' + '.join(parts)}")
            return Pair(own, scale * len(marks), sure)
        per = self._source.name("d")
        given = f"({', '.join(marks)},)" if gaps else f"({', '.join(parts)},)"
        if gaps:
            weights = self._source.constant(tuple(scale // self._lists.scale(each, fact.rows) for each in columns))
            given = f"stated({given}, {weights}) or absent({self._source.constant(fact)}, None)"
        self._source.line(f"{own}, {per} = sum_of_kept({given}, {self._source.constant(fact.rule)})")
        if not gaps:
            low, high = kept_marks(len(marks), fact.rule)
            return Pair(own, scale * (high - low), sure)
        named = self._source.name("d")
        self._source.line(f"{named} = {times(scale, per)}")
        return Pair(own, named, sure, 1)

    def flag(self, fact: FlagFact) -> str:
        """Read a yes or no; what was not stated counts as no."""
        return self._fact(fact)

    def text(self, fact: ChoiceFact) -> str:
        """Read a word, or None."""
        return self._fact(fact)

    def key(self, fact: ChoiceFact) -> str:
        """Read a word that has to be there, white space and case aside."""
        found = self._fact(fact)
        self._there(found, fact)
        return f"folds[{found}]"

    def day(self, fact: DayFact, *, needed: bool) -> str:
        """Read a day; None where it may be missing and is."""
        found = self._fact(fact)
        if needed:
            self._there(found, fact)
        return found

    def is_given(self, fact: AnyFact | MarksFact) -> str:
        """Tell whether a fact was stated."""
        if isinstance(fact, MarksFact):
            names = [self._owners.read(fact.rows, each) for each in self._lists.reviewers(fact.name, fact.rows)]
            return " or ".join(f"{each} is not None" for each in names)
        return f"{self._fact(fact)} is not None"

    def length(self, rows: RowsFact) -> str:
        """Tell how many rows a list has."""
        return self._counted.setdefault(rows.name, f"count{len(self._counted)}")

    @contextmanager
    def each(self, rows: RowsFact) -> Iterator[None]:
        """Go through a candidate's rows of a list.

        Where every candidate's rows are gone through, one walk goes through the whole list, candidate after candidate;
        where they may be left aside, they are cut out of it.
        """
        source, count = self._source, self.length(rows)
        always = source.depth == LOOP
        with self._owners.entered(Owner(rows.name)) as (owner, lines):
            yield
        owner.begin(source)
        columns = [self._array(self._lists.column(name, rows.name)) for name in owner.facts]
        names = "".join(f"{name}, " for name in owner.facts.values()) or "_ "
        with source.block(f"for {names}in {self._walk(rows.name, count, columns, always)}:"):
            owner.note(source, "folds[{}]")
            source.lines(lines)

    def _walk(self, rows: str, count: str, columns: Sequence[str], always: bool) -> str:
        if not columns:
            return f"repeat(None, {count})"
        if always:
            walk = self._source.name("walk")
            self.prelude.append(f"{walk} = zip({', '.join(columns)})")
            return f"islice({walk}, {count})"
        start = self._starts.setdefault(rows, f"start{len(self._starts)}")
        return f"zip({', '.join(f'{each}[{start}:{start} + {count}]' for each in columns)})"

    def heads(self) -> tuple[str, str]:
        """Give what the loop over candidates takes of each: the names, and the lists that they come from."""
        names, columns = [], []
        for fact, name in self._owners.evidence.facts.items():
            names.append(name)
            columns.append(self._array(self._lists.column(fact, None) if fact else self._lists.levels()))
        for rows, name in self._counted.items():
            names.append(name)
            columns.append(self._array(self._lists.counts(rows)))
        for node, name in self._ranks.items():
            names.append(name)
            columns.append(self._array(self._given.ranks[node]))
        return ", ".join(names), ", ".join(columns)

    def steps(self) -> list[str]:
        """Give the lines that go on to the next candidate's rows."""
        return [f"{start} += {self._counted[rows]}" for rows, start in self._starts.items()]

    def starts(self) -> list[str]:
        """Give the lines that begin at the first candidate's rows."""
        return [f"{start} = 0" for start in self._starts.values()]

    def repeats(self, node: Repeats) -> str:
        """Tell whether an earlier row has the same key."""
        return self._owners.repeats(node)

    def evaluation_day(self) -> str:
        """Give the evaluation day."""
        return self._source.constant(self._given.day)

    def asked(self, node: Asked) -> Pair:
        """Give what is one number for all candidates: it is known by now."""
        found = self._given.figures[node]
        return Pair(str(found.numerator), found.denominator, found >= 0)

    def rank(self, node: CohortRank, own: Pair) -> str:
        """Give the rank of the own value, which was found before."""
        return self._ranks.setdefault(node, f"rank{len(self._ranks)}")
