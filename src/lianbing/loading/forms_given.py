"""The forms of a campaign folder as they were given, before anything is asked of marks or other awards."""

from collections.abc import Callable, Mapping
from pathlib import Path as FilePath
from typing import Any, cast

import attrs

from lianbing.errors import Fault
from lianbing.loading.office_files import read_office_files
from lianbing.model.campaign import Campaign
from lianbing.model.rulebook import Rulebook


@attrs.frozen(kw_only=True)
class GivenForm:
    """A form as it was given.

    Attributes:
        file: The workbook.
        unit: The id of the unit that it was made for, where it says so.
        candidates: The tables of its candidates, as a data file would hold them.
    """

    file: str
    unit: str
    candidates: tuple[Mapping[str, object], ...]


def given_forms(
    root: FilePath,
    rulebook: Rulebook,
    campaign: Campaign,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[tuple[GivenForm, ...], tuple[Fault, ...]]:
    """Read the forms of a folder; give them, and what is wrong or was tolerated in all office files there.

    Args:
        root: The campaign's folder.
        rulebook: Its rulebook.
        campaign: What its own file states.
        progress: Called before each file with how many were read, and how many there are.

    Raises:
        InputError: The extra that reads them is not installed.
    """
    office = read_office_files(root, rulebook, campaign.units, progress)
    found = [
        GivenForm(
            file=each.name,
            unit=str(getattr(each, "unit", "")),
            candidates=tuple(cast("list[Mapping[str, Any]]", each.data["candidate"])),
        )
        for each in office.forms
    ]
    return tuple(found), office.faults
