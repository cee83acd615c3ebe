"""The 2019 Wuwei rules a second time: loops and fractions straight from the official rules, sharing no code."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import lianbing
from tests.plain_selection import Points, Readings, Result, candidates_of, ranks_of, result

ZERO = Fraction(0)
REQUIRED = {"city": (5, 4), "county": (3, 3)}
WEIGHTS = {
    ("city", "collective"): 2,
    ("city", "individual"): 1,
    ("province", "collective"): 4,
    ("province", "individual"): 2,
}


def standings(campaign: lianbing.Campaign, readings: Readings) -> dict[str, Result]:
    """Work out all three awards."""
    collective = result(campaign, readings, "collective", 2, *collectives(campaign, readings))
    individual = result(campaign, readings, "individual", 8, *individuals(campaign, readings))
    before = {"collective": collective, "individual": individual}
    organizer = result(campaign, readings, "organizer", 1, *organizers(campaign, readings, before))
    return {"organizer": organizer, **before}


def organizers(
    campaign: lianbing.Campaign, readings: Readings, before: Mapping[str, Result]
) -> tuple[dict[str, set[str]], dict[str, Points]]:
    """Annex 1: nobody is excluded; the points of every unit."""
    units = candidates_of(campaign, "organizer")
    raw = {unit.id: weighted_selections(campaign, unit.id, before) for unit in units}
    scores: dict[str, Points] = {}
    for unit in units:
        if readings["results_method"] == "capped":
            selections = min(Fraction(20), raw[unit.id])
        else:
            greatest = max(raw.values())
            selections = 20 * raw[unit.id] / greatest if greatest > 0 else ZERO
        participation = participation_points(campaign, unit.id, before)
        own: Any = unit.evidence
        scores[unit.id] = {
            "deployment": {"deployment": mean(own["deployment"].marks)},
            "activity": {"activity": mean(own["activity"].marks)},
            "team_building": team_building(own["team_building"]),
            "incentives": {"incentives": mean(own["incentives"].marks)},
            "self_evaluation": {"self_evaluation": mean(own["self_evaluation"].marks)},
            "training_results": {"selections": selections, "participation": participation},
        }
    return {}, scores


def weighted_selections(campaign: lianbing.Campaign, unit: str, before: Mapping[str, Result]) -> Fraction:
    """1.6 (1): the weights of a unit's selections by the city and the province; an honour taken back is none."""
    raw = ZERO
    for kind, award in before.items():
        for candidate in candidates_of(campaign, kind):
            if candidate.unit == unit and candidate.id in award.winners:
                raw += WEIGHTS["city", kind]
    for outcome in campaign.outcomes:
        if outcome.unit == unit:
            raw += WEIGHTS.get((outcome.level, outcome.kind), 0) * outcome.count
    return raw


def participation_points(campaign: lianbing.Campaign, unit: str, before: Mapping[str, Result]) -> Fraction:
    """1.6 (2): what a unit's eligible nominees give, by what the earlier campaigns say of their names."""
    points = ZERO
    for kind, award in before.items():
        for nominee in candidates_of(campaign, kind):
            if nominee.unit != unit or nominee.id in award.excluded:
                continue
            took_part = selected = False
            for entry in campaign.history:
                if entry.kind == kind and no_spaces(entry.name) == no_spaces(nominee.name):
                    took_part = True
                    selected = selected or entry.selected
            if not took_part:
                points += Fraction(5, 10)
            elif not selected:
                points += Fraction(2, 10)
    return min(Fraction(10), points)


def collectives(campaign: lianbing.Campaign, readings: Readings) -> tuple[dict[str, set[str]], dict[str, Points]]:
    """Annex 2: who has published no list of key polluting units, and the points of the rest."""
    everyone = candidates_of(campaign, "collective")
    excluded: dict[str, set[str]] = {}
    votes: dict[str, Fraction] = {}
    for each in everyone:
        own: Any = each.evidence
        if not own["daily_enforcement"].key_polluter_list_published:
            excluded[each.id] = {"key_polluter_list"}
        else:
            votes[each.id] = Fraction(own["public_satisfaction"].votes)
    satisfaction = compared(votes, 10, by_rank=readings["rank_points"] == "linear")
    totals = region_totals(campaign, everyone)
    scores: dict[str, Points] = {}
    for each in everyone:
        if each.id not in excluded:
            own = each.evidence
            supervised = ZERO if own["supervision"].integrity_problem else supervision(own["supervision"], readings)
            scores[each.id] = {
                "supervision": {"supervision": supervised},
                "team_building": team_building(own["team_building"]),
                "case_files": case_files(own["case_files"], str(each.level), readings),
                "daily_enforcement": daily_enforcement(own["daily_enforcement"], totals, readings),
                "public_satisfaction": {"public_satisfaction": satisfaction[each.id]},
            }
    return excluded, scores


