"""The shipped templates by name; run as a program, it writes them."""

from pathlib import Path

import lianbing
from lianbing.language import Language
from lianbing.reports.documents.packing import pack
from tests.documents.template_announcements import Announcements
from tests.documents.template_layout import parts
from tests.documents.template_letters import Letters

FOLDER = Path(lianbing.__file__).parent / "reports" / "documents" / "templates"
DOCUMENTS = ("notice", "result", "letter")
LANGUAGES: tuple[Language, ...] = ("zh", "en")
NAMES = tuple(f"{document}.{language}.docx" for document in DOCUMENTS for language in LANGUAGES)


def template_parts(name: str) -> dict[str, bytes]:
    """Give the parts of a template by its name."""
    document, spoken, _ = name.split(".")
    language: Language = "zh" if spoken == "zh" else "en"
    announcements = Announcements(language)
    bodies = {"notice": announcements.notice, "result": announcements.result, "letter": Letters(language).letters}
    return parts(bodies[document](), bold=language == "en")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in NAMES:
        (FOLDER / each).write_bytes(pack(template_parts(each)))
