"""How formulas are written: as people would, each once, and not at all where no text says them."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import Any

import pytest

from lianbing.formula.nodes import (
    Add,
    AllOf,
    AnyOf,
    ChoiceFact,
    ChoiceIs,
    CohortSum,
    Compare,
    Condition,
    Constant,
    Count,
    Fact,
    FixedDay,
    FlagFact,
    Multiply,
    Number,
    Ratio,
    RegionTotal,
    RowsFact,
    Subtract,
    SumOver,
    When,
    walk,
)
from lianbing.formula.text import write
from lianbing.language import Bilingual
from tests.backends.example_evidence import FACTS
from tests.formula.text_example import counted, number, pick, read

F: Any = FACTS
LABEL = Bilingual("项", "x")

LEVEL = ChoiceFact("level", LABEL, ("省级", "city"))

WORDED = [
    ("cases + fines - 1", Subtract(Add((F.cases, F.fines)), number(1))),
    ("cases - fines + 1", Add((Subtract(F.cases, F.fines), number(1)))),
    ("(cases + fines) + 1", Add((Add((F.cases, F.fines)), number(1)))),
    ("cases - (fines - 1)", Subtract(F.cases, Subtract(F.fines, number(1)))),
    ("cases + (fines + 1)", Add((F.cases, Add((F.fines, number(1)))))),
    ("-(cases + 1)", Subtract(number(0), Add((F.cases, number(1))))),
    ("1 / 3 * cases", Multiply(number("1/3"), F.cases)),
    ("cases * (1 / 3)", Multiply(F.cases, number("1/3"))),
    ("cases / fines otherwise -1", Ratio(F.cases, F.fines, number(-1))),
    ("cases / 4", Ratio(F.cases, number(4), number(0))),
    ("1 / 4 otherwise 0", Ratio(number(1), number(4), number(0))),
    ("cases == 5", read("cases == 5")),
    ("cases != 5", read("cases != 5")),
    ("not connected and cases > 5", read("not connected and cases > 5")),
    ("not (connected or cases > 5)", read("not (connected or cases > 5)")),
    ('region in ["city", "county"]', F.region.is_("city", "county")),
    ('region != "city"', ~F.region.is_("city")),
    ("all(honours.late)", read("all(honours.late)")),
    ("any(honours, connected)", read("any(honours, connected)")),
    ("sum(honours.points, where=honours.late)", read("sum(honours.points, where=honours.late)")),
    ("mean(honours.points, where=honours.late)", read("mean(honours.points, where=honours.late)")),
    ("mean_of_cohort(cases, where=connected)", read("mean_of_cohort(cases, where=connected)")),
    ("least_of_cohort(cases)", read("least_of_cohort(cases)")),
    ("pick(region, city = 2, county = 1, otherwise = 0)", read("pick(region, city=2, county=1, otherwise=0)")),
    (
        'when(region == "city", 1, when(region == "city", 2, 3))',
        When(F.region.is_("city"), number(1), When(F.region.is_("city"), number(2), number(3))),
    ),
    (
        'pick(region, city = 1, county = 2, otherwise = when(region == "city", 3, 4))',
        pick(F.region, {"city": number(1), "county": number(2)}, When(F.region.is_("city"), number(3), number(4))),
    ),
    ('pick(level, "省级": 2, city = 1, otherwise = 0)', pick(LEVEL, {"省级": number(2), "city": number(1)})),
    ("cases >= 5 and fines <= 5", AllOf((F.cases >= 5, F.fines <= 5))),
    ("cases >= 5 and cases <= 6", AllOf((F.cases >= 5, F.cases <= 6))),
    ("cases <= 5 and cases >= 5", AllOf((F.cases <= 5, F.cases >= 5))),
    (
        'region == "city" or candidate_level == "city"',
        AnyOf((F.region.is_("city"), F.candidate_level.is_("city"))),
    ),
    (
        "sum(honours.points, where=honours.late) / count(honours, connected) otherwise 0",
        Ratio(
            SumOver(F.honours.node, When(F.honours.late, F.honours.points, number(0))),
            Count(F.honours.node, F.connected),
            number(0),
        ),
    ),
    (
        "sum_of_cohort(when(connected, cases, 0)) / sum_of_cohort(when(connected, 2, 0)) otherwise 0",
        Ratio(
            CohortSum(When(F.connected, F.cases, number(0))),
            CohortSum(When(F.connected, number(2), number(0))),
            number(0),
        ),
    ),
    (
        'region_total("city", "cases", title="全市案件", english="cases")',
        RegionTotal("city", "cases", None, Bilingual("全市案件", "cases")),
    ),
    (
        'region_total("city", "cases", title="全市案件")',
        RegionTotal("city", "cases", None, Bilingual("全市案件", "全市案件")),
    ),
    ('region_total("city", "cases")', read('region_total("city", "cases", title="cases")')),
]


@pytest.mark.parametrize(("text", "node"), WORDED, ids=[text for text, _ in WORDED])
def test_a_formula_is_written_as_people_would(text: str, node: Number | Condition) -> None:
    """No bracket that is not needed, and the word that says it where there is one."""
    assert text == write(node)


@pytest.mark.parametrize(
    ("name", "node"),
    [
        ("honours", F.honours.node),
        ("region", F.region),
        ("2019-11-05", FixedDay(date(2019, 11, 5))),
        ("candidate_level", F.candidate_level),
    ],
)
def test_a_leaf_is_written_by_its_name(name: str, node: Any) -> None:
    """What is no formula by itself has a text too."""
    assert name == write(node)


@pytest.mark.parametrize(
    "node",
    [
        Fact("most", LABEL),
        Fact("a-b", LABEL),
        FlagFact("not", LABEL),
        Fact("ａ", LABEL),
        RowsFact("true", LABEL),
        Constant(Fraction(10**41)),
        reduce(Subtract, [F.cases] * 101),
        reduce(lambda inner, _: Subtract(F.cases, Subtract(F.cases, inner)), range(40), F.cases),
        Add((F.cases,) * 5_000),
    ],
    ids=["most", "a-b", "not", "full-width", "true", "digits", "deep", "brackets", "large"],
)
def test_what_no_text_can_say_is_refused(node: Any) -> None:
    """No text is made that would read as something else, or not at all."""
    with pytest.raises(ValueError, match="no text"):
        write(node)


@pytest.mark.parametrize(
    "wrap",
    [
        lambda inner: When(ChoiceIs(F.region, "city"), inner, number(1)),
        lambda inner: Ratio(inner, F.fines, number(0)),
        lambda inner: Add((inner, number(1))),
        lambda inner: When(Compare(inner, ">", number(1)), F.cases, number(1)),
        lambda inner: SumOver(F.honours.node, When(F.connected, inner, number(0))),
    ],
    ids=["choices", "quotients", "sums", "comparisons", "lists"],
)
def test_writing_is_work_in_proportion_to_the_formula(wrap: Callable[[Number], Number]) -> None:
    """A deep formula is written once, not once for each of its levels."""
    formula: Number = F.cases
    for _ in range(20):
        formula = wrap(formula)
    _, work = counted(lambda: write(formula))

    assert work < 400 * len(walk(formula))
