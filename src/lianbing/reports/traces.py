"""One formula's explanation made ready to show: each part in words, with its value, origin and remark."""

from collections.abc import Iterator
from pathlib import PurePath

import attrs

from lianbing.backends.prose import membership, phrase
from lianbing.errors import Place, dotted
from lianbing.formula.evidence import evidence_fields
from lianbing.formula.explanation import Explanation
from lianbing.formula.nodes import (
    AllOf,
    BestOfEach,
    Cap,
    ChoiceFact,
    Compare,
    CompareDays,
    Constant,
    Count,
    CountDistinct,
    DayFact,
    Fact,
    FixedDay,
    FlagFact,
    Floor,
    MarksFact,
    MeanOver,
    Ratio,
    RegionTotal,
    Steps,
    SumOfBest,
    SumOver,
)
from lianbing.language import Language, clean
from lianbing.model.award import Indicator
from lianbing.model.campaign import Candidate
from lianbing.reports.figures import plain
from lianbing.reports.remarks import Totals, remark

_FACTS = (Fact, FlagFact, ChoiceFact, DayFact, MarksFact)
_LIMITED = (Cap.__name__, Floor.__name__, Compare.__name__, CompareDays.__name__)
_LISTS = (SumOver, MeanOver, BestOfEach, SumOfBest, Count, CountDistinct)


@attrs.frozen(kw_only=True)
class Origin:
    """Where a fact came from.

    Attributes:
        field: The path of its field in the candidate's table, with the index of its row.
        place: Where its file says it, or would say it.
        default: Whether no file gave it, so that it took its default.
        derived: Whether it was made of other awards' results.
    """

    field: str
    place: Place = attrs.field(factory=Place)
    default: bool = False
    derived: bool = False

    def say(self, language: Language) -> str:
        """Give the origin in a few words."""
        if self.derived:
            return "由其他奖项的结果得出" if language == "zh" else "made of other awards' results"
        name = PurePath(self.place.file).name if self.place.file else None
        file = clean(Place(file=name, line=self.place.line).say(language))
        text = " ".join(part for part in (file, self.field) if part)
        if self.default:
            text += " · 默认值" if language == "zh" else " · default"
        return text


_COUNTED_APART = {Steps.__name__, Compare.__name__, CompareDays.__name__}


