"""The program: all commands together, and what becomes of errors."""

import contextlib
import importlib
import importlib.metadata
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from lianbing.cli.completion import VARIABLE
from lianbing.cli.options import ChineseContext, described, lang_option, language_of
from lianbing.cli.output import tell
from lianbing.errors import LianbingError, nearest
from lianbing.language import Bilingual, Language, clean

WRONG = 2
"""The exit code where the input or the call is wrong."""

_INTERRUPTED = 130
_BROKEN_PIPE = 141

ABOUT = Bilingual(
    "练兵：按评选规则给大练兵活动评分，说明每一分的来由。\n\n不带命令时演示一个示例活动。",
    "Score a campaign by its rulebook, and explain every point.\n\nWithout a command, a sample campaign is shown.",
)
_COMMANDS = (
    "demo",
    "forms",
    "submissions",
    "draw",
    "marking",
    "score",
    "tables",
    "explain",
    "report",
    "template",
    "check",
    "rulebook",
    "plugins",
    "init",
    "schema",
    "completion",
)
"""The commands, each a module of its own, in the order in which they are needed."""


class Program(click.Group):
    """The program in one language; a command is loaded when it is asked for, which makes starting faster.

    Args:
        language: The language asked for.
    """

    def __init__(self, language: Language) -> None:
        if language == "zh":
            self.context_class = ChineseContext
        super().__init__(
            "lianbing",
            help=ABOUT.say(language),
            params=[lang_option(language), _version_option(language)],
            callback=click.pass_context(self._without_command),
            invoke_without_command=True,
            options_metavar=Bilingual("[选项]", "[OPTIONS]").say(language),
            subcommand_metavar=Bilingual("命令 [参数]...", "COMMAND [ARGS]...").say(language),
        )
        self.language = language

    def _without_command(self, context: click.Context) -> int:
        if context.invoked_subcommand is None:
            return int(context.invoke(self._loaded("demo")))
        return 0

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order in which they are needed."""
        return list(_COMMANDS)

    def _loaded(self, name: str) -> click.Command:
        if name not in self.commands:
            module = importlib.import_module(f"lianbing.cli.{name}")
            self.add_command(module.command(self.language))
        return self.commands[name]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give the option that shows the help, described in the language."""
        return described(super().get_help_option(ctx), self.language)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command; an unknown one is told with the nearest there is."""
        if cmd_name in _COMMANDS:
            return self._loaded(cmd_name)
        if not ctx.resilient_parsing:
            words = Bilingual("没有命令“{0}”", "there is no command “{0}”").say(self.language).format(cmd_name)
            raise click.UsageError(words + _suggestion(nearest(cmd_name, _COMMANDS), self.language), ctx)
        return None

    def invoke(self, ctx: click.Context) -> int:
        """Run the command that was typed; a reader that has seen enough, such as ``head``, is no fault."""
        try:
            return int(super().invoke(ctx))
        except BrokenPipeError:
            _let_go_of_output()
            return _BROKEN_PIPE

    def main(self, args: Sequence[str] | None = None, *others: Any, **named: Any) -> NoReturn:
        """Run the program, and end with its exit code."""
        named.update(standalone_mode=False, complete_var=VARIABLE)
        try:
            code = super().main(args, *others, **named)
            sys.stdout.flush()
        except LianbingError as error:
            tell(error.faults, self.language)
            code = WRONG
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            code = WRONG
        except click.ClickException as error:
            _tell_call(error, self.language)
            code = WRONG
        except click.Abort:
            code = _INTERRUPTED
        except BrokenPipeError:
            _let_go_of_output()
            code = _BROKEN_PIPE
        sys.exit(code)


def _version_option(language: Language) -> click.Option:
    def show(context: click.Context, _param: click.Parameter, asked: bool) -> None:
        if asked and not context.resilient_parsing:
            click.echo(f"lianbing {_version()}")
            context.exit()

    words = Bilingual("显示版本并退出。", "Show the version and exit.").say(language)
    return click.Option(["--version"], is_flag=True, expose_value=False, is_eager=True, callback=show, help=words)


def _version() -> str:
    try:
        return importlib.metadata.version("lianbing")
    except importlib.metadata.PackageNotFoundError:
        return "0+unknown"


def _tell_call(error: click.ClickException, language: Language) -> None:
    """Tell what is wrong with a call, and how the command is called."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        click.echo(context.get_usage(), err=True)
    click.echo(clean(_in_words(error, language)), err=True)


def _in_words(error: click.ClickException, language: Language) -> str:
    match error:
        case click.NoSuchOption():
            words = Bilingual("没有选项“{0}”", "there is no option “{0}”").say(language).format(error.option_name)
            return words + _suggestion(next(iter(error.possibilities or ()), None), language)
        case click.MissingParameter() if error.param is not None:
            words = Bilingual("缺少 {0}", "{0} is missing").say(language)
            return words.format(_called(error.param))
        case click.BadParameter() if error.param is not None:
            return f"{_called(error.param)}: {error.message}"
    return error.format_message()


def _called(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else str(param.human_readable_name)


def _suggestion(name: str | None, language: Language) -> str:
    if name is None:
        return ""
    return Bilingual("；是否应为“{0}”？", "; did you mean “{0}”?").say(language).format(name)


def _let_go_of_output() -> None:
    """Turn stdout away from a pipe that nobody reads, so that closing it at the end cannot fail again."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def program(arguments: Sequence[str]) -> Program:
    """Make the program in the language that the arguments, or the environment, ask for."""
    return Program(language_of(arguments, os.environ))


def main() -> NoReturn:
    """Run the command that was typed."""
    for stream in (sys.stdout, sys.stderr):
        # Whatever encoding and line end a console or pipe would choose, the bytes are always the same.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    program(sys.argv[1:]).main()
