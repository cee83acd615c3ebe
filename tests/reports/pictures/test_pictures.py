"""Pictures: the right figures in the right places, whatever the names, the same bytes every time."""

import math
import random
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import attrs
import matplotlib
import pytest

import lianbing
from lianbing.errors import InputError
from lianbing.evaluation import Evaluation
from lianbing.language import Language, clean
from lianbing.plugins.registry import Registry
from lianbing.reports.pictures import PICTURES, fonts, png, svg
from lianbing.reports.pictures.colours import COLOURS, HATCHES, LINES, colour, dashes, hatch, ink_on, line_colour
from lianbing.reports.pictures.sheet import HEIGHT, WIDTH, Scale, broken, fitted, named, width_of
from lianbing.reports.pictures.subject import MOST
from tests.cli.hostile import TEXTS, written
from tests.random_wuwei import random_campaign

EXAMPLES = Path(__file__).parents[3] / "examples"
REGISTRY = Registry.load(entry_points=False)
WITH_CHINESE = pytest.mark.skipif(fonts.installed() is None, reason="no font with Chinese letters is installed")
SPACE = "{http://www.w3.org/2000/svg}"


def evaluated(example: str) -> Evaluation:
    """Evaluate an example."""
    return Evaluation.of(*lianbing.load(EXAMPLES / example, registry=REGISTRY))


@pytest.fixture(scope="module")
def wuwei() -> Evaluation:
    """The example with three awards."""
    return evaluated("wuwei-2019")


KINDS = {"breakdown": "得分构成", "distribution": "得分分布", "ranks": "名次对比"}


