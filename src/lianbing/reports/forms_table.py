"""What came of reading forms: a row for each workbook."""

from collections import Counter
from collections.abc import Iterator, Sequence

from lianbing.errors import Fault, Severity
from lianbing.language import Bilingual, Language
from lianbing.loading.forms_given import GivenForm
from lianbing.reports.lines import Line, Tone
from lianbing.reports.tables import Block, Table

COLUMNS = ("file", "unit", "candidates", "errors", "tolerated")
"""What a row says."""

_TITLES = (
    Bilingual("工作簿", "workbook"),
    Bilingual("单位", "unit"),
    Bilingual("候选数", "candidates"),
    Bilingual("错误", "errors"),
    Bilingual("容许", "tolerated"),
)


def forms_table(found: Sequence[GivenForm], faults: Sequence[Fault]) -> Table:
    """Give a table whose columns have stable ids."""
    return Table(COLUMNS, tuple(_rows(found, faults)))


def forms_report(found: Sequence[GivenForm], faults: Sequence[Fault], language: Language) -> Iterator[Block]:
    """Give what people read."""
    rows = tuple(_rows(found, faults))
    tones: tuple[Tone, ...] = tuple("loss" if row[3] != "0" else "plain" for row in rows)
    yield Table(tuple(each.say(language) for each in _TITLES), rows, figures=(2, 3, 4), tones=tones)
    wrong = sum(each.severity is Severity.ERROR for each in faults)
    words = Bilingual(f"{len(rows)} 个工作簿，{wrong} 处错误", f"{len(rows)} workbooks, {wrong} errors")
    yield Line(words.say(language))


def forms_data(found: Sequence[GivenForm], faults: Sequence[Fault], language: Language) -> object:
    """Give the same as plain data, every fault with its place."""
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in _rows(found, faults)]
    return {"forms": rows, "faults": [each.to_json(language) for each in faults]}


def _rows(found: Sequence[GivenForm], faults: Sequence[Fault]) -> Iterator[tuple[str, ...]]:
    wrong = Counter(each.place.file for each in faults if each.severity is Severity.ERROR)
    tolerated = Counter(each.place.file for each in faults if each.severity is not Severity.ERROR)
    read = {each.file for each in found}
    for each in found:
        figures = len(each.candidates), wrong[each.file], tolerated[each.file]
        yield each.file, each.unit, *map(str, figures)
    for file in sorted({each.place.file or "" for each in faults} - read - {""}):
        yield file, "", "0", str(wrong[file]), str(tolerated[file])
