"""Ranks and places of an award that was worked out as a whole: who takes a place, and which ties people decide."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from lianbing.backends.compiled.batch import Wanted
from lianbing.errors import Fault
from lianbing.evaluation.grades import grade_of
from lianbing.evaluation.scoring import not_scored, score_from
from lianbing.evaluation.selection import Contest, fill, places_of
from lianbing.formula.arithmetic import ZERO
from lianbing.formula.ladder import order_keys
from lianbing.model.award import Award, Group, Indicator, Minimum, PlacesShare
from lianbing.model.campaign import Campaign, Candidate
from lianbing.model.outcome import IndicatorScore, Standing, UndecidedTie
from lianbing.model.rulebook import Rounding
from lianbing.tables.ranking import idle_decisions
from lianbing.tables.whole_award import Amount, AwardLists, WholeAward, Worker


@attrs.frozen(eq=False)
class Placed:
    """The ranks and places of an award.

    Attributes:
        ranks: The rank of each within its group; None for who left, or where a group is not ranked.
        grades: The grade of each, where the award gives grades.
        selected: Whether each takes a place and keeps it.
        revoked: Whether the honour of each was taken back.
        places: By group, the number of places.
        ties: The ties that people have to decide.
        faults: The decisions that have no effect.
    """

    ranks: Sequence[int | None]
    grades: Sequence[str | None]
    selected: Sequence[bool]
    revoked: Sequence[bool]
    places: tuple[int, ...]
    ties: tuple[UndecidedTie, ...]
    faults: tuple[Fault, ...]


class Placer:
    """Ranks an award and fills its places.

    Args:
        award: The award.
        rounding: How points are rounded.
        campaign: The campaign, for its decisions.
        lists: The candidates.
        found: What they got.
        worker: What worked it out, for the exact points of the tied.
    """

    def __init__(
        self,
        award: Award,
        rounding: Rounding,
        campaign: Campaign,
        lists: AwardLists,
        found: WholeAward,
        worker: Worker,
    ) -> None:
        self._award = award
        self._rounding = rounding
        self._campaign = campaign
        self._lists = lists
        self._found = found
        self._worker = worker
        self._step = rounding.step or Fraction(1)
        self._by_exact = award.ranking.on == "exact" and bool(rounding.step)

    def place(self) -> Placed:
        """Rank everyone who stays, and fill the places."""
        award, found = self._award, self._found
        count = len(found.gone)
        keys = self._keys()
        grades = [self._grade(at) for at in range(count)] if award.grades else [None] * count
        ranks: list[int | None] = [None] * count
        won = [False] * count
        places: list[int] = []
        contests: list[Contest] = []
        groups: Sequence[Group] = award.groups or (Group(id="", title="", places=award.places),)
        for number, group in enumerate(groups):
            everyone = range(count) if not award.groups else [at for at in range(count) if found.groups[at] == number]
            stay = [at for at in everyone if not found.gone[at]]
            of_all = isinstance(group.places, PlacesShare) and group.places.of == "all"
            places.append(places_of(group.places, len(everyone) if of_all else len(stay)))
            if award.groups and not group.ranked:
                continue
            ordered = sorted(stay, key=keys.__getitem__, reverse=True)
            _rank(ordered, keys, ranks, dense=award.ranking.ties == "dense")
            contests.append(self._fill(ordered, keys, grades, won, group, places[-1]))
        revoked = [held and self._is_revoked(at) for at, held in enumerate(won)]
        selected = [held and not taken for held, taken in zip(won, revoked, strict=True)]
        ties = tuple(tie for each in contests for tie in each.ties)
        winners = {id for id, held in zip(self._lists.ids, won, strict=True) if held}
        idle = tuple(idle_decisions(award, self._campaign, contests, winners))
        return Placed(ranks, grades, selected, revoked, tuple(places), ties, idle)

    def _keys(self) -> Sequence[int]:
        """Give integers in the order of the totals that are ranked."""
        totals: Sequence[Amount] = self._found.exact_totals if self._by_exact else self._found.totals
        if self._rounding.step and not self._by_exact:
            return [int(each) for each in totals]
        keys, _ = order_keys([each.as_integer_ratio() for each in totals])
        return keys

    def _fill(
        self,
        ordered: Sequence[int],
        keys: Sequence[int],
        grades: Sequence[str | None],
        won: list[bool],
        group: Group,
        places: int,
    ) -> Contest:
        """Give the places of a group from the top; a tie across the last one is looked at candidate by candidate."""
        taken: list[int] = []
        tied: list[int] = []
        for at in (each for each in ordered if self._has_enough(each, grades[each])):
            if tied and keys[at] != keys[tied[0]]:
                if len(taken) + len(tied) > places:
                    break
                taken += tied
                tied = []
                if len(taken) >= places:
                    break
            tied.append(at)
        left = places - len(taken)
        if len(tied) <= left:
            taken, tied = [*taken, *tied], []
        for at in taken:
            won[at] = True
        if not tied or left <= 0:
            return Contest(frozenset(), (), ())
        own = [each for each in self._campaign.decisions if each.award == self._award.id and each.kind == "tie"]
        contest = fill(list(self._standings(tied, group)), left, self._award.ranking, own, group.id)
        for at in tied:
            won[at] = self._lists.ids[at] in contest.winners
        return contest

    def _has_enough(self, at: int, grade: str | None) -> bool:
        """Tell whether a candidate has what a place needs."""
        award, found = self._award, self._found
        if award.qualifies_grade is not None:
            names = [each.id for each in award.grades]
            if grade is None or names.index(grade) > names.index(award.qualifies_grade):
                return False
        if award.qualifies_from is not None and not self._reaches(
            award.qualifies_from, found.totals[at], found.exact_totals[at] if found.exact_totals else None
        ):
            return False
        for indicator in award.indicators:
            if indicator.qualifies_from is not None and indicator.scores and _applies(found, indicator, at):
                exact = found.exact[indicator.id]
                if not self._reaches(
                    indicator.qualifies_from, found.points[indicator.id][at], exact[at] if exact else None
                ):
                    return False
        return True

    def _reaches(self, minimum: Minimum, points: Amount, exact: Fraction | None) -> bool:
        if (minimum.on or self._award.ranking.on) == "exact" and exact is not None:
            return exact >= minimum.points
        return self._step * points >= minimum.points

    def _grade(self, at: int) -> str | None:
        found = self._found
        total = found.exact_totals[at] if self._by_exact else self._step * found.totals[at]
        met = (
            indicator.condition(each.id)
            for indicator in self._award.indicators
            for each in indicator.scheme.exclusions
            if each.effect == "limit" and found.met[indicator.id, each.id][at]
        )
        return grade_of(self._award, total, met)

    def _is_revoked(self, at: int) -> bool:
        by_rule = any(
            self._found.met[indicator.id, each.id][at]
            for indicator in self._award.indicators
            for each in indicator.scheme.exclusions
            if each.effect == "revoke"
        )
        return by_rule or any(
            each.candidate == self._lists.ids[at]
            for each in self._campaign.decisions
            if each.award == self._award.id and each.kind == "revocation"
        )

    def _standings(self, tied: Sequence[int], group: Group) -> Iterator[Standing]:
        """Give the standings of tied candidates, with the exact points of criteria that tie-breakers may ask for."""
        scores = {each.id: self._scores(each, tied) for each in self._award.indicators if each.scores}
        for number, at in enumerate(tied):
            own = tuple(each[number] for each in scores.values())
            level = self._lists.levels[at]
            id, unit = self._lists.ids[at], self._lists.units[at]
            yield Standing(
                candidate=Candidate(id=id, award=self._award.id, name=id, unit=unit, level=level),
                rank=None,
                total=self._step * self._found.totals[at],
                exact=self._found.exact_totals[at] if self._found.exact_totals else ZERO,
                selected=False,
                indicators=own,
                group=group.id,
            )

    def _scores(self, indicator: Indicator, tied: Sequence[int]) -> list[IndicatorScore]:
        criteria = indicator.scheme.criteria
        wanted = [Wanted((each.formula,)) for each in criteria]
        found = self._worker.pairs(indicator, wanted, self._found.applies, self._found.gone, tied)
        return [
            score_from(indicator, found[at], self._rounding) if at in found else not_scored(indicator, applies=False)
            for at in tied
        ]


def _rank(ordered: Sequence[int], keys: Sequence[int], ranks: list[int | None], *, dense: bool) -> None:
    rank, last = 0, None
    for place, at in enumerate(ordered, start=1):
        if keys[at] != last:
            rank, last = (rank + 1 if dense else place), keys[at]
        ranks[at] = rank


def _applies(found: WholeAward, indicator: Indicator, at: int) -> bool:
    own = found.applies[indicator.id]
    return own is None or own[at]
