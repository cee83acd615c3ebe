"""A campaign and its rulebook with the same hostile text in every field that takes words."""

from pathlib import Path

from lianbing.reports.blank_campaign import text as quoted

TEXTS = {
    "markup": (
        "=cmd|'/c calc'!A1 <script>alert(1)</script> &lt;b&gt; </td> [a](javascript:b) ![i](http://x/y) *b* __u__ `c`"
        " ``d`` ~~s~~ | p \\| q | $x^2$ {0} {name} %s {{ 7*7 }} [red]r[/red] https://example.invalid/ \\x \\\\"
    ),
    "controls": "@SUM(1)\x1b[31mred\x1b[0m\x9b2J\x07\u202eabc\u202c\u2066d\u2069\u200fe\u2028f\ufeffg\x00h".replace(
        "\x00", ""
    ),
    "lines": "--- \r\n# h\n\n- i\n1. j\n> k\n| l | m |\n| --- | --- |\n```\n    n\n===\n+1",
    "dashes": "---",
    "long": "＝" + "长👩‍👩‍👧❤️🇨🇳" * 1500,
}

RULEBOOK = """
[rulebook]
id = "hostile"
title = TEXT
[rulebook.source]
title = TEXT
issuer = TEXT
year = 2024
[rounding]
step = "0.01"
mode = "ROUND_HALF_UP"
clause = TEXT
[ranking]
on = "published"
ties = "competition"
undecided = "decision"
clause = TEXT
[[clause]]
id = TEXT
title = TEXT
[[clause]]
id = "x"
title = TEXT
no_rule = TEXT
[[note]]
clause = TEXT
text = TEXT
[[phase]]
title = TEXT
ends = 2024-11-01
clause = TEXT
[[submission]]
id = TEXT
title = TEXT
sender = TEXT
due = [2024-10-01]
checked = [TEXT]
clause = TEXT
[[reading]]
id = "more"
number = TEXT
clause = TEXT
doubt = TEXT
chosen = "no"
why = TEXT
option = [{id = "no", meaning = TEXT, warning = TEXT}, {id = "yes", meaning = TEXT, warning = TEXT}]
[[award]]
id = "team"
title = TEXT
places = 2
points = 10
clause = TEXT
levels = ["a", "b"]
qualifies_from = {points = 3, clause = TEXT}
grade = [{id = "good", title = TEXT, least = 5, clause = TEXT}]
group = [
    {id = "one", title = TEXT, levels = ["a"], places = 1, clause = TEXT},
    {id = "two", title = TEXT, levels = ["b"], places = 1, clause = TEXT},
]
[[award.indicator]]
id = "work"
plugin = "formula"
title = TEXT
points = 10
clause = TEXT
params.facts.cases = {type = "count", title = TEXT, english = TEXT, most = 10}
params.facts.note = {type = "text", title = TEXT, english = TEXT, default = TEXT}
params.facts.rows = {type = "rows", title = TEXT, facts.points = {type = "number", title = TEXT, least = 0, most = 3}}
params.criteria.work = 'when(note == "", 0, cap(cases + sum(rows.points), 10))'
params.excludes.out = "cases == 9"
params.revokes.back = "cases == 8"
params.limits.less = "cases == 7"
params.shown = [{title = TEXT, english = TEXT, figure = "cases"}]
criterion = [{id = "work", title = TEXT, points = 10, clause = TEXT}]
condition = [
    {id = "out", title = TEXT, clause = TEXT},
    {id = "back", title = TEXT, clause = TEXT},
    {id = "less", title = TEXT, clause = TEXT, demotes = 1},
]
[[award.indicator]]
id = "extra"
plugin = "bonus"
title = TEXT
points = {reading = "more", no = 1, yes = 2}
clause = TEXT
params.things = [{id = "done", title = TEXT, points = 1}]

[[example]]
title = TEXT
clause = TEXT
award = "team"
indicator = "work"
level = "a"
facts = {cases = 2, note = TEXT}
points = 3
"""

CAMPAIGN = """
[campaign]
rulebook = "../rules.toml"
title = TEXT
evaluation_day = 2024-11-01
[[decision]]
kind = "tie"
award = "team"
candidate = "a1"
date = 2024-11-02
by = TEXT
reason = TEXT
[[decision]]
kind = "revocation"
award = "team"
candidate = "b1"
date = 2024-11-03
by = TEXT
reason = TEXT
"""

CANDIDATES = (("a1", "a", 3), ("a2", "a", 3), ("a3", "a", 0), ("b1", "b", 8), ("b2", "b", 9), ("b3", "b", 7))


def written(folder: Path, text: str) -> Path:
    """Write the campaign with a text in every field that takes words; give its folder, beside which the rules lie."""
    campaign = folder / "campaign"
    campaign.mkdir()
    blocks = [
        f'[[candidate]]\nid = "{id}"\naward = "team"\nlevel = "{level}"\nname = TEXT\nunit = TEXT\n'
        f"work = {{cases = {cases}, note = TEXT, rows = [{{points = 1}}]}}\nextra = {{done = 1}}\n"
        for id, level, cases in CANDIDATES
    ]
    for path, page in (
        (folder / "rules.toml", RULEBOOK),
        (campaign / "campaign.toml", CAMPAIGN),
        (campaign / "team.toml", "".join(blocks)),
    ):
        path.write_text(page.replace("TEXT", quoted(text)), "utf-8")
    return campaign
