"""What a terminal shows: standings as tables, explanations as trees, faults as lines."""

import io
import itertools
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from rich.box import SIMPLE
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from lianbing.errors import Fault, Severity
from lianbing.language import Bilingual, Language
from lianbing.model.campaign import Candidate
from lianbing.model.outcome import AwardOutcome, Outcome, Revocation, Standing
from lianbing.model.rulebook import Award, Rulebook
from lianbing.reports.figures import clean, published, readable
from lianbing.reports.lines import Line

WIDTH = 100
"""The width of what goes into a file or a pipe, so that it does not depend on the window."""

_SHORT = 14
_NARROW = 6
_NARROWEST_TEXT = 8
_GAP = 2
_ENDLESS = 100_000

_STYLES = {"plain": "", "heading": "bold", "loss": "red", "quiet": "dim"}
_FAULT_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: ""}


class _Screen(Console):
    """A console that leaves it to the caller what to do where nobody reads its output."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console(stream: TextIO | None = None) -> Console:
    """Make a console: colours on a terminal alone and not against ``NO_COLOR``; else plain text."""
    stream = stream or sys.stdout
    on_screen = stream.isatty()
    colours = on_screen and not os.environ.get("NO_COLOR")
    return _Screen(
        file=stream,
        width=None if on_screen else WIDTH,
        force_terminal=None if colours else False,
        color_system="auto" if colours else None,
        highlight=False,
        markup=False,
        emoji=False,
    )


def print_to(stream: TextIO, parts: Iterable[RenderableType]) -> None:
    """Print parts of a report; a table too wide for the screen runs on rather than lose figures."""
    screen = console(stream)
    width = screen.width
    for part in parts:
        if isinstance(part, Group):
            print_to(stream, part.renderables)
            continue
        if isinstance(part, Table):
            screen.width = max(width, part.min_width or 0)
        else:
            # Only a screen needs lines broken; who reads a file or pipe wants each line whole.
            screen.width = width if stream.isatty() else _ENDLESS
        screen.print(part, crop=False)


def text(words: str, style: str = "") -> Text:
    """Make a text of words that may come from anywhere."""
    return Text(clean(words), style=style)


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    right: Iterable[int] = (),
    styles: Iterable[str] = (),
) -> Table:
    """Make a table; the columns numbered in ``right`` hold figures."""
    made = Table(box=SIMPLE, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    cells = [tuple(map(text, row)) for row in rows]
    aligned = set(right)
    for index, column in enumerate(columns):
        widest = max((row[index].cell_len for row in cells), default=0)
        # Where room is short, long texts give way, never figures; long headings are broken beforehand.
        short = widest <= _SHORT
        heading = _broken(text(column), max(widest, _NARROW)) if short else text(column)
        made.add_column(
            heading,
            justify="right" if index in aligned else "left",
            overflow="fold",
            no_wrap=short,
            min_width=max([widest, *(line.cell_len for line in heading.split())]) if short else _NARROWEST_TEXT,
        )
    # Told so that on a narrow screen the one column that may be folded is not robbed of all its room.
    made.min_width = sum((column.min_width or 0) + _GAP for column in made.columns) + _GAP
    for row, style in itertools.zip_longest(cells, styles, fillvalue=""):
        made.add_row(*row, style=str(style))
    return made


def _broken(heading: Text, width: int) -> Text:
    """Break a heading into lines of a width."""
    lines = heading.wrap(Console(file=io.StringIO()), width)
    return Text("\n").join(Text(line.plain.strip()) for line in lines)


def outcome_report(outcome: Outcome, rulebook: Rulebook, language: Language) -> Iterator[RenderableType]:
    """Show the results of all awards, then what was found doubtful."""
    for each in outcome.awards:
        yield award_report(each, rulebook, language)
    if outcome.warnings:
        yield faults(outcome.warnings, language)


def award_report(outcome: AwardOutcome, rulebook: Rulebook, language: Language) -> RenderableType:
    """Show an award's standings, who left and why, and what people still have to decide."""
    award = rulebook.award(outcome.id)
    places = Bilingual("名额", "places").say(language)
    parts: list[RenderableType] = [
        text(f"{award.title} · {award.id} · {places} {outcome.places}", "bold"),
        _standings(outcome, award, rulebook, language),
    ]
    parts += _remainder(outcome, language)
    return Group(*parts, "")


