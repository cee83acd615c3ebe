"""Whatever stands in a text field appears as text, and breaks nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

import lianbing
from lianbing.evaluation import Evaluation
from lianbing.language import clean
from lianbing.reports.page import page
from tests.page.pages import open_everything, opened, written

MARKUP = (
    "<script>alert(1)</script></script><img src=x onerror=alert(2)>--><!--]]>&lt;&#39;"
    "\"' onmouseover='alert(3)' {{7*7}} {% raw %} ${1} `x` =1+1 @SUM(A1) +2 -3 %s {0} \\u003c \\"
)
CONTROLS = "\u202eevil\u202c\u2066x\u2069\u200f\u2028\u2029\x1b[31m\x07"
EMOJI = "👩‍🚒🏳️‍🌈🇨🇳 ﷽ 𠀀 é e\u0301"
LONG = "长" * 5_000 + "x" * 5_000
HOSTILE = f"{MARKUP} {CONTROLS} {EMOJI}"


def toml(text: str) -> str:
    """Write a text as TOML does: as JSON does, but for characters that JSON writes in two halves."""
    letters = [f"\\U{ord(letter):08x}" if not letter.isalnum() or ord(letter) > 127 else letter for letter in text]
    return f'"{"".join(letters)}"'


def field(name: str, *, long: bool = False) -> str:
    """A field full of trouble that begins with its name."""
    return toml(f"@{name} {HOSTILE} {LONG if long else ''}")


RULEBOOK = f"""
[rulebook]
id = "hostile"
title = {field("rulebook")}
[rulebook.source]
title = {field("source")}
issuer = {field("issuer")}
year = 2024
[rounding]
step = "0.01"
mode = "ROUND_HALF_UP"
clause = {field("rounding-clause")}
[ranking]
on = "published"
ties = "competition"
undecided = "decision"
clause = {field("ranking-clause")}
[[reading]]
id = "way"
number = {field("reading-number")}
clause = {field("reading-clause")}
doubt = {field("doubt", long=True)}
chosen = "one"
why = {field("why")}
option = [
    {{ id = "one", meaning = {field("meaning")} }},
    {{ id = "two", meaning = {field("other-meaning")}, warning = {field("warning")} }},
]
[[award]]
id = "team"
title = {field("award")}
points = 20
clause = {field("award-clause")}
levels = ["a", "b"]
group = [
    {{ id = "g", title = {field("group")}, levels = ["a"], places = 1 }},
    {{ id = "h", title = {field("group-2", long=True)}, levels = ["b"], places = 1 }},
]
grade = [{{ id = "good", title = {field("grade")}, least = 10, clause = "x" }}]
[[award.indicator]]
id = "work"
plugin = "formula"
title = {field("indicator")}
points = 20
clause = {field("indicator-clause")}
criterion = [
    {{ id = "first", title = {field("criterion")}, points = 10, clause = {field("criterion-clause")} }},
    {{ id = "second", title = {field("criterion-2", long=True)}, points = 10, clause = "1" }},
]
[award.indicator.params]
criteria.first = {{ reading = "way", one = "pick(kind, easy = 4, hard = 5)", two = "9" }}
criteria.second = 'cap(distinct(files.number) + when(word == "x", 1, 0), 10)'
[award.indicator.params.facts]
kind = {{ type = "choice", title = {field("choice")}, options = ["easy", "hard"] }}
word = {{ type = "text", title = {field("fact")} }}
[award.indicator.params.facts.files]
type = "rows"
title = {field("rows")}
facts.number = {{ type = "text", title = {field("row-fact")} }}
[[award.indicator]]
id = "discipline"
plugin = "veto"
title = {field("veto")}
clause = "2"
condition = [
    {{ id = "lied", title = {field("condition", long=True)}, clause = {field("condition-clause")} }},
    {{ id = "found_out", title = {field("revoking")}, clause = {field("revoking-clause")} }},
]
[award.indicator.params]
conditions = [
    {{ id = "lied", title = {field("veto-fact")}, effect = "exclude" }},
    {{ id = "found_out", title = {field("veto-fact-2")}, effect = "revoke" }},
]
"""


def person(id: str, level: str, *, lied: bool = False, found_out: bool = False, long: bool = False) -> str:
    return f"""
