"""How source reads the facts of records: of one evidence object, and of the rows that it holds."""

from collections.abc import Iterator
from contextlib import contextmanager

from lianbing.backends.compiled.owners import Owner, Owners
from lianbing.backends.compiled.pairs import Pair
from lianbing.backends.compiled.reader import Asked
from lianbing.backends.compiled.source import Source
from lianbing.formula.nodes import (
    ChoiceFact,
    CohortRank,
    DayFact,
    Fact,
    FlagFact,
    MarksFact,
    PanelMark,
    Repeats,
    RowsFact,
)
from lianbing.formula.situation import AnyFact


class RecordReader:
    """Reads facts of records: what is read of an evidence object or of a row is read at once, at its beginning.

    Args:
        source: Where the lines go.
        asked: What is asked of the cohort, in the order of its numbers; this adds to it.
    """

    def __init__(self, source: Source, asked: list[Asked | CohortRank]) -> None:
        self._source = source
        self._asked = asked
        self._owners = Owners(source)

    def _fact(self, fact: AnyFact) -> str:
        if isinstance(fact, ChoiceFact) and fact.of_candidate:
            return "level"
        return self._owners.read(fact.rows, fact.name)

    def _place(self, fact: AnyFact) -> str:
        """Write the arguments that say which fact is missing, and among which rows."""
        return f"{self._source.constant(fact)}, {self._owners.of(fact.rows).held or 'None'}"

    def _absent(self, fact: AnyFact) -> str:
        """Write the call that says that a fact is missing."""
        return f"absent({self._place(fact)})"

    def number(self, fact: Fact) -> Pair:
        """Read a number that has to be there."""
        found, own = self._fact(fact), self._source.name("n")
        sure = fact.domain.never_negative
        if fact.domain.whole:
            self._source.line(f"{own} = {found} if type({found}) is int else whole({found}, {self._place(fact)})")
            return Pair(own, 1, sure)
        per = self._source.name("d")
        self._source.line(f"{own}, {per} = ratio({found}) or {self._absent(fact)}")
        return Pair(own, per, sure, 1)

    def panel(self, node: PanelMark) -> Pair:
        """Put a panel's marks together, which have to be there."""
        fact, rule = node.marks, node.marks.rule
        own, per = self._source.name("n"), self._source.name("d")
        marks = f"{self._fact(fact)} or {self._absent(fact)}"
        call = f"mean({marks})" if rule.kind == "mean" else f"panel({marks}, {self._source.constant(rule)})"
        self._source.line(f"{own}, {per} = {call}")
        return Pair(own, per, fact.domain.never_negative, 1)

    def flag(self, fact: FlagFact) -> str:
        """Read a yes or no; what was not stated counts as no."""
        return self._fact(fact)

    def text(self, fact: ChoiceFact) -> str:
        """Read a word, or None."""
        return self._fact(fact)

    def key(self, fact: ChoiceFact) -> str:
        """Read a word that has to be there, white space and case aside."""
        found = self._fact(fact)
        return f"folded({found} if {found} is not None else {self._absent(fact)})"

    def day(self, fact: DayFact, *, needed: bool) -> str:
        """Read a day; None where it may be missing and is."""
        return f"({self._fact(fact)} or {self._absent(fact)})" if needed else self._fact(fact)

    def is_given(self, fact: AnyFact | MarksFact) -> str:
        """Tell whether a fact was stated."""
        return f"{self._fact(fact)} is not None"

    def length(self, rows: RowsFact) -> str:
        """Tell how many rows a list has."""
        name = self._source.name("n")
        self._source.line(f"{name} = len({self._owners.read(None, rows.name)})")
        return name

    @contextmanager
    def each(self, rows: RowsFact) -> Iterator[None]:
        """Go through the rows of a list, reading at each one what is asked of it."""
        source = self._source
        held = self._owners.read(None, rows.name)
        with self._owners.entered(Owner(rows.name, held)) as (owner, lines):
            yield
        owner.begin(source)
        names = ", ".join(owner.facts.values()) or source.name("r")
        with source.block(f"for {names} in each({held}, {source.constant(tuple(owner.facts))}):"):
            owner.note(source, "folded({})")
            source.lines(lines)

    def repeats(self, node: Repeats) -> str:
        """Tell whether an earlier row has the same key; every row is kept for that, whatever it is asked."""
        repeats, found = self._owners.repeats(node), self._fact(node.key)
        return f"({repeats} if {found} is not None else {self._absent(node.key)})"

    def evaluation_day(self) -> str:
        """Give the evaluation day."""
        return "day"

    def asked(self, node: Asked) -> Pair:
        """Give what is one number for all candidates; it is asked when it is needed first."""
        own, per = self._source.name("n"), self._source.name("d")
        number = self._number_of(node)
        self._source.line(f"{own}, {per} = answers[{number}] or ask({number})")
        return Pair(own, per, sure=False, weight=1)

    def rank(self, node: CohortRank, own: Pair) -> str:
        """Give the rank of the own value."""
        return f"1 + above({self._number_of(node)}, {own.numerator}, {own.denominator})"

    def _number_of(self, node: Asked | CohortRank) -> int:
        if node not in self._asked:
            self._asked.append(node)
        return self._asked.index(node)

    def head(self) -> list[str]:
        """Write the line that reads the evidence's facts."""
        facts = self._owners.evidence.facts
        return [f"{', '.join(facts.values())} = read(evidence)"] if facts else []

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the evidence that are read."""
        return tuple(self._owners.evidence.facts)
