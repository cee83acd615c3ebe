"""Examining what was handed in: each file by what it holds, each list by what is in it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from lianbing.casework.characters import count_characters
from lianbing.casework.names import find_names
from lianbing.casework.penalties import PenaltyCase, PenaltyList
from lianbing.casework.publicity import merge_titles, nearly_alike
from lianbing.casework.submissions.due import Due
from lianbing.errors import Fault, InputError, Place, Severity, fault
from lianbing.language import Bilingual
from lianbing.loading.given import Given
from lianbing.model.official_text import Part
from lianbing.office.kinds import KINDS, kind_of
from lianbing.office.lists import ListColumn, read_list
from lianbing.office.scan import read_scan
from lianbing.office.story import CALLED, COUNTED, Story, read_story
from lianbing.office.values import folded


@attrs.frozen
class Examiner:
    """Examines the parts of a campaign's submissions.

    Attributes:
        given: The campaign.
        penalties: The penalty list, where there is one.
    """

    given: Given
    penalties: PenaltyList | None

    def examine(self, due: Due, files: Sequence[Path], *, is_over: bool = True) -> list[Fault]:
        """Tell all that is wrong with a part, or worth knowing about it.

        Args:
            due: The part.
            files: Its files.
            is_over: Whether the time is over, so that what is not there is missing.
        """
        found: list[Fault] = []
        for path in files:
            try:
                found += self._file(due, path)
            except InputError as error:
                found += error.faults
        if due.part.files:
            found += self._case_files(due)
        if due.part.each_case:
            found += self._each_case(due, files, is_over=is_over)
        return [each if each.clause else attrs.evolve(each, clause=due.submission.clause) for each in found]

    def _file(self, due: Due, path: Path) -> Iterator[Fault]:
        match due.part.format:
            case "word":
                yield from self._story(due, read_story(path))
            case "pdf":
                yield from read_scan(path).notes
            case "table":
                yield from _table(due.part, path)
            case "any" | "facts":
                kind = kind_of(path)
                if kind in ("empty", "encrypted_office"):
                    code = "empty_file" if kind == "empty" else "password"
                    yield fault(code, Place(file=str(path)))
                elif kind == "unknown":
                    place = Place(file=str(path))
                    yield fault("unknown_kind", place, severity=Severity.WARNING, found=KINDS[kind])

    def _story(self, due: Due, story: Story) -> Iterator[Fault]:
        yield from story.notes
        part, text, place = due.part, story.counted, Place(file=story.file)
        most = part.most_characters or due.submission.most_characters
        count = count_characters(text)
        if most is not None and count > most:
            by_place = {where: 0 for where in COUNTED}
            for each in story.paragraphs:
                if each.where in by_place:
                    by_place[each.where] += count_characters(each.text)
            where = {CALLED[each]: number for each, number in by_place.items() if number}
            listed = Bilingual(
                "、".join(f"{each.zh} {number}" for each, number in where.items()),
                ", ".join(f"{each.en} {number}" for each, number in where.items()),
            )
            yield fault("too_long", place, found=str(count), expected=str(most), where=listed)
        plain = folded(text)
        for section in part.sections:
            if not any(folded(word) in plain for word in section.words):
                words = Bilingual("、".join(section.words), ", ".join(section.words))
                yield fault("missing_section", place, name=section.title, words=words)
        if part.names_candidate and due.sender.candidate and folded(due.sender.candidate.name) not in plain:
            yield fault("candidate_not_named", place, name=due.sender.candidate.name)
        if part.no_names:
            yield from self._names(due, story)

    def _names(self, due: Due, story: Story) -> Iterator[Fault]:
        """Tell the names of offenders: those of the case list as errors, what only looks like one as a warning."""
        cases = self.penalties.cases if self.penalties is not None else ()
        own = [self.given.unit_name(due.sender.unit), due.sender.title]
        people = [each.name for each in self.given.candidates]
        texts = [each.text for each in story.paragraphs]
        for name in find_names(texts, [each.offender for each in cases if each.offender], [*own, *people]):
            severity = Severity.ERROR if name.by_list else Severity.WARNING
            place = story.paragraphs[name.paragraph].place
            code = "offender_named" if name.by_list else "name_suspected"
            yield fault(code, place, severity=severity, name=name.text, context=name.context)

    def _case_files(self, due: Due) -> Iterator[Fault]:
        """Hold the numbers of case files against the penalty list."""
        candidate = due.sender.candidate
        if candidate is None:
            return
        indicator, _, rows = due.part.files.partition(".")
        entries = candidate.rows(indicator, rows)
        if due.part.count is not None and len(entries) != due.part.count:
            place = candidate.place((indicator, rows))
            yield fault("wrong_number_of_files", place, expected=str(due.part.count), found=str(len(entries)))
        if self.penalties is None:
            yield fault("missing_list", Place(file=str(self.given.folder)), severity=Severity.WARNING)
            return
        seen: dict[str, str] = {}
        for index, entry in enumerate(entries):
            number, kind = str(entry.get("number", "")), str(entry.get("kind", ""))
            place = candidate.place((indicator, rows, index, "number"))
            other = seen.setdefault(folded(number), kind)
            if other != kind:
                yield fault("under_two_kinds", place, name=number)
            case = self.penalties.case(number)
            if case is None:
                yield fault("unknown_case", place, name=number)
            else:
                yield from self._case(due, case, place)

    def _case(self, due: Due, case: PenaltyCase, place: Place) -> Iterator[Fault]:
        candidate = due.sender.candidate
        if due.part.closed and case.is_closed is False:
            yield fault("case_not_closed", place, name=case.number)
        if due.part.own and candidate is not None:
            if case.unit != candidate.unit:
                yield fault("case_of_other_unit", place, name=case.number, found=self.given.unit_name(case.unit))
            elif case.level is not None and candidate.level is not None and case.level != candidate.level:
                yield fault("case_of_other_level", place, name=case.number, found=case.level)
        if case.before_reform and not case.note:
            yield fault("unexplained_case", place, name=case.number)

    def _each_case(self, due: Due, files: Sequence[Path], *, is_over: bool) -> Iterator[Fault]:
        """Tell for which cases of a unit there is no file, and which are not published."""
        if self.penalties is None:
            yield fault("missing_list", Place(file=str(self.given.folder)), severity=Severity.WARNING)
            return
        names = [folded(path.stem) for path in files]
        for case in self.penalties.cases:
            if case.unit != due.sender.unit:
                continue
            own = [name for name in names if folded(case.number) in name]
            if not own and is_over:
                yield fault("no_file_of_case", case.place, name=case.number)
            elif len(own) > 1:
                yield fault("files_of_case", case.place, name=case.number, found=str(len(own)))
            if due.part.published and case.is_published is False:
                yield fault("case_not_published", case.place, name=case.number)


def _table(part: Part, path: Path) -> Iterator[Fault]:
    """Examine a table: its headings, its blank cells, and which articles it counts more than once."""
    kind = kind_of(path)
    place = Place(file=str(path))
    if kind not in ("xlsx", "text") or (kind == "text") != (path.suffix.lower() in (".csv", ".txt")):
        yield fault("wrong_kind", place, expected=KINDS["xlsx"], found=KINDS[kind])
        return
    columns = [ListColumn(name=title, titles=(title,), required=True) for title in part.columns]
    read = read_list(path, columns)
    yield from (each for each in read.faults if each.code != "unknown_column")
    if not read.rows and not any(each.severity is Severity.ERROR for each in read.faults):
        yield fault("empty_table", place)
    if part.articles:
        yield from _articles([str(each.values[part.articles]) for each in read.rows], place)


def _articles(titles: Sequence[str], place: Place) -> Iterator[Fault]:
    articles = merge_titles(titles)
    if len(articles) < len(titles):
        figures = {"items": str(len(titles)), "articles": str(len(articles))}
        doubled = [each.title for each in articles if len(each.items) > 1]
        listed = Bilingual("、".join(doubled), ", ".join(doubled))
        yield fault("articles_merged", place, severity=Severity.NOTE, doubled=listed, **figures)
    for one, other in nearly_alike(articles):
        yield fault("articles_alike", place, severity=Severity.WARNING, name=one.title, other=other.title)
