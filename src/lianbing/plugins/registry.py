"""The registry: plugins found and loaded one by one, so that a broken one never takes the others down."""

import importlib
import importlib.metadata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import ModuleType
from typing import Literal

import attrs
import pluggy

from lianbing.errors import Fault, PluginError, fault, nearest
from lianbing.plugins.hookspecs import Hooks, Indicator

BUILT_IN = (
    "deployment",
    "activity",
    "team_building",
    "incentives",
    "self_evaluation",
    "training_results",
    "supervision",
    "case_files",
    "daily_enforcement",
    "public_satisfaction",
    "evidence_quality",
    "workload",
    "basic_conditions",
    "integrity",
    "checklist",
    "panel",
    "tally",
    "ratio_to_target",
    "tiers",
    "rank",
    "bonus",
    "penalty",
    "veto",
    "document_review",
    "formula",
    "award_results",
)
"""The plugins that come with lianbing: modules of ``lianbing.indicators``, loaded late like any other."""


@attrs.frozen(kw_only=True)
class PluginListing:
    """What is known of a plugin, whether it loads or not.

    Attributes:
        name: The plugin's name: its module, or its entry point.
        distribution: The distribution that brings it; empty where none does.
        version: That distribution's version; empty likewise.
        origin: How it was found.
        status: Whether its indicators can be used.
        error: Why not.
        indicators: Its indicators.
    """

    name: str
    distribution: str
    version: str
    origin: Literal["built-in", "entry point", "given"]
    status: Literal["loaded", "failed", "clash"] = "loaded"
    error: str = ""
    indicators: tuple[Indicator, ...] = ()

    def side(self) -> str:
        """Name it as a party to a clash."""
        return " ".join(part for part in (self.name, self.distribution, self.version) if part)


@attrs.frozen
class Registry:
    """The plugins there are.

    Attributes:
        listings: Every plugin that was found, in the order of discovery.
    """

    listings: tuple[PluginListing, ...]

    @classmethod
    def load(cls, modules: Sequence[str | ModuleType] = (), *, entry_points: bool = True) -> "Registry":
        """Find the built-in plugins, those of installed distributions, and those given; load each on its own.

        Args:
            modules: Further plugins: modules, or names to import.
            entry_points: Whether to look at the entry points of group ``lianbing``.
        """
        found = [
            _load(
                name,
                lambda name=name: importlib.import_module(f"lianbing.indicators.{name}"),  # type: ignore[misc]
                "built-in",
                ("lianbing", _version_of("lianbing")),
            )
            for name in BUILT_IN
        ]
        if entry_points:
            for point in sorted(importlib.metadata.entry_points(group="lianbing"), key=lambda point: point.name):
                of = (point.dist.name, point.dist.version) if point.dist else ("", "")
                found.append(_load(point.name, point.load, "entry point", of))
        for module in modules:
            name = module if isinstance(module, str) else module.__name__
            found.append(_load(name, lambda module=module: _imported(module), "given", ("", "")))  # type: ignore[misc]
        return cls(_with_clashes(found))

    def indicators(self) -> Mapping[str, Indicator]:
        """Give the indicators that can be used, by name."""
        return {
            each.name: each for listing in self.listings if listing.status == "loaded" for each in listing.indicators
        }

    def listing_of(self, name: str) -> PluginListing:
        """Give the plugin that brings an indicator.

        Raises:
            PluginError: None does, it is broken, or several do.
        """
        sides = [listing for listing in self.listings if any(each.name == name for each in listing.indicators)]
        if len(sides) > 1:
            raise PluginError([fault("plugin_clash", name=name, sides=" ↔ ".join(side.side() for side in sides))])
        if sides:
            return sides[0]
        broken = [listing for listing in self.listings if listing.status == "failed"]
        for listing in broken:
            if name in (listing.name, listing.name.rpartition(".")[2]):
                raise PluginError([_broken(listing)])
        known = sorted(self.indicators())
        suspects = [_broken(listing) for listing in broken]
        unknown = fault("unknown_plugin", name=name, known=", ".join(known), suggestion=nearest(name, known))
        raise PluginError([unknown, *suspects])

    def indicator(self, name: str) -> Indicator:
        """Give an indicator by name.

        Raises:
            PluginError: No plugin brings it, its plugin is broken, or several bring it.
        """
        return next(each for each in self.listing_of(name).indicators if each.name == name)


def _broken(listing: PluginListing) -> Fault:
    return fault(
        "broken_plugin",
        name=listing.name,
        distribution=listing.distribution or "-",
        version=listing.version or "-",
        why=listing.error,
    )


def _load(
    name: str,
    import_it: Callable[[], object],
    origin: Literal["built-in", "entry point", "given"],
    distribution: tuple[str, str],
) -> PluginListing:
    listing = PluginListing(name=name, distribution=distribution[0], version=distribution[1], origin=origin)
    try:
        return attrs.evolve(listing, indicators=_indicators_of(name, import_it()))
    except (Exception, SystemExit) as error:
        return attrs.evolve(listing, status="failed", error=f"{type(error).__name__}: {error}")


def _imported(module: str | ModuleType) -> ModuleType:
    return importlib.import_module(module) if isinstance(module, str) else module


def _indicators_of(name: str, plugin: object) -> tuple[Indicator, ...]:
    """Register a plugin on a manager of its own, so that what it does wrong stays its own."""
    manager = pluggy.PluginManager("lianbing")
    manager.add_hookspecs(Hooks)
    manager.register(plugin, name)
    try:
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        raise TypeError(f"{error}; did you mean lianbing_indicators?") from error
    if not manager.get_hookcallers(plugin):
        raise TypeError("it implements no hook; is @lianbing.hookimpl missing on lianbing_indicators?")
    given = [each for indicators in manager.hook.lianbing_indicators() for each in indicators]
    for each in given:
        _validate(each)
    return tuple(given)


def _validate(indicator: object) -> None:
    if not isinstance(indicator, Indicator):
        raise TypeError(f"lianbing_indicators gave {indicator!r}, which is no lianbing.Indicator")
    for role, cls in (("evidence", indicator.evidence), ("rule", indicator.rule)):
        if cls is not None and not attrs.has(cls):
            raise TypeError(f"the {role} of {indicator.name!r} is no attrs class")
    if indicator.evidence is None and not callable(getattr(indicator.rule, "evidence", None)):
        raise TypeError(f"{indicator.name!r} has neither evidence nor a rule with a method evidence(self)")
    if not callable(getattr(indicator.rule, "scheme", None)):
        raise TypeError(f"the rule of {indicator.name!r} has no method scheme(self, facts, most)")


def _with_clashes(found: Iterable[PluginListing]) -> tuple[PluginListing, ...]:
    listings = list(found)
    claims: dict[str, list[PluginListing]] = defaultdict(list)
    for listing in listings:
        for each in listing.indicators:
            claims[each.name].append(listing)
    clashing = {name: sides for name, sides in claims.items() if len(sides) > 1}
    return tuple(_marked(listing, clashing) for listing in listings)


def _marked(listing: PluginListing, clashing: Mapping[str, list[PluginListing]]) -> PluginListing:
    own = [each.name for each in listing.indicators if each.name in clashing]
    if not own:
        return listing
    sides = "; ".join(f"{name}: {' ↔ '.join(side.side() for side in clashing[name])}" for name in own)
    return attrs.evolve(listing, status="clash", error=sides)


def _version_of(distribution: str) -> str:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return ""
