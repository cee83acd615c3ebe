"""How submissions stand on a day, as records."""

from datetime import date
from typing import Literal

import attrs

from lianbing.casework.submissions.due import Due
from lianbing.errors import Fault

Status = Literal["present", "undated", "late", "wrong", "missing", "not due"]
"""How a part stands; ``undated`` is there, but the register does not say since when."""


@attrs.frozen(kw_only=True)
class Entry:
    """How one part of a submission stands.

    Attributes:
        due: The part, from whom and when it is due.
        status: How it stands.
        received: The day on which it came, as the register says.
        files: Its files, named from the folder of what was handed in.
        findings: What is wrong with it, and as warnings and notes what is worth knowing.
    """

    due: Due
    status: Status
    received: date | None
    files: tuple[str, ...]
    findings: tuple[Fault, ...]

    @property
    def days_late(self) -> int:
        """By how many days it came late."""
        if self.received is None or not self.due.is_late(self.received):
            return 0
        return (self.received - self.due.day).days + (1 if self.due.submission.before else 0)

    @property
    def falls_short(self) -> bool:
        """Whether something has to be done about it."""
        return self.status in ("late", "wrong", "missing")


@attrs.frozen(kw_only=True)
class SubmissionReport:
    """The state of all submissions.

    Attributes:
        on: The day.
        entries: How each part stands, in the order of the rulebook.
        faults: What is wrong with the register, and what lies in the folder and belongs to nothing.
    """

    on: date
    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]
