"""Syntax: how a text is put together, before anyone asks what its names mean."""

from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from lianbing.formula.text.source import Span


@attrs.frozen
class Figure:
    """A number written out."""

    span: Span
    value: Fraction


@attrs.frozen
class WrittenDay:
    """A day written out."""

    span: Span
    value: date


@attrs.frozen
class Quoted:
    """A text in quotation marks."""

    span: Span
    text: str


@attrs.frozen
class Name:
    """A name that stands alone."""

    span: Span
    text: str


@attrs.frozen
class RowName:
    """A fact of the rows of a list: ``honours.points``."""

    span: Span
    rows: Name
    fact: Name


@attrs.frozen
class Argument:
    """One of the things that a word is given.

    Attributes:
        value: The thing itself.
        key: Its name, where it is ``name=value``.
        before: What stands before the colon, where there is one.
        of: What stands after ``of``, where there is one.
    """

    value: "Expression"
    key: Name | Quoted | None = None
    before: "Expression | None" = None
    of: "Expression | None" = None


@attrs.frozen
class Call:
    """A word and what it is given: ``cap(x, 5)``."""

    span: Span
    word: Name
    arguments: tuple[Argument, ...]


@attrs.frozen
class Negative:
    """``-x``."""

    span: Span
    operand: "Expression"


@attrs.frozen
class Inverse:
    """``not x``."""

    span: Span
    operand: "Expression"


@attrs.frozen
class Link:
    """A sign and what follows it, with the value for a division by 0 where one is said."""

    sign: str
    operand: "Expression"
    otherwise: "Expression | None" = None


@attrs.frozen
class Chain:
    """Sums and differences, or products and quotients, from left to right."""

    span: Span
    first: "Expression"
    links: tuple[Link, ...]


@attrs.frozen
class Joined:
    """Several conditions joined by ``and``, or by ``or``."""

    span: Span
    sign: Literal["and", "or"]
    parts: tuple["Expression", ...]


@attrs.frozen
class Comparing:
    """``a > b`` and its like."""

    span: Span
    left: "Expression"
    sign: str
    right: "Expression"


@attrs.frozen
class OneOf:
    """``kind in ["a", "b"]``."""

    span: Span
    left: "Expression"
    options: tuple[Quoted, ...]


Expression: TypeAlias = (
    Figure | WrittenDay | Quoted | Name | RowName | Call | Negative | Inverse | Chain | Joined | Comparing | OneOf
)
