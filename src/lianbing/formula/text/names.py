"""Names: what each name of a text stands for."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import cast

import attrs

from lianbing.formula.declared import DeclaredRows
from lianbing.formula.domain import exact
from lianbing.formula.evidence import Rows, facts_of_rows
from lianbing.formula.nodes import (
    AllOf,
    AnyOf,
    Arithmetic,
    ChoiceFact,
    Chronology,
    Constant,
    EvaluationDay,
    Logic,
    MarksFact,
    RowsFact,
    WorkCalendar,
)
from lianbing.formula.text.values import Value
from lianbing.language import Bilingual

LANGUAGE_NAMES = ("true", "false", "most", "candidate_level", "evaluation_day")
"""Names that mean the same in every text."""


@attrs.frozen
class Names:
    """The names that a text can use.

    Attributes:
        names: What each name stands for: a fact, a part that was read before, a list, or an exact number.
        most: The criterion's maximum, which ``most`` stands for; None where there is none.
        calendar: Which days are worked; None for Monday to Friday.
        levels: The levels that candidates can have.
    """

    names: Mapping[str, object]
    most: Fraction | None = attrs.field(default=None, kw_only=True)
    calendar: WorkCalendar | None = attrs.field(default=None, kw_only=True)
    levels: tuple[str, ...] = attrs.field(default=(), kw_only=True)

    def known(self) -> list[str]:
        """Give every name that can stand alone."""
        return [*self.names, *LANGUAGE_NAMES]

    def lists(self) -> list[str]:
        """Give the names of the lists."""
        return [name for name, each in self.names.items() if isinstance(each, Rows | DeclaredRows)]

    def facts_of(self, rows: str) -> Mapping[str, object]:
        """Give the facts of a list's rows by name."""
        found = self.names[rows]
        if isinstance(found, DeclaredRows):
            return found.facts
        assert isinstance(found, Rows)
        return facts_of_rows(found)

    def rows_of(self, name: str) -> RowsFact | None:
        """Give the list that holds the facts of rows with this ``rows``; None where the scope has no such list."""
        for each in self.names.values():
            node = _rows_node(each)
            if node is not None and node.name == name:
                return node
        return None

    def value(self, name: str) -> Value | None:
        """Give what a name stands for; None where it stands for nothing, such as a maximum that there is not.

        Raises:
            TypeError: The scope holds what no text can use.
        """
        match name:
            case "true":
                return AllOf(())
            case "false":
                return AnyOf(())
            case "evaluation_day":
                return EvaluationDay()
            case "most":
                return None if self.most is None else Constant(self.most)
            case "candidate_level":
                level = ChoiceFact("level", Bilingual("级别", "level"), self.levels, of_candidate=True)
                return level if self.levels else None
            case _:
                return None if name not in self.names else value_of(self.names[name])


def value_of(found: object) -> Value:
    """Take what a scope holds under a name as a value of the language.

    Raises:
        TypeError: It is none.
    """
    rows = _rows_node(found)
    if rows is not None:
        return rows
    if isinstance(found, Arithmetic | Logic | Chronology | ChoiceFact | MarksFact):
        return cast("Value", found)
    if isinstance(found, int | Fraction | Decimal):
        return Constant(exact(found))
    raise TypeError(f"a text cannot use {found!r}")


def _rows_node(found: object) -> RowsFact | None:
    if isinstance(found, DeclaredRows):
        return found.rows.node
    return found.node if isinstance(found, Rows) else None
