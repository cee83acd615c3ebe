"""The formula language: its words, its signs by how strongly they bind, its bounds, and the facts that are declared."""

import typing
from collections.abc import Iterator, Mapping
from fractions import Fraction

from lianbing.forms.fields import fields_of
from lianbing.formula.declared import Declared, Kind, evidence_class
from lianbing.formula.text import WORDS, Word
from lianbing.formula.text.cohort_words import COHORT_WORDS
from lianbing.formula.text.fact_words import FACT_WORDS
from lianbing.formula.text.measures import DEEPEST_NODES, MOST_NODES
from lianbing.formula.text.number_words import NUMBER_WORDS
from lianbing.formula.text.parsing import AND, COMPARISON, COMPARISONS, DEEPEST_BRACKETS, NOT, OR, PREFIX, PRODUCT, SUM
from lianbing.formula.text.row_words import ROW_WORDS
from lianbing.formula.text.tokens import LONGEST_TEXT, MOST_DIGITS
from tests.reference.tables import code, fields_table, table

FACTS = """\
[award.indicator.params.facts]
cases = { type = "count", title = "案件" }
fines = { type = "money", title = "罚款" }
filing = { type = "rate", title = "填报率" }
connected = { type = "flag", title = "已接入平台" }
region = { type = "choice", title = "地区", options = ["county", "city"] }
reported = { type = "day", title = "报送日期" }
audited = { type = "number", title = "审计金额", optional = true }
institution = { type = "marks", title = "制度评分" }
[award.indicator.params.facts.honours]
type = "rows"
title = "荣誉"
facts.title = { type = "text", title = "名称" }
facts.form = { type = "choice", title = "级别", options = ["county", "city"] }
facts.points = { type = "number", title = "分值", least = 0, most = 5 }
facts.late = { type = "flag", title = "迟报" }
"""
"""The facts that the examples use, of a criterion of 30 points in an award with the levels ``county`` and ``city``."""

LEVELS: Mapping[int, tuple[str, str]] = {
    PREFIX: ("`-x`", "the opposite"),
    PRODUCT: ("`*` `/` `/ … otherwise …`", "product, quotient"),
    SUM: ("`+` `-`", "sum, difference"),
    COMPARISON: (" ".join(code(each) for each in (*COMPARISONS, "in")), "comparison; two are joined by `and`"),
    NOT: ("`not`", "the condition does not hold"),
    AND: ("`and`", "both hold"),
    OR: ("`or`", "at least one holds"),
}

SAME: tuple[tuple[str, str], ...] = (
    ("cases - 2 - 3", "(cases - 2) - 3"),
    ("cases + 2 * fines", "cases + (2 * fines)"),
    ("-cases * 2", "(-cases) * 2"),
    ("cases / fines otherwise 0 + 1", "(cases / fines otherwise 0) + 1"),
    ("not cases > 5 and connected", "(not (cases > 5)) and connected"),
    ("connected or cases > 5 and fines > 0", "connected or ((cases > 5) and (fines > 0))"),
    ("5%", "0.05"),
    ("cases ≥ 5", "cases >= 5"),
    ("least（cases，10）× 2", "least(cases, 10) * 2"),
    ("region == “city”", 'region == "city"'),
)
"""Texts that mean the same."""

KINDS: Mapping[str, str] = {
    "count": "calculated with",
    "number": "calculated with; it may be below 0, unless `least` says otherwise",
    "quantity": "calculated with",
    "money": "calculated with, in yuan",
    "rate": "calculated with, `0.95` for 95 per cent",
    "tally": "calculated with, as how many there are",
    "marks": "`panel(…)`",
    "flag": "a condition",
    "choice": '`== "…"`, `in ["…"]`, `pick(…)`',
    "words": '`count(list.value == "…")`',
    "text": '`== "…"`, `in ["…"]`, `distinct(…)`, `best_of_each(…)`, `repeats(…)`',
    "day": "comparisons, `days_late(…)`, `working_days_late(…)`",
    "rows": "`sum(…)`, `count(…)` and the other words over rows; a fact of a row is `list.fact`",
}
"""By type of a declared fact: what formulas do with it."""


