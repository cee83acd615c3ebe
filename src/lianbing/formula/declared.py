"""Facts that a rulebook declares in place of a Python class: each has a type, a title and a lawful range."""

import keyword
import re
import types
import weakref
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

import attrs

from lianbing.formula.domain import Count, Domain, Marks, Money, Name, Quantity, Rate, Tally
from lianbing.formula.evidence import Facts, Rows, facts_of_rows
from lianbing.formula.nodes import Fact, MarksFact
from lianbing.formula.scheme import ParameterError
from lianbing.language import Bilingual

Kind = Literal[
    "count", "number", "quantity", "money", "rate", "tally", "marks", "flag", "choice", "words", "text", "day", "rows"
]
"""What a declared fact can be; ``words`` is a list of choices, ``rows`` one of tables with facts of their own."""

_NUMBERS: Mapping[str, object] = {
    "count": Count,
    "number": Fraction,
    "quantity": Quantity,
    "money": Money,
    "rate": Rate,
    "tally": Tally,
    "marks": Marks,
}
_OTHERS: Mapping[str, object] = {"flag": bool, "text": str, "day": date}
_DEFAULTS: Mapping[str, tuple[type, ...]] = {
    "count": (int,),
    "tally": (int,),
    "flag": (bool,),
    "choice": (str,),
    "text": (str,),
    "day": (date,),
}
_LISTS = ("rows", "words")
_CHOICES = ("choice", "words")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,59}")


@attrs.frozen(kw_only=True)
class Declared:
    """A fact as a rulebook declares it.

    Attributes:
        type: What it is.
        title: How people call it.
        english: How it is called in English; the title where nothing is said.
        least: The smallest lawful number.
        most: The greatest lawful number.
        options: The words that a choice can be, or a list of words can hold.
        default: What counts where no file gives it; without one, a file must give it. Rows and words are an empty list.
        optional: Whether it may be missing: formulas ask ``given(…)`` before they read it.
        facts: The facts of each row.
    """

    type: Kind
    title: str
    english: str = ""
    least: Fraction | None = None
    most: Fraction | None = None
    options: tuple[str, ...] = ()
    default: Any = None
    optional: bool = False
    facts: "Mapping[str, Declared]" = attrs.field(factory=dict)


def is_name(text: str) -> bool:
    """Tell whether a text can name a fact: it begins with a letter, and is no word of Python or of `Facts`."""
    if hasattr(Facts, text):
        return False  # formulas would meet what `Facts` itself has under that name
    return _NAME.fullmatch(text) is not None and not keyword.iskeyword(text)


def evidence_class(name: str, declared: Mapping[str, Declared]) -> type:
    """Make the evidence class of declared facts; the same declarations give the same class.

    Lawful ranges are no part of it: `narrowed` puts them on the facts that formulas read, so that evidence stays
    evidence when a reading changes a range.

    Raises:
        ExceptionGroup: Declarations are wrong; each is a `ParameterError` with the fact's name as its path.
    """
    wrong = list(_faults(declared))
    if wrong:
        raise ExceptionGroup("declared facts", wrong)
    return _class_of(name, declared)


def narrowed(facts: Facts[Any], declared: Mapping[str, Declared]) -> dict[str, object]:
    """Give the facts of declared evidence by name, each with its lawful range; rows and words as a `DeclaredRows`."""
    return {name: _narrowed(getattr(facts, name), each) for name, each in declared.items()}


@attrs.frozen
class DeclaredRows:
    """A declared list, and the facts of its rows by name; a list of words has the one fact ``value``."""

    rows: Rows
    facts: Mapping[str, object]


def _narrowed(fact: object, declared: Declared) -> object:
    match fact:
        case Rows() if declared.type == "words":
            return DeclaredRows(fact, {"value": fact.value})
        case Rows():
            of_rows = facts_of_rows(fact)
            return DeclaredRows(fact, {name: _narrowed(of_rows[name], each) for name, each in declared.facts.items()})
        case Fact() | MarksFact():
            return attrs.evolve(fact, domain=fact.domain.within(declared.least, declared.most))
        case _:
            return fact


_CLASSES: weakref.WeakValueDictionary[str, type] = weakref.WeakValueDictionary()


def _class_of(name: str, declared: Mapping[str, Declared]) -> type:
    shapes = {field: _shape(each) for field, each in declared.items()}
    key = f"{name} {shapes!r}"
    made = _CLASSES.get(key)
    if made is None:
        fields = {field: _field(each, f"{name}_{field}") for field, each in declared.items()}
        made = attrs.make_class(name, fields, frozen=True, kw_only=True)
        # Older attrs keep the types in the fields alone, where the reader of type hints does not look.
        made.__annotations__ = {field: attribute.type for field, attribute in attrs.fields_dict(made).items()}
        made.__doc__ = "Facts that a rulebook declares."
        _CLASSES[key] = made
    return made


