"""The parameters that the general plugins refuse, and what they say of them."""

from pathlib import Path

import pytest

from tests.indicators.stones import wrongs

Told = list[tuple[str, str, str]]
"""What is told: where below the parameters, in Chinese, in English."""

THINGS = 'things = [{id = "papers", title = "论文", points = 2}]'
NEEDED = 'items = [{id = "a", title = "甲"}, {id = "b", title = "乙"}, {id = "c", title = "丙"}]\n'
ONE = '{id = "a", title = "甲", parts = [1, 2], absence = "zero"'

WRONG: list[tuple[str, str, Told]] = [
    (
        "checklist",
        'items = [{id = "a", title = "甲", points = 1}, {id = "b", title = "乙"}]',
        [
            (
                "items[1]",
                "须有 points，或另设 needed、all_or_nothing",
                "points are needed here, or else needed or all_or_nothing",
            )
        ],
    ),
    (
        "checklist",
        'items = [{id = "a", title = "甲", points = 1}]\nneeded = 1',
        [
            (
                "items[0].points",
                "已设 needed 或 all_or_nothing，各项没有 points",
                "with needed or all_or_nothing, items have no points",
            )
        ],
    ),
    (
        "checklist",
        'items = [{id = "a", title = "甲", points = 6}, {id = "b", title = "乙", points = "4.5"}]',
        [("items", "各项合计 10.5 分，超过满分 10", "the items add up to 10.5, above the maximum of 10")],
    ),
    (
        "checklist",
        f"{NEEDED}needed = 4",
        [("needed", "needed 应在 1 到 3 之间，实为 4", "needed is to be from 1 to 3, found 4")],
    ),
    (
        "checklist",
        f"{NEEDED}needed = 2\nall_or_nothing = true",
        [("needed", "needed 与 all_or_nothing 只能有一个", "either needed or all_or_nothing is stated, not both")],
    ),
    (
        "checklist",
        'items = [{id = "a", title = "", points = 1}, {id = "a", title = "乙", points = 0}, '
        '{id = "1", title = "丙", points = 1}]',
        [
            ("items[0].id", "id“a”重复", "the id “a” stands twice"),
            ("items[0].title", "title 不能为空", "a title cannot be empty"),
            ("items[1].id", "id“a”重复", "the id “a” stands twice"),
            (
                "items[2].id",
                "id“1”须以英文字母开头，只含字母、数字和下划线，且不是保留字",
                "an id is letters, digits and underscores, begins with a letter, and is no reserved word; found “1”",
            ),
            ("items[1].points", "应大于 0，实为 0", "it is to be above 0, found 0"),
        ],
    ),
    ("checklist", "items = []", [("items", "items 不能为空", "items cannot be empty")]),
    (
        "panel",
        'items = [{id = "a", title = "甲"}, {id = "a", title = "乙"}]',
        [(f"items[{at}].id", "id“a”重复", "the id “a” stands twice") for at in (0, 1)],
    ),
    ("tally", "", [("things", "从 0 分起计须有 things", "what starts at 0 needs things that earn points")]),
    (
        "tally",
        f'start = "full"\n{THINGS}',
        [
            ("deductions", "从满分起计须有 deductions", "what starts at full marks needs deductions"),
            ("things", "从满分起计只扣分，没有 things", "what starts at full marks only loses: no things"),
        ],
    ),
    (
        "tally",
        'things = [{id = "a", title = "甲", points = 0, most = -1}]\n'
        'deductions = [{id = "a", title = "乙", points = 1}]\ndeductions_most = 0',
        [
            ("things[0].id", "id“a”重复", "the id “a” stands twice"),
            ("deductions[0].id", "id“a”重复", "the id “a” stands twice"),
            ("things[0].points", "应大于 0，实为 0", "it is to be above 0, found 0"),
            ("things[0].most", "应大于 0，实为 -1", "it is to be above 0, found -1"),
            ("deductions_most", "应大于 0，实为 0", "it is to be above 0, found 0"),
        ],
    ),
    (
        "ratio_to_target",
        'direction = "less"\nzero_below = 0.5\ntarget = 0',
        [
            ("target", "应大于 0，实为 0", "it is to be above 0, found 0"),
            ("zero_below", "越少越好时没有 zero_below", "where less is better there is no zero_below"),
            ("zero_at", "越少越好时须有 zero_at", "where less is better, zero_at is needed"),
        ],
    ),
    (
        "ratio_to_target",
        'direction = "less"\nzero_at = 1',
        [("zero_at", "zero_at 应大于 1，实为 1", "zero_at is to be above 1, found 1")],
    ),
    (
        "ratio_to_target",
        'direction = "more"\nzero_at = 1.1\nzero_below = 1.5',
        [
            ("zero_at", "越多越好时没有 zero_at", "where more is better there is no zero_at"),
            (
                "zero_below",
                "zero_below 应大于 0 且不大于 1，实为 1.5",
                "zero_below is to be above 0 and at most 1, found 1.5",
            ),
        ],
    ),
    ("tiers", "tiers = []", [("tiers", "tiers 不能为空", "tiers cannot be empty")]),
    (
        "tiers",
        "tiers = [{from = 1, point = 2}]",
        [("tiers[0]", "每档有 from 和 points，实为 from, point", "a tier has from and points, found from, point")],
    ),
    (
        "tiers",
        "tiers = [{from = 2, points = 1}, {from = 2, points = 3}]",
        [
            (
                "tiers[1].from",
                "各档起点须递增，2 不大于前一档的 2",
                "the starts of tiers rise; 2 is not above 2 before it",
            )
        ],
    ),
    (
        "tiers",
        "tiers = [{from = 2, points = 11}]\notherwise = -1",
        [
            ("otherwise", "分值应在 0 到 10 之间，实为 -1", "points are to be from 0 to 10, found -1"),
            ("tiers[0].points", "分值应在 0 到 10 之间，实为 11", "points are to be from 0 to 10, found 11"),
        ],
    ),
    (
        "rank",
        'best = "least"\nmethod = "linear"\ntable = [3]\notherwise = 1',
        [
            ("table", "按名次等差计分，没有 table", "equal steps have no table"),
            ("otherwise", "按名次等差计分，没有 otherwise", "equal steps have no otherwise"),
        ],
    ),
    (
        "rank",
        'best = "least"\nmethod = "table"',
        [("table", "按表计分须有 table", "the method by table needs a table")],
    ),
    (
        "rank",
        'best = "least"\nmethod = "table"\ntable = [5, 6]\notherwise = 7',
        [
            (
                "table[1]",
                "名次靠后的得分 6 高于前一名次的 5",
                "a worse rank gets 6, more than the 5 of the rank before it",
            ),
            (
                "otherwise",
                "名次靠后的得分 7 高于前一名次的 6",
                "a worse rank gets 7, more than the 6 of the rank before it",
            ),
        ],
    ),
    (
        "rank",
        'best = "least"\nmethod = "table"\ntable = [12, 6]\notherwise = -1',
        [
            ("table[0]", "分值应在 0 到 10 之间，实为 12", "points are to be from 0 to 10, found 12"),
            ("otherwise", "分值应在 0 到 10 之间，实为 -1", "points are to be from 0 to 10, found -1"),
        ],
    ),
    ("bonus", "things = []", [("things", "things 不能为空", "things cannot be empty")]),
    (
        "penalty",
        'things = [{id = "a", title = "甲", points = -2}]',
        [("things[0].points", "应大于 0，实为 -2", "it is to be above 0, found -2")],
    ),
    ("veto", "conditions = []", [("conditions", "conditions 不能为空", "conditions cannot be empty")]),
    ("document_review", "items = []", [("items", "items 不能为空", "items cannot be empty")]),
    (
        "document_review",
        'items = [{id = "a", title = "甲", parts = [], absence = "zero"}]',
        [("items[0].parts", "parts 不能为空", "parts cannot be empty")],
    ),
    (
        "document_review",
        'items = [{id = "a", title = "甲", parts = [1, 0], absence = "zero"}]',
        [("items[0].parts[1]", "应大于 0，实为 0", "it is to be above 0, found 0")],
    ),
    (
        "document_review",
        f"items = [{ONE}, gate = 3, part_not_needed = [2, 0]}}]",
        [
            ("items[0].gate", "没有第 3 项，只有 1 到 2", "there is no part 3, only 1 to 2"),
            ("items[0].part_not_needed[1]", "没有第 0 项，只有 1 到 2", "there is no part 0, only 1 to 2"),
        ],
    ),
    (
        "document_review",
        f"items = [{ONE}, part_not_needed = [2, 2]}}]",
        [("items[0].part_not_needed", "part_not_needed 中有重复", "part_not_needed names a part twice")],
    ),
    (
        "document_review",
        f"items = [{ONE}}}, {ONE}}}]",
        [(f"items[{at}].id", "id“a”重复", "the id “a” stands twice") for at in (0, 1)],
    ),
    (
        "document_review",
        f'items = [{ONE}}}]\nbonus_limit = "open"\nfull = 0',
        [
            ("full", "应大于 0，实为 0", "it is to be above 0, found 0"),
            ("bonus_limit", "没有 bonus，不设 bonus_limit", "without a bonus there is no bonus_limit"),
        ],
    ),
    (
        "document_review",
        f'items = [{ONE}}}]\nbonus = {{id = "a_1", title = "", points = -1}}',
        [
            ("bonus_limit", "有 bonus 须有 bonus_limit", "a bonus needs a bonus_limit"),
            ("bonus.points", "应大于 0，实为 -1", "it is to be above 0, found -1"),
            ("bonus.title", "title 不能为空", "a title cannot be empty"),
            ("bonus.id", "id“a_1”已另有所指", "the id “a_1” is taken already"),
        ],
    ),
]


@pytest.mark.parametrize(("plugin", "parameters", "expected"), WRONG)
def test_wrong_parameters_are_refused(tmp_path: Path, plugin: str, parameters: str, expected: Told) -> None:
    """What makes no sense is told in both languages, where it stands, and all of it at once."""
    assert expected == wrongs(tmp_path, plugin, parameters)
