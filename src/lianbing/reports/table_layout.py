"""Blank tables of a rulebook: a header for each, and a page that says what every column holds."""

import csv
import io
from collections.abc import Iterator

from lianbing.errors import InputError, fault, nearest
from lianbing.formula.domain import Domain
from lianbing.formula.nodes import ChoiceFact
from lianbing.language import Bilingual, Language
from lianbing.model.rulebook import Rulebook
from lianbing.reports.blank_campaign import blank_campaign
from lianbing.reports.markdown import code, prose, table
from lianbing.tables.layout import BETWEEN, ColumnLayout, TableLayout, layout_of

REVIEWERS = 3
"""So many columns of marks stand in a blank table; there may be fewer or more."""

_KINDS = {
    "text": Bilingual("文字", "text"),
    "whole": Bilingual("整数", "whole number"),
    "exact": Bilingual("整数或十进制小数", "whole number or decimal"),
    "flag": Bilingual("true 或 false", "true or false"),
    "day": Bilingual("日期", "date"),
    "marks": Bilingual("评分，每位评审人一列", "marks, one column a reviewer"),
}
_HEAD = Bilingual("列,名称,内容,范围,计分用到", "column,called,holds,range,read by formulas")
_TITLE = Bilingual("表格的列", "The columns of the tables")
_YES = Bilingual("是", "yes")
_ABOUT = Bilingual(
    "每张表是一个 CSV、Arrow 或 Parquet 文件，名称即表名；也可以是装有若干 Parquet 的文件夹（表名.parquet）。"
    "列表中的行用候选编号归属候选对象，行号从 1 起。小数用 Decimal，不用浮点数；空单元格表示没有值。",
    "Each table is a CSV, Arrow or Parquet file of its name, or a folder of Parquet files (name.parquet). The rows of "
    "a list belong to candidates by their id, and are numbered from 1. Decimals are Decimal columns, never floats; an "
    "empty cell is a value that is missing.",
)


def blank_tables(
    rulebook: Rulebook, language: Language = "zh", *, reference: str | None = None, award: str | None = None
) -> dict[str, str]:
    """Give the files of a folder of blank tables, by name.

    Args:
        rulebook: The rulebook.
        language: The language of comments.
        reference: How the campaign names the rulebook.
        award: One award alone.

    Raises:
        InputError: There is no such award.
    """
    known = [each.id for each in rulebook.awards]
    if award is not None and award not in known:
        suggestion = nearest(award, known)
        raise InputError([fault("unknown_award", name=award, known=", ".join(known), suggestion=suggestion)])
    files = blank_campaign(rulebook, language, reference=reference, candidates=False)
    layouts = [each for each in layout_of(rulebook) if award in (None, each.award) and _is_read(each)]
    files |= {f"{each.name}.csv": _header(each) for each in layouts}
    files["layout.md"] = layout_page(layouts, language)
    return files


def _is_read(layout: TableLayout) -> bool:
    """Tell whether formulas read anything of a table: the others need not be there."""
    return not layout.rows or any(
        each.needed for each in layout.columns if each.field is not None or each.name == "value"
    )


def _header(layout: TableLayout) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerow([name for column in layout.columns for name in _names(column)])
    return stream.getvalue()


def _names(column: ColumnLayout) -> list[str]:
    if column.kind != "marks":
        return [column.name]
    return [f"{column.name}{BETWEEN}{at}" for at in range(1, REVIEWERS + 1)]


def layout_page(layouts: list[TableLayout], language: Language = "zh") -> str:
    """Say what every column of some tables holds, as a page in Markdown."""
    parts = [f"# {_TITLE.say(language)}", _ABOUT.say(language)]
    for each in layouts:
        parts.append(f"## {prose(each.name)}")
        parts.append(table(_HEAD.say(language).split(","), _rows(each, language)).rstrip())
    return "\n\n".join(parts) + "\n"


def _rows(layout: TableLayout, language: Language) -> Iterator[tuple[str, ...]]:
    for column in layout.columns:
        name = column.name + (f"{BETWEEN}1, {BETWEEN}2 …" if column.kind == "marks" else "")
        read = _YES.say(language) if column.needed else ""
        kind = _KINDS[column.kind].say(language)
        yield code(name), prose(column.label.say(language)), kind, prose(_range(column, language)), read


def _range(column: ColumnLayout, language: Language) -> str:
    node = None if column.field is None else column.field.node
    if isinstance(node, ChoiceFact) and node.options:
        return ", ".join(node.options)
    domain = getattr(node, "domain", None)
    return domain.words().say(language) if isinstance(domain, Domain) and column.kind != "text" else ""
