"""`lianbing schema`, as people and scripts call it."""

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import run


@pytest.mark.parametrize("call", [("rulebook",), ("campaign",), ("candidates", "wuwei-2019")])
def test_a_schema_goes_to_stdout_or_whole_into_a_file(tmp_path: Path, call: tuple[str, ...]) -> None:
    """The bytes are the same, and end with the end of a line."""
    path = tmp_path / "a.schema.json"
    shown, written = run("schema", *call), run("schema", *call, "--to", str(path))

    assert (0, 0, "", "") == (shown.exit_code, written.exit_code, written.stdout, shown.stderr)
    assert shown.stdout == path.read_text(encoding="utf-8")
    assert shown.stdout.endswith("}\n")
    assert "object" == json.loads(shown.stdout)["type"]
    assert ["a.schema.json"] == [each.name for each in tmp_path.iterdir()]


def test_a_schema_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """What was there before stays as it was."""
    (tmp_path / "a").mkdir()
    result = run("schema", "campaign", "--to", str(tmp_path / "a"))

    assert 2 == result.exit_code
    assert "无法写入" in result.stderr
    assert ["a"] == [each.name for each in tmp_path.iterdir()]


def test_candidates_speak_the_language_asked_for_under_the_readings_asked_for() -> None:
    """Titles are Chinese unless English is asked for; an unknown rulebook or reading is refused."""
    assert "〔2.1〕" in run("schema", "candidates", "wuwei-2019").stdout
    assert '"commendations"' in run("schema", "candidates", "wuwei-2019", "--lang", "en").stdout
    assert 0 == run("schema", "candidates", "wuwei-2019", "--partial", "--reading", "missing_file=skip").exit_code
    assert 2 == run("schema", "candidates", "wuwei-2020").exit_code
    assert 2 == run("schema", "candidates", "wuwei-2019", "--reading", "no=such").exit_code


@pytest.mark.parametrize("call", [(), ("rulebook",), ("campaign",), ("candidates",)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_help_says_how_an_editor_finds_the_schema(call: tuple[str, ...], language: str) -> None:
    """The line to put on top of a TOML file can be copied."""
    result = run("schema", *call, "--lang", language, "--help")

    assert "#:schema ./" in result.stdout
    assert " --to " in result.stdout
