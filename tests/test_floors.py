"""The house has floors: a room imports only from lower ones."""

import ast
import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "lianbing"

# Lowest first; rooms on one floor do not see each other.
FLOORS = (
    ("language",),
    ("messages",),
    ("errors",),
    ("extras",),
    ("formula", "office"),
    ("backends", "model"),
    ("plugins",),
    ("checks",),
    ("forms",),
    ("loading", "evaluation"),
    ("insight", "casework", "tables"),
    ("reports",),
    ("__init__",),  # the front door
    ("indicators",),
    ("cli", "testing"),
    ("__main__",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}

# Libraries that these rooms alone know.
GUESTS = {
    "cattrs": {"loading"},
    "tomli": {"loading"},
    "click": {"cli", "__main__"},
    "rich": {"reports", "cli"},
    "hypothesis": {"testing"},
    "defusedxml": {"office"},
    "docx": {"office", "reports"},
    "docxtpl": {"reports"},
    "jinja2": {"reports"},
    "lxml": {"office"},
    "matplotlib": {"reports"},
    "networkx": {"casework"},
    "openpyxl": {"office"},
    "pypdf": {"office"},
    "duckdb": {"tables"},
    "narwhals": {"backends", "tables"},
    "polars": {"tables"},
    "pyarrow": {"tables"},
    "pyspark": {"tables"},
    "xlsxwriter": {"reports"},
}

# An indicator is written as an outsider would write it.
INDICATORS_KNOW = {"lianbing", "lianbing.formula", "attrs"} | sys.stdlib_module_names

Edges = dict[str, set[str]]
"""What each module imports."""


def module_of(path: str) -> str:
    """The name of a module by its path: `formula/nodes.py` is `lianbing.formula.nodes`."""
    return ".".join(("lianbing", *Path(path).with_suffix("").parts)).removesuffix(".__init__")


def room_of(module: str) -> str:
    """What the package holds directly; the front door is `__init__`."""
    return (*module.split("."), "__init__")[1]


def imports(text: str, package: str) -> Iterator[tuple[str, str | None]]:
    """Every import of a text, wherever it stands: the module, and the name taken from it."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: package.count(".") + 2 - node.level] if node.level else []
            source = ".".join([*above, node.module] if node.module else above)
            yield from ((source, alias.name) for alias in node.names)


def edges_of(sources: Mapping[str, str]) -> Edges:
    """What each module imports; a name taken from a package counts as that module where it is one."""
    modules = {module_of(path) for path in sources}
    edges: Edges = {}
    for path, text in sources.items():
        module = module_of(path)
        package = module if path.endswith("__init__.py") else module.rpartition(".")[0]
        found = {(source, f"{source}.{name}") for source, name in imports(text, package)}
        edges[module] = {inner if inner in modules else source for source, inner in found}
    return edges


def breach(module: str, target: str) -> str | None:
    """Why a module must not import a target, or nothing."""
    room, library = room_of(module), target.partition(".")[0]
    if room not in FLOOR:
        return "stands on no floor: give its room one"
    if room == "indicators":
        known = (target if library == "lianbing" else library) in INDICATORS_KNOW
        return None if known else "is not for indicators"
    if library != "lianbing":
        return None if room in GUESTS.get(library, {room}) else "is for other rooms alone"
    if room == room_of(target):
        return "is another backend" if room == "backends" and backends_apart(module, target) else None
    return None if FLOOR.get(room_of(target), len(FLOORS)) < FLOOR[room] else "is not on a lower floor"


def backends_apart(*modules: str) -> bool:
    """Tell whether modules belong to different backends; the room's own `__init__` belongs to none."""
    return len({module.split(".")[2] for module in modules if module.count(".") >= 2}) > 1


def breaches(sources: Mapping[str, str]) -> list[str]:
    """Every import that breaks the house's order."""
    return [
        f"{module} imports {target}, which {why}"
        for module, targets in sorted(edges_of(sources).items())
        for target in sorted(targets)
        if (why := breach(module, target))
    ]


def circle(sources: Mapping[str, str]) -> list[str]:
    """Modules that import each other in a circle, or nothing."""
    try:
        TopologicalSorter(edges_of(sources)).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.fixture(scope="module")
def house() -> dict[str, str]:
    return {
        path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))
    }


