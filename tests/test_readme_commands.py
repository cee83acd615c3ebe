"""The two commands that the READMEs show are the ones that are checked before a change lands."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMAND = re.compile(r"^## (?P<heading>.+)\n(?:(?!## ).*\n)*?```bash\n(?P<command>.+)\n```$", re.MULTILINE)


def commands(readme: str) -> dict[str, str]:
    """The one-line command under each heading of a README that has one."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    return {match["heading"]: match["command"] for match in COMMAND.finditer(text)}


@pytest.mark.parametrize("heading", ["Try it", "Run the tests"])
def test_the_check_runs_what_the_readme_shows(heading: str) -> None:
    """The check runs the README's commands, word for word."""
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()

    assert commands("README.md")[heading] in [line.strip() for line in lines]


@pytest.mark.parametrize(("chinese", "english"), [("试一试", "Try it"), ("运行测试", "Run the tests")])
def test_both_readmes_show_the_same(chinese: str, english: str) -> None:
    """A reader of either language types the same."""
    assert commands("README.md")[english] == commands("README.zh.md")[chinese]
