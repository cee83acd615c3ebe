"""A scheme: what an indicator makes of evidence, as criteria that score and conditions that exclude or revoke."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal

import attrs

from lianbing.formula.domain import Exact, exact
from lianbing.formula.evidence import Rows
from lianbing.formula.nodes import ChoiceFact, Condition, Fact, Node, Number, RowsFact, number, walk
from lianbing.language import Bilingual


class UnstatedMaximumError(AttributeError):
    """A plugin asked for the points of a criterion that the rulebook does not state.

    Attributes:
        name: The criterion.
    """

    def __init__(self, name: str) -> None:
        super().__init__(f"the rulebook states no points for the criterion {name!r}")
        self.name: str = name


class Maxima(Mapping[str, Fraction]):
    """The greatest points of each criterion, as the rulebook states them: ``most.platform`` or ``most["platform"]``."""

    def __init__(self, points: Mapping[str, Fraction]) -> None:
        self._points = dict(points)

    def __getitem__(self, name: str) -> Fraction:
        return self._points[name]

    def __getattr__(self, name: str) -> Fraction:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError:
            raise UnstatedMaximumError(name) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._points)

    def __len__(self) -> int:
        return len(self._points)


@attrs.frozen
class Criterion:
    """A part of an indicator that gives points.

    Attributes:
        id: Its name in the rulebook's ``criterion`` tables.
        formula: What it is worth.
        most: Its maximum.
    """

    id: str
    formula: Number
    most: Fraction


@attrs.frozen
class Exclusion:
    """A condition that takes a candidate, or the honour, away.

    Attributes:
        id: Its name in the rulebook's ``condition`` tables.
        when: The candidate leaves when this holds.
        effect: ``"exclude"`` removes the candidate from the award; ``"revoke"`` takes back the honour after selection.
    """

    id: str
    when: Condition
    effect: Literal["exclude", "revoke"] = "exclude"


@attrs.frozen
class Exhibit:
    """A figure that the panel is shown beside the marks; it gives no points.

    Attributes:
        label: How people call it.
        formula: The figure, or a yes/no.
    """

    label: Bilingual
    formula: Number | Condition


@attrs.frozen
class RowLimit:
    """How many rows of a list are lawful; more are refused as an error.

    Attributes:
        count: The number of rows that the limit is about.
        most: How many there may be.
        name: How people call these rows.
    """

    count: Number
    most: Number
    name: Bilingual


@attrs.frozen
class RowYear:
    """The year that every row of a list must state; another is refused as an error."""

    fact: Fact
    year: int


@attrs.frozen
class UniqueRows:
    """The facts that tell the rows of a list apart; two rows that share them all are refused as an error."""

    rows: RowsFact
    keys: tuple[ChoiceFact, ...]


Part = Criterion | Exclusion | Exhibit | RowLimit | RowYear | UniqueRows


@attrs.frozen(init=False)
class Scheme:
    """What an indicator makes of evidence.

    Attributes:
        criteria: The parts that give points, in the order of the rulebook.
        exclusions: The conditions that remove a candidate or revoke an honour.
        exhibits: What a panel is shown.
        limits: How many rows are lawful.
        years: The years that rows must state.
        uniques: What tells rows apart.
    """

    criteria: tuple[Criterion, ...]
    exclusions: tuple[Exclusion, ...]
    exhibits: tuple[Exhibit, ...]
    limits: tuple[RowLimit, ...]
    years: tuple[RowYear, ...]
    uniques: tuple[UniqueRows, ...]

    def __init__(self, *parts: Part) -> None:
        self.__attrs_init__(
            tuple(part for part in parts if isinstance(part, Criterion)),
            tuple(part for part in parts if isinstance(part, Exclusion)),
            tuple(part for part in parts if isinstance(part, Exhibit)),
            tuple(part for part in parts if isinstance(part, RowLimit)),
            tuple(part for part in parts if isinstance(part, RowYear)),
            tuple(part for part in parts if isinstance(part, UniqueRows)),
        )

    def ordered(self, ids: Sequence[str]) -> "Scheme":
        """Give the same scheme with its criteria in this order; those not named come last."""
        order = {name: index for index, name in enumerate(ids)}
        criteria = sorted(self.criteria, key=lambda each: order.get(each.id, len(order)))
        others = (self.exclusions, self.exhibits, self.limits, self.years, self.uniques)
        return Scheme(*criteria, *(part for parts in others for part in parts))

    def nodes(self, *, shown: bool = True) -> list[Node]:
        """Give every node of every formula; without what is only shown, where asked."""
        roots: list[Node] = [each.formula for each in self.criteria]
        roots += [each.when for each in self.exclusions]
        roots += [node for limit in self.limits for node in (limit.count, limit.most)]
        if shown:
            roots += [each.formula for each in self.exhibits]
        return [node for root in roots for node in walk(root)]


def criterion(id: str, formula: Number | Exact, *, most: Exact) -> Criterion:
    """Say what a criterion is worth, from 0 to ``most``."""
    return Criterion(id, number(formula), exact(most))


def excludes(id: str, when: Condition) -> Exclusion:
    """Say when a candidate leaves the award."""
    return Exclusion(id, when)


def revokes(id: str, when: Condition) -> Exclusion:
    """Say when an honour is taken back after selection."""
    return Exclusion(id, when, "revoke")


def shown(zh: str, en: str, formula: Number | Condition) -> Exhibit:
    """Say what a panel is shown beside the marks."""
    return Exhibit(Bilingual(zh, en), formula)


def at_most(count: Number, most: Number | Exact, zh: str, en: str) -> RowLimit:
    """Say how many rows are lawful; more are refused as an error."""
    return RowLimit(count, number(most), Bilingual(zh, en))


def lawful_year(fact: Fact, year: int) -> RowYear:
    """Say which year every row must state; another is refused as an error."""
    return RowYear(fact, year)


def unique(rows: Rows, *keys: ChoiceFact) -> UniqueRows:
    """Say what tells the rows of a list apart; two that share it are refused as an error."""
    return UniqueRows(rows.node, keys)
