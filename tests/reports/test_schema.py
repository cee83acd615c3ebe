"""The schemas that editors check and complete with: what they refuse, the loader refuses."""

import copy
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import attrs
import pytest
import tomli
from hypothesis import HealthCheck, example, given, note, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator  # type: ignore[import-untyped]

import lianbing
from lianbing.formula.domain import Domain
from lianbing.plugins.registry import Registry
from lianbing.reports.schema import campaign_schema, candidates_schema, rulebook_schema, schema_text
from lianbing.reports.schema.attributes import attribute_texts, summary
from lianbing.reports.schema.records import Records
from lianbing.reports.schema.shapes import Definitions, exact_number
from tests import small_city
from tests.loading.test_layers import HEAD

ROOT = Path(__file__).parents[2]
TOML = sorted([*(ROOT / "src").rglob("*.toml"), *(ROOT / "examples").rglob("*.toml")])
SAMPLE = ROOT / "examples" / "wuwei-2019"
FOLDERS = sorted(path.parent for path in TOML if path.name == "campaign.toml")

REGISTRY = Registry.load(["tests.small_city"], entry_points=False)
RULEBOOK = json.loads(schema_text(rulebook_schema(REGISTRY)))
CAMPAIGN = json.loads(schema_text(campaign_schema()))
WUWEI = lianbing.load_rulebook("wuwei-2019", registry=REGISTRY)
CANDIDATES = json.loads(schema_text(candidates_schema(WUWEI)))


def editors(value: Any) -> Any:
    """What an editor makes of TOML before it checks it: days become texts."""
    if isinstance(value, dict):
        return {key: editors(each) for key, each in value.items()}
    if isinstance(value, list):
        return [editors(each) for each in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def read(path: Path) -> Any:
    """The data of a file, as an editor has it."""
    return editors(tomli.loads(path.read_text(encoding="utf-8")))


def refusals(schema: Any, data: Any) -> list[str]:
    """What a schema has against data."""
    return [f"{each.json_path}: {each.message}" for each in Draft202012Validator(schema).iter_errors(data)]


def offered(schema: Any, *path: str) -> dict[str, Any]:
    """The properties that an editor offers at a path: those of Taplo follow references and no ``if``."""
    found: dict[str, Any] = {}
    for each in list(_schemas(schema, schema, path)):
        found |= each.get("properties", {})
    return found


def _schemas(root: Any, schema: Any, path: tuple[str, ...]) -> Iterator[Any]:
    if not isinstance(schema, dict):
        return
    if "$ref" in schema:
        yield from _schemas(root, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], path)
        return
    for keyword in ("oneOf", "anyOf", "allOf"):
        for each in schema.get(keyword, ()):
            yield from _schemas(root, each, path)
    if "items" in schema:
        yield from _schemas(root, schema["items"], path)
    if path:
        for inner in (schema.get("properties", {}).get(path[0]), schema.get("additionalProperties")):
            yield from _schemas(root, inner, path[1:])
    elif "allOf" not in schema:
        yield schema


# What is lawful


@pytest.mark.parametrize("schema", [RULEBOOK, CAMPAIGN, CANDIDATES], ids=["rulebook", "campaign", "candidates"])
def test_schemas_are_schemas(schema: Any) -> None:
    """They are lawful under the draft that they name, and under the older one that editors fall back to."""
    Draft202012Validator.check_schema(schema)
    Draft7Validator.check_schema(schema)

    assert "https://json-schema.org/draft/2020-12/schema" == schema["$schema"]


