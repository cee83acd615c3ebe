"""Awards as a whole: the total as a formula over its indicators, and what their tables must agree on."""

from collections.abc import Callable, Iterator
from fractions import Fraction

import attrs

from lianbing.errors import Fault, Place, dotted, fault, nearest
from lianbing.formula.domain import Domain
from lianbing.formula.nodes import (
    OF_OTHERS,
    Add,
    AllOf,
    Cap,
    Condition,
    Constant,
    EvaluationDay,
    Fact,
    FlagFact,
    Floor,
    Multiply,
    Number,
    ShareOfApplicable,
    Subtract,
    walk,
)
from lianbing.formula.scheme import ParameterError
from lianbing.formula.text import Scope, read_number
from lianbing.language import Bilingual
from lianbing.loading.stated import StatedAward
from lianbing.loading.structuring import Path
from lianbing.model.award import Award, Indicator

Locate = Callable[[Path], Place]


def total_formula(award: Award, locate: Locate) -> tuple[Number | None, list[Fault]]:
    """Give an award's total as a formula over its indicators' points; None where it is their plain sum."""
    stated = award.total
    if stated.formula:
        names = {each.id: _points(each) for each in award.indicators if each.scores}
        try:
            made: Number = read_number(stated.formula, Scope(names, most=award.points, levels=award.levels))
            _refuse_others(made)
        except ParameterError as error:
            place = attrs.evolve(locate(("total", "formula")), record=award.id, field="total.formula")
            found = fault("broken_parameter", place, why=error.why, clause=stated.clause or None)
            return None, [attrs.evolve(found, suggestion=error.suggestion, excerpt=error.excerpt)]
    elif not stated.rescale and stated.least is None and stated.most is None:
        return None, []
    else:
        made = _summed(award)
    if stated.most is not None:
        made = Cap(made, Constant(stated.most))
    if stated.least is not None:
        made = Floor(made, Constant(stated.least))
    return made, []


def _refuse_others(total: Number) -> None:
    """Refuse a total that asks for more than the candidate's own points: it is made when nobody else is at hand.

    Raises:
        ParameterError: It does.
    """
    if any(isinstance(each, (*OF_OTHERS, EvaluationDay)) for each in walk(total)):
        raise ParameterError(
            Bilingual(
                "总分只能由本候选各指标的得分合成，不能涉及其他候选、地区总量或评审日",
                "a total is made of the candidate's own points: nothing of others, of the region or of the day",
            )
        )


def _points(indicator: Indicator) -> Fact:
    title = Bilingual(indicator.title, indicator.title)
    return Fact(indicator.id, title, Domain(Fraction(0), indicator.points))


def _applies(indicator: Indicator) -> Condition:
    if not indicator.applies_to and not indicator.scheme.applies:
        return AllOf(())
    name = Bilingual(f"{indicator.title}适用", f"{indicator.title} applies")
    return FlagFact(f"{indicator.id}.applies", name)


def _summed(award: Award) -> Number:
    """Add up the indicators, those that apply scaled up where the award says so; take penalties off."""
    scored = [each for each in award.indicators if each.scores]
    base = [each for each in scored if each.effect == "score"]
    terms: list[Number] = [_points(each) for each in base]
    if award.total.rescale and base:
        most = tuple(each.points or Fraction(0) for each in base)
        applies = tuple(_applies(each) for each in base)
        share = ShareOfApplicable(applies, tuple(terms), most, Constant(Fraction(0)))
        terms = [Multiply(Constant(award.points), share)]
    made: Number = Add((*terms, *(_points(each) for each in scored if each.effect == "bonus")))
    for each in scored:
        if each.effect == "penalty":
            made = Subtract(made, _points(each))
    return made


def faults_of_award(award: Award, stated: StatedAward, locate: Locate) -> Iterator[Fault]:
    """Tell what the tables of an award do not agree on: groups, grades, places and what names them."""

    def at(code: str, *path: str | int, **values: str | Bilingual) -> Fault:
        place = attrs.evolve(locate(path), record=award.id, field=dotted(path))
        return attrs.evolve(fault(code, place, clause=award.clause or None), values=values)

    if stated.places is None and not award.groups:
        yield at("missing_field", name="places", expected=Domain(Fraction(0), whole=True).words())
    yield from _faults_of_groups(award, at)
    yield from _faults_of_grades(award, at)
    if award.total.rescale and any(
        each.effect == "score" and not each.points for each in award.indicators if each.scores
    ):
        yield at("rescaled_without_points", "total", "rescale")
    yield from _faults_of_tie_breakers(award, at)
    groups = [each.id for each in award.groups]
    for index, each in enumerate(award.indicators):
        for name in each.applies_to:
            if name not in groups:
                suggestion = nearest(name, groups)
                found = at("unknown_group", "indicator", index, "applies_to", name=name, known=", ".join(groups))
                yield attrs.evolve(found, suggestion=suggestion)


def _faults_of_tie_breakers(award: Award, at: Callable[..., Fault]) -> Iterator[Fault]:
    criteria = {each.id: [criterion.id for criterion in each.criteria] for each in award.indicators}
    for each in award.ranking.tie_breakers:
        name, known = each.indicator, list(criteria)
        if name in criteria and each.criterion is not None:
            name, known = f"{name}.{each.criterion}", [f"{name}.{criterion}" for criterion in criteria[name]]
        if name not in known:
            found = at("unknown_tie_breaker", name=name, known=", ".join(known))
            yield attrs.evolve(found, clause=each.clause, suggestion=nearest(name, known))


def _faults_of_groups(award: Award, at: Callable[..., Fault]) -> Iterator[Fault]:
    ids = [each.id for each in award.groups]
    for index, group in enumerate(award.groups):
        if group.id in ids[:index]:
            yield at("repeated_id", "group", index, "id", name=group.id)
        for level in group.levels:
            if level not in award.levels:
                found = at("unknown_level", "group", index, "levels", name=level, known=", ".join(award.levels))
                yield attrs.evolve(found, suggestion=nearest(level, award.levels))
        for other in award.groups[:index]:
            both_levels = not group.levels or not other.levels or set(group.levels) & set(other.levels)
            both_units = not group.units or not other.units or set(group.units) & set(other.units)
            if both_levels and both_units:
                yield at("overlapping_groups", "group", index, name=group.id, other=other.id)


def _faults_of_grades(award: Award, at: Callable[..., Fault]) -> Iterator[Fault]:
    ids = [each.id for each in award.grades]
    for index, grade in enumerate(award.grades):
        if grade.id in ids[:index]:
            yield at("repeated_id", "grade", index, "id", name=grade.id)
        if index and grade.least >= award.grades[index - 1].least:
            yield at("grades_out_of_order", "grade", index, "least", name=grade.id)
    if award.qualifies_grade is not None and award.qualifies_grade not in ids:
        found = at("unknown_grade", "qualifies_grade", name=award.qualifies_grade, known=", ".join(ids))
        yield attrs.evolve(found, suggestion=nearest(award.qualifies_grade, ids))
    for place, indicator in enumerate(award.indicators):
        effects = {each.id: each.effect for each in indicator.scheme.exclusions}
        for index, condition in enumerate(indicator.conditions):
            path = ("indicator", place, "condition", index)
            says = condition.grade is not None or condition.demotes > 0
            if condition.grade is not None and condition.grade not in ids:
                found = at("unknown_grade", *path, "grade", name=condition.grade, known=", ".join(ids))
                yield attrs.evolve(found, suggestion=nearest(condition.grade, ids))
            elif (effects.get(condition.id) == "limit") != says or (says and not ids):
                yield at("limit_mismatch", *path, name=condition.id)
