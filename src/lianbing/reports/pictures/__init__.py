"""Pictures of an evaluation for slides: score breakdown, distribution and rank comparison, as SVG or PNG."""

import io
import re
import warnings
from collections.abc import Callable, Mapping

import matplotlib

from lianbing.errors import InputError, fault, nearest
from lianbing.evaluation import Evaluation
from lianbing.language import Bilingual, Language, clean
from lianbing.reports.pictures import breakdown, criteria, distribution, ranks
from lianbing.reports.pictures.fonts import CHINESE, PLAIN, drawable, installed
from lianbing.reports.pictures.sheet import Sheet
from lianbing.reports.pictures.subject import Subject

__all__ = ["PICTURES", "png", "svg"]

DOTS_PER_INCH = 200


def _breakdown(sheet: Sheet, subject: Subject) -> None:
    if subject.candidate is None:
        breakdown.draw(sheet, subject)
    else:
        criteria.draw(sheet, subject, subject.candidate)


PICTURES: Mapping[str, Callable[[Sheet, Subject], None]] = {
    "breakdown": _breakdown,
    "distribution": distribution.draw,
    "ranks": ranks.draw,
}
"""The pictures there are."""


def svg(
    evaluation: Evaluation,
    language: Language,
    *,
    picture: str = "breakdown",
    award: str | None = None,
    candidate: str | None = None,
) -> bytes:
    """Draw a picture as SVG; its words stay words, in whatever Chinese font the reader has.

    Args:
        evaluation: What is drawn.
        language: The language of the words.
        picture: Which picture, a key of `PICTURES`.
        award: The award; without it, the candidate's, or the first that anybody has a score in.
        candidate: The candidate; its own points are drawn, or it is marked among the others.

    Raises:
        InputError: There is no such picture, award or candidate, or nothing to draw.
    """
    subject = Subject.of(evaluation, language, award, candidate)
    with matplotlib.rc_context(), warnings.catch_warnings():
        # Which letters can be shown is up to the reader's fonts, not to those of this machine.
        warnings.filterwarnings("ignore", message=r"Glyph \d+")
        _settle(installed())
        sheet = _drawn(subject, picture, str)
        stream = io.BytesIO()
        title = clean(subject.award.title)
        sheet.figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None, "Title": title})
    return _with_fonts(stream.getvalue())


def png(
    evaluation: Evaluation,
    language: Language,
    *,
    picture: str = "breakdown",
    award: str | None = None,
    candidate: str | None = None,
) -> bytes:
    """Draw a picture as PNG, 2667 by 1500 dots; the arguments are those of `svg`.

    Raises:
        InputError: As `svg`; or no font with Chinese letters is installed.
    """
    subject = Subject.of(evaluation, language, award, candidate)
    with matplotlib.rc_context():
        _settle(installed())
        sheet = _drawn(subject, picture, drawable)
        stream = io.BytesIO()
        sheet.figure.savefig(stream, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})
    return stream.getvalue()


def _drawn(subject: Subject, picture: str, spell: Callable[[str], str]) -> Sheet:
    if picture not in PICTURES:
        known = ", ".join(PICTURES)
        why = Bilingual(f"没有图片“{picture}”；有：{known}", f"there is no picture “{picture}”; there are: {known}")
        raise InputError([fault("wrong_call", why=why, suggestion=nearest(picture, PICTURES))])
    sheet = Sheet.blank(spell)
    PICTURES[picture](sheet, subject)
    return sheet


def _settle(font: str | None) -> None:
    """Set all that could make two machines draw differently, within the context that it is called in."""
    matplotlib.rcdefaults()
    matplotlib.rcParams.update(
        {
            "font.family": [each for each in (font, PLAIN) if each is not None],
            "text.parse_math": False,
            "text.usetex": False,
            "hatch.linewidth": 0.6,
            "svg.fonttype": "none",
            "svg.hashsalt": "lianbing",
        }
    )


_FAMILY = re.compile(rb"(font(?:-family)?: [^;\"]*?)'[^;\"]*'(?:, sans-serif)?")


def _with_fonts(drawn: bytes) -> bytes:
    """Name every font that may be there on the reader's machine, whichever is here."""
    families = ", ".join(f"'{name}'" for name in CHINESE) + ", sans-serif"
    return _FAMILY.sub(rb"\1" + families.encode(), drawn)
