"""What the page's script reads: the figures of every award, and the explanations that are kept apart."""

import json

from lianbing.evaluation import Evaluation
from lianbing.formula.domain import written
from lianbing.insight.weights import most_weight, weighable
from lianbing.language import Language, clean
from lianbing.model.award import Award, Indicator
from lianbing.model.outcome import IndicatorScore, Standing
from lianbing.reports.figures import published, written_limit
from lianbing.reports.page.awards import anchor_of, anchors, explanation_of
from lianbing.reports.page.compact import Compacting
from lianbing.reports.page.words import script_words

_FINE_UP_TO = 20
Document = dict[str, object]


def figures_json(evaluation: Evaluation, awards: tuple[Award, ...], language: Language) -> str:
    """Give the figures that search, sorting, comparison and trial read, as JSON that markup may hold."""
    rounding = evaluation.rulebook.rounding
    return harmless_json(
        {
            "language": language,
            "rounding": {"step": written(rounding.step), "mode": rounding.mode},
            "awards": [_award(evaluation, each) for each in awards],
            "words": script_words(language),
        }
    )


def explanations_json(evaluation: Evaluation, awards: tuple[Award, ...], language: Language) -> str:
    """Give all explanations in few bytes, as JSON that markup may hold."""
    compacting = Compacting()
    scores = {
        anchor: compacting.compact(explanation_of(evaluation, award.id, candidate, language))
        for award in awards
        for candidate, anchor in anchors(evaluation, award).items()
    }
    return harmless_json({**compacting.tables(), "scores": scores})


def harmless_json(document: object) -> str:
    r"""Write plain data as JSON that ends no element of markup that it stands in.

    >>> harmless_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _award(evaluation: Evaluation, award: Award) -> Document:
    outcome = evaluation.outcomes[award.id]
    tried = {each.id for each in weighable(award)}
    most = most_weight(award)
    own = anchors(evaluation, award)
    groups = [each.id for each in outcome.groups] or [""]
    return {
        "anchor": anchor_of(evaluation, award),
        "title": clean(award.title),
        "most": written(award.points),
        "ranked_on": award.ranking.on,
        "ties": award.ranking.ties,
        "counted": [each.ranked for each in award.groups] or [True],
        "most_weight": written(most),
        # Sliders move by tenths where halves would be coarse.
        "notches": 10 if most <= _FINE_UP_TO else 2,
        "indicators": [_indicator(each, each.id in tried) for each in award.indicators if each.scores],
        "candidates": [_candidate(each, groups, own, evaluation) for each in outcome.standings],
    }


def _indicator(indicator: Indicator, tried: bool) -> Document:
    return {
        "id": indicator.id,
        "title": clean(indicator.title),
        "most": written_limit(indicator.points),
        "tried": tried,
        "criteria": [
            {"title": clean(indicator.criterion(each.id).title), "most": written_limit(each.most)}
            for each in indicator.scheme.criteria
        ],
    }


def _candidate(standing: Standing, groups: list[str], own: dict[str, str], evaluation: Evaluation) -> list[object]:
    who, rounding = standing.candidate, evaluation.rulebook.rounding
    return [
        clean(who.id),
        clean(who.name),
        own[who.id],
        groups.index(standing.group),
        standing.rank,
        published(standing.total, rounding),
        written(standing.exact),
        [published(each.points, rounding) for each in standing.indicators],
        [written(each.exact) for each in standing.indicators],
        [_criteria(each) for each in standing.indicators],
    ]


def _criteria(score: IndicatorScore) -> list[str] | str:
    """Give the points of the criteria; where there are none, why."""
    return [written(each.points) for each in score.criteria] if score.state == "scored" else score.state
