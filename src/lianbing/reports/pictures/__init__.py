"""Pictures of an evaluation for slides: score breakdown, distribution and rank comparison, as SVG or PNG."""

from collections.abc import Callable, Mapping

from lianbing.errors import InputError, fault, nearest
from lianbing.evaluation import Evaluation
from lianbing.language import Bilingual, Language, clean
from lianbing.reports.pictures import breakdown, criteria, distribution, ranks
from lianbing.reports.pictures.drawing import png_of, svg_of
from lianbing.reports.pictures.sheet import Sheet
from lianbing.reports.pictures.subject import Subject

__all__ = ["PICTURES", "png", "svg"]


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
    subject, draw = Subject.of(evaluation, language, award, candidate), _picture(picture)
    return svg_of(lambda sheet: draw(sheet, subject), clean(subject.award.title))


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
    subject, draw = Subject.of(evaluation, language, award, candidate), _picture(picture)
    return png_of(lambda sheet: draw(sheet, subject))


def _picture(picture: str) -> Callable[[Sheet, Subject], None]:
    if picture not in PICTURES:
        known = ", ".join(PICTURES)
        why = Bilingual(f"没有图片“{picture}”；有：{known}", f"there is no picture “{picture}”; there are: {known}")
        raise InputError([fault("wrong_call", why=why, suggestion=nearest(picture, PICTURES))])
    return PICTURES[picture]
