"""The command line, as people and scripts call it."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import lianbing
from lianbing.cli.demo import CAMPAIGN
from lianbing.cli.main import program
from lianbing.plugins.registry import BUILT_IN

EXAMPLE = str(CAMPAIGN)


def run(*arguments: str, **environment: str) -> Result:
    """Call the program in this process."""
    given = {"LIANBING_LANG": "", **environment}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in given.items():
            patch.setenv(name, value)
        return CliRunner().invoke(program(arguments), list(arguments), prog_name="lianbing")


def called(*arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Call the program as a process of its own."""
    source = str(Path(lianbing.__file__).parents[1])
    return subprocess.run(
        [sys.executable, "-m", "lianbing", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, "LIANBING_LANG": "", "PYTHONPATH": source, **(environment or {})},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example campaign, to spoil."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "campaign"))


def spoil(path: Path, old: str, new: str) -> None:
    """Change the first place where a file says something."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# Demo and score


@pytest.mark.parametrize("arguments", [(), ("demo",)])
def test_without_a_command_the_example_is_shown(arguments: tuple[str, ...]) -> None:
    """A newcomer sees three standings with winners, an explanation, and what to type next."""
    result = run(*arguments)

    assert result.exit_code == 0
    for words in ("· organizer ·", "· collective ·", "· individual ·", "★", "封顶", "explain", "init"):
        assert words in result.stdout
    assert not result.stderr


def test_what_the_demo_says_to_type_works() -> None:
    """Every command that the demo ends with can be called."""
    said = run("demo").stdout
    (line,) = re.findall(r"explain (\S+) --award collective --candidate (\S+)", said)

    assert run("explain", line[0], "--award", "collective", "--candidate", line[1]).exit_code == 0


def test_json_results_are_the_same_bytes_every_time() -> None:
    """UTF-8, whatever the locale, and nothing but the document on stdout."""
    results = [
        called("score", EXAMPLE, "--format", "json", environment={"PYTHONHASHSEED": seed, "LC_ALL": "C"})
        for seed in ("1", "2")
    ]

    assert {each.returncode for each in results} == {0}
    assert results[0].stdout == results[1].stdout
    document = json.loads(results[0].stdout)
    assert [each["id"] for each in document["awards"]] == ["organizer", "collective", "individual"]
    assert "古浪分局".encode() in results[0].stdout


def test_one_award_alone() -> None:
    """``--award`` keeps one award."""
    document = json.loads(run("score", EXAMPLE, "--format", "json", "--award", "individual").stdout)

    assert [each["id"] for each in document["awards"]] == ["individual"]


def test_a_reading_that_breaks_the_sum_scores_with_a_warning() -> None:
    """110 ≠ 100 is said in the result."""
    result = run("score", EXAMPLE, "--format", "json", "--reading", "case_file_points=method")

    document = json.loads(result.stdout)
    assert document["readings"]["case_file_points"] == "method"
    assert "award_sum" in [each["code"] for each in document["warnings"]]


def test_an_open_tie_ends_with_1(folder: Path) -> None:
    """Without the decision, the tie of the example is left to people."""
    text = (folder / "campaign.toml").read_text(encoding="utf-8")
    tie = re.compile(r'\[\[decision\]\]\nkind = "tie"\n(?:.+\n)+')
    assert tie.search(text)
    (folder / "campaign.toml").write_text(tie.sub("", text), encoding="utf-8")

    scored = run("score", str(folder))
    checked = run("check", str(folder))

    assert (scored.exit_code, checked.exit_code) == (1, 1)
    assert "并列待领导小组决定" in scored.stdout
    assert "待决定的并列" in checked.stdout


def test_csv_on_stdout_and_in_a_file(tmp_path: Path) -> None:
    """A file carries the mark by which spreadsheet programs know UTF-8; a pipe does not."""
    target = tmp_path / "results.csv"

    printed = run("score", EXAMPLE, "--format", "csv")
    written = run("score", EXAMPLE, "--format", "csv", "--output", str(target))

    assert written.exit_code == 0
    assert not written.stdout
    assert target.read_bytes() == b"\xef\xbb\xbf" + printed.stdout.encode()
    assert [each.name for each in tmp_path.iterdir()] == ["results.csv"]


def test_a_pipe_gets_no_colours() -> None:
    """Colours are for terminals, even where a variable asks for them."""
    result = called(environment={"FORCE_COLOR": "1", "COLUMNS": "40"})

    assert b"\x1b" not in result.stdout
    assert result.stdout == called().stdout


# Explain


def test_explain_in_english_and_as_data() -> None:
    """The tree in words, and the same as JSON."""
    arguments = ("explain", EXAMPLE, "--award", "collective", "--candidate", "city-team")

    text = run(*arguments, "--lang", "en").stdout
    document = json.loads(run(*arguments, "--format", "json").stdout)

    assert "capped: 33 → 30" in text
    assert "collectives.toml:" in text
    assert document["candidate"] == "city-team"
    assert document["indicators"][0]["criteria"][0]["why"] == ["扣除 2", "封顶：33 → 30"]


@pytest.mark.parametrize(
    ("award", "candidate", "code", "suggestion"),
    [
        ("colective", "city-team", "unknown_award", "collective"),
        ("collective", "city-tem", "unknown_candidate", "city-team"),
    ],
)
def test_explain_knows_near_names(award: str, candidate: str, code: str, suggestion: str) -> None:
    """A typo is told with what was likely meant."""
    result = run("explain", EXAMPLE, "--award", award, "--candidate", candidate)

    assert result.exit_code == 2
    assert not result.stdout
    assert f"[{code}]" in result.stderr
    assert suggestion in result.stderr


# Check


def test_check_proves_and_lists() -> None:
    """Proofs, clauses, examples and notes; all right is 0."""
    result = run("check", EXAMPLE)

    assert result.exit_code == 0
    for words in ("不越界", "[0, 30]", "算例", "条款", "R2", "规则和活动材料无误"):
        assert words in result.stdout


def test_check_of_a_rulebook_reports_what_falls_short() -> None:
    """The proof and the figures of a sum that is off are data, too."""
    result = run("check", "wuwei-2019", "--format", "json", "--reading", "case_file_points=method")

    document = json.loads(result.stdout)
    assert result.exit_code == 1
    assert document["falls_short"] is True
    assert document["campaign"] is None
    assert [each["code"] for each in document["arithmetic"]] == ["award_sum"]
    assert all(each["proved"] for each in document["proofs"])


# Faults


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("collectives.toml", "commendations", "comendations", "unknown_field"),
        ("collectives.toml", "reward_marks = [", "reward_marks = [99, ", "out_of_range"),
        ("individuals.toml", 'certificate = "complete"', "", "missing_field"),
        ("organizers.toml", "[[candidate]]", "[[candidate]", "broken_toml"),
    ],
)
def test_a_fault_is_one_clear_line(folder: Path, file: str, old: str, new: str, code: str) -> None:
    """File and place on stderr, exit code 2, no traceback, nothing on stdout."""
    spoil(folder / file, old, new)

    for command in (("score", str(folder)), ("check", str(folder))):
        result = run(*command)

        assert result.exit_code == 2
        assert not result.stdout
        lines = [line for line in result.stderr.splitlines() if f"[{code}]" in line]
        assert len(lines) == 1
        assert re.search(rf"{re.escape(file)}:\d+:\d+: ", lines[0])
        assert "Traceback" not in result.stderr
        assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("scor",), "score"),
        (("score",), "FOLDER"),
        (("score", "nowhere"), "missing_folder"),
        (("score", EXAMPLE, "--awad", "x"), "--award"),
        (("score", EXAMPLE, "--format", "pdf"), "table, json, csv"),
        (("score", EXAMPLE, "--reading", "x"), "--reading"),
        (("score", EXAMPLE, "--reading", "band_shap=step"), "band_shape"),
        (("score", EXAMPLE, "--award", "individal"), "individual"),
        (("check", "wuwei-2091"), "wuwei-2019"),
        (("check", "no/where"), "missing_folder"),
        (("check", "nowhere.toml"), "unreadable_file"),
        (("rulebook", "show", "wuwei-2091"), "wuwei-2019"),
        (("rulebook",), "show"),
        (("completion", "tcsh"), "bash"),
        (("--lang", "fr"), "zh, en"),
    ],
)
def test_a_wrong_call_ends_with_2(arguments: tuple[str, ...], words: str) -> None:
    """What is wrong, and what would be right, on stderr."""
    result = run(*arguments)

    assert result.exit_code == 2
    assert not result.stdout
    assert words in result.stderr
    assert "Traceback" not in result.stderr


# Language


def test_help_is_in_the_language_asked_for() -> None:
    """Chinese by default; English wherever ``--lang en`` stands, or by the environment."""
    assert "用法：" in run("--help").stdout
    assert "评分：" in run("score", "--help").stdout
    for english in (
        run("--lang", "en", "--help"),
        run("score", "--help", "--lang", "en"),
        run("--lang=en", "score", "--help"),
        run("rulebook", "show", "--help", LIANBING_LANG="en"),
    ):
        assert english.exit_code == 0
        assert english.stdout.startswith("Usage:")
        assert not re.search("[\u4e00-\u9fff]", english.stdout)


def test_faults_are_in_the_language_asked_for() -> None:
    """An English speaker reads English faults."""
    assert "there is no such folder" in run("score", "nowhere", "--lang", "en").stderr
    assert "没有这个文件夹" in run("score", "nowhere").stderr
    assert "is missing" in run("score", "--lang", "en").stderr


@pytest.mark.parametrize("command", ["demo", "score", "explain", "check", "plugins", "init", "completion"])
def test_every_command_has_help(command: str) -> None:
    """In both languages."""
    chinese, english = run(command, "--help").stdout, run(command, "--help", "--lang", "en").stdout

    assert "--lang" in chinese
    assert chinese != english


# The other commands


def test_the_rulebook_is_a_page() -> None:
    """Markdown on stdout; the built-in rulebook by default."""
    assert run("rulebook", "show").stdout == run("rulebook", "show", "wuwei-2019").stdout
    assert "case_file_points = method" in run("rulebook", "show", "--reading", "case_file_points=method").stdout


def test_a_rulebook_is_shown_as_the_source_that_runs() -> None:
    """`--code` shows what each indicator's formulas become, and what the names in it stand for."""
    shown = run("rulebook", "show", "--code").stdout
    listed = json.loads(run("rulebook", "show", "--code", "--format", "json").stdout)

    assert "## collective.case\\_files" in shown
    assert "# K0 = recommended.number" in shown
    for each in listed:
        ast.parse(each["source"])
        assert each["source"].rstrip() in shown


def test_plugins_are_listed_with_fields_and_parameters() -> None:
    """Each indicator that comes with lianbing, with what it reads and what can be set."""
    result = run("plugins", "--format", "json")

    plugins = json.loads(result.stdout)["plugins"]
    built_in = {each["name"]: each for each in plugins if each["origin"] == "built-in"}
    assert built_in.keys() == set(BUILT_IN)
    (supervision,) = built_in["supervision"]["indicators"]
    rows = {field["name"]: field for field in supervision["evidence"]}["commendations"]["fields"]
    assert [field["name"] for field in rows] == ["action", "points", "level"]
    assert "gains_most" in [each["name"] for each in supervision["parameters"]]
    assert "supervision" in run("plugins").stdout


def test_init_makes_a_campaign_that_check_sends_back(tmp_path: Path) -> None:
    """Whole, and with nothing filled in: check names what is missing, file by file."""
    target = tmp_path / "new" / "campaign"

    made = run("init", str(target))
    checked = run("check", str(target))

    assert made.exit_code == 0
    assert sorted(each.name for each in target.iterdir()) == [
        "campaign.toml",
        "collective.toml",
        "individual.toml",
        "organizer.toml",
    ]
    assert [each.name for each in target.parent.iterdir()] == ["campaign"]
    assert checked.exit_code == 2
    assert set(re.findall(r"\[(\w+)\]$", checked.stderr, re.MULTILINE)) == {"missing_field"}


def test_init_for_forms_leaves_candidates_to_them(tmp_path: Path) -> None:
    """With --forms there is the campaign's own file alone, with the units to name and what is decided about marking."""
    target = tmp_path / "campaign"

    made = run("init", str(target), "--forms")

    assert made.exit_code == 0
    assert [each.name for each in target.iterdir()] == ["campaign.toml"]
    written = (target / "campaign.toml").read_text("utf-8")
    opened = re.sub(r"^#(?! |#)", "", written, flags=re.MULTILINE).replace('"../review"', '"."')
    stated = tomllib.loads(opened)
    assert [{"id": "", "name": "", "level": "county", "awards": ["organizer", "collective", "individual"]}] == stated[
        "unit"
    ]
    assert {"reviewers": 3, "spread": "0.2"} == stated["marking"]


def test_init_overwrites_nothing(folder: Path) -> None:
    """What is there stays as it is; an empty folder may be filled."""
    before = {each.name: each.read_bytes() for each in folder.iterdir()}

    result = run("init", str(folder))

    assert result.exit_code == 2
    assert "[already_there]" in result.stderr
    assert before == {each.name: each.read_bytes() for each in folder.iterdir()}
    empty = folder / "empty"
    empty.mkdir()
    assert run("init", str(empty)).exit_code == 0


def test_init_with_a_rulebook_of_ones_own(tmp_path: Path) -> None:
    """The campaign finds the rulebook by a path from where it stands."""
    source = Path(lianbing.__file__).parent / "rulebooks" / "wuwei-2019.toml"
    own = Path(shutil.copy(source, tmp_path / "own.toml"))

    assert run("init", str(tmp_path / "campaign"), "--rulebook", str(own)).exit_code == 0
    assert 'rulebook = "../own.toml"' in (tmp_path / "campaign" / "campaign.toml").read_text(encoding="utf-8")
    assert "missing_field" in run("check", str(tmp_path / "campaign")).stderr


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_completion_scripts(shell: str) -> None:
    """A script that asks the program."""
    assert "_LIANBING_COMPLETE" in run("completion", shell).stdout


def test_a_shell_can_ask_for_completions() -> None:
    """What the scripts rely on."""
    asked = {"_LIANBING_COMPLETE": "bash_complete", "COMP_WORDS": "lianbing sc", "COMP_CWORD": "1"}

    assert b"score" in called(environment=asked).stdout


def test_a_reader_who_has_seen_enough_is_no_error() -> None:
    """A closed pipe makes no noise."""
    source = str(Path(lianbing.__file__).parents[1])
    process = subprocess.Popen(
        [sys.executable, "-m", "lianbing", "rulebook", "show"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": source},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    process.wait()

    assert said == b""


def test_without_its_libraries_the_program_says_what_to_install(tmp_path: Path) -> None:
    """Someone who installed the library alone is told what the command line needs."""
    (tmp_path / "click.py").write_text("raise ModuleNotFoundError('no click', name='click')\n", encoding="utf-8")
    source = str(Path(lianbing.__file__).parents[1])

    result = called(environment={"PYTHONPATH": os.pathsep.join([str(tmp_path), source])})

    assert result.returncode == 2
    assert not result.stdout
    assert b'pip install "lianbing[cli]"' in result.stderr
    assert b"Traceback" not in result.stderr


def test_the_version() -> None:
    """As every program tells it."""
    assert run("--version").stdout.startswith("lianbing ")
