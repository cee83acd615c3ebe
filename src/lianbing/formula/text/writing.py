"""Writing: nodes of the language as a text that reads back to them."""

from typing import TypeAlias, assert_never

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
    Condition,
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
from lianbing.formula.text.measures import DEEPEST_NODES, MOST_NODES, Measures
from lianbing.formula.text.parsing import AND, COMPARISON, NOT, OR, PREFIX, PRODUCT, SUM, parse
from lianbing.formula.text.reader import ONE, ZERO
from lianbing.formula.text.source import FormulaError, Source
from lianbing.formula.text.spelling import Said, figure, named, quoted
from lianbing.formula.text.word_writing import WordWriter, call

_Operator: TypeAlias = Constant | Add | Subtract | Multiply | Ratio


def write(node: Node) -> str:
    """Write a formula as a text that reads back to it, in the scope of the facts that it uses.

    What has the same worth may read back in a simpler form: arithmetic of numbers alone is one number, and a sum or
    a condition of one part is that part.

    Raises:
        ValueError: No text says it: it is larger or deeper than a text can be, or uses a name that none can have.
    """
    measures = Measures()
    measure = measures.of(node)
    if measure.size > MOST_NODES or measure.depth > DEEPEST_NODES:
        raise ValueError(f"no text says a formula of {measure.size} nodes, {measure.depth} deep")
    text = _Writer(measures).said(node).text
    try:
        parse(Source(text))
    except FormulaError as error:
        raise ValueError(f"no text says this formula: {error}") from error
    return text


