"""Readings: values of a rulebook that are left open, and the option that closes them."""

from collections.abc import Mapping

import attrs

from lianbing.errors import Fault, Place, dotted, fault, nearest
from lianbing.loading.structuring import Locate, Path
from lianbing.model.official_text import Reading

OPEN_TABLES = ("panel", "rounding", "calendar", "ranking", "award")
"""The tables of a rulebook whose values may be left open."""


@attrs.frozen
class Closed:
    """A rulebook's data with every open value closed.

    Attributes:
        data: The data.
        used: By path, the reading that a value was taken from.
        faults: What is wrong with the open values.
    """

    data: dict[str, object]
    used: Mapping[Path, str]
    faults: tuple[Fault, ...]

    def below(self, path: Path) -> tuple[str, ...]:
        """Give the readings that the values below a path were taken from, each once, in the order of the file."""
        return tuple(dict.fromkeys(name for at, name in self.used.items() if at[: len(path)] == path))


def choose(
    readings: tuple[Reading, ...], wanted: Mapping[str, str], locate: Locate
) -> tuple[Mapping[str, str], list[Fault]]:
    """Give the option in force for each reading: the one wanted, else the rulebook's own choice."""
    faults: list[Fault] = []
    known = {each.id: each for each in readings}
    for name, option in wanted.items():
        place = locate(("readings", name))
        if name not in known:
            faults.append(
                fault(
                    "unknown_reading",
                    place,
                    name=name,
                    known=", ".join(known),
                    suggestion=nearest(name, known),
                )
            )
            continue
        options = [each.id for each in known[name].options]
        if option not in options:
            faults.append(_unknown_option(name, option, options, place))
    return {each.id: wanted.get(each.id, each.chosen) for each in readings}, faults


def _unknown_option(reading: str, option: str, options: list[str], place: Place) -> Fault:
    known = ", ".join(options)
    return fault(
        "unknown_option",
        place,
        reading=reading,
        name=option,
        known=known,
        suggestion=nearest(option, options),
    )


def faults_of_readings(readings: tuple[Reading, ...], locate: Locate) -> list[Fault]:
    """Tell which readings choose an option that they do not have."""
    return [
        _unknown_option(
            each.id, each.chosen, [option.id for option in each.options], locate(("reading", index, "chosen"))
        )
        for index, each in enumerate(readings)
        if each.chosen not in [option.id for option in each.options]
    ]


def close(
    data: Mapping[str, object], readings: tuple[Reading, ...], chosen: Mapping[str, str], locate: Locate
) -> Closed:
    """Take every open value ``{reading = "…", option = value, …}`` from the option chosen."""
    known = {each.id: [option.id for option in each.options] for each in readings}
    closer = _Closer(known, chosen, locate)
    closed = {key: closer.close(value, (key,)) if key in OPEN_TABLES else value for key, value in data.items()}
    return Closed(closed, closer.used, tuple(closer.faults))


class _Closer:
    def __init__(self, known: Mapping[str, list[str]], chosen: Mapping[str, str], locate: Locate) -> None:
        self._known = known
        self._chosen = chosen
        self._locate = locate
        self.used: dict[Path, str] = {}
        self.faults: list[Fault] = []

    def close(self, value: object, path: Path) -> object:
        if isinstance(value, list):
            return [self.close(each, (*path, index)) for index, each in enumerate(value)]
        if not isinstance(value, dict):
            return value
        if isinstance(value.get("reading"), str):
            return self._take(value, path)
        return {key: self.close(each, (*path, key)) for key, each in value.items()}

    def _take(self, value: dict[str, object], path: Path) -> object:
        name = str(value["reading"])
        place = attrs.evolve(self._locate(path), field=dotted(path))
        given = sorted(key for key in value if key != "reading")
        if name not in self._known:
            known = ", ".join(self._known)
            suggestion = nearest(name, self._known)
            self.faults.append(fault("unknown_reading", place, name=name, known=known, suggestion=suggestion))
            return value[given[0]] if given else None
        if given != sorted(self._known[name]):
            expected = ", ".join(sorted(self._known[name]))
            found = ", ".join(given)
            self.faults.append(fault("options_differ", place, reading=name, expected=expected, found=found))
        self.used[path] = name
        option = self._chosen[name] if self._chosen[name] in value else next(iter(given), None)
        return self.close(value[option], path) if option is not None else None
