"""A campaign of two units, with a penalty list to draw from."""

from pathlib import Path

HEAD = """[campaign]
rulebook = "wuwei-2019"
title = "大练兵（虚构）"
evaluation_day = 2019-11-20

[[unit]]
id = "gulang"
name = "古浪分局"
level = "county"

[[unit]]
id = "minqin"
name = "民勤分局"
level = "county"
"""
TEAM = """[[candidate]]
id = "{unit}-1"
award = "collective"
name = "{name}"
unit = "{unit}"
level = "county"
[candidate.case_files]
recommended = [{{ number = "{unit}〔2019〕1号", kind = "general", published = true, year = 2019 }}]
"""
HEADINGS = "案卷编号,案卷类型,办理单位,级别,年份,已公开\n"


def lines(unit: str, general: int, measures: int) -> list[str]:
    """Cases of a unit in the penalty list."""
    kinds = ["一般行政处罚案卷"] * general + ["适用四个配套办法案卷"] * measures
    return [f"{unit}〔2019〕{number}号,{kind},{unit},县级,2019,是\n" for number, kind in enumerate(kinds, start=1)]


LIST = [*lines("gulang", 6, 3), *lines("minqin", 2, 4)]


def folder_of(root: Path, cases: list[str] | None = None) -> Path:
    """A campaign with its penalty list."""
    root.mkdir(exist_ok=True)
    (root / "campaign.toml").write_text(HEAD, "utf-8")
    teams = [TEAM.format(unit=unit, name=name) for unit, name in (("gulang", "古浪分局"), ("minqin", "民勤分局"))]
    (root / "teams.toml").write_text("".join(teams), "utf-8")
    (root / "penalties.csv").write_text(HEADINGS + "".join(LIST if cases is None else cases), "utf-8-sig")
    return root