class _Writer(WordWriter):
    """Writes every node: operators and conditions here, what words make above."""

    def said(self, node: Node) -> Said:
        match node:
            case Fact() | FlagFact() | ChoiceFact() | DayFact() | MarksFact() | RowsFact():
                return named(node)
            case FixedDay(day):
                return Said(day.isoformat())
            case EvaluationDay():
                return Said("evaluation_day")
            case Constant() | Add() | Subtract() | Multiply() | Ratio():
                return self.operator(node)
            case Count() | CountDistinct() | SumOver() | MeanOver() | BestOfEach() | SumOfBest():
                return self.over_rows(node)
            case (
                CohortSum()
                | CohortGreatest()
                | CohortRank()
                | CohortSize()
                | ShareOfGreatest()
                | RankPoints()
                | RegionTotal()
            ):
                return self.of_cohort(node)
            case PanelMark() | DaysLate() | ShareOfApplicable() | When():
                return self.of_facts(node)
            case Least() | Greatest() | Cap() | Floor() | Steps() | Tiers() | Band() | Quantize():
                return self.of_numbers(node)
            case _:
                return self.condition(node)

    def operator(self, node: _Operator) -> Said:
        match node:
            case Constant(value):
                return figure(value)
            case Add(terms):
                return self.sum(terms)
            case Subtract(Constant(0), CohortGreatest(Subtract(Constant(0), inner))):
                return call("least_of_cohort", self.at(inner))
            case Subtract(left, right) if left == ZERO:
                return Said(f"-{self.at(right, PREFIX)}", PREFIX)
            case Subtract(left, right):
                return Said(f"{self.at(left, SUM)} - {self.at(right, PRODUCT)}", SUM)
            case Multiply(left, right):
                return Said(f"{self.at(left, PRODUCT)} * {self.at(right, PREFIX)}", PRODUCT)
            case Ratio():
                return self.ratio(node)
            case _ as never:
                assert_never(never)

    def sum(self, terms: tuple[Number, ...]) -> Said:
        cases = [each for each in terms if isinstance(each, When)]
        counted = [each.condition for each in cases if (each.then, each.otherwise) == (ONE, ZERO)]
        if not terms:
            return figure(ZERO.value)
        if len(counted) == len(terms):
            return call("how_many", *self.all(counted))
        if len(terms) == 1:
            return self.said(terms[0])
        first = self.at(terms[0], SUM if isinstance(terms[0], Subtract) else PRODUCT)
        return Said(" + ".join([first, *self.all(terms[1:], PRODUCT)]), SUM)

    def ratio(self, node: Ratio) -> Said:
        mean = self.mean(node)
        if mean is not None:
            return mean
        text = f"{self.at(node.numerator, PRODUCT)} / {self.at(node.denominator, PREFIX)}"
        plain = node.otherwise == ZERO and _never_zero(node.denominator) and not _folds(node.numerator)
        return Said(text if plain else f"{text} otherwise {self.at(node.otherwise, PREFIX)}", PRODUCT)

    def mean(self, node: Ratio) -> Said | None:
        """Write a mean over some rows, or over the cohort, as such; None where it is none."""
        match node:
            case Ratio(SumOver(rows, When(test, _, Constant(0)) as item), Count() as count, Constant(0)):
                return self.over_some("mean", rows, item) if count == Count(rows, test) else None
            case Ratio(CohortSum(inner), CohortSize(), Constant(0)):
                return call("mean_of_cohort", self.at(inner))
            case Ratio(CohortSum(When(test, inner, Constant(0))), CohortSum(When() as counted), Constant(0)):
                said = (self.at(inner), f"where={self.at(test)}")
                return call("mean_of_cohort", *said) if counted == When(test, ONE, ZERO) else None
            case _:
                return None

    def condition(self, node: Condition) -> Said:
        match node:
            case FlagFact():
                return named(node)
            case IsGiven(fact):
                return call("given", named(fact).text)
            case Repeats(_, key):
                return call("repeats", named(key).text)
            case Compare() | CompareDays() | ChoiceIs():
                return self.comparison(node)
            case AllOf(conditions):
                return self.all_of(conditions)
            case AnyOf(conditions):
                return self.any_of(conditions)
            case Not(inner):
                return self.inverse(inner)
            case _ as never:
                assert_never(never)

    def comparison(self, node: Compare | CompareDays | ChoiceIs, sign: str = "==") -> Said:
        match node:
            case Compare(Count(rows, where), ">", Constant(0)) if where is not None:
                return self.over_any("any", rows, where)
            case ChoiceIs(choice, value):
                return Said(f"{named(choice).text} {sign} {quoted(value)}", COMPARISON)
            case Compare(left, ordered, right) | CompareDays(left, ordered, right):
                return Said(f"{self.at(left, SUM)} {ordered} {self.at(right, SUM)}", COMPARISON)
            case _ as never:
                assert_never(never)

    def all_of(self, conditions: tuple[Condition, ...]) -> Said:
        if len(conditions) == 1:
            return self.said(conditions[0])
        equal = self.equality(conditions, "==")
        if equal is not None:
            return equal
        return Said(" and ".join(self.all(conditions, AND + 1)), AND) if conditions else Said("true")

    def any_of(self, conditions: tuple[Condition, ...]) -> Said:
        if len(conditions) == 1:
            return self.said(conditions[0])
        tests = [each for each in conditions if isinstance(each, ChoiceIs)]
        choices = {each.choice for each in tests}
        if len(tests) == len(conditions) and len(choices) == 1:
            words = ", ".join(quoted(each.value) for each in tests)
            return Said(f"{named(choices.pop()).text} in [{words}]", COMPARISON)
        return Said(" or ".join(self.all(conditions, OR + 1)), OR) if conditions else Said("false")

    def inverse(self, inner: Condition) -> Said:
        match inner:
            case ChoiceIs():
                return self.comparison(inner, "!=")
            case Compare(Count(rows, Not(condition)), ">", Constant(0)):
                return self.over_any("all", rows, condition)
        unequal = self.equality(inner.conditions, "!=") if isinstance(inner, AllOf) else None
        return unequal or Said(f"not {self.at(inner, NOT)}", NOT)

    def equality(self, conditions: tuple[Condition, ...], sign: str) -> Said | None:
        """Write two comparisons that together say that two things are equal; None where they do not."""
        match conditions:
            case (Compare() as low, Compare() as high) | (CompareDays() as low, CompareDays() as high):
                if (low.sign, high.sign) == (">=", "<=") and (low.left, low.right) == (high.left, high.right):
                    return Said(f"{self.at(low.left, SUM)} {sign} {self.at(low.right, SUM)}", COMPARISON)
        return None


def _folds(node: Number) -> bool:
    """Tell whether a number reads as one constant, as arithmetic of numbers alone does."""
    match node:
        case Constant():
            return True
        case Add(terms):
            return all(_folds(each) for each in terms)
        case Subtract(left, right) | Multiply(left, right):
            return _folds(left) and _folds(right)
        case _:
            return False


def _never_zero(node: Number) -> bool:
    """Tell whether a division by this needs no word on what it is worth at 0."""
    match node:
        case Constant(value):
            return value != 0
        case Fact(domain=domain):
            return domain.least is not None and domain.least > 0
        case _:
            return False
