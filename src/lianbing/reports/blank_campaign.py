"""A new campaign, ready to fill in: every field is there, each with what it is and what it may be."""

import json
import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs

from lianbing.forms.fields import Asked, FieldWords, fields_of, reviewable
from lianbing.formula.domain import written
from lianbing.formula.evidence import evidence_fields
from lianbing.formula.nodes import RegionTotal
from lianbing.language import Bilingual, Language, clean
from lianbing.model.award import Award, Indicator
from lianbing.model.rulebook import Rulebook

_FILE_NAME = re.compile(r"[a-z][a-z0-9_-]{0,60}")


def blank_campaign(
    rulebook: Rulebook, language: Language = "zh", *, reference: str | None = None, candidates: bool = True
) -> dict[str, str]:
    """Give the files of a new campaign by name.

    What has to be filled in is commented out, so that a check of the campaign names exactly what is missing.

    Args:
        rulebook: The rulebook that it is for.
        language: The language of the comments.
        reference: How the campaign names the rulebook; its id where nothing else is said.
        candidates: Whether there are files for candidates; without them, forms are filled in in their place.
    """
    writer = _Writer(rulebook, language)
    files = {"campaign.toml": writer.campaign(reference or rulebook.id)}
    for index, award in enumerate(rulebook.awards if candidates else ()):
        files[_file_name(award.id, index)] = writer.candidates(award)
    return files


def _file_name(award: str, index: int) -> str:
    """Name an award's file after it, unless the name would be no good as one."""
    safe = _FILE_NAME.fullmatch(award) is not None and award != "campaign"
    return f"{award}.toml" if safe else f"candidates-{index + 1}.toml"


def text(value: str) -> str:
    r"""Write a text as TOML does.

    >>> text('a"b')
    '"a\\"b"'
    """
    # JSON escapes all that TOML forbids, save the delete character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


