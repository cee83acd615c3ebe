"""Loading a rulebook: from a TOML file to rules with formulas, proved to add up."""

import importlib.resources
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path as FilePath

import attrs

from lianbing.errors import (
    Fault,
    InputError,
    Place,
    PluginError,
    RulebookError,
    Severity,
    dotted,
    errors_of,
    fault,
    nearest,
)
from lianbing.loading import proof
from lianbing.loading.binding import Binder
from lianbing.loading.documents import Document, read_document
from lianbing.loading.layers import Layered, layered
from lianbing.loading.readings import Closed, choose, close, faults_of_readings
from lianbing.loading.stated import NUMBERS, StatedRulebook
from lianbing.loading.structuring import Locate, Path, structured
from lianbing.model.award import Award
from lianbing.model.official_text import Reading
from lianbing.model.rulebook import Rulebook
from lianbing.plugins.registry import Registry

_OF_PLUGINS = {"unknown_plugin", "broken_plugin", "plugin_clash"}
_FREE = ("params", "example")
"""The tables whose numbers are no rulebook's own."""

_SHIPPED = importlib.resources.files("lianbing") / "rulebooks"


def shipped_rulebooks() -> tuple[str, ...]:
    """Give the ids of the rulebooks that come with lianbing."""
    return tuple(sorted(each.name.removesuffix(".toml") for each in _SHIPPED.iterdir() if each.name.endswith(".toml")))


def load_rulebook(
    source: str | FilePath,
    *,
    readings: Mapping[str, str] | None = None,
    registry: Registry | None = None,
    strict: bool = True,
    relative_to: FilePath | None = None,
) -> Rulebook:
    """Load a rulebook.

    Args:
        source: The id of a rulebook that comes with lianbing, or the path of a TOML file.
        readings: Options to choose in place of the rulebook's own.
        registry: The plugins there are; found anew where it is not given.
        strict: Whether arithmetic that fails under the rulebook's own readings is an error. What fails only under other
            readings is always let pass with a warning.
        relative_to: The folder that a relative path starts from.

    Raises:
        InputError: The file cannot be read.
        RulebookError: The rulebook is wrong; all its faults are told.
        PluginError: A plugin that it uses is missing, broken, or claimed twice.
    """
    document = layered(_read(source, relative_to), lambda name, over: _read(name, FilePath(over.name).parent))
    if document.faults:
        raise RulebookError(document.faults)
    return _rulebook(document, dict(readings or {}), registry or Registry.load(), strict=strict)


def _read(source: str | FilePath, relative_to: FilePath | None) -> Document:
    name = str(source)
    if name in shipped_rulebooks():
        with importlib.resources.as_file(_SHIPPED / f"{name}.toml") as path:
            return read_document(path, f"{name}.toml")
    path = (relative_to or FilePath()) / name
    if path.suffix not in (".toml", ".json") and not path.exists():
        known = shipped_rulebooks()
        raise InputError(
            [fault("unknown_rulebook", name=name, known=", ".join(known), suggestion=nearest(name, known))]
        )
    return read_document(path, str(path))


def _rulebook(document: Layered, wanted: Mapping[str, str], registry: Registry, *, strict: bool) -> Rulebook:
    readings = _readings(document)
    chosen, faults = choose(readings, wanted, lambda path: Place(field=dotted(path)))
    _raise(faults)
    closed = close(document.data, readings, chosen, document.place)
    stated, faults = structured(closed.data, StatedRulebook, document.place)
    faults = [*closed.faults, *faults, *_out_of_range(closed.data, document.place)]
    if stated is not None:
        both = set(stated.calendar.holidays) & set(stated.calendar.workdays)
        place = document.place(("calendar",), field="calendar")
        faults += [fault("contradicting_calendar", place, day=day.isoformat()) for day in sorted(both)]
    if stated is None or faults:
        raise RulebookError(faults)
    binder = Binder(registry, stated.panel, stated.calendar, document.place, closed.below)
    awards = [binder.award(each, stated.ranking, index) for index, each in enumerate(stated.awards)]
    _raise([*binder.faults, *_repeated_ids(awards, document.place), *_dangling(awards, document.place)])
    heading = attrs.asdict(stated.heading, recurse=False)
    others = attrs.asdict(
        stated, recurse=False, filter=lambda field, _: field.name not in ("heading", "awards", "ranking")
    )
    rulebook = Rulebook(
        **heading,
        **others,
        sha256=document.sha256,
        awards=tuple(_with_points_readings(each, index, closed) for index, each in enumerate(awards)),
        chosen=chosen,
        plugins=tuple((each.name, each.distribution, each.version) for each in binder.used.values()),
        reread=lambda other: _rulebook(document, other, registry, strict=strict),
    )
    return _proved(rulebook, _unused_readings(rulebook, closed), strict=strict)


