"""Evidence classes as the language sees them: each field of an attrs class becomes a fact of the right kind."""

import types
import typing
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, Generic, Literal, TypeVar, cast

import attrs

from lianbing.formula.domain import Domain, MarkList, Name, OptionNames
from lianbing.formula.nodes import ChoiceFact, DayFact, Fact, FlagFact, MarksFact, PanelRule, RowsFact, WorkCalendar
from lianbing.language import Bilingual

E = TypeVar("E")

FactNode = Fact | FlagFact | ChoiceFact | DayFact | RowsFact | MarksFact


@attrs.frozen(kw_only=True)
class EvidenceField:
    """One field of an evidence class, or of its rows.

    Attributes:
        name: The field's name in data files.
        node: The fact that formulas use for it.
        plain: Its Python type, without ``Annotated`` and ``None``.
        row_type: The class of its rows, or their plain type, where it is a list.
        optional: Whether None is lawful: needed only by a scheme that reads it.
        required: Whether it has no default.
        is_money: Whether it is an amount in yuan.
        option_names: How people call the words of a choice, by word, where it says so.
    """

    name: str
    node: FactNode
    plain: object
    row_type: type | None = None
    optional: bool = False
    required: bool = False
    is_money: bool = False
    option_names: tuple[tuple[str, Bilingual], ...] = ()


def evidence_fields(evidence: type[Any], rows: str | None = None) -> Mapping[str, EvidenceField]:
    """Read an evidence class, or a row class when ``rows`` names the list that holds it.

    Raises:
        TypeError: A field's type is none that the language knows; the message names it.
    """
    owner: Any = evidence
    return _fields(owner, rows)


@cache
def _fields(evidence: Any, rows: str | None) -> Mapping[str, EvidenceField]:
    hints = typing.get_type_hints(evidence, include_extras=True)
    return {
        field.name: _field(evidence, field.name, hints[field.name], rows, required=field.default is attrs.NOTHING)
        for field in attrs.fields(evidence)
    }


def _field(owner: type, name: str, hint: object, rows: str | None, *, required: bool) -> EvidenceField:
    plain, extras, optional = _unwrap(hint)
    called = next((extra for extra in extras if isinstance(extra, Name)), None)
    label = Bilingual(called.zh, called.en) if called else Bilingual(name, name.replace("_", " "))
    domain = next((extra for extra in extras if isinstance(extra, Domain)), Domain())
    row_type = _row_type(plain)
    node: FactNode
    if any(isinstance(extra, MarkList) for extra in extras):
        node, row_type = MarksFact(name, label, domain, rows), None
    elif plain is bool:
        node = FlagFact(name, label, rows)
    elif plain in (int, Fraction) or _is_tally(plain):
        node, row_type = Fact(name, label, domain, rows), None
    elif plain is date:
        node = DayFact(name, label, rows)
    elif plain is str:
        node = ChoiceFact(name, label, (), rows)
    elif typing.get_origin(plain) is typing.Literal:
        node = ChoiceFact(name, label, typing.get_args(plain), rows)
    elif row_type is not None and rows is None:
        node = RowsFact(name, label)
    else:
        raise TypeError(f"{owner.__name__}.{name}: a fact cannot be of type {hint!r}")
    called_options = next((extra.names for extra in extras if isinstance(extra, OptionNames)), ())
    return EvidenceField(
        name=name,
        node=node,
        plain=plain,
        row_type=row_type,
        optional=optional,
        required=required,
        is_money=Literal["yuan"] in extras,
        option_names=called_options,
    )


def _unwrap(hint: object) -> tuple[object, tuple[object, ...], bool]:
    """Take ``Annotated`` and ``| None`` off a type; an outer range comes before an inner one."""
    extras: tuple[object, ...] = ()
    optional = False
    while True:
        origin = typing.get_origin(hint)
        if origin is typing.Annotated:
            plain, *more = typing.get_args(hint)
            extras, hint = (*more[::-1], *extras), plain
        elif origin in (typing.Union, types.UnionType) and type(None) in typing.get_args(hint):
            rest = [each for each in typing.get_args(hint) if each is not type(None)]
            optional = True
            hint = rest[0] if len(rest) == 1 else typing.Union[tuple(rest)]  # noqa: UP007 (built at run time)
        else:
            return hint, extras, optional


