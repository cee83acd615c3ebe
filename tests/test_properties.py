"""What must always hold of the shipped rules, whatever the evidence."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import lianbing
from lianbing.backends.bounds import bounds
from lianbing.backends.exact import Situation, explain, value
from lianbing.checks.evidence import Lawful
from lianbing.evaluation.cohort import IndicatorCohort
from lianbing.formula.evidence import evidence_fields
from lianbing.formula.nodes import Fact, MarksFact, RowsFact
from lianbing.loading.plain import campaign_files
from lianbing.model.rulebook import Award, Indicator
from lianbing.plugins.registry import Registry
from tests import strategies

REGISTRY = Registry.load(entry_points=False)
RULEBOOK = lianbing.load_rulebook("wuwei-2019", registry=REGISTRY)
READINGS = {each.id: [option.id for option in each.options] for each in RULEBOOK.readings}
INDICATORS = [(award.id, each.id) for award in RULEBOOK.awards for each in award.indicators]
SCORING = [(award, name) for award, name in INDICATORS if RULEBOOK.award(award).indicator(name).scores]

choices = st.fixed_dictionaries({name: st.sampled_from(options) for name, options in READINGS.items()})
"""A choice of an option for every reading."""

several = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def situations(award: Award, indicator: Indicator, draw: Any, *, size: int) -> list[Situation]:
    """Draw so many candidates' evidence of an indicator, in one cohort."""
    everyone = []
    for index in range(size):
        level = draw(st.sampled_from(award.levels)) if award.levels else None
        candidate = lianbing.Candidate(id=f"c{index}", award=award.id, name="", unit="", level=level)
        everyone.append((candidate, draw(strategies.evidence(indicator, level))))
    totals = {"province": {name: Fraction(5000) for name in ("cases", "fines", "major_cases")}}
    if draw(st.booleans()):
        names = ("cases", "fines", "major_cases", "key_polluters", "emissions")
        totals["city"] = {name: Fraction(draw(st.integers(0, 900))) for name in names}
    cohort = IndicatorCohort(everyone, frozenset(each.id for each, _ in everyone), totals, strategies.DAY)
    return [cohort.situation(candidate.id) for candidate, _ in everyone]


@pytest.mark.parametrize(("award", "name"), SCORING)
@given(data=st.data(), readings=choices)
@several
def test_points_stay_within_their_bounds(award: str, name: str, data: st.DataObject, readings: dict[str, str]) -> None:
    """Exact points lie in the proved interval, that within 0 and the maximum, and explaining changes nothing."""
    rules = RULEBOOK.under(readings).award(award)
    indicator = rules.indicator(name)
    for situation in situations(rules, indicator, data.draw, size=3):
        for criterion in indicator.scheme.criteria:
            points = value(criterion.formula, situation)
            interval = bounds(criterion.formula)

            assert interval.holds(points)
            assert interval.low is not None
            assert 0 <= interval.low
            assert interval.high is not None
            assert interval.high <= criterion.most
            assert points == explain(criterion.formula, situation).number


@pytest.mark.parametrize(("award", "name"), SCORING)
@given(data=st.data(), readings=choices)
@several
def test_more_of_what_earns_never_lowers(award: str, name: str, data: st.DataObject, readings: dict[str, str]) -> None:
    """With cohort figures held, more of what earns never lowers a criterion, more of what deducts never raises it."""
    rules = RULEBOOK.under(readings).award(award)
    indicator = rules.indicator(name)
    kind = REGISTRY.indicator(indicator.plugin)
    (situation, *_) = situations(rules, indicator, data.draw, size=3)
    for sign, paths in ((1, kind.earns), (-1, kind.deducts)):
        for path in paths:
            for raised in _raised(situation.evidence, path, indicator, data.draw):
                after = attrs.evolve(situation, evidence=raised)
                for criterion in indicator.scheme.criteria:
                    change = value(criterion.formula, after) - value(criterion.formula, situation)

                    assert change * sign >= 0, (path, criterion.id)


def _raised(evidence: Any, path: str, indicator: Indicator, draw: Any) -> Iterator[Any]:
    """Raise one number of the evidence, as far as its range allows; none where there is nothing to raise."""
    head, _, field = path.partition(".")
    rows = getattr(evidence, head)
    if field:
        for index, row in enumerate(rows[:2]):
            for raised in _raised_here(row, field, head, indicator, draw):
                yield attrs.evolve(evidence, **{head: (*rows[:index], raised, *rows[index + 1 :])})
    else:
        yield from _raised_here(evidence, head, None, indicator, draw)