[[candidate]]
id = "{id}"
award = "team"
name = {field(f"name-{id}", long=long)}
unit = {field(f"unit-{id}")}
level = "{level}"
[candidate.work]
kind = "hard"
word = {field(f"word-{id}", long=long)}
files = [{{ number = {field(f"number-{id}")} }}, {{ number = {field(f"other-{id}")} }}]
[candidate.discipline]
lied = {str(lied).lower()}
found_out = {str(found_out).lower()}
"""


CAMPAIGN = f"""
[campaign]
rulebook = "../hostile.toml"
title = {field("campaign")}
evaluation_day = 2024-11-01
[[decision]]
kind = "revocation"
award = "team"
candidate = "c"
date = 2024-12-01
by = {field("by")}
reason = {field("reason", long=True)}
"""
PEOPLE = person("a", "a") + person("b", "a", lied=True) + person("c", "b", found_out=True) + person("d", "a", long=True)

SHOWN = (
    *("rulebook", "source", "issuer", "rounding-clause", "ranking-clause", "reading-number", "reading-clause", "doubt"),
    *("why", "meaning", "other-meaning", "award", "award-clause", "group", "group-2", "indicator", "indicator-clause"),
    *("criterion", "criterion-clause", "criterion-2", "choice", "fact", "rows", "row-fact", "condition", "revoking"),
    *("condition-clause", "revoking-clause", "campaign", "by", "reason", "name-a", "unit-a", "number-a", "name-b"),
    *("name-c", "name-d", "word-d"),
)
"""Fields that a page shows."""


def hostile_evaluation(folder: Path) -> Evaluation:
    (folder / "hostile.toml").write_text(RULEBOOK, "utf-8")
    campaign = folder / "campaign"
    campaign.mkdir()
    (campaign / "campaign.toml").write_text(CAMPAIGN, "utf-8")
    (campaign / "people.toml").write_text(PEOPLE, "utf-8")
    return Evaluation.of(*lianbing.load(campaign))


@pytest.fixture
def evaluation(tmp_path: Path) -> Evaluation:
    """A campaign in which every text is full of trouble."""
    return hostile_evaluation(tmp_path)


def test_no_control_or_bidi_character_gets_onto_the_page(evaluation: Evaluation) -> None:
    """What turns a line around or moves a cursor is shown as a replacement character."""
    content = page(evaluation, "zh").decode()

    assert "\ufffdevil\ufffd" in content
    assert [] == [letter for letter in "\u202e\u202c\u2066\u2069\u200f\u2028\u2029\x1b\x07" if letter in content]


@pytest.mark.chromium
@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("width", [1280, 360])
def test_hostile_text_appears_as_text(
    browser: Browser, tmp_path: Path, evaluation: Evaluation, width: int, compact: bool
) -> None:
    """Nothing runs, nothing is taken for markup, nothing is wider than the page, and every text is there."""
    file = written(tmp_path, evaluation, compact=compact)
    with opened(browser, file, viewport={"width": width, "height": 900}) as tab:
        open_everything(tab)
        tab.locator("details.compare").first.locator("select").first.select_option(index=1)
        text = " ".join(tab.evaluate("document.body.textContent").split())
        shown = " ".join(clean(HOSTILE).split())

        assert [] == [name for name in SHOWN if f"@{name} {shown}" not in text]
        assert "长" * 5_000 + "x" * 5_000 in text
        assert 0 == tab.locator("img, [onmouseover], [onerror], body script:not([type])").count()
        assert width == tab.evaluate("document.documentElement.scrollWidth")
        tab.get_by_label("查找候选").fill("<img src=x onerror")
        tab.get_by_text("找到 4 个候选").wait_for()
