"""The reference says what the code does, and the glossary names what there is."""

import re
import typing
from collections.abc import Iterator

import pytest
import tomli

from lianbing.errors import Place
from lianbing.formula import Facts, Scope, evidence_class, narrowed, read_condition, read_number
from lianbing.formula.declared import Declared, Kind
from lianbing.formula.nodes import Condition, Number
from lianbing.formula.text import WORDS, FormulaError
from lianbing.formula.text.parsing import KEYWORDS
from lianbing.loading.campaign import StatedCampaign
from lianbing.loading.candidates import Identity
from lianbing.loading.stated import StatedRulebook
from lianbing.loading.structuring import structured
from lianbing.plugins.registry import Registry
from tests.reference.language import FACTS, KINDS, LEVELS, MOST, SAME
from tests.reference.page import PAGE, page
from tests.reference.records import record_classes
from tests.reference.tables import called, stated_fields

GLOSSARY = PAGE.parent / "glossary.md"
CODE = re.compile(r"`([^`]+)`")
NAME = re.compile(r"[a-z_]+")


@pytest.fixture(scope="module")
def scope() -> Scope:
    """The facts that the page shows, as formulas use them."""
    given = tomli.loads(FACTS)["award"]["indicator"]["params"]["facts"]
    stated = {name: structured(each, Declared, lambda _: Place()) for name, each in given.items()}
    assert [] == [fault for _, faults in stated.values() for fault in faults]
    declared = {name: each for name, (each, _) in stated.items() if each is not None}
    facts = Facts[object](evidence_class("Shown", declared))
    return Scope(narrowed(facts, declared), most=MOST, levels=("county", "city"))


def read(text: str, scope: Scope) -> Number | Condition:
    """Read a number, or a condition where it is one."""
    try:
        return read_number(text, scope)
    except FormulaError:
        return read_condition(text, scope)


def test_the_page_is_what_the_code_says() -> None:
    """The page is exactly what is made of the code; to renew it, run `python -m tests.reference.page`."""
    assert page() == PAGE.read_text("utf-8")


@pytest.mark.parametrize("word", WORDS.values(), ids=lambda word: str(word.name))
def test_the_example_of_a_word_uses_it(word: typing.Any, scope: Scope) -> None:
    """Whoever copies a word's example has a formula that is read."""
    assert re.search(rf"\b{word.name}\b", word.example)
    assert isinstance(read(word.example, scope), Number | Condition)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_is_read_alike_is(one: str, other: str, scope: Scope) -> None:
    """Signs bind as the page says."""
    assert read(other, scope) == read(one, scope)
    assert one != other


def test_every_sign_and_type_is_there() -> None:
    """No level of signs, no word of them and no type of a fact is left out."""
    signs = " ".join(sign for sign, _ in LEVELS.values())

    assert list(range(1, 8)) == sorted(LEVELS)
    assert KEYWORDS - {"of"} == {each for each in KEYWORDS if each in signs}
    assert set(typing.get_args(Kind)) == set(KINDS)


def literals(hint: object) -> Iterator[str]:
    """The lawful texts of a type."""
    for each in typing.get_args(hint):
        if isinstance(each, str):
            yield each
        else:
            yield from literals(each)


def known_names() -> set[str]:
    """All fields, parameters, plugins, words with what they are given, types of facts and lawful texts."""
    indicators = Registry.load(entry_points=False).indicators()
    rules = [each.rule for each in indicators.values()]
    roots = [StatedRulebook, StatedCampaign, Identity, Declared, *rules]
    fields = [each for root in roots for cls in record_classes(root) for each in stated_fields(cls)]
    texts = {text for _, hint in fields for text in literals(hint)}
    words = {name for each in WORDS.values() for name in NAME.findall(each.signature)}
    return {called(field) for field, _ in fields} | texts | words | set(indicators)


def test_the_glossary_names_what_there_is() -> None:
    """Every name that the glossary gives is a field, a word, a plugin or a lawful text."""
    rows = [line.rpartition("|")[0].rpartition("|")[2] for line in GLOSSARY.read_text("utf-8").splitlines()]
    named = {name for row in rows for code in CODE.findall(row) for name in NAME.findall(code)}

    assert len(named) > 80
    assert set() == named - known_names()


def test_the_glossary_has_each_term_once() -> None:
    """A Chinese term has one English one, and the other way round."""
    rows = [line.split("|") for line in GLOSSARY.read_text("utf-8").splitlines() if line.startswith("| ")]
    terms = [(cells[1].strip(), cells[2].strip()) for cells in rows if cells[1].strip() != "中文"]

    assert len(terms) > 60
    assert len(terms) == len({chinese for chinese, _ in terms}) == len({english for _, english in terms})
