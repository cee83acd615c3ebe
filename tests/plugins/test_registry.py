"""Plugins: found, loaded one by one, and named when something is wrong with them."""

import random
from types import ModuleType

import attrs
import pytest

import lianbing
from lianbing.plugins.registry import BUILT_IN, Registry
from tests import small_city


def module(name: str, **contents: object) -> ModuleType:
    """Make a plugin module."""
    made = ModuleType(name)
    made.__dict__.update(contents)
    return made


@lianbing.hookimpl
def raising() -> list[lianbing.Indicator]:
    """Fail when asked for indicators."""
    raise RuntimeError("no licence")


@attrs.frozen
class NoScheme:
    """A rule that lacks its method."""


def offering(*indicators: object) -> object:
    """Make a hook implementation that offers these."""

    @lianbing.hookimpl
    def lianbing_indicators() -> list[object]:
        return list(indicators)

    return lianbing_indicators


def test_all_that_we_ship_loads() -> None:
    """Each built-in plugin is there and brings the indicator of its name."""
    registry = Registry.load(entry_points=False)

    assert [(each.name, each.status, each.error) for each in registry.listings] == [
        (name, "loaded", "") for name in BUILT_IN
    ]
    assert sorted(registry.indicators()) == sorted(BUILT_IN)


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("no_such_module_anywhere", "ModuleNotFoundError"),
        (module("raising", lianbing_indicators=raising), "no licence"),
        (module("silent"), "implements no hook"),
        (module("misspelt", lianbing_indicator=lianbing.hookimpl(lambda: [])), "lianbing_indicators"),
        (module("foreign", lianbing_indicators=offering("text")), "no lianbing.Indicator"),
        (
            module(
                "schemeless",
                lianbing_indicators=offering(
                    lianbing.Indicator("x", evidence=small_city.Evidence, rule=NoScheme)  # type: ignore[arg-type]
                ),
            ),
            "no method scheme",
        ),
        (
            module(
                "untyped",
                lianbing_indicators=offering(lianbing.Indicator("x", evidence=int, rule=small_city.Work)),
            ),
            "no attrs class",
        ),
    ],
)
def test_a_broken_plugin_fails_alone(broken: str | ModuleType, why: str) -> None:
    """One that cannot be loaded says why, and takes nothing else down."""
    registry = Registry.load([broken, small_city], entry_points=False)

    assert "small_work" in registry.indicators()
    assert [each.status for each in registry.listings[:-2]] == ["loaded"] * len(BUILT_IN)
    assert why in registry.listings[-2].error


def test_a_clash_names_both_sides() -> None:
    """Two plugins that claim one name are both refused, whichever came first."""
    twin = module("twin", lianbing_indicators=small_city.lianbing_indicators)
    with pytest.raises(lianbing.PluginError) as caught:
        Registry.load([small_city, twin], entry_points=False).indicator("small_work")

    (fault,) = caught.value.faults
    assert fault.code == "plugin_clash"
    assert "tests.small_city" in fault.message("en")
    assert "twin" in fault.message("en")


def test_an_unknown_name_suggests_the_nearest() -> None:
    """The message lists the plugins there are and the one that was meant."""
    with pytest.raises(lianbing.PluginError) as caught:
        Registry.load([small_city], entry_points=False).indicator("supervison")

    (fault,) = caught.value.faults
    assert (fault.code, fault.suggestion) == ("unknown_plugin", "supervision")
    assert "small_work" in fault.message("en")


def test_a_name_of_a_broken_plugin_tells_why_it_is_broken() -> None:
    """Who uses a plugin that failed to load reads its distribution, version and cause."""
    with pytest.raises(lianbing.PluginError) as caught:
        Registry.load([module("raising", lianbing_indicators=raising)], entry_points=False).indicator("raising")

    assert [each.code for each in caught.value.faults] == ["broken_plugin"]
    assert "no licence" in str(caught.value)


def test_the_order_of_registration_does_not_matter() -> None:
    """The same plugins in another order give the same indicators."""
    others: list[str | ModuleType] = [small_city, module("silent"), "no_such_module_anywhere"]
    expected = Registry.load(others, entry_points=False).indicators()
    random.Random(7).shuffle(others)  # noqa: S311 (an order, not a secret)

    assert expected == Registry.load(others, entry_points=False).indicators()
