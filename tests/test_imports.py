"""Importing is cheap and quiet."""

import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"
MODULES = sorted(
    ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__") for path in SOURCE.rglob("*.py")
)
HEAVY = {
    "cattrs",
    "click",
    "defusedxml",
    "docx",
    "duckdb",
    "jinja2",
    "lxml",
    "narwhals",
    "networkx",
    "openpyxl",
    "pandas",
    "polars",
    "pypdf",
    "pyspark",
    "rich",
    "xlsxwriter",
}


def python(*arguments: str) -> str:
    """What a fresh interpreter prints, complaints included."""
    run = subprocess.run(
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return run.stdout


@pytest.mark.parametrize("module", MODULES)
def test_each_module_imports_alone(module: str) -> None:
    """A module needs no other to be imported first, prints nothing and warns of nothing."""
    said = python("-W", "error", "-c", f"import {module}")

    assert "" == said


def test_the_front_door_is_light() -> None:
    """`import lianbing` loads no dataframe, office, report or command line library."""
    loaded = set(python("-c", "import lianbing, sys; print(*sys.modules)").split())

    assert "lianbing" in loaded
    assert set() == HEAVY & loaded


def test_the_commands_are_light() -> None:
    """The program starts without any library of an extra but its own: an office without them can score."""
    code = "import lianbing.cli.main as m, sys; m.program(['--help']).list_commands(None)"
    loaded = set(
        python("-c", f"{code}; [m.program([])._loaded(name) for name in m._COMMANDS]; print(*sys.modules)").split()
    )

    assert "lianbing.cli.marking" in loaded
    assert {"cattrs", "click", "rich"} >= HEAVY & loaded
