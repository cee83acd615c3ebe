"""Campaign folders: what is wrong is told all at once, each with its place."""

import hashlib
from pathlib import Path

import pytest

import lianbing
from lianbing.plugins.registry import Registry

REGISTRY = Registry.load(entry_points=False)

CAMPAIGN = """
[campaign]
rulebook = "wuwei-2019"
title = "测试"
evaluation_day = 2019-11-20
"""

PERSON = """
[[candidate]]
id = "minqin-1"
award = "individual"
name = "候选人"
unit = "minqin"

[candidate.supervision]
integrity_problem = false
commendations = [{action = "2019-05", points = 3, level = "ministry"}]

[candidate.evidence_quality]
files = [
    {number = "A-1", published = true, role = "recorder", scene_marks = [80.5], interview_marks = [81], \
collection_marks = [82], report_marks = [83]},
]

[candidate.workload]
inspections = 10

[candidate.public_satisfaction]
performance = 90

[candidate.basic_conditions]
conduct_attested = true
certificate_valid_until = 2021-01-01
law_knowledge_attested = true
mainstay_attested = true

[candidate.integrity]
certificate = "complete"
"""


def folder_of(tmp_path: Path, people: str = PERSON, campaign: str = CAMPAIGN) -> Path:
    """Write a campaign folder."""
    (tmp_path / "campaign.toml").write_text(campaign, "utf-8")
    (tmp_path / "people.toml").write_text(people, "utf-8")
    return tmp_path


def faults_of(folder: Path) -> list[lianbing.Fault]:
    """Load a folder that is wrong."""
    with pytest.raises(lianbing.LianbingError) as caught:
        lianbing.load(folder, registry=REGISTRY)
    return list(caught.value.faults)


def test_numbers_are_read_as_written(tmp_path: Path) -> None:
    """80.5 is the decimal that was written, and what was left out is told to be a default."""
    _, campaign = lianbing.load(folder_of(tmp_path), registry=REGISTRY)
    (person,) = campaign.candidates
    quality = person.evidence["evidence_quality"]

    assert str(quality.files[0].scene_marks[0]) == "161/2"  # type: ignore[attr-defined]
    assert person.defaults["workload"] == ("cases",)
    assert person.place_of("workload", "inspections").line == 18


@pytest.mark.parametrize(
    ("old", "new", "code", "field", "line", "suggestion"),
    [
        (
            "integrity_problem",
            "integrity_problm",
            "unknown_field",
            "supervision.integrity_problm",
            9,
            "integrity_problem",
        ),
        ("points = 3", "points = 6", "out_of_range", "supervision.commendations[0].points", 10, None),
        ("points = 3", "points = nan", "wrong_type", "supervision.commendations[0].points", 10, None),
        ("points = 3", "points = 1e400", "wrong_type", "supervision.commendations[0].points", 10, None),
        ("points = 3", "points = true", "wrong_type", "supervision.commendations[0].points", 10, None),
        ("points = 3", 'points = "三"', "wrong_type", "supervision.commendations[0].points", 10, None),
        ("[80.5]", "[100.5]", "out_of_range", "evidence_quality.files[0].scene_marks[0]", 14, None),
        ("[80.5]", "[]", "no_marks", "evidence_quality.files[0].scene_marks", 14, None),
        ("[80.5]", "80.5", "wrong_type", "evidence_quality.files[0].scene_marks", 14, None),
        ('"recorder"', '"recoder"', "wrong_type", "evidence_quality.files[0].role", 14, None),
        ("inspections = 10", "inspections = -1", "out_of_range", "workload.inspections", 18, None),
        ("inspections = 10", "inspections = 2.5", "wrong_type", "workload.inspections", 18, None),
        ("performance = 90", "", "missing_field", "public_satisfaction.performance", 20, None),
        ("2021-01-01", '"2021-02-30"', "wrong_type", "basic_conditions.certificate_valid_until", 25, None),
        (
            "2021-01-01",
            "2021-01-01T08:00:00",
            "wrong_type",
            "basic_conditions.certificate_valid_until",
            25,
            None,
        ),
        ('certificate = "complete"', "", "missing_field", "integrity", 29, None),
        ('award = "individual"', 'award = "indvidual"', "unknown_award", "award", 4, "individual"),
        ('unit = "minqin"', "", "missing_field", "", 2, None),
        ('name = "候选人"', 'name = " "', "missing_field", "name", 5, None),
        ('id = "minqin-1"', 'id = "民勤"', "unlawful_id", "id", 3, None),
        ("[candidate.workload]", "[candidate.worklod]", "unknown_field", "worklod", 17, "workload"),
    ],
)
def test_one_fault_has_one_clear_line(
    tmp_path: Path, old: str, new: str, code: str, field: str, line: int, suggestion: str | None
) -> None:
    """A fault names file, line, candidate and field, and the nearest name where there was a typo."""
    assert old in PERSON
    fault = next(each for each in faults_of(folder_of(tmp_path, PERSON.replace(old, new, 1))) if each.code == code)

    assert (fault.place.line, fault.suggestion) == (line, suggestion)
    assert fault.place.field.endswith(field)
    assert str(fault.place.file).endswith("people.toml")
    assert "\n" not in fault.say()