def _shape(declared: Declared) -> Declared:
    """Take off what the class does not hold."""
    facts = {name: _shape(each) for name, each in declared.facts.items()}
    return attrs.evolve(declared, least=None, most=None, facts=facts)


def _field(declared: Declared, rows_name: str) -> Any:
    plain = _plain(declared, rows_name)
    named: Any = Annotated[plain, Name(declared.title, declared.english or declared.title)]
    if declared.optional:
        return attrs.field(type=named | None, default=None)
    if declared.default is not None:
        return attrs.field(type=named, default=_exact(declared.default, declared.type))
    return attrs.field(type=named, default=()) if declared.type in _LISTS else attrs.field(type=named)


def _plain(declared: Declared, rows_name: str) -> Any:
    if declared.type in _CHOICES:
        literal: Any = Literal
        word = literal[declared.options]
        return word if declared.type == "choice" else types.GenericAlias(tuple, (word, ...))
    if declared.type == "rows":
        return types.GenericAlias(tuple, (_class_of(rows_name, declared.facts), ...))
    return _NUMBERS.get(declared.type) or _OTHERS[declared.type]


def _exact(default: Any, kind: Kind) -> object:
    if kind in ("count", "tally"):
        return int(default)
    return Fraction(default) if kind in _NUMBERS else default


def _faults(declared: Mapping[str, Declared], *, of_row: bool = False) -> Iterator[ParameterError]:
    for name, each in declared.items():
        if not is_name(name):
            yield ParameterError(
                Bilingual(
                    f"事实名“{name}”须以英文字母开头，只含字母、数字和下划线，且不是保留字",
                    f"the name of a fact is letters, digits and underscores, and no reserved word; found “{name}”",
                ),
                path=(name,),
            )
        yield from (error.under(name) for error in _faults_of(each, of_row=of_row))


def _faults_of(declared: Declared, *, of_row: bool) -> Iterator[ParameterError]:
    """Tell what is wrong with one declaration."""
    kind = declared.type
    for key, needed in (("options", kind in _CHOICES), ("facts", kind == "rows")):
        if needed != bool(getattr(declared, key)):
            yield _wrong(
                key,
                f"类型 {kind} {'须有' if needed else '没有'} {key}",
                f"a fact of type {kind} {'needs' if needed else 'has no'} {key}",
            )
    if of_row and kind in _LISTS:
        yield _wrong("type", "列表中不能再有列表", "a list cannot hold a list")
    if declared.optional and kind in _LISTS:
        yield _wrong("optional", f"类型 {kind} 可以为空，没有 optional", f"{kind} may be empty, and are never optional")
    for key in ("least", "most"):
        if getattr(declared, key) is not None and kind not in _NUMBERS:
            yield _wrong(key, f"类型 {kind} 没有 {key}", f"a fact of type {kind} has no {key}")
    if declared.least is not None and declared.most is not None and declared.least > declared.most:
        yield _wrong("most", "most 小于 least", "most is below least")
    if len(set(declared.options)) < len(declared.options):
        yield _wrong("options", "选项重复", "an option stands twice")
    if declared.default is not None:
        yield from _faults_of_default(declared)
    yield from (error.under("facts") for error in _faults(declared.facts, of_row=True))


def _faults_of_default(declared: Declared) -> Iterator[ParameterError]:
    default, kind = declared.default, declared.type
    number: Any = default
    if declared.optional:
        yield _wrong("default", "optional 与 default 只能有一个", "a fact is optional or has a default, not both")
    elif kind in (*_LISTS, "marks"):
        yield _wrong("default", f"类型 {kind} 没有 default", f"a fact of type {kind} has no default")
    elif not isinstance(default, _DEFAULTS.get(kind, (int, Decimal, Fraction))) or (
        isinstance(default, bool) and kind != "flag"
    ):
        yield _wrong("default", f"default 不是 {kind} 类型的值", f"the default is no {kind}")
    elif kind == "choice" and default not in declared.options:
        yield _wrong("default", "default 不在选项中", "the default is none of the options")
    elif kind in _NUMBERS and not _domain(declared).holds(Fraction(number)):
        words = _domain(declared).words()
        yield _wrong("default", f"default 应为{words.zh}", f"the default is to be {words.en}")


def _domain(declared: Declared) -> Domain:
    extras = getattr(_NUMBERS[declared.type], "__metadata__", ())
    base = next((each for each in extras if isinstance(each, Domain)), Domain())
    return base.within(declared.least, declared.most)


def _wrong(key: str, zh: str, en: str) -> ParameterError:
    return ParameterError(Bilingual(zh, en), path=(key,))