def many(count: int) -> Evaluation:
    """Evaluate a campaign with so many units."""
    rulebook = lianbing.load_rulebook("wuwei-2019", registry=REGISTRY)
    drawn = random_campaign(random.Random(3), -(-count // 4), rulebook)  # noqa: S311 - made-up data
    campaign = attrs.evolve(
        drawn,
        candidates=tuple(
            attrs.evolve(each, name=f"{'市区某某镇生态环境综合行政执法大队' * (at % 3)}第{at}分局")
            for at, each in enumerate([each for each in drawn.candidates if each.award == "organizer"][:count])
        ),
        history=(),
        outcomes=(),
        decisions=(),
    )
    return Evaluation.of(rulebook, campaign)


@attrs.frozen
class Word:
    """A text of a picture, with where it stands."""

    words: str
    x: float
    y: float
    size: float
    anchor: str

    @property
    def ends(self) -> tuple[float, float]:
        """Where it begins and ends, from the left."""
        wide = width_of(self.words, self.size)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return left, left + wide


def words_of(picture: bytes) -> list[Word]:
    """Read the texts of an SVG."""
    root = ElementTree.fromstring(picture)  # noqa: S314 - our own
    found = []
    for each in root.iter(f"{SPACE}text"):
        style = each.get("style") or ""
        place = re.search(r"translate\(([-\d.]+) ([-\d.]+)\)", each.get("transform") or "")
        size = re.search(r"([\d.]+)px", style)
        assert size is not None
        x, y = (float(place[1]), float(place[2])) if place else (float(each.get("x") or 0), float(each.get("y") or 0))
        anchor = re.search(r"text-anchor: (\w+)", style)
        found.append(Word("".join(each.itertext()), x, y, float(size[1]), anchor[1] if anchor else "start"))
    return found


def texts_of(picture: bytes) -> list[str]:
    """Give the words of an SVG."""
    return [each.words for each in words_of(picture)]


# What is drawn


@pytest.mark.parametrize("award", ["organizer", "collective", "individual"])
def test_the_breakdown_names_everyone_with_the_total(award: str, wuwei: Evaluation) -> None:
    """In the order of the standings; winners are said in words, not by a colour alone."""
    texts = texts_of(svg(wuwei, "zh", award=award))
    standings = wuwei.outcomes[award].standings
    names = [each.candidate.name for each in standings]
    totals = [f"{float(each.total):.2f}" + (" 入选" if each.selected else "") for each in standings]

    assert names == [each for each in texts if each in names]
    assert totals == [each for each in texts if each in totals]
    for indicator in (each for each in wuwei.rulebook.award(award).indicators if each.scores):
        assert f"{indicator.title} {float(indicator.points or 0):g}" in texts


def test_bars_are_as_long_as_the_points(wuwei: Evaluation) -> None:
    """The first candidate's segments lie end to end, each in proportion to its points."""
    picture = svg(wuwei, "zh", award="collective")
    first = wuwei.outcomes["collective"].standings[0]
    bars = list(rectangles(picture))
    ticks = {each.words: each.x for each in words_of(picture) if each.words in ("0", "100") and each.size == 9}
    point = (ticks["100"] - ticks["0"]) / 100
    left = ticks["0"]
    for score in first.indicators:
        if score.points:
            expected = (left, left + float(score.points) * point)

            assert any(abs(x - expected[0]) < 0.01 and abs(right - expected[1]) < 0.01 for x, right in bars), score.id
            left = expected[1]
    assert abs(left - (ticks["0"] + float(first.total) * point)) < 0.01


def rectangles(picture: bytes) -> Iterator[tuple[float, float]]:
    """Give the left and right ends of the boxes of an SVG."""
    for shape in re.findall(rb'<path d="M ([^"]+?)\sz\s*"', picture):
        numbers = [float(each) for each in re.findall(rb"-?\d+(?:\.\d+)?", shape)]
        if len(numbers) == 8:
            yield min(numbers[::2]), max(numbers[::2])


def test_a_penalty_and_a_total_of_its_own_are_drawn() -> None:
    """What is taken off lies left of 0; a total that is no sum has a mark, and the footer says so."""
    texts = texts_of(svg(evaluated("shicheng-2018"), "zh"))

    assert "−20.00" in texts
    assert any("◆" in each for each in texts)


def test_one_candidate_beside_its_maxima(wuwei: Evaluation) -> None:
    """Every criterion with points and maximum."""
    texts = texts_of(svg(wuwei, "zh", award="collective", candidate="city-team"))

    assert {"各项得分", "市生态环境保护综合行政执法队"} <= set(texts[0].split(" · "))
    for words in ("2.7 / 3", "10 / 10", "28.00 / 30", "8.36875 / 10", "考核奖惩制度"):
        assert words in [each.strip("　") for each in texts]


def test_the_distribution_says_least_median_and_most(wuwei: Evaluation) -> None:
    """Of the totals, and of each indicator; the median of an even number lies between the middle two."""
    texts = texts_of(svg(wuwei, "en", picture="distribution", award="organizer"))
    totals = sorted(each.total for each in wuwei.outcomes["organizer"].standings)
    expected = ["43.47", "67.72", "84.62"]

    assert (totals[0], (totals[1] + totals[2]) / 2, totals[3]) == tuple(map(Fraction, expected))
    at = texts.index("Total")
    assert expected == texts[at + 1 : at + 4]


def test_the_ranks_are_those_among_all(wuwei: Evaluation) -> None:
    """Equal points share a rank, overall and in each indicator."""
    picture = svg(wuwei, "zh", picture="ranks", award="collective")
    shown = [each for each in words_of(picture) if re.fullmatch(r"\d+", each.words) and each.y > 128]
    columns: dict[float, list[str]] = {}
    for each in sorted(shown, key=lambda word: word.y):
        columns.setdefault(round(each.x), []).append(each.words)
    standings = wuwei.outcomes["collective"].standings
    ranks = []
    for name in [each.id for each in wuwei.rulebook.award("collective").indicators if each.scores]:
        points = [next(one.points for one in each.indicators if one.id == name) for each in standings]
        ranks.append(sorted(1 + sum(other > own for other in points) for own in points))

    assert [["1", "2", "2", "4"], *([str(each) for each in column] for column in ranks)] == [
        columns[x] for x in sorted(columns)
    ]


@pytest.mark.parametrize("picture", ["distribution", "ranks"])
def test_a_candidate_is_marked_among_the_others(picture: str) -> None:
    """Though it be the last of sixty, it is there and named."""
    found = many(60)
    last = found.outcomes["organizer"].standings[-1].candidate
    texts = texts_of(svg(found, "zh", picture=picture, candidate=last.id))

    assert any("标出" in each and last.name[-4:] in each for each in texts)


def test_more_than_forty_are_cut_and_said() -> None:
    """A slide holds forty; how many there are stands below."""
    found = many(60)
    texts = texts_of(svg(found, "zh"))
    names = [named(each.candidate.name, 6.5, 1000) for each in found.outcomes["organizer"].standings]

    assert any("共 60 名，只画前 40 名" in each for each in texts)
    assert MOST == sum(re.fullmatch(r"\d+\.\d\d(?: 入选)?", each) is not None for each in texts)
    assert names[0][-4:] in "".join(texts)


def test_without_an_award_the_first_with_scores_is_drawn(wuwei: Evaluation) -> None:
    """A candidate's own award where a candidate is named."""
    assert "表现突出组织单位" in texts_of(svg(wuwei, "zh"))[0]
    assert any("表现突出个人" in each for each in texts_of(svg(wuwei, "zh", candidate="minqin-1")))


# Nothing overlaps


@pytest.mark.parametrize("count", [1, 3, 30, 60])
@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_words_overlap(picture: str, count: int, language: Language) -> None:
    """With few or many candidates, short names or long ones, no text lies on another or leaves the slide."""
    words = words_of(svg(many(count), language, picture=picture))
    apart(words)


@pytest.mark.parametrize("example", ["wuwei-2019", "shicheng-2018", "case-review-2024", "wuwei-2019-reviewed"])
def test_no_words_overlap_in_the_examples(example: str) -> None:
    """Every award, every picture, and every candidate by itself."""
    found = evaluated(example)
    for award, outcome in found.outcomes.items():
        if not outcome.standings:
            continue
        for picture in PICTURES:
            apart(words_of(svg(found, "zh", picture=picture, award=award)))
        for standing in outcome.standings:
            apart(words_of(svg(found, "en", award=award, candidate=standing.candidate.id)))


def apart(words: list[Word]) -> None:
    """Hold words to the slide, and apart from each other."""
    for number, each in enumerate(words):
        left, right = each.ends
        assert left >= 0, each
        assert right <= WIDTH + 1, each
        assert 0 < each.y < HEIGHT, each
        for other in words[number + 1 :]:
            if abs(each.y - other.y) < 0.8 * min(each.size, other.size):
                assert right <= other.ends[0] + 1 or other.ends[1] <= left + 1, (each, other)


# The same bytes, safe texts, fonts


@pytest.mark.parametrize("picture", PICTURES)
def test_the_same_input_gives_the_same_bytes(picture: str, wuwei: Evaluation) -> None:
    """No clock, no random id; what the machine's own settings say does not matter."""
    first = svg(wuwei, "zh", picture=picture)
    with matplotlib.rc_context({"savefig.facecolor": "red", "font.size": 30, "savefig.bbox": "tight"}):
        assert first == svg(wuwei, "zh", picture=picture)
        assert 30 == matplotlib.rcParams["font.size"]
    assert b"<dc:date>" not in first


@WITH_CHINESE
@pytest.mark.parametrize("picture", PICTURES)
def test_a_png_is_a_slide(picture: str, wuwei: Evaluation) -> None:
    """16 to 9, fine enough for a wall; the same bytes every time, no note of what made it."""
    drawn = png(wuwei, "en", picture=picture, award="collective")
    width, height = (int.from_bytes(drawn[at : at + 4], "big") for at in (16, 20))

    assert drawn == png(wuwei, "en", picture=picture, award="collective")
    assert (2666, 1500) == (width, height)
    assert b"Matplotlib" not in drawn


@WITH_CHINESE
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("picture", PICTURES)
def test_hostile_text_is_text(picture: str, text: str, tmp_path: Path) -> None:
    """No markup of SVG, no mathematics, no escape sequence; a letter that no font has becomes a box."""
    hostile = Evaluation.of(*lianbing.load(written(tmp_path, TEXTS[text]), registry=REGISTRY))
    for candidate in (None, "a2"):
        drawn = svg(hostile, "zh", picture=picture, candidate=candidate)
        root = ElementTree.fromstring(drawn)  # noqa: S314 - our own
        words = texts_of(drawn)

        assert {"script", "a", "image", "foreignObject"}.isdisjoint(
            {each.tag.removeprefix(SPACE) for each in root.iter()}
        )
        assert all(clean(each) == each for each in words)
        assert words[0].endswith(" · " + KINDS[picture] if picture != "breakdown" or candidate is None else "各项得分")
        assert any(each[:3] == clean(TEXTS[text])[:3] for each in words)
        apart(words_of(drawn))
    assert png(hostile, "zh", picture=picture).startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["$a_1$ 队", r"\\frac{1}{2}$", "a_b^c", "$$", "%s {0}"])
def test_nothing_is_mathematics(name: str, wuwei: Evaluation) -> None:
    """A name with signs of money stands as it was written."""
    renamed = [attrs.evolve(each, name=name) for each in wuwei.campaign.candidates]
    campaign = attrs.evolve(wuwei.campaign, candidates=tuple(renamed), history=())
    texts = texts_of(svg(Evaluation.of(wuwei.rulebook, campaign), "zh"))

    assert 4 == texts.count(name)


def test_words_stay_words_in_any_font(wuwei: Evaluation, monkeypatch: pytest.MonkeyPatch) -> None:
    """An SVG needs no font here, and names the Chinese fonts of every system; what it draws stays where it is."""
    here = svg(wuwei, "zh")
    monkeypatch.setattr(fonts, "CHINESE", ())
    monkeypatch.setattr("lianbing.reports.pictures.drawing.installed", lambda: None)
    bare = svg(wuwei, "zh")

    assert "表现突出组织单位 · 得分构成" in texts_of(here)
    for name in ("Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "sans-serif"):
        assert name.encode() in here
    assert here == bare


def test_without_a_chinese_font_a_png_says_what_to_install(wuwei: Evaluation, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture full of empty boxes would help nobody."""
    monkeypatch.setattr(
        fonts, "fontManager", attrs.make_class("None_", ["ttflist", "findfont"])([], lambda *_, **__: DEJAVU)
    )
    fonts._letters.cache_clear()
    try:
        with pytest.raises(InputError) as caught:
            png(wuwei, "zh")
    finally:
        fonts._letters.cache_clear()

    assert ["missing_font"] == [each.code for each in caught.value.faults]
    assert "Noto Sans CJK SC" in caught.value.say("en")


DEJAVU = str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf")


# What cannot be drawn


@pytest.mark.parametrize(
    ("asked", "code", "suggestion"),
    [
        ({"award": "colective"}, "unknown_award", "collective"),
        ({"award": "collective", "candidate": "city-tem"}, "unknown_candidate", "city-team"),
        ({"candidate": "nobody"}, "unknown_candidate", None),
        ({"award": "collective", "candidate": "tianzhu-team"}, "wrong_call", None),
        ({"picture": "rank"}, "wrong_call", "ranks"),
    ],
)
def test_what_is_not_there_is_told(asked: dict[str, str], code: str, suggestion: str | None, wuwei: Evaluation) -> None:
    """With the nearest name there is; who left has no score to draw."""
    for draw in (svg, png):
        with pytest.raises(InputError) as caught:
            draw(wuwei, "zh", **asked)

        assert [(code, suggestion)] == [(each.code, each.suggestion) for each in caught.value.faults]


def test_an_award_without_scores_is_told() -> None:
    """An empty picture would look like a result."""
    rulebook, campaign = lianbing.load(EXAMPLES / "wuwei-2019", registry=REGISTRY)
    empty = Evaluation.of(rulebook, attrs.evolve(campaign, candidates=(), decisions=(), outcomes=()))

    with pytest.raises(InputError):
        svg(empty, "zh")


# Colours, words and scales


def test_neighbours_are_told_apart_without_colours() -> None:
    """In grey print as well: each differs from the next in lightness or hatch, and lines in stroke."""
    for number in range(60):
        first, second = ((light(colour(each)), hatch(each)) for each in (number, number + 1))

        assert abs(first[0] - second[0]) > 0.07 or first[1] != second[1]
    pairs = [(colour(each), hatch(each)) for each in range(len(COLOURS) * len(HATCHES))]

    assert len(set(pairs)) == len(pairs)
    assert len({(line_colour(each), dashes(each)) for each in range(2 * len(LINES))}) == 2 * len(LINES)
    assert all(light(each) < 0.75 for each in LINES)


def light(ground: str) -> float:
    """Tell how light a colour is, as grey print shows it."""
    parts = [int(ground[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4) for part in parts]
    return math.pow(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2], 1 / 2.2)


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours as WCAG counts it."""
    high, low = sorted((math.pow(light(each), 2.2) for each in (one, other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ground", COLOURS)
def test_letters_can_be_read_on_every_colour(ground: str) -> None:
    """WCAG AA: 4.5 to 1."""
    assert contrast(ink_on(ground), ground) >= 4.5


def test_words_are_cut_where_they_must_be() -> None:
    """Names keep their ends, for there they differ; nothing is wider than its place."""
    for most in (20.0, 80.0, 200.0):
        for words in ("甲", "某某镇综合行政执法大队第104分局", "a long name in English", "长" * 10_000, "", "👩‍👩‍👧❤️"):
            assert width_of(fitted(words, 10, most), 10) <= most + 0.1
            assert width_of(named(words, 10, most), 10) <= most + 0.1
            assert all(width_of(line, 10) <= most + 0.1 for line in broken(words, 10, most, 3))
    assert named("某某镇综合行政执法大队第104分局", 10, 120).endswith("104分局")
    assert ["通报表扬", "+不限"] == broken("通报表扬 +不限", 10, 60, 3)


@pytest.mark.parametrize(("least", "most"), [(0, 100), (0, 1), (-20, 106.5), (0, 30), (0, 5), (0, 1.065), (-3, 0)])
def test_ticks_are_round_and_within(least: float, most: float) -> None:
    """Three to seven of them, both ends there where they are round."""
    ticks = Scale(least, most, 0, 100).ticks()

    assert 3 <= len(ticks) <= 8
    assert all(least - 1e-6 <= each <= most + 1e-6 for each in ticks)
    assert 0 in ticks
    if (least, most) in ((0, 100), (0, 1), (0, 30), (0, 5)):
        assert most == ticks[-1]
