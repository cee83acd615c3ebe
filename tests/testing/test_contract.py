"""The contract: a plugin that keeps it passes, and each way to break it is told with what shows it and what to do."""

import functools
import json
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest

import lianbing
from lianbing.backends.exact import value
from lianbing.testing import Breach, ContractError, check_indicator, check_rulebook
from lianbing.testing.backends import BACKENDS, Backend
from lianbing.testing.laws import backends_agree
from lianbing.testing.search import Search
from lianbing.testing.subjects import Subject, cases
from tests.testing import small_plugins as small


def breaches(module: ModuleType, text: str = small.RULEBOOK) -> tuple[Breach, ...]:
    """What of the contract a plugin breaks."""
    with pytest.raises(ContractError) as caught:
        check_rulebook(text, modules=[module])
    return caught.value.breaches


def test_a_sound_plugin_passes(tmp_path: Path) -> None:
    """Neither the text of a rulebook, nor its file, nor one of its indicators has a breach."""
    path = tmp_path / "market.toml"
    path.write_text(small.RULEBOOK, "utf-8")

    check_rulebook(small.RULEBOOK, modules=[small.plugin()])
    check_rulebook(path, modules=[small.plugin()], examples=5)
    check_indicator(path, "stall", "work", modules=[small.plugin()], examples=5)


@pytest.mark.parametrize(
    ("module", "codes", "said"),
    [
        (small.plugin(rule=small.Uncapped), {"bounds"}, "not within [0, 10]"),
        (small.plugin(earns=("complaints",), deducts=()), {"monotone"}, "earns names “complaints”"),
        (small.plugin(deducts=("share",), earns=()), {"monotone"}, "deducts names “share”"),
        (small.plugin(earns=("sold", "marks", "marks")), {"claims"}, "no fact “sold”"),
        (small.plugin(earns=("shelves.name",)), {"claims"}, "“shelves.name” is no number"),
        (small.plugin(evidence=small.Nameless), {"names"}, "“complaints” has no Chinese name"),
        (small.plugin(evidence=small.ChineseOnly), {"names"}, "“complaints” has no English name"),
        (small.plugin(evidence=small.EmptyName), {"names", "prose"}, "does not name “complaints”"),
        (small.plugin(rule=small.Inexact), {"exactness", "example"}, "the binary float 0.7"),
        (small.plugin(rule=small.FloatParameter), {"exactness"}, "“bonus” is a float"),
        (small.plugin(evidence=small.FloatRange), {"exactness", "raised", "example"}, "the binary float 0.7"),
        (small.plugin(rule=small.Raising), {"plugin"}, "no such table"),
        (small.plugin(rule=small.Counting), {"determinism"}, "gives other formulas"),
        (small.plugin(evidence=small.FirstTwo), {"round_trip"}, "the field “shelves” is given"),
        (small.plugin(evidence=small.Validating), {"raised", "example", "evidence_error"}, "complaints is odd"),
        (small.plugin(evidence=small.Doubling), {"round_trip", "example"}, "the field “complaints” is given"),
        (small.plugin(evidence=small.Grumbling), {"evidence_error"}, "the field “work.complaints”: the value -1"),
        (small.plugin(evidence=small.Forgetting), {"round_trip"}, '"visits": 3}'),
        (ModuleType("empty"), {"plugin"}, "market_work"),
    ],
)
def test_each_breach_is_told(module: ModuleType, codes: set[str], said: str) -> None:
    """What is broken is told by its name, and nothing else is."""
    found = breaches(module)

    assert codes == {each.code for each in found}
    assert said in "\n".join(each.say("en") for each in found)


def test_a_parameter_that_a_plugin_stumbles_over_is_told() -> None:
    """A 0 that it divides by is to be refused by name; the error tells which parameter and value."""
    text = small.RULEBOOK.replace("{sales = 7, care = 6}", "{sales = 0.5, care = 6}")
    (found,) = breaches(small.plugin(rule=small.Unchecked, earns=("marks",), deducts=()), text)

    assert ("parameter_error", "stall/work", 'params = {"each": 0}') == (
        found.code,
        found.indicator,
        found.counterexample,
    )
    assert "ParameterError" in found.say("en")


