"""The documents are tests: every Python block in them runs."""

import doctest
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md")])
READER = Sybil([PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_code_runs(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader who types a document's code, from top to bottom, gets what the document shows."""
    monkeypatch.chdir(ROOT)

    for example in READER.parse(document).examples():
        example.evaluate()
