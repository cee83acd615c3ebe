"""Document review: the grade of a case file by its documents, of which some may be missing and some not be needed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal, cast

import attrs

import lianbing
from lianbing.formula import (
    Condition,
    Declared,
    DeclaredRows,
    Exhibit,
    Facts,
    Maxima,
    Number,
    ParameterError,
    Points,
    RowLimit,
    Scheme,
    all_of,
    at_most,
    cap,
    count,
    criterion,
    evidence_class,
    narrowed,
    not_above_zero,
    number,
    refuse,
    share_of_applicable,
    shown,
    sum_of,
    when,
    wrong,
    wrong_names,
)

MISSING, NOT_NEEDED = "missing", "not_needed"

Path = tuple[str | int, ...]
"""Where a parameter lies below another."""

Part = tuple[Condition, Number, Fraction]
"""When a part of the file applies, what it got, and the most that it can give."""


@attrs.frozen(kw_only=True)
class Document:
    """A document of the file.

    Attributes:
        id: Its name in data files; the marks of its parts are called ``<id>_1``, ``<id>_2`` and so on.
        title: How people call it.
        english: How it is called in English; the title where nothing is said.
        parts: The points of each part.
        absence: What its absence can mean: its parts count 0, or it was not needed and leaves the divisor, or either.
        gate: The part without which the whole document counts 0, where there is one.
        part_not_needed: The parts that may not be needed though the document is there.
    """

    id: str
    title: str
    english: str = ""
    parts: tuple[Points, ...]
    absence: Literal["zero", "not_needed", "either"]
    gate: int | None = None
    part_not_needed: tuple[int, ...] = ()

    @property
    def can_be_missing(self) -> bool:
        """Whether its absence may count 0."""
        return self.absence in ("zero", "either")

    @property
    def can_be_not_needed(self) -> bool:
        """Whether its absence may leave the divisor."""
        return self.absence in ("not_needed", "either")

    @property
    def numbers(self) -> range:
        """The numbers of its parts, from 1 upward."""
        return range(1, len(self.parts) + 1)

    def declared(self) -> dict[str, Declared]:
        """Declare the marks of its parts; each is needed only where the document is there and the part is needed."""
        return {
            f"{self.id}_{at}": Declared(
                type="number",
                title=f"{self.title} 第 {at} 项",
                english=f"{self.english or self.title}, part {at}",
                least=Fraction(0),
                most=self.parts[at - 1],
                optional=True,
            )
            for at in self.numbers
        }

    def wrong(self) -> Iterator[ParameterError]:
        """Tell what is wrong with its parts."""
        if not self.parts:
            yield wrong("parts 不能为空", "parts cannot be empty", "parts")
        yield from not_above_zero(dict(enumerate(self.parts)), "parts")
        named: list[tuple[Path, int | None]] = [(("gate",), self.gate)]
        named += [(("part_not_needed", index), at) for index, at in enumerate(self.part_not_needed)]
        for path, at in named:
            if self.parts and at is not None and at not in self.numbers:
                last = len(self.parts)
                yield wrong(f"没有第 {at} 项，只有 1 到 {last}", f"there is no part {at}, only 1 to {last}", *path)
        if len(set(self.part_not_needed)) < len(self.part_not_needed):
            yield wrong("part_not_needed 中有重复", "part_not_needed names a part twice", "part_not_needed")


@attrs.frozen(kw_only=True)
class Merit:
    """What adds points to those of the documents.

    Attributes:
        id: The name of its fact in data files.
        title: How people call it.
        english: How it is called in English; the title where nothing is said.
        points: What it adds.
    """

    id: str
    title: str
    english: str = ""
    points: Points


@attrs.frozen(kw_only=True)
class DocumentReview:
    """The share that the needed documents got of what they can give, times the criterion's points.

    Attributes:
        items: The documents of a complete file.
        bonus: What adds points to those of the documents, while the divisor stays.
        bonus_limit: Whether a file with the bonus counts as full at most, or may count more.
        full: The points of a full file; those of the criterion where nothing is said. An open bonus needs it, for the
            criterion's points are what a file can have at most.
    """

    items: tuple[Document, ...]
    bonus: Merit | None = None
    bonus_limit: Literal["open", "capped"] | None = None
    full: Points | None = None

    def evidence(self) -> type:
        """Declare what is missing, what is not needed, and the marks of each part."""
        documents = (each.under("items", at) for at, item in enumerate(self.items) for each in item.wrong())
        refuse(wrong_names(items=self.items), documents, self._wrong_bonus())
        return evidence_class("DocumentReviewEvidence", self._declared())

    def scheme(self, facts: Facts[Any], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        name, limit = most.only()
        file = _File(narrowed(facts, self._declared()))
        parts = [part for each in self.items for part in file.parts(each)]
        share = share_of_applicable(*parts)
        if self.bonus is not None:
            share = share + (file.bonus(self.bonus) / _divisor(parts)).otherwise(0)
        if self.bonus_limit == "capped":
            share = cap(share, 1)
        full = limit if self.full is None else self.full
        return Scheme(
            criterion(name, full * share, most=limit),
            *(file.grade(each) for each in self.items),
            *(file.only_once(each) for each in self.items if each.absence == "either"),
        )

    def _declared(self) -> dict[str, Declared]:
        words = {
            MISSING: ("缺少的文书", "missing documents", [each.id for each in self.items if each.can_be_missing]),
            NOT_NEEDED: ("不需要的文书或项", "documents or parts not needed", list(self._not_needed())),
        }
        declared = {
            name: Declared(type="words", title=zh, english=en, options=tuple(options))
            for name, (zh, en, options) in words.items()
            if options
        }
        if self.bonus is not None:
            declared[self.bonus.id] = Declared(type="flag", title=self.bonus.title, english=self.bonus.english)
        return declared | {name: mark for each in self.items for name, mark in each.declared().items()}

    def _not_needed(self) -> Iterator[str]:
        for each in self.items:
            if each.can_be_not_needed:
                yield each.id
            yield from (_part(each, at) for at in each.part_not_needed)

    def _wrong_bonus(self) -> Iterator[ParameterError]:
        yield from not_above_zero({"full": self.full})
        if self.bonus is None:
            if self.bonus_limit is not None:
                yield wrong("没有 bonus，不设 bonus_limit", "without a bonus there is no bonus_limit", "bonus_limit")
            return
        if self.bonus_limit is None:
            yield wrong("有 bonus 须有 bonus_limit", "a bonus needs a bonus_limit", "bonus_limit")
        yield from not_above_zero({"points": self.bonus.points}, "bonus")
        for each in wrong_names(bonus=(self.bonus,)):
            yield wrong(each.why.zh, each.why.en, "bonus", each.path[-1])
        taken = {MISSING, NOT_NEEDED} | {name for item in self.items for name in item.declared()}
        if self.bonus.id in taken:
            yield wrong(f"id“{self.bonus.id}”已另有所指", f"the id “{self.bonus.id}” is taken already", "bonus", "id")


@attrs.frozen
class _File:
    """The facts of one file, as formulas read them."""

    facts: Mapping[str, object]

    def parts(self, document: Document) -> Iterator[Part]:
        """Give what a document adds to the share: its parts that are always needed together, the others singly."""
        always = [at for at in document.numbers if at not in document.part_not_needed]
        whole = [document.id] if document.can_be_not_needed else []
        for numbers in (always, *([at] for at in document.part_not_needed)):
            if numbers:
                names = [*whole, *(_part(document, at) for at in numbers if at not in always)]
                applies = self._times(NOT_NEEDED, *names) <= 0 if names else all_of()
                points = sum_of([self._mark(document, at) for at in numbers])
                top = sum((document.parts[at - 1] for at in numbers), Fraction(0))
                yield applies, self._unless_lost(document, points), top

    def grade(self, document: Document) -> Exhibit:
        """Show the document's own grade, which other campaigns may take over."""
        zero = "，不需要时计 0" if document.can_be_not_needed else ""
        return shown(
            f"{document.title} 得分（百分制{zero}）",
            f"grade of {document.english or document.title} out of 100" + (", 0 where not needed" if zero else ""),
            share_of_applicable(*self.parts(document)) * 100,
            id=document.id,
        )

    def only_once(self, document: Document) -> RowLimit:
        """Refuse a document that is said to be missing and said not to be needed."""
        return at_most(
            self._times(MISSING, document.id),
            when(self._times(NOT_NEEDED, document.id) > 0, 0, 1),
            f"缺少的文书：{document.title}",
            f"missing documents: {document.english or document.title}",
        )

    def bonus(self, merit: Merit) -> Number:
        """Give the points of the bonus."""
        return when(cast("Condition", self.facts[merit.id]), merit.points, 0)

    def _unless_lost(self, document: Document, points: Number) -> Number:
        """Give the points, or 0 where the document is missing, or its gate is shut."""
        if document.gate is not None:
            shut: Condition = self._mark(document, document.gate) <= 0
            if document.gate in document.part_not_needed:
                shut = all_of(self._times(NOT_NEEDED, _part(document, document.gate)) <= 0, shut)
            points = when(shut, 0, points)
        return when(self._times(MISSING, document.id) > 0, 0, points) if document.can_be_missing else points

    def _mark(self, document: Document, at: int) -> Number:
        return cast("Number", self.facts[f"{document.id}_{at}"])

    def _times(self, name: str, *words: str) -> Number:
        """Count how often a list has one of some words."""
        listed = cast("DeclaredRows", self.facts[name])
        value: Any = listed.facts["value"]
        return count(listed.rows, value.is_(*words))


def _part(document: Document, at: int) -> str:
    """Name a part among what is not needed."""
    return f"{document.id}.{at}"


def _divisor(parts: Sequence[Part]) -> Number:
    """Give what the parts that apply can give."""
    always = sum((top for applies, _, top in parts if applies == all_of()), Fraction(0))
    at_times: list[Number] = [when(applies, top, 0) for applies, _, top in parts if applies != all_of()]
    return sum_of([number(always), *at_times] if always else at_times)


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [lianbing.Indicator("document_review", rule=DocumentReview)]