def test_order_may_matter_where_rows_repeat() -> None:
    """A formula that counts the first of equal rows depends on their order, and may."""
    text = small.RULEBOOK.replace("{sales = 7, care = 6}", "{sales = 8, care = 6}")

    check_rulebook(text, modules=[small.plugin(rule=small.Repeating, earns=("marks",), deducts=())], examples=200)


def test_a_counterexample_is_simple_and_can_be_pasted() -> None:
    """The case that is shown is the simplest that was found, in the words of a campaign's file."""
    unproved, found = breaches(small.plugin(rule=small.Uncapped))
    facts = json.loads(found.counterexample)

    assert "ranges over [0, ∞]" in unproved.say("en")
    assert ([0], 0, 0, 1) == (facts["marks"], facts["share"], facts["complaints"], len(facts["shelves"]))


def test_a_backend_that_differs_is_told(tmp_path: Path) -> None:
    """Each backend of the list is held against the first, candidate by candidate."""
    path = tmp_path / "market.toml"
    path.write_text(small.RULEBOOK, "utf-8")
    registry = lianbing.Registry.load([small.plugin()], entry_points=False)
    rulebook = lianbing.load_rulebook(path, registry=registry)
    award = rulebook.award("stall")
    subject = Subject(
        rulebook=rulebook, award=award, indicator=award.indicator("work"), kind=registry.indicator("market_work")
    )
    rounding = Backend("rounding", lambda formula, all_of: [Fraction(round(value(formula, each))) for each in all_of])
    law = functools.partial(backends_agree, backends=(*BACKENDS, rounding))
    (found,) = Search(cases(subject), 50).breaches([law])

    assert "backends" == found.code
    assert "the results of “care” differ: exact ≠ rounding" in found.say("en")


@pytest.mark.large
def test_all_breaches_are_told_at_once_in_both_languages() -> None:
    """Two wrong claims and a missing example are three breaches of one error."""
    text = small.RULEBOOK.partition("[[example]]")[0]
    module = small.plugin(earns=("complaints",), deducts=("share",))
    with pytest.raises(ContractError) as caught:
        check_rulebook(text, modules=[module])

    assert ["monotone", "monotone", "no_example"] == sorted(each.code for each in caught.value.breaches)
    assert "反例" in str(caught.value)
    assert "counterexample" in str(caught.value)


@pytest.mark.large
def test_the_same_call_tells_the_same() -> None:
    """A failure can be repeated: nothing in it depends on chance or on temporary files."""
    modules = [small.plugin(rule=small.Uncapped), small.plugin(rule=small.Raising)]
    modules.append(small.plugin(evidence=small.Grumbling))
    first, again = ([breaches(each) for each in modules] for _ in range(2))

    assert first == again


def test_a_wrong_example_is_told() -> None:
    """An example that states other points than the formula gives is a breach."""
    (found,) = breaches(small.plugin(), small.RULEBOOK.replace("sales = 7", "sales = 8"))

    assert ("example", "stall/work") == (found.code, found.indicator)


def test_a_rulebook_that_does_not_load_is_told() -> None:
    """Its faults are breaches, with their places."""
    (found,) = breaches(small.plugin(), small.RULEBOOK.replace('title = "经营"', "title = 7"))

    assert "loading" == found.code
    assert "award[0].indicator[0].title" in found.say("en")


def test_an_unknown_indicator_is_a_wrong_call() -> None:
    """Who asks for an indicator that is not there is told so, whatever else holds."""
    with pytest.raises(KeyError):
        check_indicator(small.RULEBOOK, "stall", "play", modules=[small.plugin()])


RULEBOOK = lianbing.load_rulebook("wuwei-2019")


@pytest.mark.parametrize(("award", "indicator"), [(a.id, i.id) for a in RULEBOOK.awards for i in a.indicators])
def test_the_shipped_indicators_keep_the_contract(award: str, indicator: str) -> None:
    """What outsiders are held to holds for us."""
    check_indicator("wuwei-2019", award, indicator, examples=5)
