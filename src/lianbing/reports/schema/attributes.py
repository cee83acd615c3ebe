"""What the docstring of a class says about the class and about each of its attributes."""

import inspect
import re

_ENTRY = re.compile(r"    (\w+): (.*)")


def summary(cls: type) -> str:
    """Give the first paragraph of a class's docstring.

    >>> summary(bool.__class__)
    ''
    """
    own = cls.__dict__.get("__doc__")
    if not isinstance(own, str) or cls is type:
        return ""
    return _plain(inspect.cleandoc(own).partition("\n\n")[0])


def attribute_texts(cls: type) -> dict[str, str]:
    """Give what the section ``Attributes:`` of a class's docstring says, by attribute."""
    own = cls.__dict__.get("__doc__")
    lines = inspect.cleandoc(own).splitlines() if isinstance(own, str) else []
    texts: dict[str, str] = {}
    name = ""
    for line in lines[lines.index("Attributes:") + 1 :] if "Attributes:" in lines else []:
        entry = _ENTRY.fullmatch(line)
        if entry:
            name = entry[1]
            texts[name] = entry[2]
        elif name and line.startswith("     "):
            texts[name] += f" {line.strip()}"
        elif line.strip():
            break
    return {name: _plain(text) for name, text in texts.items()}


def _plain(text: str) -> str:
    """Write code as Markdown does, which is what editors show."""
    return " ".join(text.replace("``", "`").split())
