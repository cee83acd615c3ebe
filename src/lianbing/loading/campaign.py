"""Loading a campaign: a folder of files to candidates and what the rules need beside them, all faults at once."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path as FilePath

import attrs

from lianbing.checks.campaign import faults_of
from lianbing.checks.units import faults_of_units
from lianbing.errors import Fault, InputError, LianbingError, Place, dotted, errors_of, fault, nearest
from lianbing.loading.candidates import CAMPAIGN_FILES, CandidateReader
from lianbing.loading.documents import Document, read_document
from lianbing.loading.office_files import OfficeFiles, candidates_elsewhere, read_office_files
from lianbing.loading.reviews import Marker, Review, Reviewed, Reviewing
from lianbing.loading.rulebook import load_rulebook
from lianbing.loading.structuring import Path, structured
from lianbing.model.campaign import Campaign, Decision, HigherOutcome, HistoryEntry, Unit
from lianbing.model.official_text import Marking
from lianbing.model.rulebook import Rulebook
from lianbing.plugins.registry import Registry


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


def load_frame(
    folder: str | FilePath, *, readings: Mapping[str, str] | None = None, registry: Registry | None = None
) -> tuple[Rulebook, Campaign]:
    """Load a campaign's own file and its rulebook alone: what is known before there are candidates.

    Raises:
        InputError: The file is wrong; all its faults are told.
        RulebookError: The rulebook is wrong.
    """
    root = FilePath(folder)
    document = _own_document(root)
    stated, faults = structured(document.data, StatedCampaign, document.place)
    if stated is None:
        raise InputError(faults)
    rulebook = _rulebook(root, document, stated, readings or {}, registry)
    campaign = _stated(document, stated)
    found = errors_of(faults_of_units(rulebook, campaign))
    if found:
        raise InputError(found)
    return rulebook, campaign


def _stated(document: Document, stated: StatedCampaign) -> Campaign:
    """Make what the campaign's own file states a campaign, without candidates."""
    return Campaign(
        title=stated.heading.title,
        evaluation_day=stated.heading.evaluation_day,
        candidates=(),
        totals=stated.totals,
        history=stated.history,
        outcomes=stated.outcomes,
        decisions=stated.decisions,
        partial=stated.heading.partial,
        units=stated.units,
        marking=stated.marking,
        origin=document.place,
    )


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
    office = read_office_files(root, rulebook, stated.units)
    documents = reader.open_all(root)
    for row, place in office.rows:
        reader.additions.add(row, place)
    reader.read([*documents, *office.forms])
    campaign = attrs.evolve(
        _stated(document, stated),
        candidates=tuple(reader.candidates),
        reviews=tuple({each.source.folder: each.source for _, each in marker.reviews}.values()),
        history=(*stated.history, *office.history),
        outcomes=(*stated.outcomes, *office.outcomes),
        origin=_origin(document, stated, office),
        sha256=_digest([document, *documents], office.digests),
    )
    # A candidate whose own fields are wrong is not there to be checked, so what names it is not told as well.
    found = (
        faults_of(rulebook, campaign) if not reader.faults else _of_candidates(faults_of(rulebook, campaign), reader)
    )
    told = [*office.faults, *candidates_elsewhere(documents, office.forms)]
    faults = [*told, *_not_told([*marker.faults, *reader.faults, *found], told)]
    if errors_of(faults):
        raise InputError(errors_of(faults))
    return attrs.evolve(campaign, warnings=tuple(faults))


def _origin(document: Document, stated: StatedCampaign, office: OfficeFiles) -> Callable[[Path], Place]:
    """Give what finds the place of a path: what lists add has its place in them."""
    first = {"history": len(stated.history), "outcome": len(stated.outcomes)}

    def place(path: Path) -> Place:
        if len(path) > 1 and path[0] in first:
            index = int(path[1]) - first[str(path[0])]
            if index >= 0:
                return office.places[str(path[0])][index]
        return document.place(path)

    return place


_TOLD_OF_CELLS = ("missing_field", "out_of_range", "repeated_candidate")


def _not_told(faults: Iterable[Fault], told: Iterable[Fault]) -> Iterator[Fault]:
    """Leave out what was told already of the cell of a form, or of the line of a list."""
    wrong = {_cell(each) for each in errors_of(told)}
    return (each for each in faults if each.code not in _TOLD_OF_CELLS or _cell(each) not in wrong)


def _cell(found: Fault) -> tuple[str | None, int | None, str, str]:
    return found.place.file, found.place.line, found.place.sheet, found.place.cell


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


def _digest(documents: Iterable[Document], others: Mapping[str, str]) -> str:
    """Digest the folder as ``sha256sum FILES | sha256sum`` does, so that anyone can repeat it."""
    lines = sorted([*((FilePath(each.name).name, each.sha256) for each in documents), *others.items()])
    return hashlib.sha256("".join(f"{sha256}  {name}\n" for name, sha256 in lines).encode()).hexdigest()