def individuals(campaign: lianbing.Campaign, readings: Readings) -> tuple[dict[str, set[str]], dict[str, Points]]:
    """Annex 3: who is not eligible or is vetoed, and the points of the rest."""
    everyone = candidates_of(campaign, "individual")
    vetoes = {each.id: vetoes_of(each.evidence, campaign.evaluation_day) for each in everyone}
    cohort: dict[str, Any] = {each.id: each.evidence for each in everyone if not vetoes[each.id]}

    linear = readings["workload_points"] == "linear"
    inspections = {id: Fraction(own["workload"].inspections) for id, own in cohort.items()}
    cases = {id: Fraction(own["workload"].cases) for id, own in cohort.items()}
    performance = {id: Fraction(own["public_satisfaction"].performance) for id, own in cohort.items()}
    inspected = compared(inspections, 10, by_rank=linear)
    handled = compared(cases, 10, by_rank=linear)
    satisfaction = compared(performance, 20, by_rank=readings["rank_points"] == "linear")
    scores: dict[str, Points] = {}
    for id, own in cohort.items():
        complaints = sum((Fraction(each.points) for each in own["public_satisfaction"].complaints), ZERO)
        scores[id] = {
            "supervision": {"supervision": supervision(own["supervision"], readings)},
            "evidence_quality": {"evidence_quality": evidence_quality(own["evidence_quality"])},
            "workload": {"inspections": inspected[id], "cases": handled[id]},
            "public_satisfaction": {"public_satisfaction": max(ZERO, satisfaction[id] - complaints)},
        }
    return {id: found for id, found in vetoes.items() if found}, scores


def vetoes_of(own: Any, day: date) -> set[str]:
    """3.1, 3.3 and 3.7: every reason for which a person leaves."""
    found = set()
    basic = own["basic_conditions"]
    if not basic.conduct_attested:
        found.add("conduct")
    if day > basic.certificate_valid_until:
        found.add("certificate")
    if not basic.law_knowledge_attested:
        found.add("law_knowledge")
    if not basic.mainstay_attested:
        found.add("mainstay")
    if own["supervision"].integrity_problem:
        found.add("integrity_problem")
    if own["integrity"].certificate != "complete":
        found.add("integrity certificate")
    for report in own["integrity"].verified_reports:
        if report.date <= day:
            found.add("verified_report")
    return found


def team_building(own: Any) -> dict[str, Fraction]:
    """1.3 and 2.2."""
    if not own.platform_connected:
        platform = ZERO
    elif own.double_random_checks == 0:
        platform = Fraction(10)
    else:
        platform = min(Fraction(10), Fraction(10 * own.platform_checks, own.double_random_checks))
    return {
        "reward_system": mean(own.reward_marks),
        "safety": mean(own.safety_marks),
        "liability": mean(own.liability_marks),
        "platform": platform,
    }


def supervision(own: Any, readings: Readings) -> Fraction:
    """2.1 and 3.3: the best commendation of every action, less what conduct costs."""
    best: dict[str, Fraction] = {}
    for each in own.commendations:
        action = no_spaces(each.action).lower()
        if action not in best or best[action] < each.points:
            best[action] = Fraction(each.points)
    gains = sum(best.values(), ZERO)
    losses = min(Fraction(10), sum((Fraction(each.points) for each in own.deductions), ZERO))
    if readings["cap_order"] == "cap_first":
        return max(ZERO, min(Fraction(30), gains) - losses)
    return max(ZERO, min(Fraction(30), gains - losses))


def case_files(own: Any, level: str, readings: Readings) -> dict[str, Fraction]:
    """2.3: the files recommended and the files drawn, each list for half of the points."""
    most = 10 if readings["case_file_points"] == "heading" else 15
    recommended: list[Fraction] = []
    seen: set[str] = set()
    for file in own.recommended:
        number = no_spaces(file.number).lower()
        counts = file.published and number not in seen
        recommended.append(mean(file.marks) if counts else ZERO)
        seen.add(number)
    drawn = [mean(file.marks) if file.published else ZERO for file in own.drawn]
    points = {}
    for name, grades, required in zip(("recommended", "drawn"), (recommended, drawn), REQUIRED[level], strict=True):
        over = required if readings["missing_file"] == "zero" else len(grades)
        points[name] = most * sum(grades, ZERO) / over / 100 if over else ZERO
    return points


