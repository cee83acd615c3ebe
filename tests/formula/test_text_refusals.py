"""Texts that are wrong: what is said of each, which stretch is shown, and what may have been meant."""

from typing import Any

import pytest

from lianbing.formula import words
from lianbing.formula.text import Scope
from tests.backends.example_evidence import FACTS
from tests.formula.text_example import NAMES, SCOPE, read, refused, stretch

HONOURS: Any = FACTS.honours

# The text with the wrong stretch in «…», the beginning of what is said, and the suggestion.
NUMBERS: list[tuple[str, str, str | None]] = [
    # Letters and literals.
    ("cases «#» 2", "the character “#” belongs to no formula", None),
    ("cases «^» 2", "there are no powers", None),
    ("cap(cases«;» 5)", "values stand apart by commas", None),
    ("cases«%»", "a percent sign stands right after a number", None),
    ("when(region == «‘»city’, 1, 0)", "a text stands in double quotation marks", None),
    ('when(region == «"city, 1, 0)»', "the text does not end", None),
    ("cap(cases, 10,«000»)", "a number does not begin with 0 and has no commas within", None),
    ("«123456789012345678901»", "a number has at most 20 digits", None),
    ("0«.»", "expected an operator or the end of the formula, found “.”", None),
    ("«0.123456789012345678901»", "a number has at most 20 digits", None),
    ("days_late(reported, «2019-02-30»)", "no calendar has the day 2019-02-30", None),
    # How a text is put together.
    ("«»", "the formula is empty", None),
    ("cases «fines»", "expected an operator or the end of the formula, found “fines”", None),
    ("cases +«»", "expected a value, but the formula ends here", None),
    ("cases + «)»", "expected a value, found “)”", None),
    ("(cases + 1«»", "expected an operator or “)”, but the formula ends here", None),
    ("cap(cases, 5«»", "expected “,” or “)” in “cap”, but the formula ends here", None),
    ("«+»cases", "a plus sign stands between two values", None),
    ("cases «=» 5", "write == to compare", None),
    ("cases + 1 «otherwise» 0", "otherwise stands only after a division", None),
    ("cases «of» 2", "of stands only in share_of_applicable", None),
    ("cases«:» 2", "a colon stands only in", None),
    ("«[»1]", "brackets [ ] stand only after in", None),
    ("when(1 < cases «<» 3, 1, 0)", "comparisons do not run on", None),
    ('when(region in «"city"», 1, 0)', "expected texts in brackets", None),
    ("when(region in [«city»], 1, 0)", "expected a text in quotation marks, found “city”", None),
    ("sum(honours.«5»)", "expected the name of a fact after the point", None),
    # Names.
    ("«caes» + 1", "nothing is called “caes”", "cases"),
    ("«evaluaton_day»", "nothing is called", "evaluation_day"),
    ("sum(«points»)", "nothing is called “points”", "honours.points"),
    ("«capp»(cases, 5)", "the language has no word “capp”", "cap"),
    ("«cap»", "“cap” needs brackets: cap(x, limit)", None),
    ("«cases»(5)", "“cases” takes no brackets", None),
    ("«most»(5)", "“most” takes no brackets", None),
    ("sum(«honors».points)", "no list is called “honors”", "honours"),
    ("sum(honours.«pionts»)", "the rows of “honours” have no fact “pionts”", "points"),
    ("sum(hearings.«points»)", "the rows of “hearings” have no fact “points”", None),
    ("«cases».points", "“cases” is no list", None),
    ("«most».points", "“most” is no list", None),
    # What a word is given.
    ("«cap(cases)»", "cap is written cap(x, limit)", None),
    ("«cap(cases, 1, 2)»", "cap is written cap(x, limit)", None),
    ("«least()»", "least is written least(a, b, …)", None),
    ("«size_of_cohort(cases)»", "size_of_cohort is written size_of_cohort()", None),
    ("«steps(fines, 5)»", "steps is written steps(x, size, count=", None),
    ("«band(cases, 5, low=1)»", "band is written band(", None),
    ("«tiers(cases)»", "tiers is written tiers(", None),
    ("«pick(region)»", "pick is written pick(", None),
    ("cap(cases, «limit»=5)", "there is no “limit” in cap(x, limit); to compare, write ==", None),
    ("mean(honours.points, «wher»=honours.late)", "there is no “wher” in mean(", "where"),
    ("mean(honours.points, over=1, «over»=2)", "“over” stands twice", None),
    ("cap(cases, 1, «cases: 5»)", "there are no colons in cap(x, limit)", None),
    ("tiers(cases, 5: 1 of «2»)", "there is no “of” in tiers(", None),
    ("share_of_applicable(«connected: 5»)", "each part says its maximum", None),
    # Kinds.
    ("«connected»", "expected a number, but “connected” is a yes/no; write when(condition, 1, 0)", None),
    ("1 + «reported»", "expected a number, but “reported” is a day; write days_late(day, due)", None),
    ("1 + «region»", "expected a number, but “region” is a choice", None),
    ("count(honours, 1 + «honours.title» > 2)", "expected a number, but “honours.title” is a text", None),
    ("1 + «honours»", "expected a number, but “honours” is a list; write count(list)", None),
    ("1 + «institution»", "expected a number, but “institution” is a list of marks; write panel(marks)", None),
    ('1 + «"city"»', "expected a number, found a text", None),
    ("when(«cases», 1, 0)", "expected a yes/no, but “cases” is a number; write a comparison", None),
    ("when(«region», 1, 0)", "expected a yes/no, but “region” is a choice; write a comparison", None),
    ("when(not «(cases + 1)», 1, 0)", "expected a yes/no, found a number", None),
    ("days_late(«cases», reported)", "expected a day, but “cases” is a number; a day is written 2019-11-05", None),
    ("panel(«cases»)", "expected a list of marks, but “cases” is a number", None),
    ("pick(«cases», a = 1)", "expected a choice, but “cases” is a number", None),
    ('when(«cases» in ["city"], 1, 0)', "expected a choice, but “cases” is a number", None),
    ("when(given(«honours»), 1, 0)", "expected a fact, but “honours” is a list", None),
    ("or_else(«region», 0)", "expected a fact that is a number, but “region” is a choice", None),
    ("distinct(«honours.points»)", "expected a text or choice of a row, but “honours.points” is a number", None),
    ("distinct(«region»)", "expected a text or choice of a row, but “region” is a choice", None),
    ("count(«honours.points»)", "expected a list, or a yes/no about a row of one", None),
    ("sum(«cases», honours.points)", "expected a list, but “cases” is a number", None),
    ("when(«cases > reported», 1, 0)", "a number is not compared with a day", None),
    ("when(«connected == true», 1, 0)", "a yes/no is not compared", None),
    ('when(«"a" == "b"», 1, 0)', "a text is not compared with a text", None),
    ('when(«region > "city"», 1, 0)', "texts are compared by ==, != or in alone", None),
    ('region_total(«cases», "total")', "expected a text, but “cases” is a number", None),
    # Words of a choice.
    ('when(region == «"cty"», 1, 0)', "region is never “cty”; it is one of “county”, “city”", "city"),
    ('when(region in ["city", «"coutny"»], 1, 0)', "region is never “coutny”", "county"),
    ('when(candidate_level != «"province"», 1, 0)', "level is never “province”", None),
    ("pick(region, city = 1, «cty» = 2)", "region is never “cty”", "city"),
    ('pick(region, city = 1, «"city"»: 2)', "“city” stands twice", None),
    ("pick(region, «5»: 2)", "expected one of the options", None),
    ("«pick(region, city = 1)»", "region may also be “county”", None),
    ("sum(honours, «pick(honours.title, a = 1)»)", "title may be any text; say otherwise=…", None),
    ('steps(fines, 5, count=«"half"»)', "count is never “half”; it is one of “full”, “started”", None),
    ('steps(fines, 5, count=«"ful"»)', "count is never “ful”", "full"),
    ('round(fines, 1, mode=«"ROUND_HALF"»)', "mode is never “ROUND_HALF”", "ROUND_HALF_UP"),
    ("tiers(cases, 1: 2, above=«connected»)", "expected true or false", None),
    # Numbers that do not fit.
    ("cases / «0»", "this divides by 0", None),
    ("cases / «(2 - 2)»", "this divides by 0", None),
    ("cases / «fines»", "what this divides by may be 0; say what it is worth then: a / b otherwise 0", None),
    ("1 / «(cases + 1)» * 2", "what this divides by may be 0", None),
    ('steps(fines, «0», count="full")', "expected a number above 0", None),
    ("round(fines, «-1»)", "expected a number above 0", None),
    ('steps(fines, «cases», count="full")', "expected a number that the rulebook states", None),
    ("tiers(cases, 5: 1, «5»: 2)", "each tier starts above the one before it", None),
    ("«band(cases, 9, low=2, high=1)»", "a band needs 0 <= low < high", None),
    ("«band(cases, 9, low=-1, high=1)»", "a band needs 0 <= low < high", None),
    ("share_of_applicable(true: 1 of «0»)", "expected a number above 0", None),
    # What goes over many.
    ("«honours.points» + 1", "“honours” has many rows: a fact of theirs stands within a word", None),
    ("sum(«1»)", "no fact of a list is read here; name the list first: sum(honours, …)", None),
    ("count(«honours.late and hearings.value > reported»)", "count goes over one list, but here are", None),
    ("count(honours, «hearings.value > reported»)", "count goes over one list, but here are", None),
    ("best_of_each(honours.title, «when(hearings.value > reported, 1, 0)»)", "best_of_each goes over one list", None),
    ("sum_of_best(«0.5», honours.points)", "how many are the best is a whole number", None),
    ("sum_of_best(«0», honours.points)", "expected a number above 0", None),
    ("sum_of_best(«cases», honours.points)", "expected a number that the rulebook states", None),
    ("sum_of_best(2, «cases», 1)", "expected a list, but “cases” is a number", None),
    ("sum(honours.points * «sum»(honours.points))", "“sum” cannot stand within sum(…)", None),
    ("sum(honours.points * «count»(hearings))", "“count” cannot stand within sum(…)", None),
    ("mean(honours.points, over=«honours.points»)", "“honours” has many rows", None),
    ("mean(honours.points, over=«1», where=honours.late)", "over and where do not go together", None),
    ("when(repeats(«honours.title»), 1, 0)", "“honours” has many rows", None),
    (
        "sum_of_cohort(«honours.points»)",
        "sum_of_cohort(…) compares candidates, and cannot read a fact of one row",
        None,
    ),
    ("sum(sum_of_cohort(«honours.points»))", "sum_of_cohort(…) compares candidates", None),
    ("sum_of_cohort(«rank_in_cohort»(cases))", "“rank_in_cohort” cannot stand within sum_of_cohort(…)", None),
    ("sum_of_cohort(«size_of_cohort»())", "“size_of_cohort” cannot stand within", None),
    ('rank_points(«region_total»("city", "n"))', "“region_total” cannot stand within rank_points(…)", None),
    ("sum(sum_of_cohort(«count»(hearings)))", "“count” cannot stand within sum(…)", None),
]


