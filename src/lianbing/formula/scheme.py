"""A scheme: what an indicator makes of evidence, as criteria that score and conditions that exclude or revoke."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal

import attrs

from lianbing.errors import Excerpt
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


class ParameterError(ValueError):
    """A parameter of which a plugin makes no formula; several at once are raised as an ``ExceptionGroup``.

    Args:
        why: What is wrong, in both languages.
        path: Where it is among the parameters: ``("points", "cases")``.
        suggestion: The nearest valid name, where there was a typo.
        excerpt: The stretch of a text that is wrong, where it is one.
    """

    def __init__(
        self,
        why: Bilingual,
        *,
        path: tuple[str | int, ...] = (),
        suggestion: str | None = None,
        excerpt: Excerpt | None = None,
    ) -> None:
        super().__init__(why.en)
        self.why = why
        self.path = path
        self.suggestion = suggestion
        self.excerpt = excerpt

    def under(self, *path: str | int) -> "ParameterError":
        """Give the same error as one of a parameter further out."""
        return ParameterError(self.why, path=(*path, *self.path), suggestion=self.suggestion, excerpt=self.excerpt)


class Maxima(Mapping[str, Fraction]):
    """The greatest points of each criterion, as the rulebook states them: ``most.platform`` or ``most["platform"]``.

    A criterion of a bonus or penalty may be without a limit; it is not among them, and ``most.get(…)`` is None.

    Args:
        points: The points of every criterion, None for one without a limit.
    """

    def __init__(self, points: Mapping[str, Fraction | None]) -> None:
        self._points = {name: most for name, most in points.items() if most is not None}
        self._criteria = tuple(points)

    def only_id(self) -> str:
        """The one criterion of a plugin that scores one, whatever the rulebook calls it; it may have no limit.

        Raises:
            ParameterError: The rulebook states several.
        """
        if len(self._criteria) != 1:
            found = ", ".join(self._criteria)
            raise ParameterError(Bilingual(f"只能有一个分项，实为 {found}", f"takes one criterion, found {found}"))
        return self._criteria[0]

    def only(self) -> tuple[str, Fraction]:
        """The one criterion, and its points.

        Raises:
            ParameterError: The rulebook states several.
            UnstatedMaximumError: It states no points.
        """
        name = self.only_id()
        return name, self.of(name)

    def __getitem__(self, name: str) -> Fraction:
        return self._points[name]

    def __getattr__(self, name: str) -> Fraction:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.of(name)

    def of(self, name: str) -> Fraction:
        """Give the points of a criterion by its name, as ``most.platform`` does.

        Raises:
            UnstatedMaximumError: The rulebook states none.
        """
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
        most: Its maximum; None for a bonus or penalty without a limit.
    """

    id: str
    formula: Number
    most: Fraction | None


ConditionEffect = Literal["exclude", "revoke", "limit"]
"""What a condition takes from a candidate: its place among the others, the honour afterwards, a better grade."""


@attrs.frozen
class Exclusion:
    """A condition that takes a candidate, the honour or a grade away.

    Attributes:
        id: Its name in the rulebook's ``condition`` tables.
        when: The candidate leaves when this holds.
        effect: ``"exclude"`` removes the candidate from the award; ``"revoke"`` takes back the honour after selection;
            ``"limit"`` limits the grade, as the rulebook's ``condition`` table says.
    """

    id: str
    when: Condition
    effect: ConditionEffect = "exclude"


@attrs.frozen
class Applicability:
    """When an indicator applies to a candidate at all; one that does not gives no points and none are missed."""

    when: Condition


@attrs.frozen
class Exhibit:
    """A figure that the panel is shown beside the marks; it gives no points.

    Attributes:
        label: How people call it.
        formula: The figure, or a yes/no.
        id: The name by which another campaign can take the figure over; empty where none does.
    """

    label: Bilingual
    formula: Number | Condition
    id: str = ""


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


Part = Criterion | Exclusion | Applicability | Exhibit | RowLimit | RowYear | UniqueRows


