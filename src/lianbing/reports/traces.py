"""One formula's explanation made ready to show: each part in words, with its value, its origin, and what bit."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from lianbing.backends.prose import phrase, say
from lianbing.errors import Place
from lianbing.formula.evidence import evidence_fields
from lianbing.formula.explanation import Explanation
from lianbing.formula.nodes import (
    Band,
    BestOfEach,
    Cap,
    ChoiceFact,
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
    PanelMark,
    Quantize,
    RankPoints,
    Ratio,
    RegionTotal,
    RowsFact,
    ShareOfGreatest,
    Subtract,
    SumOver,
    When,
)
from lianbing.language import Language
from lianbing.loading.structuring import dotted
from lianbing.model.campaign import Candidate
from lianbing.model.rulebook import Indicator
from lianbing.reports.figures import plain, readable, shown

_FACTS = (Fact, FlagFact, ChoiceFact, DayFact, MarksFact)
_LISTS = (SumOver, MeanOver, BestOfEach, Count, CountDistinct)


@attrs.frozen(kw_only=True)
class Origin:
    """Where a fact came from.

    Attributes:
        field: The path of its field in the candidate's table, with the index of its row.
        place: The candidate's place in its file.
        default: Whether no file gave it, so that it took its default.
        derived: Whether it was made of other awards' results.
    """

    field: str
    place: Place = Place()
    default: bool = False
    derived: bool = False

    def say(self, language: Language) -> str:
        """Give the origin in a few words."""
        if self.derived:
            return "由其他奖项的结果得出" if language == "zh" else "made of other awards' results"
        file = Place(file=self.place.file, line=self.place.line).say(language)
        text = " ".join(part for part in (file, self.field) if part)
        if self.default:
            text += " · 默认值" if language == "zh" else " · default"
        return text


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

    def remarks(self) -> list[str]:
        """Give all that happened in this part and below it, each once, in the order of the formula."""
        return list(dict.fromkeys(part.remark for part in self.walk() if part.remark))

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
    totals: Mapping[str, Mapping[str, Fraction]] | None = None
    language: Language = "zh"

    def trace(self, explanation: Explanation, within: int | None = None) -> Trace:
        """Make a trace of an explanation.

        Args:
            explanation: The explanation.
            within: The row that it stands within, where that is told already.
        """
        node, row = explanation.node, explanation.row
        return Trace(
            kind=type(node).__name__,
            words=phrase(node, self.language),
            value=explanation.value,
            row=row if row != within else None,
            origin=self._origin(explanation),
            remark=self._remark(explanation),
            parts=tuple(self.trace(part, row) for part in _in_reading_order(explanation)),
        )

    def _origin(self, explanation: Explanation) -> Origin | None:
        node = explanation.node
        if isinstance(node, ChoiceFact) and node.of_candidate:
            return Origin(field=node.name, place=self.candidate.place)
        if isinstance(node, _LISTS):
            return self._origin_of(node.rows.name, (self.indicator.id, node.rows.name))
        if not isinstance(node, _FACTS):
            return None
        if node.rows is None or explanation.row is None:
            return self._origin_of(node.name, (self.indicator.id, node.name))
        rows = evidence_fields(self.indicator.evidence)[node.rows]
        row: tuple[str | int, ...] = (node.rows, explanation.row)
        path = (*row, node.name) if attrs.has(rows.row_type or object) else row
        return self._origin_of(dotted(path), (self.indicator.id, *path))

    def _origin_of(self, name: str, path: tuple[str | int, ...]) -> Origin:
        derived = self.indicator.id not in self.candidate.evidence
        default = name in self.defaults
        return Origin(field=dotted(path), place=self.candidate.place, default=default, derived=derived)

    def _remark(self, explanation: Explanation) -> str:
        """Say what happened at a node, where it cost or changed something."""
        values = [part.value for part in explanation.parts]
        match explanation.node, values:
            case Cap(), [Fraction() as inner, Fraction()] if inner > explanation.number:
                return self._put("封顶：{0} → {1}", "capped: {0} → {1}", inner, explanation.number)
            case Floor(), [Fraction() as inner, Fraction()] if inner < explanation.number:
                return self._put("保底：{0} → {1}", "held at the floor: {0} → {1}", inner, explanation.number)
            case Quantize(), [Fraction() as inner] if inner != explanation.number:
                return self._put("舍入：{0} → {1}", "rounded: {0} → {1}", inner, explanation.number)
            case Subtract(), [Fraction(), Fraction() as right] if right > 0:
                return self._put("扣除 {0}", "{0} taken off", right)
            case Ratio(), [Fraction() as divisor, Fraction()] if divisor == 0:
                return self._put("分母为 0，计 {0}", "the divisor is 0: counts {0}", explanation.number)
            case When(condition), [bool() as holds, Fraction()] if explanation.value == 0:
                return self._condition(say(condition, self.language), holds)
            case PanelMark(_, most), _ if explanation.number < most:
                return self._put("评审组评 {0}，满分 {1}", "the panel gives {0} of {1}", explanation.number, most)
            case Band(_, _, _, _, most), [Fraction() as found, Fraction() as base] if explanation.number < most:
                return self._band(found, base, explanation.number)
            case RankPoints(_, most), _ if explanation.number < most:
                return self._put("按名次得 {0}，满分 {1}", "the rank gives {0} of {1}", explanation.number, most)
            case ShareOfGreatest(), _ if explanation.number < 1:
                return self._put("为最高者的 {0}", "{0} of the greatest", explanation.number)
            case _, _:
                return self._remark_on_data(explanation)

    def _remark_on_data(self, explanation: Explanation) -> str:
        """Say what a list or a total lacks, or where a total came from."""
        match explanation.node, [part.value for part in explanation.parts]:
            case MeanOver(), [*items, Fraction() as over] if over > len(items):
                count = Fraction(len({part.row for part in explanation.parts[:-1]}))
                if over > count:
                    return self._put("有 {0} 项，按 {1} 项平均", "{0} there, averaged over {1}", count, over)
            case MeanOver(_, _, _), [*parts, Fraction() as over]:
                count = Fraction(len({part.row for part in explanation.parts[:-1]}))
                if over > count:
                    return self._put("有 {0} 项，按 {1} 项平均", "{0} there, averaged over {1}", count, over)
            case RegionTotal(region, name), _ if self.totals is not None:
                given = name in self.totals.get(region, {})
                return self._put("活动给出", "given by the campaign") if given else self._put("候选合计", "summed")
        return ""

    def _band(self, found: Fraction, base: Fraction, points: Fraction) -> str:
        if base == 0:
            return self._put("基准为 0，计 {0}", "the baseline is 0: counts {0}", points)
        return self._put("为基准的 {0} 倍，计 {1}", "{0} times the baseline: counts {1}", found / base, points)

    def _condition(self, words: str, holds: bool) -> str:
        if self.language == "zh":
            return f"{words}：{'成立' if holds else '不成立'}，计 0"
        return f"{words}: {'holds' if holds else 'does not hold'}, counts 0"

    def _put(self, zh: str, en: str, *figures: Fraction) -> str:
        return (zh if self.language == "zh" else en).format(*map(readable, figures))


def _in_reading_order(explanation: Explanation) -> tuple[Explanation, ...]:
    """Give the parts as people read them; a quotient's divisor is evaluated first, but read last."""
    parts = explanation.parts
    if isinstance(explanation.node, Ratio) and len(parts) == 2 and parts[0].value != 0:
        return parts[1], parts[0]
    return parts


def speaks_for_itself(trace: Trace) -> bool:
    """Tell whether the words of a part are its value."""
    return trace.kind in (Constant.__name__, FixedDay.__name__)


def value_of(trace: Trace, language: Language) -> str:
    """Write the value of a part for people; a list's rows stand below it."""
    return "" if isinstance(trace.value, RowsFact) else shown(trace.value, language)
