"""Evidence quality: the mean grade of four documents in each file that a person submits."""

from collections.abc import Iterable
from functools import reduce
from operator import add
from typing import Annotated, Literal

import attrs

import lianbing
from lianbing.formula import (
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
    mean,
    not_above_zero,
    panel,
    refuse,
    unique,
    when,
)


@attrs.frozen(kw_only=True)
class EvidenceFile:
    """A penalty file that a person submits, with the grades of its four documents."""

    number: Annotated[str, Name("案卷编号", "file number")]
    published: Annotated[bool, Name("已在门户网站公开", "published on the portal")]
    role: Annotated[
        Literal["questioner", "recorder", "none"],
        Name("笔录中的角色", "role in the records"),
        OptionNames(questioner=("询问人", "questioner"), recorder=("记录人", "recorder"), none=("都不是", "neither")),
    ]
    scene_marks: Annotated[Marks, Name("现场检查笔录评分", "grades of the scene record")]
    interview_marks: Annotated[Marks, Name("调查询问笔录评分", "grades of the interview record")]
    collection_marks: Annotated[Marks, Name("调取证据评分", "grades of the evidence collected")]
    report_marks: Annotated[Marks, Name("案件调查报告评分", "grades of the case report")]


@attrs.frozen(kw_only=True)
class EvidenceQualityEvidence:
    """The files that a person submits."""

    files: Annotated[tuple[EvidenceFile, ...], Name("参评案卷", "files")] = ()


@attrs.frozen(kw_only=True)
class EvidenceQuality:
    """Points in proportion to the mean grade; a file that is missing counts 0.

    Attributes:
        files: How many files are required.
        full_grade: The best grade of a document.
    """

    files: int
    full_grade: Points

    def scheme(self, facts: Facts[EvidenceQualityEvidence], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        refuse(not_above_zero({"full_grade": self.full_grade}))
        files = facts.files
        counts = all_of(files.published, files.role.is_("questioner", "recorder"))
        grade = mean(files, when(counts, self._grade(files), 0), over=self.files)
        points = most.evidence_quality * grade / self.full_grade
        return Scheme(
            criterion("evidence_quality", points, most=most.evidence_quality),
            at_most(count(files), self.files, "参评案卷", "submitted files"),
            unique(files, files.number),
        )

    def _grade(self, files: Rows) -> Number:
        """Give the mean grade of a file's documents."""
        documents = (files.scene_marks, files.interview_marks, files.collection_marks, files.report_marks)
        grades: list[Number] = [panel(marks, most=self.full_grade) for marks in documents]
        return reduce(add, grades) / len(grades)


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [
        lianbing.Indicator(
            "evidence_quality",
            evidence=EvidenceQualityEvidence,
            rule=EvidenceQuality,
            earns=(
                "files.scene_marks",
                "files.interview_marks",
                "files.collection_marks",
                "files.report_marks",
            ),
        )
    ]
