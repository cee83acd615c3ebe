"""What a picture is about: one award of an evaluation, or one candidate of it."""

from collections.abc import Sequence
from fractions import Fraction

import attrs

from lianbing.errors import Fault, InputError, fault, nearest
from lianbing.evaluation import Evaluation
from lianbing.formula.arithmetic import quantized
from lianbing.formula.domain import written
from lianbing.language import Bilingual, Language
from lianbing.model.award import Award, Indicator
from lianbing.model.outcome import AwardOutcome, IndicatorScore, Standing
from lianbing.reports.figures import limit, published
from lianbing.reports.pictures.sheet import fitted, named

MOST = 40
"""How many candidates a picture shows at most, one below the other."""

_LABEL = 7


@attrs.frozen
class Subject:
    """One award, and the candidate that is meant where it is one.

    Attributes:
        evaluation: The evaluation.
        award: The award.
        outcome: Its result.
        candidate: The candidate's standing, where one candidate is meant.
        language: The language of the words.
    """

    evaluation: Evaluation
    award: Award
    outcome: AwardOutcome
    candidate: Standing | None
    language: Language

    @classmethod
    def of(cls, evaluation: Evaluation, language: Language, award: str | None, candidate: str | None) -> "Subject":
        """Find the award and the candidate; without an award it is the first that has such a candidate.

        Raises:
            InputError: There is no such award or candidate, or it has no score that could be drawn.
        """
        found = _award(evaluation, award, candidate)
        outcome = evaluation.outcomes[found.id]
        if not outcome.standings:
            raise InputError([_nothing(Bilingual("这个奖项没有计分的候选", "nobody has a score in this award"))])
        standing = None
        if candidate is not None:
            # Whoever is not there is told as in an explanation.
            evaluation.explain(found.id, candidate)
            standing = next((each for each in outcome.standings if each.candidate.id == candidate), None)
            if standing is None:
                raise InputError(
                    [_nothing(Bilingual("候选已退出评选，没有得分", "the candidate left and has no score"))]
                )
        return cls(evaluation, found, outcome, standing, language)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators that give points."""
        return tuple(each for each in self.award.indicators if each.scores)

    def groups(self) -> list[tuple[str, tuple[Standing, ...]]]:
        """Give the standings by group, each with the group's title; one without a title where there are none."""
        if not self.outcome.groups:
            return [("", self.outcome.standings)]
        return [
            (group.title, own)
            for group in self.outcome.groups
            if (own := tuple(each for each in self.outcome.standings if each.group == group.id))
        ]

    def put(self, zh: str, en: str) -> str:
        """Say something in the language of the picture."""
        return Bilingual(zh, en).say(self.language)

    def figure(self, points: Fraction) -> str:
        """Write published points."""
        return published(points, self.evaluation.rulebook.rounding)

    def label(self, points: Fraction) -> str:
        """Write published points for a label; those of many decimals nearly."""
        words = self.figure(points)
        return words.replace("-", "−") if "/" not in words and len(words) <= _LABEL else brief(points)

    def titled(self, indicator: Indicator) -> str:
        """Name an indicator with its maximum."""
        sign = {"score": "", "bonus": "+", "penalty": "−"}[indicator.effect]
        return f"{indicator.title} {sign}{limit(indicator.points, self.language)}"

    @property
    def title(self) -> str:
        """The award's title, short enough to stand before what the picture shows."""
        return fitted(self.award.title, 20, 620)

    def below(self, *more: str) -> str:
        """Say what a picture is about, below its title."""
        return " · ".join([fitted(self.evaluation.campaign.title, 11, 420), *filter(None, more)])

    def marked(self) -> str:
        """Say which candidate is marked among the others."""
        if self.candidate is None:
            return ""
        name = named(self.candidate.candidate.name, 11, 260)
        return self.put(f"标出 {name}", f"{name} is marked")

    def remark(self, left_out: int) -> str:
        """Say what a picture does not show."""
        parts = []
        gone = len({each.candidate.id for each in self.outcome.excluded})
        if left_out:
            everyone = len(self.outcome.standings)
            shown = everyone - left_out
            parts.append(self.put(f"共 {everyone} 名，只画前 {shown} 名", f"the first {shown} of {everyone} are shown"))
        if gone:
            parts.append(self.put(f"另有 {gone} 名退出评选，没有得分", f"{gone} more left the award and have no score"))
        if self.evaluation.campaign.partial:
            parts.append(self.put("阶段性结果：未评指标计 0", "partial: what is not marked counts 0"))
        return self.put("；", "; ").join(parts)


def score_in(standing: Standing, indicator: Indicator) -> IndicatorScore | None:
    """Give what a candidate got for an indicator; None where it was not scored or does not apply."""
    found = next((each for each in standing.indicators if each.id == indicator.id), None)
    return found if found is not None and found.state == "scored" else None


def brief(points: Fraction) -> str:
    """Write points within two decimals, for a label.

    >>> brief(Fraction("19.915")), brief(Fraction(-3))
    ('19.92', '−3')
    """
    return written(quantized(points, Fraction(1, 100), "ROUND_HALF_UP")).replace("-", "−")


def middle(values: Sequence[Fraction]) -> Fraction:
    """Give the median of values."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _award(evaluation: Evaluation, award: str | None, candidate: str | None) -> Award:
    awards = evaluation.rulebook.awards
    if award is not None:
        known = [each.id for each in awards]
        if award not in known:
            wrong = fault("unknown_award", name=award, known=", ".join(known), suggestion=nearest(award, known))
            raise InputError([wrong])
        return evaluation.rulebook.award(award)
    if candidate is not None:
        own = {each.award for each in evaluation.campaign.candidates if each.id == candidate}
        return next((each for each in awards if each.id in own), awards[0])
    return next((each for each in awards if evaluation.outcomes[each.id].standings), awards[0])


def _nothing(why: Bilingual) -> Fault:
    return fault("wrong_call", why=why)
