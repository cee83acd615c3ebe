"""Reviews: marks of files that are taken from another campaign, in which reviewers marked the files item by item."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path as FilePath

import attrs

from lianbing.errors import Fault, Place, fault, nearest
from lianbing.formula.arithmetic import folded
from lianbing.loading.structuring import Locate, Path
from lianbing.model.campaign import ReviewSource

TOTAL = "total"
"""The figure of a file that is its total in the review."""


@attrs.frozen(kw_only=True)
class Review:
    """A ``[[review]]`` table of a campaign.

    Attributes:
        folder: The folder of the campaign in which files were reviewed, relative to this campaign's own.
        indicator: The indicator whose files take their marks from it; a file is found by its ``number``, which is the
            name or id of the candidate there.
        marks: By field of marks, the figure that it takes: ``"total"``, or the id of a figure that the review shows.
    """

    folder: str
    indicator: str
    marks: Mapping[str, str]


@attrs.frozen(kw_only=True)
class Reviewed:
    """What a review found.

    Attributes:
        source: Which campaign it was, under which rulebook.
        figures: By file, its figures.
        places: By file, where it was reviewed.
    """

    source: ReviewSource
    figures: Mapping[str, Mapping[str, Fraction]]
    places: Mapping[str, Place]


Reviewing = Callable[[FilePath], Reviewed]
"""Scores the campaign in a folder and gives what its review found."""


@attrs.define
class Marker:
    """Puts the marks that reviews give into the tables of candidates, before these become records.

    Attributes:
        reviews: What the campaign takes from which review.
        faults: What is wrong.
        taken: By path in a candidate's table, where a mark came from; made anew for each candidate.
    """

    reviews: tuple[tuple[Review, Reviewed], ...] = ()
    faults: list[Fault] = attrs.field(factory=list)
    taken: dict[Path, Place] = attrs.field(factory=dict)

    def filled(self, indicator: str, table: object, locate: Locate) -> object:
        """Give an indicator's table with the marks of its files filled in."""
        for review, reviewed in self.reviews:
            if review.indicator == indicator and isinstance(table, dict):
                table = {
                    name: self._rows(rows, review, reviewed, (indicator, name), locate)
                    if isinstance(rows, list)
                    else rows
                    for name, rows in table.items()
                }
        return table

    def _rows(self, rows: list[object], review: Review, reviewed: Reviewed, path: Path, locate: Locate) -> list[object]:
        return [
            self._row(row, review, reviewed, (*path, index), locate)
            if isinstance(row, dict) and "number" in row
            else row
            for index, row in enumerate(rows)
        ]

    def _row(
        self, row: dict[str, object], review: Review, reviewed: Reviewed, path: Path, locate: Locate
    ) -> dict[str, object]:
        number = folded(row["number"])
        figures = reviewed.figures.get(number)
        if figures is None:
            known = list(reviewed.figures)
            found = fault("unreviewed_file", locate((*path, "number")), name=str(row["number"]), folder=review.folder)
            self.faults.append(attrs.evolve(found, suggestion=nearest(number, known)))
            return row
        made = dict(row)
        for field, figure in review.marks.items():
            if field in row:
                self.faults.append(fault("marked_twice", locate((*path, field)), name=field, folder=review.folder))
            elif figure not in figures:
                known = list(figures)
                place = locate(path)
                found = fault("unknown_figure", place, name=figure, known=", ".join(known), folder=review.folder)
                self.faults.append(attrs.evolve(found, suggestion=nearest(figure, known)))
            else:
                made[field] = [figures[figure]]
                self.taken[*path, field] = reviewed.places[number]
        return made


def numbers_of(id: str, name: str) -> tuple[str, ...]:
    """Give what a campaign may call a reviewed file: its name, and its id."""
    return tuple(dict.fromkeys((folded(name), folded(id))))