def _standings(outcome: AwardOutcome, award: Award, rulebook: Rulebook, language: Language) -> RenderableType:
    indicators = [each for each in award.indicators if each.scores]
    titles = [f"{each.title} {readable(each.points)}" for each in indicators]
    names = Bilingual("名次 编号 候选 总分", "Rank Id Name Total").say(language).split()
    # The mark stands last: terminals do not agree on its width, and nothing stands after it to be moved.
    columns = [*names, *titles, Bilingual("入选", "Won").say(language)]
    revoked = {each.candidate.id for each in outcome.revoked}
    tied = {name for tie in outcome.needs_decision for name in tie.candidates}
    rows = []
    for each in outcome.standings:
        points = {score.id: published(score.points, rulebook.rounding) for score in each.indicators}
        rows.append(
            (
                str(each.rank),
                each.candidate.id,
                each.candidate.name,
                published(each.total, rulebook.rounding),
                *(points.get(indicator.id, "") for indicator in indicators),
                _mark(each, revoked, tied, language),
            )
        )
    styles = ["bold green" if each.selected else "" for each in outcome.standings]
    return table(columns, rows, right=(0, *range(3, len(columns) - 1)), styles=styles)


def _mark(standing: Standing, revoked: set[str], tied: set[str], language: Language) -> str:
    if standing.candidate.id in revoked:
        return Bilingual("已撤销", "revoked").say(language)
    if standing.candidate.id in tied:
        return Bilingual("待决定", "to decide").say(language)
    return "★" if standing.selected else ""


def _remainder(outcome: AwardOutcome, language: Language) -> Iterator[Text]:
    """Say what the table cannot: who left, whose honour was taken back, which ties are open or settled."""
    for left in outcome.excluded:
        words = Bilingual("退出评选：{0}：{1}〔{2}〕", "left: {0}: {1} [{2}]").say(language)
        yield text(words.format(_named(left.candidate, language), left.reason, left.clause), "red")
    for revocation in outcome.revoked:
        yield text(_revocation(revocation, language), "red")
    for tie in outcome.needs_decision:
        words = Bilingual(
            "并列待领导小组决定：{0} 个名额，候选 {1}；在 campaign.toml 中用 [[decision]] 记录",
            "a tie needs a decision of the leading group: {0} place(s) for {1};"
            " record it as [[decision]] in campaign.toml",
        ).say(language)
        yield text(words.format(tie.places, ", ".join(tie.candidates)), "yellow")
    for decision in outcome.settled:
        words = Bilingual("并列已决定：{0}（{1}，{2}）：{3}", "tie decided: {0} ({1}, {2}): {3}").say(language)
        yield text(words.format(decision.candidate, decision.by, decision.date.isoformat(), decision.reason))


def _revocation(revocation: Revocation, language: Language) -> str:
    source = revocation.clause
    if revocation.decision is not None:
        source = f"{revocation.decision.by} {revocation.decision.date.isoformat()}"
    words = Bilingual("荣誉撤销：{0}：{1}〔{2}〕", "honour taken back: {0}: {1} [{2}]").say(language)
    return words.format(_named(revocation.candidate, language), revocation.reason, source)


def _named(candidate: Candidate, language: Language) -> str:
    return Bilingual("{0}（{1}）", "{0} ({1})").say(language).format(candidate.name, candidate.id)


def tree(line: Line) -> Tree:
    """Show lines with what belongs below them."""
    made = Tree(text(line.text, _STYLES[line.tone]))
    waiting = [(made, part) for part in reversed(line.parts)]
    while waiting:
        above, each = waiting.pop()
        below = above.add(text(each.text, _STYLES[each.tone]))
        waiting += [(below, part) for part in reversed(each.parts)]
    return made


def faults(found: Iterable[Fault], language: Language) -> RenderableType:
    """Show faults, a line each."""
    return Group(*(text(each.say(language), _FAULT_STYLES[each.severity]) for each in found))
