"""The voice: says each node of a formula in one language, whole or as a short line."""

from datetime import date
from fractions import Fraction
from string import Formatter
from typing import assert_never

import attrs

from lianbing.backends.prose.binding import Binding, binding
from lianbing.backends.prose.shapes import is_above_zero, members, membership, step_in_words, trim
from lianbing.backends.prose.spacing import spaced
from lianbing.backends.prose.wording import (
    CALLED,
    COMPARED,
    COMPARED_DAYS,
    EQUAL,
    MONTHS,
    MOST_LISTED,
    PANEL,
    ROUNDED,
    SAID,
    SHORT,
)
from lianbing.formula.domain import written
from lianbing.formula.nodes import (
    Add,
    AllOf,
    AnyOf,
    Band,
    BestOfEach,
    Cap,
    ChoiceFact,
    ChoiceIs,
    CohortGreatest,
    CohortRank,
    CohortSize,
    CohortSum,
    Compare,
    CompareDays,
    Constant,
    Count,
    CountDistinct,
    DayFact,
    DaysLate,
    EvaluationDay,
    Fact,
    FixedDay,
    FlagFact,
    Floor,
    Greatest,
    IsGiven,
    Least,
    MarksFact,
    MeanOver,
    Multiply,
    Node,
    Not,
    Number,
    PanelMark,
    PanelRule,
    Quantize,
    RankPoints,
    Ratio,
    RegionTotal,
    Repeats,
    RowsFact,
    ShareOfApplicable,
    ShareOfGreatest,
    Steps,
    Subtract,
    SumOfBest,
    SumOver,
    Tiers,
    When,
)
from lianbing.language import Bilingual, Language


def say(node: Node, language: Language) -> str:
    """Say a formula, a condition or a fact in words.

    >>> cases = Fact("cases", Bilingual("案件数", "cases"))
    >>> say(Cap(cases * 2, Constant(Fraction(30))), "zh")
    '“案件数” × 2，累计不超过 30'
    >>> say((cases + 1) * 2, "en")
    '(“cases” + 1) × 2'
    """
    return Voice(language).say(node)


def phrase(node: Node, language: Language) -> str:
    """Name a node in one short line, for a tree that lists its parts below it.

    >>> phrase(Cap(Constant(Fraction(31)), Constant(Fraction(30))), "en")
    'capped at 30'
    """
    return Voice(language).phrase(node)