def _raise(faults: Iterable[Fault]) -> None:
    """Raise the errors among some faults, as a plugin's where all of them are."""
    wrong = errors_of(faults)
    if wrong:
        raise (PluginError if {each.code for each in wrong} <= _OF_PLUGINS else RulebookError)(wrong)


def _readings(document: Layered) -> tuple[Reading, ...]:
    """Read the readings first: the other tables need them to be closed."""

    @attrs.frozen
    class Readings:
        reading: tuple[Reading, ...] = ()

    given = {"reading": document.data.get("reading", [])}
    found, faults = structured(given, Readings, document.place)
    if found is None:
        raise RulebookError(faults)
    _raise(
        [
            *faults_of_readings(found.reading, document.place),
            *_repeated(found.reading, ("reading",), document.place),
        ]
    )
    return found.reading


def _out_of_range(data: object, locate: Locate, path: Path = ()) -> list[Fault]:
    """Tell which numbers of a rulebook are beyond their lawful range; what is no number is told elsewhere."""
    if isinstance(data, list):
        return [each for index, inner in enumerate(data) for each in _out_of_range(inner, locate, (*path, index))]
    if not isinstance(data, dict):
        return []
    faults: list[Fault] = []
    for key, value in data.items():
        here = (*path, key)
        if key in _FREE:
            continue
        if key in NUMBERS and isinstance(value, int | Decimal) and not NUMBERS[key].holds(Fraction(value)):
            place = attrs.evolve(locate(here), field=dotted(here))
            faults.append(fault("out_of_range", place, expected=NUMBERS[key].words(), found=str(value)))
        faults += _out_of_range(value, locate, here)
    return faults


def _with_points_readings(award: Award, index: int, closed: Closed) -> Award:
    """Note which indicators' points depend on a reading."""
    path: Path = ("award", index, "indicator")
    return attrs.evolve(
        award,
        indicators=tuple(
            attrs.evolve(each, points_readings=closed.below((*path, at, "points")))
            for at, each in enumerate(award.indicators)
        ),
    )


def _repeated(records: Iterable[Award | Reading], path: Path, locate: Locate) -> list[Fault]:
    counts = Counter(each.id for each in records)
    return [fault("repeated_id", locate(path), name=name) for name, times in counts.items() if times > 1]


def _repeated_ids(awards: list[Award], locate: Locate) -> list[Fault]:
    faults = _repeated(awards, ("award",), locate)
    for index, award in enumerate(awards):
        counts = Counter(each.id for each in award.indicators)
        place = attrs.evolve(locate(("award", index)), record=award.id)
        faults += [fault("repeated_id", place, name=name) for name, times in counts.items() if times > 1]
    return faults


def _dangling(awards: list[Award], locate: Locate) -> list[Fault]:
    """Tell which names of awards lead nowhere."""
    known = [each.id for each in awards]
    faults: list[Fault] = []
    for index, award in enumerate(awards):
        place = attrs.evolve(locate(("award", index)), record=award.id)
        named = [name for each in award.indicators for name in each.reads] + (
            [award.units_of] if award.units_of else []
        )
        faults += [
            fault("unknown_award", place, name=name, known=", ".join(known), suggestion=nearest(name, known))
            for name in named
            if name not in known
        ]
    return faults


def _proved(rulebook: Rulebook, doubts: list[Fault], *, strict: bool) -> Rulebook:
    """Raise what does not add up under the rulebook's own readings; let pass, as a warning, what a departure causes."""
    faults = [*proof.faults_of(rulebook), *_reading_warnings(rulebook), *doubts]
    wrong = errors_of(faults)
    if wrong and strict and not rulebook.departures:
        raise RulebookError(wrong)
    warnings = tuple(attrs.evolve(each, severity=Severity.WARNING) for each in faults)
    return attrs.evolve(rulebook, warnings=warnings)


def _unused_readings(rulebook: Rulebook, closed: Closed) -> list[Fault]:
    used = set(closed.used.values())
    return [
        fault("unused_reading", severity=Severity.WARNING, clause=each.clause, name=each.id)
        for each in rulebook.readings
        if each.id not in used
    ]


def _reading_warnings(rulebook: Rulebook) -> list[Fault]:
    return [
        fault(
            "reading_warning",
            severity=Severity.WARNING,
            clause=reading.clause,
            reading=reading.id,
            option=option.id,
            text=option.warning,
        )
        for reading in rulebook.readings
        for option in reading.options
        if option.id == rulebook.chosen[reading.id] and option.warning
    ]
