"""Case files: the mean grade of the files that a unit recommends and of those drawn by lot, by number required."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal

import attrs

import lianbing
from lianbing.formula import (
    Count,
    Facts,
    Marks,
    Maxima,
    Name,
    Number,
    Points,
    Rows,
    Scheme,
    all_of,
    at_most,
    count,
    criterion,
    lawful_year,
    mean,
    panel,
    repeats,
    unique,
    when,
)


@attrs.frozen(kw_only=True)
class CaseFile:
    """A file of a closed or decided case."""

    number: Annotated[str, Name("案卷编号", "file number")]
    kind: Annotated[Literal["general", "four_measures", "inspection"], Name("案卷类型", "kind")]
    marks: Annotated[Marks, Name("案卷评分", "grades")]
    published: Annotated[bool, Name("已在门户网站公开", "published on the portal")]
    year: Annotated[Count, Name("年份", "year")]


@attrs.frozen(kw_only=True)
class CaseFilesEvidence:
    """The files of a unit that are graded."""

    recommended: Annotated[tuple[CaseFile, ...], Name("推选案卷", "recommended files")] = ()
    drawn: Annotated[tuple[CaseFile, ...], Name("抽选案卷", "drawn files")] = ()


@attrs.frozen(kw_only=True)
class ByKind:
    """How many files of each kind."""

    general: int = 0
    four_measures: int = 0
    inspection: int = 0

    @property
    def all_kinds(self) -> int:
        """How many files altogether."""
        return self.general + self.four_measures + self.inspection


@attrs.frozen(kw_only=True)
class Required:
    """How many files a level requires."""

    recommended: ByKind
    drawn: ByKind


@attrs.frozen(kw_only=True)
class CaseFiles:
    """Points in proportion to the mean grade of the files, for each of the two lists.

    Attributes:
        year: The year of all files.
        full_grade: The best grade of a file.
        missing: Whether a file that is missing counts 0 in its place, or the mean is of those there are.
        required: How many files are required, by the candidate's level.
    """

    year: int
    full_grade: Points
    missing: Literal["zero", "skip"]
    required: Mapping[str, Required]

    def scheme(self, facts: Facts[CaseFilesEvidence], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        unnamed = set(facts.candidate_level.options) - set(self.required)
        if unnamed:
            raise ValueError(f"required names no files for the level {', '.join(sorted(unnamed))}")
        recommended, drawn = facts.recommended, facts.drawn
        # A file recommended under two kinds counts once; a file drawn twice would be a mistake, and is refused.
        counts = all_of(recommended.published, ~repeats(recommended.number))
        level = facts.candidate_level
        of_recommended = {name: each.recommended for name, each in self.required.items()}
        of_drawn = {name: each.drawn for name, each in self.required.items()}
        ...
