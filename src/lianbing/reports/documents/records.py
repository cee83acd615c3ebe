"""What a document's template can show: every field, its type, and what it means in both languages."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import attrs

from lianbing.language import Bilingual

# Fields of type `str` are texts as people read them; a template prints texts and numbers, asks flags, and takes the
# records of a tuple one by one. `lianbing.reports.documents.checking` reads these types.


@attrs.frozen(kw_only=True)
class Step:
    """A line of an explanation, with its depth."""

    level: Annotated[int, Bilingual("层次，从 1 起，至多 8", "depth, from 1, at most 8")]
    text: Annotated[str, Bilingual("一行说明", "the line")]


@attrs.frozen(kw_only=True)
class Fact:
    """A fact that a score rests on."""

    name: Annotated[str, Bilingual("事实的名称", "what the fact is called")]
    value: Annotated[str, Bilingual("数值", "its value")]
    source: Annotated[str, Bilingual("出处：文件、行、字段", "where it came from: file, line, field")]


@attrs.frozen(kw_only=True)
class CriterionRow:
    """A criterion's points in a letter."""

    title: Annotated[str, Bilingual("分项", "the criterion")]
    points: Annotated[str, Bilingual("得分，未取整", "points, exact")]
    most: Annotated[str, Bilingual("满分", "the maximum")]
    lost: Annotated[str, Bilingual("失分；没有失分时为空", "points lost; empty where none are")]
    clause: Annotated[str, Bilingual("条款", "the clause")]
    reasons: Annotated[str, Bilingual("失分原因；没有时为空", "why points were lost; empty where nothing is said")]
    formula: Annotated[str, Bilingual("算法", "the formula in words")]


@attrs.frozen(kw_only=True)
class IndicatorRow:
    """An indicator's points in a letter, down to facts and steps."""

    title: Annotated[str, Bilingual("指标", "the indicator")]
    points: Annotated[str, Bilingual("得分，按规则取整；不适用、未评时写明", "points, rounded as the rules say")]
    most: Annotated[str, Bilingual("满分", "the maximum")]
    lost: Annotated[str, Bilingual("失分；加分、扣分项为空", "points lost; empty for a bonus or penalty")]
    clause: Annotated[str, Bilingual("条款", "the clause")]
    effect: Annotated[str, Bilingual("“加分”“扣分”，或为空", "“bonus”, “penalty” or nothing")]
    rounding: Annotated[str, Bilingual("取整的一步；没有改变得分时为空", "the rounding; empty where nothing changed")]
    criteria: Annotated[tuple[CriterionRow, ...], Bilingual("各分项", "its criteria")]
    facts: Annotated[tuple[Fact, ...], Bilingual("依据的事实", "the facts it rests on")]
    heading: Annotated[str, Bilingual("明细的标题行", "the heading of its explanation")]
    steps: Annotated[tuple[Step, ...], Bilingual("逐步计算", "the explanation, step by step")]


@attrs.frozen(kw_only=True)
class Letter:
    """One candidate's score letter."""

    name: Annotated[str, Bilingual("候选", "the candidate")]
    unit: Annotated[str, Bilingual("单位；与候选相同时为空", "its unit; empty where it is the candidate itself")]
    award: Annotated[str, Bilingual("奖项", "the award")]
    result: Annotated[str, Bilingual("一句话的结果", "the result in a sentence")]
    reasons: Annotated[tuple[str, ...], Bilingual("退出、受限、未达标、撤销的原因", "why it left, or was held back")]
    cautions: Annotated[tuple[str, ...], Bilingual("须知：草稿、尚待决定等", "what is to be known first: a draft, …")]
    scored: Annotated[bool, Bilingual("是否计分（退出评选的不计）", "whether it was scored; who left was not")]
    total: Annotated[str, Bilingual("总分；没有时为空", "the total; empty where there is none")]
    most: Annotated[str, Bilingual("满分", "the maximum")]
    rank: Annotated[str, Bilingual("名次；没有时为空", "the rank; empty where there is none")]
    grade: Annotated[str, Bilingual("等次；没有时为空", "the grade; empty where there is none")]
    selected: Annotated[bool, Bilingual("是否入选", "whether it was selected")]
    total_formula: Annotated[str, Bilingual("总分怎样得出", "how the total comes about")]
    total_steps: Annotated[tuple[Step, ...], Bilingual("总分的逐步计算；只是相加时为空", "its steps; none for a sum")]
    rounding: Annotated[tuple[str, ...], Bilingual("各项取整", "each rounding that changed points")]
    losses: Annotated[tuple[str, ...], Bilingual("各分项的失分原因", "why points were lost, by criterion")]
    indicators: Annotated[tuple[IndicatorRow, ...], Bilingual("各指标", "its indicators")]
    exclusions: Annotated[tuple[IndicatorRow, ...], Bilingual("只审查条件的指标", "those that only exclude")]
    last: Annotated[bool, Bilingual("是否最后一份", "whether it is the last letter")]


