"""What stands on a page, whoever reads it: everything of the result, told as everywhere else."""

import base64
import hashlib
import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from lianbing.errors import InputError
from lianbing.insight.readings import reading_effects
from lianbing.language import Language, clean
from lianbing.reports.figures import published
from lianbing.reports.page import page
from lianbing.reports.page.awards import explanation_of
from tests.page.pages import EXAMPLES, ROOT, example

LANGUAGES: tuple[Language, ...] = ("zh", "en")


class Reader(HTMLParser):
    """Reads a page's text, its elements and its scripts apart."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.script = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}", {}))

    def handle_data(self, data: str) -> None:
        tag, attributes = self.tags[-1] if self.tags else ("", {})
        if tag == "script" and "type" not in attributes:
            self.script += data
        elif tag not in ("script", "style"):
            self.texts.append(data)

    @property
    def text(self) -> str:
        return blank("".join(self.texts))


def blank(text: str) -> str:
    """Leave the blanks of a text out: markup may have more of them, or fewer."""
    return re.sub(r"\s+", "", text)


def read(content: bytes) -> Reader:
    reader = Reader()
    reader.feed(content.decode())
    return reader


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_line_of_every_explanation_stands_on_the_page(name: str, language: Language) -> None:
    """No fact, formula, cap, deduction or clause that `explain` tells is lost on the page."""
    evaluation = example(name)
    text = read(page(evaluation, language)).text
    lines = [
        line.text
        for award in evaluation.rulebook.awards
        for candidate in evaluation.fields[award.id].candidates
        for line in explanation_of(evaluation, award.id, candidate.id, language).walk()
    ]

    assert [] == [line for line in dict.fromkeys(lines) if blank(clean(line)) not in text]
    assert lines


@pytest.mark.parametrize("name", EXAMPLES)
def test_all_of_the_outcome_stands_on_the_page(name: str) -> None:
    """Totals, points, reasons, decisions, warnings, digests and plugins are all told."""
    evaluation = example(name)
    rounding, outcome = evaluation.rulebook.rounding, evaluation.outcome
    wanted = [evaluation.campaign.title, outcome.rulebook_sha256, outcome.campaign_sha256]
    wanted += [part for plugin in outcome.plugins for part in plugin]
    wanted += [each.message("zh") for each in outcome.warnings]
    wanted += [each.sha256 for each in outcome.reviews]
    for award in outcome.awards:
        wanted += [published(each.total, rounding) for each in award.standings]
        wanted += [each.candidate.name + each.candidate.id for each in award.standings]
        scores = [score for each in award.standings for score in each.indicators]
        wanted += [published(each.points, rounding) for each in scores if each.state == "scored"]
        wanted += [each.reason + f"〔{each.clause}〕" for each in award.excluded]
        wanted += [each.reason for each in award.revoked]
        wanted += [each.reason for each in award.settled]
    text = read(page(evaluation, "zh")).text

    assert [] == [each for each in wanted if blank(each) not in text]


def test_what_other_readings_change_stands_on_the_page() -> None:
    """Every reading has its option in force, and each other option says whom it changes, or that it changes nothing."""
    evaluation = example("wuwei-2019")
    text = read(page(evaluation, "zh")).text
    effects = reading_effects(evaluation.rulebook, evaluation.campaign)

    assert any(each.changes for each in effects)
    for effect in effects:
        count = f"{len(effect.changes)}个候选的分数或名次改变" if effect.changes else "结果不变"
        assert f"换成{effect.option}：{count}" in text
    for reading in evaluation.rulebook.readings:
        assert blank(f"{reading.number} {reading.doubt} 〔{reading.clause}〕") in text


def test_the_page_asks_for_nothing() -> None:
    """Nothing on the page has an address beside places on itself, and the one script is the one that it allows."""
    reader = read(page(example("wuwei-2019"), "zh"))
    named = [item for _, attributes in reader.tags for item in attributes.items()]
    addresses = {value for name, value in named if name in ("src", "href", "srcset", "action", "data")}
    policies = [attributes["content"] or "" for tag, attributes in reader.tags if "http-equiv" in attributes]
    digest = base64.b64encode(hashlib.sha256(reader.script.encode()).digest()).decode()

    assert [] == [each for each in addresses if each is None or not each.startswith(("#", "data:"))]
    assert 1 == len(policies)
    assert "default-src 'none'" in policies[0]
    assert f"script-src 'sha256-{digest}'" in policies[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_on_the_page_are_named_once_and_links_lead_to_them(language: Language) -> None:
    """An id stands once, and each link within the page finds its place."""
    reader = read(page(example("wuwei-2019"), language))
    ids = [attributes["id"] for _, attributes in reader.tags if "id" in attributes]
    links = [attributes["href"] or "" for tag, attributes in reader.tags if tag == "a"]

    assert len(set(ids)) == len(ids)
    assert [] == [each for each in links if each[1:] not in ids]


def test_a_made_up_example_says_so() -> None:
    """Nobody takes an example for a result."""
    assert "本页数据纯属虚构" in read(page(example("wuwei-2019"), "zh")).text
    assert "阶段性结果" in read(page(example("wuwei-2019-reviewed"), "zh")).text


def test_one_award_alone_can_be_shown() -> None:
    """With an award named, the others are not on the page."""
    text = read(page(example("wuwei-2019"), "zh", award="collective")).text

    assert "表现突出集体" in text
    assert "天祝分局" in text
    assert "候选人甲" not in text


def test_an_unknown_award_is_told() -> None:
    """A misspelt award is told with the one that was meant."""
    with pytest.raises(InputError) as caught:
        page(example("wuwei-2019"), "zh", award="colective")

    assert ["unknown_award"] == [each.code for each in caught.value.faults]
    assert "collective" == caught.value.faults[0].suggestion


def test_the_same_input_gives_the_same_bytes() -> None:
    """Neither the run nor the order of hashes shows in a page."""
    make = (
        "import sys, lianbing; from lianbing.reports.page import page;"
        "evaluation = lianbing.Evaluation.of(*lianbing.load('examples/wuwei-2019'));"
        "sys.stdout.buffer.write(page(evaluation, 'zh'))"
    )
    printed = [
        subprocess.run(
            [sys.executable, "-c", make],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]

    assert printed[0] == printed[1]
    assert printed[0].startswith(b"<!doctype html>")
