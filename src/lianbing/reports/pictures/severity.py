"""How severely each reviewer marks beside the others: a dot for the mean, a bar for the spread."""

from collections.abc import Sequence

from lianbing.casework.marking.severity import Severity
from lianbing.language import Bilingual, Language
from lianbing.reports.marking_words import percentage, remarks_in_words
from lianbing.reports.pictures.colours import INK, LOSS, QUIET, RULE, line_colour
from lianbing.reports.pictures.sheet import HEIGHT, MARGIN, RIGHT, Sheet

SHOWN = 24
"""How many reviewers are shown: those that lie furthest from the others first."""

_TOP, _BOTTOM = 100.0, HEIGHT - 70
_LEFT, _MIDDLE_RIGHT = MARGIN + 150, RIGHT - 170
_LEAST_REACH = 0.1


def draw(sheet: Sheet, found: Sequence[Severity], names: dict[str, str], language: Language) -> None:
    """Draw the severity and spread of all reviewers.

    Args:
        sheet: What is drawn on.
        found: How each reviewer marks.
        names: The reviewers' names by id.
        language: The language of the words.
    """

    def say(zh: str, en: str) -> str:
        return Bilingual(zh, en).say(language)

    sheet.heading(
        say("评审人员的宽严与离散", "How severe and how steady reviewers are"),
        say(
            "与同项其他评分相比，按满分的百分比", "beside the others' marks of the same items, in per cent of the best"
        ),
    )
    rows = sorted(found, key=_reach, reverse=True)[:SHOWN]
    reach = max([_LEAST_REACH, *(_reach(each) for each in rows)])
    step = min(34.0, (_BOTTOM - _TOP) / max(1, len(rows)))
    middle = (_LEFT + _MIDDLE_RIGHT) / 2
    scale = (_MIDDLE_RIGHT - _LEFT) / 2 / reach
    sheet.line([middle, middle], [_TOP - 6, _TOP + step * len(rows)], ink=INK, wide=1.0)
    for share in (-reach, reach):
        sheet.line([middle + share * scale] * 2, [_TOP - 6, _TOP + step * len(rows)], ink=RULE)
    sheet.text(_LEFT, _TOP - 18, say("偏严", "severe"), size=10, ink=QUIET)
    sheet.text(_MIDDLE_RIGHT, _TOP - 18, say("偏宽", "lenient"), size=10, ink=QUIET, side="right")
    for number, each in enumerate(rows):
        y = _TOP + step * (number + 0.5)
        sheet.text(MARGIN, y, f"{each.reviewer} {names.get(each.reviewer, '')}", size=11, most=145)
        remarks = remarks_in_words(each, language)
        sheet.text(_MIDDLE_RIGHT + 12, y, remarks, size=10, ink=LOSS if remarks else QUIET, most=155)
        if each.mean is None or each.spread is None:
            continue
        x, half = middle + float(each.mean) * scale, float(each.spread) * scale
        ink = line_colour(1 if remarks else 0)
        sheet.line([x - half, x + half], [y, y], ink=ink, wide=5.0)
        sheet.dot(x, y, 6, ink)
        sheet.text(x, y - 13, percentage(each.mean), size=8, ink=QUIET, side="center")
    sheet.footer(
        say(
            "圆点为与他人之差的平均，横条为这一差值的平均离散；共同评分太少的不下结论",
            "The dot is the mean difference from the others, the bar its mean spread",
        )
    )


def _reach(found: Severity) -> float:
    """Give how far from the others a reviewer's bar ends."""
    if found.mean is None or found.spread is None:
        return 0.0
    return float(abs(found.mean) + found.spread)
