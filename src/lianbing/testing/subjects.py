"""Subjects: an indicator as the contract looks at it, and cases of lawful evidence that are drawn for it."""

import functools
import json
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import strategies as st

from lianbing.backends.exact import holds
from lianbing.checks.evidence import Lawful
from lianbing.evaluation.cohort import IndicatorCohort
from lianbing.formula.nodes import (
    CohortGreatest,
    CohortRank,
    CohortSize,
    CohortSum,
    RankPoints,
    RegionTotal,
    ShareOfGreatest,
)
from lianbing.formula.situation import Situation
from lianbing.loading import campaign_files
from lianbing.model.award import Award, Indicator
from lianbing.model.campaign import Campaign, Candidate
from lianbing.model.rulebook import Rulebook
from lianbing.plugins.hookspecs import Indicator as Kind
from lianbing.testing.strategies import evidence, totals

_OF_OTHERS = (CohortSum, CohortGreatest, CohortRank, CohortSize, ShareOfGreatest, RankPoints, RegionTotal)


@attrs.frozen(kw_only=True)
class Subject:
    """An indicator of a rulebook, and the plugin's indicator that it is bound to.

    Attributes:
        rulebook: The rulebook.
        award: The award.
        indicator: The indicator.
        kind: What the plugin offers.
    """

    rulebook: Rulebook = attrs.field(repr=False)
    award: Award = attrs.field(repr=False)
    indicator: Indicator = attrs.field(repr=False)
    kind: Kind

    @functools.cached_property
    def lawful(self) -> Lawful:
        """What the indicator asks of evidence."""
        return Lawful.of(self.indicator)

    @property
    def name(self) -> str:
        """The award's and the indicator's ids."""
        return f"{self.award.id}/{self.indicator.id}"

    @property
    def day(self) -> date:
        """The evaluation day of its cases."""
        return date(self.rulebook.source.year, 12, 31)

    def alone(self) -> Rulebook:
        """Give a rulebook with this indicator alone, so that a candidate needs no other evidence."""
        award = attrs.evolve(
            self.award, indicators=(self.indicator,), own_unit=False, units_of=None, nominees_per_unit=None
        )
        return attrs.evolve(self.rulebook, awards=(award,), examples=())

    def under(self, readings: Mapping[str, str]) -> "Subject":
        """Give the same indicator under other readings."""
        rulebook = self.rulebook.under(readings)
        award = rulebook.award(self.award.id)
        return attrs.evolve(self, rulebook=rulebook, award=award, indicator=award.indicator(self.indicator.id))

    def variants(self) -> tuple["Subject", ...]:
        """Give it under the readings in force, and under each other option that its figures depend on."""
        departures = [
            {name: option.id}
            for name in self.indicator.readings
            for option in self.rulebook.reading(name).options
            if option.id != self.rulebook.chosen[name]
        ]
        return (self, *(self.under(each) for each in departures))


@attrs.frozen(kw_only=True)
class Case:
    """Some candidates with lawful evidence of an indicator, compared with each other.

    Attributes:
        subject: The indicator.
        candidates: The candidates, each with evidence of this indicator alone.
        cohort: The cohort that they make.
        totals: The region's totals.
        amount: How much more there is of a fact that is raised.
        shuffle: A seed for an order of rows.
    """

    subject: Subject
    candidates: tuple[Candidate, ...] = attrs.field(repr=False)
    cohort: IndicatorCohort = attrs.field(repr=False)
    totals: Mapping[str, Mapping[str, Fraction]]
    amount: int
    shuffle: int

    @property
    def situations(self) -> Sequence[Situation]:
        """What each candidate's formulas are evaluated in; of those alone that the indicator applies to."""
        return _applicable(self.subject, self.cohort, self.candidates)

    def campaign(self) -> Campaign:
        """Give the campaign of these candidates."""
        return Campaign(
            title="随机", evaluation_day=self.subject.day, candidates=self.candidates, totals=dict(self.totals)
        )

    def shown(self, situation: Situation | None = None) -> str:
        """Show evidence as a file would state it: that of a situation, and the others' where a formula asks for it."""
        own = self.candidates[0]
        for each in self.candidates:
            if situation is not None and each.evidence[self.subject.indicator.id] is situation.evidence:
                own = each
        parts = [f"level={own.level}"] if own.level else []
        parts.append(self._facts(own))
        if any(isinstance(node, _OF_OTHERS) for node in self.subject.indicator.scheme.nodes()):
            others = ", ".join(self._facts(each) for each in self.candidates if each is not own)
            parts += [f"others: {others}", f"totals: {json.dumps(self.totals, default=str)}"]
        return " ".join(parts)

    def _facts(self, candidate: Candidate) -> str:
        return json.dumps(stated(candidate).get(self.subject.indicator.id, {}), ensure_ascii=False)


def _applicable(subject: Subject, cohort: IndicatorCohort, candidates: Sequence[Candidate]) -> list[Situation]:
    found = [cohort.situation(each.id) for each in candidates]
    tests = [each.when for each in subject.indicator.scheme.applies]
    return [each for each in found if each is not None and all(holds(test, each) for test in tests)]


def stated(candidate: Candidate) -> dict[str, Any]:
    """Give a candidate as a file would state it."""
    campaign = Campaign(title="", evaluation_day=date.min, candidates=(candidate,))
    found: dict[str, Any] = json.loads(campaign_files(campaign, "")["candidates.json"])["candidate"][0]
    return found


def cases(subject: Subject, *, size: int = 3) -> st.SearchStrategy[Case]:
    """Make cases.

    Args:
        subject: The indicator.
        size: How many candidates there are.
    """
    levels = subject.award.levels or (None,)
    by_level = {level: evidence(subject.indicator, level, day=subject.day) for level in levels}
    return _cases(subject, by_level, totals([subject.indicator]), size)


@st.composite
def _cases(
    draw: st.DrawFn,
    subject: Subject,
    by_level: Mapping[str | None, st.SearchStrategy[object]],
    region: st.SearchStrategy[dict[str, dict[str, Fraction]]],
    size: int,
) -> Case:
    everyone = []
    for index in range(size):
        level = draw(st.sampled_from(list(by_level)))
        found = draw(by_level[level])
        candidate = Candidate(
            id=f"c{index}",
            award=subject.award.id,
            name=f"候选{index}",
            unit="unit-1",
            level=level,
            evidence={subject.indicator.id: found},
        )
        everyone.append((candidate, found))
    candidates = tuple(candidate for candidate, _ in everyone)
    figures = draw(region)
    everywhere = IndicatorCohort(everyone, frozenset(each.id for each in candidates), figures, subject.day)
    applicable = [each.evidence for each in _applicable(subject, everywhere, candidates)]
    remaining = frozenset(each.id for each, found in everyone if any(found is other for other in applicable))
    return Case(
        subject=subject,
        candidates=candidates,
        cohort=IndicatorCohort(everyone, remaining, figures, subject.day),
        totals=figures,
        amount=draw(st.integers(1, 40)),
        shuffle=draw(st.integers(0, 999)),
    )
