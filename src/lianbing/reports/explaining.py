"""An explained score as a tree of lines: points, what was lost and why, down to facts and clauses."""

import itertools
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

import attrs

from lianbing.backends.prose import phrase, say
from lianbing.formula.explanation import Explanation
from lianbing.formula.nodes import Constant, Quantize
from lianbing.language import Bilingual, Language, clean
from lianbing.model.explained import (
    ExplainedCondition,
    ExplainedCriterion,
    ExplainedIndicator,
    ExplainedScore,
)
from lianbing.model.outcome import Standing
from lianbing.model.rulebook import Rounding, Rulebook
from lianbing.reports.award_words import shortfall_in_words
from lianbing.reports.figures import limit, plain, published, readable, shown
from lianbing.reports.lines import Line
from lianbing.reports.remarks import Totals
from lianbing.reports.traces import Origin, Trace, Tracer, limit_is_told, row_name, stated, total_trace


def explanation(
    score: ExplainedScore,
    rulebook: Rulebook,
    language: Language = "zh",
    *,
    totals: Totals | None = None,
    only: Collection[str] = (),
) -> Line:
    """Give an explained score as a tree of lines.

    Args:
        score: The explained score.
        rulebook: The rulebook that it was evaluated under.
        language: The language of the words.
        totals: The region's totals that the campaign gives, to tell where such a figure came from.
        only: The indicators to show; all where none is named.
    """
    indicators = [each for each in score.indicators if not only or each.indicator.id in only]
    teller = _Teller(score, rulebook, language, totals or {})
    return Line(
        teller.heading(),
        (*teller.fate(), *(teller.indicator(each) for each in indicators)),
        "heading",
    )


