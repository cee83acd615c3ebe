"""Case files: the mean grade of the files that a unit recommends, and of those drawn by lot."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

import attrs

import lianbing
from lianbing.formula import (
    Condition,
    Count,
    Facts,
    Marks,
    Maxima,
    Name,
    Number,
    OptionNames,
    Points,
    Rows,
    Scheme,
    all_of,
    at_most,
    count,
    criterion,
    lawful_year,
    mean,
    not_above_zero,
    panel,
    refuse,
    repeats,
    unique,
    when,
)

KINDS = {
    "general": ("一般行政处罚案卷", "general penalty files"),
    "four_measures": ("适用四个配套办法案卷", "files under the four supporting measures"),
    "inspection": ("稽查案卷", "inspection files"),
}


@attrs.frozen(kw_only=True)
class CaseFile:
    """A file of a closed or decided case."""

    number: Annotated[str, Name("案卷编号", "file number")]
    kind: Annotated[Literal["general", "four_measures", "inspection"], Name("案卷类型", "kind"), OptionNames(**KINDS)]
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
        refuse(not_above_zero({"full_grade": self.full_grade}))
        self._check_levels(facts.candidate_level.options)
        recommended, drawn = facts.recommended, facts.drawn
        # A file recommended under two kinds counts once; one drawn twice would be a mistake, and is refused.
        once = all_of(recommended.published, ~repeats(recommended.number))
        of_recommended = {level: files.recommended for level, files in self.required.items()}
        of_drawn = {level: files.drawn for level, files in self.required.items()}
        lists = ((recommended, of_recommended, "推选", "recommended"), (drawn, of_drawn, "抽选", "drawn"))
        return Scheme(
            criterion(
                "recommended",
                most.recommended * self._mean(recommended, once, self._divisor(facts, of_recommended)),
                most=most.recommended,
            ),
            criterion(
                "drawn",
                most.drawn * self._mean(drawn, drawn.published, self._divisor(facts, of_drawn)),
                most=most.drawn,
            ),
            *(
                at_most(
                    count(rows, rows.kind.is_(kind)),
                    _by_level(facts, {level: getattr(files, kind) for level, files in required.items()}),
                    zh + kind_zh,
                    f"{en} {kind_en}",
                )
                for rows, required, zh, en in lists
                for kind, (kind_zh, kind_en) in KINDS.items()
            ),
            lawful_year(recommended.year, self.year),
            lawful_year(drawn.year, self.year),
            unique(recommended, recommended.number, recommended.kind),
            unique(drawn, drawn.number),
        )

    def _mean(self, rows: Rows, counts: Condition, divisor: Number | int) -> Number:
        """Give the mean grade as a part of the best; a file that does not count is worth 0."""
        grade = when(counts, panel(rows.marks, most=self.full_grade), 0)
        return mean(rows, grade, over=divisor) / self.full_grade

    def _divisor(self, facts: Facts[CaseFilesEvidence], required: Mapping[str, ByKind]) -> Number | int:
        """Give the number of files that the mean is taken over where fewer are there."""
        if self.missing == "skip":
            return 0
        return _by_level(facts, {level: files.all_kinds for level, files in required.items()})

    def _check_levels(self, levels: tuple[str, ...]) -> None:
        # An award without levels needs one entry, whatever its name.
        if set(self.required) != set(levels) and (levels or len(self.required) != 1):
            named = ", ".join(self.required) or "none"
            raise ValueError(f"required names the levels {named}; the award has {', '.join(levels) or 'none'}")


def _by_level(facts: Facts[CaseFilesEvidence], figures: Mapping[str, int]) -> Number | int:
    """Give the figure of the candidate's level; plainly that figure where all levels share it."""
    common, *_ = figures.values()
    by_level: Number | int = common
    for level, figure in figures.items():
        if figure != common:
            by_level = when(facts.candidate_level.is_(level), figure, by_level)
    return by_level


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [
        lianbing.Indicator(
            "case_files",
            evidence=CaseFilesEvidence,
            rule=CaseFiles,
            earns=("recommended.marks", "drawn.marks"),
        )
    ]
