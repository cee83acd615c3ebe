"""Binding: an indicator as a rulebook states it becomes formulas, through the plugin that it names."""

from collections.abc import Callable, Iterable
from typing import cast

import attrs

from lianbing.errors import Fault, PluginError, fault, nearest
from lianbing.formula.evidence import Facts
from lianbing.formula.nodes import PanelRule
from lianbing.formula.scheme import Maxima, Scheme, UnstatedMaximumError
from lianbing.language import Bilingual
from lianbing.loading.stated import StatedAward, StatedIndicator
from lianbing.loading.structuring import Locate, Path, structured
from lianbing.model.rulebook import Award, Criterion, Indicator, Ranking
from lianbing.plugins.hookspecs import Indicator as Kind
from lianbing.plugins.hookspecs import Rule
from lianbing.plugins.registry import PluginListing, Registry

_AWARDS = Bilingual("所依据的奖项", "the awards that it is made of")


@attrs.define
class Binder:
    """Binds the indicators of one rulebook, and keeps what went wrong.

    Attributes:
        registry: The plugins there are.
        panel_rule: How a panel's marks are put together.
        locate: Gives the place of a path in the rulebook's file.
        readings_below: Gives the readings that the values below a path were taken from.
        faults: What is wrong.
        used: The plugins in use.
    """

    registry: Registry
    panel_rule: PanelRule
    locate: Locate
    readings_below: Callable[[Path], tuple[str, ...]]
    faults: list[Fault] = attrs.field(factory=list)
    used: dict[str, PluginListing] = attrs.field(factory=dict)

    def award(self, stated: StatedAward, ranking: Ranking, index: int) -> Award:
        """Bind an award; indicators that cannot be bound are left out, their faults kept."""
        path: Path = ("award", index)
        bound = [
            self.indicator(each, stated.levels, (*path, "indicator", at)) for at, each in enumerate(stated.indicators)
        ]
        fields = attrs.asdict(
            stated, recurse=False, filter=lambda field, _: field.name not in ("indicators", "ranking")
        )
        indicators = tuple(each for each in bound if each is not None)
        return Award(**fields, indicators=indicators, ranking=stated.ranking or ranking)

    def indicator(self, stated: StatedIndicator, levels: tuple[str, ...], path: Path) -> Indicator | None:
        """Bind an indicator; None where that fails."""
        try:
            listing = self.registry.listing_of(stated.plugin)
            kind = self.registry.indicator(stated.plugin)
        except PluginError as error:
            place = attrs.evolve(self.locate((*path, "plugin")), record=stated.id, field="plugin")
            self.faults.extend(attrs.evolve(each, place=place) for each in error.faults)
            return None
        self.used[listing.name] = listing
        rule, faults = structured(dict(stated.parameters), kind.rule, self.locate, (*path, "params"))
        self.faults.extend(faults)
        if kind.derive is not None and not stated.reads:
            place = attrs.evolve(self.locate(path), record=stated.id, field="reads")
            self.faults.append(fault("missing_field", place, name="reads", expected=_AWARDS))
        if rule is None:
            return None
        criteria = stated.criteria or (
            Criterion(id=stated.id, title=stated.title, points=stated.points, clause=stated.clause),
        )
        scheme = self._scheme(stated, kind, rule, levels, criteria, path)
        if scheme is None:
            return None
        if not scheme.criteria and not stated.criteria:
            criteria = ()
        self._match(stated, "criterion", [each.id for each in criteria], [each.id for each in scheme.criteria], path)
        conditions = [each.id for each in stated.conditions]
        self._match(stated, "condition", conditions, [each.id for each in scheme.exclusions], path)
        fields = attrs.asdict(stated, recurse=False, filter=lambda field, _: field.name != "criteria")
        return Indicator(
            **fields,
            criteria=criteria,
            evidence=kind.evidence,
            derive=kind.derive,
            scheme=scheme.ordered([each.id for each in criteria]),
            readings=self.readings_below(path),
        )

    def _scheme(
        self,
        stated: StatedIndicator,
        kind: Kind,
        rule: Rule,
        levels: tuple[str, ...],
        criteria: Iterable[Criterion],
        path: Path,
    ) -> Scheme | None:
        facts: Facts[object] = Facts(cast("type[object]", kind.evidence), panel_rule=self.panel_rule, levels=levels)
        maxima = Maxima({each.id: each.points for each in criteria})
        place = attrs.evolve(self.locate(path), record=stated.id)
        try:
            return rule.scheme(facts, maxima)
        except UnstatedMaximumError as error:
            self.faults.append(fault("missing_criterion", place, name=error.name, clause=stated.clause or None))
            return None
        except Exception as error:
            why = str(error) or type(error).__name__
            self.faults.append(fault("broken_scheme", place, plugin=stated.plugin, why=why, clause=stated.clause))
            return None

    def _match(self, stated: StatedIndicator, what: str, given: list[str], offered: list[str], path: Path) -> None:
        """Tell which criteria or conditions are stated but not offered by the plugin, or the other way round."""
        place = attrs.evolve(self.locate(path), record=stated.id, field=what)
        for name in given:
            if name not in offered:
                known = ", ".join(offered)
                suggestion = nearest(name, offered)
                self.faults.append(
                    fault(
                        f"unknown_{what}",
                        place,
                        plugin=stated.plugin,
                        name=name,
                        known=known,
                        suggestion=suggestion,
                    )
                )
        self.faults.extend(fault(f"missing_{what}", place, name=name) for name in offered if name not in given)