@attrs.frozen(kw_only=True)
class Trace:
    """A part of a formula, ready to show.

    Attributes:
        kind: What part it is, by the name of its node.
        words: What it says.
        value: What it was worth.
        row: The index of the row that it stands for, where it is an item of a list.
        origin: Where it came from, for a fact or a list.
        remark: What happened here that people ask about: a cap that bit, a deduction, a condition.
        parts: What it was made of.
    """

    kind: str
    words: str
    value: object
    row: int | None = None
    origin: Origin | None = None
    remark: str = ""
    parts: tuple["Trace", ...] = ()

    def walk(self) -> Iterator["Trace"]:
        """Give this part and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def remarks(self, language: Language) -> list[str]:
        """Give all that cost or changed something from this part downward, each once and with its row."""
        return list(dict.fromkeys(self._remarks(None, language)))

    def _remarks(self, row: int | None, language: Language) -> Iterator[str]:
        row = self.row if self.row is not None else row
        if self.remark and self.kind != RegionTotal.__name__:
            yield self.remark if row is None else f"{row_name(row, language)}{self.remark}"
        if self.kind in _COUNTED_APART:
            return  # a difference that is only counted or compared takes nothing off
        for part in self.parts:
            yield from part._remarks(row, language)

    def to_json(self) -> dict[str, object]:
        """Give the part as plain data; what it has not is left out."""
        origin = self.origin
        document = {
            "node": self.kind,
            "words": self.words,
            "value": plain(self.value),
            "row": self.row,
            "field": origin.field if origin else None,
            "file": origin.place.file if origin else None,
            "line": origin.place.line if origin else None,
            "default": (origin.default or None) if origin else None,
            "derived": (origin.derived or None) if origin else None,
            "remark": self.remark or None,
            "parts": [part.to_json() for part in self.parts] or None,
        }
        return {key: value for key, value in document.items() if value is not None or key == "value"}


@attrs.frozen(kw_only=True)
class Tracer:
    """Makes traces of one candidate's explanations for one indicator.

    Attributes:
        candidate: The candidate.
        indicator: The indicator.
        defaults: The fields that no file gave.
        totals: The region's totals that the campaign gives.
        language: The language of the words.
    """

    candidate: Candidate
    indicator: Indicator
    defaults: tuple[str, ...] = ()
    totals: Totals = attrs.field(factory=dict)
    language: Language = "zh"

    def trace(self, explanation: Explanation, within: int | None = None) -> Trace:
        """Make a trace of an explanation.

        Args:
            explanation: The explanation.
            within: The row that it stands within, where that is told already.
        """
        node, row = explanation.node, explanation.row
        listed = membership(node)
        # What a list holds says no more than the words do; only where the list stands is worth telling.
        parts = () if listed else _in_reading_order(explanation)
        return Trace(
            kind=type(node).__name__,
            words=phrase(node, self.language),
            value=explanation.value,
            row=row if row != within else None,
            origin=self._origin_of((listed[0].name,)) if listed else self._origin(explanation),
            remark=remark(explanation, self.totals, self.language),
            parts=tuple(self.trace(part, row) for part in parts),
        )

    def _origin(self, explanation: Explanation) -> Origin | None:
        node = explanation.node
        if isinstance(node, ChoiceFact) and node.of_candidate:
            return Origin(field=node.name, place=self.candidate.place_of(node.name))
        if isinstance(node, _LISTS):
            return self._origin_of((node.rows.name,))
        if not isinstance(node, _FACTS):
            return None
        if node.rows is None or explanation.row is None:
            return self._origin_of((node.name,))
        rows = evidence_fields(self.indicator.evidence)[node.rows]
        name = (node.name,) if attrs.has(rows.row_type or object) else ()
        return self._origin_of((node.rows, explanation.row, *name))

    def _origin_of(self, path: tuple[str | int, ...]) -> Origin:
        full = (self.indicator.id, *path)
        if self.indicator.derive is not None:
            return Origin(field=dotted(full), derived=True)
        default = dotted(path) in self.defaults
        return Origin(field=dotted(full), place=self.candidate.place_of(*full), default=default)


def total_trace(explanation: Explanation, language: Language) -> Trace:
    """Make a trace of how an award's total comes about; its facts are indicators, which no file states."""
    return Trace(
        kind=type(explanation.node).__name__,
        words=phrase(explanation.node, language),
        value=explanation.value,
        row=None,
        origin=None,
        remark=remark(explanation, {}, language),
        parts=tuple(total_trace(part, language) for part in _in_reading_order(explanation)),
    )


def _in_reading_order(explanation: Explanation) -> tuple[Explanation, ...]:
    """Give the parts as people read them; a quotient's divisor is evaluated first, but read last."""
    # That a part always applies is no news.
    parts = tuple(part for part in explanation.parts if part.node != AllOf(()))
    if isinstance(explanation.node, Ratio) and len(parts) == 2 and parts[0].value != 0:
        return parts[1], parts[0]
    return parts


def row_name(row: int, language: Language) -> str:
    """Name a row of a list, before what is said of it."""
    return f"第 {row + 1} 项：" if language == "zh" else f"no. {row + 1}: "


def limit_is_told(above: Trace, part: Trace) -> bool:
    """Tell whether a part is a limit that the words of what stands above it name already."""
    return stated(part) and above.kind in _LIMITED


def stated(trace: Trace) -> bool:
    """Tell whether a part is a figure or date that the rulebook states, so that its words are its value."""
    return trace.kind in (Constant.__name__, FixedDay.__name__)
