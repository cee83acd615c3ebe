"""The draw of case files: an order that a published seed decides, and that anyone can work out again.

The files of a kind are put in the order of the SHA-256 digest of the seed, a line end and the case number, written in
hexadecimal; the first so many are drawn. Neither program nor machine nor the order of the list can change that.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import attrs

from lianbing.casework.penalties import PenaltyCase, PenaltyList
from lianbing.checks.required_rows import kind_field, required_rows
from lianbing.errors import Fault, InputError, Place, Severity, fault
from lianbing.formula.evidence import evidence_fields
from lianbing.language import Bilingual
from lianbing.loading.given import Given, GivenCandidate
from lianbing.model.official_text import Draw
from lianbing.office.values import folded

ALGORITHM = "sha256(seed + LF + number), lowest first"
"""What decides the order, as records name it."""


@attrs.frozen(kw_only=True)
class Pool:
    """The files of a kind that a candidate's files are drawn from.

    Attributes:
        award: The award.
        candidate: The candidate's id.
        name: The candidate's name.
        indicator: The indicator.
        rows: The list that the drawn files go into.
        kind_field: The field that says of which kind a file is.
        kind: The kind.
        required: How many are to be drawn.
        cases: The files.
        clause: The clause that asks for it.
    """

    award: str
    candidate: str
    name: str
    indicator: str
    rows: str
    kind_field: str
    kind: str
    required: int
    cases: tuple[PenaltyCase, ...]
    clause: str


@attrs.frozen(kw_only=True)
class Drawn:
    """A pool in the order that the seed gives.

    Attributes:
        pool: The pool.
        order: Its files with their digests, first the one that is drawn first.
    """

    pool: Pool
    order: tuple[tuple[str, PenaltyCase], ...]

    @property
    def taken(self) -> tuple[PenaltyCase, ...]:
        """The files that are drawn: as many as required, or all where there are fewer."""
        return tuple(case for _, case in self.order[: self.pool.required])

    @property
    def is_short(self) -> bool:
        """Whether there are fewer files than required, so that all are taken."""
        return len(self.order) < self.pool.required


def normal_seed(seed: str) -> str:
    """Give a seed as it counts: composed letters, no space around it.

    Raises:
        InputError: Nothing is left, or it has more than one line.

    >>> normal_seed("  3 5 1 ")
    '3 5 1'
    """
    plain = unicodedata.normalize("NFC", seed).strip()
    if not plain or "\n" in plain or "\r" in plain:
        why = Bilingual("种子应为一行文字", "the seed is to be one line of text")
        raise InputError([fault("wrong_call", why=why)])
    return plain


def normal_number(number: str) -> str:
    """Give a case number as it counts: composed letters, no spaces.

    >>> normal_number("武环罚〔2019〕 5 号")
    '武环罚〔2019〕5号'
    """
    return "".join(unicodedata.normalize("NFC", number).split())


def list_text(pools: Iterable[Pool]) -> str:
    """Give the list that is published before the seed is known.

    A file a line, for whom it may be drawn, its kind and its number with tabs between, sorted by bytes.
    """
    lines = {
        f"{pool.award}/{pool.candidate}\t{pool.kind}\t{normal_number(case.number)}\n"
        for pool in pools
        for case in pool.cases
    }
    return "".join(sorted(lines, key=str.encode))


def digest_of(text: str) -> str:
    """Give the digest of a list, as ``sha256sum`` does."""
    return hashlib.sha256(text.encode()).hexdigest()


def ticket(seed: str, number: str) -> str:
    """Give what a case is ordered by.

    >>> ticket("3 5 1", "1号")[:16]
    'a13918207cdfc58b'
    """
    return hashlib.sha256(f"{normal_seed(seed)}\n{normal_number(number)}".encode()).hexdigest()


def drawn(pools: Sequence[Pool], seed: str) -> tuple[Drawn, ...]:
    """Draw from every pool."""
    return tuple(
        Drawn(pool=each, order=tuple(sorted(((ticket(seed, case.number), case) for case in each.cases), key=_rank)))
        for each in pools
    )


def _rank(found: tuple[str, PenaltyCase]) -> tuple[str, str]:
    return found[0], normal_number(found[1].number)


def pools_of(given: Given, penalties: PenaltyList) -> tuple[Pool, ...]:
    """Find what is drawn for whom, and from which files.

    Raises:
        InputError: The rulebook draws nothing, or there is no candidate to draw for.
    """
    pools = tuple(
        pool
        for draw in given.rulebook.draws
        for candidate in given.candidates
        if candidate.award == draw.award
        for pool in _of_candidate(draw, candidate, given, penalties)
    )
    if not pools:
        raise InputError([fault("nothing_to_draw", Place(file=str(given.folder)))])
    return pools


def _of_candidate(draw: Draw, candidate: GivenCandidate, given: Given, penalties: PenaltyList) -> Iterator[Pool]:
    indicator = given.rulebook.award(draw.award).indicator(draw.indicator)
    field = kind_field(indicator, draw.rows)
    if field is None:
        return
    taken = {folded(str(each.get("number", ""))) for each in candidate.rows(draw.indicator, draw.without)}
    year = next((each.year for each in indicator.scheme.years if each.fact.rows == draw.rows), None)
    for kind, required in required_rows(indicator, draw.rows, candidate.level).items():
        cases = tuple(
            each
            for each in penalties.cases
            if each.kind == kind
            and each.unit == candidate.unit
            and each.level in (None, candidate.level)
            and (year is None or each.year in (None, year))
            and folded(each.number) not in taken
        )
        yield Pool(
            award=draw.award,
            candidate=candidate.id,
            name=candidate.name,
            indicator=draw.indicator,
            rows=draw.rows,
            kind_field=field,
            kind=kind,
            required=required,
            cases=cases,
            clause=draw.clause,
        )


def rows_of(found: Iterable[Drawn], given: Given) -> Iterator[dict[str, object]]:
    """Give the drawn files as additions to the candidates' evidence."""
    for each in found:
        pool = each.pool
        indicator = given.rulebook.award(pool.award).indicator(pool.indicator)
        row_type = evidence_fields(indicator.evidence)[pool.rows].row_type
        assert row_type is not None, "a list has rows"
        known = evidence_fields(row_type, pool.rows)
        for case in each.taken:
            values: dict[str, object] = {"number": case.number, pool.kind_field: pool.kind}
            if "published" in known:
                values["published"] = bool(case.is_published)
            if "year" in known:
                values["year"] = case.year if case.year is not None else given.rulebook.source.year
            yield {
                "award": pool.award,
                "candidate": pool.candidate,
                "indicator": pool.indicator,
                "list": pool.rows,
                "values": values,
                "source": "drawing/record.json",
            }


def shortages(found: Iterable[Drawn]) -> Iterator[Fault]:
    """Tell, as warnings, where all files are taken because there are too few."""
    for each in found:
        if each.is_short:
            place = Place(record=f"{each.pool.award}/{each.pool.candidate}")
            yield fault(
                "too_few_to_draw",
                place,
                severity=Severity.WARNING,
                clause=each.pool.clause,
                kind=each.pool.kind,
                expected=str(each.pool.required),
                found=str(len(each.order)),
            )