def region_totals(
    campaign: lianbing.Campaign, everyone: Iterable[lianbing.Candidate]
) -> dict[tuple[str, str], Fraction]:
    """The totals that the campaign gives; for the city, otherwise the sum over all collectives."""
    totals = {}
    for name in ("cases", "fines", "major_cases", "key_polluters", "emissions"):
        summed = ZERO
        for each in everyone:
            summed += Fraction(getattr(each.evidence["daily_enforcement"], name))
        totals["city", name] = campaign.totals.get("city", {}).get(name, summed)
    for name in ("cases", "fines", "major_cases"):
        if name in campaign.totals.get("province", {}):
            totals["province", name] = campaign.totals["province"][name]
    return totals


def daily_enforcement(own: Any, totals: Mapping[tuple[str, str], Fraction], readings: Readings) -> dict[str, Fraction]:
    """2.4: three figures against a baseline, the first less bad filing, and commendations."""
    share = baseline_share(own, totals, readings["baseline_share"])
    bands = {}
    for name in ("cases", "fines", "major_cases"):
        baseline = share * totals[readings["baseline_total"], name]
        bands[name] = band(Fraction(getattr(own, name)), baseline, readings["band_shape"])
    steps = (1 - Fraction(own.filing_rate)) / Fraction(5, 100)
    short = steps.numerator // steps.denominator
    if readings["filing_steps"] == "started" and short != steps:
        short += 1
    lost = own.untrue_entries + own.late_entries + short + own.modified_entries + 2 * own.provincial_criticisms
    gains = Fraction(own.typical_cases_adopted)
    for each in own.commendations:
        gains += Fraction(each.points)
    return {
        "cases": max(ZERO, bands["cases"] - min(5, lost)),
        "fines": bands["fines"],
        "major_cases": bands["major_cases"],
        "commendations": min(Fraction(5), gains),
    }


def baseline_share(own: Any, totals: Mapping[tuple[str, str], Fraction], reading: str) -> Fraction:
    """The share of the city; nothing where the city has nothing."""
    shares = {}
    for name in ("key_polluters", "emissions"):
        whole = totals["city", name]
        shares[name] = Fraction(getattr(own, name)) / whole if whole else ZERO
    if reading == "mean":
        return (shares["key_polluters"] + shares["emissions"]) / 2
    return shares[reading]


def band(found: Fraction, baseline: Fraction, shape: str) -> Fraction:
    """Nothing up to half of the baseline, 5 from one and a half times on."""
    if baseline == 0:
        return Fraction(5) if found > 0 else ZERO
    if shape == "step":
        return Fraction(5) if found >= baseline / 2 else ZERO
    if found <= baseline / 2:
        return ZERO
    if found >= baseline * 3 / 2:
        return Fraction(5)
    return 5 * (found - baseline / 2) / baseline


def evidence_quality(own: Any) -> Fraction:
    """3.4: two files of four documents; a file that is missing or does not count is worth nothing."""
    points = ZERO
    for file in own.files:
        if file.published and file.role in ("questioner", "recorder"):
            documents = (file.scene_marks, file.interview_marks, file.collection_marks, file.report_marks)
            points += 30 * sum((mean(marks) for marks in documents), ZERO) / 4 / 100
    return points / 2


def compared(values: Mapping[str, Fraction], most: int, *, by_rank: bool) -> dict[str, Fraction]:
    """Points by rank in equal steps, equal values sharing the better rank; or a share of the greatest value."""
    if not by_rank:
        greatest = max(values.values(), default=ZERO)
        return {id: most * own / greatest if greatest else ZERO for id, own in values.items()}
    ranks = ranks_of(values)
    return {id: Fraction(most * (len(values) - rank + 1), len(values)) for id, rank in ranks.items()}


def mean(marks: Iterable[Any]) -> Fraction:
    """The mean of the reviewers' marks."""
    exact = [Fraction(mark) for mark in marks]
    return sum(exact, ZERO) / len(exact)


def no_spaces(text: str) -> str:
    """A name as it is compared: spaces only pad it."""
    return "".join(text.split())
