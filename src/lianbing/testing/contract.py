"""The contract that every indicator keeps, checked in one call for the indicators of a rulebook."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

import attrs
from hypothesis import strategies as st

from lianbing.errors import Fault, LianbingError
from lianbing.insight.examples import run_example
from lianbing.language import Bilingual, say
from lianbing.loading import load_rulebook, shipped_rulebooks
from lianbing.model.official_text import Example
from lianbing.model.rulebook import Rulebook
from lianbing.plugins.registry import Registry
from lianbing.testing.breaches import Breach, Code, ContractError
from lianbing.testing.descriptions import described
from lianbing.testing.files import faults_name_fields, reads_back
from lianbing.testing.laws import LAWS
from lianbing.testing.parameters import parameters_are_checked
from lianbing.testing.search import Search
from lianbing.testing.subjects import Subject, cases

_OF_PLUGINS = ("unknown_plugin", "broken_plugin", "plugin_clash", "broken_scheme")
_SAMPLES = 10
"""How many cases are looked through for rows to break."""


def check_rulebook(source: str | Path, *, modules: Sequence[str | ModuleType] = (), examples: int = 25) -> None:
    """Check a rulebook and all its indicators.

    The same call always tries the same cases, and one line of a test is enough: ``check_rulebook("my-city.toml")``.

    Args:
        source: The path of a rulebook, the id of one that comes with lianbing, or the TOML text itself.
        modules: Plugins that are not installed; where some are given, those of installed distributions are left out.
        examples: How many cases are tried for each law of each indicator.

    Raises:
        ContractError: The contract is broken; the error tells every breach.
    """
    _check(source, modules, examples, None)


def check_indicator(
    source: str | Path,
    award: str,
    indicator: str,
    *,
    modules: Sequence[str | ModuleType] = (),
    examples: int = 25,
) -> None:
    """Check one indicator of a rulebook.

    Args:
        source: The rulebook, as for `check_rulebook`.
        award: The award's id.
        indicator: The indicator's id.
        modules: Plugins that are not installed, as for `check_rulebook`.
        examples: How many cases are tried for each law.

    Raises:
        ContractError: The contract is broken; the error tells every breach.
        KeyError: The rulebook has no such indicator.
    """
    _check(source, modules, examples, (award, indicator))


def _check(
    source: str | Path, modules: Sequence[str | ModuleType], examples: int, only: tuple[str, str] | None
) -> None:
    registry = Registry.load(modules, entry_points=not modules)
    with tempfile.TemporaryDirectory() as folder:
        contract = _Contract(_named(source, Path(folder)), registry, examples)
        breaches = [_without(folder, each) for each in contract.breaches(only)]
    if breaches:
        raise ContractError(breaches)


def _without(folder: str, breach: Breach) -> Breach:
    """Leave the folder out in which the text of a rulebook is kept for a while."""
    short = [text.replace(folder + os.sep, "") for text in (breach.what.zh, breach.what.en)]
    return attrs.evolve(breach, what=Bilingual(*short))


def _named(source: str | Path, folder: Path) -> str:
    """Give the name that a rulebook can be loaded and extended by, from anywhere."""
    if isinstance(source, str) and "\n" in source:
        path = folder / "rulebook.toml"
        path.write_text(source, "utf-8")
        return str(path)
    return str(source) if str(source) in shipped_rulebooks() else str(Path(source).absolute())


@attrs.frozen
class _Contract:
    """The contract of one rulebook.

    Attributes:
        source: The id of a rulebook that comes with lianbing, or an absolute path.
        registry: The plugins there are.
        examples: How many cases are tried for each law.
    """

    source: str
    registry: Registry
    examples: int

    def breaches(self, only: tuple[str, str] | None) -> Iterator[Breach]:
        """Give all breaches, or those of one indicator."""
        rulebook, faults = self._loaded()
        yield from (_not_loading(each) for each in faults)
        if rulebook is None:
            return
        subjects = self._subjects(rulebook, only)
        for subject in subjects:
            yield from self._indicator(subject, lawful=not faults)
        yield from _examples(rulebook, subjects)
        yield from self._repeatable(rulebook, subjects)

    def _loaded(self) -> tuple[Rulebook | None, tuple[Fault, ...]]:
        """Load the rulebook; one whose arithmetic alone is wrong can still be looked at."""
        try:
            return load_rulebook(self.source, registry=self.registry), ()
        except LianbingError as error:
            faults = error.faults
        try:
            return load_rulebook(self.source, registry=self.registry, strict=False), faults
        except LianbingError:
            return None, faults

    def _subjects(self, rulebook: Rulebook, only: tuple[str, str] | None) -> list[Subject]:
        wanted = (
            [(award.id, each.id) for award in rulebook.awards for each in award.indicators] if only is None else [only]
        )
        found = [(rulebook.award(award), rulebook.award(award).indicator(name)) for award, name in wanted]
        return [
            Subject(rulebook=rulebook, award=award, indicator=each, kind=self.registry.indicator(each.plugin))
            for award, each in found
        ]

    def _indicator(self, subject: Subject, *, lawful: bool) -> Iterator[Breach]:
        yield from described(subject)
        try:
            search = self._search(subject)
            samples = attrs.evolve(search, cases=cases(subject, size=1), examples=_SAMPLES).samples()
        except Exception as error:
            why = f"{type(error).__name__}: {error}"
            what = Bilingual(f"无法生成合法材料：{why}", f"no lawful evidence can be made: {why}")
            yield Breach(code="raised", indicator=subject.name, what=what)
            return
        yield from search.breaches((*LAWS, reads_back))
        yield from faults_name_fields(samples)
        if lawful:
            yield from parameters_are_checked(subject, self.source, self.registry)

    def _search(self, subject: Subject) -> Search:
        """Search cases of all readings."""
        return Search(st.one_of([cases(each) for each in subject.variants()]), self.examples)

    def _repeatable(self, rulebook: Rulebook, subjects: Iterable[Subject]) -> Iterator[Breach]:
        """Load the rulebook again: the formulas are the same."""
        again = load_rulebook(self.source, registry=self.registry, strict=False)
        for subject in subjects:
            scheme = again.award(subject.award.id).indicator(subject.indicator.id).scheme
            if scheme != rulebook.award(subject.award.id).indicator(subject.indicator.id).scheme:
                what = Bilingual("再次加载得到不同的公式", "loading the rulebook again gives other formulas")
                yield Breach(code="determinism", indicator=subject.name, what=what)


def _not_loading(fault: Fault) -> Breach:
    what = Bilingual(fault.say("zh"), fault.say("en"))
    if fault.code == "bounds_broken":
        name = f"{say(fault.place.record, 'en')}/{fault.place.field.partition('.')[0]}"
        return Breach(code="bounds", indicator=name, what=what)
    code: Code = "plugin" if fault.code in _OF_PLUGINS else "loading"
    return Breach(code=code, what=what)


def _examples(rulebook: Rulebook, subjects: Sequence[Subject]) -> Iterator[Breach]:
    names = [each.name for each in subjects]
    worked = {f"{each.award}/{each.indicator}" for each in rulebook.examples}
    for name in names:
        if name not in worked:
            what = Bilingual("没有示例", "there is no worked example")
            yield Breach(code="no_example", indicator=name, what=what)
    for example in rulebook.examples:
        name = f"{example.award}/{example.indicator}"
        if name in names:
            yield from (Breach(code="example", indicator=name, what=each) for each in _worked(rulebook, example))


def _worked(rulebook: Rulebook, example: Example) -> Iterator[Bilingual]:
    """Tell how an example comes out otherwise than it states."""
    try:
        faults = run_example(rulebook, example)
    except Exception as error:
        why = f"{example.title}: {type(error).__name__}: {error}"
        yield Bilingual(why, why)
    else:
        yield from (Bilingual(each.say("zh"), each.say("en")) for each in faults)
