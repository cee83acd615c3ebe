"""The page put together: one HTML file, with its styles, its script and its data."""

import base64
import hashlib
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from lianbing.errors import InputError, fault, nearest
from lianbing.evaluation import Evaluation
from lianbing.insight.readings import reading_effects
from lianbing.language import Language, clean
from lianbing.model.award import Award
from lianbing.reports.lines import Line
from lianbing.reports.page.awards import award_view
from lianbing.reports.page.effects import reading_views
from lianbing.reports.page.script_data import explanations_json, figures_json
from lianbing.reports.page.telling import line_markup, told
from lianbing.reports.page.words import WORDS

EXPLAINED_AT_ONCE = 200
"""Up to so many candidates on a page, explanations stand in its markup; beyond, its script makes what is opened."""

SHOWN_AT_ONCE = 100
"""Of a longer table the script shows so many rows at first."""

_SCRIPTS = ("fractions.js", "showing.js", "rows.js", "explanations.js", "comparison.js", "trial.js", "start.js")
_MADE_UP = ("虚构", "made up", "made-up", "fictitious")


def page(evaluation: Evaluation, language: Language, *, award: str | None = None) -> bytes:
    """Give an evaluation as a page: one HTML file that asks nothing of any network.

    Args:
        evaluation: The evaluation.
        language: The language that the page is written in.
        award: The award to show; all where none is named.

    Raises:
        InputError: There is no such award.
    """
    return page_of(evaluation, language, _awards(evaluation, award), explained_at_once=EXPLAINED_AT_ONCE)


def page_of(evaluation: Evaluation, language: Language, awards: tuple[Award, ...], *, explained_at_once: int) -> bytes:
    """Give a page of some awards; explanations stand in its markup up to so many candidates."""
    explained = sum(len(evaluation.fields[each.id].candidates) for each in awards) <= explained_at_once
    effects = reading_effects(evaluation.rulebook, evaluation.campaign)
    script = _script()
    text = (
        _environment(language)
        .get_template("page.html")
        .render(
            language=language,
            evaluation=evaluation,
            rulebook=evaluation.rulebook,
            campaign=evaluation.campaign,
            made_up=any(each in evaluation.campaign.title.lower() for each in _MADE_UP),
            departures=", ".join(f"{name} = {option}" for name, option in evaluation.rulebook.departures.items()),
            awards=[award_view(evaluation, each, language, explained=explained) for each in awards],
            readings=reading_views(evaluation.rulebook, effects, [each.id for each in awards], language),
            warnings=[each.lines(language) for each in evaluation.warnings],
            explained=explained,
            shown_at_once=SHOWN_AT_ONCE,
            style=Markup(_part("page.css")),  # noqa: S704 (our own file)
            script=Markup(script),  # noqa: S704 (our own files)
            script_digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            figures=Markup(figures_json(evaluation, awards, language)),  # noqa: S704 (harmless in markup)
            explanations=Markup("" if explained else explanations_json(evaluation, awards, language)),  # noqa: S704
        )
    )
    return text.encode()


def _awards(evaluation: Evaluation, award: str | None) -> tuple[Award, ...]:
    awards = evaluation.rulebook.awards
    if award is None:
        return awards
    known = [each.id for each in awards]
    if award not in known:
        joined = ", ".join(known)
        raise InputError([fault("unknown_award", name=award, known=joined, suggestion=nearest(award, known))])
    return (evaluation.rulebook.award(award),)


def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("lianbing.reports.page", "parts"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

    def say(word: str, *slots: object) -> str:
        return WORDS[word].say(language).format(*slots)

    def told_here(text: str) -> Markup:
        return told(text, language)

    def line_here(line: Line) -> Markup:
        return line_markup(line.text, language)

    environment.globals.update(say=say, folded=folded)
    environment.filters.update(told=told_here, line=line_here, clean=clean)
    return environment


def folded(line: Line, depth: int) -> bool:
    """Tell whether what stands below a line is opened on demand: indicators, settings, the steps of a formula."""
    if not line.parts:
        return False
    return (depth == 1 and line.tone == "heading") or (depth == 2 and line.tone == "quiet") or depth == 3


def _script() -> str:
    body = "".join(map(_part, _SCRIPTS))
    return f'(() => {{\n"use strict";\n{body}}})();\n'


def _part(name: str) -> str:
    return resources.files("lianbing.reports.page").joinpath("parts", name).read_text("utf-8")