def test_rooms_import_from_lower_floors(house: dict[str, str]) -> None:
    """Imports point down the floors, in functions and for type checkers too."""
    assert [] == breaches(house)


def test_no_modules_import_in_a_circle(house: dict[str, str]) -> None:
    """Modules have an order in which each can be read."""
    assert [] == circle(house)


@pytest.mark.parametrize(
    ("path", "text", "why"),
    [
        ("formula/nodes.py", "import lianbing.model", "is not on a lower floor"),
        ("formula/nodes.py", "from lianbing import Indicator", "is not on a lower floor"),
        ("formula/nodes.py", "from ..model import Rulebook", "is not on a lower floor"),
        ("formula/__init__.py", "from .. import model", "is not on a lower floor"),
        ("model/campaign.py", "def f():\n    import lianbing.backends.exact", "is not on a lower floor"),
        ("model/campaign.py", "if TYPE_CHECKING:\n    import lianbing.cli", "is not on a lower floor"),
        ("cli/score.py", "import lianbing.attic", "is not on a lower floor"),
        ("backends/exact.py", "from lianbing.backends import prose", "is another backend"),
        ("plugins/registry.py", "from cattrs.errors import BaseValidationError", "is for other rooms alone"),
        ("evaluation/score.py", "import rich.table", "is for other rooms alone"),
        ("reports/terminal.py", "from hypothesis import strategies", "is for other rooms alone"),
        ("testing/contract.py", "import lianbing.cli", "is not on a lower floor"),
        ("indicators/workload.py", "from lianbing.model import Points", "is not for indicators"),
        ("indicators/workload.py", "from lianbing.formula.nodes import Sum", "is not for indicators"),
        ("indicators/workload.py", "import numpy", "is not for indicators"),
        ("attic/box.py", "import os", "stands on no floor: give its room one"),
    ],
)
def test_a_breach_is_seen(path: str, text: str, why: str) -> None:
    """The law above is not silent about anything it forbids."""
    others = ("__init__.py", "model/__init__.py", "formula/__init__.py", "backends/prose.py")
    found = breaches({**dict.fromkeys(others, ""), path: text})

    assert [why] == [line.rpartition(", which ")[2] for line in found]


def test_what_is_lawful_passes() -> None:
    """The law above forbids no more than it says."""
    house = {
        "__init__.py": "if TYPE_CHECKING:\n    from lianbing.evaluation import evaluate",
        "__main__.py": "from lianbing.cli import main",
        "backends/__init__.py": "from lianbing.backends import exact\nfrom .prose import say",
        "backends/exact.py": "from ..formula import Node",
        "backends/prose.py": "import lianbing.formula",
        "evaluation/__init__.py": "from .score import evaluate",
        "evaluation/score.py": "import lianbing.backends.exact",
        "formula/__init__.py": "from . import nodes\nfrom .nodes import Node",
        "formula/nodes.py": "import attrs",
        "indicators/activity.py": "import lianbing",
        "indicators/workload.py": "import attrs, collections.abc\nfrom lianbing.formula import Node",
        "loading/files.py": "import tomli\nfrom cattrs import Converter",
        "cli/__init__.py": "import click, rich.table\nimport lianbing",
    }

    assert [] == breaches(house)
    assert [] == circle(house)


def test_a_circle_is_seen() -> None:
    """A circle is found though one of its imports is late."""
    house = {"model/a.py": "import lianbing.model.b", "model/b.py": "def f():\n    from . import a"}

    assert {"lianbing.model.a", "lianbing.model.b"} == set(circle(house))
