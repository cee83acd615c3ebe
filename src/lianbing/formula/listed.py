"""Things that a rulebook lists in a parameter, each with an id and a title: facts made of them, and their faults."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from operator import add
from typing import Any, Protocol

import attrs

from lianbing.formula.declared import Declared, Kind, evidence_class, is_name
from lianbing.formula.domain import Points, written
from lianbing.formula.evidence import Facts
from lianbing.formula.nodes import Number, number
from lianbing.formula.scheme import Maxima, ParameterError, Scheme, criterion
from lianbing.formula.words import cap
from lianbing.language import Bilingual


class Listed(Protocol):
    """A thing of such a list.

    Attributes:
        id: The name of its fact in data files.
        title: How people call it.
        english: How it is called in English; empty for the title.
    """

    @property
    def id(self) -> str:  # noqa: D102 (said above)
        ...

    @property
    def title(self) -> str:  # noqa: D102
        ...

    @property
    def english(self) -> str:  # noqa: D102
        ...


@attrs.frozen(kw_only=True)
class Counted:
    """A thing that is counted, or listed one by one.

    Attributes:
        id: The name of its fact in data files.
        title: How people call it.
        english: How it is called in English; the title where nothing is said.
        points: What each one is worth.
        most: What all of it is worth at most; no limit where nothing is said.
    """

    id: str
    title: str
    english: str = ""
    points: Points
    most: Points | None = None

    def worth(self, facts: Facts[Any]) -> Number:
        """Give what all of it is worth."""
        counted: Number = self.points * getattr(facts, self.id)
        return counted if self.most is None else cap(counted, self.most)


def wrong(zh: str, en: str, *path: str | int) -> ParameterError:
    """Say what is wrong with the parameter at a path."""
    return ParameterError(Bilingual(zh, en), path=path)


def refuse(*errors: Iterable[ParameterError]) -> None:
    """Raise all errors together, if there are any.

    Raises:
        ExceptionGroup: There are.
    """
    found = [error for each in errors for error in each]
    if found:
        raise ExceptionGroup("parameters", found)


@attrs.frozen(kw_only=True)
class CountedThings:
    """Points for things; the criterion's points are their limit, where the rulebook states one.

    Attributes:
        things: What is counted, each with the points of one.
    """

    things: tuple[Counted, ...]

    def evidence(self) -> type:
        """Declare a count, or a list, of each thing."""
        refuse(wrong_names(things=self.things), wrong_counts(things=self.things))
        return evidence_class("CountedEvidence", facts_of("tally", self.things))

    def scheme(self, facts: Facts[Any], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        name = most.only_id()
        limit = most.get(name)
        points = sum_of([each.worth(facts) for each in self.things])
        return Scheme(criterion(name, points if limit is None else cap(points, limit), most=limit))


def facts_of(kind: Kind, things: Iterable[Listed]) -> dict[str, Declared]:
    """Declare a fact of one kind for each thing."""
    return {each.id: Declared(type=kind, title=each.title, english=each.english) for each in things}


def sum_of(terms: Sequence[Number]) -> Number:
    """Add up; none are 0."""
    return reduce(add, terms) if terms else number(0)


def wrong_names(**lists: Sequence[Listed]) -> Iterator[ParameterError]:
    """Tell which ids of some parameters are no names of facts, or name two things; and which lists are empty."""
    times = Counter(each.id for things in lists.values() for each in things)
    for parameter, things in lists.items():
        if not things:
            yield wrong(f"{parameter} 不能为空", f"{parameter} cannot be empty", parameter)
        for index, each in enumerate(things):
            if not is_name(each.id):
                yield wrong(
                    f"id“{each.id}”须以英文字母开头，只含字母、数字和下划线，且不是保留字",
                    f"an id is letters, digits and underscores, begins with a letter, and is no reserved word; "
                    f"found “{each.id}”",
                    *(parameter, index, "id"),
                )
            elif times[each.id] > 1:
                yield wrong(f"id“{each.id}”重复", f"the id “{each.id}” stands twice", parameter, index, "id")
            if not each.title:
                yield wrong("title 不能为空", "a title cannot be empty", parameter, index, "title")


def wrong_counts(**lists: Sequence[Counted]) -> Iterator[ParameterError]:
    """Tell which counted things are worth nothing, singly or at most."""
    for parameter, things in lists.items():
        for index, each in enumerate(things):
            yield from not_above_zero({"points": each.points, "most": each.most}, parameter, index)


def not_above_zero(figures: Mapping[Any, Fraction | None], *path: str | int) -> Iterator[ParameterError]:
    """Tell which of some figures under a path are 0 or below; None is no figure."""
    for name, figure in figures.items():
        if figure is not None and figure <= 0:
            found = written(figure)
            yield wrong(f"应大于 0，实为 {found}", f"it is to be above 0, found {found}", *path, name)


def not_within(figures: Mapping[Any, Fraction], most: Fraction | None, *path: str | int) -> Iterator[ParameterError]:
    """Tell which points under a path do not lie within 0 and the maximum of the criterion."""
    for name, figure in figures.items():
        if figure < 0 or (most is not None and figure > most):
            shown = written(figure)
            limit = Bilingual("不小于 0", "at least 0")
            if most is not None:
                limit = Bilingual(f"在 0 到 {written(most)} 之间", f"from 0 to {written(most)}")
            yield wrong(f"分值应{limit.zh}，实为 {shown}", f"points are to be {limit.en}, found {shown}", *path, name)
