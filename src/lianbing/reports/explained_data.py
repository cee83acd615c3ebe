"""An explained score as plain data, for other tools."""

import attrs

from lianbing.backends.prose import say
from lianbing.formula.domain import written
from lianbing.language import Language
from lianbing.model.explained import (
    ExplainedCondition,
    ExplainedCriterion,
    ExplainedIndicator,
    ExplainedScore,
)
from lianbing.model.rulebook import Rulebook
from lianbing.reports.figures import plain, published, written_limit
from lianbing.reports.remarks import Totals
from lianbing.reports.results import SCHEMA_VERSION, Document, departure_json, revocation_json, shortfall_json
from lianbing.reports.traces import Tracer, total_trace


def explanation_to_json(
    score: ExplainedScore, rulebook: Rulebook, language: Language = "zh", *, totals: Totals | None = None
) -> Document:
    """Give an explained score as plain data; its words are in one language.

    Args:
        score: The explained score.
        rulebook: The rulebook that it was evaluated under.
        language: The language of the words.
        totals: The region's totals that the campaign gives, to tell where such a figure came from.
    """
    rounding = rulebook.rounding
    speaker = _Speaker(score, rulebook, language, totals or {})
    return {
        "schema_version": SCHEMA_VERSION,
        "rulebook": {"id": rulebook.id, "sha256": rulebook.sha256},
        **speaker.standing(),
        "departures": [departure_json(each) for each in score.departures],
        "revocation": revocation_json(score.revocation) if score.revocation else None,
        "rounding": {"step": written(rounding.step), "mode": rounding.mode, "clause": rounding.clause},
        "readings": dict(rulebook.chosen),
        "indicators": [speaker.indicator(each) for each in score.indicators],
    }


@attrs.frozen
class _Speaker:
    score: ExplainedScore
    rulebook: Rulebook
    language: Language
    totals: Totals

    def standing(self) -> Document:
        who, standing = self.score.candidate, self.score.standing
        return {
            "award": self.score.award.id,
            "candidate": who.id,
            "name": who.name,
            "unit": who.unit,
            "level": who.level,
            "place": {"file": who.place.file, "line": who.place.line},
            "group": standing.group or None if standing else None,
            "rank": standing.rank if standing else None,
            "total": published(standing.total, self.rulebook.rounding) if standing else None,
            "exact": written(standing.exact) if standing else None,
            "max": written(self.score.award.points),
            "selected": bool(standing and standing.selected),
            "grade": standing.grade if standing else None,
            "grade_limits": [departure_json(each) for each in standing.limits] if standing else [],
            "shortfalls": [shortfall_json(each) for each in standing.shortfalls] if standing else [],
            "total_formula": say(self.score.total.node, self.language) if self.score.total else None,
            "total_explanation": total_trace(self.score.total, self.language).to_json() if self.score.total else None,
        }

    def indicator(self, explained: ExplainedIndicator) -> Document:
        own = explained.indicator
        tracer = Tracer(
            candidate=self.score.candidate,
            indicator=own,
            defaults=explained.defaults,
            totals=self.totals,
            language=self.language,
        )
        return {
            "id": own.id,
            "plugin": own.plugin,
            "title": own.title,
            "clause": own.clause,
            "points": published(explained.points, self.rulebook.rounding) if explained.points is not None else None,
            "exact": written(explained.exact) if explained.exact is not None else None,
            "max": written_limit(own.points),
            "effect": own.effect,
            "state": explained.state,
            "applies": [tracer.trace(each).to_json() for each in explained.applies],
            "lost": _lost(explained),
            "criteria": [self.criterion(each, tracer) for each in explained.criteria],
            "conditions": [self.condition(each, tracer) for each in explained.conditions],
            "exhibits": [
                {"label": label.say(self.language), **tracer.trace(each).to_json()}
                for label, each in explained.exhibits
            ],
            "parameters": plain(own.parameters),
            "readings": dict(explained.readings),
            "in_force": [self.reading(*each) for each in explained.readings.items()],
            "defaults": list(explained.defaults),
        }

    def reading(self, name: str, option: str) -> Document:
        reading = self.rulebook.reading(name)
        meaning = next(each.meaning for each in reading.options if each.id == option)
        return {
            "reading": name,
            "number": reading.number,
            "option": option,
            "meaning": meaning,
            "clause": reading.clause,
        }

    def criterion(self, explained: ExplainedCriterion, tracer: Tracer) -> Document:
        trace = tracer.trace(explained.explanation)
        return {
            "id": explained.id,
            "title": explained.title,
            "clause": explained.clause,
            "points": written(explained.points),
            "max": written_limit(explained.most),
            "lost": written_limit(explained.lost),
            "why": trace.remarks(self.language) if explained.lost else [],
            "formula": say(explained.explanation.node, self.language),
            "explanation": trace.to_json(),
        }

    def condition(self, explained: ExplainedCondition, tracer: Tracer) -> Document:
        return {
            "id": explained.id,
            "title": explained.title,
            "clause": explained.clause,
            "effect": explained.effect,
            "holds": explained.holds,
            "grade": explained.grade,
            "demotes": explained.demotes,
            "condition": say(explained.explanation.node, self.language),
            "explanation": tracer.trace(explained.explanation).to_json(),
        }


def _lost(explained: ExplainedIndicator) -> str | None:
    """Give what an indicator falls short of its maximum; a bonus or penalty falls short of nothing."""
    most = explained.indicator.points
    if explained.points is None or most is None or explained.indicator.effect != "score":
        return None
    return written(most - explained.points)
