"""A page that is worked through: its blocks build up files and run commands, and it shows what came of them.

What follows the language of a block says what its reader does with it:

=========================  =========================================================================================
``toml FILE``              adds the block to the end of the file
``toml FILE instead``      puts it in place of the block that begins with the same two lines
``toml FILE whole``        makes it all that the file holds
``toml FILE excerpt``      finds it in the file
``toml FILE all``          finds that it is all that the file holds
``console``                types what stands behind each ``$``, and reads the rest; a line ``…`` stands for any lines
=========================  =========================================================================================
"""

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
from click.testing import CliRunner

from lianbing.cli.main import program

BLOCK = re.compile(r"^```(\w+)(?: ([^\n]*))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LEFT_OUT = "…"


def worked_through(page: str, folder: Path) -> str:
    """Do what a page says in an empty folder, which is the working directory; give the page with what really came."""
    desk = Desk(folder)

    def done(block: re.Match[str]) -> str:
        before = block[0].removesuffix(f"{block[3]}```")
        return f"{before}{desk.shown(block[1], block[2] or '', block[3])}```"

    return BLOCK.sub(done, page)


def commands(page: str) -> list[str]:
    """Give what a page tells its reader to type."""
    blocks = [block[3] for block in BLOCK.finditer(page) if block[1] == "console"]
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]


@attrs.define
class Desk:
    """Where a reader works: the folder, and the blocks that were put into its files.

    Attributes:
        folder: The folder.
        blocks: By file, the blocks that it is made of.
    """

    folder: Path
    blocks: dict[str, list[str]] = attrs.field(factory=dict)

    def shown(self, language: str, told: str, block: str) -> str:
        """Do what a block says, and give what is to stand in it."""
        if language == "console":
            return "".join(_run(each) for each in re.split(r"^(?=\$ )", block, flags=re.MULTILINE) if each)
        if language != "toml":
            return block
        file, _, what = told.partition(" ")
        doing: dict[str, Callable[[str, str], str]] = {
            "": self.add,
            "instead": self.replace,
            "whole": self.write,
            "excerpt": self.excerpt,
            "all": self.everything,
        }
        return doing[what](file, block)

    def add(self, file: str, block: str) -> str:
        """Put a block at the end of a file."""
        self._put(file, [*self.blocks.get(file, []), block])
        return block

    def replace(self, file: str, block: str) -> str:
        """Put a block in place of the one that begins like it."""
        (at,) = [index for index, each in enumerate(self.blocks[file]) if _beginning(each) == _beginning(block)]
        self._put(file, [block if index == at else each for index, each in enumerate(self.blocks[file])])
        return block

    def write(self, file: str, block: str) -> str:
        """Make a block all that a file holds."""
        self._put(file, [block])
        return block

    def excerpt(self, file: str, block: str) -> str:
        """Give the block where the file has it, else all of the file."""
        text = self._text(file)
        return block if block in text else text

    def everything(self, file: str, _: str) -> str:
        """Give all of a file."""
        return self._text(file)

    def _text(self, file: str) -> str:
        return (self.folder / file).read_text(encoding="utf-8")

    def _put(self, file: str, blocks: list[str]) -> None:
        self.blocks[file] = blocks
        (self.folder / file).write_text("\n".join(blocks), encoding="utf-8")


def _beginning(block: str) -> list[str]:
    return block.splitlines()[:2]


def _run(typed: str) -> str:
    """Type a command, and give it with what it prints; lines that are left out stay so where the others are right."""
    line, _, stated = typed.partition("\n")
    name, *arguments = shlex.split(line.removeprefix("$ "))
    assert name == "lianbing", line
    result = CliRunner().invoke(program(arguments), arguments, prog_name=name)
    lines = [each.rstrip() for each in result.output.strip("\n").splitlines()]
    kept = stated.splitlines()
    return "\n".join([line, *(kept if _agrees(kept, lines) else lines), ""])


def _agrees(stated: list[str], lines: list[str]) -> bool:
    """Tell whether lines are those stated, where ``…`` stands for one or more."""
    pattern = "(?:.*\n)+?".join(re.escape(each) for each in _parts(_ruled(stated)))
    return re.fullmatch(pattern, "".join(f"{each}\n" for each in _ruled(lines))) is not None


def _ruled(lines: list[str]) -> list[str]:
    """Take tables by their words: how wide columns and rulers are drawn depends on the version of rich."""
    return [re.sub(" +", " ", re.sub("─+", "─", each)).strip() for each in lines]


def _parts(stated: list[str]) -> Iterator[str]:
    """Give what stands between the lines left out."""
    part = ""
    for line in stated:
        if line == LEFT_OUT:
            yield part
            part = ""
        else:
            part += f"{line}\n"
    yield part
