"""How reviewers mark, in words and as a table."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from lianbing.casework.marking.severity import ERRATIC, FEW_SHARED, STRONG, Severity
from lianbing.formula.domain import written
from lianbing.language import Bilingual, Language
from lianbing.reports.lines import Line, Tone
from lianbing.reports.tables import Block, Table

COLUMNS = (
    "reviewer",
    "name",
    "marks",
    "shared",
    "severity",
    "spread",
    "variety",
    "beyond",
    "greatest",
    "item",
    "remarks",
)
"""What a row says; shares are exact fractions of the best mark."""

_TITLES = Bilingual(
    "评审,姓名,评分数,共同评分,宽严,离散,超限,最大差,项目,提示",
    "reviewer,name,marks,shared,severity,spread,beyond,greatest,item,remarks",
)
_REMARKS: Mapping[str, Bilingual] = {
    "few": Bilingual("共同评分太少", "too few shared marks"),
    "severe": Bilingual("偏严", "severe"),
    "lenient": Bilingual("偏宽", "lenient"),
    "erratic": Bilingual("忽高忽低", "erratic"),
    "uniform": Bilingual("打分都一样", "all marks alike"),
}


def percentage(share: Fraction) -> str:
    """Write a share of the best mark in per cent, with its sign.

    >>> percentage(Fraction(-1, 8)), percentage(Fraction(0))
    ('-12.5%', '0.0%')
    """
    tenths = round(share * 1000)
    sign = "+" if tenths > 0 else "-" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10}%"


def remarks_in_words(found: Severity, language: Language) -> str:
    """Say what is to be pointed out about a reviewer."""
    return Bilingual("、", ", ").say(language).join(_REMARKS[each].say(language) for each in found.remarks)


def severity_table(found: Sequence[Severity], names: Mapping[str, str]) -> Table:
    """Give a table whose columns have stable ids, and whose figures are exact."""
    return Table(COLUMNS, tuple(_row(each, names) for each in found))


def _row(each: Severity, names: Mapping[str, str]) -> tuple[str, ...]:
    shares = (each.mean, each.spread, each.variety)
    greatest = ("", "") if each.greatest is None else (written(each.greatest[1]), each.greatest[0])
    return (
        each.reviewer,
        names.get(each.reviewer, ""),
        str(each.marks),
        str(each.shared),
        *("" if share is None else written(share) for share in shares),
        str(each.beyond),
        *greatest,
        " ".join(each.remarks),
    )


def severity_report(found: Sequence[Severity], names: Mapping[str, str], language: Language) -> Iterator[Block]:
    """Give what people read."""
    rows = tuple(
        (
            each.reviewer,
            names.get(each.reviewer, ""),
            str(each.marks),
            str(each.shared),
            *("—" if share is None else percentage(share) for share in (each.mean, each.spread)),
            str(each.beyond),
            *(("—", "") if each.greatest is None else (percentage(each.greatest[1]), each.greatest[0])),
            remarks_in_words(each, language),
        )
        for each in found
    )
    tones: tuple[Tone, ...] = tuple("doubt" if set(each.remarks) - {"few"} else "plain" for each in found)
    yield Table(tuple(_TITLES.say(language).split(",")), rows, figures=(2, 3, 4, 5, 6, 7), tones=tones)
    strong, erratic = percentage(STRONG), percentage(ERRATIC)
    words = Bilingual(
        f"宽严是本人评分减他人平均的平均，占满分的百分比，负为偏严；达到 {strong} 即提示，离散超过 {erratic} 即提示，"
        f"共同评分不足 {FEW_SHARED} 个的不下结论",
        f"severity is the mean of own mark less the others' mean, in per cent of the best mark; below 0 is severe. "
        f"{strong} either way is pointed out, and a spread beyond {erratic}; "
        f"nothing is said of fewer than {FEW_SHARED} shared marks",
    )
    yield Line(words.say(language), tone="quiet")
