"""What the maintainers run: `nox` runs all of it, `nox -s lint` one part."""

import shutil
import subprocess
import tomllib
from pathlib import Path

import nox

nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_external_run = True

PROJECT = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
SUPPORTED = [
    classifier.rpartition(" ")[2]
    for classifier in PROJECT["classifiers"]
    if classifier.startswith("Programming Language :: Python :: ")
]


def _runs(version: str) -> bool:
    """Tell whether this Python is here; a version manager's stand-in on the path may not run."""
    python = shutil.which(f"python{version}")
    return python is not None and subprocess.run([python, "-c", ""], capture_output=True).returncode == 0  # noqa: S603 - our own command


@nox.session(python=[version for version in SUPPORTED if _runs(version)])
def tests(session: nox.Session) -> None:
    """Run the tests on every supported Python that is here."""
    session.install("--editable", ".[cli,test]")
    session.run("pytest", *session.posargs)


@nox.session(python=SUPPORTED[0])
def minimums(session: nox.Session) -> None:
    """Run the tests with the oldest dependencies that pyproject.toml admits."""
    extras = PROJECT["optional-dependencies"]
    names = ("cli", "office", "reports", "tables", "duckdb")
    wanted = [*PROJECT["dependencies"], *(need for name in names for need in extras[name] if "[" not in need)]
    session.install("--editable", ".[cli,test]", *(need.replace(">=", "==") for need in wanted))
    session.run("pytest", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and layout of the code."""
    session.install("--editable", ".[dev]")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session
def typing(session: nox.Session) -> None:
    """Check the types, strictly."""
    session.install("--editable", ".[dev]")
    session.run("mypy", "--strict")


@nox.session
def docs(session: nox.Session) -> None:
    """Run the code in the documents and follow their links."""
    session.install("--editable", ".[cli,test]")
    session.run("pytest", *map(str, Path("tests").glob("test_docs_*.py")), "tests/test_readme_commands.py")
