"""The search for counterexamples: always the same ones, and for each law all the ways in which it is broken."""

import contextlib
import warnings
from collections.abc import Callable, Hashable, Iterable, Iterator

import attrs
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky, HypothesisWarning

from lianbing.errors import shown
from lianbing.formula.situation import Situation
from lianbing.language import Bilingual
from lianbing.testing.breaches import Breach, Code
from lianbing.testing.strategies import UnkeptError
from lianbing.testing.subjects import Case

MOST_FINDINGS = 20
"""How many ways in which the laws are broken are told at most."""


@attrs.frozen
class Problem:
    """One way in which a case breaks a law.

    Attributes:
        key: Tells it from other ways, such as the criterion.
        code: The part of the contract.
        what: What is wrong.
        situation: The candidate's situation that shows it; the first one where nothing is said.
    """

    key: Hashable
    code: Code
    what: Bilingual
    situation: Situation | None = None


Law = Callable[[Case], Iterable[Problem]]
"""Tells how a case breaks a law; nothing where it does not."""


class _BrokenError(Exception):
    """Tells the search that a case breaks the law."""


@attrs.define
class Search:
    """Looks for cases that break laws.

    Attributes:
        cases: The cases.
        examples: How many of them are tried for each law.
    """

    cases: st.SearchStrategy[Case]
    examples: int

    def breaches(self, laws: Iterable[Law]) -> list[Breach]:
        """Give every way in which laws are broken, each with the simplest case that was found."""
        law = _together(tuple(laws))
        found: dict[Hashable, Breach] = {}
        while len(found) < MOST_FINDINGS:
            finding = self._next(law, found)
            if finding is None or finding[0].key in found:
                break
            problem, case = finding
            found[problem.key] = Breach(
                code=problem.code,
                indicator=case.subject.name if case else "",
                what=problem.what,
                counterexample=case.shown(problem.situation) if case else "",
            )
        return list(found.values())

    def samples(self) -> list[Case]:
        """Give cases as they are drawn for a law; none where evidence cannot be made at all."""
        drawn: list[Case] = []

        def keep(case: Case) -> None:
            drawn.append(case)

        # Where drawing fails, the laws tell it.
        with contextlib.suppress(Exception):
            self._try(keep)
        return drawn

    def _next(self, law: Law, known: Iterable[Hashable]) -> tuple[Problem, Case | None] | None:
        last: list[tuple[Problem, Case | None]] = []

        def broken(case: Case) -> None:
            for problem in law(case):
                if problem.key not in known:
                    last[:] = [(problem, case)]
                    raise _BrokenError

        try:
            self._try(broken)
        except _BrokenError:
            return last[0]
        except Flaky:
            return _flaky(), last[0][1] if last else None
        except Exception as error:
            return _raised(error), None
        return None

    def _try(self, test: Callable[[Case], None]) -> None:
        with warnings.catch_warnings():
            # What hypothesis warns of concerns its own reports, which nobody sees; a strict suite would fail of it.
            warnings.simplefilter("ignore", HypothesisWarning)
            self._settings()(given(self.cases)(test))()

    def _settings(self) -> settings:
        return settings(
            max_examples=self.examples,
            derandomize=True,
            database=None,
            deadline=None,
            report_multiple_bugs=False,
            verbosity=Verbosity.quiet,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )


def _together(laws: tuple[Law, ...]) -> Law:
    """Make one law of several, so that cases are drawn once for all of them."""

    def told(case: Case) -> Iterator[Problem]:
        for law in laws:
            yield from (attrs.evolve(each, key=(law, each.key)) for each in _told(law, case))

    return told


def _told(law: Law, case: Case) -> Iterable[Problem]:
    """Apply a law; an exception is a problem as well."""
    try:
        return list(law(case))
    except Exception as error:
        return [_raised(error)]


def _raised(error: Exception) -> Problem:
    if isinstance(error, UnkeptError):
        what = Bilingual(
            f"字段“{error.field}”得到 {shown(error.given)}，却存为 {shown(error.kept)}",
            f"the field “{error.field}” is given {shown(error.given)} and holds {shown(error.kept)}",
        )
        return Problem(("unkept", error.field), "round_trip", what)
    why = f"{type(error).__name__}: {error}"
    return Problem(("raised", type(error)), "raised", Bilingual(f"引发 {why}", f"raised {why}"))


def _flaky() -> Problem:
    what = Bilingual("同一材料先后得到不同结果", "the same evidence gave different results at different times")
    return Problem("flaky", "determinism", what)
