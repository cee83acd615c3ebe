"""What the office states in a document itself: who signs, when, how to object; and what it has not stated yet."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

import attrs

from lianbing.errors import Fault, InputError, Place, Severity, fault, nearest
from lianbing.language import Bilingual, Language, clean
from lianbing.reports.documents.records import Common, kinds

BLANK = "＿＿＿＿"
"""What stands where a needed field was not given, so that nobody overlooks it."""

NEEDED = ("office", "date", "period_from", "period_to", "telephone", "mailbox", "address")
OPTIONAL = ("number", "addressee", "contact")
SETTINGS: Mapping[str, Bilingual] = {
    "heading": Bilingual("标题，代替拟定的标题", "a title of the office's own"),
    "scores": Bilingual("是否公布得分：yes 或 no", "whether scores are shown: yes or no"),
}
NAMES = (*NEEDED, *OPTIONAL, *SETTINGS)

_DAYS = ("date", "period_from", "period_to")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ANSWERS = {"yes": True, "no": False, "是": True, "否": False}


@attrs.frozen
class Given:
    """The fields that the office gave, in a language.

    Attributes:
        values: The texts by the field's name.
        language: The language of dates.
    """

    values: Mapping[str, str]
    language: Language

    def text(self, name: str) -> str:
        """Give a field as the document shows it: a visible blank where a needed one is missing."""
        value = self.values.get(name, "")
        if not value:
            return BLANK if name in NEEDED else ""
        return day(value, self.language) if name in _DAYS else clean(value)

    def texts(self) -> dict[str, str]:
        """Give all fields that a document shows, by name."""
        return {name: self.text(name) for name in (*NEEDED, *OPTIONAL)}

    @property
    def show_scores(self) -> bool:
        """Whether the office wants scores shown."""
        return _ANSWERS[self.values.get("scores", "yes")]

    def missing(self, used: Collection[str]) -> tuple[Fault, ...]:
        """Warn of each field that a document uses and nobody gave."""
        return tuple(
            fault("blank_field", severity=Severity.WARNING, name=name, about=kinds(Common)[name].about)
            for name in NEEDED
            if name in used and not self.values.get(name)
        )


def given(fields: Sequence[tuple[str, str]], language: Language) -> Given:
    """Take the fields that the office gives.

    Raises:
        InputError: A field is not known, stands twice, or is not what it may be.
    """
    faults = []
    values: dict[str, str] = {}
    for name, value in fields:
        place = Place(field="--field")
        if name not in NAMES:
            faults.append(fault("unknown_field", place, name=name, known=_known(), suggestion=nearest(name, NAMES)))
        elif name in values:
            faults.append(fault("repeated_key", place, name=name))
        elif name == "scores" and value not in _ANSWERS:
            faults.append(fault("wrong_type", place, expected="yes, no", found=clean(value)[:60]))
        values.setdefault(name, value)
    if faults:
        raise InputError(faults)
    return Given(values, language)


def _known() -> str:
    return ", ".join(NAMES)


def day(text: str, language: Language) -> str:
    """Write a day as official documents do; a text that is none stays as it is.

    >>> day("2019-12-01", "zh"), day("2019-12-01", "en"), day("另行通知", "zh")
    ('2019年12月1日', '1 December 2019', '另行通知')
    """
    try:
        found = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None:
        return clean(text)
    if language == "zh":
        return f"{found.year}年{found.month}月{found.day}日"
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"