def test_every_rulebook_passes() -> None:
    """The rulebooks of the repository are as the schema wants them."""
    rulebooks = [path for path in TOML if "rulebook" in read(path) and "award" in read(path)]

    assert "wuwei-2019.toml" in [path.name for path in rulebooks]
    assert {} == {path.name: found for path in rulebooks if (found := refusals(RULEBOOK, read(path)))}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_campaign_folder_passes(folder: Path) -> None:
    """The campaign's file and those of the candidates are as the schemas of their rulebook want them."""
    try:
        rulebook, campaign = lianbing.load(folder)
    except lianbing.PluginError:
        pytest.skip("its plugin is not installed")
    candidates = json.loads(schema_text(candidates_schema(rulebook, partial=campaign.partial)))

    assert [] == refusals(CAMPAIGN, read(folder / "campaign.toml"))
    for path in sorted(folder.glob("*.toml")):
        data = read(path)
        assert [] == (refusals(candidates, data) if "candidate" in data else [])


CHANGES = """
[rounding]
step = 0
[[reading]]
id = "rank_points"
chosen = "share"
[[award]]
id = "collective"
places = 3
[[award.indicator]]
id = "supervision"
points = 25
params = { gains_most = { reading = "rank_points", linear = 25, share = "1/3" } }
[[award.indicator]]
id = "public_satisfaction"
remove = true
[[award.indicator]]
id = "case_files"
plugin = "case_files"
[[example]]
title = "五分"
clause = "1.1"
award = "organizer"
indicator = "deployment"
points = -4
"""


def test_a_rulebook_that_extends_another_states_only_what_differs() -> None:
    """Nothing but ids is required there, and `remove` is known; in any other rulebook both are wrong."""
    whole = HEAD.replace('extends = "wuwei-2019"', "")

    assert [] == refusals(RULEBOOK, editors(tomli.loads(HEAD + CHANGES)))
    said = " ".join(refusals(RULEBOOK, editors(tomli.loads(whole + CHANGES))))
    for words in ("'remove' was unexpected", "'mode' is a required property", "'plugin' is a required property"):
        assert words in said


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ('[[note]]\ntext = "甲"\n', "'clause' is a required property"),
        ("[rounding]\nreading = 'r'\na = { step = 0 }\n", "'mode' is a required property"),
        ("[rounding]\nremove = true\n", "'remove' was unexpected"),
        ("[[award]]\nplaces = 3\n", "'id' is a required property"),
        ("[[award]]\nid = 'collective'\nremove = false\n", "'remove' was unexpected"),
    ],
)
def test_what_replaces_something_whole_is_stated_in_full(tmp_path: Path, changes: str, words: str) -> None:
    """Lists without ids and open values are not merged, and only what has an id can be taken out."""
    data = editors(tomli.loads(HEAD + changes))

    assert words in " ".join(refusals(RULEBOOK, data))
    assert faults_of_rulebook(tmp_path, data)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('plugin = "small_work"\nparams = { each = 1 }', 'plugin = "of_another_office"\nparams = { anything = [1] }'),
        ("points = 20\n", 'points = "20"\n'),
        ("points = 20\n", 'points = "1/3"\n'),
        ("places = 2", "places = 2.0"),
        ('title = "集体"', 'title = { reading = "r", a = "甲", b = { reading = "s", c = "丙" } }'),
        ("params = { each = 1 }", 'params = { reading = "r", a = { each = 1 }, b = { each = 2 } }'),
        ("params = { each = 1 }", 'params = { by_share = { reading = "r", yes = true, no = false } }'),
        ("params = { each = 1 }", "params = { each = -1 }"),
        (
            'plugin = "small_work"\nparams = { each = 1 }',
            'plugin = "case_files"\nparams = { year = 19, full_grade = 100, missing = "zero", required = {} }',
        ),
    ],
)
def test_what_is_lawful_passes(old: str, new: str) -> None:
    """Plugins that are not installed here, exact texts, whole decimals, open values however deep, parameters."""
    assert [] == refusals(RULEBOOK, editors(tomli.loads(replaced(old, new))))


# What is wrong