def declared_lines() -> Iterator[str]:
    """Give the declarations of facts."""
    yield from (
        "## Facts that a rulebook declares",
        "",
        'The plugin `formula` takes its facts from the rulebook: `facts.NAME = { type = "…", title = "…" }`. A name is',
        "letters, digits and underscores, begins with a letter, and is no [word](#words) of the language.",
        "",
        *fields_table(Declared, {}),
        "",
        *table(["type", "what a file states", "what formulas do with it"], _kinds()),
        "",
    )


def _kinds() -> Iterator[list[str]]:
    for kind in typing.get_args(Kind):
        options = ("a", "b") if kind in ("choice", "words") else ()
        rows = {"x": Declared(type="flag", title="x")} if kind == "rows" else {}
        declared = Declared(type=kind, title=kind, options=options, facts=rows)
        (field,) = fields_of(evidence_class("Reference", {"fact": declared}))
        yield [
            code(kind),
            field.expected.en.replace("a, b", "its options").replace("a | b", "its options"),
            KINDS[kind],
        ]


def language_lines() -> Iterator[str]:
    """Give the language."""
    yield from (
        "## The formula language",
        "",
        'A formula is a text in a rulebook: `"cap(2 * cases, most)"`. It is read and never run as a program; a fault',
        "shows the stretch that is wrong. The examples use these facts, for a criterion of 30 points:",
        "",
        "```toml",
        FACTS.rstrip(),
        "```",
        "",
    )
    yield from _values()
    yield from _signs()
    yield from _words()
    yield from _bounds()


def _values() -> Iterator[str]:
    rows = [
        ["a number", "`10` `0.5` `5%`; without spaces, commas or a sign of its own"],
        ["a day", "`2019-11-05`"],
        ["a text", '`"city"`, in double quotation marks, `"` within it doubled'],
        ["a fact, value, part or test", "its name"],
        ["a fact of the rows of a list", "`honours.points`; `list.value` where rows are plain"],
    ]
    yield from ("### Values", "", *table(["value", "how it is written"], rows), "")
    yield "Chinese punctuation, as input methods type it, reads as its ASCII counterpart: （）， ： “ ” × ÷ ≥ ≤ ≠."
    yield ""


def _signs() -> Iterator[str]:
    rows = [[sign, words] for _, (sign, words) in sorted(LEVELS.items(), reverse=True)]
    yield from (
        "### Signs",
        "",
        "The strongest first; brackets come before all. Signs of one line go from left to right.",
        "",
    )
    yield from (*table(["sign", "what it is"], rows), "")
    yield from (*table(["this", "is read as"], ([code(one), code(other)] for one, other in SAME)), "")
    yield from (
        "A division says what it is worth where the divisor is 0, `a / b otherwise c`, unless the divisor is a number",
        "or a fact whose `least` is above 0. An expression of numbers alone is worked out at once, so that `1/3` and",
        "`most / 2` stand wherever a number is asked for.",
        "",
    )


def _words() -> Iterator[str]:
    signs = [each for each in WORDS.values() if each.build is None]
    groups: tuple[tuple[str, str, typing.Iterable[Word]], ...] = (
        ("Numbers", "数字", NUMBER_WORDS),
        ("Conditions, choices, days, marks, missing facts", "条件、选项、日期、评分、缺少的事实", FACT_WORDS),
        ("Over the rows of a list", "列表", ROW_WORDS),
        ("Over the candidates compared, or the region", "参评候选、地区", COHORT_WORDS),
        ("Others", "其他", signs),
    )
    yield from ("### Words", "")
    for en, zh, words in groups:
        rows = ([code(each.signature), each.meaning.en, each.meaning.zh, code(each.example)] for each in words)
        yield from (f"#### {en} {zh}", "", *table(["word", "what it gives", "含义", "example"], rows), "")
    yield from (
        "A word over rows goes over the list whose facts it reads; where it reads none, the list is named first:",
        "`sum(honours, 1)`. No such word stands within another, nor does a word over the candidates.",
        "",
    )


def _bounds() -> Iterator[str]:
    rows = [
        ["characters of a formula", LONGEST_TEXT],
        ["digits of a number before its point, and after it", MOST_DIGITS],
        ["brackets, words and prefixes one within the other", DEEPEST_BRACKETS],
        ["parts of a formula, those of named parts counted wherever they are used", MOST_NODES],
        ["parts one below the other", DEEPEST_NODES],
    ]
    yield from ("### Bounds", "", *table(["of", "at most"], ([str(what), f"{most:,}"] for what, most in rows)), "")


MOST = Fraction(30)
"""The maximum of the criterion of the examples."""
