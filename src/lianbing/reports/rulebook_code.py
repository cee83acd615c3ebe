"""The source that formulas become, for those who want to read what is run."""

from collections.abc import Iterator

import attrs

from lianbing.backends.compiled import Program, compiled
from lianbing.backends.prose import say
from lianbing.formula.nodes import ChoiceFact, Fact, FlagFact, MarksFact
from lianbing.language import Bilingual, Language, clean
from lianbing.model.rulebook import Rulebook
from lianbing.reports.markdown import prose
from lianbing.reports.tables import Table

_COLUMNS = (Bilingual("奖项", "award"), Bilingual("指标", "indicator"), Bilingual("源代码", "source"))
_READS = Bilingual("读取", "reads")
_RETURNS = Bilingual("给出（分子, 分母）", "gives (numerator, denominator)")
_ASKED = Bilingual("全体候选对象", "asked of the cohort")


@attrs.frozen
class Code:
    """The source of one indicator.

    Attributes:
        award: The award's id.
        indicator: The indicator's id.
        title: The indicator's title.
        legend: What its names stand for, line by line.
        source: The source.
    """

    award: str
    indicator: str
    title: str
    legend: tuple[str, ...]
    source: str


def codes(rulebook: Rulebook, language: Language = "zh") -> Iterator[Code]:
    """Give the source of every indicator that gives points."""
    for award in rulebook.awards:
        for indicator in award.indicators:
            if indicator.scores:
                criteria = indicator.scheme.criteria
                program = compiled(tuple(each.formula for each in criteria))
                gives = ", ".join(each.id for each in criteria)
                yield Code(
                    award.id,
                    indicator.id,
                    indicator.title,
                    (*_legend(program, language), f"{_RETURNS.say(language)}: {gives}"),
                    program.source,
                )


def _legend(program: Program, language: Language) -> Iterator[str]:
    yield f"{_READS.say(language)}: {', '.join(program.fields)}"
    for name, value in program.constants.items():
        yield f"{name} = {_shown(value)}"
    for number, node in enumerate(program.asked):
        yield f"{_ASKED.say(language)} [{number}] = {say(node, language)}"


def _shown(value: object) -> str:
    if isinstance(value, Fact | FlagFact | ChoiceFact | MarksFact):
        return f"{value.rows}.{value.name}" if value.rows else value.name
    return str(value)


def code_page(rulebook: Rulebook, language: Language = "zh") -> str:
    """Give the source of all indicators as a page in Markdown."""
    parts = [f"# {prose(rulebook.title)}"]
    for each in codes(rulebook, language):
        legend = "\n".join(f"# {clean(line)}" for line in each.legend)
        parts.append(f"## {prose(f'{each.award}.{each.indicator} {each.title}')}")
        parts.append(f"```python\n{legend}\n{each.source.rstrip()}\n```")
    return "\n\n".join(parts) + "\n"


def code_to_json(rulebook: Rulebook, language: Language = "zh") -> object:
    """Give the source of all indicators as plain data."""
    return [
        {"award": each.award, "indicator": each.indicator, "legend": list(each.legend), "source": each.source}
        for each in codes(rulebook, language)
    ]


def code_table(rulebook: Rulebook, language: Language = "zh") -> Table:
    """Give the source of all indicators as a table."""
    rows = tuple((each.award, each.indicator, each.source) for each in codes(rulebook, language))
    return Table(columns=tuple(each.say(language) for each in _COLUMNS), rows=rows)
