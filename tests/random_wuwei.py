"""Lawful random campaigns of the Wuwei rulebook, made fast and full of edge cases."""

import random
from datetime import timedelta
from fractions import Fraction

import attrs

import lianbing
from tests.random_evidence import CITY, DAY, PROVINCE, Maker

COUNTIES = ("liangzhou", "minqin", "gulang", "tianzhu")


def random_campaign(rng: random.Random, times: int, rulebook: lianbing.Rulebook) -> lianbing.Campaign:
    """Make a campaign so many times the example's size: a unit, a collective, two persons a county; a city team."""
    units = [f"{county}-{index}" for index in range(times) for county in COUNTIES]
    make = Maker(rng, rulebook)
    candidates = [make.candidate("organizer", unit, unit) for unit in units]
    candidates += [make.candidate("collective", f"{unit}-team", unit, "county") for unit in units]
    candidates.append(make.candidate("collective", "city-team", "city", "city"))
    candidates += [make.candidate("individual", f"{unit}-{n}", unit) for unit in units for n in (1, 2)]
    rng.shuffle(candidates)
    candidates = alike(make, candidates)
    return lianbing.Campaign(
        title="随机",
        evaluation_day=DAY,
        candidates=tuple(candidates),
        totals=totals(make, times),
        history=history(make, candidates),
        outcomes=tuple(
            lianbing.HigherOutcome(
                unit=rng.choice([*units, "city"]),
                kind=rng.choice(("collective", "individual", "organizer")),
                level=rng.choice(("province", "ministry")),
                count=rng.randrange(4),
            )
            for _ in range(rng.randrange(2 * times + 2))
        ),
        decisions=decisions(make, candidates),
    )


def alike(make: Maker, candidates: list[lianbing.Candidate]) -> list[lianbing.Candidate]:
    """Give some candidates the evidence of another of their award and level; once in a while, all of them."""
    first: dict[tuple[str, str | None], lianbing.Candidate] = {}
    all_alike = make.once_in(20)
    found = []
    for each in candidates:
        model = first.setdefault((each.award, each.level), each)
        if all_alike or make.once_in(4):
            each = attrs.evolve(each, evidence=model.evidence)
        elif make.once_in(3):
            first[each.award, each.level] = each
        found.append(each)
    return found


def totals(make: Maker, times: int) -> dict[str, dict[str, Fraction]]:
    """Draw the province's totals, and none, some or all of the city's."""
    if make.exact:  # every share is 1 in 4 × times, every baseline 20
        whole = {name: Fraction(20 * 4 * times) for name in PROVINCE}
        return {"city": {**whole, **dict.fromkeys(CITY[3:], Fraction(7 * 4 * times))}, "province": whole}
    stated = make.rng.choice(([], CITY, make.rng.sample(CITY, 2)))
    most = {
        "cases": 500,
        "fines": 2_000_000,
        "major_cases": 30,
        "key_polluters": 100,
        "emissions": 20_000,
    }
    city = {name: Fraction(0 if make.once_in(6) else make.rng.randint(1, times * most[name])) for name in stated}
    province = {name: Fraction(make.rng.choice((0, 5, times * most[name] * 2))) for name in PROVINCE}
    return {"city": city, "province": province}


def history(make: Maker, candidates: list[lianbing.Candidate]) -> tuple[lianbing.HistoryEntry, ...]:
    """Draw earlier campaigns of some candidates, their names padded in more than one way."""
    entries: dict[tuple[str, str, int, str], lianbing.HistoryEntry] = {}
    for each in candidates:
        for _ in range(make.rng.choice((0, 0, 1, 3))):
            entry = lianbing.HistoryEntry(
                kind=each.award if not make.once_in(8) else "collective",
                name=each.name.replace(" ", make.rng.choice(("", " ", "  "))),
                year=make.rng.randint(2016, 2018),
                level=make.rng.choice(("province", "ministry")),
                selected=make.once_in(4),
            )
            # However its name is padded, one entry a campaign: two that differ would contradict each other.
            entries[entry.kind, each.name.replace(" ", ""), entry.year, entry.level] = entry
    return tuple(entries.values())


def decisions(make: Maker, candidates: list[lianbing.Candidate]) -> tuple[lianbing.Decision, ...]:
    """Draw, rarely, one decision of each kind for an award; it may turn out to have no effect."""
    found = []
    for award in ("organizer", "collective", "individual"):
        names = [each.id for each in candidates if each.award == award]
        for kind in ("tie", "revocation"):
            if make.once_in(6):
                found.append(
                    lianbing.Decision(
                        kind=kind,
                        award=award,
                        candidate=make.rng.choice(names),
                        date=DAY + timedelta(2),
                        by="领导小组",
                        reason="会议决定",
                    )
                )
    return tuple(found)
