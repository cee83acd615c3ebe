"""An award put together for the page: rows, who left and why, what people decide, what can be tried."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from lianbing.evaluation import Evaluation
from lianbing.insight.weights import most_weight, weighable
from lianbing.language import Bilingual, Language, clean
from lianbing.model.award import Award
from lianbing.model.campaign import Candidate
from lianbing.model.outcome import AwardOutcome, Departure, IndicatorScore, Revocation, Standing
from lianbing.reports.award_words import grade_title, shortfall_in_words
from lianbing.reports.explaining import explanation
from lianbing.reports.figures import limit, published, readable
from lianbing.reports.lines import Line
from lianbing.reports.page.award_facts import facts_of, group_about
from lianbing.reports.page.bars import bar_of, full_bar
from lianbing.reports.page.views import AwardView, Column, Left, Revoked, Row, Table, Weight
from lianbing.reports.page.words import WORDS

_PLAIN_ID = re.compile(r"[A-Za-z0-9._-]+")
_SIGNS = {"score": "", "bonus": "+", "penalty": "−"}
_MOST_NAMED = 12


def award_view(evaluation: Evaluation, award: Award, language: Language, *, explained: bool) -> AwardView:
    """Give all that the page shows of an award.

    Args:
        evaluation: The evaluation.
        award: The award.
        language: The language of the words.
        explained: Whether explanations stand in the rows; else the page keeps them apart.
    """
    return _Teller(evaluation, award, evaluation.outcomes[award.id], language, explained).view()


def explanation_of(evaluation: Evaluation, award: str, candidate: str, language: Language) -> Line:
    """Explain a candidate's score as lines."""
    score = evaluation.explain(award, candidate)
    return explanation(score, evaluation.rulebook, language, totals=evaluation.campaign.totals)


def anchors(evaluation: Evaluation, award: Award) -> dict[str, str]:
    """Name the places of an award's candidates on the page, by their ids; the checks hold these to plain letters."""
    start = _called(evaluation, award)
    return {each.id: f"{start}/{each.id}" for each in evaluation.fields[award.id].candidates}


def anchor_of(evaluation: Evaluation, award: Award) -> str:
    """Name the place of an award on the page."""
    return f"award:{_called(evaluation, award)}"


def _called(evaluation: Evaluation, award: Award) -> str:
    """Call an award by its id; by its number where the id would not do within an address."""
    if _PLAIN_ID.fullmatch(award.id):
        return award.id
    return f":{[each.id for each in evaluation.rulebook.awards].index(award.id)}"


