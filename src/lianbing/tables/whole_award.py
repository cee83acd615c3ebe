"""An award scored exactly from lists of facts, candidate by candidate in one compiled loop an indicator.

This is the exact path for many candidates: it needs no engine, only lists of integers, words and days.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from itertools import compress
from typing import Any, Protocol

import attrs

from lianbing.backends import compiled
from lianbing.backends.compiled.batch import Form, Wanted, run
from lianbing.backends.compiled.lists import Given, Lists
from lianbing.evaluation.totals import Points
from lianbing.formula.arithmetic import ZERO, quantized
from lianbing.formula.ladder import Ladder, order_keys
from lianbing.formula.nodes import (
    CohortGreatest,
    CohortRank,
    CohortSize,
    CohortSum,
    Node,
    RegionTotal,
)
from lianbing.formula.situation import MissingFactError, Situation
from lianbing.model.award import Award, Indicator
from lianbing.model.campaign import Campaign
from lianbing.model.rulebook import Rounding
from lianbing.tables.exactly import Answers
from lianbing.tables.needs import needed

Amount = int | Fraction
"""Points: as so many steps of the rulebook's rounding, or exact where it rounds nothing."""


class LackingError(LookupError):
    """A fact is missing on which the points of an indicator rest.

    Attributes:
        indicator: The indicator.
        missing: The fact.
    """

    def __init__(self, indicator: Indicator, missing: MissingFactError) -> None:
        super().__init__(str(missing))
        self.indicator = indicator
        self.missing = missing


@contextmanager
def _lacking_of(indicator: Indicator) -> Iterator[None]:
    """Say of which indicator a missing fact is.

    Raises:
        LackingError: A fact is missing.
    """
    try:
        yield
    except MissingFactError as error:
        raise LackingError(indicator, error) from error


class AwardLists(Protocol):
    """The candidates of an award as lists, in one order."""

    @property
    def ids(self) -> Sequence[str]:
        """The candidates' ids."""

    @property
    def units(self) -> Sequence[str]:
        """The candidates' units."""

    @property
    def levels(self) -> Sequence[str | None]:
        """The candidates' levels."""

    def of_indicator(self, indicator: Indicator, among: Sequence[int] | None) -> Lists:
        """Give the facts of an indicator, of all candidates or of those at some places."""

    def has_gaps(self, indicator: Indicator) -> bool:
        """Tell whether any fact of an indicator is missing for anyone."""


@attrs.frozen(eq=False)
class WholeAward:
    """What the candidates of an award got, in the order of the lists.

    Attributes:
        groups: The number of each candidate's group, from 0.
        met: By indicator and condition, whether each meets it.
        gone: Whether each has left.
        applies: By indicator, whether it applies to each.
        points: By indicator, the published points of each; 0 where it does not apply.
        exact: By indicator, the exact points, where they were asked for.
        totals: The totals of the published points.
        exact_totals: Those of the exact points, where they were asked for.
        figures: By indicator and group, what the cohort answered.
    """

    groups: Sequence[int]
    met: Mapping[tuple[str, str], Sequence[bool]]
    gone: Sequence[bool]
    applies: Mapping[str, Sequence[bool] | None]
    points: Mapping[str, Sequence[Amount]]
    exact: Mapping[str, Sequence[Fraction]]
    totals: Sequence[Amount]
    exact_totals: Sequence[Fraction]
    figures: Mapping[tuple[str, int], Mapping[Node, Fraction]]


