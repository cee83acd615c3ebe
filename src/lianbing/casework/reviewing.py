"""Loading a campaign whose files were marked in a review of their own: the review is scored first."""

import os.path
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path as FilePath

from lianbing import loading
from lianbing.errors import InputError, fault
from lianbing.evaluation import evaluate, figures
from lianbing.loading.reviews import TOTAL, Reviewed, numbers_of
from lianbing.model.campaign import Campaign, Candidate, ReviewSource
from lianbing.model.rulebook import Rulebook
from lianbing.plugins.registry import Registry

Key = tuple[str, str]
"""A reviewed file by its award and id."""


def load(
    folder: str | FilePath, *, readings: Mapping[str, str] | None = None, registry: Registry | None = None
) -> tuple[Rulebook, Campaign]:
    """Load a campaign folder, the rulebook that it names, and the reviews that its marks come from.

    Args:
        folder: The folder with ``campaign.toml`` and the candidates' files.
        readings: Options to choose in place of the campaign's and the rulebook's own.
        registry: The plugins there are; found anew where it is not given.

    Raises:
        InputError: Files or records are wrong; all their faults are told.
        RulebookError: The rulebook is wrong.
    """
    found = registry or Registry.load()
    return loading.load(folder, readings=readings, registry=found, reviewing=_reviewing(found))


def load_campaign(folder: str | FilePath, rulebook: Rulebook, *, registry: Registry | None = None) -> Campaign:
    """Load a campaign folder under a rulebook that is loaded already, whatever rulebook the folder names.

    Raises:
        InputError: Files or records are wrong; all their faults are told.
    """
    return loading.load_campaign(folder, rulebook, reviewing=_reviewing(registry))


def _reviewing(registry: Registry | None) -> Callable[[FilePath], Reviewed]:
    def reviewed(folder: FilePath) -> Reviewed:
        # A review takes no marks from another: that one would be asked for here.
        rulebook, campaign = loading.load(folder, registry=registry)
        outcome, shown = evaluate(rulebook, campaign), figures(rulebook, campaign)
        found = {
            (award.id, each.candidate.id): {TOTAL: each.total, **shown[award.id][each.candidate.id]}
            for award in outcome.awards
            for each in award.standings
        }
        by_id = {(each.award, each.id): each for each in campaign.candidates}
        names = [(number, key) for key in found for number in numbers_of(by_id[key].id, by_id[key].name)]
        _refuse_doubles(names, by_id)
        return Reviewed(
            source=ReviewSource(
                folder=FilePath(os.path.normpath(folder)).as_posix(),
                title=campaign.title,
                sha256=campaign.sha256,
                rulebook=rulebook.id,
                rulebook_sha256=rulebook.sha256,
            ),
            figures={number: found[key] for number, key in names},
            places={number: by_id[key].place for number, key in names},
        )

    return reviewed


def _refuse_doubles(names: Sequence[tuple[str, Key]], candidates: Mapping[Key, Candidate]) -> None:
    """Refuse a review in which two files go by the same number: whose marks are meant, nobody could tell.

    Raises:
        InputError: There are such files.
    """
    first: dict[str, Key] = {}
    doubles = {(other, key): number for number, key in names if (other := first.setdefault(number, key)) != key}
    if doubles:
        raise InputError(
            fault(
                "reviewed_twice",
                candidates[key].place_of("name"),
                name=candidates[key].name,
                other=candidates[other].place.say("zh") or "/".join(other),
            )
            for other, key in doubles
        )
