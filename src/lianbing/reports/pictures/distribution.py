"""The distribution of scores: for the total and each indicator, how large a share of its maximum everyone has."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from lianbing.reports.pictures.colours import EMPTY, INK, LOSS, QUIET, RULE, colour
from lianbing.reports.pictures.sheet import HEIGHT, MARGIN, RIGHT, Scale, Sheet, broken
from lianbing.reports.pictures.subject import MOST, Subject, middle, score_in

_TOP = 100.0
_BOTTOM = HEIGHT - 44
_NAMES = 230.0
_FIGURES = 170.0
_BINS = 100
_SMALLEST_DOT = 1.4


@attrs.frozen
class _Strip:
    """A row of dots: its title, and the points of everyone who has any, each with whose they are."""

    title: str
    points: tuple[tuple[Fraction, str], ...]
    most: Fraction
    strong: bool = False

    def shares(self) -> list[tuple[Fraction, str]]:
        """Give everyone's share of the maximum."""
        return [(points / self.most if self.most else Fraction(0), name) for points, name in self.points]


def draw(sheet: Sheet, subject: Subject) -> None:
    """Draw a strip for the total, or that of each group, and one for each indicator."""
    count = len(subject.outcome.standings)
    sheet.heading(
        subject.put(f"{subject.title} · 得分分布", f"{subject.title} · distribution of scores"),
        subject.below(subject.put(f"{count} 名候选", f"{count} candidates"), subject.marked()),
    )
    every = list(_strips(subject))
    strips = every[: MOST // 2]
    step = min(64.0, (_BOTTOM - 16 - _TOP) / len(strips))
    scale = Scale(0.0, max(1.0, *(float(share) for strip in strips for share, _ in strip.shares())), 0, 0)
    scale = attrs.evolve(scale, left=MARGIN + _NAMES, right=RIGHT - _FIGURES)
    _grid(sheet, subject, scale, _TOP + step * len(strips))
    for number, strip in enumerate(strips):
        _draw_strip(sheet, subject, strip, scale, _TOP + step * (number + 0.5), step)
    parts = [
        subject.put(
            "每点一名候选（很多相同时合为一条），按占满分的比例；竖线为中位数",
            "a dot for each candidate, a bar for many equals, by the share of the maximum; the stroke is the median",
        ),
        subject.put(f"另有 {len(every) - len(strips)} 项未画出", f"{len(every) - len(strips)} more are not shown")
        if len(every) > len(strips)
        else "",
        subject.remark(0),
    ]
    sheet.footer(subject.put("；", "; ").join(filter(None, parts)))


def _strips(subject: Subject) -> Iterator[_Strip]:
    total = subject.put("总分", "Total")
    for title, standings in subject.groups():
        points = tuple((each.total, each.candidate.id) for each in standings)
        name = f"{total} · {title}" if title else total
        yield _Strip(name, points, subject.award.points or max(abs(each) for each, _ in points), strong=True)
    for indicator in subject.indicators:
        scored = [(score_in(each, indicator), each.candidate.id) for each in subject.outcome.standings]
        found = tuple((abs(score.points), name) for score, name in scored if score is not None)
        if found:
            # What has no maximum is held against the greatest that anybody has.
            most = indicator.points or max(each for each, _ in found)
            yield _Strip(subject.titled(indicator), found, most)


def _grid(sheet: Sheet, subject: Subject, scale: Scale, bottom: float) -> None:
    for tick in scale.ticks():
        x = scale.at(tick)
        sheet.line([x, x], [_TOP, bottom], ink=RULE)
        sheet.text(x, bottom + 10, f"{tick * 100:g}%", size=9, side="center", ink=QUIET)
    columns = subject.put("最低 中位 最高", "least median most").split()
    for number, words in enumerate(columns):
        sheet.text(_column(number), _TOP - 10, words, size=9, side="right", ink=QUIET)


def _column(number: int) -> float:
    return RIGHT - _FIGURES + 58 + number * 56


def _draw_strip(sheet: Sheet, subject: Subject, strip: _Strip, scale: Scale, y: float, step: float) -> None:
    size = max(7.0, min(11.0, step * 0.42))
    lines = broken(strip.title, size, _NAMES - 14, 2 if step >= size * 2.6 else 1)
    for number, words in enumerate(lines):
        height = y + (number - (len(lines) - 1) / 2) * size * 1.25
        sheet.text(MARGIN, height, words, size=size, bold=strip.strong, most=_NAMES - 12)
    sheet.plain(scale.left, y - step * 0.42, scale.at(1.0) - scale.left, step * 0.84, EMPTY)
    own = subject.candidate.candidate.id if subject.candidate is not None else None
    shares, ground = sorted(strip.shares()), INK if strip.strong else colour(0)
    bins = Counter(int(share * _BINS) for share, _ in shares)
    half = step * 0.42
    crowded = half / max(bins.values()) < _SMALLEST_DOT
    if crowded:
        _bars(sheet, bins, scale, y, half, ground)
    places = list(_places(shares, bins, scale, y, half))
    for x, height, radius, name in places:
        if name != own and not crowded:
            sheet.dot(x, height, radius, ground)
    median = scale.at(float(middle([share for share, _ in shares])))
    sheet.line([median, median], [y - half, y + half], ink=LOSS, wide=2.2, above=True)
    for x, height, _, name in places:
        if name == own:
            sheet.dot(x, y if crowded else height, 4.5, colour(1), edge=INK, wide=1.2)
    points = [each for each, _ in strip.points]
    for number, value in enumerate((min(points), middle(points), max(points))):
        sheet.text(_column(number), y, subject.label(value), size=min(size, 10), side="right", bold=number == 1)


def _bars(sheet: Sheet, bins: Mapping[int, int], scale: Scale, y: float, half: float, ground: str) -> None:
    """Draw bars where so many are equal that dots would be too small to see."""
    tallest = max(bins.values())
    wide = (scale.at(1.0) - scale.left) / _BINS
    for place, count in bins.items():
        tall = max(1.2, half * count / tallest)
        sheet.plain(scale.at(place / _BINS) - wide * 0.45, y - tall, wide * 0.9, 2 * tall, ground)


def _places(
    shares: Sequence[tuple[Fraction, str]], bins: Mapping[int, int], scale: Scale, y: float, half: float
) -> Iterator[tuple[float, float, float, str]]:
    """Give where each dot stands: equals above each other, as close as the strip allows."""
    tallest = max(bins.values())
    radius = min(4.0, half / tallest)
    apart = min(2 * radius, (2 * half - 2 * radius) / (tallest - 1)) if tallest > 1 else 0.0
    seen: Counter[int] = Counter()
    for share, name in shares:
        place = int(share * _BINS)
        number = seen[place]
        seen[place] += 1
        # In turn above and below the middle, so that a single dot stands in it.
        offset = (number + 1) // 2 * apart * (1 if number % 2 else -1)
        yield scale.at(float(share)), y + max(-half + radius, min(half - radius, offset)), radius, name