class Worker:
    """Works an award out.

    Args:
        award: The award.
        rounding: How points are rounded.
        campaign: The campaign, for its totals and day.
        lists: The candidates.
    """

    def __init__(self, award: Award, rounding: Rounding, campaign: Campaign, lists: AwardLists) -> None:
        self._award = award
        self._rounding = rounding
        self._campaign = campaign
        self._lists = lists
        self._count = len(lists.ids)
        self._groups = self._grouped()
        self.figures: dict[tuple[str, int], Mapping[Node, Fraction]] = {}

    def _grouped(self) -> list[int]:
        if not self._award.groups:
            return [0] * self._count
        places = {group.id: at for at, group in enumerate(self._award.groups)}
        pairs = zip(self._lists.levels, self._lists.units, strict=True)
        return [places[self._award.group_id(level, unit)] for level, unit in pairs]

    def work(self, *, exact: bool = False) -> WholeAward:
        """Work it out.

        Args:
            exact: Whether to give exact points too.
        """
        award = self._award
        present = {each.id: self._present(each) for each in award.indicators}
        applies: dict[str, Sequence[bool] | None] = {}
        met: dict[tuple[str, str], Sequence[bool]] = {}
        gone = [False] * self._count
        for indicator in award.indicators:
            own = present[indicator.id]
            if indicator.scheme.applies:
                tests = [self._truths(indicator, each.when, own, own) for each in indicator.scheme.applies]
                applies[indicator.id] = [all(each) for each in zip(*tests, strict=True)]
            else:
                applies[indicator.id] = own
            for exclusion in indicator.scheme.exclusions:
                found = self._truths(indicator, exclusion.when, applies[indicator.id], own)
                met[indicator.id, exclusion.id] = found
                if exclusion.effect == "exclude":
                    gone = [a or b for a, b in zip(gone, found, strict=True)]
        points: dict[str, Sequence[Amount]] = {}
        exacts: dict[str, Sequence[Fraction]] = {}
        for indicator in award.indicators:
            if indicator.scores:
                points[indicator.id], exacts[indicator.id] = self._points(indicator, applies, gone, exact=exact)
        totals, exact_totals = self._totals(points, exacts, applies, exact=exact)
        return WholeAward(self._groups, met, gone, applies, points, exacts, totals, exact_totals, self.figures)

    def _present(self, indicator: Indicator) -> Sequence[bool] | None:
        if not indicator.applies_to:
            return None
        ids = [group.id in indicator.applies_to for group in self._award.groups]
        return [ids[group] for group in self._groups]

    # Conditions ----------------------------------------------------------------------------------------------------

    def _truths(
        self,
        indicator: Indicator,
        node: Node,
        among: Sequence[bool] | None,
        members: Sequence[bool] | None,
    ) -> list[bool]:
        found = [False] * self._count
        for places, (column,) in self.run(indicator, (Wanted((node,), "truth"),), among, members):
            for place, holds in zip(places, column, strict=True):
                found[place] = holds
        return found

    def run(
        self,
        indicator: Indicator,
        wanted: Sequence[Wanted],
        among: Sequence[bool] | None,
        members: Sequence[bool] | None,
    ) -> list[tuple[Sequence[int], list[list[Any]]]]:
        """Work formulas out, cohort by cohort; give for each the places of its candidates and the answers.

        Raises:
            LackingError: A fact is missing.
        """
        asked = list(dict.fromkeys(each for want in wanted for node in want.nodes for each in _asked(node)))
        apart = bool(self._award.groups) and self._award.cohort == "group" and bool(asked)
        everyone = range(self._count)
        parts: list[Sequence[int]] = [everyone]
        if apart:
            parts = [[at for at in everyone if self._groups[at] == group] for group in range(len(self._award.groups))]
        results: list[tuple[Sequence[int], list[list[Any]]]] = []
        for number, part in enumerate(parts):
            places = part if among is None else [at for at in part if among[at]]
            every = len(places) == self._count
            lists = self._lists.of_indicator(indicator, None if every else places)
            inside = [True] * len(places) if members is None else [members[at] for at in places]
            with _lacking_of(indicator):
                given = self._given(indicator, asked, lists, inside, places)
                found = run(wanted, lists, given, len(places))
            self.figures[indicator.id, number] = {**self.figures.get((indicator.id, number), {}), **given.figures}
            results.append((places, found))
        return results

    def _given(
        self, indicator: Indicator, asked: Sequence[Node], lists: Lists, inside: Sequence[bool], places: Sequence[int]
    ) -> Given:
        """Answer what formulas ask of the cohort."""
        figures: dict[Node, Fraction] = {}
        ranks: dict[Node, Sequence[int]] = {}
        day = self._campaign.evaluation_day
        for node in asked:
            match node:
                case CohortSize():
                    figures[node] = Fraction(sum(inside))
                case RegionTotal():
                    figures[node] = self._region(indicator, node)
                case CohortSum(inner):
                    figures[node] = _total(*self._members(inner, lists, inside, day))
                case CohortGreatest(inner):
                    tops, bottoms = self._members(inner, lists, inside, day)
                    figures[node] = Ladder.of(zip(tops, bottoms, strict=True)).greatest
                case CohortRank(inner):
                    tops, bottoms = run((Wanted((inner,)),), lists, Given({}, {}, day), len(places))
                    ranks[node] = _ranks(tops, bottoms, inside)
        return Given(figures, ranks, day)

    def _members(
        self, node: Node, lists: Lists, inside: Sequence[bool], day: date
    ) -> tuple[Sequence[int], Sequence[int]]:
        tops, bottoms = run((Wanted((node,)),), lists, Given({}, {}, day), len(inside))
        return tuple(compress(tops, inside)), tuple(compress(bottoms, inside))

    def _region(self, indicator: Indicator, node: RegionTotal) -> Fraction:
        stated = self._campaign.totals.get(node.region, {}).get(node.name)
        if stated is not None:
            return stated
        assert node.inner is not None, "the checks refuse a campaign that lacks such a total"
        present = self._present(indicator)
        places = None if present is None else [at for at in range(self._count) if present[at]]
        lists = self._lists.of_indicator(indicator, places)
        size = self._count if places is None else len(places)
        tops, bottoms = run((Wanted((node.inner,)),), lists, Given({}, {}, self._campaign.evaluation_day), size)
        return _total(tops, bottoms)

    # Points --------------------------------------------------------------------------------------------------------

    def _points(
        self,
        indicator: Indicator,
        applies: Mapping[str, Sequence[bool] | None],
        gone: Sequence[bool],
        *,
        exact: bool,
    ) -> tuple[Sequence[Amount], Sequence[Fraction]]:
        own = applies[indicator.id]
        members = gone_from(own, gone) if self._award.cohort != "everyone" else own
        # Who has left is worked out like the others, which costs less than taking it out, unless a fact may be missing.
        among = members if self._lists.has_gaps(indicator) else own
        step, mode = self._rounding.step, self._rounding.mode
        nodes = tuple(each.formula for each in indicator.scheme.criteria)
        form: Form = "steps" if step and not exact else "pair"
        wanted = Wanted(nodes, form, step or Fraction(1), mode)
        sign = -1 if indicator.effect == "penalty" else 1
        results = self.run(indicator, (wanted,), among, members)
        if form == "steps":
            if sign == 1 and len(results) == 1 and len(results[0][0]) == self._count:
                return results[0][1][0], ()
            points: list[Amount] = [0] * self._count
            for places, (column,) in results:
                for place, value in zip(places, column, strict=True):
                    points[place] = sign * value
            return points, ()
        exacts = [ZERO] * self._count
        for places, (tops, bottoms) in results:
            for place, top, bottom in zip(places, tops, bottoms, strict=True):
                exacts[place] = sign * Fraction(top, bottom)
        if not step:
            return exacts, exacts
        return [sign * int(quantized(abs(each) if sign < 0 else each, step, mode) / step) for each in exacts], exacts

    def pairs(
        self,
        indicator: Indicator,
        wanted: Sequence[Wanted],
        applies: Mapping[str, Sequence[bool] | None],
        gone: Sequence[bool],
        places: Sequence[int],
    ) -> dict[int, list[int]]:
        """Give the exact points of the criteria of an indicator for some candidates, by their places."""
        own = applies[indicator.id]
        members = gone_from(own, gone) if self._award.cohort != "everyone" else own
        wished = set(places)
        among = members if self._lists.has_gaps(indicator) else own
        found: dict[int, list[int]] = {}
        for part, columns in self.run(indicator, wanted, among, members):
            for at, values in zip(part, zip(*columns, strict=True), strict=True):
                if at in wished:
                    found[at] = list(values)
        return found

    def _totals(
        self,
        points: Mapping[str, Sequence[Amount]],
        exacts: Mapping[str, Sequence[Fraction]],
        applies: Mapping[str, Sequence[bool] | None],
        *,
        exact: bool,
    ) -> tuple[Sequence[Amount], Sequence[Fraction]]:
        step, mode = self._rounding.step, self._rounding.mode
        if self._award.total_formula is None:
            totals: Sequence[Amount] = [sum(each) for each in zip(*points.values(), strict=True)]
            exact_totals = [sum(each, ZERO) for each in zip(*exacts.values(), strict=True)] if exact or not step else ()
            return totals, exact_totals
        published = self._by_formula(points, applies, step or Fraction(1))
        exact_totals = self._by_formula(exacts, applies, Fraction(1)) if exact or not step else ()
        return [int(quantized(each, step, mode) / step) if step else each for each in published], exact_totals

    def _by_formula(
        self,
        points: Mapping[str, Sequence[Amount]],
        applies: Mapping[str, Sequence[bool] | None],
        step: Fraction,
    ) -> list[Fraction]:
        formula = self._award.total_formula
        assert formula is not None, "whoever calls has seen it"
        found = []
        for at, level in enumerate(self._lists.levels):
            facts: dict[str, Fraction | bool] = {id: abs(Fraction(each[at])) * step for id, each in points.items()}
            tests = {id: applies[id] for id in points}
            facts |= {f"{id}.applies": test is None or test[at] for id, test in tests.items()}
            situation = Situation(Points(facts), Answers({}, {}), date.min, level)
            found.append(compiled.value(formula, situation))
        return found


def gone_from(own: Sequence[bool] | None, gone: Sequence[bool]) -> list[bool]:
    """Tell who is left of some."""
    if own is None:
        return [not each for each in gone]
    return [there and not left for there, left in zip(own, gone, strict=True)]


def _asked(node: Node) -> list[Node]:
    return [
        each
        for each in needed(node)
        if isinstance(each, CohortSum | CohortGreatest | CohortSize | CohortRank | RegionTotal)
    ]


def _total(tops: Sequence[int], bottoms: Sequence[int]) -> Fraction:
    if len(set(bottoms)) == 1:
        return Fraction(sum(tops), bottoms[0])
    return Ladder.of(zip(tops, bottoms, strict=True)).total


def _ranks(tops: Sequence[int], bottoms: Sequence[int], inside: Sequence[bool]) -> list[int]:
    """Give everyone's rank among those inside; who is not inside stands where its value would."""
    keys = tops if len(set(bottoms)) == 1 else order_keys(list(zip(tops, bottoms, strict=True)))[0]
    sizes = Counter(compress(keys, inside))
    first: dict[int, int] = {}
    place = 1
    for key in sorted(sizes, reverse=True):
        first[key] = place
        place += sizes[key]
    return [first.get(key, place) for key in keys]
