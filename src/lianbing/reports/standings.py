"""Standings as people read them: a table for each award or group, and below it what the table cannot say."""

from collections.abc import Iterator, Sequence

from lianbing.language import Bilingual, Language
from lianbing.model.award import Award
from lianbing.model.award import Group as AwardGroup
from lianbing.model.campaign import Candidate
from lianbing.model.outcome import AwardOutcome, IndicatorScore, Outcome, Revocation, Standing
from lianbing.model.rulebook import Rulebook
from lianbing.reports.award_words import places_in_words, shortfall_in_words
from lianbing.reports.figures import limit, published
from lianbing.reports.lines import BLANK, Line, Tone, fault_lines
from lianbing.reports.tables import Block, Table


def outcome_report(outcome: Outcome, rulebook: Rulebook, language: Language) -> Iterator[Block]:
    """Show the results of all awards, then what was found doubtful."""
    if outcome.partial:
        words = Bilingual(
            "阶段性结果：未评指标计 0，不产生入选", "partial: what is not marked counts 0, nobody is selected"
        )
        yield Line(words.say(language), tone="doubt")
    if rulebook.departures:
        chosen = ", ".join(f"{name} = {option}" for name, option in rulebook.departures.items())
        words = Bilingual(f"采用的不同读法：{chosen}", f"readings that depart from the rulebook's own: {chosen}")
        yield Line(words.say(language), tone="doubt")
    for each in outcome.awards:
        yield from award_report(each, rulebook, language)
    yield from fault_lines(outcome.warnings, language)


def award_report(outcome: AwardOutcome, rulebook: Rulebook, language: Language) -> Iterator[Block]:
    """Show an award's standings, who left and why, and what people still have to decide."""
    award = rulebook.award(outcome.id)
    yield _heading(award, outcome.places, language)
    for group in outcome.groups:
        stated = next(each for each in award.groups if each.id == group.id)
        yield _heading(stated, group.places, language)
        own = [each for each in outcome.standings if each.group == group.id]
        yield _standings(own, outcome, award, rulebook, language)
    if not outcome.groups:
        yield _standings(outcome.standings, outcome, award, rulebook, language)
    yield from _remainder(outcome, award, language)
    yield BLANK


def _heading(of: Award | AwardGroup, places: int, language: Language) -> Line:
    """Name an award or a group, with its places where it has any, and how many they are a share of."""
    parts = [of.title, of.id]
    if places:
        parts.append(Bilingual(f"名额 {places}", f"places {places}").say(language))
    if not isinstance(of.places, int):
        parts.append(places_in_words(of.places, language))
    return Line(" · ".join(parts), tone="heading")


def _standings(
    standings: Sequence[Standing], outcome: AwardOutcome, award: Award, rulebook: Rulebook, language: Language
) -> Table:
    indicators = [each for each in award.indicators if each.scores]
    titles = [f"{each.title} {_SIGNS[each.effect]}{limit(each.points, language)}" for each in indicators]
    names = Bilingual("名次 编号 候选 总分", "Rank Id Name Total").say(language).split()
    if award.grades:
        names.append(Bilingual("等次", "Grade").say(language))
    # The mark stands last: terminals do not agree on its width, and nothing stands after it to be moved.
    columns = [*names, *titles, Bilingual("入选", "Won").say(language) if outcome.places else ""]
    revoked = {each.candidate.id for each in outcome.revoked}
    tied = {name for tie in outcome.needs_decision for name in tie.candidates}
    rows = []
    for each in standings:
        points = {score.id: _points(score, rulebook, language) for score in each.indicators}
        rows.append(
            (
                "—" if each.rank is None else str(each.rank),
                each.candidate.id,
                each.candidate.name,
                published(each.total, rulebook.rounding),
                *((_grade(each, award),) if award.grades else ()),
                *(points.get(indicator.id, "") for indicator in indicators),
                mark(each, revoked, tied, language),
            )
        )
    tones: list[Tone] = ["gain" if each.selected else "plain" for each in standings]
    figures = (0, 3, *range(len(names), len(columns) - 1))
    return Table(tuple(columns), tuple(rows), figures=figures, tones=tuple(tones))


