"""Names in stories: those of the case list are always found, patterns find most and seldom cry wolf."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianbing.casework.names import find_names

NAMED = {
    "查处武威市宏图砖厂超标排放一案": "宏图砖厂",
    "甘肃绿源化工有限责任公司偷排废水": "绿源化工",
    "夜查古浪县鑫达石料厂时发现": "鑫达石料厂",
    "查处和平砖厂一案": "和平砖厂",
    "执法人员对宏图砖厂夜查": "宏图砖厂",
    "对振兴加油站的油气回收装置进行检查": "振兴加油站",
    "责令民乐养殖专业合作社停止建设": "民乐养殖",
    "民勤县盛大食品有限公司未批先建": "盛大食品",
    "约谈东方红集团": "东方红集团",
    "查封了凉州区顺达洗煤厂的设备": "顺达洗煤厂",
    "位于黄羊镇的丰源造纸厂": "丰源造纸厂",
    "处罚天马酒店": "天马酒店",
    "现场负责人王建国承认": "王建国",
    "法定代表人为李大明": "李大明",
    "当事人：张伟未能出示手续": "张伟",
    "经营者刘长河被移送公安机关": "刘长河",
    "犯罪嫌疑人赵大海被刑拘": "赵大海",
    "业主陈小红多次阻挠": "陈小红",
    "身份证号620102199001011234": "620102199001011234",
    "联系电话13912345678": "13912345678",
}
PLAIN = (
    "对一家砖厂立案查处",
    "某公司擅自排放废水",
    "查处某某砖厂",
    "要求该公司限期整改",
    "检查污水处理厂",
    "武威市污水处理厂运行正常",
    "电厂脱硫设施",
    "A公司夜间生产",
    "查处XX化工厂",
    "与××水泥厂负责人谈话",
    "会同第三方检测公司取样",
    "责令其中三家企业停产",
    "帮助多家加油站整改",
    "城区某酒店油烟扰民",
    "辖区内砂石厂普遍没有手续",
    "涉案企业主动整改",
    "有关企业",
    "两家养殖场",
    "负责人张某",
    "负责人对此表示认可",
    "负责人在现场",
    "当事人李某某",
    "当事人应当在十五日内",
    "业主们反映强烈",
    "经营者未办理手续",
    "法定代表人签字确认",
    "集团作战，分组出击",
    "我们走进工厂",
    "赴厂区检查",
    "加油站油气回收专项行动",
    "生活垃圾焚烧发电厂",
    "自来水厂水源地",
    "组织开展养殖场排查",
    "重点排污企业名录",
    "环境监测公司出具报告",
    "电话举报12369",
    "2019年共办理案件120件",
    "案件编号20190605001",
    "执法大队一中队",
    "砖厂房顶",
)
"""Sentences without a name, as stories have them."""


@pytest.mark.parametrize(("sentence", "name"), NAMED.items())
def test_a_name_is_seen_by_its_pattern(sentence: str, name: str) -> None:
    """Enterprises, persons, numbers of identity cards and telephones."""
    found = find_names([sentence], [])

    assert any(name in each.text for each in found), found
    assert not any(each.by_list for each in found)


@pytest.mark.parametrize("sentence", PLAIN)
def test_what_is_no_name_is_let_alone(sentence: str) -> None:
    """A checker that cries wolf is not read."""
    assert () == find_names([sentence], [])


def test_the_case_list_is_always_found() -> None:
    """Its names are found with spaces, in full width, and without region and ending."""
    known = ["武威市宏图建材有限公司", "刘大明", "某公司"]
    texts = ["开头", "宏图建材有限 公司", "说到宏图建材时", "刘 大 明阻挠", "武威市宏图建材有限公司"]

    found = find_names(texts, known)

    assert [1, 2, 3, 4] == [each.paragraph for each in found]
    assert all(each.by_list for each in found)
    assert ["enterprise", "enterprise", "person", "enterprise"] == [each.kind for each in found]


def test_names_that_may_stand() -> None:
    """The candidate's and the unit's own names are no offenders'."""
    assert () == find_names(["负责人王建国到场"], [], allowed=["王建国"])


def test_the_context_is_shown() -> None:
    """Twenty characters either side, so that people can judge without opening the file."""
    (found,) = find_names(["甲" * 50 + "，宏图砖厂，" + "乙" * 50], [])

    assert "甲" * 19 + ",宏图砖厂," + "乙" * 19 == found.context


@given(st.lists(st.text("宏图砖厂武威市某公司王建国负责人对，。 13900000000", max_size=40), max_size=4))
def test_any_text_can_be_looked_through(texts: list[str]) -> None:
    """No stretch is told twice, and every name stands in its paragraph."""
    for each in find_names(texts, ["武威市宏图砖厂"]):
        assert each.text in "".join(texts[each.paragraph].split())
