"""A small campaign and what was handed in for it."""

from pathlib import Path

from tests.office.documents import scan, story

HEAD = """[campaign]
rulebook = "wuwei-2019"
title = "大练兵（虚构）"
evaluation_day = 2019-11-20

[[unit]]
id = "gulang"
name = "古浪分局"
level = "county"
"""
CANDIDATES = """[[candidate]]
id = "team"
award = "collective"
name = "古浪队"
unit = "gulang"
level = "county"
[candidate.case_files]
recommended = [
  { number = "古〔2019〕1号", kind = "general", published = true, year = 2019 },
  { number = "古〔2019〕2号", kind = "four_measures", published = true, year = 2019 },
]
[[candidate]]
id = "gulang-1"
award = "individual"
name = "候选人戊"
unit = "gulang"
[candidate.evidence_quality]
files = [
  { number = "古〔2019〕1号", published = true, role = "recorder" },
  { number = "古〔2019〕2号", published = true, role = "recorder" },
]
"""
PENALTIES = """案卷编号,案卷类型,办理单位,级别,年份,已结案,已公开,当事人
古〔2019〕1号,一般行政处罚案卷,古浪分局,县级,2019,是,是,武威市宏图砖厂
古〔2019〕2号,适用四个配套办法案卷,古浪分局,县级,2019,是,是,某公司
"""
REGISTER = """报送单位,材料,部分,月份,收到日期
古浪分局,D1,,,2019-06-05
gulang,D4,,,2019-11-07
team,D5,,,2019-11-05
gulang,D2,,2019-07,2019-07-01
"""
GOOD = "我队认真开展执法工作。典型案件：对某砖厂立案查处的经过如下，"


def folder_of(
    root: Path, *, penalties: str = PENALTIES, register: str = REGISTER, candidates: str = CANDIDATES
) -> Path:
    """A campaign folder in which nothing was handed in yet."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "campaign.toml").write_text(HEAD, "utf-8")
    (root / "candidates.toml").write_text(candidates, "utf-8")
    (root / "penalties.csv").write_text(penalties, "utf-8")
    (root / "register.csv").write_text(register, "utf-8")
    return root


def at(folder: Path, *parts: str) -> Path:
    """A place in the folder of what was handed in, made if it is missing."""
    path = folder.joinpath("submissions", *parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def hand_in(folder: Path) -> Path:
    """Hand in everything of the unit that is due in June, and the candidates' documents, all of it right."""
    for name in ("动员部署情况报告", "实施方案", "联络员名单"):
        story(at(folder, "gulang", "D1", f"{name}.docx"), [name])
    story(at(folder, "古浪分局", "D4", "总结.docx"), ["实战练兵和自评", "宣传报道", "对先进的表彰", "改革措施"])
    story(at(folder, "gulang", "D2", "2019-07", "七月简报.docx"), ["简报"])
    at(folder, "gulang", "D2", "2019-07", "宣传.csv").write_text("时间,标题,媒体名称,数量\n6月,夜查,报,1\n", "utf-8")
    for number in (1, 2):
        scan(at(folder, "gulang", "D3", f"古〔2019〕{number}号.pdf"))
    story(at(folder, "team", "D5", "事迹.docx"), [GOOD])
    for name in ("重点排污单位数量", "2018年环境统计", "表彰文件"):
        scan(at(folder, "team", "D7", f"{name}.pdf"))
    at(folder, "team", "D7", "双随机统计.csv").write_text("甲,乙\n", "utf-8")
    at(folder, "team", "D8", "清单.csv").write_text(
        "标题,发布时间,链接或扫描件\n夜查,6月,x\n【转载】夜查,7月,y\n", "utf-8"
    )
    story(at(folder, "gulang-1", "D9", "个人简介.docx"), ["候选人戊简介"])
    story(at(folder, "gulang-1", "D9", "个人事迹.docx"), [GOOD + "候选人戊主办。"])
    scan(at(folder, "gulang-1", "D11", "廉洁证明.pdf"))
    return folder
