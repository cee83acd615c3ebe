"""What a score letter says to one candidate: its points, what was lost and why, the facts, and every step."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from lianbing.backends.prose import say
from lianbing.errors import InputError, fault
from lianbing.evaluation import Evaluation
from lianbing.language import Bilingual, Language, clean
from lianbing.model.explained import ExplainedCriterion, ExplainedIndicator, ExplainedScore
from lianbing.reports.award_words import grade_title
from lianbing.reports.documents.announcements import cautions, chosen_awards, common, unit_name
from lianbing.reports.documents.facts import facts_of
from lianbing.reports.documents.given import Given
from lianbing.reports.documents.records import CriterionRow, IndicatorRow, Letter, Letters, Step
from lianbing.reports.explaining import explanation, rounded
from lianbing.reports.figures import limit, published, readable
from lianbing.reports.lines import Line
from lianbing.reports.traces import Tracer

_HEADING = Bilingual("评分告知书", "Score letter")
_DEEPEST = 8
_EFFECTS = {
    "score": Bilingual("", ""),
    "bonus": Bilingual("加分", "bonus"),
    "penalty": Bilingual("扣分", "penalty"),
}
_STATES = {
    "scored": Bilingual("—", "—"),
    "not_applicable": Bilingual("不适用", "does not apply"),
    "not_marked": Bilingual("未评", "not marked yet"),
}


def letters(
    evaluation: Evaluation, given: Given, language: Language, *, award: str | None = None, candidate: str | None = None
) -> Letters:
    """Give the letter to one candidate, or to each of an award.

    Raises:
        InputError: There is no such award or candidate, or neither is named.
    """
    addressed = _addressed(evaluation, award, candidate)
    writers = [_Writer(evaluation, evaluation.explain(*each), language) for each in addressed]
    heading = clean(given.values.get("heading") or _HEADING.say(language))
    return Letters(
        **common(evaluation, given, language, heading),
        cautions=(),
        letters=tuple(each.letter(last=each is writers[-1]) for each in writers),
    )


def _addressed(evaluation: Evaluation, award: str | None, candidate: str | None) -> list[tuple[str, str]]:
    """Find whom letters go to: each an award and a candidate of it."""
    awards = chosen_awards(evaluation, award)
    if candidate is None:
        if award is None:
            raise _call(
                "告知书写给谁：请用 --award 和 --candidate 指明；只写 --award，则每名候选一份",
                "whom is the letter for: name it with --award and --candidate; --award alone makes one for each",
            )
        found = [(award, each.id) for each in evaluation.campaign.of(award)]
        if not found:
            raise _call(f"奖项“{award}”没有候选", f"the award “{award}” has no candidates")
        return found
    found = [(each.award, each.id) for each in evaluation.campaign.candidates if each.id == candidate]
    found = [each for each in found if each[0] in {own.id for own in awards}]
    if len(found) > 1:
        listed = ", ".join(each for each, _ in found)
        raise _call(
            f"几个奖项都有候选“{candidate}”，请用 --award 指明：{listed}",
            f"several awards have a candidate “{candidate}”; name one with --award: {listed}",
        )
    # Who is not found is looked for in the award that was named, so that a near name can be suggested.
    return found or [(awards[0].id, candidate)]


def _call(zh: str, en: str) -> InputError:
    return InputError([fault("wrong_call", why=Bilingual(zh, en))])


@attrs.frozen
class _Writer:
    evaluation: Evaluation
    score: ExplainedScore
    language: Language

    def letter(self, *, last: bool) -> Letter:
        """Write the letter."""
        score, standing = self.score, self.score.standing
        told = self._told()
        rows = [self._row(each) for each in score.indicators]
        scores = [each.scores for each in (own.indicator for own in score.indicators)]
        scored = [row for row, counts in zip(rows, scores, strict=True) if counts and standing is not None]
        return Letter(
            name=clean(score.candidate.name),
            unit=unit_name(self.evaluation, score.candidate),
            award=clean(score.award.title),
            result=self._result(),
            reasons=tuple(clean(line.text) for line in told.parts if line.tone == "loss"),
            cautions=tuple(cautions(self.evaluation, [score.award], self.language)),
            scored=standing is not None,
            total="" if standing is None else self._published(standing.total),
            most=readable(score.award.points),
            rank="" if standing is None or standing.rank is None else str(standing.rank),
            grade="" if standing is None or standing.grade is None else self._grade(standing.grade),
            selected=standing is not None and standing.selected,
            total_formula=self._total_formula(),
            total_steps=tuple(self._total_steps(told)),
            rounding=tuple(f"{row.title}{self._colon}{row.rounding}" for row in rows if row.rounding),
            losses=tuple(self._losses(rows)),
            indicators=tuple(scored),
            exclusions=tuple(each for each in rows if each not in scored),
            last=last,
        )

    def _told(self, *indicators: str) -> Line:
        totals = self.evaluation.campaign.totals
        return explanation(self.score, self.evaluation.rulebook, self.language, totals=totals, only=indicators)

    def _result(self) -> str:
        """Say the result in a sentence."""
        score, standing = self.score, self.score.standing
        if standing is None:
            return self._put("退出评选，不计总分。", "Left the award before scoring; there is no total.")
        outcome = self.evaluation.outcomes[score.award.id]
        parts = [
            self._put(
                "总分 {0} 分（满分 {1} 分）",
                "total {0} of {1}",
                self._published(standing.total),
                readable(score.award.points),
            )
        ]
        group = next((each.title for each in score.award.groups if each.id == standing.group), "")
        if group:
            parts.append(self._put("分组：{0}", "group: {0}", clean(group)))
        if standing.rank is not None:
            parts.append(self._put("第 {0} 名", "rank {0}", standing.rank))
        if standing.grade is not None:
            parts.append(self._put("等次 {0}", "grade {0}", self._grade(standing.grade)))
        parts.append(self._fate(outcome.places > 0))
        joined = ("，" if self.language == "zh" else ", ").join(filter(None, parts))
        return self._put("{0}。", "{0}.", joined[:1].upper() + joined[1:])

    def _fate(self, choosing: bool) -> str:
        """Say whether the candidate was selected; nothing where the award selects nobody."""
        score, standing = self.score, self.score.standing
        tied = {name for tie in self.evaluation.outcomes[score.award.id].needs_decision for name in tie.candidates}
        if score.revocation is not None:
            return self._put("入选后荣誉被撤销", "selected, and the honour taken back")
        if self.evaluation.campaign.partial:
            return self._put("尚未评完，以上不是最后结果", "not everything is marked yet, so this is not final")
        if score.candidate.id in tied:
            return self._put("与他人同分，是否入选尚待决定", "equal with others: whether selected is to be decided")
        if not choosing:
            return ""
        selected = standing is not None and standing.selected
        return self._put("入选", "selected") if selected else self._put("未入选", "not selected")

    def _total_formula(self) -> str:
        """Say how the total comes about: its formula, or the sum with its figures."""
        score, standing = self.score, self.score.standing
        if standing is None:
            return ""
        if score.total is not None:
            return clean(say(score.total.node, self.language))
        figures = [each.points for each in score.indicators if each.points is not None]
        if not figures:
            return ""
        first, *others = figures
        terms = [
            self._published(first),
            *(f"{'−' if each < 0 else '+'} {self._published(abs(each))}" for each in others),
        ]
        return f"{' '.join(terms)} = {self._published(standing.total)}"

    def _total_steps(self, told: Line) -> Iterator[Step]:
        """Give the steps of a total that is more than a sum: the one plain line beside the indicators."""
        for line in told.parts:
            if line.tone == "plain" and self.score.total is not None:
                yield from _steps([line])

    def _losses(self, rows: Sequence[IndicatorRow]) -> Iterator[str]:
        for row in rows:
            for each in row.criteria:
                if each.lost:
                    why = each.reasons or self._put("算法：{0}", "formula: {0}", each.formula)
                    lost = self._put("失 {0} 分", "{0} lost", each.lost)
                    title = each.title if each.title == row.title else f"{row.title} · {each.title}"
                    yield f"{title}{self._bracketed(lost)}{self._colon}{why}{self._cited(each.clause)}"

    def _row(self, explained: ExplainedIndicator) -> IndicatorRow:
        own = explained.indicator
        tracer = Tracer(
            candidate=self.score.candidate,
            indicator=own,
            defaults=explained.defaults,
            totals=self.evaluation.campaign.totals,
            language=self.language,
        )
        (told,) = (each for each in self._told(own.id).parts if each.tone == "heading")
        points = explained.points
        lost = None if points is None or own.points is None or own.effect != "score" else own.points - points
        return IndicatorRow(
            title=clean(own.title),
            points=_STATES[explained.state].say(self.language) if points is None else self._published(points),
            most=limit(own.points, self.language),
            lost="" if not lost else self._published(lost),
            clause=clean(own.clause),
            effect=_EFFECTS[own.effect].say(self.language),
            rounding=self._rounding(explained),
            criteria=tuple(self._criterion(each, tracer) for each in explained.criteria),
            facts=tuple(facts_of(explained, tracer)),
            heading=clean(told.text),
            steps=tuple(_steps(told.parts)),
        )

    def _criterion(self, explained: ExplainedCriterion, tracer: Tracer) -> CriterionRow:
        lost = explained.lost if tracer.indicator.effect == "score" else None
        reasons = tracer.trace(explained.explanation).remarks(self.language) if lost else []
        return CriterionRow(
            title=clean(explained.title),
            points=readable(explained.points),
            most=limit(explained.most, self.language),
            lost=readable(lost) if lost else "",
            clause=clean(explained.clause),
            reasons=clean(("；" if self.language == "zh" else "; ").join(reasons)),
            formula=clean(say(explained.explanation.node, self.language)),
        )

    def _rounding(self, explained: ExplainedIndicator) -> str:
        rounding = self.evaluation.rulebook.rounding
        if explained.exact is None or explained.points is None or explained.exact == explained.points:
            return ""
        step = f"{readable(explained.exact)} → {self._published(explained.points)}"
        return f"{rounded(rounding, self.language)}{self._colon}{step}{self._cited(rounding.clause)}"

    def _published(self, points: Fraction) -> str:
        return published(points, self.evaluation.rulebook.rounding)

    def _grade(self, id: str) -> str:
        return clean(grade_title(self.score.award.grades, id))

    @property
    def _colon(self) -> str:
        return "：" if self.language == "zh" else ": "

    def _bracketed(self, text: str) -> str:
        return self._put("（{0}）", " ({0})", text)

    def _cited(self, clause: str) -> str:
        return self._put("〔{0}〕", " [{0}]", clean(clause)) if clause else ""

    def _put(self, zh: str, en: str, *slots: object) -> str:
        return (zh if self.language == "zh" else en).format(*slots)


def _steps(lines: Sequence[Line], level: int = 1) -> Iterator[Step]:
    """Lay a tree of lines out, each with its depth."""
    for line in lines:
        # A quiet line with others below it lists the rulebook's settings by id; the formulas say them in words.
        if line.tone == "quiet" and line.parts:
            continue
        yield Step(level=min(level, _DEEPEST), text=clean(line.text))
        yield from _steps(line.parts, level + 1)
