"""An explained score: one candidate's points down to facts and clauses."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

import attrs

from lianbing.formula.explanation import Explanation
from lianbing.formula.scheme import ConditionEffect
from lianbing.language import Bilingual
from lianbing.model.award import Award, Indicator
from lianbing.model.campaign import Candidate
from lianbing.model.outcome import Departure, Revocation, Standing


@attrs.frozen(kw_only=True)
class ExplainedCriterion:
    """A criterion's points and how they came about.

    Attributes:
        id: The criterion.
        title: Its title.
        clause: Its clause.
        most: Its maximum; None where it has none.
        explanation: The formula with the value of every part; its value is the exact points.
    """

    id: str
    title: str
    clause: str
    most: Fraction | None
    explanation: Explanation

    @property
    def points(self) -> Fraction:
        """The exact points; those of a penalty are what it takes off."""
        return self.explanation.number

    @property
    def lost(self) -> Fraction | None:
        """The points short of the maximum; None where there is none."""
        return None if self.most is None else self.most - self.points


@attrs.frozen(kw_only=True)
class ExplainedCondition:
    """Whether a condition excludes the candidate or revokes the honour, and why.

    Attributes:
        id: The condition.
        title: Its title.
        clause: Its clause.
        effect: What it does where it holds.
        grade: The best grade that it leaves open, where it limits the grade to one.
        demotes: How many grades it takes away.
        explanation: The condition with the value of every part.
    """

    id: str
    title: str
    clause: str
    effect: ConditionEffect
    explanation: Explanation

    grade: str | None = None
    demotes: int = 0

    @property
    def holds(self) -> bool:
        """Whether it holds."""
        return self.explanation.value is True


@attrs.frozen(kw_only=True)
class ExplainedIndicator:
    """An indicator's points and how they came about.

    Attributes:
        indicator: The indicator, with its title, clause, parameters and readings.
        exact: The sum of the criteria before rounding; None where the candidate left the award before scoring.
        points: The published points; None likewise.
        criteria: Its criteria; empty where the candidate left the award before scoring.
        conditions: Its conditions.
        exhibits: What the panel was shown, with labels.
        defaults: The fields that no file gave.
        readings: The option in force for each reading that its numbers depend on.
        applies: Whether it applies, each condition explained; empty where it always does.
        state: Whether it was scored, does not apply to the candidate, or is not marked yet in a partial campaign.
    """

    indicator: Indicator
    exact: Fraction | None
    points: Fraction | None
    criteria: tuple[ExplainedCriterion, ...]
    conditions: tuple[ExplainedCondition, ...]
    exhibits: tuple[tuple[Bilingual, Explanation], ...]
    defaults: tuple[str, ...]
    readings: Mapping[str, str]
    applies: tuple[Explanation, ...] = ()
    state: Literal["scored", "not_applicable", "not_marked"] = "scored"


@attrs.frozen(kw_only=True)
class ExplainedScore:
    """All that decides one candidate's place.

    Attributes:
        award: The award.
        candidate: The candidate.
        standing: Its standing; None where it left the award.
        departures: Why it left, where it did.
        revocation: Why its honour was taken back, where it was.
        indicators: Its indicators, explained.
        total: How the published points make the total, where that is more than their sum.
    """

    award: Award
    candidate: Candidate
    standing: Standing | None
    departures: tuple[Departure, ...]
    revocation: Revocation | None
    indicators: tuple[ExplainedIndicator, ...]
    total: Explanation | None = None