def _raised_here(record: Any, name: str, rows: str | None, indicator: Indicator, draw: Any) -> Iterator[Any]:
    kind: type = type(record)
    node = evidence_fields(kind, rows)[name].node
    assert isinstance(node, Fact | MarksFact)
    domain = Lawful.of(indicator).domains.get((rows, name), node.domain)
    before = getattr(record, name)
    if before is None:
        return
    by = Fraction(draw(st.integers(1, 40)), 1 if domain.whole else 10)
    if isinstance(node, MarksFact):
        after: Any = (min(before[0] + by, domain.most or before[0] + by), *before[1:])
    else:
        after = before + by if domain.most is None else min(before + by, domain.most)
    yield attrs.evolve(record, **{name: int(after) if domain.whole else after})


@pytest.mark.parametrize(("award", "name"), SCORING)
@given(data=st.data(), readings=choices)
@several
def test_the_order_of_rows_is_irrelevant(award: str, name: str, data: st.DataObject, readings: dict[str, str]) -> None:
    """Rows in another order give the same points, save where a file under two kinds counts 0 the second time."""
    rules = RULEBOOK.under(readings).award(award)
    indicator = rules.indicator(name)
    (situation,) = situations(rules, indicator, data.draw, size=1)
    evidence: Any = situation.evidence
    for field in evidence_fields(indicator.evidence).values():
        if isinstance(field.node, RowsFact):
            rows = getattr(evidence, field.name)
            numbers = [each.number for each in rows if hasattr(each, "number")]
            if len(set(numbers)) == len(numbers):
                evidence = attrs.evolve(evidence, **{field.name: tuple(data.draw(st.permutations(rows)))})
    for criterion in indicator.scheme.criteria:
        assert value(criterion.formula, situation) == value(
            criterion.formula, attrs.evolve(situation, evidence=evidence)
        )


campaigns = strategies.campaigns(RULEBOOK)
whole = settings(max_examples=8, suppress_health_check=list(HealthCheck))


@given(campaign=campaigns, data=st.data())
@whole
def test_the_order_of_candidates_is_irrelevant(campaign: lianbing.Campaign, data: st.DataObject) -> None:
    """Candidates in another order give the very same outcome."""
    shuffled = attrs.evolve(campaign, candidates=tuple(data.draw(st.permutations(campaign.candidates))))

    assert lianbing.evaluate(RULEBOOK, campaign) == lianbing.evaluate(RULEBOOK, shuffled)


@given(campaign=campaigns)
@whole
def test_the_excluded_change_nothing_but_cohort_figures(campaign: lianbing.Campaign) -> None:
    """Nobody excluded is selected; with the city's totals held, the rest stand as if they had not been there."""
    names = ("cases", "fines", "major_cases", "key_polluters", "emissions")
    campaign = attrs.evolve(campaign, totals={"city": {name: Fraction(500) for name in names}})
    outcome = lianbing.evaluate(RULEBOOK, campaign)
    gone = {(award.id, each.candidate.id) for award in outcome.awards for each in award.excluded}
    rest = tuple(each for each in campaign.candidates if (each.award, each.id) not in gone)
    without = lianbing.evaluate(RULEBOOK, attrs.evolve(campaign, candidates=rest))
    for award, alone in zip(outcome.awards, without.awards, strict=True):
        assert not {each.candidate.id for each in award.selected} & {name for of, name in gone if of == award.id}
        assert award.standings == alone.standings


@given(campaign=campaigns)
@whole
def test_places_are_never_exceeded(campaign: lianbing.Campaign) -> None:
    """No award has more winners than places, and winners outrank everyone who is not one."""
    for award in lianbing.evaluate(RULEBOOK, campaign).awards:
        assert len(award.selected) <= award.places
        honoured = {each.candidate.id for each in award.selected} | {each.candidate.id for each in award.revoked}
        worst = max((each.rank for each in award.standings if each.candidate.id in honoured), default=0)
        losers = [each for each in award.standings if each.candidate.id not in honoured]

        assert all(each.rank > worst or award.needs_decision for each in losers)


@given(campaign=campaigns)
@whole
def test_a_campaign_survives_its_files(campaign: lianbing.Campaign, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Records written as JSON and read again are the same records."""
    folder = tmp_path_factory.mktemp("campaign")
    for name, text in campaign_files(campaign, "wuwei-2019").items():
        (folder / name).write_text(text, "utf-8")

    assert campaign == lianbing.load_campaign(folder, RULEBOOK)