@attrs.frozen
class _Teller:
    evaluation: Evaluation
    award: Award
    outcome: AwardOutcome
    language: Language
    explained: bool
    anchors: dict[str, str] = attrs.field(init=False)
    full: Fraction = attrs.field(init=False)

    @anchors.default
    def _anchors(self) -> dict[str, str]:
        return anchors(self.evaluation, self.award)

    @full.default
    def _full(self) -> Fraction:
        return full_bar(self.award, self.outcome.standings)

    def view(self) -> AwardView:
        award, outcome = self.award, self.outcome
        rows = [self._row(number, each) for number, each in enumerate(outcome.standings)]
        chosen = [row for row, each in zip(rows, outcome.standings, strict=True) if each.selected]
        winning = bool(outcome.places)
        first = chosen if winning else [row for row in rows if row.rank in ("1", "2", "3")]
        return AwardView(
            award=award,
            outcome=outcome,
            anchor=anchor_of(self.evaluation, award),
            most=readable(award.points),
            facts=tuple(facts_of(award, self.evaluation.rulebook, self.language)),
            columns=tuple(self._columns()),
            graded=bool(award.grades),
            marked=any(row.mark for row in rows),
            full_bar=readable(self.full),
            penalized=any(row.bar.taken for row in rows),
            tables=tuple(self._tables(rows)),
            first=tuple(first[:_MOST_NAMED]),
            unnamed=max(0, len(first) - _MOST_NAMED),
            ties=tuple(self._ties()),
            limits=tuple(self._limits()),
            left=tuple(self._left()),
            revoked=tuple(map(self._revoked, outcome.revoked)),
            weights=tuple(self._weights()),
            most_weight=readable(most_weight(award)),
        )

    def _columns(self) -> Iterator[Column]:
        for number, each in enumerate(each for each in self.award.indicators if each.scores):
            yield Column(indicator=each, most=_SIGNS[each.effect] + limit(each.points, self.language), number=number)

    def _weights(self) -> Iterator[Weight]:
        tried = weighable(self.award)
        for column in self._columns():
            if column.indicator in tried:
                yield Weight(indicator=column.indicator, stated=column.most, place=column.number)

    def _row(self, number: int, standing: Standing) -> Row:
        return Row(
            candidate=standing.candidate,
            anchor=self.anchors[standing.candidate.id],
            number=number,
            rank="—" if standing.rank is None else str(standing.rank),
            total=published(standing.total, self.evaluation.rulebook.rounding),
            points=tuple(map(self._points, standing.indicators)),
            grade="—" if standing.grade is None else grade_title(self.award.grades, standing.grade),
            mark=self._mark(standing),
            bar=bar_of(standing, self.full, of_sum=self.award.total_formula is None),
            explanation=self._explanation(standing.candidate),
        )

    def _explanation(self, candidate: Candidate) -> Line | None:
        if not self.explained:
            return None
        return explanation_of(self.evaluation, self.award.id, candidate.id, self.language)

    def _points(self, score: IndicatorScore) -> str:
        if score.state != "scored":
            return self._say(score.state)
        return published(score.points, self.evaluation.rulebook.rounding)

    def _mark(self, standing: Standing) -> str:
        name = standing.candidate.id
        if any(each.candidate.id == name for each in self.outcome.revoked):
            return "revoked"
        if any(name in tie.candidates for tie in self.outcome.needs_decision):
            return "to_decide"
        if standing.shortfalls:
            return "below"
        return "selected" if standing.selected else ""

    def _tables(self, rows: Sequence[Row]) -> Iterator[Table]:
        if not self.outcome.groups:
            yield Table(title="", about="", rows=tuple(rows))
        for group in self.outcome.groups:
            stated = next(each for each in self.award.groups if each.id == group.id)
            own = [row for row, each in zip(rows, self.outcome.standings, strict=True) if each.group == group.id]
            yield Table(title=group.title, about=group_about(stated, group.places, self.language), rows=tuple(own))

    def _ties(self) -> Iterator[tuple[str, str]]:
        """Give the ties, each with whether it is open or settled."""
        winners = sum(each.selected for each in self.outcome.standings) + len(self.outcome.revoked)
        if winners > self.outcome.places:
            yield "settled", self._say("many_selected").format(winners, self.outcome.places)
        for tie in self.outcome.needs_decision:
            tied = [each.candidate for each in self.outcome.standings if each.candidate.id in tie.candidates]
            yield "open", self._say("tie").format(tie.places, self._joint().join(map(self._named, tied)))
        for each in self.outcome.settled:
            name = self._named(self.outcome.standing(each.candidate).candidate)
            yield "settled", self._say("tie_settled").format(name, each.by, each.date.isoformat(), each.reason)

    def _limits(self) -> Iterator[str]:
        for standing in self.outcome.standings:
            for limited in standing.limits:
                why = limited.reason + self._clause(limited.clause)
                yield self._say("limited").format(self._named(standing.candidate), why)
            for short in standing.shortfalls:
                words = shortfall_in_words(short, self.award, self.language)
                yield self._say("short").format(self._named(standing.candidate), words)

    def _left(self) -> Iterator[Left]:
        reasons: dict[str, list[Departure]] = {}
        for each in self.outcome.excluded:
            reasons.setdefault(each.candidate.id, []).append(each)
        for name, departures in reasons.items():
            yield Left(
                candidate=departures[0].candidate,
                anchor=self.anchors[name],
                reasons=tuple((each.reason, self._clause(each.clause)) for each in departures),
                explanation=self._explanation(departures[0].candidate),
            )

    def _revoked(self, revocation: Revocation) -> Revoked:
        decision = revocation.decision
        said = ""
        if decision is not None:
            said = self._say("decided_by").format(decision.by, decision.date.isoformat(), decision.reason)
        return Revoked(
            candidate=revocation.candidate,
            anchor=self.anchors[revocation.candidate.id],
            reason=revocation.reason,
            clause=self._clause(revocation.clause),
            decision=said,
        )

    def _clause(self, clause: str) -> str:
        return self._say("clause").format(clause) if clause else ""

    def _named(self, candidate: Candidate) -> str:
        return clean(Bilingual("{0}（{1}）", "{0} ({1})").say(self.language).format(candidate.name, candidate.id))

    def _joint(self) -> str:
        return "、" if self.language == "zh" else ", "

    def _say(self, word: str) -> str:
        return WORDS[word].say(self.language)
