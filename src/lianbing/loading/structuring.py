"""Plain data to typed records: strict, exact, and with every fault placed in its file."""

import contextlib
import re
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, NoReturn, TypeVar, cast

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn

from lianbing.errors import Fault, Place, dotted, fault, nearest, shown
from lianbing.formula.domain import Domain, MarkList
from lianbing.language import Bilingual

Path = tuple[str | int, ...]
Locate = Callable[[Path], Place]
T = TypeVar("T")

_WORDS: Mapping[object, Bilingual] = {
    int: Bilingual("整数", "a whole number"),
    Fraction: Bilingual("数字", "a number"),
    bool: Bilingual("true 或 false", "true or false"),
    str: Bilingual("文字", "text"),
    date: Bilingual("日期（如 2019-11-05）", "a date such as 2019-11-05"),
}
_EXACT = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20}|/0*[1-9][0-9]{0,19})?")
_LIST = Bilingual("列表 […]", "a list […]")
_TABLE = Bilingual("表 {…}", "a table {…}")
_TALLY = Bilingual("整数，或列表", "a whole number, or a list")


class UnfitError(ValueError):
    """A value that is not of the type its field asks for."""

    def __init__(self, expected: Bilingual, found: object) -> None:
        self.expected = expected
        self.found = found
        super().__init__(f"expected {expected.en}, found {found!r}")


def structured(data: object, cls: type[T], locate: Locate, path: Path = ()) -> tuple[T | None, list[Fault]]:
    """Make a record of plain data.

    Args:
        data: What a file holds.
        cls: The record's class.
        locate: Gives the place of a path in that file.
        path: Where the data lies in the file.

    Returns:
        The record and no faults, or None and all that is wrong.
    """
    try:
        return _CONVERTER.structure(data, cls), []
    except Exception as error:
        return None, list(_faults(error, path, locate))


def _faults(error: BaseException, path: Path, locate: Locate) -> Iterator[Fault]:
    if isinstance(error, cattrs.ClassValidationError):
        yield from _faults_of_class(error, path, locate)
    elif isinstance(error, cattrs.IterableValidationError):
        noted, others = error.group_exceptions()
        for each, note in noted:
            yield from _faults(each, (*path, note.index), locate)
        for other in others:
            yield from _faults(other, path, locate)
    elif isinstance(error, UnfitError):
        yield fault("wrong_type", _at(locate, path), expected=error.expected, found=shown(error.found))
    else:
        yield fault("wrong_call", _at(locate, path), why=f"{type(error).__name__}: {error}")


def _faults_of_class(error: cattrs.ClassValidationError, path: Path, locate: Locate) -> Iterator[Fault]:
    fields = attrs.fields_dict(cast("type[attrs.AttrsInstance]", error.cl))
    noted, others = error.group_exceptions()
    unknown = list(_unknown_fields(others, [each.alias or each.name for each in fields.values()], path, locate))
    meant = {each.suggestion for each in unknown}
    for each, note in noted:
        field = fields.get(note.name)
        name = field.alias if field is not None and field.alias else note.name
        if not isinstance(each, KeyError) or isinstance(each, cattrs.BaseValidationError):
            yield from _faults(each, (*path, name), locate)
        elif name not in meant:  # one that is only misspelt is told once, as such
            place = attrs.evolve(locate((*path, name)), field=_at(locate, path).field)
            yield fault("missing_field", place, name=name, expected=expected(note.type))
    yield from unknown
    for other in others:
        if not isinstance(other, cattrs.ForbiddenExtraKeysError):
            yield from _faults(other, path, locate)


def _unknown_fields(errors: Iterable[BaseException], known: list[str], path: Path, locate: Locate) -> Iterator[Fault]:
    for error in errors:
        if isinstance(error, cattrs.ForbiddenExtraKeysError):
            for key in sorted(error.extra_fields):
                yield unknown_field(key, known, _at(locate, (*path, key)))


def unknown_field(name: str, known: Sequence[str], place: Place) -> Fault:
    """Say that a field is not known, with the nearest one that is."""
    return fault("unknown_field", place, name=name, known=", ".join(known), suggestion=nearest(name, known))


def _at(locate: Locate, path: Path) -> Place:
    return attrs.evolve(locate(path), field=dotted(path)) if path else locate(path)


def expected(hint: object) -> Bilingual:
    """Say what a type asks for, its lawful range included."""
    if typing.get_origin(hint) is typing.Annotated:
        plain, *extras = typing.get_args(hint)
        if typing.get_origin(plain) is typing.Annotated:
            return expected(plain)
        if any(isinstance(extra, MarkList) for extra in extras):
            return Bilingual("评分列表", "a list of marks")
        ranges = [extra for extra in extras if isinstance(extra, Domain)]
        return ranges[-1].words() if ranges and plain in (int, Fraction) else expected(plain)
    if hint in _WORDS:
        return _WORDS[hint]
    origin = typing.get_origin(hint)
    if origin is typing.Literal:
        words = "、".join(map(str, typing.get_args(hint))), ", ".join(map(str, typing.get_args(hint)))
        return Bilingual(f"以下之一：{words[0]}", f"one of {words[1]}")
    if origin in (typing.Union, types.UnionType):
        rest = [each for each in typing.get_args(hint) if each is not type(None)]
        if len(rest) == 1:
            return expected(rest[0])
        if any(attrs.has(each) for each in rest):
            number = expected(next(each for each in rest if not attrs.has(each)))
            return Bilingual(f"{number.zh}，或表 {{…}}", f"{number.en}, or a table {{…}}")
        return _TALLY
    return _LIST if origin is tuple else _TABLE