@attrs.frozen
class _Writer:
    rulebook: Rulebook
    language: Language

    def campaign(self, reference: str) -> str:
        """Write the campaign's own file."""
        day = f"{self.rulebook.source.year}-12-31"
        lines = [
            *self._heading(self.rulebook.title),
            "[campaign]",
            f"rulebook = {text(reference)}",
            *self._value("title", '""', "活动名称，必填", "the campaign's title; required"),
            *self._value("evaluation_day", day, "评审日，必填", "the evaluation day; required"),
            *self._value(
                "partial",
                "true",
                "尚未全部评完时填 true：未评的指标不计，不产生入选",
                "true while not everything is marked: what is not marked is left out, and nobody is selected",
            ),
            "",
            *self._units(),
            *self._readings(),
            *self._totals(),
            *self._history(),
            *self._decisions(),
            *self._reviews(),
            *self._marking(),
            "",
        ]
        return "\n".join(lines)

    def _heading(self, title: str) -> list[str]:
        return [
            f"# {clean(title)}",
            self._put(
                "# # 后紧跟字段名的行待填写：删去 # 并填上值。lianbing check 会逐项列出还缺什么。",
                "# Take the # off the fields and fill them in. lianbing check tells what is missing.",
            ),
            "",
        ]

    def _units(self) -> Iterator[str]:
        awards = [each.id for each in self.rulebook.awards]
        levels = list(dict.fromkeys(level for award in self.rulebook.awards for level in award.levels))
        yield self._put(
            "# 参加单位，每个一段：lianbing forms write 为每个单位生成填报表，lianbing submissions 按单位查材料",
            "# Who takes part, a table each: forms are made for every unit, and documents are asked of it",
        )
        yield "#[[unit]]"
        yield from self._value("id", '""', "单位编号", "the unit's id")
        yield from self._value("name", '""', "单位名称", "the unit's name")
        if levels:
            known = " | ".join(levels)
            yield from self._value(
                "level", text(levels[0]), f"其候选的级别：{known}", f"its candidates' level: {known}"
            )
        if len(awards) > 1:
            listed = " | ".join(awards)
            zh, en = f"只参加其中几个奖项时填写：{listed}", f"only where it takes part in some awards: {listed}"
            yield from self._value("awards", f"[{', '.join(map(text, awards))}]", zh, en)
        yield ""

    def _marking(self) -> Iterator[str]:
        if self.rulebook.marking.reviewers is not None and self.rulebook.marking.spread is not None:
            return
        yield ""
        yield self._put(
            "# 评审：规则没有规定而由领导小组定的，在这里写明",
            "# Marking: what the rules leave open and the leading group decided",
        )
        yield "#[marking]"
        if self.rulebook.marking.reviewers is None:
            yield from self._value("reviewers", "3", "每项由几人评分", "how many reviewers mark each item")
        if self.rulebook.marking.spread is None:
            zh = "评分相差超过满分的这一比例时提请仲裁"
            yield from self._value(
                "spread", '"0.2"', zh, "marks further apart than this share of the maximum are arbitrated"
            )

    def _readings(self) -> Iterator[str]:
        if not self.rulebook.readings:
            return
        yield self._put(
            "# 读法：只在不取规则本身的选择时填写",
            "# Readings: only where the rulebook's choice is not taken",
        )
        yield "[readings]"
        for reading in self.rulebook.readings:
            yield self._comment(f"{reading.number} {reading.clause} {reading.doubt}")
            for option in reading.options:
                yield self._comment(f"  {option.id}: {option.meaning}")
            yield f"#{_key(reading.id)} = {text(reading.chosen)}"
        yield ""

    def _totals(self) -> Iterator[str]:
        totals = {
            (node.region, node.name): node
            for award in self.rulebook.awards
            for indicator in award.indicators
            for node in indicator.scheme.nodes()
            if isinstance(node, RegionTotal)
        }
        for region in dict.fromkeys(region for region, _ in totals):
            yield f"[totals.{_key(region)}]"
            for (_, name), node in ((key, node) for key, node in totals.items() if key[0] == region):
                if node.inner is None:
                    absent = self._put("必填", "required")
                else:
                    absent = self._put("不填则取全部候选之和", "left out: the sum over all candidates")
                yield self._comment(f"{node.label.say(self.language)} · {absent}")
                yield f"#{_key(name)} = 0"
            yield ""

    def _history(self) -> Iterator[str]:
        awards = " | ".join(each.id for each in self.rulebook.awards)
        kind = self.rulebook.awards[-1].id
        years = self.rulebook.source.history_years or (self.rulebook.source.year - 1,) * 2
        yield self._put("# 往年上级大练兵的参加情况，每次一段", "# Earlier campaigns above the city, a table each")
        yield "#[[history]]"
        yield from self._value("kind", text(kind), f"奖项：{awards}", f"award: {awards}")
        yield from self._value("name", '""', "候选名称", "the candidate's name")
        span = f"{years[0]}–{years[1]}"
        yield from self._value("year", str(years[1]), f"年份：{span}", f"year: {span}")
        yield from self._value("level", '"province"', "province | ministry", "province | ministry")
        yield from self._value("selected", "false", "是否入选", "whether selected")
        yield ""
        yield self._put(
            "# 上级入选情况，每单位、每类一段", "# Selections above the city, a table for each unit and kind"
        )
        yield "#[[outcome]]"
        yield from self._value("unit", '""', "单位编号", "the unit's id")
        yield from self._value("kind", text(kind), f"奖项：{awards}", f"award: {awards}")
        yield from self._value("level", '"province"', "province | ministry", "province | ministry")
        yield from self._value("count", "1", "个数", "how many")
        yield ""

    def _decisions(self) -> Iterator[str]:
        yield self._put("# 领导小组的决定，每个一段", "# Decisions of the leading group, a table each")
        yield "#[[decision]]"
        tie = "tie（并列中由此候选取得名额）| revocation（撤销荣誉）"
        yield from self._value("kind", '"tie"', tie, "tie: takes the tied place | revocation: loses the honour")
        yield from self._value("award", text(self.rulebook.awards[0].id), "奖项编号", "the award's id")
        yield from self._value("candidate", '""', "候选编号", "the candidate's id")
        yield from self._value("date", f"{self.rulebook.source.year}-12-31", "决定日期", "when")
        yield from self._value("by", '""', "由谁决定", "by whom")
        yield from self._value("reason", '""', "理由", "why")

    def _reviews(self) -> Iterator[str]:
        files = [each for award in self.rulebook.awards for each in award.indicators if _takes_reviews(each)]
        if not files:
            return
        yield ""
        yield self._put(
            "# 案卷评分取自另一个逐项评查的活动文件夹，每项指标一段",
            "# Marks of files that come from the folder of a review of their own, a table for each indicator",
        )
        yield "#[[review]]"
        yield from self._value("folder", '"../review"', "评查活动的文件夹", "the folder of the review")
        names = " | ".join(dict.fromkeys(each.id for each in files))
        yield from self._value("indicator", text(files[0].id), f"指标：{names}", f"indicator: {names}")
        zh = "评分字段 = 评查结果：total 为总分，或评查中一项的编号"
        en = "field of marks = what it takes: total, or the id of an item of the review"
        yield from self._value("marks", '{marks = "total"}', zh, en)

    def candidates(self, award: Award) -> str:
        """Write an award's file with one candidate."""
        lines = [
            *self._heading(award.title),
            self._put(
                "# 每个候选一段，从 [[candidate]] 起整段复制",
                "# A block for each candidate: copy all from [[candidate]] on",
            ),
            "[[candidate]]",
            f"award = {text(award.id)}",
            *self._value("id", '""', "编号，必填；字母、数字、- _ .", "id, required; letters, digits, - _ ."),
            *self._value("name", '""', "名称，必填", "name, required"),
            *self._unit(award),
        ]
        if award.levels:
            levels = " | ".join(award.levels)
            lines += self._value("level", text(award.levels[0]), f"级别，必填；{levels}", f"level, required; {levels}")
        for indicator in award.indicators:
            if indicator.derive is None:
                lines += ["", *self._indicator(indicator)]
        return "\n".join([*lines, ""])

    def _unit(self, award: Award) -> list[str]:
        if award.own_unit:
            return self._value("unit", '""', "单位，必填；与编号相同", "unit, required; the same as the id")
        if award.units_of is None:
            return self._value("unit", '""', "单位，必填", "unit, required")
        known = " | ".join([f"{award.units_of}/*", *award.other_units])
        return self._value("unit", '""', f"单位编号，必填；{known}", f"the unit's id, required; {known}")

    def _indicator(self, indicator: Indicator) -> Iterator[str]:
        yield self._comment(f"{indicator.title}〔{indicator.clause}〕")
        yield f"[candidate.{_key(indicator.id)}]"
        for field in fields_of(indicator.evidence, Asked.of(indicator)):
            yield self._comment(self._words(field))
            if not field.is_list:
                yield f"#{_key(field.name)} = {_given(field)}"
                continue
            for row in field.rows:
                yield self._comment(f"  {row.name}: {self._words(row)}")
            yield f"#{_key(field.name)} = [{_row(field.rows)}]"

    def _words(self, field: FieldWords) -> str:
        """Say what a field is, what it may be, and what becomes of it if it is left out."""
        label, expected = field.label.say(self.language), field.expected.say(self.language)
        if field.required:
            absent = self._put("必填", "required")
        elif field.unused:
            absent = self._put("本奖项不用", "not used in this award")
        elif field.default in (None, "", ()):
            absent = self._put("可不填", "optional")
        else:
            absent = self._put("不填则为 {0}", "left out: {0}").format(_toml(field.default))
        return f"{label} · {expected} · {absent}"

    def _value(self, name: str, value: str, zh: str, en: str) -> list[str]:
        return [self._comment(Bilingual(zh, en).say(self.language)), f"#{name} = {value}"]

    def _comment(self, words: str) -> str:
        return f"# {clean(words)}"

    def _put(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en


def _row(fields: Iterable[FieldWords]) -> str:
    return "{" + ", ".join(f"{_key(each.name)} = {_given(each)}" for each in fields) + "}"


def _given(field: FieldWords) -> str:
    """Give the value that a field starts with: its default, or a lawful one."""
    return field.example if field.required or field.default is None else _toml(field.default)


def _toml(value: object) -> str:
    """Write a default as TOML does."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, Fraction):
        return written(value) if "/" not in written(value) else text(written(value))
    return text(value) if isinstance(value, str) else str(value)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else text(name)


def _takes_reviews(indicator: Indicator) -> bool:
    """Tell whether an indicator has files with a number and marks, which a review can mark."""
    kinds = [each.row_type for each in evidence_fields(indicator.evidence).values()]
    return any(reviewable(evidence_fields(kind, "rows")) for kind in kinds if kind is not None and attrs.has(kind))
