"""What follows the awards on a rulebook's page: readings, dates, documents, notes, examples, clauses."""

from collections.abc import Iterator

from lianbing.formula.domain import written
from lianbing.language import Bilingual, Language
from lianbing.model.official_text import Example, Reading
from lianbing.model.rulebook import Rulebook
from lianbing.reports.explaining import setting
from lianbing.reports.markdown import code, prose, table


def appendix(rulebook: Rulebook, language: Language) -> Iterator[str]:
    """Write the blocks of Markdown that follow the awards; what a rulebook has not is left out."""
    sections = (
        (Bilingual("读法", "Readings"), _readings(rulebook, language)),
        (Bilingual("阶段", "Phases"), _phases(rulebook, language)),
        (Bilingual("报送材料", "Documents"), _submissions(rulebook, language)),
        (Bilingual("说明", "Notes"), _notes(rulebook)),
        (Bilingual("算例", "Worked examples"), _examples(rulebook, language)),
        (Bilingual("条款", "Clauses"), _clauses(rulebook, language)),
    )
    for title, blocks in sections:
        written_out = [block for block in blocks if block]
        if written_out:
            yield f"## {title.say(language)}"
            yield from written_out


def _readings(rulebook: Rulebook, language: Language) -> Iterator[str]:
    names = Bilingual("选项 含义 提醒", "option meaning warning").say(language).split()
    for reading in rulebook.readings:
        yield f"### {prose(f'{reading.number} ')}{code(reading.id)}（{prose(reading.clause)}）"
        doubt, why = Bilingual("疑点", "doubt").say(language), Bilingual("理由", "why").say(language)
        yield f"- {doubt}：{prose(reading.doubt)}\n- {why}：{prose(reading.why)}"
        rows = [
            (_option(rulebook, reading, each.id, language), prose(each.meaning), prose(each.warning))
            for each in reading.options
        ]
        yield table(names, rows)


def _option(rulebook: Rulebook, reading: Reading, option: str, language: Language) -> str:
    """Name an option, with a word where it is in force or the rulebook's own choice."""
    words = []
    if option == rulebook.chosen.get(reading.id, reading.chosen):
        words.append(Bilingual("采用", "in force").say(language))
    if option == reading.chosen:
        words.append(Bilingual("规则所取", "the rulebook's choice").say(language))
    return f"{code(option)} **{' · '.join(words)}**" if words else code(option)


def _phases(rulebook: Rulebook, language: Language) -> Iterator[str]:
    names = Bilingual("阶段 起 止 条款", "phase from until clause").say(language).split()
    rows = [
        (
            prose(each.title),
            each.starts.isoformat() if each.starts else "",
            each.ends.isoformat(),
            code(each.clause),
        )
        for each in rulebook.phases
    ]
    yield table(names, rows)


def _submissions(rulebook: Rulebook, language: Language) -> Iterator[str]:
    names = ("编号", "材料", "报送方", "期限", "检查", "字数上限", "条款")
    english = ("id", "document", "from", "due", "checked", "characters at most", "clause")
    rows = [
        (
            code(each.id),
            prose(each.title),
            prose(each.sender),
            ", ".join(day.isoformat() for day in each.due),
            prose("；".join(each.checked)),
            "" if each.most_characters is None else str(each.most_characters),
            code(each.clause),
        )
        for each in rulebook.submissions
    ]
    yield table(names if language == "zh" else english, rows)


def _notes(rulebook: Rulebook) -> Iterator[str]:
    yield "\n".join(f"- {code(each.clause)} {prose(each.text)}" for each in rulebook.notes)


def _examples(rulebook: Rulebook, language: Language) -> Iterator[str]:
    names = Bilingual("算例 条款 指标 事实 应得", "example clause indicator facts gives").say(language).split()
    rows = [
        (
            prose(each.title),
            code(each.clause),
            code(f"{each.award}/{each.indicator}"),
            _facts(each),
            _result(each, language),
        )
        for each in rulebook.examples
    ]
    yield table(names, rows)


def _facts(example: Example) -> str:
    """Write all that an example gives, as a rulebook's file would."""
    given = {
        "level": example.level,
        "facts": example.facts,
        "others": example.others,
        "totals": example.totals,
        "readings": example.readings,
        "evaluation_day": example.evaluation_day,
    }
    return "<br>".join(code(f"{name} = {setting(value)}") for name, value in given.items() if value)


def _result(example: Example, language: Language) -> str:
    parts = [] if example.points is None else [written(example.points)]
    parts += [f"{code(name)} = {written(points)}" for name, points in example.criteria.items()]
    if example.excluded is not None:
        parts.append(Bilingual("退出：", "left: ").say(language) + code(example.excluded))
    if example.revoked is not None:
        parts.append(Bilingual("撤销：", "taken back: ").say(language) + code(example.revoked))
    return "<br>".join(parts)


def _clauses(rulebook: Rulebook, language: Language) -> Iterator[str]:
    names = Bilingual("条款 内容 无规则的原因", "clause title no-rule-because").say(language).split()
    yield table(names, [(code(each.id), prose(each.title), prose(each.no_rule)) for each in rulebook.clauses])
