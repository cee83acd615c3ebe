"""The comparison of ranks: where those at the top stand in each indicator."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from lianbing.model.award import Indicator
from lianbing.model.outcome import Standing
from lianbing.reports.pictures.colours import INK, PAPER, QUIET, RULE, WINNER, dashes, ink_on, line_colour
from lianbing.reports.pictures.sheet import HEIGHT, MARGIN, RIGHT, Sheet, broken, named, width_of
from lianbing.reports.pictures.subject import Subject, score_in

SHOWN = 15
"""How many candidates are shown: more lines than that nobody can follow."""

_TOP = 128.0
_BOTTOM = HEIGHT - 40
_NAMES = 200.0
_COLUMNS = 14
_LAST = Fraction(-(10**9))


@attrs.frozen
class _Column:
    """A column: its title, the places of the shown candidates from the top, and the ranks they have among all."""

    title: str
    places: Mapping[str, int]
    ranks: Mapping[str, str]


def draw(sheet: Sheet, subject: Subject) -> None:
    """Draw the first fifteen of an award, or of one group where it has groups."""
    title, standings = _group(subject)
    shown = _shown(subject, standings)
    indicators = subject.indicators[:_COLUMNS]
    sheet.heading(
        subject.put(f"{subject.title} · 名次对比", f"{subject.title} · ranks compared"),
        subject.below(
            title, subject.put("总名次与各项名次", "the rank in all, and in each indicator"), subject.marked()
        ),
    )
    columns = [_overall(subject, shown), *(_column(subject, each, standings, shown) for each in indicators)]
    size = 12.0 if len(shown) <= 8 else 10.5
    names = max(width_of(named(each.candidate.name, size, _NAMES), size) for each in shown) + 16
    left, right = MARGIN + names + 10, RIGHT - names - 10
    step = min(80.0, (_BOTTOM - _TOP) / len(shown))
    xs = [left + (right - left) * number / max(1, len(columns) - 1) for number in range(len(columns))]
    _titles(sheet, columns, xs)
    for place in range(len(shown)):
        sheet.line([left, right], [_TOP + step * (place + 0.5)] * 2, ink=RULE, wide=0.5)
    for number, standing in enumerate(shown):
        _draw_line(sheet, subject, standing, number, columns, xs, step, size)
    sheet.footer(_remark(subject, standings, shown, len(subject.indicators) - len(indicators)))


def _group(subject: Subject) -> tuple[str, Sequence[Standing]]:
    """Give the candidate's group; without a candidate, the first that is ranked."""
    groups = subject.groups()
    if subject.candidate is not None:
        return next(each for each in groups if subject.candidate in each[1])
    return next((each for each in groups if each[1][0].rank is not None), groups[0])


def _shown(subject: Subject, standings: Sequence[Standing]) -> list[Standing]:
    """Give those at the top, and the candidate that is meant, though it be far below."""
    first = list(standings[:SHOWN])
    if subject.candidate is not None and subject.candidate not in first:
        first[-1] = subject.candidate
    return first


def _overall(subject: Subject, shown: Sequence[Standing]) -> _Column:
    ranks = {each.candidate.id: "—" if each.rank is None else str(each.rank) for each in shown}
    places = {each.candidate.id: place for place, each in enumerate(shown)}
    return _Column(subject.put("总分", "total"), places, ranks)


def _column(
    subject: Subject, indicator: Indicator, standings: Sequence[Standing], shown: Sequence[Standing]
) -> _Column:
    """Rank everyone by an indicator, equals alike; who has no points in it comes last."""
    points = {each.candidate.id: score.points for each in standings if (score := score_in(each, indicator)) is not None}
    ordered = sorted(shown, key=lambda each: -points.get(each.candidate.id, _LAST))
    ranks = {
        name: str(1 + sum(other > points[name] for other in points.values())) if name in points else "—"
        for name in (each.candidate.id for each in shown)
    }
    return _Column(subject.titled(indicator), {each.candidate.id: place for place, each in enumerate(ordered)}, ranks)


def _titles(sheet: Sheet, columns: Sequence[_Column], xs: Sequence[float]) -> None:
    room = (xs[-1] - xs[0]) / max(1, len(xs) - 1) - 8 if len(xs) > 1 else 200.0
    size = 10.0 if room >= 70 else 8.0
    for number, (column, x) in enumerate(zip(columns, xs, strict=True)):
        lines = broken(column.title, size, max(room, 30.0), 3)
        for line, words in enumerate(lines):
            y = _TOP - 12 - (len(lines) - 1 - line) * size * 1.3
            sheet.text(x, y, words, size=size, side="center", bold=number == 0, ink=INK if number == 0 else QUIET)


def _draw_line(
    sheet: Sheet,
    subject: Subject,
    standing: Standing,
    number: int,
    columns: Sequence[_Column],
    xs: Sequence[float],
    step: float,
    size: float,
) -> None:
    name = standing.candidate.id
    meant = subject.candidate is not None and subject.candidate.candidate.id == name
    ground = line_colour(number) if subject.candidate is None or meant else "#b3b3b3"
    ys = [_TOP + step * (each.places[name] + 0.5) for each in columns]
    sheet.line(
        xs,
        ys,
        ink=ground,
        wide=4.0 if meant else 2.2,
        dashed=dashes(number if subject.candidate is None else 0),
        above=True,
    )
    radius = min(13.0, step * 0.4)
    for x, y, column in zip(xs, ys, columns, strict=True):
        fill = ground if standing.selected else PAPER
        sheet.dot(x, y, radius, fill, edge=ground, wide=3.2 if meant else 2.0)
        figures = column.ranks[name]
        ink = ink_on(fill)
        sheet.text(x, y, figures, size=radius * (1.15 if len(figures) < 3 else 0.85), side="center", ink=ink, bold=True)
    ink = WINNER if standing.selected else INK
    words, bold = named(standing.candidate.name, size, _NAMES), standing.selected or meant
    sheet.text(xs[0] - radius - 8, ys[0], words, size=size, side="right", bold=bold, ink=ink)
    sheet.text(xs[-1] + radius + 8, ys[-1], words, size=size, bold=bold, ink=ink)


def _remark(subject: Subject, standings: Sequence[Standing], shown: Sequence[Standing], left_out: int) -> str:
    count, all_of = len(shown), len(standings)
    parts = [
        subject.put(
            f"圈内为在 {all_of} 名中的名次，由上而下比较所画各名；实心为入选",
            f"in the circles are the ranks among {all_of}, placed among those shown; a filled one was selected",
        )
    ]
    if count < all_of:
        parts.append(subject.put(f"画出 {count} 名", f"{count} are shown"))
    if left_out:
        parts.append(subject.put(f"另有 {left_out} 项指标未画出", f"{left_out} more indicators are not shown"))
    return subject.put("；", "; ").join(parts)
