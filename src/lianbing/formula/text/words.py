"""All words of the language, each with what it means and how it is written."""

from collections.abc import Mapping
from types import MappingProxyType

from lianbing.formula.text.arguments import Word
from lianbing.formula.text.cohort_words import COHORT_WORDS
from lianbing.formula.text.fact_words import FACT_WORDS
from lianbing.formula.text.names import LANGUAGE_NAMES
from lianbing.formula.text.number_words import NUMBER_WORDS
from lianbing.formula.text.parsing import KEYWORDS
from lianbing.formula.text.row_words import ROW_WORDS
from lianbing.language import Bilingual


def _sign(name: str, signature: str, zh: str, en: str, example: str) -> Word:
    return Word(name=name, signature=signature, meaning=Bilingual(zh, en), example=example)


_SIGNS = (
    _sign("and", "a and b", "两个条件都成立", "both conditions hold", "when(connected and cases > 5, 5, 0)"),
    _sign("or", "a or b", "至少一个条件成立", "at least one condition holds", "when(connected or cases > 5, 5, 0)"),
    _sign("not", "not a", "条件不成立", "the condition does not hold", "when(not connected, 0, 5)"),
    _sign(
        "in",
        'choice in ["a", "b"]',
        "选项是所列文字之一",
        "whether the choice is one of the words",
        'when(region in ["county", "city"], 1, 0)',
    ),
    _sign(
        "otherwise",
        "a / b otherwise c",
        "除数为 0 时取 c",
        "the value of a division by 0",
        "10 * (cases / fines otherwise 0)",
    ),
    _sign("most", "most", "该项的满分", "the criterion's maximum", "cap(2 * cases, most)"),
    _sign(
        "candidate_level",
        "candidate_level",
        "候选对象的级别",
        "the candidate's level",
        'when(candidate_level == "county", 5, 3)',
    ),
    _sign(
        "evaluation_day",
        "evaluation_day",
        "评价日",
        "the campaign's evaluation day",
        "days_late(evaluation_day, reported)",
    ),
    _sign("true", "true", "总是成立", "holds always", "share_of_applicable(true: cases of 30)"),
    _sign("false", "false", "从不成立", "holds never", "tiers(cases, 10: 5, above=false)"),
)

WORDS: Mapping[str, Word] = MappingProxyType(
    {word.name: word for word in (*NUMBER_WORDS, *FACT_WORDS, *ROW_WORDS, *COHORT_WORDS, *_SIGNS)}
)
"""Every word; those without ``build`` are no calls."""

RESERVED: frozenset[str] = frozenset(WORDS) | KEYWORDS | frozenset(LANGUAGE_NAMES)
"""Names that a fact or a value cannot have."""
