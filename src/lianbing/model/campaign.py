"""A campaign: the candidates, and what the rules need to know beside them."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

import attrs

from lianbing.errors import Fault, Place, dotted
from lianbing.model.official_text import Marking


@attrs.frozen(kw_only=True)
class Candidate:
    """Who is scored: a unit, a collective, a person.

    Attributes:
        id: Unique in its award.
        award: The award's id.
        name: The name that people read.
        unit: The county branch it belongs to; for a unit, its own id.
        level: Its level, where the award has levels.
        evidence: The evidence by indicator id, each an instance of the indicator's evidence class.
        defaults: By indicator id, the fields that no file gave and that took their default.
        place: Where it was read from.
        origin: Gives the place of a path below it, where it was read from a file.
    """

    id: str
    award: str
    name: str
    unit: str
    level: str | None = None
    evidence: Mapping[str, object] = attrs.field(factory=dict)
    defaults: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, eq=False)
    place: Place = attrs.field(factory=Place, eq=False)
    origin: Callable[[tuple[str | int, ...]], Place] | None = attrs.field(default=None, eq=False, repr=False)

    def place_of(self, *path: str | int) -> Place:
        """Give the place of a value of the candidate, such as ``("supervision", "commendations", 0, "points")``."""
        place = self.origin(path) if self.origin is not None else self.place
        return attrs.evolve(place, record=f"{self.award}/{self.id}", field=dotted(path))


@attrs.frozen(kw_only=True)
class Unit:
    """Who takes part: a county branch, or the city's team.

    Attributes:
        id: Its id, as candidates name it.
        name: The name that people read.
        level: The level of its candidates, in awards with levels.
        awards: The awards that it may put candidates up for; empty where it is all of them.
    """

    id: str
    name: str
    level: str | None = None
    awards: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class HistoryEntry:
    """An earlier campaign above the city that a collective or person took part in.

    Attributes:
        kind: The award's id.
        name: The candidate's name.
        year: The campaign's year.
        level: Whose campaign it was.
        selected: Whether the candidate was selected.
    """

    kind: str
    name: str
    year: int
    level: Literal["province", "ministry"]
    selected: bool


@attrs.frozen(kw_only=True)
class HigherOutcome:
    """Selections above the city: so many candidates of a unit, at a level.

    Attributes:
        unit: The county branch.
        kind: The award's id.
        level: Who selected.
        count: How many.
    """

    unit: str
    kind: str
    level: Literal["province", "ministry"]
    count: int = 1


@attrs.frozen(kw_only=True)
class Decision:
    """What people decided and the software must respect.

    Attributes:
        kind: ``"tie"``: the candidate takes the tied place; ``"revocation"``: the honour is taken back.
        award: The award's id.
        candidate: The candidate's id.
        date: When it was decided.
        by: Who decided.
        reason: Why.
    """

    kind: Literal["tie", "revocation"]
    award: str
    candidate: str
    date: date
    by: str
    reason: str


@attrs.frozen(kw_only=True)
class ReviewSource:
    """A campaign of its own in which files were reviewed, and whose figures this one takes as marks.

    Attributes:
        folder: Its folder.
        title: Its title.
        sha256: The digest of its files.
        rulebook: The id of its rulebook.
        rulebook_sha256: The digest of that.
    """

    folder: str
    title: str
    sha256: str
    rulebook: str
    rulebook_sha256: str


@attrs.frozen(kw_only=True)
class Campaign:
    """One year's campaign in one city.

    Attributes:
        title: Its title.
        evaluation_day: The day that validity and verified reports are judged by.
        candidates: All candidates of all awards, in the order of the files.
        totals: Totals by region and name, where the campaign gives them.
        history: Earlier campaigns above the city.
        outcomes: Selections above the city.
        decisions: What people decided.
        partial: Whether it is scored before everything is marked: an indicator without evidence is left out.
        reviews: The reviews that marks were taken from.
        units: Who takes part, where the campaign says so: forms are made for them, and documents are asked of them.
        marking: What the campaign decided about marking, where the rulebook leaves it open.
        sha256: The digest of the files it was read from, or of its records.
        warnings: What reading found doubtful but lets pass.
        origin: Gives the place of a path in the campaign's own file, where it was read from one.
    """

    title: str
    evaluation_day: date
    candidates: tuple[Candidate, ...]
    totals: Mapping[str, Mapping[str, Fraction]] = attrs.field(factory=dict)
    history: tuple[HistoryEntry, ...] = ()
    outcomes: tuple[HigherOutcome, ...] = ()
    decisions: tuple[Decision, ...] = ()
    partial: bool = False
    reviews: tuple[ReviewSource, ...] = ()
    units: tuple[Unit, ...] = ()
    marking: Marking = attrs.field(factory=Marking)
    sha256: str = attrs.field(default="", eq=False)
    warnings: tuple[Fault, ...] = attrs.field(default=(), eq=False)
    origin: Callable[[tuple[str | int, ...]], Place] | None = attrs.field(default=None, eq=False, repr=False)

    def place_of(self, *path: str | int) -> Place:
        """Give the place of what the campaign's own file states, such as ``("decision", 0)``."""
        place = self.origin(path) if self.origin is not None else Place()
        return attrs.evolve(place, field=dotted(path))

    def of(self, award: str) -> tuple[Candidate, ...]:
        """Give the candidates of one award, ordered by id, so that the order of files cannot matter."""
        return tuple(sorted((each for each in self.candidates if each.award == award), key=lambda each: each.id))
