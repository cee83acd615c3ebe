"""The texts of one indicator: read one by one, with all that is wrong with them told together."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeVar

import attrs

from lianbing.errors import nearest
from lianbing.formula.declared import DeclaredRows
from lianbing.formula.nodes import AllOf, ChoiceFact, Constant
from lianbing.formula.scheme import Criterion, Maxima, ParameterError, UniqueRows, criterion, unique
from lianbing.formula.text import Scope, read_condition, read_number
from lianbing.language import Bilingual

T = TypeVar("T")

ZERO = Constant(Fraction(0))
ALWAYS = AllOf(())


class Texts:
    """Reads the texts of one indicator, and keeps what is wrong with them.

    Args:
        scope: The names that the texts can use.
    """

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._wrong: list[ParameterError] = []

    def define(self, values: Mapping[str, Fraction], parts: Mapping[str, str], tests: Mapping[str, str]) -> None:
        """Name numbers, formulas and conditions, one by one, so that what comes later can use what came before."""
        for name, value in values.items():
            self._define("values", name, value)
        for name, text in parts.items():
            # What is wrong with a part is told once, not wherever it is used.
            self._define("parts", name, next(self.read(read_number, text, "parts", name), ZERO))
        for name, text in tests.items():
            self._define("tests", name, next(self.read(read_condition, text, "tests", name), ALWAYS))

    def _define(self, table: str, name: str, node: object) -> None:
        try:
            self._scope = self._scope.define(name, node)
        except ParameterError as error:
            self.wrong(error.under(table, name))

    def read(
        self, read: Callable[[str, Scope], T], text: str, *path: str | int, most: Fraction | None = None
    ) -> Iterator[T]:
        """Read a text; nothing where that fails."""
        try:
            yield read(text, attrs.evolve(self._scope, most=most))
        except ParameterError as error:
            self.wrong(error.under(*path))

    def criteria(self, points: str, criteria: Mapping[str, str], most: Maxima) -> Iterator[Criterion]:
        """Read what an indicator's only criterion is worth, or each of several."""
        if points and criteria:
            self.wrong(_both())
            return
        texts: dict[tuple[str, ...], tuple[str, str]] = {
            ("criteria", name): (name, text) for name, text in criteria.items()
        }
        if points:
            texts["points",] = most.only_id(), points
        for path, (name, text) in texts.items():
            for made in self.read(read_number, text, *path, most=most.get(name)):
                yield criterion(name, made, most=most.get(name))

    def rows(self, name: str, table: str) -> DeclaredRows | None:
        """Give a list by name; None where there is no such list."""
        lists = {each: found for each, found in self._scope.names.items() if isinstance(found, DeclaredRows)}
        if name not in lists:
            self.wrong(_unknown(name, lists, "列表", "list").under(table, name))
        return lists.get(name)

    def keys(self, rows: DeclaredRows, name: str, keys: tuple[str, ...]) -> Iterator[UniqueRows]:
        """Say what tells the rows of a list apart; texts and choices can."""
        texts = {each: fact for each, fact in rows.facts.items() if isinstance(fact, ChoiceFact)}
        unknown = [each for each in keys if each not in texts]
        for each in unknown:
            self.wrong(_unknown(each, texts, "文字或选项", "text or choice").under("unique", name))
        if not unknown:
            yield unique(rows.rows, *(texts[each] for each in keys))

    def wrong(self, error: ParameterError) -> None:
        """Keep what is wrong."""
        self._wrong.append(error)

    def finish(self) -> None:
        """Raise what is wrong, all together.

        Raises:
            ExceptionGroup: There is something.
        """
        if self._wrong:
            raise ExceptionGroup("formulas", self._wrong)


def _both() -> ParameterError:
    why = Bilingual("points 与 criteria 只能写一个", "write points or criteria, not both")
    return ParameterError(why, path=("points",))


def _unknown(name: str, known: Iterable[str], zh: str, en: str) -> ParameterError:
    listed = ", ".join(known)
    why = Bilingual(f"没有名为“{name}”的{zh}；有：{listed}", f"there is no {en} “{name}”; there are: {listed}")
    return ParameterError(why, suggestion=nearest(name, known))
