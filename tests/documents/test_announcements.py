"""Notices and result documents: who was selected, and nothing that is not decided."""

from pathlib import Path

import attrs
import pytest

import lianbing
from lianbing.evaluation import Evaluation
from lianbing.reports.documents import document, left_blank
from lianbing.reports.figures import published
from tests.documents.offices import FIELDS, evaluated, paragraphs, tables, text
from tests.small_city import RULEBOOK, campaign, candidate, decision, rulebook


@pytest.fixture(scope="module")
def wuwei() -> Evaluation:
    return evaluated("wuwei-2019")


def small(folder: Path, *candidates: lianbing.Candidate, rules: str = RULEBOOK, **more: object) -> Evaluation:
    """Evaluate a campaign of the small city."""
    return Evaluation.of(rulebook(folder, rules), campaign(*candidates, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["notice", "result"])
def test_all_winners_are_there_with_their_scores(wuwei: Evaluation, kind: str) -> None:
    """Each award's table holds its winners by rank, each with rank, name and total, and nobody else."""
    found = tables(document(wuwei, document=kind, fields=FIELDS))
    rounding = wuwei.rulebook.rounding

    for award, (head, *rows) in zip(wuwei.outcome.awards, found, strict=True):
        assert ("名次", "名称", "总分") == head
        assert [(str(each.rank), published(each.total, rounding)) for each in award.selected] == [
            (row[0], row[2]) for row in rows
        ]
        for each, row in zip(award.selected, rows, strict=True):
            assert each.candidate.name == row[1].partition("（")[0]


def test_the_office_s_fields_are_there(wuwei: Evaluation) -> None:
    """What the office states stands in the notice, days as official documents write them."""
    shown = text(document(wuwei, fields=(*FIELDS, ("number", "示环公示〔2019〕1号"), ("contact", "某科"))))

    for expected in (
        "示环公示〔2019〕1号",
        "公示时间：2019年11月25日至2019年11月29日。",
        "监督电话：0935-0000000",
        "电子信箱：jiandu@example.org",
        "通信地址：示例市示例路1号",
        "联系人：某科",
        "\n示例市生态环境局\n2019年12月5日",
    ):
        assert expected in shown
    assert "＿" not in shown


def test_what_is_missing_is_a_visible_blank(wuwei: Evaluation) -> None:
    """A field that nobody gave is a blank in the document, and the caller is told each of them."""
    shown = text(document(wuwei))

    assert "监督电话：＿＿＿＿" in shown
    assert {name for name, _ in FIELDS} == {str(each.values["name"]) for each in left_blank()}
    assert () == left_blank(fields=FIELDS)
    # A result document asks for no period and no telephone.
    assert {"office", "date"} == {str(each.values["name"]) for each in left_blank(document="result")}


def test_units_are_named_once(wuwei: Evaluation) -> None:
    """A person's unit follows the name; a branch is not said to belong to itself."""
    organizers, collectives, persons = tables(document(wuwei))

    assert "民勤分局" == organizers[1][1]
    assert "民勤分局" == collectives[2][1]
    assert "候选人甲（凉州分局）" == persons[1][1]


def test_names_can_be_withheld(wuwei: Evaluation) -> None:
    """Persons keep their surname alone; branches and teams keep their names."""
    shown = text(document(wuwei, withhold_names=True))
    rows = tables(document(wuwei, withhold_names=True))

    assert "候选人" not in shown
    assert "候某某（凉州分局）" == rows[2][1][1]
    assert ["市生态环境保护综合行政执法队", "民勤分局"] == [row[1] for row in rows[1][1:]]


def test_units_are_not_persons() -> None:
    """Where every candidate is a unit, names stay whatever they look like."""
    evaluation = evaluated("shicheng-2018")

    assert tables(document(evaluation)) == tables(document(evaluation, withhold_names=True))


def test_scores_can_be_left_out(wuwei: Evaluation) -> None:
    """Without scores no total is anywhere, not even for a template that would show it."""
    shown = document(wuwei, document="result", fields=(*FIELDS, ("scores", "no")))

    assert ("名次", "名称") == tables(shown)[0][0]
    for award in wuwei.outcome.awards:
        for each in award.standings:
            assert published(each.total, wuwei.rulebook.rounding) not in text(shown)


def test_who_is_not_selected_is_not_named(wuwei: Evaluation) -> None:
    """Who left, lost the honour or was not selected stays out of a public document."""
    shown = text(document(wuwei, award="individual"))

    for name in ("候选人己", "候选人辛", "候选人庚", "退出"):
        assert name not in shown
    assert "名额 8 个，入选 5 名。" in shown
    assert "另有 1 名入选后被撤销荣誉，名额空缺。" in shown


def test_one_award_alone(wuwei: Evaluation) -> None:
    """An award that is named stands alone, and the headings after it count on."""
    found = paragraphs(document(wuwei, award="collective"))

    assert "一、表现突出集体" in found
    assert "二、公示时间和反映方式" in found
    assert "同分者按2019年11月22日的决定取舍。" in found
    assert 1 == len(tables(document(wuwei, award="collective")))


def test_an_undecided_tie_makes_a_draft(tmp_path: Path) -> None:
    """A tie that people have to decide is told at the top, and none of the tied is named as a winner."""
    tied = small(tmp_path, candidate("a", 9), candidate("b", 5), candidate("c", 5))

    found = document(tied)

    assert paragraphs(found)[0] == "草稿，不得公布：“集体”有 1 个名额在同分候选之间，尚待决定。"
    assert [("1", "A")] == [row[:2] for row in tables(found)[0][1:]]
    assert "另有 1 个名额在 2 名同分候选之间，尚待决定。" in text(found)
    decided = small(
        tmp_path, candidate("a", 9), candidate("b", 5), candidate("c", 5), decisions=(decision("tie", "c"),)
    )
    assert "草稿" not in text(document(decided))
    assert ["A", "C"] == [row[1] for row in tables(document(decided))[0][1:]]


def test_a_partial_campaign_makes_a_draft() -> None:
    """While not everything is marked, the document says so first and names nobody."""
    found = document(evaluated("wuwei-2019-reviewed"), fields=FIELDS)

    assert paragraphs(found)[0].startswith("草稿，不得公布：材料尚未全部评完")
    assert "名额 8 个，尚未产生入选者。" in text(found)
    assert [] == tables(found)


def test_another_reading_is_told() -> None:
    """A result under a reading that is not the rulebook's own says so first."""
    found = paragraphs(document(evaluated("wuwei-2019", {"rank_points": "share"})))

    assert found[0].startswith("采用了与规则不同的读法 R7（rank_points = share）：")


def test_nobody_selected_is_said(tmp_path: Path) -> None:
    """An award with places and no winner says so."""
    found = document(small(tmp_path, candidate("a", 9, barred=True)))

    assert "名额 2 个，无入选者。" in text(found)
    assert [] == tables(found)


def test_an_award_without_places_lists_all() -> None:
    """Where nobody is to be selected, all are listed with rank and total."""
    townships, departments = tables(document(evaluated("shicheng-2018"), document="result", fields=FIELDS))

    assert [
        ("1", "琴江镇（示例）", "106.50"),
        ("2", "甲乡（示例）", "93.37"),
        ("3", "乙乡（示例）", "42.76"),
    ] == townships[1:]
    assert 3 == len(departments[1:])


def test_groups_and_grades(tmp_path: Path) -> None:
    """Each group has its heading, places and table; grades have a column; who is only scored is no winner."""
    rules = RULEBOOK.replace(
        "places = 2\n",
        'levels = ["a", "b", "c"]\n'
        'grade = [{id = "good", title = "优秀", least = 5}]\n'
        'group = [{id = "one", title = "甲组", levels = ["a"], places = 1},'
        ' {id = "two", title = "乙组", levels = ["b"], places = 2},'
        ' {id = "rest", title = "其他", levels = ["c"], ranked = false}]\n',
    )
    levels = (("a", "a", 9), ("b", "a", 3), ("c", "b", 4), ("d", "c", 8))
    found = document(
        small(tmp_path, *(attrs.evolve(candidate(id, n), level=level) for id, level, n in levels), rules=rules)
    )

    assert ["（一）甲组", "名额 1 个，入选 1 名。", "（二）乙组", "名额 2 个，入选 1 名。"] == [
        each for each in paragraphs(found) if "组" in each or "名额" in each
    ]
    assert ("名次", "名称", "总分", "等次") == tables(found)[0][0]
    assert [("1", "A", "9.00", "优秀")] == tables(found)[0][1:]
    assert [("1", "C", "4.00", "")] == tables(found)[1][1:]


def test_english(wuwei: Evaluation) -> None:
    """In English all words that are not the rulebook's own are English."""
    shown = text(document(wuwei, "en", fields=FIELDS))

    assert "Period: from 25 November 2019 to 29 November 2019." in shown
    assert "8 place(s), 5 selected:" in shown
    assert ("Rank", "Name", "Total") == tables(document(wuwei, "en"))[0][0]


def test_the_same_input_gives_the_same_bytes(wuwei: Evaluation) -> None:
    """No clock and no chance is in a document."""
    assert document(wuwei, fields=FIELDS) == document(evaluated("wuwei-2019"), fields=FIELDS)
