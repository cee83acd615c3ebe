"""`completion`: the script by which a shell completes commands and options."""

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from lianbing.cli.options import Choice, Command
from lianbing.cli.output import write
from lianbing.language import Bilingual, Language

VARIABLE = "_LIANBING_COMPLETE"
SCRIPT = "lianbing"

_KINDS: dict[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}

ABOUT = Bilingual(
    "输出命令补全脚本。\n\n"
    "例如 bash：lianbing completion bash > ~/.lianbing-complete.bash，再在 ~/.bashrc 中 source 它。",
    "Print the script by which a shell completes commands.\n\n"
    "For bash: lianbing completion bash > ~/.lianbing-complete.bash, and source that in ~/.bashrc.",
)


def command(language: Language) -> click.Command:
    """Make the command."""
    shells = click.Argument(["shell"], type=Choice(tuple(_KINDS), language))
    return Command("completion", language, ABOUT, run, [shells])


def run(language: Language, shell: str) -> int:
    """Print the script of a shell."""
    kind = _KINDS[shell]
    write(kind(click.get_current_context().find_root().command, {}, SCRIPT, VARIABLE).source() + "\n")
    return 0
