"""Loading a campaign: a folder of files to candidates and what the rules need beside them, all faults at once."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path as FilePath

import attrs

from lianbing.checks.campaign import faults_of
from lianbing.errors import Fault, InputError, LianbingError, Place, Severity, dotted, errors_of, fault, nearest
from lianbing.loading.candidates import CAMPAIGN_FILES, CandidateReader
from lianbing.loading.documents import Document, read_document
from lianbing.loading.reviews import Marker, Review, Reviewed, Reviewing
from lianbing.loading.rulebook import load_rulebook
from lianbing.loading.structuring import Path, structured
from lianbing.model.campaign import Campaign, Decision, HigherOutcome, HistoryEntry, Unit
from lianbing.model.official_text import Marking
from lianbing.model.rulebook import Rulebook
from lianbing.plugins.registry import Registry

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
    units: tuple[Unit, ...] = attrs.field(default=(), alias="unit")
    marking: Marking = attrs.field(factory=Marking)


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
    reader = CandidateReader(rulebook)
    reader.read(reader.open_all(root))
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
    reader = CandidateReader(rulebook, partial=stated.heading.partial, marker=marker)
    sources = reader.open_all(root)
    reader.read(sources)
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
        units=stated.units,
        marking=stated.marking,
        sha256=_digest(root, [document, *sources]),
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


def _of_candidates(faults: Iterable[Fault], reader: CandidateReader) -> list[Fault]:
    files = {each.place.file for each in reader.candidates}
    dependent = ("unknown_candidate", "unknown_unit")
    return [each for each in faults if each.code not in dependent or (not reader.lost and each.place.file in files)]


def _unread_files(root: FilePath) -> list[FilePath]:
    return [path for path in root.iterdir() if path.suffix.lower() in OFFICE_KINDS]


def _digest(root: FilePath, documents: Iterable[Document]) -> str:
    """Digest the folder as ``sha256sum FILES | sha256sum`` does, so that anyone can repeat it."""
    lines = sorted((FilePath(each.name).name, each.sha256) for each in documents)
    return hashlib.sha256("".join(f"{sha256}  {name}\n" for name, sha256 in lines).encode()).hexdigest()
