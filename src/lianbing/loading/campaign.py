"""Loading a campaign: a folder of files to candidates and what the rules need beside them, all faults at once."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path as FilePath

import attrs

from lianbing.checks.campaign import faults_of, unknown_award
from lianbing.errors import Fault, InputError, LianbingError, Place, Severity, dotted, errors_of, fault, nearest
from lianbing.loading.documents import Document, read_document
from lianbing.loading.reviews import Marker, Review, Reviewed, Reviewing
from lianbing.loading.rulebook import load_rulebook
from lianbing.loading.structuring import Locate, Path, structured, unknown_field
from lianbing.model.campaign import Campaign, Candidate, Decision, HigherOutcome, HistoryEntry
from lianbing.model.rulebook import Award, Indicator, Rulebook
from lianbing.plugins.registry import Registry

CAMPAIGN_FILES = ("campaign.toml", "campaign.json")
DATA_KINDS = (".toml", ".json")
OFFICE_KINDS = (".xlsx", ".xls", ".et", ".csv")


@attrs.frozen(kw_only=True)
class Heading:
    """The ``[campaign]`` table.

    Attributes:
        rulebook: The id of a rulebook that comes with lianbing, or a path relative to the folder.
        title: The campaign's title.
        evaluation_day: The day that validity and verified reports are judged by.
        partial: Whether it is scored before everything is marked: indicators without a table are left out.
    """

    rulebook: str
    title: str
    evaluation_day: date
    partial: bool = False


@attrs.frozen(kw_only=True)
class StatedCampaign:
    """The campaign's own file."""

    heading: Heading = attrs.field(alias="campaign")
    readings: Mapping[str, str] = attrs.field(factory=dict)
    totals: Mapping[str, Mapping[str, Fraction]] = attrs.field(factory=dict)
    history: tuple[HistoryEntry, ...] = ()
    outcomes: tuple[HigherOutcome, ...] = attrs.field(default=(), alias="outcome")
    decisions: tuple[Decision, ...] = attrs.field(default=(), alias="decision")
    reviews: tuple[Review, ...] = attrs.field(default=(), alias="review")


@attrs.frozen(kw_only=True)
class _Who:
    """The fields of a candidate that are no evidence."""

    id: str
    award: str
    name: str
    unit: str
    level: str | None = None


def load(
    folder: str | FilePath,
    *,
    readings: Mapping[str, str] | None = None,
    registry: Registry | None = None,
    reviewing: Reviewing | None = None,
) -> tuple[Rulebook, Campaign]:
    """Load a campaign folder and the rulebook that it names.

    Args:
        folder: The folder with ``campaign.toml`` and the candidates' files.
        readings: Options to choose in place of the campaign's and the rulebook's own.
        registry: The plugins there are; found anew where it is not given.
        reviewing: Scores a review that marks are taken from; without it, a campaign that names one is refused.

    Raises:
        InputError: Files or records are wrong; all their faults are told.
        RulebookError: The rulebook is wrong.
    """
    root = FilePath(folder)
    document = _own_document(root)
    stated, faults = structured(document.data, StatedCampaign, document.place)
    if stated is None:
        raise InputError([*faults, *_faults_of_candidates(root, document, registry)])
    rulebook = _rulebook(root, document, stated, readings or {}, registry)
    return rulebook, _campaign(root, document, stated, rulebook, reviewing)


def load_campaign(folder: str | FilePath, rulebook: Rulebook, *, reviewing: Reviewing | None = None) -> Campaign:
    """Load a campaign folder under a rulebook that is loaded already, whatever rulebook the folder names.

    Raises:
        InputError: Files or records are wrong; all their faults are told.
    """
    root = FilePath(folder)
    document = _own_document(root)
    stated, faults = structured(document.data, StatedCampaign, document.place)
    if stated is None:
        raise InputError(faults)
    return _campaign(root, document, stated, rulebook, reviewing)


def _own_document(root: FilePath) -> Document:
    """Read the campaign's own file."""
    if not root.is_dir():
        raise InputError([fault("missing_folder", Place(file=str(root)))])
    found = [root / name for name in CAMPAIGN_FILES if (root / name).is_file()]
    if len(found) != 1:
        code = "two_campaign_files" if found else "missing_campaign_file"
        raise InputError([fault(code, Place(file=str(root)))])
    return read_document(found[0])


def _faults_of_candidates(root: FilePath, document: Document, registry: Registry | None) -> list[Fault]:
    """Tell what is wrong with the candidates, as far as it can be told while the campaign's own file is wrong too."""
    heading = document.data.get("campaign")
    named = heading.get("rulebook") if isinstance(heading, dict) else None
    try:
        rulebook = load_rulebook(str(named), registry=registry, relative_to=root)
    except LianbingError as error:
        return [] if named is None else [_placed(each, document, ("campaign", "rulebook")) for each in error.faults]
    reader = _Reader(rulebook)
    reader.read_all(root)
    return reader.faults


def _rulebook(
    root: FilePath,
    document: Document,
    stated: StatedCampaign,
    readings: Mapping[str, str],
    registry: Registry | None,
) -> Rulebook:
    wanted = {**stated.readings, **readings}
    try:
        return load_rulebook(stated.heading.rulebook, readings=wanted, registry=registry, relative_to=root)
    except InputError as error:
        raise InputError([_placed(each, document, ("campaign", "rulebook")) for each in error.faults]) from error


def _placed(found: Fault, document: Document, path: Path) -> Fault:
    """Give a fault without a file the place in the campaign's file that led to it."""
    return found if found.place.file else attrs.evolve(found, place=document.place(path, field=dotted(path)))


