"""How each reviewer marks beside the others on the same items: severe or lenient, steady or erratic."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from lianbing.casework.marking.marks import GivenMark

FEW_SHARED = 5
"""With fewer shared marks than this, figures say little."""

STRONG = Fraction(5, 100)
"""A mean that lies this far from the others', as a share of the best mark, is pointed out."""

ERRATIC = Fraction(8, 100)
"""A spread beyond this, as a share of the best mark, is pointed out."""


@attrs.frozen(kw_only=True)
class Severity:
    """How a reviewer marks; shares are of the best mark of what was marked.

    Attributes:
        reviewer: The reviewer's id.
        marks: How many marks the reviewer gave.
        shared: How many of these others gave marks beside.
        mean: The mean of own mark less the mean of the others'; below 0 is severe. None without shared marks.
        spread: The mean distance of that difference from its own mean: how erratic it is.
        variety: The mean distance of own marks from their mean: 0 where all are alike.
        beyond: How many marks of items that were beyond the limit.
        greatest: The code of the item with the greatest distance, and that distance.
    """

    reviewer: str
    marks: int
    shared: int
    mean: Fraction | None
    spread: Fraction | None
    variety: Fraction
    beyond: int
    greatest: tuple[str, Fraction] | None

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be pointed out: ``few``, ``severe``, ``lenient``, ``erratic``, ``uniform``."""
        if self.mean is None or self.spread is None or self.shared < FEW_SHARED:
            return ("few",)
        found = []
        if self.mean <= -STRONG:
            found.append("severe")
        if self.mean >= STRONG:
            found.append("lenient")
        if self.spread > ERRATIC:
            found.append("erratic")
        if self.marks >= FEW_SHARED and self.variety == 0:
            found.append("uniform")
        return tuple(found)


def severities(
    marks: Sequence[GivenMark], reviewers: Iterable[str], beyond: Iterable[tuple[str, str]] = ()
) -> tuple[Severity, ...]:
    """Measure all reviewers, exactly.

    Args:
        marks: The marks as they were given.
        reviewers: The ids of the reviewers.
        beyond: The marks that lay too far apart, by code and field.
    """
    together: dict[tuple[str, str], list[GivenMark]] = defaultdict(list)
    for each in marks:
        together[each.code, each.field.name].append(each)
    far = set(beyond)
    return tuple(_severity(each, marks, together, far) for each in sorted(reviewers))


def _severity(
    reviewer: str,
    marks: Sequence[GivenMark],
    together: Mapping[tuple[str, str], Sequence[GivenMark]],
    far: set[tuple[str, str]],
) -> Severity:
    own = [each for each in marks if each.reviewer == reviewer]
    apart = []
    for each in own:
        others = [one.mark for one in together[each.code, each.field.name] if one.reviewer != reviewer]
        if others:
            apart.append((each.code, (each.mark - _mean(others)) / each.field.most))
    mean = _mean([distance for _, distance in apart]) if apart else None
    shares = [each.mark / each.field.most for each in own]
    return Severity(
        reviewer=reviewer,
        marks=len(own),
        shared=len(apart),
        mean=mean,
        spread=None if mean is None else _mean([abs(distance - mean) for _, distance in apart]),
        variety=_mean([abs(each - _mean(shares)) for each in shares]) if shares else Fraction(0),
        beyond=sum((each.code, each.field.name) in far for each in own),
        greatest=max(apart, key=lambda one: (abs(one[1]), one[0]), default=None),
    )


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)
