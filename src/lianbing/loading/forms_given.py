"""The forms of a campaign folder as they were given, before anything is asked of marks or other awards."""

from collections.abc import Callable, Mapping
from pathlib import Path as FilePath
from typing import Any, cast

import attrs

from lianbing.errors import Fault
from lianbing.loading.additions import AddedRow
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


@attrs.frozen(kw_only=True)
class GivenForms:
    """The forms of a folder as they were given.

    Attributes:
        forms: The forms.
        rows: Entries of candidates' lists that stand in text files beside them.
        faults: What is wrong in all office files there, and as warnings what was tolerated.
    """

    forms: tuple[GivenForm, ...]
    rows: tuple[AddedRow, ...]
    faults: tuple[Fault, ...]


def given_forms(
    root: FilePath,
    rulebook: Rulebook,
    campaign: Campaign,
    progress: Callable[[int, int], None] | None = None,
) -> GivenForms:
    """Read the forms of a folder.

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
    return GivenForms(forms=tuple(found), rows=tuple(row for row, _ in office.rows), faults=office.faults)
