"""What is due from whom, and when."""

from collections.abc import Iterator
from datetime import date

import attrs

from lianbing.loading.given import Given, GivenCandidate
from lianbing.model.campaign import Unit
from lianbing.model.official_text import Part, Submission


@attrs.frozen(kw_only=True)
class Sender:
    """Who hands something in.

    Attributes:
        id: The name of its folder: the id of a unit or a candidate.
        names: What else its folder may be called.
        title: The name that people read.
        unit: The unit; empty for the city itself.
        candidate: The candidate, where it is one.
    """

    id: str
    names: tuple[str, ...]
    title: str
    unit: str = ""
    candidate: GivenCandidate | None = None


@attrs.frozen(kw_only=True)
class Due:
    """A document that is due.

    Attributes:
        sender: From whom.
        submission: The submission.
        part: The part of it.
        day: The day.
        month: The month that tells it from the others, such as ``2019-07``, where it is due again and again.
    """

    sender: Sender
    submission: Submission
    part: Part
    day: date
    month: str = ""

    def is_late(self, received: date) -> bool:
        """Tell whether what came on a day came late."""
        return received >= self.day if self.submission.before else received > self.day

    def is_over(self, on: date) -> bool:
        """Tell whether the time is over on a day."""
        return self.is_late(on)


def senders_of(given: Given, kind: str) -> tuple[Sender, ...]:
    """Give the senders of a kind: all units, the candidates of an award, or one sender of that name."""
    awards = {each.id: each for each in given.rulebook.awards}
    if kind in awards:
        shared = {each.id for each in given.candidates if each.award != kind}
        return tuple(_candidate(each, each.id in shared) for each in given.candidates if each.award == kind)
    if kind == "unit":
        own = {each.id for each in given.rulebook.awards if each.own_unit}
        return tuple(_unit(each) for each in given.units if not own or not each.awards or own & set(each.awards))
    return (Sender(id=kind, names=(), title=given.rulebook.source.issuer or kind),)


def _unit(unit: Unit) -> Sender:
    return Sender(id=unit.id, names=(unit.name,), title=unit.name, unit=unit.id)


def _candidate(candidate: GivenCandidate, is_shared: bool) -> Sender:
    """Name the folder of a candidate; an id that another award has too is told apart by the award."""
    long = f"{candidate.award}--{candidate.id}"
    id, names = (long, (candidate.name,)) if is_shared else (candidate.id, (long, candidate.name))
    return Sender(id=id, names=names, title=candidate.name, unit=candidate.unit, candidate=candidate)


def all_due(given: Given) -> Iterator[Due]:
    """Give all that is due, in the order of the rulebook, the senders of each in theirs."""
    for submission in given.rulebook.submissions:
        parts = submission.parts or (Part(id=submission.id, title=submission.title),)
        for sender in senders_of(given, submission.sender):
            for day in submission.due:
                month = day.isoformat()[:7] if len(submission.due) > 1 else ""
                for part in parts:
                    yield Due(sender=sender, submission=submission, part=part, day=day, month=month)
