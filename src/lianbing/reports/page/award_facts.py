"""How an award is given, in a few words: places, ranking, rounding, minimums, grades."""

from collections.abc import Iterator

from lianbing.backends.prose import say
from lianbing.formula.domain import written
from lianbing.language import Bilingual, Language
from lianbing.model.award import Award, Group, Ranking
from lianbing.model.rulebook import Rounding, Rulebook
from lianbing.reports.award_words import grade_title, places_in_words
from lianbing.reports.explaining import rounded
from lianbing.reports.page.words import WORDS


def facts_of(award: Award, rulebook: Rulebook, language: Language) -> Iterator[tuple[str, str]]:
    """Give what decides ranks and places: names and words, with clauses."""

    def named(word: str, text: str, clause: str = "") -> tuple[str, str]:
        return WORDS[word].say(language), text + (WORDS["clause"].say(language).format(clause) if clause else "")

    if not award.groups and award.places:
        yield named("places", places_in_words(award.places, language))
    yield named("ranking", ranking_in_words(award.ranking, language), award.ranking.clause)
    yield named("rounding", rounding_in_words(rulebook.rounding, language), rulebook.rounding.clause)
    if award.total_formula is not None:
        yield named("total_rule", say(award.total_formula, language), award.total.clause)
    if award.qualifies_from is not None:
        needed = award.qualifies_from
        yield named("least_total", written(needed.points), needed.clause)
    if award.qualifies_grade is not None:
        yield named("least_grade", grade_title(award.grades, award.qualifies_grade))
    if award.grades:
        joint = Bilingual("；", "; ").say(language)
        yield named("grades", joint.join(f"{each.title} ≥ {written(each.least)}" for each in award.grades))


def ranking_in_words(ranking: Ranking, language: Language) -> str:
    """Say what is compared, and what becomes of equals."""
    words = (WORDS[f"on_{ranking.on}"], WORDS[f"ties_{ranking.ties}"])
    return Bilingual("；", "; ").say(language).join(each.say(language) for each in words)


def rounding_in_words(rounding: Rounding, language: Language) -> str:
    """Say how points are rounded."""
    if not rounding.step:
        return WORDS["rounding_none"].say(language)
    return WORDS["rounding_each"].say(language).format(rounded(rounding, language))


def group_about(group: Group, places: int, language: Language) -> str:
    """Say how many places a group has, or that it is not ranked."""
    if not group.ranked:
        return WORDS["not_ranked"].say(language)
    said = WORDS["count_places"].say(language).format(places)
    if isinstance(group.places, int):
        return said
    return said + Bilingual("：", ": ").say(language) + places_in_words(group.places, language)
