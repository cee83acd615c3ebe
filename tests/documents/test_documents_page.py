"""The documents about templates name every field, and no other; run as a program, it renews their tables."""

import re
from pathlib import Path

import pytest

from lianbing.language import Language
from tests.documents.field_tables import office_table, template_tables
from tests.documents.template_texts import LANGUAGES

DOCS = Path(__file__).parents[2] / "docs"
PAGES: dict[Language, Path] = {"zh": DOCS / "documents.zh.md", "en": DOCS / "documents.md"}


def renewed(language: Language) -> str:
    """A page with its tables as the code has them."""
    page = PAGES[language].read_text("utf-8")
    for mark, table in (("office", office_table(language)), ("fields", template_tables(language))):
        start, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
        page = re.sub(f"{start}.*{end}", lambda _, s=start, t=table, e=end: f"{s}\n\n{t}\n\n{e}", page, flags=re.DOTALL)  # type: ignore[misc]
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_are_those_of_the_code(language: Language) -> None:
    """Whoever writes a template finds each field; to renew: python -m tests.documents.test_documents_page."""
    assert renewed(language) == PAGES[language].read_text("utf-8")


if __name__ == "__main__":
    for each in LANGUAGES:
        PAGES[each].write_text(renewed(each), "utf-8")
