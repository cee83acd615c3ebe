"""Candidates: the tables of a campaign folder's files become typed records, all faults at once."""

from collections.abc import Mapping, Sequence
from pathlib import Path as FilePath

import attrs

from lianbing.checks.campaign import unknown_award
from lianbing.errors import Fault, InputError, Place, dotted, fault
from lianbing.loading.additions import KEYS, Additions
from lianbing.loading.documents import Document, Source, read_document
from lianbing.loading.reviews import Marker
from lianbing.loading.structuring import Locate, Path, structured, unknown_field
from lianbing.model.award import Award, Indicator
from lianbing.model.campaign import Candidate
from lianbing.model.rulebook import Rulebook

CAMPAIGN_FILES = ("campaign.toml", "campaign.json")
DATA_KINDS = (".toml", ".json")
_KEYS = ("candidate", *KEYS)


@attrs.frozen(kw_only=True)
class Identity:
    """The fields of a candidate that are no evidence."""

    id: str
    award: str
    name: str
    unit: str
    level: str | None = None


def _data_files(root: FilePath) -> list[FilePath]:
    return sorted(
        path
        for path in root.iterdir()
        if path.is_file() and path.suffix.lower() in DATA_KINDS and path.name not in CAMPAIGN_FILES
    )


class CandidateReader:
    """Reads candidates from documents; keeps what went wrong.

    Args:
        rulebook: The rulebook that says what evidence a candidate has.
        partial: Whether an indicator may be without a table.
        marker: Puts marks into the tables that reviews give.

    Attributes:
        additions: What other files add to candidates.
        candidates: The candidates that could be read.
        faults: What is wrong.
        lost: Whether some candidate could not be read.
    """

    def __init__(self, rulebook: Rulebook, *, partial: bool = False, marker: Marker | None = None) -> None:
        self._rulebook = rulebook
        self._marker = marker or Marker()
        self._partial = partial
        self.additions = Additions(rulebook)
        self._awards = {each.id: each for each in rulebook.awards}
        self.candidates: list[Candidate] = []
        self.faults: list[Fault] = []
        self.lost = self._unnamed = False

    def open_all(self, root: FilePath) -> list[Document]:
        """Open the data files of a folder; give those that could be read."""
        documents = []
        for path in _data_files(root):
            try:
                documents.append(read_document(path))
            except InputError as error:
                self.faults.extend(error.faults)
                self.lost = True
        return documents

    def read(self, sources: Sequence[Source]) -> None:
        """Read the candidates of all sources, with what other files add to them."""
        for each in sources:
            self.additions.take(each)
        for each in sources:
            self._read(each)
        self.faults += self.additions.faults
        if not self._unnamed:
            self.faults += self.additions.left()

    def _read(self, document: Source) -> None:
        for key in document.data:
            if key not in _KEYS:
                self.faults.append(unknown_field(key, _KEYS, document.place((key,), field=key)))
        tables = document.data.get("candidate", [])
        if not isinstance(tables, list):
            tables = [tables]
        for index, table in enumerate(tables):
            candidate = self._candidate(table, document, index)
            if candidate is None:
                self.lost = True
            else:
                self.candidates.append(candidate)

    def _candidate(self, table: object, document: Source, index: int) -> Candidate | None:
        own = table if isinstance(table, dict) else {}
        record = f"{own.get('award', '?')}/{own.get('id', '?')}"

        taken: dict[Path, Place] = {}
        self._marker.taken = taken

        def locate(path: Path) -> Place:
            for length in range(len(path), 0, -1):
                if path[:length] in taken:
                    return taken[path[:length]]
            return document.place(("candidate", index, *path), record=record, field=dotted(path))

        fields = {field.name for field in attrs.fields(Identity)}
        plain = {key: value for key, value in own.items() if key in fields} if own else table
        who, faults = structured(plain, Identity, locate)
        self.faults.extend(faults)
        award = self._awards.get(str(own.get("award")))
        if award is None:
            self._unnamed = True
            if who is not None:
                self.faults.append(unknown_award(who.award, self._rulebook, locate(("award",))))
            return None
        own = self.additions.filled((award.id, str(own.get("id"))), award, own)
        taken.update(self.additions.taken)
        evidence, defaults, wrong = self._evidence(award, own, fields, locate)
        self.faults.extend(wrong)
        if who is None or wrong:
            return None
        return Candidate(**attrs.asdict(who), evidence=evidence, defaults=defaults, place=locate(()), origin=locate)

    def _evidence(
        self, award: Award, table: Mapping[str, object], fields: set[str], locate: Locate
    ) -> tuple[dict[str, object], dict[str, tuple[str, ...]], list[Fault]]:
        evidence: dict[str, object] = {}
        defaults: dict[str, tuple[str, ...]] = {}
        own = [each for each in award.indicators if each.derive is None]
        known = [each.id for each in own]
        faults = [
            unknown_field(key, [*sorted(fields), *known], locate((key,)))
            for key in table
            if key not in fields and key not in known
        ]
        for indicator in own:
            if indicator.id not in table and (self._partial or not _is_asked(award, indicator, table)):
                continue
            given = self._marker.filled(indicator.id, table.get(indicator.id, {}), locate)
            made, wrong = structured(given, indicator.evidence, locate, (indicator.id,))
            if wrong and indicator.id not in table:
                names = ", ".join(str(each.values.get("name", "")) for each in wrong)
                wrong = [fault("missing_field", locate(()), name=indicator.id, expected=f"{indicator.title}：{names}")]
            faults += wrong
            evidence[indicator.id] = made
            names_given = given if isinstance(given, dict) else {}
            all_fields = attrs.fields(indicator.evidence)
            defaults[indicator.id] = tuple(each.name for each in all_fields if each.name not in names_given)
        return evidence, defaults, faults


def _is_asked(award: Award, indicator: Indicator, table: Mapping[str, object]) -> bool:
    level = table.get("level")
    return award.is_for(indicator, level if isinstance(level, str) else None, str(table.get("unit")))
