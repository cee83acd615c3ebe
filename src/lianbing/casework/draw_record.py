"""The record of a draw: what it was drawn from, by which seed, in what order; and whether all that is so."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from lianbing.casework.drawing import ALGORITHM, Drawn, Pool, digest_of, normal_number, normal_seed, ticket
from lianbing.errors import InputError, Place, fault
from lianbing.language import Bilingual
from lianbing.loading.given import Given
from lianbing.office.archive import read_bytes

VERSION = 1


def record_of(given: Given, found: Sequence[Drawn], list_text: str, seed: str, seed_source: str) -> dict[str, object]:
    """Give the record of a draw as plain data.

    Args:
        given: The campaign.
        found: What was drawn.
        list_text: The published list.
        seed: The seed.
        seed_source: Where the seed comes from, in words.
    """
    return {
        "draw": VERSION,
        "algorithm": ALGORITHM,
        "campaign": given.campaign.title,
        "rulebook": {"id": given.rulebook.id, "sha256": given.rulebook.sha256},
        "list_sha256": digest_of(list_text),
        "seed": normal_seed(seed),
        "seed_source": seed_source,
        "pools": [_pool(each) for each in found],
    }


def _pool(found: Drawn) -> dict[str, object]:
    pool: Pool = found.pool
    return {
        "award": pool.award,
        "candidate": pool.candidate,
        "name": pool.name,
        "kind": pool.kind,
        "clause": pool.clause,
        "required": pool.required,
        "order": [{"ticket": each, "number": normal_number(case.number)} for each, case in found.order],
        "drawn": [normal_number(case.number) for case in found.taken],
        "all_taken": found.is_short,
    }


@attrs.frozen
class Difference:
    """Where a record and what it should say part.

    Attributes:
        where: The pool, or the record as a whole.
        expected: What it should say.
        found: What it says.
    """

    where: Bilingual
    expected: str
    found: str


def read_record(path: Path) -> Mapping[str, Any]:
    """Read the record of a draw.

    Raises:
        InputError: It cannot be read, or is none.
    """
    place = Place(file=str(path))
    content = read_bytes(path, str(path))
    try:
        record = json.loads(content.decode("utf-8-sig"))
        for pool in record["pools"]:
            for name in ("award", "candidate", "kind", "required", "order", "drawn"):
                pool[name]
            [(each["ticket"], each["number"]) for each in pool["order"]]
        if record["draw"] != VERSION or not isinstance(record["seed"], str):
            raise KeyError("draw")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError([fault("not_a_record", place, why=f"{type(error).__name__}: {error}"[:120])]) from error
    return dict(record)


def differences(record: Mapping[str, Any], list_text: str) -> Iterator[Difference]:
    """Do a draw again from its record and the published list; tell all that differs.

    Args:
        record: The record.
        list_text: The list, as it was published.
    """
    whole = Bilingual("记录", "the record")
    digest = digest_of(list_text)
    if record.get("list_sha256") != digest:
        yield Difference(whole, f"list_sha256 {digest}", f"list_sha256 {record.get('list_sha256')}")
    listed: dict[tuple[str, str], list[str]] = {}
    for line in list_text.splitlines():
        whose, kind, number = (*line.split("\t"), "", "")[:3]
        listed.setdefault((whose, kind), []).append(number)
    for pool in record["pools"]:
        key = f"{pool['award']}/{pool['candidate']}", str(pool["kind"])
        yield from _differences_of(pool, listed.pop(key, []), str(record["seed"]))
    for (whose, kind), numbers in listed.items():
        yield Difference(Bilingual(f"{whose} {kind}", f"{whose} {kind}"), _joined(numbers), "—")


def _differences_of(pool: Mapping[str, Any], numbers: Iterable[str], seed: str) -> Iterator[Difference]:
    where = Bilingual(*(f"{pool['award']}/{pool['candidate']} {pool['kind']}",) * 2)
    expected = sorted((ticket(seed, number), number) for number in numbers)
    found = [(str(each["ticket"]), str(each["number"])) for each in pool["order"]]
    if expected != found:
        yield Difference(
            where,
            _joined(f"{at[:12]}… {number}" for at, number in expected),
            _joined(f"{at[:12]}… {number}" for at, number in found),
        )
    taken = [number for _, number in expected][: int(pool["required"])]
    if taken != list(pool["drawn"]):
        yield Difference(where, _joined(taken), _joined(map(str, pool["drawn"])))


def _joined(texts: Iterable[str]) -> str:
    return "、".join(texts) or "—"
