"""What a campaign folder holds beside TOML and JSON: forms that were filled in, and lists."""

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path as FilePath
from types import ModuleType
from typing import Any

import attrs

from lianbing.errors import Fault, Place, Severity, fault
from lianbing.extras import OFFICE, needing
from lianbing.forms.layout import Form, FormSheet, form_of
from lianbing.loading.additions import AddedRow
from lianbing.loading.documents import Source
from lianbing.model.campaign import HigherOutcome, HistoryEntry, Unit
from lianbing.model.rulebook import Rulebook
from lianbing.office.values import folded

HISTORY = ("history", "往年大练兵")
OUTCOMES = ("outcomes", "上级入选")
PENALTIES = ("penalties", "处罚清单")
REGISTER = ("register", "报送登记")
REVIEWERS = ("reviewers", "评审人员")
"""What lists may be called, before ``.csv`` or ``.xlsx``."""

READ_KINDS = (".xlsx", ".xlsm", ".csv")
UNREAD_KINDS = (".xls", ".et", ".ods")
_OF_OTHERS = (*PENALTIES, *REGISTER, *REVIEWERS)


@attrs.frozen(kw_only=True)
class OfficeFiles:
    """What was read of them.

    Attributes:
        forms: The forms.
        rows: Entries of candidates' lists that stand in CSV files, with their places.
        history: Earlier campaigns above the city.
        outcomes: Selections above the city.
        places: Where each of them is, by ``history`` or ``outcome``.
        digests: The files that were read, by name, with the digest of each.
        faults: What is wrong, and as warnings what was tolerated or left out.
    """

    forms: tuple[Source, ...] = ()
    rows: tuple[tuple[AddedRow, Place], ...] = ()
    history: tuple[HistoryEntry, ...] = ()
    outcomes: tuple[HigherOutcome, ...] = ()
    places: Mapping[str, Sequence[Place]] = attrs.field(factory=dict)
    digests: Mapping[str, str] = attrs.field(factory=dict)
    faults: tuple[Fault, ...] = ()


def find_list(root: FilePath, names: Sequence[str]) -> FilePath | None:
    """Find a list of a folder by the names that it may have."""
    wanted = set(map(folded, names))
    found = [each for each in _of_kinds(root, READ_KINDS) if folded(each.stem) in wanted]
    return found[0] if found else None


def read_office_files(
    root: FilePath,
    rulebook: Rulebook,
    units: Sequence[Unit],
    progress: Callable[[int, int], None] | None = None,
) -> OfficeFiles:
    """Read the forms and lists of a campaign folder.

    Args:
        root: The folder.
        rulebook: The rulebook.
        units: The units that the campaign states.
        progress: Called before each file with how many were read, and how many there are.

    Raises:
        InputError: The extra that reads them is not installed.
    """
    unread = [
        fault("unread_file", Place(file=str(path)), severity=Severity.WARNING) for path in _of_kinds(root, UNREAD_KINDS)
    ]
    others = set(map(folded, _OF_OTHERS))
    paths = [each for each in _of_kinds(root, READ_KINDS) if folded(each.stem) not in others]
    if not paths:
        return OfficeFiles(faults=tuple(unread))
    with needing(OFFICE):
        modules = [importlib.import_module(f"lianbing.loading.{name}") for name in ("forms", "form_entries", "lists")]
    reader = _Reader(rulebook, units, *modules)
    for number, path in enumerate(paths):
        if progress is not None:
            progress(number, len(paths))
        reader.read(path)
    return attrs.evolve(reader.found(), faults=(*reader.faults, *unread))


def _of_kinds(root: FilePath, kinds: Iterable[str]) -> list[FilePath]:
    return sorted(
        path
        for path in root.iterdir()
        if path.is_file() and path.suffix.lower() in kinds and not path.name.startswith(("~$", "."))
    )


