"""Marks as reviewers gave them: which of them lie too far apart, which count, and how they join the evidence."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import attrs

from lianbing.casework.marking.items import ItemField
from lianbing.casework.marking.record import Assignment
from lianbing.errors import Place

ARBITRATION = "arbitration"
"""What is named as the reviewer of a mark that was settled."""


@attrs.frozen(kw_only=True)
class GivenMark:
    """A mark as a reviewer gave it.

    Attributes:
        code: The item's code.
        field: What was marked.
        reviewer: The reviewer's id.
        mark: The mark.
        place: The cell that it stands in.
    """

    code: str
    field: ItemField
    reviewer: str
    mark: Fraction
    place: Place


@attrs.frozen(kw_only=True)
class Dispute:
    """Marks of one item that lie further apart than is allowed.

    Attributes:
        code: The item's code.
        field: What was marked.
        marks: The marks, the lowest first; whose they are is left out.
    """

    code: str
    field: ItemField
    marks: tuple[Fraction, ...]


def disputes(marks: Iterable[GivenMark], spread: Fraction | None) -> tuple[Dispute, ...]:
    """Find the marks that lie further apart than a share of the best mark.

    Args:
        marks: The marks.
        spread: The share; None where there is no limit.
    """
    if spread is None:
        return ()
    grouped: dict[tuple[str, str], list[GivenMark]] = {}
    for each in marks:
        grouped.setdefault((each.code, each.field.name), []).append(each)
    return tuple(
        Dispute(code=code, field=own[0].field, marks=tuple(sorted(each.mark for each in own)))
        for (code, _), own in sorted(grouped.items())
        if max(each.mark for each in own) - min(each.mark for each in own) > spread * own[0].field.most
    )


def counted(
    marks: Sequence[GivenMark], found: Sequence[Dispute], settled: Sequence[GivenMark]
) -> tuple[GivenMark, ...]:
    """Give the marks that count: all that agree, and the final mark of each that was settled."""
    open_or_settled = {(each.code, each.field.name) for each in found}
    kept = [each for each in marks if (each.code, each.field.name) not in open_or_settled]
    return tuple(sorted([*kept, *settled], key=lambda one: (one.code, one.field.name, one.reviewer)))


def additions(marks: Iterable[GivenMark], assignment: Assignment, root: Path) -> Iterator[dict[str, object]]:
    """Give the marks as additions to the candidates' evidence, each with the cell that it came from.

    Args:
        marks: The marks.
        assignment: The assignment, which knows whose they are.
        root: The campaign's folder, which files are named from.
    """
    items = {each.code: each.item for each in assignment.items}
    for each in sorted(marks, key=lambda one: (items[one.code].key, one.field.name, one.reviewer)):
        item = items[each.code]
        of_row = {"list": item.rows, "number": item.number} if item.rows else {}
        yield {
            "award": item.award,
            "candidate": item.candidate,
            "indicator": item.indicator,
            "field": each.field.name,
            **of_row,
            "mark": each.mark,
            "reviewer": each.reviewer,
            "file": _from(root, each.place.file),
            "sheet": each.place.sheet,
            "cell": each.place.cell,
        }


def _from(root: Path, file: str | None) -> str:
    try:
        return Path(file or "").relative_to(root).as_posix()
    except ValueError:
        return file or ""
