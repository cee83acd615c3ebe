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


def room_of(module: str) -> str:
    """The package or module next to the front door."""
    return ".".join(module.split(".")[:2])


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


EACH = """
import importlib, sys

alone, *modules = sys.argv[1:]
for module in modules:
    for name in list(sys.modules) if alone == "alone" else ():
        if name.partition(".")[0] == "lianbing":
            del sys.modules[name]
    try:
        importlib.import_module(module)
    except BaseException as error:
        print(module, repr(error))
"""
"""Imports modules one after the other; if asked so, each as if it were the first of ours."""

ROOMS = sorted({room_of(module) for module in MODULES})


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("alone", ["after others", pytest.param("alone", marks=[pytest.mark.large, pytest.mark.slow])])
def test_each_module_imports(room: str, alone: str) -> None:
    """A room needs no other to be imported first, nor a module another, prints nothing and warns of nothing."""
    said = python("-W", "error", "-c", EACH, alone, *(module for module in MODULES if room_of(module) == room))

    assert "" == said


def test_a_module_that_does_not_import_is_told() -> None:
    """What the test above says of one."""
    said = python("-W", "error", "-c", EACH, "alone", "lianbing", "lianbing.nothing", "lianbing.errors")

    assert said.startswith("lianbing.nothing ModuleNotFoundError")
    assert 1 == len(said.splitlines())


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
