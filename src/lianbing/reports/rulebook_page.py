"""A rulebook as a readable page in Markdown, to lay beside the official text."""

from collections.abc import Iterable, Iterator

import attrs

from lianbing.backends.prose import say
from lianbing.forms.fields import Asked, FieldWords, fields_of
from lianbing.formula.domain import written
from lianbing.formula.nodes import Node
from lianbing.formula.scheme import Exclusion
from lianbing.language import Bilingual, Language
from lianbing.model.award import Award, Indicator, Minimum
from lianbing.model.rulebook import Rulebook
from lianbing.reports.award_words import (
    condition_effect,
    grade_title,
    group_in_words,
    places_in_words,
    tie_breaker,
)
from lianbing.reports.explaining import rounded, setting
from lianbing.reports.figures import limit, shown
from lianbing.reports.markdown import code, prose, table
from lianbing.reports.rulebook_appendix import appendix


def page(rulebook: Rulebook, language: Language = "zh") -> str:
    """Give a rulebook as a page in Markdown.

    Args:
        rulebook: The rulebook, under the readings to show.
        language: The language of all words that are not the rulebook's own.
    """
    writer = _Writer(rulebook, language)
    blocks = [*writer.heading(), *writer.awards(), *appendix(rulebook, language)]
    return "\n\n".join(block.rstrip("\n") for block in blocks if block) + "\n"


_RANKED_ON = {
    "published": Bilingual("按取整后的总分排名", "ranked on the totals of rounded points"),
    "exact": Bilingual("按未取整的总分排名", "ranked on the exact totals"),
}
_HELD_ON = {
    "published": Bilingual("按取整后的得分", "of the rounded points"),
    "exact": Bilingual("按未取整的得分", "of the exact points"),
}
_TIES = {
    "competition": Bilingual(
        "同分同名次，其后名次顺延（1、2、2、4）", "equals share a rank, the next is skipped (1, 2, 2, 4)"
    ),
    "dense": Bilingual("同分同名次，其后名次不顺延（1、2、2、3）", "equals share a rank, none is skipped (1, 2, 2, 3)"),
}
_PANEL = {
    "mean": Bilingual("取平均", "the mean"),
    "trimmed_mean": Bilingual("两端各去掉 {0} 个后取平均", "the mean without the {0} highest and lowest"),
    "median": Bilingual("取中位数", "the median"),
}


