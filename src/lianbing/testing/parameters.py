"""Wrong parameters: each is refused with an error that names it, not by whatever a plugin stumbles over."""

import json
import tempfile
import types
import typing
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, cast

import attrs

from lianbing.errors import Fault, RulebookError
from lianbing.language import Bilingual
from lianbing.loading import load_rulebook
from lianbing.plugins.registry import Registry
from lianbing.testing.breaches import Breach, told
from lianbing.testing.subjects import Subject

NUMBERS = (-1, 0, 10**9)
"""Numbers that a parameter is tried with: some are lawful for some, and what follows from them is proved or refused."""


def parameters_are_checked(subject: Subject, source: str, registry: Registry) -> Iterator[Breach]:
    """Try each parameter with wrong values, and with a wrong name.

    Args:
        subject: The indicator.
        source: Its rulebook: the id of one that comes with lianbing, or an absolute path.
        registry: The plugins there are.
    """
    hints = typing.get_type_hints(subject.kind.rule)
    for field in attrs.fields(cast("type[attrs.AttrsInstance]", subject.kind.rule)):
        name = field.alias or field.name
        kind = _plain(hints.get(field.name, object))
        for value in _wrong_values(kind):
            faults = _faults(subject, source, registry, {name: value})
            if not any(_names(each, name) for each in faults):
                yield _breach(subject, name, value, faults)
        stated = subject.indicator.parameters.get(name)
        for value in [*(NUMBERS if kind in (int, Fraction) else ()), *_with_other_numbers(stated)]:
            yield from _stumbles(subject, name, value, _faults(subject, source, registry, {name: value}))
        misspelt = name + name[-1]
        faults = _faults(subject, source, registry, {misspelt: 1})
        if not any(_names(each, misspelt) for each in faults):
            yield _breach(subject, misspelt, 1, faults)


def _plain(hint: Any) -> Any:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        rest = [each for each in typing.get_args(hint) if each is not type(None)]
        return _plain(rest[0]) if len(rest) == 1 else object
    return hint


def _wrong_values(kind: Any) -> Iterator[object]:
    """Give values that are not of a parameter's type."""
    origin = typing.get_origin(kind)
    if kind in (int, Fraction, bool):
        yield "many"
    elif origin is Literal:
        yield "no such option"
    elif kind in (str, date) or origin is tuple or attrs.has(kind) or _is_table(origin):
        yield 7


def _with_other_numbers(stated: object) -> Iterator[Mapping[str, object]]:
    """Give what a layer states to change the numbers of a table of parameters, one by one."""
    table = cast("Mapping[str, object]", stated if isinstance(stated, Mapping) else {})
    for key, inner in table.items():
        if isinstance(inner, int | Decimal | Fraction) and not isinstance(inner, bool):
            yield from ({key: number} for number in NUMBERS)
        else:
            yield from ({key: each} for each in _with_other_numbers(inner))


def _is_table(origin: Any) -> bool:
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _stumbles(subject: Subject, name: str, value: object, faults: tuple[Fault, ...]) -> Iterator[Breach]:
    """Tell where a number is neither taken nor refused, but makes the plugin fail."""
    if any(each.code == "broken_scheme" for each in faults):
        yield _breach(subject, name, value, faults)


def _faults(subject: Subject, source: str, registry: Registry, parameters: Mapping[str, object]) -> tuple[Fault, ...]:
    """Load the rulebook with other parameters; give what is wrong with it."""
    indicator = {"id": subject.indicator.id, "params": parameters}
    layer = {
        "rulebook": {"id": "changed", "extends": source},
        "award": [{"id": subject.award.id, "indicator": [indicator]}],
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "changed.json"
        path.write_text(json.dumps(layer, ensure_ascii=False), "utf-8")
        try:
            load_rulebook(path, registry=registry)
        except RulebookError as error:
            return error.faults
    return ()


def _names(fault: Fault, name: str) -> bool:
    return f"params.{name}" in fault.place.field


def _breach(subject: Subject, name: str, value: object, faults: tuple[Fault, ...]) -> Breach:
    said = told(faults) if faults else Bilingual("没有报错", "it was accepted")
    shown = json.dumps({name: value}, ensure_ascii=False)
    return Breach(
        code="parameter_error",
        indicator=subject.name,
        what=Bilingual(f"参数“{name}”有误：{said.zh}", f"the parameter “{name}” is wrong: {said.en}"),
        counterexample=f"params = {shown}",
    )
