"""Texts and the nodes that they read as."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from lianbing.formula import words
from lianbing.formula.nodes import (
    Add,
    AllOf,
    AnyOf,
    ChoiceIs,
    Compare,
    CompareDays,
    Condition,
    Count,
    EvaluationDay,
    FixedDay,
    IsGiven,
    Multiply,
    Not,
    Number,
    Quantize,
    Ratio,
    Subtract,
    SumOver,
    When,
)
from lianbing.formula.text import read_condition, read_number, write
from tests.backends.example_evidence import FACTS
from tests.formula.text_example import CALENDAR, SCOPE, number, read

F: Any = FACTS
HONOURS: Any = FACTS.honours
ZERO, ONE = number(0), number(1)
IS_CITY = ChoiceIs(F.region, "city")
IS_COUNTY = ChoiceIs(F.region, "county")

NUMBERS: list[tuple[str, Number]] = [
    # Literals, and arithmetic of literals alone, are one number.
    ("10", number(10)),
    ("0.50", number("0.5")),
    ("5%", number("1/20")),
    ("12.5%", number("1/8")),
    ("1/3", number("1/3")),
    ("2 * 3 - 10 / 4", number("7/2")),
    ("-(1 + 2)", number(-3)),
    ("2019-11-5", number(2003)),
    ("2019 - 11", number(2008)),
    ("2019-99-99", number(1821)),
    ("5-2019-10-15", number(-2039)),
    ("2019-10-15-5", number(1989)),
    ("weight", number("1/4")),
    ("most / 2", number(15)),
    # Precedence and order.
    ("cases", F.cases),
    ("cases + fines * 2", Add((F.cases, Multiply(F.fines, number(2))))),
    ("(cases + fines) * 2", Multiply(Add((F.cases, F.fines)), number(2))),
    ("cases + fines + 1", Add((F.cases, F.fines, ONE))),
    ("cases + (fines + 1)", Add((F.cases, Add((F.fines, ONE))))),
    ("cases - fines - 1", Subtract(Subtract(F.cases, F.fines), ONE)),
    ("cases - fines + 1 + 2", Add((Subtract(F.cases, F.fines), ONE, number(2)))),
    ("cases + fines - 1", Subtract(Add((F.cases, F.fines)), ONE)),
    ("1 + 2 + cases", Add((ONE, number(2), F.cases))),
    ("cases * 2 / 4", Ratio(Multiply(F.cases, number(2)), number(4), ZERO)),
    ("-cases * 2", Multiply(Subtract(ZERO, F.cases), number(2))),
    ("cases - -2", Subtract(F.cases, number(-2))),
    ("cases * -2", Multiply(F.cases, number(-2))),
    # Division.
    ("cases / 4", Ratio(F.cases, number(4), ZERO)),
    ("cases / fines otherwise 1", Ratio(F.cases, F.fines, ONE)),
    ("cases / fines otherwise -1 * 2", Multiply(Ratio(F.cases, F.fines, number(-1)), number(2))),
    ("1 / 2 otherwise 3", Ratio(ONE, number(2), number(3))),
    ("cases / fines otherwise 1 / 2", Ratio(Ratio(F.cases, F.fines, ONE), number(2), ZERO)),
    # Limits and cases.
    ("least(1, cases, fines)", words.least(1, F.cases, F.fines)),
    ("greatest(cases)", words.greatest(F.cases)),
    ("cap(cases, most)", words.cap(F.cases, 30)),
    ("floor(cases - 3)", words.floor(F.cases - 3)),
    ("floor(cases, 3)", words.floor(F.cases, 3)),
    ("when(connected, 1, cases)", words.when(F.connected, 1, F.cases)),
    ('steps(fines, 1/3, count="started")', words.steps(F.fines, Fraction(1, 3), count="started")),
    ('steps(fines, 5, count="full")', words.steps(F.fines, 5, count="full")),
    ("round(fines, 0.01)", Quantize(F.fines, Fraction("0.01"), "ROUND_HALF_UP")),
    ('round(fines, 1, mode="ROUND_DOWN")', Quantize(F.fines, Fraction(1), "ROUND_DOWN")),
    ("tiers(filing, 80%: 5, 90%: 10)", words.tiers(F.filing, (Decimal("0.8"), 5), (Decimal("0.9"), 10))),
    ("tiers(filing, 0: 5, otherwise=1, above=true)", words.tiers(F.filing, (0, 5), otherwise=1, above=True)),
    ("tiers(filing, 0: 5, above=false)", words.tiers(F.filing, (0, 5))),
    (
        "band(cases, fines, low=0.5, high=most/20)",
        words.band(F.cases, F.fines, low=Decimal("0.5"), high=Decimal("1.5"), most=30),
    ),
    (
        'band(cases, 9, low=0, high=1, most=5, shape="step")',
        words.band(F.cases, number(9), low=0, high=1, most=5, shape="step"),
    ),
    ("panel(institution)", words.panel(F.institution, most=30)),
    ("panel(institution, most=10)", words.panel(F.institution, most=10)),
    # Conditions, choices, days and what may be missing, as numbers.
    (
        "share_of_applicable(connected: cases of 5, true: 1 of most, otherwise=1)",
        words.share_of_applicable((F.connected, F.cases, 5), (AllOf(()), 1, 30), otherwise=1),
    ),
    ("days_late(reported, 2019-11-05)", words.days_late(F.reported, date(2019, 11, 5))),
    ("days_late(evaluation_day, reported)", words.days_late(EvaluationDay(), F.reported)),
    (
        "working_days_late(reported, 2019-11-05)",
        words.days_late(F.reported, date(2019, 11, 5), calendar=CALENDAR),
    ),
    ("or_else(audited, 5)", words.or_else(F.audited, 5)),
    ("when(given(audited), audited, 0)", words.or_else(F.audited, 0)),
    ("how_many(connected, cases > 5)", words.how_many(F.connected, F.cases > 5)),
    ("pick(region, county = 1, city = 2)", When(IS_COUNTY, ONE, number(2))),
    ('pick(region, "city": 2, "county" = 1)', When(IS_CITY, number(2), ONE)),
    ("pick(region, city: 2, otherwise = cases)", When(IS_CITY, number(2), F.cases)),
    ("pick(region, city = 2, county = 1, otherwise = 0)", When(IS_CITY, number(2), When(IS_COUNTY, ONE, ZERO))),
    ("pick(candidate_level, city = 2, county = 1)", When(F.candidate_level.is_("city"), number(2), ONE)),
    # Lists.
    ("count(honours)", words.count(HONOURS)),
    ("count(hearings)", words.count(FACTS.hearings)),
    ("count(honours.late)", words.count(HONOURS, HONOURS.late)),
    ("count(honours, connected)", words.count(HONOURS, F.connected)),
    ("count(hearings.value > reported)", words.count(FACTS.hearings, FACTS.hearings.value > F.reported)),
    ("distinct(honours.title)", words.distinct(HONOURS, HONOURS.title)),
    ("sum(honours.points)", words.total(HONOURS, HONOURS.points)),
    ("sum(honours, 2)", words.total(HONOURS, 2)),
    ("sum(honours, honours.points * cases)", words.total(HONOURS, HONOURS.points * F.cases)),
    (
        "sum(honours.points, where=honours.late)",
        SumOver(HONOURS.node, When(HONOURS.late, HONOURS.points, ZERO)),
    ),
    ("sum(1, where=honours.late)", SumOver(HONOURS.node, When(HONOURS.late, ONE, ZERO))),
    ("mean(honours.points)", words.mean(HONOURS, HONOURS.points)),
    (
        "mean(honours.points, over=count(hearings))",
        words.mean(HONOURS, HONOURS.points, over=Count(FACTS.hearings.node)),
    ),
    (
        "mean(honours.points, where=honours.late)",
        Ratio(SumOver(HONOURS.node, When(HONOURS.late, HONOURS.points, ZERO)), Count(HONOURS.node, HONOURS.late), ZERO),
    ),
    ("best_of_each(honours.title, honours.points)", words.best_of_each(HONOURS, HONOURS.title, HONOURS.points)),
    ("best_of_each(honours.title, 1)", words.best_of_each(HONOURS, HONOURS.title, 1)),
    ("sum_of_best(3, honours.points)", words.sum_of_best(HONOURS, HONOURS.points, 3)),
    ("sum_of_best(most / 10, honours, cases)", words.sum_of_best(HONOURS, F.cases, 3)),
    ("count(repeats(honours.title))", words.count(HONOURS, words.repeats(HONOURS.title))),
    ("sum(panel(honours.opinions, most=5))", words.total(HONOURS, words.panel(HONOURS.opinions, most=5))),
    ("sum(honours.points * size_of_cohort())", words.total(HONOURS, HONOURS.points * words.size_of_cohort())),
    # The cohort and the region.
    ("sum_of_cohort(cases)", words.sum_of_cohort(F.cases)),
    ("greatest_of_cohort(sum(honours.points))", words.greatest_of_cohort(words.total(HONOURS, HONOURS.points))),
    ("least_of_cohort(cases)", words.least_of_cohort(F.cases)),
    ("mean_of_cohort(cases)", words.mean_of_cohort(F.cases)),
    ("mean_of_cohort(cases, where=connected)", words.mean_of_cohort(F.cases, F.connected)),
    ("rank_in_cohort(cases)", words.rank_in_cohort(F.cases)),
    ("share_of_greatest(cases)", words.share_of_greatest(F.cases)),
    ("rank_points(cases)", words.rank_points(F.cases, most=30)),
    ("rank_points(cases, most=5)", words.rank_points(F.cases, most=5)),
    (
        'region_total("city", "cases")',
        words.region_total("city", "cases", zh="cases", en="cases", otherwise_sum_of=None),
    ),
    (
        'region_total("city", "cases", title="全市案件", english="all cases", otherwise_sum_of=cases)',
        words.region_total("city", "cases", zh="全市案件", en="all cases", otherwise_sum_of=F.cases),
    ),
]

CONDITIONS: list[tuple[str, Condition]] = [
    ("connected", F.connected),
    ("true", AllOf(())),
    ("false", AnyOf(())),
    ("given(audited)", IsGiven(F.audited)),
    ("given(institution)", IsGiven(F.institution)),
    ("cases > 5", Compare(F.cases, ">", number(5))),
    ("cases + 1 <= fines * 2", Compare(F.cases + 1, "<=", F.fines * 2)),
    ("cases == 5", AllOf((Compare(F.cases, ">=", number(5)), Compare(F.cases, "<=", number(5))))),
    ("cases != 5", Not(AllOf((Compare(F.cases, ">=", number(5)), Compare(F.cases, "<=", number(5)))))),
    ("reported < 2019-11-05", CompareDays(F.reported, "<", FixedDay(date(2019, 11, 5)))),
    (
        "reported == evaluation_day",
        AllOf((CompareDays(F.reported, ">=", EvaluationDay()), CompareDays(F.reported, "<=", EvaluationDay()))),
    ),
    ('region == "city"', IS_CITY),
    ('"city" == region', IS_CITY),
    ('region != "city"', Not(IS_CITY)),
    ('region in ["city"]', IS_CITY),
    ('region in ["city", "county"]', AnyOf((IS_CITY, IS_COUNTY))),
    ("connected and cases > 5 and true", AllOf((F.connected, Compare(F.cases, ">", number(5)), AllOf(())))),
    ("(connected and true) and false", AllOf((AllOf((F.connected, AllOf(()))), AnyOf(())))),
    ("connected or true and false", AnyOf((F.connected, AllOf((AllOf(()), AnyOf(())))))),
    ("not connected and true", AllOf((Not(F.connected), AllOf(())))),
    ("not cases > 5", Not(Compare(F.cases, ">", number(5)))),
    ("not not connected", Not(Not(F.connected))),
    ("any(honours.late)", Compare(Count(HONOURS.node, HONOURS.late), ">", ZERO)),
    ("all(honours.late)", Not(Compare(Count(HONOURS.node, Not(HONOURS.late)), ">", ZERO))),
    ("all(honours, connected)", Not(Compare(Count(HONOURS.node, Not(F.connected)), ">", ZERO))),
    (
        'any(honours.title == "say ""so""")',
        Compare(Count(HONOURS.node, ChoiceIs(HONOURS.title, 'say "so"')), ">", ZERO),
    ),
]

