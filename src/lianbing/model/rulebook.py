"""A rulebook: one city's or year's rules, as records."""

from collections.abc import Callable, Mapping
from fractions import Fraction

import attrs

from lianbing.errors import Fault
from lianbing.formula.nodes import PanelRule, WorkCalendar
from lianbing.model.award import Award, RoundingMode
from lianbing.model.official_text import Clause, Draw, Example, Marking, Note, Phase, Reading, Source, Submission


@attrs.frozen(kw_only=True)
class Rounding:
    """Where and how points are rounded: a rule like any other.

    Attributes:
        step: The points of each indicator, and a total that is more than their sum, are rounded to a multiple of
            this; 0 rounds nothing.
        mode: A rounding mode of `decimal`.
        clause: The clause that asks for it, where there is one.
    """

    step: Fraction
    mode: RoundingMode
    clause: str = ""


@attrs.frozen(kw_only=True)
class Rulebook:
    """One city's or year's rules under a choice of readings.

    Attributes:
        id: Its name.
        title: Its title.
        sha256: The digest of its file, or of all its layers' files where it extends another.
        extends: The rulebook that it extends, as its file names it.
        source: The official text.
        panel: How a panel's marks are put together.
        rounding: How points are rounded.
        calendar: Which days are worked, for what is counted in working days.
        awards: Its awards, in the order of the official text.
        clauses: The clauses of the official text.
        readings: Where the text leaves a choice.
        chosen: The option in force for each reading, the rulebook's own or another.
        phases: The phases of the campaign.
        submissions: The documents and when they are due.
        draws: Which case files are drawn by lot.
        marking: How a panel marks, as far as it is stated.
        notes: Where the text contradicts itself.
        examples: Worked examples.
        plugins: The plugins in use: name, distribution and version.
        warnings: What loading found wrong but lets pass, because a chosen reading causes it.
        reread: Gives the same rulebook under other readings.
    """

    id: str
    title: str
    sha256: str
    extends: str | None = None
    source: Source
    panel: PanelRule
    rounding: Rounding
    calendar: WorkCalendar = WorkCalendar()
    awards: tuple[Award, ...]
    clauses: tuple[Clause, ...] = ()
    readings: tuple[Reading, ...] = ()
    chosen: Mapping[str, str] = attrs.field(factory=dict)
    phases: tuple[Phase, ...] = ()
    submissions: tuple[Submission, ...] = ()
    draws: tuple[Draw, ...] = ()
    marking: Marking = attrs.field(factory=Marking)
    notes: tuple[Note, ...] = ()
    examples: tuple[Example, ...] = ()
    plugins: tuple[tuple[str, str, str], ...] = ()
    warnings: tuple[Fault, ...] = ()
    reread: Callable[[Mapping[str, str]], "Rulebook"] | None = attrs.field(default=None, eq=False, repr=False)

    def under(self, readings: Mapping[str, str]) -> "Rulebook":
        """Give the same rulebook with these readings in place of the ones in force.

        Raises:
            RulebookError: A reading or option is not known.
        """
        if not readings:
            return self
        assert self.reread is not None, "every rulebook is made by the loader"
        return self.reread({**self.chosen, **readings})

    def award(self, id: str) -> Award:
        """Give one of its awards by id.

        Raises:
            KeyError: It has none of that name.
        """
        for each in self.awards:
            if each.id == id:
                return each
        raise KeyError(id)

    def reading(self, id: str) -> Reading:
        """Give one of its readings by id.

        Raises:
            KeyError: It has none of that name.
        """
        for each in self.readings:
            if each.id == id:
                return each
        raise KeyError(id)

    @property
    def departures(self) -> Mapping[str, str]:
        """The readings whose option is not the rulebook's own choice."""
        return {name: option for name, option in self.chosen.items() if option != self.reading(name).chosen}
