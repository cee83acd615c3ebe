"""What differs between two rulebooks, award by award and indicator by indicator."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

import attrs

from lianbing.backends.prose import say
from lianbing.formula.domain import written
from lianbing.language import Bilingual
from lianbing.model.award import Award, Group, Indicator, Minimum, PlacesShare
from lianbing.model.rulebook import Rulebook

Where = tuple[str, ...]
"""The titles of what a value belongs to, from the outside in."""

Shown = str | Bilingual

TITLE = Bilingual("名称", "title")
POINTS = Bilingual("分值", "points")
CLAUSE = Bilingual("条款", "clause")
FORMULA = Bilingual("算法", "formula")


@attrs.frozen(kw_only=True)
class Difference:
    """One thing that differs.

    Attributes:
        kind: Whether it was added, removed or changed.
        where: The titles of what it belongs to; for what was added or removed, its own title last.
        name: What changed about it; empty for what was added or removed.
        old: What it was.
        new: What it is.
    """

    kind: Literal["added", "removed", "changed"]
    where: Where
    name: Shown = ""
    old: Shown = ""
    new: Shown = ""


@attrs.frozen
class _Part:
    """A part of a rulebook that can come, go or change: its titles and its values by name."""

    where: Where
    values: Mapping[str | Bilingual, Shown]


def differences(old: Rulebook, new: Rulebook) -> tuple[Difference, ...]:
    """Tell what differs, in the order of the old rulebook, then what is new."""
    before, after = dict(_parts(old)), dict(_parts(new))
    found = [each for key in before for each in _compared(before[key], after.get(key), key, after)]
    found += [
        Difference(kind="added", where=part.where)
        for key, part in after.items()
        if key not in before and (len(key) == 1 or key[:-1] in before)
    ]
    return tuple(found)


def _compared(old: _Part, new: _Part | None, key: Where, after: Mapping[Where, _Part]) -> Iterator[Difference]:
    if new is None:
        # What goes with something larger is not told apart.
        if len(key) == 1 or key[:-1] in after:
            yield Difference(kind="removed", where=old.where)
        return
    for name in dict.fromkeys([*old.values, *new.values]):
        was, becomes = old.values.get(name, "—"), new.values.get(name, "—")
        if was != becomes:
            yield Difference(kind="changed", where=old.where, name=name, old=was, new=becomes)


def _parts(rulebook: Rulebook) -> Iterator[tuple[Where, _Part]]:
    """Give every part by the ids that lead to it."""
    rounding, panel = rulebook.rounding, rulebook.panel
    general: dict[str | Bilingual, Shown] = {
        TITLE: rulebook.title,
        Bilingual("年份", "year"): str(rulebook.source.year),
        Bilingual("取整", "rounding"): f"{written(rounding.step)} {rounding.mode}",
        Bilingual("评审组评分", "panel"): f"{panel.kind} {panel.trim}" if panel.kind == "trimmed_mean" else panel.kind,
    }
    yield ("",), _Part((), general)
    for reading in rulebook.readings:
        options = ", ".join(option.id for option in reading.options)
        values: dict[str | Bilingual, Shown] = {
            Bilingual("选项", "options"): options,
            Bilingual("所选", "chosen"): rulebook.chosen[reading.id],
            CLAUSE: reading.clause,
        }
        yield (f"reading {reading.id}",), _Part((f"{reading.number} {reading.id}".strip(),), values)
    for award in rulebook.awards:
        yield (award.id,), _Part((award.title,), _award(award))
        for indicator in award.indicators:
            where = (award.title, indicator.title)
            yield (award.id, indicator.id), _Part(where, _indicator(indicator))
            yield from _parts_of(award, indicator)


def _award(award: Award) -> dict[str | Bilingual, Shown]:
    ranking = award.ranking
    breakers = ", ".join(
        ".".join(filter(None, (each.indicator, each.criterion))) + ("" if each.prefer == "more" else " ↑")
        for each in ranking.tie_breakers
    )
    return {
        TITLE: award.title,
        Bilingual("名额", "places"): _places(award.places),
        Bilingual("分组", "groups"): "; ".join(_group(each) for each in award.groups) or "—",
        Bilingual("比较范围", "compared with"): award.cohort,
        Bilingual("总分算法", "total"): Bilingual("—", "—")
        if award.total_formula is None
        else Bilingual(say(award.total_formula, "zh"), say(award.total_formula, "en")),
        Bilingual("入选最低总分", "least total to win"): _minimum(award.qualifies_from),
        Bilingual("入选最低等次", "least grade to win"): award.qualifies_grade or "—",
        Bilingual("等次", "grades"): ", ".join(f"{each.title} ≥ {written(each.least)}" for each in award.grades) or "—",
        POINTS: written(award.points),
        CLAUSE: award.clause,
        Bilingual("级别", "levels"): ", ".join(award.levels),
        Bilingual("每单位推荐名额", "nominees per unit"): str(award.nominees_per_unit or "—"),
        Bilingual("排名", "ranking"): f"{ranking.on}, {ranking.ties}, {ranking.undecided}",
        Bilingual("并列先后", "tie-breakers"): breakers or "—",
    }


def _indicator(indicator: Indicator) -> dict[str | Bilingual, Shown]:
    values: dict[str | Bilingual, Shown] = {
        TITLE: indicator.title,
        Bilingual("插件", "plugin"): indicator.plugin,
        POINTS: _limit(indicator.points),
        Bilingual("作用", "effect"): indicator.effect,
        Bilingual("适用分组", "for groups"): ", ".join(indicator.applies_to) or "—",
        Bilingual("入选最低分", "least points to win"): _minimum(indicator.qualifies_from),
        CLAUSE: indicator.clause,
    }
    return {**values, **dict(_flat(indicator.parameters, ""))}


def _parts_of(award: Award, indicator: Indicator) -> Iterator[tuple[Where, _Part]]:
    formulas = {each.id: each.formula for each in indicator.scheme.criteria}
    for criterion in indicator.criteria:
        formula = formulas[criterion.id]
        values: dict[str | Bilingual, Shown] = {
            TITLE: criterion.title,
            POINTS: _limit(criterion.points),
            CLAUSE: criterion.clause,
            FORMULA: Bilingual(say(formula, "zh"), say(formula, "en")),
        }
        where = (award.title, indicator.title, criterion.title)
        yield (award.id, indicator.id, criterion.id), _Part(where, values)
    for condition in indicator.conditions:
        where = (award.title, indicator.title, condition.title)
        key = (award.id, indicator.id, f"condition {condition.id}")
        yield key, _Part(where, {TITLE: condition.title, CLAUSE: condition.clause})


def _limit(most: Fraction | None) -> str:
    return "∞" if most is None else written(most)


def _minimum(needed: Minimum | None) -> str:
    if needed is None:
        return "—"
    return " ".join(filter(None, (written(needed.points), needed.on, needed.clause)))


def _places(places: int | PlacesShare) -> str:
    if isinstance(places, int):
        return str(places)
    most = "" if places.most is None else f" ≤ {places.most}"
    return f"{written(places.share * 100)}% {places.of} {places.mode} ≥ {places.least}{most}"


def _group(group: Group) -> str:
    members = ", ".join([*group.levels, *group.units])
    return f"{group.title} ({members}): {_places(group.places) if group.ranked else '—'}"


def _flat(value: object, name: str) -> Iterator[tuple[str, str]]:
    """Give the parameters by dotted name."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(inner, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list | tuple) and any(isinstance(each, Mapping) for each in value):
        # Tables in a list go by their ids, as changes to them do; those without one, by their place.
        for index, each in enumerate(value):
            key = each.get("id", index) if isinstance(each, Mapping) else index
            yield from _flat(each, f"{name}[{key}]")
    elif isinstance(value, list | tuple):
        yield name, ", ".join(map(str, value))
    else:
        yield name, written(value) if isinstance(value, Fraction) else str(value)