@attrs.frozen
class _Writer:
    rulebook: Rulebook
    language: Language

    def heading(self) -> Iterator[str]:
        """Write the title, the source, and the rules that hold for all awards."""
        book = self.rulebook
        yield f"# {prose(book.title)}"
        yield self._list(
            [
                (self._put("编号", "id"), code(book.id)),
                (
                    self._put("依据", "source"),
                    prose(" · ".join(filter(None, (book.source.title, book.source.issuer, str(book.source.year))))),
                ),
                (self._put("计入的往年大练兵", "earlier campaigns that count"), self._years()),
                (self._put("评审组评分", "a panel's marks"), self._panel()),
                (self._put("取整", "rounding"), self._rounding() + self._clause(book.rounding.clause)),
                (self._put("文件摘要", "digest of the file"), code(f"sha256:{book.sha256}")),
            ]
        )
        if book.departures:
            chosen = ", ".join(f"{name} = {option}" for name, option in book.departures.items())
            yield self._put("本页采用的不同读法：", "readings of this page that depart: ") + code(chosen)
        for warning in book.warnings:
            yield f"> {prose(warning.message(self.language))}"

    def awards(self) -> Iterator[str]:
        """Write all awards."""
        for award in self.rulebook.awards:
            yield f"## {prose(award.title)}{self._clause(award.clause)}"
            yield self._list(self._facts_of(award))
            scoring = [each for each in award.indicators if each.scores]
            yield table(
                [self._put("指标", "indicator"), self._put("分值", "points"), self._put("条款", "clause")],
                [(prose(each.title), self._worth(each), code(each.clause)) for each in scoring],
            )
            for indicator in award.indicators:
                yield from self._indicator(indicator, award)

    def _facts_of(self, award: Award) -> Iterator[tuple[str, str]]:
        yield self._put("编号", "id"), code(award.id)
        if not award.groups:
            yield self._put("名额", "places"), places_in_words(award.places, self.language)
        for group in award.groups:
            yield self._put("分组", "group"), prose(group_in_words(group, self.language))
        if award.qualifies_from is not None:
            yield self._put("入选最低总分", "least total to win"), self._minimum(award.qualifies_from, award)
        if award.qualifies_grade is not None:
            yield (
                self._put("入选最低等次", "least grade to win"),
                prose(grade_title(award.grades, award.qualifies_grade)),
            )
        grades = [f"{each.title} ≥ {written(each.least)}" for each in award.grades]
        yield self._put("等次", "grades"), prose(("；" if self.language == "zh" else "; ").join(grades))
        if award.total_formula is not None:
            yield self._put("总分", "total"), self._say(award.total_formula) + self._clause(award.total.clause)
        yield self._put("满分", "maximum"), written(award.points)
        yield self._put("级别", "levels"), ", ".join(map(code, award.levels))
        if award.own_unit:
            yield (
                self._put("候选", "candidates"),
                self._put("每个单位自为候选", "every unit is a candidate of its own"),
            )
        if award.units_of is not None:
            units = ", ".join([code(award.units_of), *map(code, award.other_units)])
            yield self._put("推荐单位", "nominated by the units of"), units
        if award.nominees_per_unit is not None:
            yield self._put("每单位至多推荐", "nominees per unit at most"), str(award.nominees_per_unit)
        yield self._put("排名", "ranking"), self._ranking(award)

    def _ranking(self, award: Award) -> str:
        ranking = award.ranking
        breakers = [tie_breaker(each, self.language) + self._clause(each.clause) for each in ranking.tie_breakers]
        parts = [_RANKED_ON[ranking.on].say(self.language), _TIES[ranking.ties].say(self.language)]
        if breakers:
            parts.append(
                self._put("并列跨过末位名额时依次比较 ", "ties across the last place are decided by ")
                + ", ".join(breakers)
            )
        if ranking.undecided == "all":
            parts.append(self._put("仍不能分先后的一并入选", "all who are still equal take a place"))
            return ("；" if self.language == "zh" else "; ").join(parts) + self._clause(ranking.clause)
        parts.append(
            self._put("仍不能决定的交领导小组决定", "what is left undecided goes to the leading group")
            if breakers
            else self._put("并列跨过末位名额时交领导小组决定", "ties across the last place go to the leading group")
        )
        return ("；" if self.language == "zh" else "; ").join(parts) + self._clause(ranking.clause)

    def _indicator(self, indicator: Indicator, award: Award) -> Iterator[str]:
        points = self._put("（{0} 分）", " ({0} points)").format(self._worth(indicator)) if indicator.scores else ""
        yield f"### {prose(indicator.title)}{points}{self._clause(indicator.clause)}"
        facts = [(self._put("编号", "id"), code(indicator.id))]
        facts.append((self._put("插件", "plugin"), code(indicator.plugin)))
        facts.append((self._put("适用分组", "for the groups"), ", ".join(map(code, indicator.applies_to))))
        if indicator.qualifies_from is not None:
            needed = self._minimum(indicator.qualifies_from, award)
            facts.append((self._put("入选最低分", "least points to win"), needed))
        facts.append((self._put("取决于奖项", "reads the awards"), ", ".join(map(code, indicator.reads))))
        facts.append(
            (
                self._put("取决于读法", "depends on the readings"),
                ", ".join(map(self._reading, indicator.readings)),
            )
        )
        yield self._list(facts)
        applies = [
            f"- {self._put('适用于：', 'applies where: ')}{self._say(each.when)}" for each in indicator.scheme.applies
        ]
        yield "\n".join(applies)
        yield "\n".join(self._criteria(indicator))
        yield "\n".join(self._condition(indicator, each, award) for each in indicator.scheme.exclusions)
        yield from self._exhibits(indicator)
        if indicator.parameters:
            rows = [(code(name), code(setting(value))) for name, value in indicator.parameters.items()]
            yield table([self._put("参数", "parameter"), self._put("取值", "value")], rows)
        if indicator.derive is None:
            yield self._evidence(indicator)

    def _criteria(self, indicator: Indicator) -> Iterator[str]:
        for each in indicator.scheme.criteria:
            stated = indicator.criterion(each.id)
            most = self._put("满分 {0}", "at most {0}").format(limit(each.most, self.language))
            title = f"**{prose(stated.title)}** {code(each.id)}"
            yield f"- {title} · {most}{self._clause(stated.clause)}{self._colon()}{self._say(each.formula)}"

    def _condition(self, indicator: Indicator, exclusion: Exclusion, award: Award) -> str:
        stated = indicator.condition(exclusion.id)
        effect = condition_effect(exclusion.effect, stated, award.grades, self.language)
        title = f"**{prose(stated.title)}** {code(exclusion.id)}"
        return f"- {title} · {effect}{self._clause(stated.clause)}{self._colon()}{self._say(exclusion.when)}"

    def _exhibits(self, indicator: Indicator) -> Iterator[str]:
        scheme = indicator.scheme
        if scheme.exhibits:
            yield self._put("评审组所见：", "The panel is shown:")
            yield "\n".join(
                f"- {self._called(each.label)}{self._colon()}{self._say(each.formula)}" for each in scheme.exhibits
            )
        limits = [
            self._put("{0}至多：{1}", "{0} at most: {1}").format(self._called(each.name), self._say(each.most))
            for each in scheme.limits
        ]
        limits += [
            self._put("{0}必须为 {1}", "{0} must be {1}").format(self._called(each.fact.label), each.year)
            for each in scheme.years
        ]
        yield "\n".join(f"- {each}" for each in dict.fromkeys(limits))

    def _evidence(self, indicator: Indicator) -> str:
        fields = fields_of(indicator.evidence, Asked.of(indicator))
        names = (
            ("材料字段", "名称", "应为", "未填时"),
            ("evidence field", "called", "expected", "where left out"),
        )
        return table(names[0] if self.language == "zh" else names[1], self._field_rows(fields, ""))

    def _field_rows(self, fields: Iterable[FieldWords], above: str) -> Iterator[tuple[str, ...]]:
        for each in fields:
            absent = self._absent(each)
            label, expected = each.label.say(self.language), each.expected.say(self.language)
            yield code(above + each.name), prose(label), prose(expected), absent
            yield from self._field_rows(each.rows, f"{above}{each.name}[].")

    def _absent(self, field: FieldWords) -> str:
        """Say what becomes of a field that no file gives."""
        if field.required:
            return self._put("**报错**", "**an error**")
        if field.unused:
            return self._put("本奖项不用", "not used in this award")
        return code('""') if field.default == "" else prose(shown(field.default, self.language))

    def _panel(self) -> str:
        rule = self.rulebook.panel
        return _PANEL[rule.kind].say(self.language).format(rule.trim)

    def _rounding(self) -> str:
        rounding = self.rulebook.rounding
        if rounding.step == 0:
            return self._put("不取整", "none")
        words = self._put("每项指标得分{0}", "the points of each indicator, {0}")
        return words.format(rounded(rounding, self.language))

    def _minimum(self, needed: Minimum, award: Award) -> str:
        on = _HELD_ON[needed.on or award.ranking.on].say(self.language)
        return self._put("{0}（{1}）", "{0} ({1})").format(written(needed.points), on) + self._clause(needed.clause)

    def _worth(self, indicator: Indicator) -> str:
        sign = {"score": "", "bonus": "+", "penalty": "−"}[indicator.effect]
        return sign + limit(indicator.points, self.language)

    def _years(self) -> str:
        years = self.rulebook.source.history_years
        return f"{years[0]}–{years[1]}" if years else ""

    def _reading(self, name: str) -> str:
        return code(f"{name} = {self.rulebook.chosen[name]}")

    def _list(self, items: Iterable[tuple[str, str]]) -> str:
        return "\n".join(f"- {name}{self._colon()}{value}" for name, value in items if value)

    def _clause(self, clause: str) -> str:
        if not clause:
            return ""
        return f"〔{prose(clause)}〕" if self.language == "zh" else f" ({prose(clause)})"

    def _colon(self) -> str:
        return "：" if self.language == "zh" else ": "

    def _called(self, label: Bilingual) -> str:
        return prose(label.say(self.language))

    def _say(self, node: Node) -> str:
        return prose(say(node, self.language))

    def _put(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en