def test_all_faults_of_a_folder_come_together(tmp_path: Path) -> None:
    """Two wrong candidates and a broken file are told in one go."""
    second = PERSON.replace("minqin-1", "minqin-2").replace("points = 3", "points = 9")
    folder = folder_of(tmp_path, PERSON.replace("inspections = 10", "inspections = -1") + second)
    (folder / "more.toml").write_text('[[candidate]\nid = "x"\n', "utf-8")
    faults = faults_of(folder)

    assert sorted(each.code for each in faults) == ["broken_toml", "out_of_range", "out_of_range"]
    assert next(each for each in faults if each.code == "broken_toml").place.line == 1


def test_a_misspelt_field_is_one_fault(tmp_path: Path) -> None:
    """A required field that is only misspelt is not told as missing too."""
    (fault,) = faults_of(folder_of(tmp_path, PERSON.replace("integrity_problem", "integrity_problm")))

    assert (fault.code, fault.suggestion) == ("unknown_field", "integrity_problem")


def test_candidates_are_checked_even_where_the_campaigns_own_file_is_wrong(tmp_path: Path) -> None:
    """A campaign file without a title does not hide what is wrong with a candidate."""
    folder = folder_of(
        tmp_path, PERSON.replace("inspections = 10", "inspections = 2.5"), CAMPAIGN.replace("title", "titel")
    )

    assert [each.code for each in faults_of(folder)] == ["unknown_field", "wrong_type"]


def test_too_many_nominees_are_an_error(tmp_path: Path) -> None:
    """A unit nominates two; the third is told with the clause."""
    three = "".join(PERSON.replace("minqin-1", f"minqin-{n}") for n in (1, 2, 3))
    (fault,) = faults_of(folder_of(tmp_path, three))

    assert (fault.code, fault.values["found"], fault.values["expected"]) == ("too_many_nominees", "3", "2")


def test_a_candidate_may_stand_only_once(tmp_path: Path) -> None:
    """The second of one id is refused, with the place of the first."""
    (fault,) = faults_of(folder_of(tmp_path, PERSON + PERSON))

    assert fault.code == "repeated_candidate"
    assert "people.toml:2" in str(fault.values["other"])