TYPED = [
    ("cap（cases，５）", "cap(cases, 5)"),
    ("when（region＝＝“city”，1，0）", 'when(region == "city", 1, 0)'),
    ("tiers（filing，80％：5）", "tiers(filing, 80%: 5)"),
    ("cases × 2 ÷ 4 － 1 ＋ ０．５", "cases * 2 / 4 - 1 + 0.5"),
    ("cases ≥ 1 and cases ≤ 2 and cases ≠ 3", "cases >= 1 and cases <= 2 and cases != 3"),
    ("cases＞＝1 and cases＜2 and cases！＝3", "cases >= 1 and cases < 2 and cases != 3"),
    ("cases　+　fines", "cases + fines"),
    ("reported ＞ ２０１９－１１－０５", "reported > 2019-11-05"),
    ("region in 【“city”、“county”】", 'region in ["city", "county"]'),
    ("cases\n  + fines\t", "cases+fines"),
]


@pytest.mark.parametrize(("text", "node"), NUMBERS)
def test_a_text_reads_as_its_number(text: str, node: Number) -> None:
    """Every word and operator makes the node that its Python counterpart makes."""
    assert node == read_number(text, SCOPE)


@pytest.mark.parametrize(("text", "node"), CONDITIONS)
def test_a_text_reads_as_its_condition(text: str, node: Condition) -> None:
    """Comparisons and their connections make the conditions that people read in them."""
    assert node == read_condition(text, SCOPE)


@pytest.mark.parametrize("text", [text for text, _ in NUMBERS])
def test_the_number_written_reads_back(text: str) -> None:
    """What was read is written as a text that reads as the very same."""
    node = read_number(text, SCOPE)

    assert node == read_number(write(node), SCOPE)


@pytest.mark.parametrize("text", [text for text, _ in CONDITIONS])
def test_the_condition_written_reads_back(text: str) -> None:
    """What was read is written as a text that reads as the very same."""
    node = read_condition(text, SCOPE)

    assert node == read_condition(write(node), SCOPE)


@pytest.mark.parametrize(("typed", "plain"), TYPED)
def test_chinese_punctuation_reads_as_its_ascii_counterpart(typed: str, plain: str) -> None:
    """What a Chinese keyboard types means what it looks like."""
    assert read(plain) == read(typed)


def test_a_text_keeps_what_stands_in_its_marks() -> None:
    """Punctuation within quotation marks is part of the text, not of the language."""
    expected = words.count(HONOURS, ChoiceIs(HONOURS.title, "一等奖（省级），≥１次"))

    assert expected == read_number("count(honours.title == “一等奖（省级），≥１次”)", SCOPE)
