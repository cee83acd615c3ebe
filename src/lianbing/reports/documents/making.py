"""The documents that an office issues, from an evaluation to the bytes of a file."""

from collections.abc import Mapping, Sequence
from importlib import resources
from typing import TypedDict, Unpack

from lianbing.errors import Fault, InputError, fault, nearest
from lianbing.evaluation import Evaluation
from lianbing.language import Bilingual, Language
from lianbing.reports.documents.announcements import announcement
from lianbing.reports.documents.filling import Template
from lianbing.reports.documents.given import Given, given
from lianbing.reports.documents.letters import letters
from lianbing.reports.documents.pdf import as_pdf
from lianbing.reports.documents.records import Announcement, Common, Letters

RECORDS: Mapping[str, type[Common]] = {"notice": Announcement, "result": Announcement, "letter": Letters}
"""What the template of each document can show."""


def document(
    evaluation: Evaluation,
    language: Language = "zh",
    *,
    document: str = "notice",
    award: str | None = None,
    candidate: str | None = None,
    template: str | None = None,
    fields: Sequence[tuple[str, str]] = (),
    withhold_names: bool = False,
) -> bytes:
    """Make a document as a Word file; the same input gives the same bytes.

    Args:
        evaluation: The campaign, evaluated.
        language: The language of the document.
        document: ``"notice"`` before, ``"result"`` after the public notice, or ``"letter"`` to a candidate.
        award: One award alone; for a letter without a candidate, that whose candidates each get one.
        candidate: The candidate of a letter.
        template: The office's own template, a ``.docx`` file; a shipped one where none is named.
        fields: What the office states itself, by the names in ``given.NAMES``.
        withhold_names: Whether names of persons are withheld; of no meaning for a letter, so refused there.

    Raises:
        InputError: The call, a field or the template is wrong; all faults of one kind are told.
    """
    stated = _called(document, candidate, fields, language, withhold_names=withhold_names)
    shown: Common
    if document == "letter":
        shown = letters(evaluation, stated, language, award=award, candidate=candidate)
    else:
        shown = announcement(
            evaluation, stated, language, document=document, award=award, withhold_names=withhold_names
        )
    return _template(document, language, template).fill(shown)


class Asked(TypedDict, total=False):
    """What can be asked of a document; see `document`."""

    document: str
    award: str | None
    candidate: str | None
    template: str | None
    fields: Sequence[tuple[str, str]]
    withhold_names: bool


def document_as_pdf(evaluation: Evaluation, language: Language = "zh", **asked: Unpack[Asked]) -> bytes:
    """Make a document as PDF, through LibreOffice; the arguments are those of `document`.

    Raises:
        InputError: As for `document`; or LibreOffice is not installed, or makes no PDF.
    """
    return as_pdf(document(evaluation, language, **asked))


def left_blank(
    language: Language = "zh",
    *,
    document: str = "notice",
    template: str | None = None,
    fields: Sequence[tuple[str, str]] = (),
) -> tuple[Fault, ...]:
    """Warn of each field that a document shows as a blank because nobody gave it.

    Raises:
        InputError: The call, a field or the template is wrong.
    """
    stated = _called(document, None, fields, language)
    used = _template(document, language, template).used(RECORDS[document])
    return stated.missing(used)


def default_template(document: str = "notice", language: Language = "zh") -> bytes:
    """Give the template that is shipped for a document, for an office to change.

    Raises:
        InputError: There is no such document.
    """
    _called(document, None, (), language)
    return _template(document, language, None).content


def _called(
    document: str,
    candidate: str | None,
    fields: Sequence[tuple[str, str]],
    language: Language,
    *,
    withhold_names: bool = False,
) -> Given:
    """Take what does not depend on the campaign.

    Raises:
        InputError: It is wrong.
    """
    if document not in RECORDS:
        known = ", ".join(RECORDS)
        why = Bilingual(f"没有文书“{document}”；有：{known}", f"there is no document “{document}”; there are: {known}")
        raise InputError([fault("wrong_call", why=why, suggestion=nearest(document, RECORDS))])
    if candidate is not None and document != "letter":
        raise _refused("只有告知书（letter）写给一名候选", "only a letter is for one candidate")
    if withhold_names and document == "letter":
        raise _refused("告知书写给候选本人，不隐去姓名", "a letter goes to the candidate, and names it")
    return given(fields, language)


def _refused(zh: str, en: str) -> InputError:
    return InputError([fault("wrong_call", why=Bilingual(zh, en))])


def _template(document: str, language: Language, file: str | None) -> Template:
    if file is not None:
        return Template.read(file)
    name = f"{document}.{language}.docx"
    return Template(resources.files(__package__).joinpath("templates", name).read_bytes())