def marked(text: str) -> tuple[str, int, int]:
    """Take the marks off a text, and give where they stood."""
    before, _, rest = text.partition("«")
    wrong, _, after = rest.partition("»")
    return before + wrong + after, len(before), len(before) + len(wrong)


@pytest.mark.parametrize(("text", "why", "suggestion"), NUMBERS)
def test_what_is_wrong_is_said_and_shown(text: str, why: str, suggestion: str | None) -> None:
    """Each mistake has its words, its place in the text and, for a slip of the hand, what was meant."""
    plain, start, end = marked(text)
    error = refused(plain)

    assert error.why.en.startswith(why), error.why.en
    assert suggestion == error.suggestion
    assert error.excerpt is not None
    assert (plain, start, end) == (error.excerpt.text, error.excerpt.start, error.excerpt.end)
    assert () == error.path


@pytest.mark.parametrize("text", [text for text, _, _ in NUMBERS])
def test_what_is_wrong_is_said_in_both_languages(text: str) -> None:
    """The Chinese message is Chinese, and the English one is not."""
    why = refused(marked(text)[0]).why

    assert any("一" <= letter <= "鿿" for letter in why.zh)
    assert not any("一" <= letter <= "鿿" for letter in why.en)


def test_a_condition_that_is_no_condition_is_refused() -> None:
    """Where a yes/no is needed, a number is told so."""
    error = refused("cases", condition=True)

    assert error.why.en.startswith("expected a yes/no, but “cases” is a number")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("cap(cases, most)", "there is no maximum here for “most” to stand for"),
        ("rank_points(cases)", "there is no maximum here; rank_points needs most=…"),
        ('when(candidate_level == "city", 1, 0)', "the candidates have no levels here"),
    ],
)
def test_what_a_scope_has_not_is_told(text: str, why: str) -> None:
    """A maximum or a level that there is not is no silent 0 and no condition that never holds."""
    assert why == refused(text, Scope(NAMES)).why.en


