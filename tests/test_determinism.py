"""The same input gives the same bytes, whatever the run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMANDS = [
    ("score", "examples/wuwei-2019", "--format", "json"),
    ("score", "examples/wuwei-2019", "--format", "csv"),
    ("score", "examples/wuwei-2019"),
    ("explain", "examples/wuwei-2019", "--award", "individual", "--candidate", "minqin-1", "--format", "json"),
    ("explain", "examples/wuwei-2019", "--award", "individual", "--candidate", "minqin-1", "--format", "csv"),
    ("check", "examples/wuwei-2019", "--format", "markdown"),
    ("rulebook", "show", "wuwei-2019"),
    ("rulebook", "show", "wuwei-2019", "--format", "json"),
    ("plugins", "--format", "csv"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_same_input_gives_the_same_bytes(command: tuple[str, ...]) -> None:
    """Two runs with other hash seeds print the very same."""
    printed = [
        subprocess.run(
            [sys.executable, "-m", "lianbing", *command],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]

    assert printed[0] == printed[1]
    assert printed[0]
