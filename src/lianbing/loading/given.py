"""A campaign before it is marked: its candidates as their files give them, with nothing asked of marks."""

from collections.abc import Callable, Mapping
from pathlib import Path as FilePath
from typing import Any

import attrs

from lianbing.errors import Fault, InputError, Place, dotted, errors_of
from lianbing.loading.additions import Additions
from lianbing.loading.campaign import load_frame
from lianbing.loading.candidates import CandidateReader, Identity
from lianbing.loading.documents import Source
from lianbing.loading.office_files import read_office_files
from lianbing.loading.structuring import Path, structured
from lianbing.model.campaign import Campaign, Unit
from lianbing.model.rulebook import Rulebook
from lianbing.plugins.registry import Registry


@attrs.frozen(kw_only=True)
class GivenCandidate:
    """A candidate as files give it.

    Attributes:
        id: Unique in its award.
        award: The award's id.
        name: The name that people read.
        unit: The unit that it belongs to.
        level: Its level, where the award has levels.
        table: Its whole table, as plain data.
        place: Gives the place of a path in it.
    """

    id: str
    award: str
    name: str
    unit: str
    level: str | None
    table: Mapping[str, Any] = attrs.field(repr=False)
    place: Callable[[Path], Place] = attrs.field(eq=False, repr=False)

    def rows(self, indicator: str, name: str) -> list[Mapping[str, Any]]:
        """Give the entries of a list of its evidence; what is none is left out."""
        own = self.table.get(indicator)
        found = own.get(name) if isinstance(own, dict) else None
        return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


@attrs.frozen(kw_only=True)
class Given:
    """A campaign before it is marked.

    Attributes:
        folder: Its folder.
        rulebook: Its rulebook.
        campaign: What its own file states; without candidates.
        candidates: The candidates, in the order of award and id.
        warnings: What was tolerated.
    """

    folder: FilePath
    rulebook: Rulebook
    campaign: Campaign
    candidates: tuple[GivenCandidate, ...]
    warnings: tuple[Fault, ...] = ()

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units that the campaign states; else those that the candidates name."""
        if self.campaign.units:
            return self.campaign.units
        own = {each.id: each.name for each in self.candidates if self.rulebook.award(each.award).own_unit}
        ids = dict.fromkeys(each.unit for each in self.candidates)
        return tuple(Unit(id=id, name=own.get(id, id)) for id in ids)

    def unit_name(self, id: str) -> str:
        """Give the name of a unit by its id."""
        return next((each.name for each in self.units if each.id == id), id)


def load_given(folder: str | FilePath, *, additions: bool = True, registry: Registry | None = None) -> Given:
    """Load a campaign folder as far as it is known before it is marked.

    Args:
        folder: The campaign's folder.
        additions: Whether drawn files count, where there are some already.
        registry: The plugins there are; found anew where it is not given.

    Raises:
        InputError: Files or candidates are wrong; what is wrong within evidence is told when it is scored.
        RulebookError: The rulebook is wrong.
    """
    root = FilePath(folder)
    rulebook, campaign = load_frame(root, registry=registry)
    office = read_office_files(root, rulebook, campaign.units)
    reader = CandidateReader(rulebook)
    sources: list[Source] = [*reader.open_all(root), *office.forms]
    added = Additions(rulebook)
    if additions:
        for row, place in office.rows:
            added.add(row, place)
        for each in sources:
            added.take(each)
    faults = [*office.faults, *reader.faults]
    candidates = []
    for source in sources:
        tables = source.data.get("candidate", [])
        for index, table in enumerate(tables if isinstance(tables, list) else [tables]):
            candidate, wrong = _candidate(rulebook, source, index, table, added)
            faults += wrong
            if candidate is not None:
                candidates.append(candidate)
    if errors_of(faults):
        raise InputError(errors_of(faults))
    return Given(
        folder=root,
        rulebook=rulebook,
        campaign=campaign,
        candidates=tuple(sorted(candidates, key=lambda each: (each.award, each.id))),
        warnings=tuple(faults),
    )


def _candidate(
    rulebook: Rulebook, source: Source, index: int, table: object, added: Additions
) -> tuple[GivenCandidate | None, list[Fault]]:
    own = table if isinstance(table, dict) else {}
    record = f"{own.get('award', '?')}/{own.get('id', '?')}"

    def locate(path: Path) -> Place:
        return source.place(("candidate", index, *path), record=record, field=dotted(path))

    names = {each.name for each in attrs.fields(Identity)}
    who, faults = structured({key: each for key, each in own.items() if key in names} or table, Identity, locate)
    known = {each.id: each for each in rulebook.awards}
    if who is None or who.award not in known:
        return None, faults
    filled = added.filled((who.award, who.id), known[who.award], own)
    return GivenCandidate(**attrs.asdict(who), table=filled, place=locate), faults
