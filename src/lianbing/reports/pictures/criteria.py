"""One candidate's points against their maxima, criterion by criterion."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from lianbing.model.outcome import Standing
from lianbing.reports.figures import limit, readable
from lianbing.reports.pictures.colours import EMPTY, INK, LOSS, PAPER, QUIET, RULE, WINNER
from lianbing.reports.pictures.sheet import HEIGHT, MARGIN, RIGHT, Scale, Sheet, fitted, named, width_of
from lianbing.reports.pictures.subject import MOST, Subject

_TOP = 84.0
_BOTTOM = HEIGHT - 44
_NAMES = 330.0
_POINTS = 146.0
_GAINED, _TAKEN = "#0072b2", "#d55e00"


@attrs.frozen
class _Row:
    """A line of the picture: an indicator's heading, or points beside their maximum."""

    title: str
    points: Fraction | None = None
    most: Fraction | None = None
    figures: str = ""
    heading: bool = False
    penalty: bool = False


def draw(sheet: Sheet, subject: Subject, standing: Standing) -> None:
    """Draw one candidate; where it has very many criteria, its indicators alone."""
    rows = list(_rows(subject, standing, by_criterion=True))
    if len(rows) > MOST:
        rows = list(_rows(subject, standing, by_criterion=False))
    left_out = max(0, len(rows) - MOST)
    rows = rows[:MOST]
    _heading(sheet, subject, standing)
    step = min(44.0, (_BOTTOM - 16 - _TOP) / len(rows))
    size = max(6.0, min(12.0, step * 0.66))
    names = min(_NAMES, max(width_of(fitted(each.title, size, _NAMES), size) for each in rows) + 22)
    widest = max([Fraction(1), *(abs(each.most or each.points or Fraction(0)) for each in rows if not each.heading)])
    scale = Scale(0.0, float(widest), MARGIN + names, RIGHT - _POINTS)
    bottom = _TOP + step * len(rows)
    for tick in scale.ticks():
        x = scale.at(tick)
        sheet.line([x, x], [_TOP, bottom], ink=RULE)
        sheet.text(x, bottom + 10, f"{tick:g}", size=9, side="center", ink=QUIET)
    for number, row in enumerate(rows):
        _draw_row(sheet, row, scale, _TOP + step * (number + 0.5), min(24.0, step * 0.66), size)
    taken = any(row.penalty and row.points for row in rows)
    parts = [
        subject.put("浅色为满分，深色为得分", "the light bar is the maximum, the dark one the points"),
        subject.put("橙色带虚线为扣分", "orange with a broken line is taken off") if taken else "",
        subject.put(f"另有 {left_out} 项未画出", f"{left_out} more are not shown") if left_out else "",
    ]
    sheet.footer(subject.put("；", "; ").join(filter(None, parts)))


def _heading(sheet: Sheet, subject: Subject, standing: Standing) -> None:
    total = subject.figure(standing.total)
    most = limit(subject.award.points, subject.language)
    rank = "" if standing.rank is None else subject.put(f"第 {standing.rank} 名", f"rank {standing.rank}")
    won = subject.put("入选", "selected") if standing.selected else ""
    name = standing.candidate.name
    sheet.heading(
        subject.put(f"{named(name, 20, 420)} · 各项得分", f"{named(name, 20, 420)} · points by criterion"),
        subject.below(
            fitted(subject.award.title, 11, 200),
            subject.put(f"总分 {total} / {most}", f"total {total} / {most}"),
            rank,
            won,
        ),
    )


def _rows(subject: Subject, standing: Standing, *, by_criterion: bool) -> Iterator[_Row]:
    scores = {each.id: each for each in standing.indicators}
    for indicator in subject.indicators:
        score, penalty = scores[indicator.id], indicator.effect == "penalty"
        most = limit(indicator.points, subject.language)
        figures = f"{subject.figure(score.points)} / {most}".replace("-", "−")
        if score.state != "scored":
            words = subject.put("不适用", "n/a") if score.state == "not_applicable" else subject.put("未评", "unmarked")
            yield _Row(indicator.title, figures=words, heading=True)
            continue
        if not by_criterion or len(score.criteria) < 2:
            yield _Row(indicator.title, abs(score.points), indicator.points, figures, penalty=penalty)
            continue
        yield _Row(indicator.title, figures=figures, heading=True)
        for each in score.criteria:
            title = indicator.criterion(each.id).title
            sign = "−" if penalty and each.points else ""
            figures = f"{sign}{readable(each.points).partition(' ≈ ')[2] or readable(each.points)}"
            figures = f"{figures} / {limit(each.most, subject.language)}"
            yield _Row(f"　{title}", each.points, each.most, figures, penalty=penalty)


def _draw_row(sheet: Sheet, row: _Row, scale: Scale, y: float, height: float, size: float) -> None:
    inset = 14.0 if row.title.startswith("　") else 0.0
    sheet.text(MARGIN + inset, y, row.title, size=size, bold=not inset, most=scale.left - MARGIN - inset - 6)
    full = row.points is not None and row.most is not None and row.points >= row.most and not row.penalty
    ink = QUIET if row.heading else WINNER if full else LOSS if row.penalty and row.points else INK
    sheet.text(RIGHT - _POINTS + 8, y, row.figures, size=size, ink=ink, bold=row.heading, most=_POINTS - 8)
    if row.heading or row.points is None:
        return
    if row.most:
        sheet.plain(scale.left, y - height / 2, scale.at(float(row.most)) - scale.left, height, EMPTY)
    if row.points > 0:
        end = min(float(row.points), scale.most)
        sheet.plain(scale.left, y - height / 2, scale.at(end) - scale.left, height, _TAKEN if row.penalty else _GAINED)
        if row.penalty:
            sheet.line([scale.left, scale.at(end)], [y, y], ink=PAPER, wide=1.2, dashed=(3, 2), above=True)
