"""Faults: what can be wrong, where it is, and how it is said; and the errors that carry them."""

import difflib
import enum
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

import attrs

from lianbing.language import Bilingual, Language, say
from lianbing.messages import MESSAGES

Said = str | Bilingual
"""A value within a message: as found in a file, or words in both languages."""


class Severity(enum.Enum):
    """How much a fault weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@attrs.frozen(kw_only=True)
class Place:
    """Where a fault is: as much of it as is known.

    Attributes:
        file: The file, as the user named it.
        line: The line in that file, from 1.
        column: The column in that line, from 1.
        sheet: The sheet of a workbook.
        cell: The cell of that sheet, such as ``C7``; of a text document, the paragraph; of a scan, the page.
        record: What the place belongs to: a candidate, an award, a sheet.
        field: The path within the record, such as ``supervision.commendations[0].points``.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str = ""
    cell: str = ""
    record: Said = ""
    field: str = ""

    def say(self, language: Language) -> str:
        """Give the place as people read it, ``file:line:column: record › field`` or ``file › sheet › cell: …``."""
        numbers = [str(number) for number in (self.line, self.column) if number is not None]
        file = " › ".join(filter(None, [":".join([self.file, *numbers]) if self.file else "", self.sheet, self.cell]))
        within = " › ".join(part for part in (say(self.record, language), self.field) if part)
        return ": ".join(part for part in (file, within) if part)


@attrs.frozen
class Excerpt:
    """A stretch of a text that a fault is about.

    Attributes:
        text: The whole text.
        start: Where the stretch begins, counted in characters from 0.
        end: Where it ends, the first character after it.
    """

    text: str
    start: int
    end: int

    def lines(self) -> tuple[str, str]:
        """Give the line of the text, and carets that stand under the stretch in a terminal.

        >>> for line in Excerpt("10 × caes", 5, 9).lines():
        ...     print(line)
        10 × caes
             ^^^^
        """
        begin = self.text.rfind("\n", 0, self.start) + 1
        line = self.text[begin:].partition("\n")[0]
        start, end = self.start - begin, max(min(self.end - begin, len(line)), self.start - begin + 1)
        first = max(0, start - 50)
        shown = "".join(letter if letter.isprintable() else " " for letter in line[first : max(end, first + 100)])
        before, under = shown[: start - first], shown[start - first : end - first] or " "
        return shown.rstrip(), " " * _columns(before) + "^" * _columns(under)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


@attrs.frozen(kw_only=True)
class Fault:
    """One thing that is wrong, or worth knowing, with a stable code.

    Attributes:
        code: The stable name of this kind of fault, a key of ``lianbing.messages.MESSAGES``.
        severity: Whether it stops the work.
        place: Where it is.
        values: What the message's blanks are filled with.
        clause: The clause that asks for it, where there is one.
        suggestion: The nearest valid name, where there was a typo.
        excerpt: The stretch of a formula's text that is wrong, where it is about one.
    """

    code: str
    severity: Severity
    place: Place = Place()
    values: Mapping[str, Said] = attrs.field(factory=dict)
    clause: str | None = None
    suggestion: str | None = None
    excerpt: Excerpt | None = None

    def message(self, language: Language = "zh") -> str:
        """Say what is wrong, without the place."""
        template = MESSAGES[self.code].say(language)
        text = template.format(**{name: say(value, language) for name, value in self.values.items()})
        if self.suggestion is not None:
            text += f"；是否应为“{self.suggestion}”？" if language == "zh" else f"; did you mean “{self.suggestion}”?"
        if self.clause:
            text += f"（依据 {self.clause}）" if language == "zh" else f" (clause {self.clause})"
        return text

    def say(self, language: Language = "zh") -> str:
        """Say it in one line: place, message, code; where there is an excerpt, two more lines point into it."""
        return "\n".join(self.lines(language))

    def lines(self, language: Language = "zh") -> tuple[str, ...]:
        """Give what `say` says, line by line."""
        place = self.place.say(language)
        text = f"{self.message(language)} [{self.code}]"
        below = self.excerpt.lines() if self.excerpt is not None else ()
        return (f"{place}: {text}" if place else text, *(f"    {line}" for line in below))

    def to_json(self, language: Language = "zh") -> dict[str, object]:
        """Give the fault as plain data."""
        place = attrs.asdict(self.place, filter=lambda _, value: value not in (None, ""))
        if "record" in place:
            place["record"] = say(self.place.record, language)
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message(language),
            "place": place,
            "clause": self.clause,
            "suggestion": self.suggestion,
            **({} if self.excerpt is None else {"excerpt": attrs.asdict(self.excerpt)}),
        }


def fault(
    code: str,
    place: Place | None = None,
    *,
    severity: Severity = Severity.ERROR,
    clause: str | None = None,
    suggestion: str | None = None,
    **values: Said,
) -> Fault:
    """Make a fault, an error unless another severity is given."""
    return Fault(
        code=code,
        severity=severity,
        place=place or Place(),
        values=values,
        clause=clause,
        suggestion=suggestion,
    )


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Give the name most like a misspelt one, if any is like it.

    >>> nearest("comendations", ["commendations", "deductions"])
    'commendations'
    """
    known = {other.casefold(): other for other in names}
    matches = difflib.get_close_matches(name.casefold(), known, n=1, cutoff=0.6)
    return known[matches[0]] if matches else None


def shown(value: object) -> str:
    """Show a value that was found in a file, in one short line with nothing that upsets a terminal."""
    if isinstance(value, str):
        text = json.dumps(value, ensure_ascii=False)
    elif isinstance(value, bool):
        text = "true" if value else "false"
    else:
        text = str(value)
    printable = "".join(letter if letter.isprintable() else "�" for letter in text)
    return printable if len(printable) <= 60 else printable[:57] + "…"


def dotted(path: Sequence[str | int]) -> str:
    """Write a path as people read it.

    >>> dotted(("supervision", "commendations", 0, "points"))
    'supervision.commendations[0].points'
    """
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")


def errors_of(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Keep the faults that stop the work."""
    return tuple(each for each in faults if each.severity is Severity.ERROR)


class LianbingError(Exception):
    """Every error raised on purpose; it carries all the faults that were found.

    Attributes:
        faults: What is wrong, in the order of the input.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(each.say() for each in self.faults))

    def say(self, language: Language = "zh") -> str:
        """Say all faults, a line each."""
        return "\n".join(each.say(language) for each in self.faults)


class InputError(LianbingError, ValueError):
    """A file or record is wrong: a campaign, a candidate, a call."""


class RulebookError(LianbingError, ValueError):
    """A rulebook is wrong: its TOML, its fields, or its arithmetic."""


class PluginError(LianbingError, LookupError):
    """A plugin that a rulebook uses is missing, broken, or claimed twice."""