# The converter ----------------------------------------------------------------------------------------------------


def _fraction(value: object, _: object) -> Fraction:
    if isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, str) and _EXACT.fullmatch(value):
        return Fraction(value)
    _refuse(Fraction, value)


def _int(value: object, _: object) -> int:
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else _refuse(int, value)


def _bool(value: object, _: object) -> bool:
    return value if isinstance(value, bool) else _refuse(bool, value)


def _str(value: object, _: object) -> str:
    return value if isinstance(value, str) else _refuse(str, value)


def _date(value: object, _: object) -> date:
    if isinstance(value, str):
        with contextlib.suppress(ValueError):
            return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 (a day has no time zone)
    return value if isinstance(value, date) and not isinstance(value, datetime) else _refuse(date, value)


def _tally(value: object, _: object) -> int | tuple[str, ...]:
    if isinstance(value, list):
        return tuple(str(each.get("title", each)) if isinstance(each, dict) else str(each) for each in value)
    return value if isinstance(value, int) and not isinstance(value, bool) else _refuse(int | tuple[str, ...], value)


def _literal(value: object, hint: object) -> object:
    # Equality alone would take True for 1.
    for option in typing.get_args(hint):
        if type(option) is type(value) and option == value:
            return option
    return _refuse(hint, value)


def _refuse(hint: object, value: object) -> NoReturn:
    raise UnfitError(expected(hint), value)


def _is_list(hint: object) -> bool:
    arguments = typing.get_args(hint)
    return typing.get_origin(hint) is tuple and len(arguments) == 2 and arguments[1] is Ellipsis


def _list_hook(hint: Any, converter: cattrs.Converter) -> Callable[[object, object], tuple[object, ...]]:
    item = typing.get_args(hint)[0]

    def structure(value: object, _: object) -> tuple[object, ...]:
        if not isinstance(value, list):
            raise UnfitError(_LIST, value)
        made, wrong = [], []
        for index, each in enumerate(value):
            try:
                made.append(converter.structure(each, item))
            except Exception as error:
                note = cattrs.IterableValidationNote(f"element {index}", index, item)
                error.__notes__ = [*getattr(error, "__notes__", []), note]
                wrong.append(error)
        if wrong:
            raise cattrs.IterableValidationError("list", wrong, tuple)
        return tuple(made)

    return structure


def _record_hook(cls: Any, converter: cattrs.Converter) -> Callable[[object, object], object]:
    of_table = make_dict_structure_fn(
        cls,
        converter,
        _cattrs_forbid_extra_keys=True,
        _cattrs_use_alias=True,
        _cattrs_detailed_validation=True,
    )

    def structure(value: object, hint: object) -> object:
        if not isinstance(value, dict):
            raise UnfitError(_TABLE, value)
        return of_table(value, cast("type", hint))

    return structure


def _mapping_hook(hint: Any, converter: cattrs.Converter) -> Callable[[object, object], Mapping[str, object]]:
    item = typing.get_args(hint)[1]

    def structure(value: object, _: object) -> Mapping[str, object]:
        if not isinstance(value, dict):
            raise UnfitError(_TABLE, value)
        if item is object:
            return dict(value)
        made, wrong = {}, []
        for key, each in value.items():
            try:
                made[key] = converter.structure(each, item)
            except Exception as error:
                note = cattrs.IterableValidationNote(f"entry {key}", key, item)
                error.__notes__ = [*getattr(error, "__notes__", []), note]
                wrong.append(error)
        if wrong:
            raise cattrs.IterableValidationError("table", wrong, dict)
        return made

    return structure


def _is_number_or_record(hint: object) -> bool:
    return _record_of(hint) is not None


def _record_of(hint: object) -> type | None:
    """Give the record of a type that is a number or a record, such as ``int | PlacesShare | None``."""
    if typing.get_origin(hint) not in (typing.Union, types.UnionType):
        return None
    kinds = [each for each in typing.get_args(hint) if each is not type(None)]
    records = [each for each in kinds if attrs.has(each)]
    numbers = [each for each in kinds if each in (int, Fraction)]
    return records[0] if (len(records), len(numbers), len(kinds)) == (1, 1, 2) else None


def _number_or_record_hook(hint: Any, converter: cattrs.Converter) -> Callable[[object, object], object]:
    record = _record_of(hint)
    number = int if int in typing.get_args(hint) else Fraction

    def structure(value: object, _: object) -> object:
        if value is None and type(None) in typing.get_args(hint):
            return None
        return converter.structure(value, cast("type", record) if isinstance(value, dict) else number)

    return structure


def _is_literal(hint: object) -> bool:
    return typing.get_origin(hint) is typing.Literal


def _is_mapping(hint: object) -> bool:
    origin = typing.get_origin(hint)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(detailed_validation=True)
    converter.register_structure_hook_factory(attrs.has)(_record_hook)
    converter.register_structure_hook_factory(_is_mapping)(_mapping_hook)
    converter.register_structure_hook_factory(_is_list)(_list_hook)
    converter.register_structure_hook_func(_is_literal, _literal)
    converter.register_structure_hook_func(lambda hint: hint == int | tuple[str, ...], _tally)
    converter.register_structure_hook_factory(_is_number_or_record)(_number_or_record_hook)
    for hint, hook in ((Fraction, _fraction), (int, _int), (bool, _bool), (str, _str), (date, _date)):
        converter.register_structure_hook(hint, cast("Any", hook))
    return converter


_CONVERTER = _converter()