def replaced(old: str, new: str) -> str:
    """The rulebook of the small city, with parameters, changed in one place."""
    text = small_city.RULEBOOK.replace('plugin = "small_work"', 'plugin = "small_work"\nparams = { each = 1 }')
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("places = 2", 'palces = 2\nclaus = "1"', "$.award[0]"),
        ("places = 2", 'places = "two"', "$.award[0].places"),
        ("places = 2", "places = -1", "$.award[0].places"),
        ("places = 2", "places = 2.5", "$.award[0].places"),
        ('title = "集体"\n', "", "$.award[0]"),
        ('ties = "competition"', 'ties = "olympic"', "$.ranking.ties"),
        ('mode = "ROUND_HALF_UP"\n', "", "$.rounding"),
        ('step = "0.01"', 'step = "1 %"', "$.rounding.step"),
        ('step = "0.01"', "step = -0.01", "$.rounding.step"),
        ('step = "0.01"', "step = true", "$.rounding.step"),
        ("year = 2019", "year = 19", "$.rulebook.source.year"),
        ("year = 2019", "year = 2019\nhistory_years = [2016]", "$.rulebook.source.history_years"),
        ("points = 10, clause", 'points = "ten", clause', "$.award[0].indicator[0].criterion[0].points"),
        ("params = { each = 1 }", "params = { ech = 1 }", "$.award[0].indicator[0].params"),
        ("params = { each = 1 }", "params = { by_share = 1 }", "$.award[0].indicator[0].params.by_share"),
        ("params = { each = 1 }", "params = 1", "$.award[0].indicator[0].params"),
        ('plugin = "small_work"', 'plugin = "case_files"', "$.award[0].indicator[0].params"),
        ('plugin = "small_work"\nparams = { each = 1 }', 'plugin = "case_files"', "$.award[0].indicator[0]"),
        ("[rounding]", "[roundings]", "$"),
    ],
)
def test_what_the_schema_refuses_the_loader_refuses(tmp_path: Path, old: str, new: str, path: str) -> None:
    """Typos, wrong types, numbers out of range, missing fields and wrong words are seen where they stand."""
    text = replaced(old, new)

    assert path in [each.partition(": ")[0] for each in refusals(RULEBOOK, editors(tomli.loads(text)))]
    with pytest.raises(lianbing.LianbingError):
        small_city.rulebook(tmp_path, text)


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("supervision", "integrity_problem"), None, "$.candidate[0].supervision"),
        (("supervision", "integrity_problem"), "no", "$.candidate[0].supervision.integrity_problem"),
        (("supervision", "comendations"), [], "$.candidate[0].supervision"),
        (("supervision", "commendations", 0, "points"), 6, "$.candidate[0].supervision.commendations[0].points"),
        (("team_building", "reward_marks"), [], "$.candidate[0].team_building.reward_marks"),
        (("team_building", "reward_marks"), [3.5], "$.candidate[0].team_building.reward_marks[0]"),
        (("case_files", "recommended", 0, "kind"), "large", "$.candidate[0].case_files.recommended[0].kind"),
        (("case_files", "recommended", 0, "year"), 2018, "$.candidate[0].case_files.recommended[0].year"),
        (("daily_enforcement", "cases"), -1, "$.candidate[0].daily_enforcement.cases"),
        (("daily_enforcement", "cases"), 1.5, "$.candidate[0].daily_enforcement.cases"),
        (("daily_enforcement",), None, "$.candidate[0]"),
        (("level",), "village", "$.candidate[0].level"),
        (("level",), None, "$.candidate[0]"),
        (("award",), "colective", "$.candidate[0].award"),
        (("name",), 7, "$.candidate[0].name"),
    ],
)
def test_wrong_evidence_is_refused(tmp_path: Path, path: tuple[str | int, ...], value: object, where: str) -> None:
    """A candidate's file is held to the classes of its evidence, and to the ranges that the rulebook states."""
    data = read(SAMPLE / "collectives.toml")
    put(data["candidate"][0], path, value)

    assert where in [each.partition(": ")[0] for each in refusals(CANDIDATES, data)]
    with pytest.raises(lianbing.InputError):
        load_candidates(tmp_path, data)


