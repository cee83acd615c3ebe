"""Links within the documents lead somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])

CODE = re.compile(r"^(```+|~~~+).*?^\1|(`+)(?!`).+?(?<!`)\2(?!`)", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(\s*<?([^\s)>]+)|^\[[^\]]+\]:\s*<?([^\s>]+)", re.MULTILINE)
HEADING = re.compile(r"^#+\s+(.+?)\s*#*$", re.MULTILINE)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def links(text: str) -> Iterator[str]:
    """The targets of all relative links, in their order."""
    for match in LINK.finditer(CODE.sub("", text)):
        target = match[1] or match[2]
        if not ELSEWHERE.match(target):
            yield unquote(target)


def anchors(text: str) -> set[str]:
    """What the headings are called in links."""
    fenced = re.sub(r"^(```+|~~~+).*?^\1", "", text, flags=re.DOTALL | re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in HEADING.findall(fenced)}


def resolves(document: Path, link: str) -> bool:
    """Tell whether a link of a document leads to a file or folder, and to a heading where it names one."""
    name, _, anchor = link.partition("#")
    target = document.parent / name if name else document
    return target.exists() and (not anchor or anchor in anchors(target.read_text(encoding="utf-8")))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_resolve(document: Path) -> None:
    """A reader who follows a relative link finds the file, and the heading."""
    text = document.read_text(encoding="utf-8")

    assert [] == [link for link in links(text) if not resolves(document, link)]


def test_links_are_seen(tmp_path: Path) -> None:
    """Code is no link, an address elsewhere is not ours to follow, and a wrong heading is a wrong link."""
    document = tmp_path / "page.md"
    text = """# 一、办法 (2019)
[a](page.md#一办法-2019) [b](missing.md "title") ![c](#nowhere) [d](https://example.org) `[e](code.md)`
```bash
# not a heading
[f](code.md)
```
[g]: other.md
"""
    document.write_text(text, encoding="utf-8")

    assert ["page.md#一办法-2019", "missing.md", "#nowhere", "other.md"] == list(links(text))
    assert [True, False, False, False] == [resolves(document, link) for link in links(text)]
