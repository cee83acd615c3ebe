"""The example plugin as a distribution of its own: built, installed beside lianbing, found, and scoring."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "lianbing-river-patrol"


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command that must succeed; give what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**environment, "PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A fresh environment with both wheels, and a copy of the example; other libraries are those we run with."""
    folder = tmp_path_factory.mktemp("site")
    example = shutil.copytree(EXAMPLE, folder / "example", ignore=shutil.ignore_patterns("__pycache__"))
    offline = ("--no-index", "--no-deps")
    pip = (sys.executable, "-m", "pip")
    run(*pip, "wheel", *offline, "--no-build-isolation", "--wheel-dir", "wheels", ROOT, example, cwd=folder)
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(*pip, "--python", python, "install", *offline, *sorted((folder / "wheels").glob("*.whl")), cwd=folder)
    ours = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    scripts = "import sysconfig; print(sysconfig.get_path('purelib'))"
    theirs = Path(run(python, "-c", scripts, cwd=folder).strip())
    (theirs / "libraries.pth").write_text("\n".join(sorted(ours)), "utf-8")
    return python, example


def test_the_plugin_is_found_with_its_distribution(site: tuple[Path, Path]) -> None:
    """What is installed is listed with distribution and version, and nothing is taken from our own tree."""
    python, example = site
    home = run(python, "-c", "import lianbing; print(lianbing.__file__)", cwd=example)
    listed = json.loads(run(python, "-m", "lianbing", "plugins", "--format", "json", cwd=example))
    (found,) = [each for each in listed["plugins"] if each["name"] == "river_patrol"]

    assert str(python.parents[1]) in home
    assert ("lianbing-river-patrol", "0.3.0", "entry point", "loaded") == (
        found["distribution"],
        found["version"],
        found["origin"],
        found["status"],
    )
    table = run(python, "-m", "lianbing", "plugins", cwd=example)
    assert "lianbing-river-patrol" in table
    assert "0.3.0" in table


def test_its_campaign_scores(site: tuple[Path, Path]) -> None:
    """A rulebook that names the plugin needs nothing but that the plugin is installed."""
    python, example = site
    scored = json.loads(run(python, "-m", "lianbing", "score", "campaign", "--format", "json", cwd=example))
    (award,) = scored["awards"]

    assert ["east", "west"] == [each["candidate"] for each in award["standings"]]


def test_its_own_tests_pass(site: tuple[Path, Path]) -> None:
    """The one line that checks the contract works for whoever copies the example."""
    python, example = site
    said = run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=example)

    assert "passed" in said
    assert "failed" not in said
