"""What the commands share: their language, their help in it, and the options that several of them take."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from lianbing.language import Bilingual, Language

LANGUAGES: tuple[Language, ...] = ("zh", "en")
VARIABLE = "LIANBING_LANG"
_DEFAULT: Language = "zh"


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Find the language asked for: by the last ``--lang`` among the arguments, else by the environment.

    It is looked for before the arguments are parsed, so that the help itself can be in that language.

    >>> language_of(["score", "--help", "--lang", "en"], {})
    'en'
    """
    asked = environment.get(VARIABLE, "")
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and index + 1 < len(arguments):
            asked = arguments[index + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return "en" if asked == "en" else _DEFAULT


class Formatter(click.HelpFormatter):
    """Writes the headings of help in Chinese."""

    _HEADINGS: Mapping[str, str] = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that shows how a command is called."""
        super().write_usage(prog, args, "用法：" if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        self.write(f"{'':>{self.current_indent}}{self._HEADINGS.get(heading, heading)}：\n")


class ChineseContext(click.Context):
    """The context of a command whose help is Chinese."""

    formatter_class = Formatter


class Command(click.Command):
    """A command whose help is in the language asked for, and which takes ``--lang`` as all do.

    Args:
        name: What is typed.
        language: The language asked for.
        about: What it does; the first sentence stands in the list of commands.
        run: What it calls, with the language first; it gives the exit code.
        params: Its arguments and options.
    """

    def __init__(
        self,
        name: str,
        language: Language,
        about: Bilingual,
        run: Callable[..., int],
        params: Sequence[click.Parameter] = (),
    ) -> None:
        if language == "zh":
            self.context_class = ChineseContext
        super().__init__(
            name,
            callback=lambda **given: run(language, **given),
            help=about.say(language),
            short_help=first_sentence(about.say(language)),
            params=[*params, lang_option(language)],
            options_metavar=Bilingual("[选项]", "[OPTIONS]").say(language),
        )
        self.language = language

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give the option that shows the help, described in the language."""
        return described(super().get_help_option(ctx), self.language)


class CommandGroup(click.Group):
    """Commands that belong together.

    Args:
        name: What people type before each of them.
        language: The language of its help.
        about: What they do; the first sentence stands in the list of commands.
        commands: The commands.
    """

    def __init__(self, name: str, language: Language, about: Bilingual, commands: Sequence[click.Command]) -> None:
        if language == "zh":
            self.context_class = ChineseContext
        super().__init__(
            name,
            commands=commands,
            help=about.say(language),
            short_help=first_sentence(about.say(language)),
            params=[lang_option(language)],
            options_metavar=Bilingual("[选项]", "[OPTIONS]").say(language),
            subcommand_metavar=Bilingual("命令 [参数]...", "COMMAND [ARGS]...").say(language),
        )
        self._language = language

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give the option that shows the help, described in the language."""
        return described(super().get_help_option(ctx), self._language)


def described(option: click.Option | None, language: Language) -> click.Option | None:
    """Describe the option that shows the help."""
    if option is not None:
        option.help = Bilingual("显示帮助并退出。", "Show this message and exit.").say(language)
    return option


def first_sentence(text: str) -> str:
    """Give the first sentence of a text.

    >>> first_sentence("评分。按规则。")
    '评分。'
    """
    ends = [text.index(mark) + len(mark) for mark in ("。", ". ", ".\n") if mark in text]
    return text[: min(ends, default=len(text))].strip()


class Choice(click.Choice[str]):
    """One of some words; what else is given is refused in the language."""

    def __init__(self, choices: Sequence[str], language: Language) -> None:
        super().__init__(choices)
        self._language = language

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Take a word that is among the choices."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            known = ", ".join(map(str, self.choices))
            words = Bilingual("“{0}”应为以下之一：{1}", "“{0}” is to be one of: {1}").say(self._language)
            self.fail(words.format(value, known), param, ctx)


def lang_option(language: Language) -> click.Option:
    """``--lang``; it has been looked for already, so here it is only checked."""
    return click.Option(
        ["--lang"],
        type=Choice(LANGUAGES, language),
        expose_value=False,
        help=Bilingual(
            f"语言：zh（默认）或 en；也可设环境变量 {VARIABLE}。",
            f"Language: zh (the default) or en; or set {VARIABLE}.",
        ).say(language),
    )


class Required(click.Option):
    """An option that has to be given; its help says so in the language."""

    def __init__(self, flags: Sequence[str], language: Language, *, metavar: str, help: str) -> None:
        super().__init__(flags, metavar=metavar, help=help, required=True)
        self._language = language

    def get_help_extra(self, ctx: click.Context) -> Any:
        """Say that it is required."""
        return {**super().get_help_extra(ctx), "required": Bilingual("必填", "required").say(self._language)}


def reading_option(language: Language) -> click.Option:
    """``--reading``, as often as wanted."""
    words = Bilingual("改用读法的另一选项，可重复。", "Choose another option of a reading; may be repeated.")
    return pairs_option("--reading", "readings", words, language, metavar="NAME=OPTION")


def pairs_option(
    flag: str, name: str, words: Bilingual, language: Language, *, metavar: str = "NAME=VALUE"
) -> click.Option:
    """Make an option that takes ``NAME=VALUE``, as often as wanted."""

    def pairs(_ctx: click.Context, _param: click.Parameter, given: Sequence[str]) -> list[tuple[str, str]]:
        return [_pair(each, metavar, language) for each in given]

    return click.Option([flag, name], callback=pairs, metavar=metavar, multiple=True, help=words.say(language))


def _pair(given: str, metavar: str, language: Language) -> tuple[str, str]:
    name, _, value = given.partition("=")
    if not (name and value):
        words = Bilingual("“{0}”应写作 {1}", "“{0}” is to be written {1}").say(language)
        raise click.BadParameter(words.format(given, metavar))
    return name.strip(), value.strip()


def folder_argument() -> click.Argument:
    """The campaign folder."""
    return click.Argument(["folder"], metavar="FOLDER")
