"""What other readings would change, as the page shows it."""

from collections.abc import Sequence

import attrs

from lianbing.formula.arithmetic import ZERO
from lianbing.insight.readings import ReadingEffect, StandingChange
from lianbing.language import Language, clean
from lianbing.model.official_text import Reading
from lianbing.model.outcome import Standing
from lianbing.model.rulebook import Rulebook
from lianbing.reports.figures import published
from lianbing.reports.page.words import WORDS

MOST_CHANGES = 40
"""How many changes an option shows; how many more there are is told."""


@attrs.frozen(kw_only=True)
class Change:
    """A candidate whose score or place changes: what it was, and what it becomes.

    Attributes:
        award: The award's title.
        name: The candidate's name.
        id: The candidate's id.
        rank: The ranks.
        total: The totals.
        selected: Whether it is selected.
    """

    award: str
    name: str
    id: str
    rank: tuple[str, str]
    total: tuple[str, str]
    selected: tuple[str, str]


@attrs.frozen(kw_only=True)
class OtherOption:
    """An option that is not in force, and what it would change.

    Attributes:
        id: The option.
        meaning: What it says.
        warning: What to know before choosing it.
        summary: What it changes, in a few words.
        faults: Why the campaign cannot be scored under it.
        changes: Who changes, those first for whom most is at stake.
        unlisted: How many more change.
    """

    id: str
    meaning: str
    warning: str
    summary: str
    faults: tuple[str, ...]
    changes: tuple[Change, ...]
    unlisted: int


@attrs.frozen(kw_only=True)
class ReadingView:
    """A reading, with the option in force.

    Attributes:
        reading: The reading.
        option: The option in force.
        meaning: What that says.
        others: The other options.
    """

    reading: Reading
    option: str
    meaning: str
    others: tuple[OtherOption, ...]


def reading_views(
    rulebook: Rulebook, effects: Sequence[ReadingEffect], awards: Sequence[str], language: Language
) -> tuple[ReadingView, ...]:
    """Give the readings of a rulebook, with what other options change in these awards."""
    teller = _Teller(rulebook, tuple(awards), language)
    return tuple(
        ReadingView(
            reading=reading,
            option=rulebook.chosen[reading.id],
            meaning=next(each.meaning for each in reading.options if each.id == rulebook.chosen[reading.id]),
            others=tuple(teller.option(reading, each) for each in effects if each.reading == reading.id),
        )
        for reading in rulebook.readings
    )


@attrs.frozen
class _Teller:
    rulebook: Rulebook
    awards: tuple[str, ...]
    language: Language

    def option(self, reading: Reading, effect: ReadingEffect) -> OtherOption:
        """Tell what an option would change."""
        option = next(each for each in reading.options if each.id == effect.option)
        changes = sorted((each for each in effect.changes if each.award in self.awards), key=_unmoved)
        listed = changes[:MOST_CHANGES]
        return OtherOption(
            id=option.id,
            meaning=option.meaning,
            warning=option.warning,
            summary=self._summary(effect, changes),
            faults=tuple(each.message(self.language) for each in effect.faults),
            changes=tuple(map(self._change, listed)),
            unlisted=len(changes) - len(listed),
        )

    def _summary(self, effect: ReadingEffect, changes: Sequence[StandingChange]) -> str:
        if effect.faults:
            return self._say("cannot_score")
        if not changes:
            return self._say("changes_nothing")
        winners = any(_selected(each.before) != _selected(each.after) for each in changes)
        return self._say("changes_some").format(len(changes)) + (self._say("changes_winners") if winners else "")

    def _change(self, change: StandingChange) -> Change:
        standing = change.before or change.after
        assert standing is not None, "who changes stands in one of the two results"
        return Change(
            award=self.rulebook.award(change.award).title,
            name=clean(standing.candidate.name),
            id=clean(standing.candidate.id),
            rank=(self._rank(change.before), self._rank(change.after)),
            total=(self._total(change.before), self._total(change.after)),
            selected=(self._won(change.before), self._won(change.after)),
        )

    def _rank(self, standing: Standing | None) -> str:
        if standing is None:
            return self._say("out")
        return "—" if standing.rank is None else str(standing.rank)

    def _total(self, standing: Standing | None) -> str:
        return "—" if standing is None else published(standing.total, self.rulebook.rounding)

    def _won(self, standing: Standing | None) -> str:
        return self._say("yes" if _selected(standing) else "no")

    def _say(self, word: str) -> str:
        return WORDS[word].say(self.language)


def _selected(standing: Standing | None) -> bool:
    return standing is not None and standing.selected


def _unmoved(change: StandingChange) -> tuple[bool, bool]:
    """Put those first whose selection changes, then those whose rank does."""
    before, after = change.before, change.after
    ranks = (before.rank if before else ZERO, after.rank if after else ZERO)
    return _selected(before) == _selected(after), ranks[0] == ranks[1]
