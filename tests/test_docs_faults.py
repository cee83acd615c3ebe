"""Every kind of fault is documented, in the wording that people meet."""

import re
from pathlib import Path

from lianbing.messages import MESSAGES

PAGE = Path(__file__).parents[1] / "docs" / "faults.md"


def page() -> str:
    """The page as it is to be."""
    rows = [f"| `{code}` | {message.zh} | {message.en} |" for code, message in MESSAGES.items()]
    return "\n".join(
        [
            "# Faults",
            "",
            "Every message has a stable code, shown in brackets at its end; `{…}` stands for what was found.",
            "",
            "| code | 中文 | English |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def test_the_page_lists_every_fault() -> None:
    """The page is exactly what the code says; to renew it, write `page()` to it."""
    assert page() == PAGE.read_text("utf-8")


def test_both_languages_have_the_same_blanks() -> None:
    """No message loses a figure in translation."""
    for code, message in MESSAGES.items():
        blanks = [sorted(set(re.findall(r"{(\w+)}", text))) for text in (message.zh, message.en)]

        assert blanks[0] == blanks[1], code
