"""A small award for tests of what an award can do beyond a sum: its rulebook is written anew for each test."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import lianbing
from tests.tables.as_tables import agree

HEADING = """
[rulebook]
id = "mechanisms"
title = "机制"
[rulebook.source]
title = "机制"
year = 2024
[rounding]
step = "0.01"
mode = "ROUND_HALF_UP"
[ranking]
on = "published"
ties = "competition"
undecided = "decision"
"""

TWO_PANELS = """
[[award.indicator]]
id = "study"
plugin = "panel"
title = "学习"
points = 60
clause = "1.1"
[[award.indicator]]
id = "practice"
plugin = "panel"
title = "实战"
points = 40
clause = "1.2"
"""


def award(fields: str = "places = 2", tables: str = TWO_PANELS, after: str = "") -> str:
    """Write an award of 100 points."""
    return f'[[award]]\nid = "team"\ntitle = "集体"\npoints = 100\nclause = "1"\n{fields}\n{tables}\n{after}'


def load(folder: Path, text: str, heading: str = HEADING) -> lianbing.Rulebook:
    """Load a rulebook of one award."""
    path = folder / "mechanisms.toml"
    path.write_text(heading + text, "utf-8")
    return lianbing.load_rulebook(path, registry=lianbing.Registry.load(entry_points=False))


def candidate(
    rulebook: lianbing.Rulebook, id: str, *, level: str | None = None, unit: str = "u", **marks: int | Fraction
) -> lianbing.Candidate:
    """Make a candidate with one mark an indicator."""
    evidence = {
        each.id: each.evidence(marks=(Fraction(marks[each.id]),))
        for each in rulebook.awards[0].indicators
        if each.id in marks
    }
    return lianbing.Candidate(id=id, award="team", name=id, unit=unit, level=level, evidence=evidence)


def outcome(
    rulebook: lianbing.Rulebook, *candidates: lianbing.Candidate, partial: bool = False
) -> lianbing.AwardOutcome:
    """Score a campaign of these candidates; what tables of them come to is the same."""
    campaign = lianbing.Campaign(title="机制", evaluation_day=date(2024, 11, 1), candidates=candidates, partial=partial)
    if not partial:
        agree(rulebook, campaign)
    return lianbing.evaluate(rulebook, campaign).awards[0]
