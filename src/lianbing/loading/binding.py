"""Binding: an indicator as a rulebook states it becomes formulas, through the plugin that it names."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import cast

import attrs

from lianbing.errors import Fault, PluginError, dotted, fault, nearest
from lianbing.formula.domain import Domain
from lianbing.formula.evidence import Facts
from lianbing.formula.nodes import PanelRule, WorkCalendar
from lianbing.formula.scheme import Maxima, ParameterError, Scheme, UnstatedMaximumError
from lianbing.language import Bilingual
from lianbing.loading.awards import faults_of_award, total_formula
from lianbing.loading.stated import StatedAward, StatedIndicator
from lianbing.loading.structuring import Locate, Path, structured
from lianbing.model.award import Award, Criterion, Effect, Indicator, Ranking
from lianbing.plugins.hookspecs import DeclaringRule, Rule
from lianbing.plugins.hookspecs import Indicator as Kind
from lianbing.plugins.registry import PluginListing, Registry

_AWARDS = Bilingual("所依据的奖项", "the awards that it is made of")


@attrs.define
class Binder:
    """Binds the indicators of one rulebook, and keeps what went wrong.

    Attributes:
        registry: The plugins there are.
        panel_rule: How a panel's marks are put together.
        calendar: Which days are worked.
        locate: Gives the place of a path in the rulebook's file.
        readings_below: Gives the readings that the values below a path were taken from.
        faults: What is wrong.
        used: The plugins in use.
    """

    registry: Registry
    panel_rule: PanelRule
    calendar: WorkCalendar
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
        indicators = tuple(each for each in bound if each is not None)
        fields = attrs.asdict(
            stated, recurse=False, filter=lambda field, _: field.name not in ("indicators", "ranking", "places")
        )
        award = Award(**fields, places=stated.places or 0, indicators=indicators, ranking=stated.ranking or ranking)
        if len(indicators) < len(bound):
            return award  # what is missing would only be told again
        total, faults = total_formula(award, lambda at: self.locate((*path, *at)))
        self.faults.extend([*faults, *faults_of_award(award, stated, lambda at: self.locate((*path, *at)))])
        return attrs.evolve(award, total_formula=total)

    def indicator(self, stated: StatedIndicator, levels: tuple[str, ...], path: Path) -> Indicator | None:
        """Bind an indicator; None where that fails."""
        kind = self._kind(stated, path)
        if kind is None:
            return None
        rule, faults = structured(dict(stated.parameters), kind.rule, self.locate, (*path, "params"))
        self.faults.extend(faults)
        if kind.derive is not None and not stated.reads:
            place = attrs.evolve(self.locate(path), record=stated.id, field="reads")
            self.faults.append(fault("missing_field", place, name="reads", expected=_AWARDS))
        if rule is None:
            return None
        effect = stated.effect or kind.effect
        points = stated.points if stated.points is not None or effect != "score" else Fraction(0)
        criteria = stated.criteria or (
            Criterion(id=stated.id, title=stated.title, points=points, clause=stated.clause),
        )
        self._unlimited(effect, criteria, stated, path)
        bound = self._bound(stated, kind, rule, levels, criteria, path)
        if bound is None:
            return None
        evidence, scheme = bound
        if not scheme.criteria and not stated.criteria:
            criteria = ()
        self._match(stated, "criterion", [each.id for each in criteria], [each.id for each in scheme.criteria], path)
        conditions = [each.id for each in stated.conditions]
        self._match(stated, "condition", conditions, [each.id for each in scheme.exclusions], path)
        fields = attrs.asdict(
            stated, recurse=False, filter=lambda field, _: field.name not in ("criteria", "points", "effect")
        )
        return Indicator(
            **fields,
            points=points,
            effect=effect,
            criteria=criteria,
            evidence=evidence,
            derive=kind.derive,
            scheme=scheme.ordered([each.id for each in criteria]),
            readings=self.readings_below(path),
        )

    def _kind(self, stated: StatedIndicator, path: Path) -> Kind | None:
        """Give the plugin's indicator; None where there is none that can be used."""
        try:
            listing = self.registry.listing_of(stated.plugin)
            self.used[listing.name] = listing
            return self.registry.indicator(stated.plugin)
        except PluginError as error:
            place = attrs.evolve(self.locate((*path, "plugin")), record=stated.id, field="plugin")
            self.faults.extend(attrs.evolve(each, place=place) for each in error.faults)
            return None

    def _unlimited(self, effect: Effect, criteria: Iterable[Criterion], stated: StatedIndicator, path: Path) -> None:
        """Tell which criteria lack the points that only a bonus or penalty may leave out."""
        for index, each in enumerate(criteria):
            if each.points is None and (effect == "score" or stated.points is not None):
                place = attrs.evolve(self.locate((*path, "criterion", index)), record=stated.id)
                self.faults.append(fault("missing_field", place, name="points", expected=Domain(Fraction(0)).words()))

    def _bound(
        self,
        stated: StatedIndicator,
        kind: Kind,
        rule: Rule,
        levels: tuple[str, ...],
        criteria: Iterable[Criterion],
        path: Path,
    ) -> tuple[type, Scheme] | None:
        """Give the evidence class and the scheme; None where the plugin makes none of the parameters."""
        place = attrs.evolve(self.locate(path), record=stated.id)
        maxima = Maxima({each.id: each.points for each in criteria})
        try:
            evidence = kind.evidence or cast("DeclaringRule", rule).evidence()
            facts: Facts[object] = Facts(
                cast("type[object]", evidence), panel_rule=self.panel_rule, levels=levels, calendar=self.calendar
            )
            return evidence, rule.scheme(facts, maxima)
        except UnstatedMaximumError as error:
            self.faults.append(fault("missing_criterion", place, name=error.name, clause=stated.clause or None))
        except (ParameterError, ExceptionGroup) as error:
            self.faults.extend(self._parameter_fault(each, stated, path) for each in _leaves(error))
        except Exception as error:
            self.faults.append(self._broken(error, stated, path))
        return None

    def _parameter_fault(self, error: Exception, stated: StatedIndicator, path: Path) -> Fault:
        """Place what is wrong with a parameter where the rulebook states it."""
        if not isinstance(error, ParameterError):
            return self._broken(error, stated, path)
        at = ("params", *error.path)
        place = attrs.evolve(self.locate((*path, *at)), record=stated.id, field=dotted(at))
        found = fault(
            "broken_parameter", place, why=error.why, clause=stated.clause or None, suggestion=error.suggestion
        )
        return attrs.evolve(found, excerpt=error.excerpt)

    def _broken(self, error: Exception, stated: StatedIndicator, path: Path) -> Fault:
        place = attrs.evolve(self.locate(path), record=stated.id)
        why = str(error) or type(error).__name__
        return fault("broken_scheme", place, plugin=stated.plugin, why=why, clause=stated.clause)

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


def _leaves(error: Exception) -> Iterator[Exception]:
    """Give the errors of a group, one by one."""
    if isinstance(error, ExceptionGroup):
        for each in error.exceptions:
            yield from _leaves(each)
    else:
        yield error
