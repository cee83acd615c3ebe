"""The official text behind a rulebook: its clauses, doubts, calendar, documents and worked examples."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

import attrs


@attrs.frozen(kw_only=True)
class Source:
    """The official text that a rulebook makes precise.

    Attributes:
        title: Its title.
        issuer: Who issued it.
        year: The campaign's year.
        history_years: The first and last year of the earlier campaigns that count, where any do.
    """

    title: str
    issuer: str = ""
    year: int
    history_years: tuple[int, int] | None = None


@attrs.frozen(kw_only=True)
class Clause:
    """A clause of the official text.

    Attributes:
        id: What is cited, such as ``2.4.1``: annex 2, item 四, point (1).
        title: What it is about, in the rulebook author's own words.
        no_rule: Why no rule of the rulebook cites it, where none has to.
    """

    id: str
    title: str
    no_rule: str = ""


@attrs.frozen(kw_only=True)
class Option:
    """One way to read a doubtful clause.

    Attributes:
        id: Its name.
        meaning: What it says.
        warning: What to know before choosing it, where there is something.
    """

    id: str
    meaning: str
    warning: str = ""


@attrs.frozen(kw_only=True)
class Reading:
    """A place where the text allows more than one meaning, and the meaning chosen.

    Attributes:
        id: Its name, such as ``baseline_share``.
        number: Its number in the rulebook's list, such as ``R3``.
        clause: The clause in doubt.
        doubt: What is doubtful.
        options: The meanings that can be chosen.
        chosen: The id of the one chosen.
        why: Why the rulebook chooses it.
    """

    id: str
    number: str = ""
    clause: str
    doubt: str
    chosen: str
    why: str
    options: tuple[Option, ...] = attrs.field(alias="option")


@attrs.frozen(kw_only=True)
class Phase:
    """A phase of the campaign."""

    title: str
    starts: date | None = None
    ends: date
    clause: str


@attrs.frozen(kw_only=True)
class Section:
    """A part that a text must have.

    Attributes:
        title: What it is about.
        words: Words of which one stands in the text where the part is there.
    """

    title: str
    words: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Part:
    """One of the things that a submission consists of, and what is checked about it.

    Attributes:
        id: Its name, unique in its submission.
        title: What it is.
        format: What kind of file it is: ``"word"``, ``"pdf"``, ``"table"`` (a workbook or CSV), ``"any"``, or
            ``"facts"`` where no file is needed because the facts are in the candidate's evidence.
        named: Words of which one is in the file's name, where a submission has several parts.
        required: Whether it must be there.
        most_characters: The greatest length of its text.
        sections: The parts that its text must have.
        no_names: Whether its text may name no offender.
        names_candidate: Whether its text must name the candidate, as the officer in charge.
        columns: The headings that its table must have; every row gives a value for each.
        articles: The heading of the titles by which the same article in several media counts once.
        files: The evidence that lists case files by number, such as ``case_files.recommended``.
        count: How many of these files there are to be.
        closed: Whether these cases must be closed.
        own: Whether these cases must be of the candidate's own unit and level.
        each_case: Whether there is one file for each penalty case of the unit, named by its number.
        published: Whether each of these cases must be published on the portal.
    """

    id: str
    title: str
    format: Literal["word", "pdf", "table", "any", "facts"] = "any"
    named: tuple[str, ...] = ()
    required: bool = True
    most_characters: int | None = None
    sections: tuple[Section, ...] = attrs.field(default=(), alias="section")
    no_names: bool = False
    names_candidate: bool = False
    columns: tuple[str, ...] = ()
    articles: str = ""
    files: str = ""
    count: int | None = None
    closed: bool = False
    own: bool = False
    each_case: bool = False
    published: bool = False


@attrs.frozen(kw_only=True)
class Submission:
    """A document that must be handed in.

    Attributes:
        id: Its number, such as ``D5``.
        title: What it is.
        sender: From whom: ``"unit"`` for every unit, an award's id for each of its candidates, else a sender's name.
        due: The days on which it is due; several where it is due again and again.
        before: Whether it is due before these days, and one that comes on the day is late.
        checked: What is checked about it.
        clause: The clause that asks for it.
        most_characters: The greatest length of a text, where there is one.
        parts: What it consists of; one file of any kind where nothing is said.
    """

    id: str
    title: str
    sender: str
    due: tuple[date, ...]
    checked: tuple[str, ...]
    clause: str
    most_characters: int | None = None
    before: bool = False
    parts: tuple[Part, ...] = attrs.field(default=(), alias="part")


@attrs.frozen(kw_only=True)
class Draw:
    """Case files that are drawn by lot: so many of each kind as the indicator's formulas take for a level.

    Attributes:
        award: The award.
        indicator: The indicator whose evidence lists them.
        rows: The list that the drawn files go into.
        without: The list of the files that are not drawn because they are there already; empty where there is none.
        clause: The clause that asks for it.
    """

    award: str
    indicator: str
    rows: str
    without: str = ""
    clause: str


@attrs.frozen(kw_only=True)
class Marking:
    """How a panel marks, where it is stated.

    Attributes:
        reviewers: How many reviewers mark each item.
        spread: How far the marks of an item may lie apart, as a share of its maximum; what lies further apart is
            settled by arbitration.
        clause: The clause that says so, where there is one.
    """

    reviewers: int | None = None
    spread: Fraction | None = None
    clause: str = ""


@attrs.frozen(kw_only=True)
class Note:
    """A place where the official text contradicts itself or leaves something out, and what the rulebook does."""

    clause: str
    text: str


@attrs.frozen(kw_only=True)
class Example:
    """A worked example: facts, and the points that they must give.

    Attributes:
        title: What it shows.
        clause: The clause that it works out.
        award: The award.
        indicator: The indicator.
        level: The candidate's level, where the award has levels.
        facts: The evidence, as a candidate's table would give it.
        others: The evidence of the other candidates of the cohort.
        totals: Totals of the region, as a campaign would give them.
        readings: Readings other than the rulebook's choice.
        evaluation_day: The evaluation day; the end of the campaign's year where it does not matter.
        points: The exact points that the indicator must give, or take off as a penalty.
        criteria: The exact points that criteria must give, by id.
        excluded: The condition that must exclude the candidate.
        revoked: The condition that must revoke the honour.
        limited: The condition that must limit the grade.
        applies: Whether the indicator must apply to the candidate; where nothing is said, it must.
    """

    title: str
    clause: str
    award: str
    indicator: str
    level: str | None = None
    facts: Mapping[str, object] = attrs.field(factory=dict)
    others: tuple[Mapping[str, object], ...] = ()
    totals: Mapping[str, Mapping[str, Fraction]] = attrs.field(factory=dict)
    readings: Mapping[str, str] = attrs.field(factory=dict)
    evaluation_day: date | None = None
    points: Fraction | None = None
    criteria: Mapping[str, Fraction] = attrs.field(factory=dict)
    excluded: str | None = None
    revoked: str | None = None
    limited: str | None = None
    applies: bool | None = None
