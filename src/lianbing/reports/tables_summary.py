"""What came of scoring tables: a line for each award."""

from collections.abc import Iterator, Sequence

from lianbing.language import Bilingual, Language
from lianbing.reports.lines import Line
from lianbing.reports.tables import Block, Table
from lianbing.tables.whole_folder import Result

COLUMNS = ("award", "candidates", "excluded", "places", "ties", "recomputed", "values", "file")
"""What a row says."""

_TITLES = Bilingual(
    "奖项,候选,取消资格,名额,待决并列,逐个重算,分数总数,文件",
    "award,candidates,excluded,places,open ties,worked out one by one,values,file",
)
_TIE = Bilingual("{0}：{1} 个名额，并列待决定：{2}", "{0}: {1} places, a tie to be decided: {2}")


def summary_table(results: Sequence[Result]) -> Table:
    """Give a table whose columns have stable ids."""
    return Table(COLUMNS, tuple(_rows(results)), figures=(1, 2, 3, 4, 5, 6))


def _rows(results: Sequence[Result]) -> Iterator[tuple[str, ...]]:
    for each in results:
        scored = each.scored
        figures = (
            scored.candidates,
            scored.excluded,
            sum(scored.places),
            len(each.ties),
            scored.recomputed,
            scored.values,
        )
        yield each.award.id, *map(str, figures), str(each.path)


def summary_report(results: Sequence[Result], language: Language) -> Iterator[Block]:
    """Give what people read: the table, and every tie that has to be decided."""
    yield summary_table(results).called(_TITLES.say(language).split(","))
    for each in results:
        for tie in each.ties:
            names = ", ".join(tie.candidates[:20]) + (" …" if len(tie.candidates) > 20 else "")
            yield Line(_TIE.say(language).format(each.award.title, tie.places, names))


def summary_to_json(results: Sequence[Result]) -> object:
    """Give the same as plain data."""
    return [
        {
            "award": each.award.id,
            "candidates": each.scored.candidates,
            "excluded": each.scored.excluded,
            "places": list(each.scored.places),
            "needs_decision": [
                {"group": tie.group, "places": tie.places, "candidates": list(tie.candidates)} for tie in each.ties
            ],
            "recomputed": each.scored.recomputed,
            "values": each.scored.values,
            "file": str(each.path),
        }
        for each in results
    ]
