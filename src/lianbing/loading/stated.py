"""A rulebook as its TOML file states it, before plugins are bound to it."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

import attrs

from lianbing.formula.domain import Domain
from lianbing.formula.nodes import PanelRule, WorkCalendar
from lianbing.model.award import Condition, Criterion, Effect, Grade, Group, Minimum, PlacesShare, Ranking, Total
from lianbing.model.official_text import Clause, Draw, Example, Marking, Note, Phase, Reading, Source, Submission
from lianbing.model.rulebook import Rounding


@attrs.frozen(kw_only=True)
class Heading:
    """The ``[rulebook]`` table."""

    id: str
    title: str
    extends: str | None = None
    source: Source


@attrs.frozen(kw_only=True)
class StatedIndicator:
    """An ``[[award.indicator]]`` table."""

    id: str
    plugin: str
    title: str
    points: Fraction | None = None
    clause: str = ""
    effect: Effect | None = None
    applies_to: tuple[str, ...] = ()
    qualifies_from: Fraction | Minimum | None = None
    reads: tuple[str, ...] = ()
    parameters: Mapping[str, object] = attrs.field(factory=dict, alias="params")
    criteria: tuple[Criterion, ...] = attrs.field(default=(), alias="criterion")
    conditions: tuple[Condition, ...] = attrs.field(default=(), alias="condition")


@attrs.frozen(kw_only=True)
class StatedAward:
    """An ``[[award]]`` table."""

    id: str
    title: str
    places: int | PlacesShare | None = None
    points: Fraction
    clause: str = ""
    groups: tuple[Group, ...] = attrs.field(default=(), alias="group")
    cohort: Literal["group", "award", "everyone"] = "group"
    total: Total = Total()
    qualifies_from: Fraction | Minimum | None = None
    grades: tuple[Grade, ...] = attrs.field(default=(), alias="grade")
    qualifies_grade: str | None = None
    levels: tuple[str, ...] = ()
    own_unit: bool = False
    units_of: str | None = None
    other_units: tuple[str, ...] = ()
    nominees_per_unit: int | None = None
    indicators: tuple[StatedIndicator, ...] = attrs.field(alias="indicator")
    ranking: Ranking | None = None


NUMBERS: dict[str, Domain] = {
    "places": Domain(Fraction(0), whole=True),
    "share": Domain(Fraction(0), Fraction(1)),
    "demotes": Domain(Fraction(0), whole=True),
    "qualifies_from": Domain(Fraction(0)),
    "points": Domain(Fraction(0)),
    "step": Domain(Fraction(0)),
    "trim": Domain(Fraction(0), whole=True),
    "nominees_per_unit": Domain(Fraction(1), whole=True),
    "reviewers": Domain(Fraction(1), whole=True),
    "count": Domain(Fraction(1), whole=True),
    "spread": Domain(Fraction(0), Fraction(1)),
    "most_characters": Domain(Fraction(1), whole=True),
    "year": Domain(Fraction(1900), Fraction(2999), whole=True),
}
"""The lawful range of each number of a rulebook, by the name of its field; parameters are their plugin's own."""


@attrs.frozen(kw_only=True)
class StatedRulebook:
    """The whole file."""

    heading: Heading = attrs.field(alias="rulebook")
    panel: PanelRule = attrs.field(factory=PanelRule)
    rounding: Rounding
    calendar: WorkCalendar = WorkCalendar()
    ranking: Ranking
    readings: tuple[Reading, ...] = attrs.field(default=(), alias="reading")
    awards: tuple[StatedAward, ...] = attrs.field(alias="award")
    clauses: tuple[Clause, ...] = attrs.field(default=(), alias="clause")
    phases: tuple[Phase, ...] = attrs.field(default=(), alias="phase")
    submissions: tuple[Submission, ...] = attrs.field(default=(), alias="submission")
    draws: tuple[Draw, ...] = attrs.field(default=(), alias="draw")
    marking: Marking = attrs.field(factory=Marking)
    notes: tuple[Note, ...] = attrs.field(default=(), alias="note")
    examples: tuple[Example, ...] = attrs.field(default=(), alias="example")
