"""The breakdown of scores: a bar for each candidate, made of its points indicator by indicator."""

from collections.abc import Iterator

import attrs

from lianbing.model.outcome import Standing
from lianbing.reports.pictures.colours import INK, QUIET, RULE, WINNER, colour, ink_on
from lianbing.reports.pictures.sheet import HEIGHT, MARGIN, RIGHT, Scale, Sheet, named, width_of
from lianbing.reports.pictures.subject import MOST, Subject, brief

_BOTTOM = HEIGHT - 44
_NAMES = 240.0
_RANK = 34.0
_TOTAL = 92.0


def draw(sheet: Sheet, subject: Subject) -> None:
    """Draw the candidates of an award, the first forty at most."""
    sheet.heading(
        subject.put(f"{subject.title} · 得分构成", f"{subject.title} · score breakdown"),
        subject.below(subject.put(f"满分 {brief(subject.award.points)}", f"maximum {brief(subject.award.points)}")),
    )
    top = sheet.legend([subject.titled(each) for each in subject.indicators], 86) + 4
    rows = list(_rows(subject))
    shown = [each for each in rows if isinstance(each, Standing)]
    chart = _Chart.of(subject, shown, len(rows), top)
    chart.grid(sheet)
    for number, row in enumerate(rows):
        if isinstance(row, str):
            sheet.text(MARGIN, chart.middle(number), row, size=chart.size, bold=True, ink=QUIET, most=_NAMES)
        else:
            chart.bar(sheet, number, row)
    remark = subject.remark(len(subject.outcome.standings) - len(shown))
    if any(_sum(each) != each.total for each in shown):
        how = subject.put("◆ 总分另有算法，不是各项之和", "◆ the total, which is not the sum of its parts")
        remark = subject.put("；", "; ").join(filter(None, [how, remark]))
    sheet.footer(remark)


def _rows(subject: Subject) -> Iterator[Standing | str]:
    """Give the candidates in order, each group below its title."""
    left = MOST
    for title, standings in subject.groups():
        if left <= 0:
            return
        if title:
            yield title
        yield from standings[:left]
        left -= len(standings)


def _sum(standing: Standing) -> object:
    return sum(each.points for each in standing.indicators)


@attrs.frozen
class _Chart:
    subject: Subject
    scale: Scale
    top: float
    bottom: float
    step: float
    size: float

    @classmethod
    def of(cls, subject: Subject, shown: list[Standing], rows: int, top: float) -> "_Chart":
        step = min(72.0, (_BOTTOM - 16 - top) / rows)
        size = max(6.0, min(14.0, step * 0.66))
        names = max(width_of(named(each.candidate.name, size, _NAMES), size) for each in shown) + 10
        positive = [sum(float(one.points) for one in each.indicators if one.points > 0) for each in shown]
        negative = [sum(float(one.points) for one in each.indicators if one.points < 0) for each in shown]
        totals = [float(each.total) for each in shown]
        most = max([1.0, float(subject.award.points), *positive, *totals])
        least = min([0.0, *negative, *totals])
        scale = Scale(least, most, MARGIN + _RANK + names, RIGHT - _TOTAL)
        return cls(subject, scale, top, top + step * rows, step, size)

    def middle(self, number: int) -> float:
        return self.top + self.step * (number + 0.5)

    def grid(self, sheet: Sheet) -> None:
        for tick in self.scale.ticks():
            x = self.scale.at(tick)
            sheet.line([x, x], [self.top, self.bottom], ink=QUIET if tick == 0 else RULE)
            sheet.text(x, self.bottom + 10, f"{tick:g}".replace("-", "−"), size=9, side="center", ink=QUIET)
        full = self.scale.at(float(self.subject.award.points))
        sheet.line([full, full], [self.top, self.bottom], ink=INK, dashed=(4, 3))

    def bar(self, sheet: Sheet, number: int, standing: Standing) -> None:
        y, height = self.middle(number), min(44.0, self.step * 0.74)
        rank = "—" if standing.rank is None else str(standing.rank)
        sheet.text(MARGIN + _RANK - 10, y, rank, size=self.size, side="right", ink=QUIET)
        ink = WINNER if standing.selected else INK
        name = named(standing.candidate.name, self.size, _NAMES)
        sheet.text(MARGIN + _RANK, y, name, size=self.size, bold=standing.selected, ink=ink)
        self._segments(sheet, standing, y, height)
        if _sum(standing) != standing.total:
            sheet.diamond(self.scale.at(float(standing.total)), y, min(6.0, height * 0.4))
        won = self.subject.put(" 入选", " won") if standing.selected else ""
        words = self.subject.figure(standing.total) + won
        sheet.text(RIGHT - _TOTAL + 8, y, words, size=self.size, bold=standing.selected, ink=ink, most=_TOTAL)

    def _segments(self, sheet: Sheet, standing: Standing, y: float, height: float) -> None:
        points = {each.id: each.points for each in standing.indicators}
        ends = {True: 0.0, False: 0.0}
        for number, indicator in enumerate(self.subject.indicators):
            own = float(points.get(indicator.id, 0))
            if not own:
                continue
            start = ends[own > 0]
            ends[own > 0] = start + own
            left, right = sorted((self.scale.at(start), self.scale.at(start + own)))
            sheet.box(left, y - height / 2, right - left, height, number)
            words = self.subject.label(points[indicator.id])
            size = min(11.0, self.size - 1, height * 0.8)
            wide = width_of(words, size) + 3
            if size >= 5.5 and wide <= right - left - 2:
                ground = colour(number)
                sheet.plain((left + right - wide) / 2, y - size * 0.62, wide, size * 1.24, ground)
                sheet.text((left + right) / 2, y, words, size=size, side="center", ink=ink_on(ground))
