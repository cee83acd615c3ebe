"""The collective award as a decision of GoRules' zen-engine; what it cannot ask of all candidates it is told."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl
import zen

from benchmarks.contender import POINTS, Contender
from benchmarks.records import REQUIRED, TOTALS, city_totals, folded, ranked, records

_BETTER = "o.points > a.points or o.points == a.points and o.row < a.row"
_GROUPED = f"filter(actions as o, o.action == a.action and ({_BETTER}))"
_BAND = "{name}_base == 0 ? ({name} > 0 ? 5 : 0) : min([5, max([0, 5 * ({name} - 0.5 * {name}_base) / {name}_base])])"
_MARKS = " + ".join(f"{name}_marks__{at}" for name in ("reward", "safety", "liability") for at in (1, 2, 3))
_FILES = "(#.marks__1 + #.marks__2 + #.marks__3) / 3"
_ONCE = "len(filter(recommended as o, o.number == f.number and o.row < f.row)) == 0"

STEPS = [
    {
        "gains": f"sum(map(filter(actions as a, len({_GROUPED}) == 0), #.points))",
        "losses": "sum(map(deductions, #.points))",
        "share": "(key_polluters / total_key_polluters + emissions / total_emissions) / 2",
        "recommended_marks": f"sum(map(filter(recommended as f, f.published and {_ONCE}), {_FILES}))",
        "drawn_marks": f"sum(map(filter(drawn, #.published), {_FILES}))",
        "short": "floor((1 - filing_rate) / 0.05)",
        "platform": "platform_connected ? (double_random_checks == 0 ? 10"
        " : 10 * min([1, platform_checks / double_random_checks])) : 0",
        "praised": "min([5, typical_cases_adopted + sum(map(praise, #.points))])",
    },
    {f"{name}_base": f"share * total_{name}" for name in ("cases", "fines", "major_cases")},
    {f"{name}_band": _BAND.format(name=name) for name in ("cases", "fines", "major_cases")},
    {
        "supervision": "integrity_problem ? 0 : round(max([0, min([30, gains]) - min([10, losses])]), 2)",
        "team_building": f"round(({_MARKS}) / 3 + platform, 2)",
        "case_files": "round(10 * recommended_marks / required_recommended / 100"
        " + 10 * drawn_marks / required_drawn / 100, 2)",
        "daily_enforcement": "round(max([0, cases_band - min([5, untrue_entries + late_entries + short"
        " + modified_entries + 2 * provincial_criticisms])]) + fines_band + major_cases_band + praised, 2)",
        "public_satisfaction": "round(10 * (size - votes_rank + 1) / size, 2)",
    },
    {"total": " + ".join(POINTS)},
]
"""What each node works out, from the facts and what the nodes before it gave."""


def decision() -> dict[str, Any]:
    """Make the decision: an input, a node of expressions for each step, an output."""
    nodes: list[dict[str, Any]] = [{"id": "in", "type": "inputNode", "name": "in"}]
    for at, step in enumerate(STEPS):
        expressions = [{"id": f"{at}-{key}", "key": key, "value": value} for key, value in step.items()]
        content = {"expressions": expressions, "passThrough": at < len(STEPS) - 1}
        if at == len(STEPS) - 1:
            expressions += [{"id": f"kept-{key}", "key": key, "value": key} for key in (*POINTS, "candidate")]
        nodes.append({"id": f"step{at}", "type": "expressionNode", "name": f"step{at}", "content": content})
    nodes.append({"id": "out", "type": "outputNode", "name": "out"})
    edges = [
        {"id": f"edge{at}", "type": "edge", "sourceId": one["id"], "targetId": other["id"]}
        for at, (one, other) in enumerate(pairwise(nodes))
    ]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def prepare(folder: Path) -> tuple[list[dict[str, Any]], zen.ZenEngine]:
    """Give the requests, with what only all candidates together tell, and texts as they are compared."""
    people = records(folder)
    totals = city_totals(people)
    staying = [each for each in people if each["key_polluter_list_published"]]
    votes = ranked({each["candidate"]: each["votes"] for each in staying})
    told = {f"total_{name}": totals[name] for name in TOTALS} | {"size": len(staying)}
    requests = []
    for each in staying:
        required = dict(zip(("required_recommended", "required_drawn"), REQUIRED[each["level"]], strict=True))
        context = each | told | required | {"votes_rank": votes[each["candidate"]]}
        for name, key in (("actions", "action"), ("recommended", "number"), ("drawn", "number")):
            context[name] = [row | {key: folded(row[key])} for row in each[name]]
        requests.append(json.loads(json.dumps(context, default=float)))
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"collective": decision()}}})
    return requests, engine


def score(prepared: tuple[list[dict[str, Any]], zen.ZenEngine], _: Path) -> pl.DataFrame:
    """Score one by one, which is faster here than `evaluate_batch`; rank what came of it in Python."""
    requests, engine = prepared
    answers = [engine.evaluate("collective", each)["result"] for each in requests]
    figures = {name: [float(each[name]) for each in answers] for name in (*POINTS, "total")}
    table = pl.DataFrame({"candidate": [each["candidate"] for each in answers], **figures})
    rank = pl.col("total").round(2).rank("min", descending=True).cast(pl.Int64)
    return table.with_columns(rank.alias("rank")).with_columns((pl.col("rank") <= 2).alias("selected"))


CONTENDER = Contender(
    name="zen-engine",
    starts_from="records",
    lacks=("exact", "ranks"),
    most=100_000,
    prepare=prepare,
    score=score,
    remarks="told the city's totals and the ranks of the votes; one core; its trace and its check of the input are off",
)