def test_what_only_the_loader_can_tell_passes() -> None:
    """Whether an optional fact is needed depends on other facts, and lawful years of history on the rulebook."""
    data = read(SAMPLE / "collectives.toml")
    votes = data["candidate"][0]["public_satisfaction"]
    del votes["votes"]
    votes["performance"] = None
    campaign = json.loads(json.dumps(EXAMPLE))
    campaign["history"][0]["year"] = 1800

    assert [] == refusals(CANDIDATES, data)
    assert [] == refusals(CAMPAIGN, campaign)


def put(table: Any, path: tuple[str | int, ...], value: object) -> None:
    """Set a value at a path, or take it out where there is none."""
    for part in path[:-1]:
        table = table[part]
    if value is None:
        del table[path[-1]]
    else:
        table[path[-1]] = value


def load_candidates(folder: Path, data: Any) -> None:
    """Load candidates in the example's campaign, without the others."""
    campaign = read(SAMPLE / "campaign.toml")["campaign"]
    (folder / "campaign.json").write_text(json.dumps({"campaign": campaign}), encoding="utf-8")
    (folder / "candidates.json").write_text(json.dumps(data), encoding="utf-8")
    lianbing.load(folder, registry=REGISTRY)


# Agreement

SMALL = editors(tomli.loads(replaced("places = 2", "places = 2")))
SHIPPED = read(next(path for path in TOML if path.name == "wuwei-2019.toml"))
CHANGED = editors(tomli.loads(HEAD + CHANGES))
EXAMPLE = read(SAMPLE / "campaign.toml")
INDIVIDUALS = read(SAMPLE / "individuals.toml")

STRANGE = st.sampled_from(
    [None, True, -1, 0, 0.5, 3, "", "x", "1/3", "2019-11-05", [], ["x"], [1], {}, {"id": "x"}]
).map(copy.deepcopy)


