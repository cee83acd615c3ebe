"""How the rules of an award are put into words: places, groups, tie-breakers, what conditions do."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from lianbing.backends.prose import phrase
from lianbing.formula.domain import written
from lianbing.formula.nodes import Constant, Quantize
from lianbing.formula.scheme import ConditionEffect
from lianbing.language import Bilingual, Language
from lianbing.model.award import Award, Condition, Grade, Group, PlacesShare, TieBreaker
from lianbing.model.outcome import Shortfall
from lianbing.reports.figures import readable
from lianbing.reports.markdown import code


def places_in_words(places: int | PlacesShare, language: Language) -> str:
    """Say how many can win.

    >>> places_in_words(PlacesShare(share=Fraction("0.3"), least=1), "en")
    '30% of the candidates (rounded down to a whole number, at least 1)'
    """
    if isinstance(places, int):
        return str(places)
    limits = [phrase(Quantize(Constant(places.share), Fraction(1), places.mode), language)]
    if places.least:
        limits.append(Bilingual(f"至少 {places.least}", f"at least {places.least}").say(language))
    if places.most is not None:
        limits.append(Bilingual(f"至多 {places.most}", f"at most {places.most}").say(language))
    share = f"{written(places.share * 100)}%"
    joined = ("，" if language == "zh" else ", ").join(limits)
    if places.of == "all":
        words = Bilingual(f"全部候选（含退出评选的）的 {share}", f"{share} of all candidates, excluded ones too")
    else:
        words = Bilingual(f"候选数的 {share}", f"{share} of the candidates")
    return Bilingual(f"{words.zh}（{joined}）", f"{words.en} ({joined})").say(language)


def group_in_words(group: Group, language: Language) -> str:
    """Say who is in a group and how many of it can win."""
    return ("；" if language == "zh" else "; ").join(_group(group, language))


def _group(group: Group, language: Language) -> Iterator[str]:
    yield f"{group.title} ({group.id})" if language == "en" else f"{group.title}（{group.id}）"
    if group.levels:
        yield Bilingual("级别 ", "levels ").say(language) + ", ".join(group.levels)
    if group.units:
        yield Bilingual("单位 ", "units ").say(language) + ", ".join(group.units)
    if group.ranked:
        yield Bilingual("名额 ", "places ").say(language) + places_in_words(group.places, language)
    else:
        yield Bilingual("只计分，不排名", "scored, not ranked").say(language)


def tie_breaker(breaker: TieBreaker, language: Language) -> str:
    """Say what decides between equals, as Markdown."""
    name = breaker.indicator if breaker.criterion is None else f"{breaker.indicator}.{breaker.criterion}"
    fewer = Bilingual("（少者为先）", " (fewer are better)").say(language) if breaker.prefer == "less" else ""
    return code(name) + fewer


def grade_title(grades: Sequence[Grade], id: str) -> str:
    """Give the title of a grade."""
    return next((each.title for each in grades if each.id == id), id)


def condition_effect(effect: ConditionEffect, condition: Condition, grades: Sequence[Grade], language: Language) -> str:
    """Say what a condition does where it holds."""
    if effect == "exclude":
        return Bilingual("成立则退出评选", "where it holds, the candidate leaves").say(language)
    if effect == "revoke":
        return Bilingual("成立则撤销荣誉", "where it holds, the honour is taken back").say(language)
    parts = []
    if condition.grade is not None:
        title = grade_title(grades, condition.grade)
        parts.append(Bilingual(f"至多评为{title}", f"the grade is at best {title}").say(language))
    if condition.demotes:
        taken = condition.demotes
        parts.append(Bilingual(f"降 {taken} 等", f"{taken} grade(s) are taken away").say(language))
    joined = ("，" if language == "zh" else ", ").join(parts)
    return Bilingual(f"成立则{joined}", f"where it holds, {joined}").say(language)


def shortfall_in_words(short: Shortfall, award: Award, language: Language) -> str:
    """Say what a candidate lacks to take a place, with the clause that asks for it."""
    if short.grade is not None:
        title, total = grade_title(award.grades, short.grade), readable(short.needed)
        said = Bilingual(
            f"等次须达到{title}（总分不低于 {total}）", f"the grade {title} is needed (a total of {total})"
        )
    else:
        what = Bilingual("总分", "the total").say(language)
        if short.indicator:
            what = award.indicator(short.indicator).title
        found, needed = readable(short.found), readable(short.needed)
        said = Bilingual(f"{what} {found}，须达到 {needed}", f"{what} {found}, needed {needed}")
    cited = Bilingual(f"〔{short.clause}〕", f" [{short.clause}]").say(language)
    return said.say(language) + (cited if short.clause else "")
