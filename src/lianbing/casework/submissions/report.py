"""The state of all submissions on a day: present, late, missing, wrong, or not due yet."""

from collections.abc import Callable, Iterable
from datetime import date

from lianbing.casework.penalties import find_penalties
from lianbing.casework.submissions.due import Due, all_due
from lianbing.casework.submissions.entries import Entry, Status, SubmissionReport
from lianbing.casework.submissions.examining import Examiner
from lianbing.casework.submissions.folder import SubmissionFolder
from lianbing.casework.submissions.register import read_register, received
from lianbing.errors import Fault, errors_of
from lianbing.loading.given import Given

FOLDER = "submissions"
"""The folder within a campaign's that holds what was handed in."""


def submission_report(
    given: Given,
    on: date,
    *,
    sender: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> SubmissionReport:
    """Examine all that was handed in.

    Args:
        given: The campaign.
        on: The day of which the state is asked.
        sender: The one sender, by id or name, that it is about.
        progress: Called with how many parts were examined, and how many there are.

    Raises:
        InputError: The penalty list is wrong.
    """
    due = list(all_due(given))
    receipts, faults = read_register(given, due)
    folder = SubmissionFolder(given.folder / FOLDER, due)
    examiner = Examiner(given, find_penalties(given))
    asked = [each for each in due if sender in (None, each.sender.id, *each.sender.names)]
    entries = []
    for number, each in enumerate(asked):
        if progress is not None:
            progress(number, len(asked))
        entries.append(_entry(each, on, folder, examiner, received(receipts, each)))
    return SubmissionReport(
        on=on,
        entries=tuple(entries),
        faults=(*given.warnings, *faults, *folder.faults, *folder.unassigned(due)),
    )


def _entry(due: Due, on: date, folder: SubmissionFolder, examiner: Examiner, came: date | None) -> Entry:
    files = folder.files(due)
    is_there = bool(files) or (due.part.format == "facts" and _has_facts(due))
    is_over = due.is_over(on)
    is_asked = is_there or (due.part.each_case and is_over)
    findings = tuple(examiner.examine(due, files, is_over=is_over)) if is_asked else ()
    return Entry(
        due=due,
        status=_status(due, on, is_there, came, findings),
        received=came,
        files=tuple(each.relative_to(folder.root).as_posix() for each in files),
        findings=findings,
    )


def _has_facts(due: Due) -> bool:
    indicator, _, rows = due.part.files.partition(".")
    return due.sender.candidate is not None and bool(due.sender.candidate.rows(indicator, rows))


def _status(due: Due, on: date, is_there: bool, came: date | None, findings: Iterable[Fault]) -> Status:
    if not is_there:
        if not due.part.required or not due.is_over(on):
            return "not due"
        return "missing"
    if errors_of(findings):
        return "wrong"
    if came is not None:
        return "late" if due.is_late(came) else "present"
    return "present" if due.part.format == "facts" else "undated"