@attrs.frozen(init=False)
class Scheme:
    """What an indicator makes of evidence.

    Attributes:
        criteria: The parts that give points, in the order of the rulebook.
        exclusions: The conditions that remove a candidate, revoke an honour or limit a grade.
        applies: When it applies at all, all of these holding; empty where it always does.
        exhibits: What a panel is shown.
        limits: How many rows are lawful.
        years: The years that rows must state.
        uniques: What tells rows apart.
    """

    criteria: tuple[Criterion, ...]
    exclusions: tuple[Exclusion, ...]
    applies: tuple[Applicability, ...]
    exhibits: tuple[Exhibit, ...]
    limits: tuple[RowLimit, ...]
    years: tuple[RowYear, ...]
    uniques: tuple[UniqueRows, ...]

    def __init__(self, *parts: Part) -> None:
        self.__attrs_init__(
            tuple(part for part in parts if isinstance(part, Criterion)),
            tuple(part for part in parts if isinstance(part, Exclusion)),
            tuple(part for part in parts if isinstance(part, Applicability)),
            tuple(part for part in parts if isinstance(part, Exhibit)),
            tuple(part for part in parts if isinstance(part, RowLimit)),
            tuple(part for part in parts if isinstance(part, RowYear)),
            tuple(part for part in parts if isinstance(part, UniqueRows)),
        )

    def ordered(self, ids: Sequence[str]) -> "Scheme":
        """Give the same scheme with its criteria in this order; those not named come last."""
        order = {name: index for index, name in enumerate(ids)}
        criteria = sorted(self.criteria, key=lambda each: order.get(each.id, len(order)))
        others = (self.exclusions, self.applies, self.exhibits, self.limits, self.years, self.uniques)
        return Scheme(*criteria, *(part for parts in others for part in parts))

    def nodes(self, *, shown: bool = True) -> list[Node]:
        """Give every node of every formula; without what is only shown, where asked."""
        roots: list[Node] = [each.formula for each in self.criteria]
        roots += [each.when for each in self.exclusions] + [each.when for each in self.applies]
        roots += [node for limit in self.limits for node in (limit.count, limit.most)]
        if shown:
            roots += [each.formula for each in self.exhibits]
        return [node for root in roots for node in walk(root)]


def criterion(id: str, formula: Number | Exact, *, most: Exact | None) -> Criterion:
    """Say what a criterion is worth, from 0 to ``most``; None is no limit, for a bonus or penalty that has none."""
    return Criterion(id, number(formula), None if most is None else exact(most))


def excludes(id: str, when: Condition) -> Exclusion:
    """Say when a candidate leaves the award."""
    return Exclusion(id, when)


def revokes(id: str, when: Condition) -> Exclusion:
    """Say when an honour is taken back after selection."""
    return Exclusion(id, when, "revoke")


def limits(id: str, when: Condition) -> Exclusion:
    """Say when a candidate's grade is limited, as the rulebook's ``condition`` table says."""
    return Exclusion(id, when, "limit")


def applies(when: Condition) -> Applicability:
    """Say when an indicator applies to a candidate at all."""
    return Applicability(when)


def shown(zh: str, en: str, formula: Number | Condition, *, id: str = "") -> Exhibit:
    """Say what a panel is shown beside the marks; another campaign takes it over by its ``id``."""
    return Exhibit(Bilingual(zh, en), formula, id)


def at_most(count: Number, most: Number | Exact, zh: str, en: str) -> RowLimit:
    """Say how many rows are lawful; more are refused as an error."""
    return RowLimit(count, number(most), Bilingual(zh, en))


def lawful_year(fact: Fact, year: int) -> RowYear:
    """Say which year every row must state; another is refused as an error."""
    return RowYear(fact, year)


def unique(rows: Rows, *keys: ChoiceFact) -> UniqueRows:
    """Say what tells the rows of a list apart; two that share it are refused as an error."""
    return UniqueRows(rows.node, keys)
