"""The reference as a page: `python -m tests.reference.page` in the project's folder renews it."""

from collections.abc import Iterator
from pathlib import Path

from lianbing.plugins.registry import Registry
from tests.reference.language import declared_lines, language_lines
from tests.reference.plugins import plugin_lines
from tests.reference.records import campaign_lines, rulebook_lines

PAGE = Path(__file__).parents[2] / "docs" / "reference.md"


def page() -> str:
    """Give the page as it is to be."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield from (
        "# Reference",
        "",
        "Every field, plugin and word. It is made of the code, and a test holds it to that. To learn how they go",
        "together, begin with the [tutorial](tutorial.md) ([中文](tutorial.zh.md)); the terms in both languages are in",
        "the [glossary](glossary.md).",
        "",
        "- [A rulebook](#a-rulebook)",
        "- [Facts that a rulebook declares](#facts-that-a-rulebook-declares)",
        "- [The formula language](#the-formula-language): [signs](#signs), [words](#words), [bounds](#bounds)",
        "- [Plugins](#plugins)",
        "- [A campaign folder](#a-campaign-folder)",
        "",
    )
    yield from rulebook_lines()
    yield from declared_lines()
    yield from language_lines()
    yield from plugin_lines(Registry.load(entry_points=False))
    yield from campaign_lines()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
