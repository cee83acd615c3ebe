"""Looking into a PDF file: whether it opens, how many pages it has, and what it is by its content."""

import hashlib
import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs
import pypdf
from pypdf.errors import PyPdfError

from lianbing.errors import Fault, InputError, Place, Severity, fault
from lianbing.office import limits
from lianbing.office.archive import read_bytes
from lianbing.office.kinds import KINDS, kind_of

MOST_PAGES = 5_000
"""The most pages of a file; one that says it has more is refused."""

_END_WITHIN = 2048


@attrs.frozen
class Scan:
    """A PDF file.

    Attributes:
        file: The file, as the user named it.
        sha256: The digest of its bytes, in hexadecimal.
        pages: How many pages it has.
        has_text: Whether its pages have fonts, and are not pictures alone.
        notes: What is worth knowing, as warnings.
    """

    file: str
    sha256: str
    pages: int
    has_text: bool
    notes: tuple[Fault, ...] = ()


def read_scan(path: Path, name: str | None = None) -> Scan:
    """Look into a PDF file; nothing in it is run or followed.

    Args:
        path: Where it is.
        name: What to call it in messages, if not by its path.

    Raises:
        InputError: It is no PDF whatever its name says, is empty, cut off or damaged, needs a password, or has no page.
    """
    file = name if name is not None else str(path)
    content = read_bytes(path, file, limits.LARGEST_SCAN)
    place = Place(file=file)
    found = kind_of(content)
    if found == "empty":
        raise InputError([fault("empty_file", place)])
    if found != "pdf":
        raise InputError([fault("wrong_kind", place, expected=KINDS["pdf"], found=KINDS[found])])
    if b"%%EOF" not in content[-_END_WITHIN:]:
        raise InputError([fault("cut_off", place)])
    try:
        with _quiet():
            return _scan(content, file)
    except InputError:
        raise
    except Exception as error:  # the library raises whatever a damaged object happens to cause
        why = " ".join(str(error).split())[:200] or type(error).__name__
        raise InputError([fault("broken_file", place, why=why)]) from error


def _scan(content: bytes, file: str) -> Scan:
    place = Place(file=file)
    reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
    notes = []
    if reader.is_encrypted:
        if not reader.decrypt(""):
            raise InputError([fault("password", place)])
        notes.append(fault("owner_password", place, severity=Severity.WARNING))
    root: Any = reader.trailer["/Root"]
    pages = list(_pages(root["/Pages"]))
    if not pages:
        raise InputError([fault("no_pages", place)])
    has_text = any("/Font" in each.get("/Resources", {}) for each in pages)
    if b"/JavaScript" in content or b"/Launch" in content or b"/EmbeddedFile" in content:
        notes.append(fault("active_content", place, severity=Severity.WARNING))
    return Scan(file, hashlib.sha256(content).hexdigest(), len(pages), has_text, tuple(notes))


def _pages(root: Any) -> Iterator[Any]:
    """Walk the tree of pages; one that meets a branch twice, or has no end, is refused.

    Raises:
        PyPdfError: It is no tree, or has too many pages.
    """
    waiting, count, met = [root], 0, set[int]()
    while waiting:
        node = waiting.pop()
        found = node.get_object()
        if id(found) in met:
            raise PyPdfError("a branch of the pages twice")
        met.add(id(found))
        if "/Kids" in found:
            waiting += reversed(found["/Kids"])
            continue
        count += 1
        if count > MOST_PAGES or len(waiting) > MOST_PAGES:
            raise PyPdfError(f"more than {MOST_PAGES} pages")
        yield found


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library's own complaints off the terminal: what matters is told as a fault."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
