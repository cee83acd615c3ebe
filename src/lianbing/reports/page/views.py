"""What the page shows of an award, as records that its template reads."""

import attrs

from lianbing.model.award import Award, Indicator
from lianbing.model.campaign import Candidate
from lianbing.model.outcome import AwardOutcome
from lianbing.reports.lines import Line
from lianbing.reports.page.bars import Bar


@attrs.frozen(kw_only=True)
class Column:
    """A column of the standings: an indicator.

    Attributes:
        indicator: The indicator.
        most: Its maximum, in words.
        number: Which it is, from 0.
    """

    indicator: Indicator
    most: str
    number: int


@attrs.frozen(kw_only=True)
class Row:
    """A candidate in the standings.

    Attributes:
        candidate: The candidate.
        anchor: The name of its place on the page.
        number: Which it is in the award's standings, from 0.
        rank: Its rank; a dash where it has none.
        total: Its total.
        points: Its points by indicator, in the order of the columns.
        grade: Its grade.
        mark: What became of it: a word of the page, or nothing.
        bar: Its bar.
        explanation: Why; None where the page keeps explanations apart.
    """

    candidate: Candidate
    anchor: str
    number: int
    rank: str
    total: str
    points: tuple[str, ...]
    grade: str
    mark: str
    bar: Bar
    explanation: Line | None


@attrs.frozen(kw_only=True)
class Table:
    """The standings of an award or of one of its groups.

    Attributes:
        title: The group's title; empty where all are ranked together.
        about: How many places it has, or that it is not ranked.
        rows: The candidates.
    """

    title: str
    about: str
    rows: tuple[Row, ...]


@attrs.frozen(kw_only=True)
class Left:
    """A candidate that left the award.

    Attributes:
        candidate: The candidate.
        anchor: The name of its place on the page.
        reasons: Why, each with its clause.
        explanation: Why; None where the page keeps explanations apart.
    """

    candidate: Candidate
    anchor: str
    reasons: tuple[tuple[str, str], ...]
    explanation: Line | None


@attrs.frozen(kw_only=True)
class Revoked:
    """A candidate whose honour was taken back.

    Attributes:
        candidate: The candidate.
        anchor: The name of its place on the page.
        reason: Why.
        clause: The clause, where a rule took it back.
        decision: Who decided, when and why, where people did.
    """

    candidate: Candidate
    anchor: str
    reason: str
    clause: str
    decision: str


@attrs.frozen(kw_only=True)
class Weight:
    """An indicator whose weight can be tried.

    Attributes:
        indicator: The indicator.
        stated: Its weight in the rules.
        place: Which column it is, from 0.
    """

    indicator: Indicator
    stated: str
    place: int


@attrs.frozen(kw_only=True)
class AwardView:
    """All that the page shows of an award.

    Attributes:
        award: The award.
        outcome: Its result.
        anchor: The name of its place on the page.
        most: Its maximum.
        facts: How it is given: names and words.
        columns: Its indicators that score.
        graded: Whether there are grades.
        marked: Whether there is anything to say of what became of the candidates.
        full_bar: What a full bar stands for.
        penalized: Whether a bar shows what is taken off.
        tables: Its standings.
        first: Those to name at once: the selected, or the first.
        unnamed: How many of those are not named.
        ties: The ties to decide, and how others were decided.
        limits: Whose grade was limited, who falls short.
        left: Who left.
        revoked: Whose honour was taken back.
        weights: What can be tried.
        most_weight: The greatest weight to try.
    """

    award: Award
    outcome: AwardOutcome
    anchor: str
    most: str
    facts: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    graded: bool
    marked: bool
    full_bar: str
    penalized: bool
    tables: tuple[Table, ...]
    first: tuple[Row, ...]
    unnamed: int
    ties: tuple[tuple[str, str], ...]
    limits: tuple[str, ...]
    left: tuple[Left, ...]
    revoked: tuple[Revoked, ...]
    weights: tuple[Weight, ...]
    most_weight: str
