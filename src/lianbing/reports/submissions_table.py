"""The state of submissions as people look at it, and as data."""

from collections import Counter
from collections.abc import Iterator, Mapping

from lianbing.casework.submissions.entries import Entry, Status, SubmissionReport
from lianbing.errors import Fault, Severity
from lianbing.language import Bilingual, Language
from lianbing.reports.lines import Line, Tone, fault_lines
from lianbing.reports.tables import Block, Table

COLUMNS = (
    "sender",
    "name",
    "submission",
    "title",
    "part",
    "part_title",
    "month",
    "due",
    "received",
    "days_late",
    "status",
    "files",
    "findings",
    "clause",
)
"""What a row says."""

TITLES = Bilingual("报送方,材料,部分,期限,收到,状态,问题", "sender,submission,part,due,received,status,findings")

STATUSES: Mapping[Status, Bilingual] = {
    "present": Bilingual("已报", "present"),
    "undated": Bilingual("已报，未登记日期", "present, day not registered"),
    "late": Bilingual("迟报", "late"),
    "wrong": Bilingual("有误", "wrong"),
    "missing": Bilingual("缺", "missing"),
    "not due": Bilingual("未到期", "not due yet"),
}
"""What each state is called."""

_TONES: Mapping[Status, Tone] = {"late": "doubt", "wrong": "loss", "missing": "loss", "not due": "quiet"}
_NO_POINTS = Bilingual(
    "格式有误的只提请评审组酌情考虑，软件不扣分。",
    "What is wrong in form is for the panel to weigh; no points are taken off here.",
)


def submissions_report(found: SubmissionReport, language: Language) -> Iterator[Block]:
    """Give what people read: a row for each part, then what was found in full."""
    rows = tuple(row_of(each, language) for each in found.entries)
    tones = tuple(_TONES.get(each.status, "plain") for each in found.entries)
    yield Table(tuple(TITLES.say(language).split(",")), rows, figures=(6,), tones=tones)
    for entry in found.entries:
        if entry.findings:
            title = f"{entry.due.sender.title} · {entry.due.submission.id} {entry.due.part.title} {entry.due.month}"
            yield Line(title.strip(), tuple(fault_lines(entry.findings, language)), tone="heading")
    yield from fault_lines(found.faults, language)
    yield Line(summary(found, language))
    yield Line(_NO_POINTS.say(language), tone="quiet")


def row_of(entry: Entry, language: Language) -> tuple[str, ...]:
    """Give the row of an entry for people."""
    due = entry.due
    before = Bilingual("前", " (before)").say(language) if due.submission.before else ""
    return (
        due.sender.title,
        due.submission.id,
        due.part.title,
        due.day.isoformat() + before,
        "" if entry.received is None else entry.received.isoformat(),
        state_of(entry, language),
        str(sum(each.severity is Severity.ERROR for each in entry.findings) or ""),
    )


def state_of(entry: Entry, language: Language) -> str:
    """Say how an entry stands."""
    said = STATUSES[entry.status].say(language)
    if entry.days_late:
        said += Bilingual(f"（迟 {entry.days_late} 天）", f" ({entry.days_late} days late)").say(language)
    return said


def summary(found: SubmissionReport, language: Language) -> str:
    """Say how it stands altogether."""
    count = Counter(each.status for each in found.entries)
    joint = Bilingual("，", ", ").say(language)
    parts = joint.join(
        f"{called.say(language)} {count[status]}" for status, called in STATUSES.items() if count[status]
    )
    return Bilingual(f"截至 {found.on.isoformat()}：{parts}", f"on {found.on.isoformat()}: {parts}").say(language)


def submissions_table(found: SubmissionReport, language: Language) -> Table:
    """Give a table whose columns have stable ids."""
    return Table(COLUMNS, tuple(_row(each, language) for each in found.entries))


def _row(entry: Entry, language: Language) -> tuple[str, ...]:
    due = entry.due
    return (
        due.sender.id,
        due.sender.title,
        due.submission.id,
        due.submission.title,
        due.part.id,
        due.part.title,
        due.month,
        due.day.isoformat(),
        "" if entry.received is None else entry.received.isoformat(),
        str(entry.days_late),
        entry.status.replace(" ", "_"),
        " ".join(entry.files),
        "；".join(each.say(language) for each in entry.findings),
        due.submission.clause,
    )


def submissions_data(found: SubmissionReport, language: Language) -> object:
    """Give the same as plain data, every finding with its place."""
    return {
        "on": found.on.isoformat(),
        "entries": [
            {
                **dict(zip(COLUMNS, _row(each, language), strict=True)),
                "days_late": each.days_late,
                "files": list(each.files),
                "findings": [_plain(one, language) for one in each.findings],
            }
            for each in found.entries
        ],
        "faults": [_plain(each, language) for each in found.faults],
    }


def _plain(found: Fault, language: Language) -> dict[str, object]:
    return found.to_json(language)
