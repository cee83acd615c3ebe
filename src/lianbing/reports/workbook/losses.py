"""Why points were lost, as a note on the cell that shows them."""

from collections.abc import Iterator

from lianbing.evaluation import Evaluation
from lianbing.language import Bilingual, Language
from lianbing.reports.figures import readable
from lianbing.reports.traces import Tracer


def losses(evaluation: Evaluation, award: str, language: Language) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Say why points were lost: by candidate, indicator and criterion, of those that stay."""
    for standing in evaluation.outcomes[award].standings:
        score = evaluation.explain(award, standing.candidate.id)
        for explained in score.indicators:
            tracer = Tracer(
                candidate=standing.candidate,
                indicator=explained.indicator,
                defaults=explained.defaults,
                totals=evaluation.campaign.totals,
                language=language,
            )
            for each in explained.criteria:
                if each.lost is not None and each.lost > 0 and explained.indicator.effect == "score":
                    why = tracer.trace(each.explanation).remarks(language)
                    said = Bilingual(f"失 {readable(each.lost)} 分", f"lost {readable(each.lost)}").say(language)
                    clause = Bilingual(f"〔{each.clause}〕", f" [{each.clause}]").say(language)
                    key = (standing.candidate.id, explained.indicator.id, each.id)
                    yield key, "\n".join([said + clause, *why])
