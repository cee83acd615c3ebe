"""The page in a reader's hands: opening, finding, sorting, comparing, by mouse and by keyboard, large and small."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from lianbing.language import Language
from tests.evaluation.mechanisms import award, load
from tests.page.pages import EXAMPLES, evaluated, example, many, open_everything, opened, written

pytestmark = pytest.mark.chromium


def names(tab: Page, place: int = 0) -> list[str]:
    """The names of the rows that are to be seen, in their order."""
    rows = tab.locator("table.standings").nth(place).locator("tbody:visible .who .name")
    return rows.all_inner_texts()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_it_opens_from_the_disk_and_asks_for_nothing(
    browser: Browser, tmp_path: Path, name: str, language: Language
) -> None:
    """No request but the file itself, no complaint of the browser, whatever is opened."""
    with opened(browser, written(tmp_path, example(name), language)) as tab:
        open_everything(tab)

        assert tab.locator("table.standings").count() > 0


@pytest.mark.parametrize(("name", "compact"), [*((name, False) for name in EXAMPLES), ("wuwei-2019", True)])
def test_nothing_is_wider_than_a_phone(browser: Browser, tmp_path: Path, name: str, compact: bool) -> None:
    """At 360 pixels nobody scrolls sideways, whatever is open."""
    file = written(tmp_path, example(name), compact=compact)
    with opened(browser, file, viewport={"width": 360, "height": 780}) as tab:
        open_everything(tab)

        assert 360 == tab.evaluate("document.documentElement.scrollWidth")


def test_search_finds_by_name_id_and_unit(browser: Browser, tmp_path: Path) -> None:
    """What matches stays, those who left too; how many there are is said."""
    with opened(browser, written(tmp_path, example("wuwei-2019"))) as tab:
        for asked, found, count in (("古浪", ["古浪分局"], 2), ("GULANG", ["古浪分局"], 4), ("候选人乙", [], 1)):
            tab.get_by_label("查找候选").fill(asked)
            tab.get_by_text(f"找到 {count} 个候选").wait_for()

            assert found == names(tab)
        assert ["候选人乙"] == names(tab, 2)
        assert 0 == tab.locator("[data-find]:visible").count()
        tab.get_by_label("查找候选").fill("候选人己")
        tab.locator("[data-find]:visible").wait_for()
        assert 1 == tab.locator("[data-find]:visible").count()
        tab.get_by_label("查找候选").fill("")
        tab.locator("table.standings tbody").first.wait_for()
        assert 4 == len(names(tab))


def test_sorting_goes_by_exact_numbers_and_back(browser: Browser, tmp_path: Path) -> None:
    """A heading sorts by its column, first from the great end, then from the small; the state is told to all."""
    with opened(browser, written(tmp_path, example("wuwei-2019"))) as tab:
        heading = tab.locator("table.standings").nth(1).locator("th", has_text="队伍建设与管理")
        heading.get_by_role("button").click()

        assert "descending" == heading.get_attribute("aria-sort")
        assert ["市生态环境保护综合行政执法队", "民勤分局", "凉州分局", "古浪分局"] == names(tab, 1)
        assert "队伍建设与管理" in tab.locator("#said").inner_text()
        heading.get_by_role("button").click()
        assert "ascending" == heading.get_attribute("aria-sort")
        assert ["古浪分局", "凉州分局", "民勤分局", "市生态环境保护综合行政执法队"] == names(tab, 1)
        tab.locator("table.standings").nth(1).locator("th", has_text="名次").get_by_role("button").click()
        assert ["市生态环境保护综合行政执法队", "凉州分局", "民勤分局", "古浪分局"] == names(tab, 1)


def test_equals_keep_the_order_of_the_standings(browser: Browser, tmp_path: Path) -> None:
    """Nothing is decided between equals by how somebody sorts."""
    with opened(browser, written(tmp_path, example("wuwei-2019"))) as tab:
        heading = tab.locator("table.standings").nth(1).locator("th", has_text="总分")
        heading.get_by_role("button").click()
        downward = names(tab, 1)
        heading.get_by_role("button").click()

        assert ["凉州分局", "民勤分局"] == downward[1:3] == names(tab, 1)[1:3]


def test_a_score_opens_by_the_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    """Tab leads from the top to the first score, past a link that skips what comes before; Enter opens it."""
    with opened(browser, written(tmp_path, example("wuwei-2019"))) as tab:
        tab.keyboard.press("Tab")
        assert "跳到正文" == tab.locator(":focus").inner_text()
        tab.keyboard.press("Enter")
        for _ in range(60):
            tab.keyboard.press("Tab")
            if tab.evaluate("document.activeElement.matches('details.why > summary')"):
                break
        outline = tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        tab.keyboard.press("Enter")
        first = tab.locator("details.why").first

        assert "solid" == outline
        assert tab.evaluate("document.activeElement.parentElement.open")
        assert "民勤分局（minqin）" in first.inner_text()
        button = first.locator(".actions button").first
        button.wait_for()  # the browser tells that a score was opened a moment after it was
        tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")
        first.locator(".actions button", has_text="收起").wait_for()
        assert "收起" == button.inner_text()
        assert "organizers.toml" in first.inner_text()


def test_a_link_opens_the_score_that_it_names(browser: Browser, tmp_path: Path) -> None:
    """The address of a score can be passed on."""
    file = written(tmp_path, example("wuwei-2019"))
    with opened(browser, file) as tab:
        tab.locator(".card").nth(1).get_by_text("民勤分局").click()
        tab.locator("details.why[open]").wait_for()

        assert tab.url.endswith("#collective/minqin-team")
        assert 1 == tab.locator("details.why[open]").count()
        assert "minqin-team" in tab.locator("details.why[open]").inner_text()


def test_two_candidates_stand_side_by_side(browser: Browser, tmp_path: Path) -> None:
    """Points of both by indicator and criterion, and the exact difference."""
    with opened(browser, written(tmp_path, example("wuwei-2019"))) as tab:
        tool = tab.locator("details.compare").nth(1)
        tool.locator("summary").click()
        tool.get_by_label("乙方").select_option(label="4 · 古浪分局（gulang-team）")
        cells = tool.locator("tr").all_inner_texts()
        told = [" ".join(each.split()) for each in cells]

        assert "名次 1 4" in told
        assert "总分 100 90.60 26.41 +64.19" in told
        assert "执法案卷质量 20 17.20 7.91 +9.29" in told
        assert "抽选案卷 10 8.36875 307/120 ≈ 2.5583 +2789/480 ≈ 5.8104" in told


def test_the_theme_can_be_chosen(browser: Browser, tmp_path: Path) -> None:
    """Light and dark follow the system until the reader says otherwise."""
    paper = "getComputedStyle(document.body).backgroundColor"
    with opened(browser, written(tmp_path, example("wuwei-2019")), color_scheme="dark") as tab:
        dark = tab.evaluate(paper)
        tab.get_by_label("浅色").check()
        light = tab.evaluate(paper)
        tab.get_by_label("深色").check()

        assert light != dark == tab.evaluate(paper)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_scripts_standings_and_explanations_are_there(
    browser: Browser, tmp_path: Path, language: Language
) -> None:
    """A browser that runs no script shows everything but the tools, and details open."""
    file = written(tmp_path, example("wuwei-2019"), language)
    with opened(browser, file, java_script_enabled=False) as tab:
        first = tab.locator("details.why").first
        first.locator("summary").first.click()
        first.locator("li.level1 > details > summary").nth(2).click()

        assert 4 == len(names(tab))
        assert "84.62" in tab.locator("table.standings").first.inner_text()
        assert "organizers.toml" in first.inner_text()
        assert "1.3.1" in first.inner_text()
        assert 0 == tab.locator(".scripted:visible").count()
        assert ("脚本" if language == "zh" else "scripts") in tab.locator("body").inner_text()


@pytest.mark.parametrize(
    ("name", "language"), [("wuwei-2019", "zh"), ("shicheng-2018", "en"), ("case-review-2024", "zh")]
)
def test_explanations_kept_apart_are_the_same(browser: Browser, tmp_path: Path, name: str, language: Language) -> None:
    """A page of many candidates tells of each what a page of few tells, in the same shape."""
    told = []
    for compact in (False, True):
        with opened(browser, written(tmp_path, example(name), language, compact=compact)) as tab:
            open_everything(tab)
            tab.evaluate("() => { for (const each of document.querySelectorAll('.actions')) each.remove(); }")
            told.append(tab.locator(".explanation").evaluate_all(SHAPES))

    assert told[0] == told[1]
    assert told[0]


SHAPES = r"""(found) => found.map((each) => each.outerHTML
  .replace(/ open=""/g, "").replace(/\s+/g, " ").replace(/> </g, "><").replace(/ ?(<\/?(li|ul|p|div)) ?/g, "$1"))"""


def test_a_long_table_shows_its_first_rows_and_more_on_demand(browser: Browser, tmp_path: Path) -> None:
    """Of many rows a hundred are shown; search and sorting go over all of them; without scripts all are there."""
    rulebook = load(tmp_path, award("places = 2"))
    evaluation = evaluated(rulebook, many(rulebook, 350))
    file = written(tmp_path, evaluation)
    with opened(browser, file) as tab:
        assert 100 == len(names(tab))
        tab.get_by_role("button", name="再显示 200 个").click()
        assert 300 == len(names(tab))
        tab.get_by_label("查找候选").fill("c34")
        tab.get_by_text("找到 10 个候选").wait_for()
        assert 10 == len(names(tab))
        tab.get_by_label("查找候选").fill("")
        tab.get_by_role("button", name="全部显示").first.click()
        assert 350 == len(names(tab))
        tab.locator("th", has_text="候选").get_by_role("button").click()
        assert sorted(names(tab)) == names(tab)
        tab.locator("details.why").last.locator("summary").click()
        assert "c349" in tab.locator("details.why").last.inner_text()
    with opened(browser, file, java_script_enabled=False) as tab:
        assert 350 == len(names(tab))
        assert "各指标得分见表中" in tab.locator("body").inner_text()


def test_the_printed_page_has_no_controls_and_repeats_its_headings(browser: Browser, tmp_path: Path) -> None:
    """On paper there are no buttons; what was opened is printed, what was not is not; each sheet has the headings."""
    pypdf = pytest.importorskip("pypdf")
    rulebook = load(tmp_path, award("places = 2"))
    file = written(tmp_path, evaluated(rulebook, many(rulebook, 120)))
    with opened(browser, file) as tab:
        tab.locator("details.why").first.locator("summary").first.click()
        tab.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    sheets = [each.extract_text() for each in pypdf.PdfReader(tmp_path / "page.pdf").pages]
    text = "".join(sheets)

    assert "展开全部步骤" not in text
    assert "查找候选" not in text
    assert 1 == text.count("97.50 / 100")
    assert [] == [number for number, each in enumerate(sheets[1:4]) if "学习" not in each]
