"""What a notice and a result document say: who was selected under which award, and what is not decided yet."""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from lianbing.errors import InputError, fault, nearest
from lianbing.evaluation import Evaluation
from lianbing.language import Bilingual, Language, clean
from lianbing.model.award import Award
from lianbing.model.campaign import Candidate
from lianbing.model.outcome import AwardOutcome, Standing
from lianbing.reports.award_words import grade_title
from lianbing.reports.documents.given import Given, day
from lianbing.reports.documents.names import withheld
from lianbing.reports.documents.numbering import ordinal
from lianbing.reports.documents.records import Announcement, AwardResult, Row, Section
from lianbing.reports.figures import published

_HEADINGS: Mapping[str, Bilingual] = {
    "notice": Bilingual("关于{0}结果的公示", "Public notice: results of {0}"),
    "result": Bilingual("关于{0}结果的通报", "Results of {0}"),
}


def announcement(
    evaluation: Evaluation,
    given: Given,
    language: Language,
    *,
    document: str,
    award: str | None = None,
    withhold_names: bool = False,
) -> Announcement:
    """Give what a notice or a result document says of one award or of all.

    Raises:
        InputError: There is no such award.
    """
    awards = chosen_awards(evaluation, award)
    writer = _Writer(evaluation, given, language, withhold_names)
    heading = given.values.get("heading") or _HEADINGS[document].say(language).format(evaluation.campaign.title)
    return Announcement(
        **common(evaluation, given, language, clean(heading)),
        cautions=tuple(cautions(evaluation, awards, language)),
        awards=tuple(writer.award(each, number) for number, each in enumerate(awards, 1)),
        closing_number=ordinal(len(awards) + 1, language),
        show_scores=given.show_scores,
    )


def chosen_awards(evaluation: Evaluation, award: str | None) -> tuple[Award, ...]:
    """Give the award of an id, or all.

    Raises:
        InputError: There is no such award.
    """
    awards = evaluation.rulebook.awards
    if award is None:
        return awards
    known = [each.id for each in awards]
    if award not in known:
        suggestion = nearest(award, known)
        raise InputError([fault("unknown_award", name=award, known=", ".join(known), suggestion=suggestion)])
    return (evaluation.rulebook.award(award),)


def common(evaluation: Evaluation, given: Given, language: Language, heading: str) -> dict[str, str]:
    """Give the texts that every document can show, by name."""
    title = clean(evaluation.rulebook.source.title)
    marks = ("", "") if "《" in title else ("《", "》") if language == "zh" else ('"', '"')
    return {
        "heading": heading,
        "campaign": clean(evaluation.campaign.title),
        "basis": title.join(marks),
        "rulebook": clean(evaluation.rulebook.id),
        "rulebook_digest": evaluation.rulebook.sha256,
        "campaign_digest": evaluation.campaign.sha256,
        **given.texts(),
    }


def cautions(evaluation: Evaluation, awards: Sequence[Award], language: Language) -> Iterator[str]:
    """Say why a document is a draft, and under which readings it was made."""
    if evaluation.campaign.partial:
        yield Bilingual(
            "草稿，不得公布：材料尚未全部评完，不产生入选者。",
            "Draft, not for publication: not everything is marked yet, so nobody is selected.",
        ).say(language)
    for award in awards:
        places = sum(tie.places for tie in evaluation.outcomes[award.id].needs_decision)
        if places:
            yield Bilingual(
                f"草稿，不得公布：“{clean(award.title)}”有 {places} 个名额在同分候选之间，尚待决定。",
                f"Draft, not for publication: {places} place(s) of {clean(award.title)} lie between equals "
                "and are still to be decided.",
            ).say(language)
    for name, option in evaluation.rulebook.departures.items():
        reading = evaluation.rulebook.reading(name)
        meaning = next(each.meaning for each in reading.options if each.id == option)
        yield clean(
            Bilingual(
                f"采用了与规则不同的读法 {reading.number}（{name} = {option}）：{meaning}",
                f"Made under a reading that is not the rulebook's own, {reading.number} ({name} = {option}): {meaning}",
            ).say(language)
        )


