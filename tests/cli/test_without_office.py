"""Without the extra `office` what needs it says so in a line, and all else works."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.forms.offices import blank

MISSING = """
import sys
for name in ("openpyxl", "docx", "pypdf", "networkx", "xlsxwriter", "lxml", "defusedxml", "matplotlib"):
    sys.modules[name] = None
from lianbing.cli.main import main
main()
"""
EXAMPLE = Path(__file__).parents[2] / "examples" / "wuwei-2019"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program where no library of an extra but the command line's is installed."""
    return subprocess.run(
        [sys.executable, "-c", MISSING, *arguments], capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("forms", "read", "{folder}"),
        ("score", "{folder}"),
        ("submissions", "{folder}"),
        ("marking", "prepare", "{folder}", "--reviewers", "x.csv", "--seed", "x"),
    ],
)
def test_what_needs_it_says_so(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """One line that names the extra; nothing on stdout."""
    blank(tmp_path)

    found = run(*(each.format(folder=tmp_path) for each in arguments))

    assert (2, "") == (found.returncode, found.stdout)
    assert 'pip install "lianbing[office]"' in found.stderr
    assert "Traceback" not in found.stderr


def test_all_else_works() -> None:
    """A folder of TOML is scored."""
    found = run("score", str(EXAMPLE), "--format", "csv")

    assert (0, True) == (found.returncode, found.stdout.startswith("award,"))
