"""A draw as people look at it: a row for each file, in the order that the seed gave."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lianbing.casework.draw_record import Difference
from lianbing.language import Bilingual, Language, clean
from lianbing.reports.lines import Line
from lianbing.reports.tables import Block, Table

COLUMNS = ("award", "candidate", "name", "kind", "place", "number", "drawn", "ticket")
"""What a row says."""

_TITLES = Bilingual("候选,案卷类型,次序,案卷编号,抽中,摘要", "candidate,kind,place,number,drawn,ticket")


def draw_table(record: Mapping[str, Any]) -> Table:
    """Give a table whose columns have stable ids."""
    return Table(COLUMNS, tuple(_rows(record)))


def _rows(record: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for pool in record["pools"]:
        for place, each in enumerate(pool["order"], start=1):
            is_drawn = "true" if place <= pool["required"] else "false"
            who = pool["award"], pool["candidate"], pool["name"], pool["kind"]
            yield *map(str, who), str(place), str(each["number"]), is_drawn, str(each["ticket"])


def draw_report(record: Mapping[str, Any], kinds: Mapping[str, Bilingual], language: Language) -> Iterator[Block]:
    """Give what people read.

    Args:
        record: The record of the draw.
        kinds: How people call the kinds of files.
        language: The language of the report.
    """
    rows = [
        (
            name,
            kinds[kind].say(language) if kind in kinds else kind,
            place,
            number,
            "√" if is_drawn == "true" else "",
            at[:12],
        )
        for _, _, name, kind, place, number, is_drawn, at in _rows(record)
    ]
    yield Table(tuple(_TITLES.say(language).split(",")), tuple(rows), figures=(2,))
    yield Line(Bilingual(f"种子：{record['seed']}", f"seed: {record['seed']}").say(language))
    yield Line(Bilingual(f"清单摘要：{record['list_sha256']}", f"list: {record['list_sha256']}").say(language))


def verified(found: Sequence[Difference], language: Language) -> Iterator[Block]:
    """Say whether a draw came out again as its record says."""
    if not found:
        yield Line(
            Bilingual("重做一遍，结果与记录完全一致", "done again, it comes out as the record says").say(language)
        )
        return
    titles = Bilingual("何处,应为,记录写的是", "where,expected,found").say(language).split(",")
    rows = tuple((each.where.say(language), clean(each.expected), clean(each.found)) for each in found)
    yield Table(tuple(titles), rows)