def test_a_part_brings_its_limits_along() -> None:
    """What cannot stand within a word cannot stand there by a name either."""
    total = SCOPE.define("rows", read("sum(honours.points)")).define("rank", read("rank_in_cohort(cases)"))

    assert read("sum(honours.points) + rank_in_cohort(cases)") == read("rows + rank", total)
    assert "rows" == stretch(refused("sum(honours, rows)", total))
    assert "rank" == stretch(refused("sum_of_cohort(rank + 1)", total))


@pytest.mark.parametrize(
    "part", [HONOURS.points, words.mean(HONOURS, HONOURS.points, over=HONOURS.points)], ids=["fact", "over"]
)
def test_a_part_from_outside_that_reads_a_row_stands_within_a_row_word(part: Any) -> None:
    """A part that was built in Python is held to the same law as a text."""
    error = refused("1 + part", SCOPE.define("part", part))

    assert "part" == stretch(error)
    assert error.why.en.startswith("“honours” has many rows")


def test_a_part_from_outside_can_be_a_fact_of_a_row() -> None:
    """Within a word that goes over its list, it is what its fact is."""
    assert read("sum(honours.points)") == read("sum(part)", SCOPE.define("part", HONOURS.points))


def test_places_are_those_of_the_text_as_typed() -> None:
    """Chinese punctuation and lines before it do not shift the place of a mistake."""
    error = refused("cap（\n　cases ≥，5）")

    assert "，" == stretch(error)


def test_an_error_cites_no_more_than_a_line() -> None:
    """However long a name, the message stays short and free of what upsets a terminal."""
    error = refused("x" * 5_000)

    assert len(error.why.en) < 100
    assert error.suggestion is None
