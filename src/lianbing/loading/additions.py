"""Facts that come after a candidate's own: files that were drawn, and marks that reviewers gave."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import attrs

from lianbing.errors import Fault, Place, dotted, fault, nearest
from lianbing.language import Bilingual
from lianbing.loading.documents import Source
from lianbing.loading.structuring import Path, structured
from lianbing.model.award import Award, Indicator
from lianbing.model.rulebook import Rulebook
from lianbing.office.values import folded

KEYS = ("row", "mark")
"""The lists of a data file that hold additions."""


@attrs.frozen(kw_only=True)
class AddedRow:
    """A ``[[row]]`` table: an entry for a list of a candidate's evidence.

    Attributes:
        award: The award.
        candidate: The candidate's id.
        indicator: The indicator.
        rows: The list.
        values: The fields of the entry.
        source: Where it comes from, in words.
    """

    award: str
    candidate: str
    indicator: str
    rows: str = attrs.field(alias="list")
    values: Mapping[str, object]
    source: str = ""


@attrs.frozen(kw_only=True)
class AddedMark:
    """A ``[[mark]]`` table: what one reviewer gave.

    Attributes:
        award: The award.
        candidate: The candidate's id.
        indicator: The indicator.
        field: The list of marks that it goes into.
        rows: The list that holds the marked entry, where it is one of a list.
        number: The number of that entry.
        mark: The mark.
        reviewer: The reviewer's id.
        file: The reviewer's workbook.
        sheet: The sheet in it.
        cell: The cell in that.
    """

    award: str
    candidate: str
    indicator: str
    field: str
    rows: str = attrs.field(default="", alias="list")
    number: str = ""
    mark: Fraction
    reviewer: str
    file: str = ""
    sheet: str = ""
    cell: str = ""

    def place(self, stated: Place) -> Place:
        """Give the reviewer's cell, where it is known; else where the mark is stated."""
        return Place(file=self.file, sheet=self.sheet, cell=self.cell) if self.file else stated


@attrs.frozen
class _Placed:
    added: AddedRow | AddedMark
    place: Place


Whose = tuple[str, str]
"""A candidate by its award and id."""


@attrs.define
class Additions:
    """What is added to the evidence of candidates before it becomes records.

    Attributes:
        rulebook: The rulebook that the candidates are scored under.
        faults: What is wrong.
        taken: By path in a candidate's table, where an added value came from; made anew for each candidate.
    """

    rulebook: Rulebook
    faults: list[Fault] = attrs.field(factory=list)
    taken: dict[Path, Place] = attrs.field(factory=dict)
    _waiting: dict[Whose, list[_Placed]] = attrs.field(factory=lambda: defaultdict(list))

    def take(self, source: Source) -> None:
        """Take the additions of a data file."""
        self._take(source, "row", AddedRow)
        self._take(source, "mark", AddedMark)

    def _take(self, source: Source, key: str, cls: type[AddedRow] | type[AddedMark]) -> None:
        stated = source.data.get(key, [])
        for index, table in enumerate(stated if isinstance(stated, list) else [stated]):
            base: Path = (key, index)

            def locate(path: Path, base: Path = base) -> Place:
                return source.place((*base, *path), record=dotted(base), field=dotted(path))

            made, wrong = structured(table, cls, locate)
            self.faults += wrong
            if made is not None:
                self.add(made, locate(()))

    def add(self, added: AddedRow | AddedMark, place: Place) -> None:
        """Take one addition, unless it names what is not there."""
        wrong = self._misnamed(added, place)
        if wrong is None:
            self._waiting[added.award, added.candidate].append(_Placed(added, place))
        else:
            self.faults.append(wrong)

    def _misnamed(self, added: AddedRow | AddedMark, place: Place) -> Fault | None:
        awards = {each.id: each for each in self.rulebook.awards}
        if added.award not in awards:
            return _unknown("unknown_award", added.award, awards, place)
        indicators = {each.id: each for each in awards[added.award].indicators if each.derive is None}
        if added.indicator not in indicators:
            return _unknown("unknown_indicator", added.indicator, indicators, place)
        return None

    def filled(self, whose: Whose, award: Award, table: Mapping[str, Any]) -> dict[str, Any]:
        """Give a candidate's table with what is added to it: first entries of lists, then marks.

        Args:
            whose: The candidate.
            award: Its award.
            table: Its table, as its own file states it.
        """
        self.taken = {}
        waiting = self._waiting.pop(whose, [])
        made = dict(table)
        for each in sorted(waiting, key=lambda placed: isinstance(placed.added, AddedMark)):
            indicator = award.indicator(each.added.indicator)
            own = made.get(indicator.id, {})
            if not isinstance(own, dict):
                continue  # told when it becomes a record
            made[indicator.id] = dict(own)
            if isinstance(each.added, AddedRow):
                self._add_row(each.added, each.place, made[indicator.id])
            else:
                self._add_mark(each.added, each.place, indicator, made[indicator.id])
        return made

    def _add_row(self, added: AddedRow, place: Place, own: dict[str, Any]) -> None:
        rows = own.get(added.rows, [])
        if isinstance(rows, list):
            if added.rows not in own:
                self.taken[added.indicator, added.rows] = place
            own[added.rows] = [*rows, dict(added.values)]
            self.taken[added.indicator, added.rows, len(rows)] = place

    def _add_mark(self, added: AddedMark, stated: Place, indicator: Indicator, own: dict[str, Any]) -> None:
        if not added.rows:
            self._put(added, stated, own, (indicator.id, added.field))
            return
        rows = own.get(added.rows)
        entries = list(_entries(rows, added.number))
        if not isinstance(rows, list) or not entries:
            known = [str(each.get("number", "")) for each in rows or [] if isinstance(each, dict)]
            self.faults.append(_unknown("unknown_file", added.number, known, stated))
            return
        own[added.rows] = made = list(rows)
        for index in entries:
            made[index] = dict(made[index])
            self._put(added, stated, made[index], (indicator.id, added.rows, index, added.field))

    def _put(self, added: AddedMark, stated: Place, target: dict[str, Any], path: Path) -> None:
        """Put a mark into the record that holds it; marks that its own file gives are not added to."""
        marks = target.get(added.field, [])
        given = path not in self.taken and added.field in target
        if given or not isinstance(marks, list):
            self.faults.append(fault("given_already", stated, name=added.field))
            return
        target[added.field] = [*marks, added.mark]
        self.taken[*path, len(marks)] = added.place(stated)
        self.taken.setdefault(path, added.place(stated))

    def left(self) -> Iterator[Fault]:
        """Tell which additions are for candidates that are not there."""
        for (award, candidate), waiting in self._waiting.items():
            for each in waiting:
                yield fault("unknown_candidate", each.place, award=award, name=candidate)


def _entries(rows: object, number: str) -> Iterator[int]:
    """Find the entries of a list that have a number: a file that stands there twice has the same marks in both."""
    for index, each in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(each, dict) and folded(str(each.get("number", ""))) == folded(number):
            yield index


def _unknown(code: str, name: str, known: Mapping[str, object] | list[str], place: Place) -> Fault:
    words = Bilingual("、".join(known), ", ".join(known))
    return fault(code, place, name=name, known=words, suggestion=nearest(name, known))