@attrs.frozen(kw_only=True)
class Row:
    """A candidate in a notice or result document."""

    rank: Annotated[str, Bilingual("名次；不排名时为“—”", "the rank; “—” where none is given")]
    name: Annotated[str, Bilingual("候选；可按要求隐去", "the candidate; withheld where that is asked for")]
    unit: Annotated[str, Bilingual("单位；与候选相同时为空", "its unit; empty where it is the candidate itself")]
    score: Annotated[str, Bilingual("总分；不公布时为空", "the total; empty where scores are not shown")]
    grade: Annotated[str, Bilingual("等次；没有时为空", "the grade; empty where there is none")]


@attrs.frozen(kw_only=True)
class Section:
    """A group of an award, or all of one that has no groups."""

    heading: Annotated[str, Bilingual("分组的标题；没有分组时为空", "the group's heading; empty without groups")]
    summary: Annotated[str, Bilingual("名额和入选数", "places, and how many were selected")]
    rows: Annotated[tuple[Row, ...], Bilingual("入选者；没有名额的奖项为全部候选", "the winners; all without places")]


@attrs.frozen(kw_only=True)
class AwardResult:
    """An award in a notice or result document."""

    number: Annotated[str, Bilingual("序号，如“一”", "its number, such as “1”")]
    title: Annotated[str, Bilingual("奖项", "the award")]
    graded: Annotated[bool, Bilingual("是否有等次", "whether it gives grades")]
    sections: Annotated[tuple[Section, ...], Bilingual("各分组", "its groups")]
    notes: Annotated[tuple[str, ...], Bilingual("说明：尚待决定、空缺等", "remarks: what is undecided, an empty place")]


@attrs.frozen(kw_only=True)
class Common:
    """What every document can show."""

    heading: Annotated[str, Bilingual("标题", "the title")]
    cautions: Annotated[tuple[str, ...], Bilingual("须知：草稿、尚待决定等", "what is to be known first: a draft, …")]
    campaign: Annotated[str, Bilingual("活动", "the campaign")]
    basis: Annotated[str, Bilingual("依据的文件，带书名号", "the official text, in quotation marks")]
    rulebook: Annotated[str, Bilingual("规则的编号", "the rulebook's id")]
    rulebook_digest: Annotated[str, Bilingual("规则文件的摘要", "the digest of the rulebook's file")]
    campaign_digest: Annotated[str, Bilingual("活动文件的摘要", "the digest of the campaign's files")]
    office: Annotated[str, Bilingual("发文机关（署名）", "the office that signs")]
    date: Annotated[str, Bilingual("成文日期", "the date of the document")]
    number: Annotated[str, Bilingual("发文字号", "the document's number")]
    addressee: Annotated[str, Bilingual("主送机关", "whom it is sent to")]
    period_from: Annotated[str, Bilingual("公示开始日期", "the first day for objections")]
    period_to: Annotated[str, Bilingual("公示结束日期", "the last day for objections")]
    telephone: Annotated[str, Bilingual("监督电话", "the telephone for complaints")]
    mailbox: Annotated[str, Bilingual("电子信箱", "the mailbox for complaints")]
    address: Annotated[str, Bilingual("通信地址", "the postal address")]
    contact: Annotated[str, Bilingual("联系人", "whom to ask for")]


@attrs.frozen(kw_only=True)
class Announcement(Common):
    """What a notice and a result document can show."""

    awards: Annotated[tuple[AwardResult, ...], Bilingual("各奖项", "the awards")]
    closing_number: Annotated[str, Bilingual("奖项之后的序号", "the number after the last award's")]
    show_scores: Annotated[bool, Bilingual("是否公布得分", "whether scores are shown")]


@attrs.frozen(kw_only=True)
class Letters(Common):
    """What a document of score letters can show."""

    letters: Annotated[tuple[Letter, ...], Bilingual("各份告知书", "the letters")]


@attrs.frozen(kw_only=True)
class Loop:
    """What a template can ask of the ``for`` that it is in, as ``loop``."""

    index: Annotated[int, Bilingual("第几项，从 1 起", "which item, from 1")]
    first: Annotated[bool, Bilingual("是否第一项", "whether it is the first")]
    last: Annotated[bool, Bilingual("是否最后一项", "whether it is the last")]


@attrs.frozen
class FieldKind:
    """What a field holds.

    Attributes:
        of: ``str``, ``int``, ``bool``, or the record that it is or that its list holds.
        many: Whether it is a list.
        about: What the field means.
    """

    of: type
    many: bool = False
    about: Bilingual = attrs.field(default=Bilingual("", ""))


def kinds(record: type) -> Mapping[str, FieldKind]:
    """Give the fields of a record by name, in their order."""
    hints = get_type_hints(record, include_extras=True)
    own = {each.name: each for each in attrs.fields(record)}
    return {name: _kind(hints[name]) for name in own}


def _kind(hint: Any) -> FieldKind:
    inner, about = get_args(hint)
    if get_origin(inner) is tuple:
        return FieldKind(get_args(inner)[0], many=True, about=about)
    return FieldKind(inner, about=about)


def records_below(record: type) -> Iterator[tuple[str, type]]:
    """Give the lists of records that a record holds, by the path of each, depth first."""
    for name, kind in kinds(record).items():
        if kind.many and attrs.has(kind.of):
            yield name, kind.of
            yield from ((f"{name}.{path}", inner) for path, inner in records_below(kind.of))
