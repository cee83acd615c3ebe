"""The register of receipt: on which day a document came in."""

from collections.abc import Sequence
from datetime import date

import attrs

from lianbing.casework.submissions.due import Due
from lianbing.errors import Fault, errors_of, fault, nearest
from lianbing.loading.given import Given
from lianbing.loading.office_files import REGISTER, find_list
from lianbing.office.lists import ListColumn, read_list
from lianbing.office.values import folded

COLUMNS = (
    ListColumn(name="sender", titles=("报送单位", "报送方", "候选"), required=True),
    ListColumn(name="submission", titles=("材料", "材料编号"), required=True),
    ListColumn(name="part", titles=("部分", "分项")),
    ListColumn(name="month", titles=("月份",)),
    ListColumn(name="received", titles=("收到日期", "报送日期"), kind="day", required=True),
)
"""The columns of the register."""


@attrs.frozen(kw_only=True)
class Receipt:
    """An entry of the register; names are folded.

    Attributes:
        sender: The sender, by id or name.
        submission: The submission, by id or title.
        part: The part, by id or title; empty for all of them.
        month: The month; empty for all of them.
        received: The day.
    """

    sender: str
    submission: str
    part: str = ""
    month: str = ""
    received: date


def read_register(given: Given, due: Sequence[Due]) -> tuple[tuple[Receipt, ...], tuple[Fault, ...]]:
    """Read the register of a campaign folder, where there is one.

    Returns:
        Its entries, and what is wrong with it or was tolerated.
    """
    path = find_list(given.folder, REGISTER)
    if path is None:
        return (), ()
    read = read_list(path, COLUMNS)
    faults = list(read.faults)
    senders = {folded(name): name for each in due for name in (each.sender.id, *each.sender.names)}
    submissions = {folded(name): name for each in due for name in (each.submission.id, each.submission.title)}
    found = []
    for row in read.rows:
        said = {name: folded(str(row.values.get(name, ""))) for name in ("sender", "submission", "part", "month")}
        for name, known in (("sender", senders), ("submission", submissions)):
            if said[name] not in known:
                shown = str(row.values[name])
                near = nearest(shown, known.values())
                faults.append(fault(f"unknown_{name}", row.places[name], name=shown, suggestion=near))
        received = row.values["received"]
        assert isinstance(received, date), "the column holds days"
        found.append(Receipt(**said, received=received))
    return (tuple(found) if not errors_of(faults) else ()), tuple(faults)


def received(receipts: Sequence[Receipt], due: Due) -> date | None:
    """Give the day on which something came in: the first, where it came more than once."""
    senders = {folded(name) for name in (due.sender.id, *due.sender.names)}
    submissions = {folded(due.submission.id), folded(due.submission.title)}
    parts = {"", folded(due.part.id), folded(due.part.title)}
    months = {"", folded(due.month), folded(due.day.isoformat())} if due.month else None
    days = [
        each.received
        for each in receipts
        if each.sender in senders
        and each.submission in submissions
        and each.part in parts
        and (months is None or each.month in months - {""})
    ]
    return min(days, default=None)
