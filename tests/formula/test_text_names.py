"""Names and words of formula text: what a scope holds, and what the reference says."""

from fractions import Fraction
from typing import Any

import attrs
import pytest

from lianbing.formula import words
from lianbing.formula.declared import Declared, evidence_class, narrowed
from lianbing.formula.domain import Domain
from lianbing.formula.evidence import Facts
from lianbing.formula.nodes import Add, Compare, EvaluationDay, Fact, Ratio, SumOver, When, WorkCalendar
from lianbing.formula.scheme import ParameterError
from lianbing.formula.text import RESERVED, WORDS, Scope, Word, read_condition, read_number, write
from lianbing.language import Bilingual
from tests.backends.example_evidence import FACTS
from tests.formula.text_example import NAMES, SCOPE, number, read

F: Any = FACTS
ZERO, ONE = number(0), number(1)


def test_a_divisor_that_is_never_0_needs_no_otherwise() -> None:
    """A fact that is lawful from above 0 divides as a number written out does."""
    staff = Fact("staff", Bilingual("人数", "staff"), Domain(Fraction(1)))

    assert Ratio(F.cases, staff, ZERO) == read_number("cases / staff", Scope({**NAMES, "staff": staff}))


def test_a_part_that_has_a_name_reads_as_what_it_names() -> None:
    """A part is used as if its text stood in its place; a sum does not run into it."""
    scope = SCOPE.define("part", read_number("cases + fines", SCOPE))
    scope = scope.define("enough", read_condition("part > 5", scope))

    assert Add((Add((F.cases, F.fines)), ONE)) == read_number("part + 1", scope)
    assert When(Compare(Add((F.cases, F.fines)), ">", number(5)), ONE, ZERO) == read_number("when(enough, 1, 0)", scope)


def test_a_scope_is_not_changed_by_defining() -> None:
    """A name holds for the texts that come after it alone."""
    SCOPE.define("part", ONE)

    assert "part" not in SCOPE.names


def test_working_days_without_a_calendar_are_monday_to_friday() -> None:
    """Where no calendar is stated, the plain week counts."""
    expected = words.days_late(F.reported, EvaluationDay(), calendar=WorkCalendar())

    assert expected == read_number("working_days_late(reported, evaluation_day)", Scope(NAMES))


def test_declared_rows_read_by_their_declared_facts() -> None:
    """Facts of declared rows keep the range that the rulebook states."""
    declared = {
        "visits": Declared(
            type="rows",
            title="检查",
            facts={"marks": Declared(type="number", title="得分", least=Fraction(2), most=Fraction(5))},
        )
    }
    names = narrowed(Facts(evidence_class("Visits", declared)), declared)
    rows: Any = names["visits"]
    found: Any = read_number("sum(visits.marks)", Scope(names))

    assert SumOver(rows.rows.node, rows.facts["marks"]) == found
    assert Domain(Fraction(2), Fraction(5)) == found.item.domain


def test_a_fact_of_a_row_can_have_any_name() -> None:
    """After the point, a name that is the list's own, or a word of the language, is the row's fact."""

    @attrs.frozen(kw_only=True)
    class Row:
        node: Fraction
        otherwise: Fraction

    @attrs.frozen(kw_only=True)
    class Evidence:
        visits: tuple[Row, ...]

    facts = Facts(Evidence)
    scope = Scope({"visits": facts.visits})
    made: Any = read_number("sum(visits.node + visits.otherwise)", scope)

    assert ["node", "otherwise"] == [each.name for each in made.item.terms]
    assert made == read_number(write(made), scope)


@pytest.mark.parametrize("word", WORDS.values(), ids=list(WORDS))
def test_every_example_of_a_word_can_be_read(word: Word) -> None:
    """The reference shows texts that work, use the word that they explain, and read back when written."""
    node = read(word.example)

    assert word.name in word.example
    assert node == read(write(node))


@pytest.mark.parametrize("word", WORDS.values(), ids=list(WORDS))
def test_every_word_is_explained(word: Word) -> None:
    """The reference names every argument of every word, and says in both languages what it gives."""
    assert word.name in word.signature
    assert [] == [name for name in word.named if f"{name}=" not in word.signature.replace(" ", "")]
    assert word.meaning.zh
    assert word.meaning.en


def test_words_and_signs_are_no_names() -> None:
    """No fact or value can be called what the language calls its own."""
    assert set(WORDS) | {"and", "or", "not", "in", "of", "otherwise", "true", "false", "most"} <= RESERVED
    assert not RESERVED & set(SCOPE.names)


def test_words_have_the_names_that_python_gives_them() -> None:
    """Who writes plugins and rulebooks learns one set of words; `total` alone is `sum` where sums are no builtin."""
    renamed = {"total": "sum"}
    python = {name for name in words.__dict__ if getattr(words.__dict__[name], "__module__", "") == words.__name__}

    assert set() == {renamed.get(name, name) for name in python} - set(WORDS) - {"all_of", "any_of"}


@pytest.mark.parametrize("name", ["most", "true", "otherwise", "cap", "of", "cases", "a b", "2x", "", "ａ"])
def test_a_name_that_texts_cannot_use_is_refused(name: str) -> None:
    """A part has a name that can be written, that the language does not need, and that is not taken."""
    with pytest.raises(ParameterError) as caught:
        SCOPE.define(name, ONE)

    assert caught.value.why.zh != caught.value.why.en
