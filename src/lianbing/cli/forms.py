"""`forms`: the forms that units fill in, written and read."""

import click

from lianbing.cli import forms_read, forms_write
from lianbing.cli.options import CommandGroup
from lianbing.language import Bilingual, Language

ABOUT = Bilingual(
    "填报表：生成各单位填写的 Excel 表，收回后读取、查错。",
    "The forms that units fill in: write them as workbooks, read them back and tell what is wrong.",
)


def command(language: Language) -> click.Command:
    """Make the command."""
    return CommandGroup("forms", language, ABOUT, [forms_write.command(language), forms_read.command(language)])