def _is_tally(plain: object) -> bool:
    return typing.get_origin(plain) in (typing.Union, types.UnionType) and int in typing.get_args(plain)


def _row_type(plain: object) -> type | None:
    arguments = typing.get_args(plain)
    if typing.get_origin(plain) is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return cast("type", arguments[0])
    return None


class Rows:
    """A list of the evidence, as a plugin writes formulas with it; its attributes are the facts of a row."""

    def __init__(self, node: RowsFact, row_type: type, panel_rule: PanelRule) -> None:
        self.node = node
        self._row_type = row_type
        self._panel_rule = panel_rule

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if not attrs.has(self._row_type):
            raise AttributeError(f"the rows of {self.node.name} are plain values; use .value")
        return _fact(self._row_type, name, self._panel_rule, rows=self.node.name)

    @property
    def value(self) -> Any:
        """The row itself, where rows are plain dates, texts or words of a choice."""
        if attrs.has(self._row_type):
            return self.__getattr__("value")
        if self._row_type is date:
            return DayFact("value", self.node.label, rows=self.node.name)
        words = typing.get_args(self._row_type) if typing.get_origin(self._row_type) is typing.Literal else ()
        return ChoiceFact("value", self.node.label, words, rows=self.node.name)


def facts_of_rows(rows: Rows) -> dict[str, FactNode]:
    """Give the facts of a list's rows by name; plain values as the one fact ``value``.

    Asked as attributes, a fact called ``node`` or ``value`` would meet what a list itself has under that name.
    """
    row_type = rows._row_type
    if not attrs.has(row_type):
        return {"value": rows.value}
    return {name: rows.__getattr__(name) for name in evidence_fields(row_type, rows.node.name)}


class Facts(Generic[E]):
    """The evidence of a candidate, as a plugin writes formulas with it: ``facts.cases`` is a node, not a number.

    Args:
        evidence: The evidence class.
        panel_rule: How the rulebook puts a panel's marks together.
        levels: The levels that candidates of the award can have.
        calendar: Which days are worked, as the rulebook says.
    """

    def __init__(
        self,
        evidence: type[E],
        *,
        panel_rule: PanelRule | None = None,
        levels: tuple[str, ...] = (),
        calendar: WorkCalendar | None = None,
    ) -> None:
        self._evidence = evidence
        self._calendar = calendar or WorkCalendar()
        self._panel_rule = panel_rule or PanelRule()
        self._levels = levels

    @property
    def work_calendar(self) -> WorkCalendar:
        """Which days are worked, as the rulebook says."""
        return self._calendar

    @property
    def candidate_level(self) -> ChoiceFact:
        """The candidate's level, one of the award's levels."""
        return ChoiceFact("level", Bilingual("级别", "level"), self._levels, of_candidate=True)

    def __getattr__(self, name: str) -> Any:
        # Any: a fact of whatever kind the field has; a name that is no field is told with those there are.
        if name.startswith("_"):
            raise AttributeError(name)
        fact = _fact(self._evidence, name, self._panel_rule)
        if isinstance(fact, RowsFact):
            row_type = evidence_fields(cast("type", self._evidence))[name].row_type
            return Rows(fact, cast("type", row_type), self._panel_rule)
        return fact


def _fact(owner: object, name: str, rule: PanelRule, rows: str | None = None) -> FactNode:
    evidence = cast("type", owner)
    fields = evidence_fields(evidence, rows)
    if name not in fields:
        raise AttributeError(f"{evidence.__name__} has no field {name!r}; its fields are {', '.join(fields)}")
    fact = fields[name].node
    return attrs.evolve(fact, rule=rule) if isinstance(fact, MarksFact) else fact