@attrs.frozen
class Voice:
    """Says nodes in one language."""

    language: Language

    def say(self, node: Node) -> str:
        """Say a node with all that it is made of."""
        match node:
            case Fact() | FlagFact() | ChoiceFact() | DayFact() | RowsFact() | MarksFact():
                return self._quoted(node.label)
            case Constant(value):
                return written(value)
            case Add((only,)) | Least((only,)) | Greatest((only,)) | AllOf((only,)) | AnyOf((only,)):
                return self.say(only)
            case Add(terms):
                return self._sum(terms)
            case Subtract(left, right):
                return self._signed(self._at(left, Binding.SUM), "−", self._at(right, Binding.PRODUCT))
            case Multiply(left, right):
                return self._signed(self._at(left, Binding.PRODUCT), "×", self._at(right, Binding.NOUN))
            case Ratio():
                return self._ratio(node)
            case Least(terms):
                return self._one_of(terms, "lesser" if len(terms) == 2 else "least")
            case Greatest(terms):
                return self._one_of(terms, "greater" if len(terms) == 2 else "greatest")
            case Cap(inner, most):
                return self._limited("cap", inner, most=self._at(most, Binding.PHRASE))
            case Floor(inner, least):
                return self._limited("floor", inner, least=self._at(least, Binding.PHRASE))
            case Quantize(inner, step, mode):
                return self._limited("quantize", inner, rounded=self._rounded(step, mode))
            case When():
                return self._when(node)
            case Steps(amount, size, started):
                words = SAID["started_steps" if started else "full_steps"]
                return self._put(words, amount=self._at(amount, Binding.NOUN), size=step_in_words(size, amount))
            case Band():
                return self._band(node)
            case Tiers():
                return self._tiers(node)
            case ShareOfApplicable():
                return self._share_of_applicable(node)
            case DaysLate():
                return self._days_late(node)
            case PanelMark():
                return self._panel_mark(node)
            case Count(rows, where):
                words = SAID["count" if where is None else "count_where"]
                return self._put(words, rows=self.say(rows), where="" if where is None else self.say(where))
            case CountDistinct(rows, key):
                return self._put(SAID["distinct"], rows=self.say(rows), key=self.say(key))
            case SumOver(rows, item):
                return self._put(SAID["sum"], rows=self.say(rows), item=self._name(item))
            case MeanOver():
                return self._mean(node)
            case BestOfEach(rows, key, item):
                slots = {"rows": self.say(rows), "key": self.say(key), "item": self._name(item)}
                return self._put(SAID["best_of_each"], **slots)
            case SumOfBest(rows, item, count):
                slots = {"rows": self.say(rows), "count": str(count), "item": self._name(item)}
                return self._put(SAID["sum_of_best"], **slots)
            case RegionTotal(_, _, inner, label):
                words = SAID["given_total" if inner is None else "region_total"]
                return self._put(words, label=self._quoted(label), inner="" if inner is None else self._name(inner))
            case CohortSum(inner):
                return self._put(SAID["cohort_sum"], inner=self._name(inner))
            case CohortGreatest(inner):
                return self._put(SAID["cohort_greatest"], inner=self._name(inner))
            case CohortRank(inner):
                return self._put(SAID["cohort_rank"], inner=self._name(inner))
            case CohortSize():
                return self._put(SAID["cohort_size"])
            case ShareOfGreatest(inner):
                return self._put(SAID["share_of_greatest"], inner=self._name(inner))
            case RankPoints(inner, points):
                slots = {"inner": self._name(inner), "most": self._name(Constant(points))}
                return self._put(SAID["rank_points"], **slots)
            case FixedDay(day):
                return self._day(day)
            case EvaluationDay():
                return self._put(SAID["evaluation_day"])
            case Compare(left, sign, right):
                return self._included(node) or self._compared(COMPARED[sign], left, right)
            case CompareDays(first, sign, second):
                return self._compared(COMPARED_DAYS[sign], first, second)
            case ChoiceIs(choice, word):
                return self._put(SAID["choice"], choice=self.say(choice), word=f"“{word}”")
            case Repeats(_, key):
                return self._put(SAID["repeats"], key=self.say(key))
            case IsGiven(fact):
                return self._put(SAID["given"], fact=self.say(fact))
            case AllOf((Compare(left, ">=", right), Compare(other, "<=", limit))) if (left, right) == (other, limit):
                return self._compared(EQUAL, left, right)
            case AllOf():
                return self._joined("and", node) or self._put(SAID["always"])
            case AnyOf():
                return self._joined("or", node) or self._put(SAID["never"])
            case Not(IsGiven(fact)):
                return self._put(SAID["not_given"], fact=self.say(fact))
            case Not(condition):
                return self._put(SAID["not"], condition=self._name(condition))
            case _:
                assert_never(node)

    def phrase(self, node: Node) -> str:
        """Name a node alone."""
        match node:
            case Fact() | FlagFact() | ChoiceFact() | DayFact() | RowsFact() | MarksFact() | RegionTotal():
                return node.label.say(self.language)
            case Constant() | CountDistinct() | CohortSize():
                return self.say(node)
            case FixedDay() | EvaluationDay() | ChoiceIs() | Repeats() | IsGiven():
                return self.say(node)
            case DaysLate():
                return self._late(node)
            case ShareOfApplicable():
                if len(node.most) > MOST_LISTED:
                    return self._put(SHORT["share_of_many"])
                most = self._listed([written(each) for each in node.most])
                return self._put(SHORT["share_of_applicable"], most=most)
            case Tiers(_, tiers, otherwise, above):
                return self._put(SHORT["tiers"], tiers=self._tier_list(tiers, otherwise, above=above))
            case Add() | Subtract() | Multiply() | Ratio() | Least() | Greatest() | When() | Band():
                return self._put(CALLED[type(node)])
            case CohortSum() | CohortGreatest() | CohortRank() | ShareOfGreatest():
                return self._put(CALLED[type(node)])
            case AllOf((Compare(left, ">=", right), Compare(other, "<=", limit))) if (left, right) == (other, limit):
                return self._short_comparison(EQUAL, right)
            case AllOf() | AnyOf() | Not():
                return self._put(CALLED[type(node)])
            case Cap(_, most):
                return self._put(SHORT["cap"], limit=self._limit(most))
            case Floor(_, least):
                return self._put(SHORT["floor"], limit=self._limit(least))
            case Quantize(_, step, mode):
                return self._rounded(step, mode)
            case Steps(amount, size, started):
                words = SHORT["started_steps" if started else "full_steps"]
                return self._put(words, size=step_in_words(size, amount))
            case PanelMark(marks, _):
                words = SHORT["trimmed_panel" if trim(marks.rule) else "panel"]
                return self._put(words, rule=self._panel_rule(marks.rule))
            case Count(rows, where):
                words = SAID["count"] if where is None else SHORT["count_where"]
                return self._put(words, rows=self.say(rows))
            case SumOver(rows, _):
                return self._put(SHORT["sum"], rows=self.say(rows))
            case MeanOver(rows, _, _):
                return self._put(SHORT["mean"], rows=self.say(rows))
            case BestOfEach(rows, key, _):
                return self._put(SHORT["best_of_each"], rows=self.say(rows), key=self.say(key))
            case SumOfBest(rows, _, count):
                return self._put(SHORT["sum_of_best"], rows=self.say(rows), count=str(count))
            case RankPoints(_, points):
                return self._put(SHORT["rank_points"], most=written(points))
            case Compare(_, sign, right):
                return self._included(node) or self._short_comparison(COMPARED[sign], right)
            case CompareDays(_, sign, second):
                return self._short_comparison(COMPARED_DAYS[sign], second)
            case _:
                assert_never(node)

    def _at(self, node: Node, loosest: Binding) -> str:
        """Say a node in a place that takes nothing looser than this."""
        text = self.say(node)
        return text if binding(node) >= loosest else self._put(SAID["parentheses"], text=text)

    def _name(self, node: Node) -> str:
        return self._at(node, Binding.NAME)

    def _signed(self, left: str, sign: str, right: str) -> str:
        return self._put(SAID["signed"], left=left, sign=sign, right=right)

    def _sum(self, terms: tuple[Number, ...]) -> str:
        if not terms:
            return "0"
        text = self._at(terms[0], Binding.SUM)
        for term in terms[1:]:
            text = self._signed(text, "+", self._at(term, Binding.PRODUCT))
        return text

    def _ratio(self, node: Ratio) -> str:
        top, bottom = self._at(node.numerator, Binding.PRODUCT), self._at(node.denominator, Binding.NOUN)
        ratio = self._signed(top, "÷", bottom)
        divisor, otherwise = node.denominator, node.otherwise
        if isinstance(divisor, Constant) and divisor.value != 0 and isinstance(otherwise, Constant):
            return ratio  # by a number that is written out: there is no otherwise
        if isinstance(divisor, Fact) and is_above_zero(divisor) and otherwise == Constant(Fraction(0)):
            return ratio  # by what cannot be 0
        return self._put(SAID["ratio"], ratio=ratio, otherwise=self._at(otherwise, Binding.SUM))

    def _one_of(self, terms: tuple[Number, ...], words: str) -> str:
        *items, last = [self._at(term, Binding.SUM) for term in terms]
        return self._put(SAID[words], items=self._listed(items), last=last)

    def _limited(self, words: str, inner: Number, **limit: str) -> str:
        return self._put(SAID[words], inner=self._at(inner, Binding.LIMITED), **limit)

    def _rounded(self, step: Fraction, mode: str) -> str:
        words = SAID["whole" if step == 1 else "multiple"]
        return self._put(words, rounded=self._put(ROUNDED[mode]), step=written(step))

    def _when(self, node: When) -> str:
        # Another choice in the last place reads on.
        loosest = Binding.SENTENCE if isinstance(node.otherwise, When) else Binding.PHRASE
        return self._put(
            SAID["when"],
            condition=self.say(node.condition),
            then=self._at(node.then, Binding.PHRASE),
            otherwise=self._at(node.otherwise, loosest),
        )

    def _band(self, node: Band) -> str:
        return self._put(
            SAID[f"{node.shape}_band"],
            value=self._at(node.value, Binding.SUM),
            baseline=self._at(node.baseline, Binding.SUM),
            low=written(node.low),
            high=written(node.high),
            most=written(node.most),
        )

    def _tiers(self, node: Tiers) -> str:
        tiers = self._tier_list(node.tiers, node.otherwise, above=node.above)
        return self._put(SAID["tiers"], value=self._at(node.inner, Binding.SUM), tiers=tiers)

    def _tier_list(self, tiers: tuple[tuple[Fraction, Fraction], ...], otherwise: Fraction, *, above: bool) -> str:
        tier = SAID["tier_above" if above else "tier"]
        text = self._put(SAID["below_tiers"], figure=written(otherwise))
        for start, figure in tiers:
            one = self._put(tier, start=written(start), figure=written(figure))
            text = self._put(SAID["more_tiers"], tiers=one, tier=text)
        return text

    def _share_of_applicable(self, node: ShareOfApplicable) -> str:
        parts = [
            self._put(
                SAID["part" if applies == AllOf(()) else "part_where"],
                applies=self.say(applies),
                points=self._at(points, Binding.SUM),
                most=written(most),
            )
            for applies, points, most in zip(node.applies, node.points, node.most, strict=True)
        ]
        share = self._put(SAID["share_of_applicable"], parts=self._listed(parts))
        if AllOf(()) in node.applies and isinstance(node.otherwise, Constant):
            return share  # one part applies always: there is no otherwise
        return self._put(SAID["none_applies"], share=share, otherwise=self._at(node.otherwise, Binding.SUM))

    def _late(self, node: DaysLate) -> str:
        words = SAID["days_late" if node.calendar is None else "working_days_late"]
        return self._put(words, day=self.say(node.day), due=self.say(node.due))

    def _days_late(self, node: DaysLate) -> str:
        late, calendar = self._late(node), node.calendar
        if calendar is None:
            return late
        weekdays = self._put(SAID["weekdays"])
        for words, days in (("holidays", calendar.holidays), ("workdays", calendar.workdays)):
            if days:
                weekdays = self._put(SAID[words], weekdays=weekdays, days=self._listed(self._runs(days)))
        return self._put(SAID["calendar"], days=late, weekdays=weekdays)

    def _runs(self, days: tuple[date, ...]) -> list[str]:
        """Say days in their order, those that follow each other as one run."""
        runs: list[list[date]] = []
        for each in sorted(set(days)):
            if runs and each.toordinal() == runs[-1][-1].toordinal() + 1:
                runs[-1].append(each)
            else:
                runs.append([each])
        return [self._run(self._day(run[0]), self._day(run[-1])) for run in runs]

    def _run(self, first: str, last: str) -> str:
        return first if first == last else self._put(SAID["run_of_days"], first=first, last=last)

    def _listed(self, items: list[str]) -> str:
        text = items[0]
        for item in items[1:]:
            text = self._put(SAID["more"], items=text, item=item)
        return text

    def _panel_mark(self, node: PanelMark) -> str:
        left_out = trim(node.marks.rule)
        return self._put(
            SAID["trimmed_panel" if left_out else "panel"],
            marks=self.say(node.marks),
            rule=self._panel_rule(node.marks.rule),
            least=written(node.marks.domain.least or Fraction(0)),
            most=written(node.most),
            enough=str(2 * left_out + 1),
        )

    def _panel_rule(self, rule: PanelRule) -> str:
        kind = rule.kind if rule.kind != "trimmed_mean" or rule.trim else "mean"
        return self._put(PANEL[kind], trim=str(rule.trim))

    def _mean(self, node: MeanOver) -> str:
        over = self._at(node.over, Binding.SUM)
        match node.over:
            case Constant(value):
                divisor = self._put(SAID["fixed_divisor" if value > 0 else "divisor"], over=over)
            case _:
                divisor = self._put(SAID["divisor_over"], over=over)
        slots = {"rows": self.say(node.rows), "item": self._name(node.item), "divisor": divisor}
        return self._put(SAID["mean"], **slots)

    def _compared(self, sign: Bilingual, left: Node, right: Node) -> str:
        sides = {"left": self._at(left, Binding.SUM), "right": self._at(right, Binding.SUM)}
        return self._put(SAID["compare"], sign=self._put(sign), **sides)

    def _included(self, node: Compare) -> str:
        """Say whether a plain list has one of some words; empty where that is not what is compared."""
        found = membership(node)
        if found is None:
            return ""
        rows, (first, *others) = found
        text = f"“{first}”"
        for word in others:
            text = self._put(SAID["other_word"], found=text, word=f"“{word}”")
        return self._put(SAID["includes" if node.sign == ">" else "lacks"], rows=self.say(rows), found=text)

    def _joined(self, words: str, node: AllOf | AnyOf) -> str:
        said = [self._at(each, Binding.PHRASE) for each in members(node)]
        text = "".join(said[:1])
        for each in said[1:]:
            text = self._put(SAID[words], left=text, right=each)
        return text

    def _short_comparison(self, sign: Bilingual, other: Node) -> str:
        return self._put(SHORT["compare"], sign=self._put(sign), limit=self._limit(other))

    def _limit(self, node: Node) -> str:
        """Say a limit by its figure or name; a formula stands below, and is only pointed at."""
        if isinstance(node, Constant | Fact | DayFact | FixedDay | EvaluationDay):
            return self.say(node)
        return self._put(SHORT["limit"])

    def _day(self, day: date) -> str:
        zh = f"{day.year} 年 {day.month} 月 {day.day} 日"
        return zh if self.language == "zh" else f"{day.day} {MONTHS[day.month - 1]} {day.year}"

    def _quoted(self, label: Bilingual) -> str:
        inner = label.say(self.language).replace("“", "‘").replace("”", "’")
        return f"“{inner}”"

    def _put(self, words: Bilingual, **slots: str) -> str:
        sentence = words.say(self.language)
        if self.language == "en":
            return sentence.format(**slots)
        parsed = Formatter().parse(sentence)
        return spaced(piece for text, slot, *_ in parsed for piece in (text, slots[slot] if slot else ""))