@attrs.frozen
class _Writer:
    evaluation: Evaluation
    given: Given
    language: Language
    withhold_names: bool

    def award(self, award: Award, number: int) -> AwardResult:
        outcome = self.evaluation.outcomes[award.id]
        return AwardResult(
            number=ordinal(number, self.language),
            title=clean(award.title),
            graded=bool(award.grades),
            sections=tuple(self._sections(award, outcome)),
            notes=tuple(self._notes(outcome)),
        )

    def _sections(self, award: Award, outcome: AwardOutcome) -> Iterator[Section]:
        choosing = outcome.places > 0
        if not outcome.groups:
            yield self._section("", outcome.standings, outcome.places, award, choosing=choosing)
        stated = {each.id: each for each in award.groups}
        shown = [each for each in outcome.groups if not choosing or stated[each.id].ranked]
        for number, group in enumerate(shown, 1):
            own = [each for each in outcome.standings if each.group == group.id]
            heading = ordinal(number, self.language, within=True) + clean(group.title)
            yield self._section(heading, own, group.places, award, choosing=choosing)

    def _section(
        self, heading: str, standings: Sequence[Standing], places: int, award: Award, *, choosing: bool
    ) -> Section:
        shown = [each for each in standings if each.selected] if choosing else standings
        return Section(
            heading=heading,
            summary=self._summary(len(shown), places, choosing=choosing),
            rows=tuple(self._row(each, award) for each in shown),
        )

    def _summary(self, shown: int, places: int, *, choosing: bool) -> str:
        if not choosing:
            return self._put("共 {0} 名，得分如下。", "{0} candidate(s):", shown)
        if self.evaluation.campaign.partial:
            return self._put("名额 {0} 个，尚未产生入选者。", "{0} place(s); nobody is selected yet.", places)
        if not shown:
            return self._put("名额 {0} 个，无入选者。", "{0} place(s); nobody is selected.", places)
        return self._put("名额 {0} 个，入选 {1} 名。", "{0} place(s), {1} selected:", places, shown)

    def _row(self, standing: Standing, award: Award) -> Row:
        candidate = standing.candidate
        # A unit is no person, and the rulebook says which candidates are units.
        hidden = self.withhold_names and not award.own_unit
        rounding = self.evaluation.rulebook.rounding
        return Row(
            rank="—" if standing.rank is None else str(standing.rank),
            name=clean(withheld(candidate.name, self.language) if hidden else candidate.name),
            unit=unit_name(self.evaluation, candidate),
            score=published(standing.total, rounding) if self.given.show_scores else "",
            grade="" if standing.grade is None else clean(grade_title(award.grades, standing.grade)),
        )

    def _notes(self, outcome: AwardOutcome) -> Iterator[str]:
        for tie in outcome.needs_decision:
            group = next((each.title for each in outcome.groups if each.id == tie.group), "")
            where = clean(f"{group}：" if self.language == "zh" else f"{group}: ") if group else ""
            yield where + self._put(
                "另有 {0} 个名额在 {1} 名同分候选之间，尚待决定。",
                "{0} more place(s) lie between {1} equals and are still to be decided.",
                tie.places,
                len(tie.candidates),
            )
        days = dict.fromkeys(day(each.date.isoformat(), self.language) for each in outcome.settled)
        if days:
            listed = ("、" if self.language == "zh" else ", ").join(days)
            yield self._put("同分者按{0}的决定取舍。", "Between equals, the decision of {0} counts.", listed)
        if outcome.revoked:
            yield self._put(
                "另有 {0} 名入选后被撤销荣誉，名额空缺。",
                "The honour of {0} more was taken back; the place stays empty.",
                len(outcome.revoked),
            )

    def _put(self, zh: str, en: str, *slots: object) -> str:
        return (zh if self.language == "zh" else en).format(*slots)


def unit_name(evaluation: Evaluation, candidate: Candidate) -> str:
    """Name the unit of a candidate; nothing where it is the candidate itself, or where nobody says its name."""
    award = evaluation.rulebook.award(candidate.award)
    units = evaluation.campaign.of(award.units_of) if award.units_of and not award.own_unit else ()
    name = next((each.name for each in units if each.id == candidate.unit), "")
    return clean(name) if name != candidate.name else ""