def spots(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where every value of data stands."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, each in pairs:
        yield (*path, key)
        yield from spots(each, (*path, key))


@st.composite
def spoilt(draw: st.DrawFn, data: Any) -> Any:
    """Data with one or two things taken out, called otherwise, put in, or of another kind."""
    made = json.loads(json.dumps(data))
    for _ in range(draw(st.integers(1, 2))):
        found = list(spots(made))
        if not found:
            break
        *above, key = draw(st.sampled_from(found))
        table = made
        for part in above:
            table = table[part]
        match draw(st.sampled_from(["delete", "rename", "replace", "add"])):
            case "delete":
                del table[key]
            case "rename" if isinstance(table, dict):
                table[draw(st.sampled_from([f"{key}x", "title", "points", "remove", "level"]))] = table.pop(key)
            case "add" if isinstance(table, dict):
                table[draw(st.sampled_from(["x", "remove", "points", "clause", "level"]))] = draw(STRANGE)
            case _:
                table[key] = draw(STRANGE)
    return made


def faults_of_rulebook(folder: Path, data: Any) -> list[lianbing.Fault]:
    """What the loader has against a rulebook, under its own readings or any other one."""
    path = folder / "rulebook.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    try:
        rulebook = lianbing.load_rulebook(path, registry=REGISTRY, strict=False)
        for reading in rulebook.readings:
            for option in reading.options:
                rulebook.under({reading.id: option.id})
    except lianbing.LianbingError as error:
        return list(error.faults)
    return []


AGREEING = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@AGREEING
@given(data=spoilt(SMALL) | spoilt(SHIPPED) | spoilt(CHANGED))
@example(data=SMALL)
def test_no_false_alarms_about_rulebooks(tmp_path: Path, data: Any) -> None:
    """What the schema of rulebooks refuses, the loader refuses, at the latest under another reading."""
    found = refusals(RULEBOOK, data)
    note(str(found))

    assert not found or faults_of_rulebook(tmp_path, data)


@AGREEING
@given(data=spoilt(EXAMPLE))
def test_no_false_alarms_about_campaigns(tmp_path: Path, data: Any) -> None:
    """What the schema of campaigns refuses, the loader refuses."""
    found = refusals(CAMPAIGN, data)
    note(str(found))
    (tmp_path / "campaign.json").write_text(json.dumps(data), encoding="utf-8")

    assert not found or refused(tmp_path)


@AGREEING
@given(data=spoilt(INDIVIDUALS))
def test_no_false_alarms_about_candidates(tmp_path: Path, data: Any) -> None:
    """What the schema of candidates refuses, the loader refuses."""
    found = refusals(CANDIDATES, data)
    note(str(found))
    campaign = {"campaign": EXAMPLE["campaign"]}
    (tmp_path / "campaign.json").write_text(json.dumps(campaign), encoding="utf-8")
    (tmp_path / "candidates.json").write_text(json.dumps(data), encoding="utf-8")

    assert not found or refused(tmp_path)


def refused(folder: Path) -> bool:
    """Whether the loader refuses a campaign folder."""
    try:
        lianbing.load(folder, registry=REGISTRY)
    except lianbing.LianbingError:
        return True
    return False


@pytest.mark.parametrize("text", ["1", "-1", "0.5", "1/3", "1/0", "1/03", ".5", "1.", "1e3", "+1", " 1", "1" * 21])
def test_exact_texts_are_those_that_the_loader_reads(tmp_path: Path, text: str) -> None:
    """A number written as text is refused by both or by neither."""
    data = json.loads(json.dumps(SMALL))
    data["award"][0]["indicator"][0]["params"]["each"] = text
    told = [each.code for each in faults_of_rulebook(tmp_path, data)]

    assert ("wrong_type" in told) == bool(refusals(RULEBOOK, data))


# What is offered


def test_editors_offer_the_fields_of_every_table() -> None:
    """Even those that follow no ``if`` complete tables, words and parameters."""
    assert {"rulebook", "rounding", "award", "reading"} <= offered(RULEBOOK).keys()
    assert {"id", "title", "source", "extends"} == offered(RULEBOOK, "rulebook").keys()
    assert {"places", "indicator", "levels"} <= offered(RULEBOOK, "award").keys()
    assert {"plugin", "points", "params", "criterion"} <= offered(RULEBOOK, "award", "indicator").keys()
    assert {"gains_most", "band_shape", "by_share"} <= offered(RULEBOOK, "award", "indicator", "params").keys()
    assert {"commendations", "deductions"} <= offered(CANDIDATES, "candidate", "supervision").keys()
    assert "training_results" not in offered(CANDIDATES, "candidate")  # it is made of other awards' results


def test_plugins_and_words_are_listed() -> None:
    """A name or word is chosen from a list; a plugin's may still be another."""
    plugin = offered(RULEBOOK, "award", "indicator")["plugin"]
    mode = offered(RULEBOOK, "rounding")["mode"]

    assert sorted(REGISTRY.indicators()) == plugin["anyOf"][0]["enum"]
    assert "ROUND_HALF_UP" in mode["anyOf"][1]["enum"]


def test_fields_say_what_they_are() -> None:
    """Hovering shows what the class's docstring says."""
    assert "A rounding mode of `decimal`." == offered(RULEBOOK, "rounding")["mode"]["description"]
    assert "The stated maximum of a total" in offered(RULEBOOK, "award")["points"]["description"]
    assert "The evidence" not in str(offered(RULEBOOK, "award", "indicator")["params"]["description"])
    assert (
        "What gains add up to at most."
        == offered(RULEBOOK, "award", "indicator", "params")["gains_most"]["description"]
    )


@pytest.mark.parametrize(
    ("language", "title", "description"),
    [
        ("zh", "得分", "得分 · 1 到 5 之间的数字 · 必填〔3.3〕"),
        ("en", "points", "points · a number from 1 to 5 · required〔3.3〕"),
    ],
)
def test_evidence_says_what_it_is(language: Literal["zh", "en"], title: str, description: str) -> None:
    """A fact of evidence shows its name, range and clause in the language asked for."""
    schema = json.loads(schema_text(candidates_schema(WUWEI, language)))
    commendation = schema["$defs"]["individual"]["properties"]["supervision"]["properties"]["commendations"]
    points = commendation["items"]["properties"]["points"]

    assert (title, description) == (points["title"], points["description"])
    assert (1, 5) == (points["minimum"], points["maximum"])


def test_other_readings_and_partial_campaigns_ask_for_less() -> None:
    """A partial campaign may leave a table out; what is in one is still checked."""
    data: Any = {"candidate": {"id": "a", "award": "individual", "name": "甲", "unit": "u"}}
    partial = json.loads(schema_text(candidates_schema(WUWEI, partial=True)))

    assert [] != refusals(CANDIDATES, data)
    assert [] == refusals(partial, data)
    data["candidate"]["integrity"] = {}
    assert [] != refusals(partial, data)


def test_the_text_is_sorted_and_the_same_every_time() -> None:
    """The same plugins give the same bytes, whatever the order in which things are met."""
    text = schema_text(rulebook_schema(REGISTRY))

    assert text == schema_text(rulebook_schema(Registry.load(["tests.small_city"], entry_points=False)))
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


# The parts


@attrs.frozen(kw_only=True)
class Sample:
    """A record for tests.

    With a second paragraph.

    Attributes:
        id: Its name, such as ``a``,
            on two lines.
        day: When.
        inner: More of the same.

    Example:
        other: This is no attribute.
    """

    id: str
    day: date | None = None
    inner: "Mapping[str, Sample]" = attrs.field(factory=dict)
    whatever: Any = None
    size: Fraction = Fraction(1, 2)


def test_docstrings_are_read() -> None:
    """Only the section of attributes counts, and an entry may go over several lines."""
    expected = {"id": "Its name, such as `a`, on two lines.", "day": "When.", "inner": "More of the same."}

    assert "A record for tests." == summary(Sample)
    assert expected == attribute_texts(Sample)
    assert {} == attribute_texts(type("Bare", (), {}))


def test_a_class_may_hold_itself_and_what_is_unknown_passes() -> None:
    """A type that the schema cannot say lets everything pass; null is for what may be missing."""
    records = Records()
    schema = records.definitions.schema("sample", records.table(Sample))
    table = {"id": "a", "day": None, "inner": {"b": {"id": "b", "whatever": [1]}}, "whatever": {"x": 1}}

    assert [] == refusals(schema, table)
    assert ["$.inner.b: 'id' is a required property"] == refusals(schema, {"id": "a", "inner": {"b": {}}})
    assert 0.5 == records.table(Sample)["properties"]["size"]["default"]  # type: ignore[index]


def test_limits_that_json_cannot_write_are_left_out() -> None:
    """A bound is exact or not there: one that is nearly right would refuse what is lawful."""
    assert {"minimum": 0.1, "multipleOf": 1} == {
        key: value
        for key, value in exact_number(Domain(Fraction(1, 10), Fraction(1, 3), whole=True)).items()
        if key not in ("type", "pattern")
    }
    assert "maximum" not in exact_number(Domain(most=Fraction(Decimal("0.12345678901234567891"))))


def test_names_of_parts_are_their_own() -> None:
    """Two parts of one name are told apart, and any name makes a reference."""
    definitions = Definitions()
    made = [definitions.reference(key, "a/甲", lambda: {"type": "string"}) for key in (1, 2, 1)]

    assert [{"$ref": "#/$defs/a__"}, {"$ref": "#/$defs/a__-2"}, {"$ref": "#/$defs/a__"}] == made
