"""What must always hold of the shipped rules, whatever the evidence."""

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import lianbing
from lianbing.formula.arithmetic import ZERO
from lianbing.loading.plain import campaign_files
from lianbing.plugins.registry import Registry
from lianbing.testing import campaigns
from lianbing.testing.laws import LAWS
from lianbing.testing.subjects import Subject, cases

REGISTRY = Registry.load(entry_points=False)
RULEBOOK = lianbing.load_rulebook("wuwei-2019", registry=REGISTRY)
READINGS = {each.id: [option.id for option in each.options] for each in RULEBOOK.readings}
INDICATORS = [(award.id, each.id) for award in RULEBOOK.awards for each in award.indicators]
SCORING = [(award, name) for award, name in INDICATORS if RULEBOOK.award(award).indicator(name).scores]
TOTALS = {name: ZERO + 500 for name in ("cases", "fines", "major_cases", "key_polluters", "emissions")}

choices = st.fixed_dictionaries({name: st.sampled_from(options) for name, options in READINGS.items()})
"""A choice of an option for every reading."""

several = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@pytest.mark.parametrize(("award", "name"), SCORING)
@given(data=st.data(), readings=choices)
@several
def test_the_laws_hold(award: str, name: str, data: st.DataObject, readings: dict[str, str]) -> None:
    """Under every combination of readings: bounds, one result by every backend, no order of rows, monotony."""
    indicator = RULEBOOK.award(award).indicator(name)
    kind = REGISTRY.indicator(indicator.plugin)
    subject = Subject(rulebook=RULEBOOK, award=RULEBOOK.award(award), indicator=indicator, kind=kind)
    case = data.draw(cases(subject.under(readings)))

    assert [] == [problem for law in LAWS for problem in law(case)]


whole = settings(max_examples=8, suppress_health_check=list(HealthCheck))


@given(campaign=campaigns(RULEBOOK), data=st.data())
@whole
def test_the_order_of_candidates_is_irrelevant(campaign: lianbing.Campaign, data: st.DataObject) -> None:
    """Candidates in another order give the very same outcome."""
    shuffled = attrs.evolve(campaign, candidates=tuple(data.draw(st.permutations(campaign.candidates))))

    assert lianbing.evaluate(RULEBOOK, campaign) == lianbing.evaluate(RULEBOOK, shuffled)


@given(campaign=campaigns(RULEBOOK))
@whole
def test_the_excluded_change_nothing_but_cohort_figures(campaign: lianbing.Campaign) -> None:
    """Nobody excluded is selected; with the city's totals held, the rest stand as if they had not been there."""
    campaign = attrs.evolve(campaign, totals={"city": TOTALS})
    outcome = lianbing.evaluate(RULEBOOK, campaign)
    gone = {(award.id, each.candidate.id) for award in outcome.awards for each in award.excluded}
    rest = tuple(each for each in campaign.candidates if (each.award, each.id) not in gone)
    without = lianbing.evaluate(RULEBOOK, attrs.evolve(campaign, candidates=rest))
    for award, alone in zip(outcome.awards, without.awards, strict=True):
        assert not {each.candidate.id for each in award.selected} & {name for of, name in gone if of == award.id}
        assert award.standings == alone.standings


@given(campaign=campaigns(RULEBOOK))
@whole
def test_places_are_never_exceeded(campaign: lianbing.Campaign) -> None:
    """No award has more winners than places, and winners outrank everyone who is not one."""
    for award in lianbing.evaluate(RULEBOOK, campaign).awards:
        assert len(award.selected) <= award.places
        honoured = {each.candidate.id for each in award.selected} | {each.candidate.id for each in award.revoked}
        worst = max((each.rank or 0 for each in award.standings if each.candidate.id in honoured), default=0)
        losers = [each for each in award.standings if each.candidate.id not in honoured]

        assert all(each.rank is None or each.rank > worst or award.needs_decision for each in losers)


@given(campaign=campaigns(RULEBOOK))
@whole
def test_a_campaign_survives_its_files(campaign: lianbing.Campaign, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Records written as JSON and read again are the same records."""
    folder = tmp_path_factory.mktemp("campaign")
    for name, text in campaign_files(campaign, "wuwei-2019").items():
        (folder / name).write_text(text, "utf-8")

    assert campaign == lianbing.load_campaign(folder, RULEBOOK)