def candidates_elsewhere(documents: Iterable[Source], forms: Iterable[Source]) -> Iterator[Fault]:
    """Tell which candidates of forms are in data files too: which of the two counts, nobody could tell."""
    stated = {whose: place for each in reversed([*documents]) for whose, place in _candidates_of(each)}
    for form in forms:
        for whose, place in _candidates_of(form):
            if whose in stated:
                yield fault("repeated_candidate", place, name=whose[1], other=stated[whose].say("zh"))


def _candidates_of(source: Source) -> Iterator[tuple[tuple[str, str], Place]]:
    """Give the candidates that a file holds by award and id, with their places."""
    tables: Any = source.data.get("candidate", [])
    for index, table in enumerate(tables if isinstance(tables, list) else [tables]):
        if isinstance(table, dict):
            place = source.place(("candidate", index, "id"))
            yield (str(table.get("award")), str(table.get("id"))), place


class _Reader:
    def __init__(
        self, rulebook: Rulebook, units: Sequence[Unit], forms: ModuleType, entries: ModuleType, lists: ModuleType
    ) -> None:
        self.rulebook, self.units = rulebook, units
        self._forms, self._form_entries, self._lists = forms, entries, lists
        self.faults: list[Fault] = []
        self._form: Form | None = None
        self._read: list[Source] = []
        self._rows: list[tuple[AddedRow, Place]] = []
        self._history: list[tuple[HistoryEntry, Place]] = []
        self._outcomes: list[tuple[HigherOutcome, Place]] = []
        self._digests: dict[str, str] = {}
        self._whose: dict[tuple[str, str], Place] = {}

    @property
    def form(self) -> Form:
        """The form of the rulebook, made when it is first asked for."""
        if self._form is None:
            self._form = form_of(self.rulebook, complete=True)
        return self._form

    def found(self) -> OfficeFiles:
        """Give all that was read."""
        return OfficeFiles(
            forms=tuple(self._read),
            rows=tuple(self._rows),
            history=tuple(entry for entry, _ in self._history),
            outcomes=tuple(entry for entry, _ in self._outcomes),
            places={
                "history": [place for _, place in self._history],
                "outcome": [place for _, place in self._outcomes],
            },
            digests=self._digests,
        )

    def read(self, path: FilePath) -> None:
        """Read one file as what its name says it is."""
        stem = folded(path.stem)
        if stem in map(folded, HISTORY):
            entries, read = self._lists.read_history(path, self.rulebook)
            self._history += entries
            self.faults += read.faults
            self._digests[path.name] = read.sha256
        elif stem in map(folded, OUTCOMES):
            outcomes, read, faults = self._lists.read_outcomes(path, self.rulebook, self.units)
            self._outcomes += outcomes
            self.faults += (*read.faults, *faults)
            self._digests[path.name] = read.sha256
        elif path.suffix.lower() == ".csv":
            self._entries(path)
        else:
            made, faults = self._forms.read_if_form(path, self.form)
            self.faults += faults
            if made is not None:
                self._read.append(made)
                self._digests[path.name] = made.sha256
                self._refuse_doubles(made)

    def _refuse_doubles(self, form: Source) -> None:
        """Refuse a candidate who is in another form already: which of the two counts, nobody could tell."""
        for whose, place in _candidates_of(form):
            other = self._whose.setdefault(whose, place)
            if other is not place:
                self.faults.append(fault("repeated_candidate", place, name=whose[1], other=other.say("zh")))

    def _entries(self, path: FilePath) -> None:
        """Read the entries of one list of the form from a text file that is named like its sheet."""
        layout = self._layout(path.stem)
        if layout is None:
            self.faults.append(fault("no_form", Place(file=str(path)), severity=Severity.WARNING))
            return
        rows, read = self._form_entries.read_entries(path, layout)
        self._rows += rows
        self.faults += read.faults
        self._digests[path.name] = read.sha256

    def _layout(self, stem: str) -> FormSheet | None:
        after = [stem, *(stem[index + 1 :] for index, letter in enumerate(stem) if letter in "_-")]
        wanted = set(map(folded, after))
        lists = [each for each in self.form.sheets if each.rows is not None]
        return next((each for each in lists if {folded(each.name.zh), folded(each.name.en)} & wanted), None)