_SIGNS = {"score": "", "bonus": "+", "penalty": "−"}


def _points(score: IndicatorScore, rulebook: Rulebook, language: Language) -> str:
    if score.state == "not_applicable":
        return Bilingual("不适用", "n/a").say(language)
    if score.state == "not_marked":
        return Bilingual("未评", "unmarked").say(language)
    return published(score.points, rulebook.rounding)


def _grade(standing: Standing, award: Award) -> str:
    return next((each.title for each in award.grades if each.id == standing.grade), "—")


def mark(standing: Standing, revoked: set[str], tied: set[str], language: Language) -> str:
    """Say in a word, or a star, what became of a candidate: selected, revoked, tied, or short of what is needed."""
    if standing.candidate.id in revoked:
        return Bilingual("已撤销", "revoked").say(language)
    if standing.candidate.id in tied:
        return Bilingual("待决定", "to decide").say(language)
    if standing.shortfalls:
        return Bilingual("未达标", "below the minimum").say(language)
    return "★" if standing.selected else ""


def _remainder(outcome: AwardOutcome, award: Award, language: Language) -> Iterator[Line]:
    """Say what the table cannot: who left or falls short, whose honour was taken back, which ties are open."""
    chosen = sum(each.selected for each in outcome.standings) + len(outcome.revoked)
    if chosen > outcome.places:
        many = Bilingual(
            f"并列者一并入选：入选 {chosen} 名，名额 {outcome.places} 名",
            f"the tied are all selected: {chosen} for {outcome.places} place(s)",
        )
        yield Line(many.say(language), tone="doubt")
    for standing in outcome.standings:
        yield from _limited(standing, award, language)
    for left in outcome.excluded:
        words = Bilingual("退出评选：{0}：{1}〔{2}〕", "left: {0}: {1} [{2}]").say(language)
        yield Line(words.format(_named(left.candidate, language), left.reason, left.clause), tone="loss")
    for revocation in outcome.revoked:
        yield Line(_revocation(revocation, language), tone="loss")
    for tie in outcome.needs_decision:
        words = Bilingual(
            "并列待领导小组决定：{0} 个名额，候选 {1}；在 campaign.toml 中用 [[decision]] 记录",
            "a tie needs a decision of the leading group: {0} place(s) for {1};"
            " record it as [[decision]] in campaign.toml",
        ).say(language)
        yield Line(words.format(tie.places, ", ".join(tie.candidates)), tone="doubt")
    for decision in outcome.settled:
        words = Bilingual("并列已决定：{0}（{1}，{2}）：{3}", "tie decided: {0} ({1}, {2}): {3}").say(language)
        yield Line(words.format(decision.candidate, decision.by, decision.date.isoformat(), decision.reason))


def _limited(standing: Standing, award: Award, language: Language) -> Iterator[Line]:
    """Say what limited a candidate's grade, and what it lacks to take a place."""
    who = _named(standing.candidate, language)
    for limited in standing.limits:
        words = Bilingual("等次受限：{0}：{1}〔{2}〕", "grade limited: {0}: {1} [{2}]").say(language)
        yield Line(words.format(who, limited.reason, limited.clause), tone="loss")
    for short in standing.shortfalls:
        words = Bilingual("未达标：{0}：{1}", "below the minimum: {0}: {1}").say(language)
        yield Line(words.format(who, shortfall_in_words(short, award, language)), tone="loss")


def _revocation(revocation: Revocation, language: Language) -> str:
    source = revocation.clause
    if revocation.decision is not None:
        source = f"{revocation.decision.by} {revocation.decision.date.isoformat()}"
    words = Bilingual("荣誉撤销：{0}：{1}〔{2}〕", "honour taken back: {0}: {1} [{2}]").say(language)
    return words.format(_named(revocation.candidate, language), revocation.reason, source)


def _named(candidate: Candidate, language: Language) -> str:
    return Bilingual("{0}（{1}）", "{0} ({1})").say(language).format(candidate.name, candidate.id)
