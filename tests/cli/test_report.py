"""`report`: the ending of the file's name says what is made; what cannot be made is told, and nothing is written."""

import os
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from lianbing.cli.report import FORMS
from tests.cli.test_cli import run

EXAMPLES = Path(__file__).parents[2] / "examples"
START = {
    ".xlsx": b"PK",
    ".html": b"<!doctype html>",
    ".docx": b"PK",
    ".svg": b"<?xml",
    ".png": b"\x89PNG",
}


@attrs.frozen
class Called:
    """What came of a call.

    Attributes:
        returncode: The exit code.
        stdout: What stood on stdout.
        stderr: What stood on stderr.
    """

    returncode: int
    stdout: str
    stderr: str


def report(*arguments: str, command: str = "report") -> Called:
    """Run the command in this process."""
    found = run(command, *arguments)
    assert isinstance(found.exception, SystemExit | None), found.exception
    return Called(found.exit_code, found.stdout, found.stderr)


def without(library: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process that has no such library."""
    script = f"import sys; sys.modules[{library!r}] = None; from lianbing.cli.main import main; main()"
    call = [sys.executable, "-c", script, "report", *arguments]
    environment = {**os.environ, "LIANBING_LANG": ""}
    return subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=False, env=environment)


@pytest.mark.parametrize("ending", START)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_ending_makes_its_form(ending: str, lang: str, tmp_path: Path) -> None:
    """The file is there and is what its name says; nothing but it is left."""
    target = tmp_path / f"报告{ending.upper()}"
    found = report(str(EXAMPLES / "shicheng-2018"), "--to", str(target), "--lang", lang)

    assert (found.returncode, found.stdout) == (0, ""), found.stderr
    assert bool(found.stderr) is (ending == ".docx"), "a document tells what is left blank"
    assert target.read_bytes().startswith(START[ending])
    assert [each.name for each in tmp_path.iterdir()] == [target.name]


def test_every_form_is_tried_here_or_needs_a_program() -> None:
    """A form that is added is tried."""
    assert set(FORMS) - set(START) == {".pdf"}


def test_an_unknown_ending_is_told_with_the_nearest(tmp_path: Path) -> None:
    """A typo writes nothing."""
    target = tmp_path / "a.xlxs"
    found = report(str(EXAMPLES / "wuwei-2019"), "--to", str(target), "--lang", "en")

    assert found.returncode == 2
    assert "did you mean “.xlsx”" in found.stderr
    assert not target.exists()


def test_an_option_of_another_form_is_refused(tmp_path: Path) -> None:
    """Nobody gets a workbook with names who asked for one without."""
    target = tmp_path / "a.xlsx"
    found = report(str(EXAMPLES / "wuwei-2019"), "--to", str(target), "--withhold-names", "--field", "a=b")

    assert found.returncode == 2
    assert "--withhold-names" in found.stderr
    assert "--field" in found.stderr
    assert not target.exists()


@pytest.mark.parametrize("ending", START)
def test_an_unknown_award_is_told(ending: str, tmp_path: Path) -> None:
    """Whatever the form, in one line, with the nearest name."""
    target = tmp_path / f"a{ending}"
    found = report(str(EXAMPLES / "wuwei-2019"), "--to", str(target), "--award", "individuel", "--lang", "en")

    assert found.returncode == 2
    assert len(found.stderr.splitlines()) == 1
    assert "individual" in found.stderr
    assert not target.exists()


@pytest.mark.parametrize(
    ("ending", "library"),
    [(".xlsx", "xlsxwriter"), (".html", "jinja2"), (".docx", "docxtpl"), (".svg", "matplotlib")],
)
def test_a_missing_library_names_the_extra(ending: str, library: str, tmp_path: Path) -> None:
    """Without the extra, people are told what to install."""
    target = tmp_path / f"a{ending}"
    found = without(library, str(EXAMPLES / "shicheng-2018"), "--to", str(target))

    assert found.returncode == 2
    assert 'pip install "lianbing[reports]"' in found.stderr
    assert "Traceback" not in found.stderr
    assert not target.exists()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A folder that is not there is an error in one line."""
    found = report(str(EXAMPLES / "shicheng-2018"), "--to", str(tmp_path / "none" / "a.svg"))

    assert found.returncode == 2
    assert "a.svg" in found.stderr
    assert "Traceback" not in found.stderr


def test_the_blanks_of_a_document_are_told(tmp_path: Path) -> None:
    """A notice without a telephone is written, and what is left blank is said."""
    target = tmp_path / "公示.docx"
    found = report(str(EXAMPLES / "shicheng-2018"), "--to", str(target), "--lang", "en")
    filled = report(str(EXAMPLES / "shicheng-2018"), "--to", str(target), "--lang", "en", "--field", "telephone=12345")

    assert (found.returncode, filled.returncode) == (0, 0)
    assert "telephone" in found.stderr
    assert "telephone" not in filled.stderr


def test_a_template_can_be_taken_and_used(tmp_path: Path) -> None:
    """The shipped one gives the shipped document; a file that is there is not overwritten."""
    template, own, shipped = tmp_path / "模板.docx", tmp_path / "own.docx", tmp_path / "shipped.docx"
    taken = report("notice", "--to", str(template), command="template")
    again = report("notice", "--to", str(template), command="template")
    campaign = str(EXAMPLES / "shicheng-2018")
    report(campaign, "--to", str(own), "--template", str(template))
    report(campaign, "--to", str(shipped))

    assert (taken.returncode, again.returncode) == (0, 2)
    assert own.read_bytes() == shipped.read_bytes()
