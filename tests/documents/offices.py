"""What tests of documents share: an office's fields, evaluations, and documents read back."""

import io
from collections.abc import Mapping
from pathlib import Path

import docx
from docx.document import Document

from lianbing.casework import load
from lianbing.evaluation import Evaluation

EXAMPLES = Path(__file__).parents[2] / "examples"

FIELDS = (
    ("office", "示例市生态环境局"),
    ("date", "2019-12-05"),
    ("period_from", "2019-11-25"),
    ("period_to", "2019-11-29"),
    ("telephone", "0935-0000000"),
    ("mailbox", "jiandu@example.org"),
    ("address", "示例市示例路1号"),
)


def evaluated(folder: Path | str, readings: Mapping[str, str] | None = None) -> Evaluation:
    """Evaluate a campaign folder; a name alone is one of the examples."""
    return Evaluation.of(*load(EXAMPLES / folder, readings=readings))


def opened(content: bytes) -> Document:
    """Open a document as Word would."""
    return docx.Document(io.BytesIO(content))


def paragraphs(content: bytes) -> list[str]:
    """The texts of all paragraphs in their order, those in tables too."""
    body = opened(content).element.body
    return ["".join(each.xpath(".//w:t/text()")) for each in body.iter(f"{{{body.nsmap['w']}}}p")]


def text(content: bytes) -> str:
    """The whole text."""
    return "\n".join(paragraphs(content))


def tables(content: bytes) -> list[list[tuple[str, ...]]]:
    """The tables, each as rows of texts."""
    return [[tuple(cell.text for cell in row.cells) for row in each.rows] for each in opened(content).tables]