def _campaign(
    root: FilePath, document: Document, stated: StatedCampaign, rulebook: Rulebook, reviewing: Reviewing | None
) -> Campaign:
    marker = _marker(root, document, stated, rulebook, reviewing)
    reader = _Reader(rulebook, partial=stated.heading.partial, marker=marker)
    documents = [document, *reader.read_all(root)]
    warnings = [
        fault("unread_file", Place(file=str(path)), severity=Severity.WARNING) for path in sorted(_unread_files(root))
    ]
    campaign = Campaign(
        title=stated.heading.title,
        evaluation_day=stated.heading.evaluation_day,
        candidates=tuple(reader.candidates),
        totals=stated.totals,
        history=stated.history,
        outcomes=stated.outcomes,
        decisions=stated.decisions,
        partial=stated.heading.partial,
        reviews=tuple({each.source.folder: each.source for _, each in marker.reviews}.values()),
        sha256=_digest(root, documents),
        origin=document.place,
    )
    # A candidate whose own fields are wrong is not there to be checked, so what names it is not told as well.
    found = (
        faults_of(rulebook, campaign) if not reader.faults else _of_candidates(faults_of(rulebook, campaign), reader)
    )
    faults = [*marker.faults, *reader.faults, *found]
    if errors_of(faults):
        raise InputError(errors_of(faults))
    return attrs.evolve(campaign, warnings=(*warnings, *faults))


def _marker(
    root: FilePath, document: Document, stated: StatedCampaign, rulebook: Rulebook, reviewing: Reviewing | None
) -> Marker:
    """Score the reviews that the campaign names, each once."""
    marker, scored = Marker(), dict[str, Reviewed]()
    known = [each.id for award in rulebook.awards for each in award.indicators]
    for index, review in enumerate(stated.reviews):
        place = document.place(("review", index), field=f"review[{index}]")
        if reviewing is None:
            raise InputError([fault("nested_review", place)])
        if review.indicator not in known:
            unknown = fault("unknown_indicator", place, name=review.indicator, known=", ".join(known))
            raise InputError([attrs.evolve(unknown, suggestion=nearest(review.indicator, known))])
        if review.folder not in scored:
            scored[review.folder] = reviewing(root / review.folder)
        marker.reviews = (*marker.reviews, (review, scored[review.folder]))
    return marker


def _of_candidates(faults: Iterable[Fault], reader: "_Reader") -> list[Fault]:
    files = {each.place.file for each in reader.candidates}
    dependent = ("unknown_candidate", "unknown_unit")
    return [each for each in faults if each.code not in dependent or (not reader.lost and each.place.file in files)]


def _data_files(root: FilePath) -> list[FilePath]:
    return sorted(
        path
        for path in root.iterdir()
        if path.is_file() and path.suffix.lower() in DATA_KINDS and path.name not in CAMPAIGN_FILES
    )


def _unread_files(root: FilePath) -> list[FilePath]:
    return [path for path in root.iterdir() if path.suffix.lower() in OFFICE_KINDS]


def _digest(root: FilePath, documents: Iterable[Document]) -> str:
    """Digest the folder as ``sha256sum FILES | sha256sum`` does, so that anyone can repeat it."""
    lines = sorted((FilePath(each.name).name, each.sha256) for each in documents)
    return hashlib.sha256("".join(f"{sha256}  {name}\n" for name, sha256 in lines).encode()).hexdigest()


class _Reader:
    """Reads candidates from documents; keeps what went wrong."""

    def __init__(self, rulebook: Rulebook, *, partial: bool = False, marker: Marker | None = None) -> None:
        self._rulebook = rulebook
        self._marker = marker or Marker()
        self._partial = partial
        self._awards = {each.id: each for each in rulebook.awards}
        self.candidates: list[Candidate] = []
        self.faults: list[Fault] = []
        self.lost = False

    def read_all(self, root: FilePath) -> list[Document]:
        """Read the candidates of all files of a folder; give the files that could be read."""
        documents = []
        for path in _data_files(root):
            try:
                documents.append(read_document(path))
            except InputError as error:
                self.faults.extend(error.faults)
                self.lost = True
            else:
                self._read(documents[-1])
        return documents

    def _read(self, document: Document) -> None:
        for key in document.data:
            if key != "candidate":
                self.faults.append(unknown_field(key, ["candidate"], document.place((key,), field=key)))
        tables = document.data.get("candidate", [])
        if not isinstance(tables, list):
            tables = [tables]
        for index, table in enumerate(tables):
            candidate = self._candidate(table, document, index)
            if candidate is None:
                self.lost = True
            else:
                self.candidates.append(candidate)

    def _candidate(self, table: object, document: Document, index: int) -> Candidate | None:
        own = table if isinstance(table, dict) else {}
        record = f"{own.get('award', '?')}/{own.get('id', '?')}"

        taken: dict[Path, Place] = {}
        self._marker.taken = taken

        def locate(path: Path) -> Place:
            if path[:4] in taken:
                return taken[path[:4]]
            return document.place(("candidate", index, *path), record=record, field=dotted(path))

        fields = {field.name for field in attrs.fields(_Who)}
        plain = {key: value for key, value in own.items() if key in fields} if own else table
        who, faults = structured(plain, _Who, locate)
        self.faults.extend(faults)
        award = self._awards.get(str(own.get("award")))
        if award is None:
            if who is not None:
                self.faults.append(unknown_award(who.award, self._rulebook, locate(("award",))))
            return None
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
