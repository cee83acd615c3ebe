"""A panel and what it marks."""

from fractions import Fraction
from pathlib import Path

from lianbing.casework.marking.items import Item, ItemField
from lianbing.casework.marking.reviewers import Reviewer
from lianbing.language import Bilingual

FIELD = ItemField(name="marks", label=Bilingual("评分", "marks"), most=Fraction(100))

HEAD = """[campaign]
rulebook = "wuwei-2019"
title = "大练兵（虚构）"
evaluation_day = 2019-11-20
partial = true

[[unit]]
id = "gulang"
name = "古浪分局"
level = "county"

[[unit]]
id = "minqin"
name = "民勤分局"
level = "county"

[marking]
reviewers = 2
spread = "0.2"
"""
TEAM = """[[candidate]]
id = "{unit}-1"
award = "collective"
name = "{name}"
unit = "{unit}"
level = "county"
[candidate.team_building]
platform_connected = true
[candidate.case_files]
recommended = [
  {{ number = "{unit}〔2019〕1号", kind = "general", published = true, year = 2019 }},
  {{ number = "{unit}〔2019〕2号", kind = "four_measures", published = false, year = 2019 }},
]
[[candidate]]
id = "{unit}"
award = "organizer"
name = "{name}"
unit = "{unit}"
[candidate.deployment]
report_date = 2019-06-07
[candidate.team_building]
platform_connected = true
"""
REVIEWERS = """编号,姓名,单位,回避
r1,评审甲,古浪分局,
r2,评审乙,民勤分局,
r3,评审丙,专家,
r4,评审丁,专家,
r5,评审戊,专家,古浪分局
"""


def folder_of(root: Path, reviewers: str = REVIEWERS, head: str = HEAD) -> Path:
    """A campaign of two units, before it is marked."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "campaign.toml").write_text(head, "utf-8")
    teams = [TEAM.format(unit=unit, name=name) for unit, name in (("gulang", "古浪分局"), ("minqin", "民勤分局"))]
    (root / "teams.toml").write_text("".join(teams), "utf-8")
    (root / "reviewers.csv").write_text(reviewers, "utf-8")
    return root


def item(number: int, unit: str) -> Item:
    """An item of a unit."""
    return Item(award="a", candidate=unit, unit=unit, indicator="i", rows="files", number=str(number), fields=(FIELD,))


def reviewer(id: str, unit: str = "", *conflicts: str) -> Reviewer:
    """A reviewer."""
    return Reviewer(id=id, name=id, unit=unit, conflicts=frozenset(conflicts))
