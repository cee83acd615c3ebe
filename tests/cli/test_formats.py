"""Every command shows the same in every format, and no text of the input breaks any of them."""

import csv
import io
import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from lianbing.cli import formats
from lianbing.language import clean
from lianbing.plugins.registry import PluginListing
from lianbing.reports.lines import Line
from lianbing.reports.markdown import document
from lianbing.reports.plugin_list import plugin_lines, plugins_table, plugins_to_json, summary
from lianbing.reports.tables import csv_text
from lianbing.reports.tables import harmless as harmless_cell
from lianbing.reports.terminal import printed
from tests.cli.hostile import TEXTS, written
from tests.cli.test_cli import EXAMPLE, run

FORMATS = ("json", "csv", "markdown")
COMMANDS = {
    "demo": ("demo",),
    "score": ("score", EXAMPLE),
    "explain": ("explain", EXAMPLE, "--award", "collective", "--candidate", "city-team"),
    "explain one who left": ("explain", EXAMPLE, "--award", "individual", "--candidate", "tianzhu-2"),
    "check": ("check", EXAMPLE),
    "check a rulebook": ("check", "shicheng-2018"),
    "rulebook show": ("rulebook", "show", "shicheng-2018"),
    "rulebook diff": ("rulebook", "diff", "wuwei-2019", "shicheng-2018"),
    "plugins": ("plugins",),
}
OWN = {"demo": "table", "score": "table", "plugins": "table", "rulebook show": "markdown"}
FIGURE = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])", re.ASCII)
CODE = re.compile(r"(?<![\\`])(`+)(?!`).+?(?<!`)\1(?!`)")
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.mark.parametrize("command", COMMANDS)
def test_every_format_goes_to_the_screen_and_to_a_file(command: str, tmp_path: Path) -> None:
    """The same bytes; a CSV file alone begins with the mark by which spreadsheet programs know UTF-8."""
    for form in {OWN.get(command, "text"), *FORMATS}:
        target = tmp_path / form
        shown = run(*COMMANDS[command], "--format", form)
        filed = run(*COMMANDS[command], "--format", form, "--output", str(target))
        mark = "\ufeff" if form == "csv" else ""
        said, _, _ = shown.stdout.partition("接下来可以输入")

        assert (shown.exit_code, filed.exit_code) == (0, 0)
        assert not filed.stdout
        assert said.strip()
        assert mark + said == target.read_text("utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_no_format_is_refused(command: str) -> None:
    """The one spelling of each format is told."""
    result = run(*COMMANDS[command], "--format", "yaml")

    assert result.exit_code == 2
    assert all(form in result.stderr for form in FORMATS)


@pytest.mark.parametrize("command", COMMANDS)
def test_an_output_that_cannot_be_written_is_told(command: str, tmp_path: Path) -> None:
    """A folder is no file; nothing is left behind."""
    result = run(*COMMANDS[command], "--output", str(tmp_path))

    assert result.exit_code == 2
    assert "[wrong_call]" in result.stderr
    assert [] == list(tmp_path.iterdir())


def own_and(form: str, *arguments: str) -> tuple[str, str]:
    """Give what a command shows by default, and in a format."""
    return run(*arguments).stdout, run(*arguments, "--format", form).stdout


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("command", ["score", "explain", "explain one who left", "check", "check a rulebook"])
def test_the_same_figures_in_every_format(command: str, form: str) -> None:
    """No figure that people see is missing from what other tools get."""
    own, other = own_and(form, *COMMANDS[command])
    # What is given nearly stands beside the exact figure, which a document gives alone.
    expected = {Fraction(each) for each in FIGURE.findall(re.sub(r"≈ [\d.]+", "", own)) if "." in each}
    found = {Fraction(each) for each in FIGURE.findall(other.replace("\\", ""))}

    assert expected
    assert expected <= found


@pytest.mark.parametrize(("kind", "column"), [("criterion", "id"), ("parameter", "id"), ("option", "words")])
def test_a_rulebook_is_whole_in_every_format(kind: str, column: str) -> None:
    """Criteria, parameters and readings of the page are in the table, and in the document."""
    page, table = own_and("csv", *COMMANDS["rulebook show"])
    data = json.loads(run(*COMMANDS["rulebook show"], "--format", "json").stdout)
    found = [row for row in csv.DictReader(io.StringIO(table)) if row["kind"] == kind]
    said = json.dumps(data, ensure_ascii=False)

    assert found
    assert all(row[column] in page.replace("\\", "") for row in found)
    assert all(row[column] in said for row in found)
    for award in data["awards"]:
        for indicator in award["indicators"]:
            stated = {(each["id"], each["max"], each["clause"]) for each in indicator["criteria"]}
            listed = {
                (row["id"], row["points"] or None, row["clause"])
                for row in csv.DictReader(io.StringIO(table))
                if (row["kind"], row["award"], row["indicator"]) == ("criterion", award["id"], indicator["id"])
            }

            assert stated == listed


def test_plugins_and_differences_are_whole_in_every_format() -> None:
    """Every plugin, field and parameter, and every difference."""
    data = json.loads(run("plugins", "--format", "json").stdout)["plugins"]
    rows = list(csv.DictReader(io.StringIO(run("plugins", "--format", "csv").stdout)))
    names = {(each["kind"], each["indicator"], each["name"]) for each in rows}
    differences = json.loads(run(*COMMANDS["rulebook diff"], "--format", "json").stdout)
    table = list(csv.DictReader(io.StringIO(run(*COMMANDS["rulebook diff"], "--format", "csv").stdout)))

    for plugin in data:
        for indicator in plugin["indicators"]:
            for kind, fields in (("field", indicator["evidence"] or []), ("parameter", indicator["parameters"])):
                assert {(kind, indicator["name"], each["name"]) for each in fields} <= names
    assert [(each["kind"], " › ".join(each["where"]), clean(each.get("new", ""))) for each in differences] == [
        (each["kind"], each["where"], each["new"].removeprefix("'")) for each in table
    ]


def test_the_outcome_in_csv_says_what_the_table_says(tmp_path: Path) -> None:
    """Grades and their limits, groups, honours taken back, decided ties, exact totals."""
    folder = written(tmp_path, "词")
    rows = {each["candidate"]: each for each in csv.DictReader(io.StringIO(run(*score(folder, "csv")).stdout))}

    assert ("selected", "one", "good", "settled") == tuple(rows["a1"][key] for key in OUTCOME)
    assert ("ranked", "one", "good", "") == tuple(rows["a2"][key] for key in OUTCOME)
    assert ("unqualified", "one", "", "") == tuple(rows["a3"][key] for key in OUTCOME)
    assert ("总分 2，须达到 3〔词〕", "词") == (rows["a3"]["reason"], rows["a3"]["clause"])
    assert ("revoked", "two", "good", "") == tuple(rows["b1"][key] for key in OUTCOME)
    assert ("excluded", "two", "", "") == tuple(rows["b2"][key] for key in OUTCOME)
    assert ("词", "词") == (rows["b3"]["reason"], rows["b3"]["clause"])
    assert "9" == rows["b3"]["exact"]


OUTCOME = ("status", "group", "grade", "decision")


def score(folder: Path, form: str) -> tuple[str, ...]:
    """Give the call that scores a campaign."""
    return ("score", str(folder), "--format", form)


def test_fractions_in_csv_are_no_dates(tmp_path: Path) -> None:
    """A spreadsheet program takes 10/3 for the third of October; beside its decimals it is a text."""
    called = run(*COMMANDS["explain"], "--reading", "rounding=exact", "--format", "csv").stdout
    cells = [cell for row in csv.reader(io.StringIO(called)) for cell in row]

    assert [] == [cell for cell in cells if re.fullmatch(r"-?\d+/\d+", cell)]
    assert any("≈" in cell for cell in cells)


# Hostile text


HOSTILE = {
    "score": ("score", "FOLDER"),
    "explain": ("explain", "FOLDER", "--award", "team", "--candidate", "b3"),
    "explain one who left": ("explain", "FOLDER", "--award", "team", "--candidate", "b2"),
    "check": ("check", "FOLDER"),
    "check a rulebook": ("check", "RULES"),
    "rulebook show": ("rulebook", "show", "RULES"),
    "rulebook diff": ("rulebook", "diff", "wuwei-2019", "RULES"),
}


@pytest.fixture(scope="module", params=TEXTS)
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A campaign with a hostile text in every field."""
    text = TEXTS[request.param]
    return written(tmp_path_factory.mktemp(request.param), text), text


def shown(command: str, folder: Path, form: str) -> str:
    """Give what a command shows of a campaign."""
    places = {"FOLDER": str(folder), "RULES": str(folder.parent / "rules.toml")}
    result = run(*(places.get(each, each) for each in HOSTILE[command]), "--format", form)

    assert result.exit_code in (0, 1), result.stderr
    assert harmless(result.stderr)
    return result.stdout


def harmless(text: str) -> bool:
    """Tell whether a text holds nothing that a screen acts upon."""
    return clean(text.replace("\n", "")) == text.replace("\n", "")


@pytest.mark.parametrize("command", HOSTILE)
def test_a_screen_shows_text(command: str, hostile: tuple[Path, str]) -> None:
    """No control character, no turn of direction, no colour; the text is there, however it is folded."""
    folder, text = hostile
    own = shown(command, folder, OWN.get(command, "text"))
    bare = "".join(letter for letter in clean(text) if not letter.isspace() and letter not in "\ufe0f")

    assert harmless(own)
    if command in ("explain", "explain one who left", "rulebook diff"):
        assert bare in "".join(own.split())
    else:
        assert own.count("\\") >= text.count("\\")


@pytest.mark.parametrize("command", HOSTILE)
def test_json_holds_the_text_itself(command: str, hostile: tuple[Path, str]) -> None:
    """Whoever reads the document gets what the file says, to the letter; who looks at it is safe."""
    folder, text = hostile
    own = shown(command, folder, "json")

    assert harmless(own)
    assert any(text in each for each in strings(json.loads(own)))


def strings(document: object) -> Iterator[str]:
    """Give all texts of a document."""
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict):
        yield from (each for value in document.values() for each in strings(value))
    elif isinstance(document, list):
        yield from (each for value in document for each in strings(value))


@pytest.mark.parametrize("command", HOSTILE)
def test_csv_holds_no_formula(command: str, hostile: tuple[Path, str]) -> None:
    """Every row has all columns; nothing begins as a formula does, save a number."""
    folder, text = hostile
    own = shown(command, folder, "csv")
    rows = list(csv.reader(io.StringIO(own)))
    cells = [cell for row in rows for cell in row]

    assert harmless(own)
    assert {len(rows[0])} == {len(row) for row in rows}
    assert len(own.splitlines()) == len(rows)
    assert [] == [
        cell
        for cell in cells
        if cell.lstrip().startswith(tuple("=+-@＝＋－＠")) and not re.fullmatch(r"-?[\d./]+", cell)
    ]
    assert any(clean(text) in cell for cell in cells)


@pytest.mark.parametrize("command", HOSTILE)
def test_markdown_holds_no_markup_of_the_input(command: str, hostile: tuple[Path, str]) -> None:
    """A reader of Markdown sees the letters: no tag, link, picture, rule, quotation or formula is made of them."""
    folder, text = hostile
    own = shown(command, folder, "markdown")
    tokens = [inner for token in MARKDOWN.parse(own) for inner in (token, *(token.children or ()))]
    # The page of a rulebook breaks the lines of some cells itself.
    made = {token.type for token in tokens if token.content != "<br>"}
    words = [spoken(token) for token in tokens if token.type == "inline"]

    assert harmless(own)
    assert made.isdisjoint({"html_block", "html_inline", "link_open", "image", "s_open", "em_open", "hr", "code_block"})
    assert made.isdisjoint({"blockquote_open", "fence", "ordered_list_open"} - allowed(command))
    assert {"h1", "h2", "h3"} >= {token.tag for token in tokens if token.type == "heading_open"}
    assert any(" ".join(clean(text).split()) in " ".join(each.split()) for each in words)
    assert [] == re.findall(r"(?<!\\)\$", CODE.sub("", own))


def allowed(command: str) -> set[str]:
    """Give what a page of rules makes of its own accord."""
    return {"blockquote_open"} if command == "rulebook show" else set()


def spoken(token: Token) -> str:
    """Give the letters of a line of Markdown."""
    return "".join(each.content for each in token.children or ())


@pytest.mark.parametrize("text", TEXTS)
def test_a_plugin_from_elsewhere_breaks_no_format(text: str) -> None:
    """Its name, version and error are texts like any other."""
    hostile = PluginListing(
        name=TEXTS[text],
        distribution=TEXTS[text],
        version=TEXTS[text],
        origin="given",
        status="failed",
        error=TEXTS[text],
    )
    table = plugins_table([hostile], "zh")
    page = document([summary([hostile], "zh"), *plugin_lines([hostile], "zh")])
    made = {inner.type for token in MARKDOWN.parse(page) for inner in (token, *(token.children or ()))}

    assert all(map(harmless, (csv_text(table), page, printed([summary([hostile], "zh")]))))
    assert made.isdisjoint({"html_block", "html_inline", "link_open", "image", "s_open", "em_open", "hr", "code_block"})
    assert not any(
        cell.startswith(("=", "@", "＝")) for row in csv.reader(io.StringIO(csv_text(table))) for cell in row
    )
    assert TEXTS[text] == json.loads(json.dumps(plugins_to_json([hostile], "zh")))["plugins"][0]["error"]


def test_a_line_that_is_markup_alone_is_text() -> None:
    """Neither a rule, nor a list, nor a heading is made of a line that holds nothing else."""
    for text in (
        "---",
        "- - -",
        "***",
        "___",
        "- a",
        "+ a",
        "1. a",
        "1) a",
        "# a",
        "> a",
        "    a",
        "```",
        "~~~",
        "<br>",
    ):
        page = document([Line("before"), Line(text), Line("above", (Line(text),))])
        paragraphs = [token for token in MARKDOWN.parse(page) if token.type == "inline"]

        assert ["before", text.strip(), "above", text.strip()] == [spoken(token) for token in paragraphs]


def test_a_formula_after_blanks_is_none() -> None:
    """Some programs drop the blanks before they look; a number is left as it is."""
    assert ["' =1+1", "'\u3000@a", "-3.5", "10/3", "'-3 a", "a=1"] == [
        harmless_cell(text) for text in (" =1+1", "\u3000@a", "-3.5", "10/3", "-3 a", "a=1")
    ]


def test_an_excerpt_stays_as_it_is() -> None:
    """What a fault points at is quoted, carets and all, whatever stands in it."""
    page = document([Line("here"), Line("    a ``` * b", tone="quoted"), Line("      ^", tone="quoted"), Line("# c")])

    assert "here\n\n````\n    a ``` * b\n      ^\n````\n\n\\# c\n" == page


def test_the_formats_are_named_once() -> None:
    """Every command that shows data takes the same words."""
    names = {
        tuple(next(each for each in formats.format_options(own, "en") if each.name == "form").type.choices)  # type: ignore[attr-defined]
        for own in ("table", "text", "markdown")
    }

    assert {("table", *FORMATS), ("text", *FORMATS), ("markdown", "json", "csv")} == names
