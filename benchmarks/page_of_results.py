"""The results of a run as a page of Markdown."""

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.comparison import Figures
from benchmarks.contender import ABILITIES


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write a table, the first column to the left and the others to the right."""
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join(['---', *['---:'] * (len(heads) - 1)])} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def sizes(figures: Sequence[Figures]) -> Iterator[str]:
    """Write what the contenders took for so many candidates, the fastest first."""
    by_hand = next((each.seconds for each in figures if each.contender.name == "Polars by hand"), None)
    heads = [
        "",
        "from",
        "seconds",
        "candidates a second",
        "times Polars by hand",
        "peak MiB",
        "wrong points",
        "wrong ranks",
    ]
    rows = []
    for each in sorted(figures, key=lambda each: each.seconds):
        rows.append(
            [
                each.contender.name,
                each.contender.starts_from,
                f"{each.seconds:.3f}" if each.seconds < 10 else f"{each.seconds:.1f}",
                f"{each.rate:,.0f}",
                f"{each.seconds / by_hand:.2f}" if by_hand else "–",
                f"{each.peak:,}",
                f"{each.wrong_points:,}",
                "–" if each.wrong_ranks is None else f"{each.wrong_ranks:,}",
            ]
        )
    yield from table(heads, rows)
    own = [each for each in figures if each.identical is not None]
    apart = [each.contender.name for each in own if not each.identical]
    if len(own) > 1 and not apart:
        yield "All tables of lianbing are the same, value for value, in every column.\n"
    for name in apart:
        yield f"THE TABLE OF {name} DIFFERS from that of the exact path.\n"


def abilities(figures: Iterable[Figures]) -> Iterator[str]:
    """Write who does what beyond the figures."""
    contenders = {each.contender.name: each.contender for each in figures}
    rows = [
        [name, *("–" if ability in each.lacks else "yes" for ability in ABILITIES)] for name, each in contenders.items()
    ]
    yield from table(["", *ABILITIES], rows)
    yield from (f"- {name}: {each.remarks}." for name, each in contenders.items() if each.remarks)
    yield ""