def test_a_third_file_is_an_error(tmp_path: Path) -> None:
    """More files than the rules ask for are refused, with how many are lawful."""
    row = PERSON[PERSON.index("    {number") : PERSON.index("\n]", PERSON.index("    {number"))]
    rows = row + "\n" + row.replace("A-1", "A-2") + "\n" + row.replace("A-1", "A-3")
    (fault,) = faults_of(folder_of(tmp_path, PERSON.replace(row, rows)))

    assert (fault.code, fault.clause) == ("too_many_rows", "3.4")


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        ('[readings]\nbaseline_shar = "mean"', "unknown_reading"),
        ('[readings]\nbaseline_share = "average"', "unknown_option"),
        (
            '[[history]]\nkind = "individual"\nname = "x"\nyear = 2015\nlevel = "province"\nselected = true',
            "wrong_year",
        ),
        (
            '[[history]]\nkind = "person"\nname = "x"\nyear = 2018\nlevel = "province"\nselected = true',
            "unknown_award",
        ),
        ('[[outcome]]\nunit = "minqn"\nkind = "individual"\nlevel = "province"\ncount = 1', "unknown_unit"),
        (
            '[[decision]]\nkind = "tie"\naward = "individual"\ncandidate = "minqin-11"\ndate = 2019-11-22\n'
            'by = "领导小组"\nreason = "x"',
            "unknown_candidate",
        ),
        ("[extra]\nx = 1", "unknown_field"),
    ],
)
def test_what_the_campaign_states_is_checked(tmp_path: Path, extra: str, code: str) -> None:
    """Readings, history, outcomes and decisions that lead nowhere are errors."""
    (fault,) = faults_of(folder_of(tmp_path, campaign=CAMPAIGN + extra))

    assert fault.code == code


def test_a_missing_folder_or_campaign_file_is_told(tmp_path: Path) -> None:
    """There is one campaign file, no more and no less."""
    assert [each.code for each in faults_of(tmp_path / "nowhere")] == ["missing_folder"]
    assert [each.code for each in faults_of(tmp_path)] == ["missing_campaign_file"]
    folder_of(tmp_path)
    (tmp_path / "campaign.json").write_text("{}", "utf-8")

    assert [each.code for each in faults_of(tmp_path)] == ["two_campaign_files"]


def test_an_unknown_rulebook_lists_those_there_are(tmp_path: Path) -> None:
    """A misspelt id is told with the nearest one."""
    (fault,) = faults_of(folder_of(tmp_path, campaign=CAMPAIGN.replace("wuwei-2019", "wuwei-2109")))

    assert (fault.code, fault.suggestion) == ("unknown_rulebook", "wuwei-2019")
    assert str(fault.place.file).endswith("campaign.toml")


def test_a_workbook_is_never_passed_over_in_silence(tmp_path: Path) -> None:
    """An old one that is not read is told as a warning; one that cannot be read is refused."""
    (folder_of(tmp_path) / "form.xls").write_bytes(b"")
    _, campaign = lianbing.load(tmp_path, registry=REGISTRY)

    assert [each.code for each in campaign.warnings] == ["unread_file"]
    (tmp_path / "form.xlsx").write_bytes(b"")
    with pytest.raises(lianbing.InputError) as refused:
        lianbing.load(tmp_path, registry=REGISTRY)
    assert [each.code for each in refused.value.faults] == ["empty_file"]


def test_binary_floats_are_refused_in_records_made_in_python(tmp_path: Path) -> None:
    """A record made in Python is held to the same rules as a file."""
    import attrs

    rulebook, campaign = lianbing.load(folder_of(tmp_path), registry=REGISTRY)
    (person,) = campaign.candidates
    wrong = attrs.evolve(person.evidence["public_satisfaction"], performance=0.1)  # type: ignore[misc]
    evidence = {**person.evidence, "public_satisfaction": wrong}
    with pytest.raises(lianbing.InputError) as caught:
        lianbing.evaluate(rulebook, attrs.evolve(campaign, candidates=(attrs.evolve(person, evidence=evidence),)))

    assert [each.code for each in caught.value.faults] == ["binary_float"]


def test_the_digest_is_what_anyone_can_repeat(tmp_path: Path) -> None:
    """`sha256sum *.toml *.json | sort -k2 | sha256sum` in the folder gives the digest of a campaign."""
    folder = folder_of(tmp_path)
    (folder / "more.json").write_text('{"candidate": []}', "utf-8")
    _, campaign = lianbing.load(folder, registry=REGISTRY)
    lines = [
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n"
        for name in ("campaign.toml", "more.json", "people.toml")
    ]

    assert hashlib.sha256("".join(lines).encode()).hexdigest() == campaign.sha256