@attrs.frozen
class _Teller:
    score: ExplainedScore
    rulebook: Rulebook
    language: Language
    totals: Totals

    def heading(self) -> str:
        """Say who it is about, and the total."""
        who, standing = self.score.candidate, self.score.standing
        name = f"{who.name}（{who.id}）" if self.language == "zh" else f"{who.name} ({who.id})"
        parts = [clean(f"{self.score.award.title} · {name}")]
        if standing is not None:
            total = published(standing.total, self.rulebook.rounding)
            parts.append(self._put("总分 {0} / {1}", "total {0} / {1}", total, self.score.award.points))
            parts += self._place(standing)
        if standing is not None and standing.selected:
            parts.append(self._put("★ 入选", "★ selected"))
        return " · ".join(parts)

    def _place(self, standing: Standing) -> Iterator[str]:
        award = self.score.award
        group = next((each for each in award.groups if each.id == standing.group), None)
        if group is not None:
            yield clean(group.title)
        if standing.rank is not None:
            yield self._put("第 {0} 名", "rank {0}", standing.rank)
        grade = next((each for each in award.grades if each.id == standing.grade), None)
        if grade is not None:
            yield self._put("等次 {0}", "grade {0}", clean(grade.title))

    def fate(self) -> Iterator[Line]:
        """Say where the candidate was read from, and why it left or lost the honour."""
        file = clean(attrs.evolve(self.score.candidate.place, record="", field="").say(self.language))
        if file:
            yield Line(self._put("材料：{0}", "file: {0}", file), tone="quiet")
        for each in self.score.departures:
            text = self._put("退出评选：{0}", "left the award: {0}", each.reason) + self.clause(each.clause)
            yield Line(text, tone="loss")
        for each in self.score.standing.limits if self.score.standing else ():
            text = self._put("等次受限：{0}", "grade limited: {0}", each.reason) + self.clause(each.clause)
            yield Line(clean(text), tone="loss")
        for short in self.score.standing.shortfalls if self.score.standing else ():
            lacking = clean(shortfall_in_words(short, self.score.award, self.language))
            yield Line(self._put("未达标：{0}", "below the minimum: {0}", lacking), tone="loss")
        yield from self._total()
        if self.score.revocation is not None:
            revoked = self.score.revocation
            text = self._put("荣誉撤销：{0}", "honour taken back: {0}", revoked.reason) + self.clause(revoked.clause)
            yield Line(text, tone="loss")

    def _total(self) -> Iterator[Line]:
        """Show how the total comes about, where it is more than a sum."""
        total = self.score.total
        if total is not None:
            formula = self._put("算法：{0}", "formula: {0}", say(total.node, self.language))
            value = self._labelled(self._put("总分", "total"), readable(total.number))
            trace = total_trace(total, self.language)
            parts = (Line(formula, tone="quiet"), *(self.part(each) for each in trace.parts))
            yield Line(value + self.clause(self.score.award.total.clause), parts)

    def indicator(self, explained: ExplainedIndicator) -> Line:
        """Explain an indicator."""
        own = explained.indicator
        tracer = Tracer(
            candidate=self.score.candidate,
            indicator=own,
            defaults=explained.defaults,
            totals=self.totals,
            language=self.language,
        )
        parts = [
            *(self._applies(each, tracer) for each in explained.applies),
            *self._rounding(explained),
            *(self.criterion(each, tracer) for each in explained.criteria),
            *(self.condition(each, tracer) for each in explained.conditions),
            *self._exhibits(explained, tracer),
            *self._settings(explained),
        ]
        return Line(f"{clean(own.title)}{self._points(explained)}{self.clause(own.clause)}", tuple(parts), "heading")

    def _applies(self, explanation: Explanation, tracer: Tracer) -> Line:
        holds = (
            self._put("适用", "it applies") if explanation.value is True else self._put("不适用", "it does not apply")
        )
        text = self._labelled(self._put("是否适用", "whether it applies"), holds)
        condition = self._put("条件：{0}", "condition: {0}", say(explanation.node, self.language))
        return Line(text, (Line(condition, tone="quiet"), self.part(tracer.trace(explanation))))

    def criterion(self, explained: ExplainedCriterion, tracer: Tracer) -> Line:
        """Explain a criterion: its points, why some are lost, its formula, and the formula's values."""
        trace = tracer.trace(explained.explanation)
        figures = f"{readable(explained.points)} / {limit(explained.most, self.language)}"
        formula = self._put("算法：{0}", "formula: {0}", say(explained.explanation.node, self.language))
        parts = [Line(formula, tone="quiet"), self.part(trace)]
        if explained.lost is not None and explained.lost > 0 and tracer.indicator.effect == "score":
            figures += self._put("，失 {0}", ", lost {0}", readable(explained.lost))
            why = ("；" if self.language == "zh" else "; ").join(trace.remarks(self.language))
            if why:
                parts.insert(0, Line(self._put("失分原因：{0}", "why: {0}", why), tone="loss"))
        text = self._labelled(explained.title, figures) + self.clause(explained.clause)
        return Line(text, tuple(parts))

    def condition(self, explained: ExplainedCondition, tracer: Tracer) -> Line:
        """Explain a condition: whether it holds, and on what facts."""
        effect = {
            ("exclude", True): Bilingual("成立，退出评选", "holds: the candidate leaves"),
            ("revoke", True): Bilingual("成立，撤销荣誉", "holds: the honour is taken back"),
            ("limit", True): Bilingual("成立，限制等次", "holds: the grade is limited"),
        }.get((explained.effect, explained.holds), Bilingual("不成立", "does not hold"))
        formula = self._put("条件：{0}", "condition: {0}", say(explained.explanation.node, self.language))
        text = self._labelled(explained.title, effect.say(self.language)) + self.clause(explained.clause)
        parts = (Line(formula, tone="quiet"), self.part(tracer.trace(explained.explanation)))
        return Line(text, parts, "loss" if explained.holds else "plain")

    def part(self, trace: Trace) -> Line:
        """Show a part of a formula with its value, what happened in it, and where it came from."""
        text = self._valued(trace)
        if trace.row is not None:
            text = row_name(trace.row, self.language) + text
        if trace.origin is not None:
            text += self._from(trace.origin)
        return Line(clean(text), tuple(self._parts(trace)))

    def _parts(self, trace: Trace) -> Iterator[Line]:
        """Show what a part was made of; what a row holds beside its points stands on one line with them."""
        parts = [part for part in trace.parts if not limit_is_told(trace, part)]
        for row, group in itertools.groupby(parts, key=lambda part: part.row):
            together = list(group)
            if row is None or len(together) == 1:
                yield from map(self.part, together)
            else:
                yield self._together(row, together)

    def _together(self, row: int, parts: Sequence[Trace]) -> Line:
        values = ("，" if self.language == "zh" else ", ").join(map(self._valued, parts))
        text = row_name(row, self.language) + values
        origin = next((part.origin for part in parts if part.origin is not None), None)
        if origin is not None:
            text += self._from(attrs.evolve(origin, field=origin.field.rpartition(".")[0]))
        return Line(clean(text), tuple(line for part in parts for line in self._parts(part)))

    def _valued(self, trace: Trace) -> str:
        """Say a part with its value, and what happened in it."""
        text = trace.words if stated(trace) else f"{trace.words} = {shown(trace.value, self.language)}"
        if trace.remark:
            text += self._put("（{0}）", " ({0})", trace.remark)
        return text

    def _from(self, origin: Origin) -> str:
        return f"  ← {origin.say(self.language)}"

    def clause(self, clause: str) -> str:
        """Cite a clause."""
        if not clause:
            return ""
        return clean(f"〔{clause}〕" if self.language == "zh" else f" [{clause}]")

    def _points(self, explained: ExplainedIndicator) -> str:
        most = explained.indicator.points
        if explained.state == "not_applicable":
            return self._put("  不适用", "  does not apply")
        if explained.state == "not_marked":
            return self._put("  未评", "  not marked yet")
        if explained.points is None:
            return ""
        text = f"  {published(explained.points, self.rulebook.rounding)} / {limit(most, self.language)}"
        if explained.indicator.effect != "score":
            return text + self._put(*_EFFECTS[explained.indicator.effect])
        each_lost = [f"{clean(each.title)} −{readable(each.lost)}" for each in explained.criteria if each.lost]
        if each_lost and most is not None:
            joined = ("、" if self.language == "zh" else ", ").join(each_lost)
            total = published(most - explained.points, self.rulebook.rounding)
            text += self._put("，失 {0}（{1}）", ", lost {0} ({1})", total, joined)
        return text

    def _rounding(self, explained: ExplainedIndicator) -> Iterator[Line]:
        """Show the rounding, where it changed the points."""
        rounding = self.rulebook.rounding
        if explained.exact is not None and explained.points is not None and explained.exact != explained.points:
            before, after = readable(explained.exact), published(explained.points, rounding)
            text = self._labelled(rounded(rounding, self.language), f"{before} → {after}")
            yield Line(text + self.clause(rounding.clause))

    def _exhibits(self, explained: ExplainedIndicator, tracer: Tracer) -> Iterator[Line]:
        """Show what the panel was shown: figures and where they come from, without how each was counted."""
        if explained.exhibits:
            lines = tuple(self._exhibit(label, tracer.trace(each)) for label, each in explained.exhibits)
            yield Line(self._put("评审组所见", "what the panel was shown"), lines)

    def _exhibit(self, label: Bilingual, trace: Trace) -> Line:
        text = self._labelled(label.say(self.language), shown(trace.value, self.language))
        origin = next((part.origin for part in trace.walk() if part.origin is not None), None)
        return Line(clean(text + self._from(origin) if origin else text))

    def _settings(self, explained: ExplainedIndicator) -> Iterator[Line]:
        """Show what the rulebook sets: parameters, and the options of readings in force."""
        parameters = explained.indicator.parameters
        if parameters:
            lines = tuple(Line(clean(f"{name} = {setting(value)}"), tone="quiet") for name, value in parameters.items())
            yield Line(self._put("规则参数", "the rulebook's parameters"), lines, "quiet")
        for name, option in explained.readings.items():
            reading = self.rulebook.reading(name)
            meaning = next(each.meaning for each in reading.options if each.id == option)
            text = self._put(
                "读法 {0} {1} = {2}：{3}", "reading {0} {1} = {2}: {3}", reading.number, name, option, meaning
            )
            yield Line(clean(text) + self.clause(reading.clause), tone="quiet")

    def _labelled(self, label: str, text: str) -> str:
        return clean(label) + ("：" if self.language == "zh" else ": ") + text

    def _put(self, zh: str, en: str, *slots: object) -> str:
        return (zh if self.language == "zh" else en).format(*slots)


_EFFECTS = {
    "bonus": ("（加分，不计入满分）", " (a bonus, on top of the maximum)"),
    "penalty": ("（从总分中扣除）", " (taken off the total)"),
}


def rounded(rounding: Rounding, language: Language) -> str:
    """Say how points are rounded, in the words that formulas have for it."""
    return phrase(Quantize(Constant(Fraction(0)), rounding.step, rounding.mode), language)


def setting(value: object) -> str:
    """Write a parameter in one line, as the rulebook's file would.

    >>> setting({"city": {"general": 2}})
    '{city = {general = 2}}'
    """
    data = plain(value)
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key} = {setting(each)}" for key, each in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(setting, data)) + "]"
    return ("true" if data else "false") if isinstance(data, bool) else str(data)
