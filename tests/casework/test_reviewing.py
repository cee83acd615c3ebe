"""Marks that a campaign takes from a review: the review's own figures, with where they come from."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import lianbing
from lianbing.errors import Fault
from lianbing.reports.explaining import explanation
from tests.rulebooks.case_files import CAMPAIGN, CaseFile, folder_of

EXAMPLES = Path(__file__).parents[2] / "examples"
MARKS = {
    "scene_marks": "inspection",
    "interview_marks": "interview",
    "collection_marks": "evidence",
    "report_marks": "report",
}
HEAD = """[campaign]
rulebook = "wuwei-2019"
title = "大练兵（虚构）"
evaluation_day = 2019-11-20
partial = true
"""
REVIEW = """[[review]]
folder = "../review"
indicator = "case_files"
marks = { marks = "total" }
"""
TEAM = """[[candidate]]
id = "team"
award = "collective"
name = "分局"
unit = "u"
level = "county"
[candidate.case_files]
recommended = [{ number = "示例〔2024〕1号", kind = "general", published = true, year = 2019 }]
"""
REVIEWED = CaseFile(lost={"decision_1": 3}, elements="record_4 = 1")
"""A file of 97 in 100 points and 1.5 taken off: 97."""


def campaign_of(
    root: Path, *, reviews: str = REVIEW, team: str = TEAM, file: CaseFile = REVIEWED, review: str = CAMPAIGN
) -> Path:
    """Write a review of one file, and a campaign that takes its marks from it."""
    folder_of(root / "review", file, campaign=review)
    folder = root / "campaign"
    folder.mkdir()
    (folder / "campaign.toml").write_text(HEAD + reviews, "utf-8")
    (folder / "teams.toml").write_text(team, "utf-8")
    return folder


def faults_of(folder: Path) -> tuple[Fault, ...]:
    """Load a campaign that is refused."""
    with pytest.raises(lianbing.InputError) as caught:
        lianbing.load(folder)
    return caught.value.faults


def name_of(found: Fault) -> str:
    """Give the name of the file that a fault leads to."""
    return Path(found.place.file or "").name


def evidence_of(campaign: lianbing.Campaign, id: str, indicator: str) -> Any:
    """Give a candidate's evidence."""
    return next(each.evidence[indicator] for each in campaign.candidates if each.id == id)


def test_the_example_feeds_totals_and_grades() -> None:
    """Every mark of the example is the very figure of the review: the total of a file, or a document's grade."""
    review, reviewed = lianbing.load(EXAMPLES / "case-review-2024")
    outcome = lianbing.evaluate(review, reviewed)
    totals = {each.candidate.name: each.total for award in outcome.awards for each in award.standings}
    _, campaign = lianbing.load(EXAMPLES / "wuwei-2019-reviewed")
    teams = [evidence_of(campaign, name, "case_files") for name in ("liangzhou-team", "minqin-team")]
    files = [each for team in teams for each in (*team.recommended, *team.drawn)]

    assert 10 == len(files)
    assert [(totals[each.number],) for each in files] == [each.marks for each in files]
    assert {0} < {mark for each in files for mark in each.marks}


def test_the_example_takes_the_grades_of_documents() -> None:
    """Worked by hand from the example's marks: what the record, the interview, the evidence and the report got."""
    _, campaign = lianbing.load(EXAMPLES / "wuwei-2019-reviewed")
    person = evidence_of(campaign, "liangzhou-1", "evidence_quality")
    other = evidence_of(campaign, "minqin-1", "evidence_quality")
    marks = [[getattr(each, name) for name in MARKS] for each in (*person.files, *other.files)]

    assert [
        [(80,), (85,), (100,), (Fraction("87.5"),)],
        [(80,), (80,), (75,), (75,)],
        [(100,), (100,), (100,), (0,)],
        [(Fraction(260, 3),), (100,), (100,), (100,)],
    ] == marks


def test_every_file_of_the_example_says_that_it_is_made_up() -> None:
    """Nobody takes the example for a real evaluation."""
    for path in (EXAMPLES / "wuwei-2019-reviewed").iterdir():
        assert path.read_text("utf-8").startswith("# 示例数据，纯属虚构"), path.name


def test_the_outcome_names_the_review(tmp_path: Path) -> None:
    """Whoever reads a result can tell which review its marks come from, and that nothing of it was changed."""
    folder = campaign_of(tmp_path)
    review, reviewed = lianbing.load(tmp_path / "review")
    rulebook, campaign = lianbing.load(folder)
    (source,) = lianbing.evaluate(rulebook, campaign).reviews

    assert ((tmp_path / "review").as_posix(), reviewed.title) == (source.folder, source.title)
    assert (reviewed.sha256, review.id, review.sha256) == (source.sha256, source.rulebook, source.rulebook_sha256)


def test_an_explanation_leads_to_the_file_of_the_review(tmp_path: Path) -> None:
    """Beside a mark stands where its file was reviewed, not where it was submitted."""
    rulebook, campaign = lianbing.load(campaign_of(tmp_path))
    score = lianbing.explain(rulebook, campaign, "collective", "team")
    told = [line.text for line in explanation(score, rulebook).walk() if "← " in line.text]

    assert "案卷评分 = 97  ← files.toml:1 case_files.recommended[0].marks" in told
    assert "已在门户网站公开 = 是  ← teams.toml:8 case_files.recommended[0].published" in told


@pytest.mark.parametrize("number", ["file", "示例 〔2024〕 1号", "FILE"])
def test_a_file_is_found_by_its_number_or_id(tmp_path: Path, number: str) -> None:
    """The name of the reviewed file, or its id, however it is spaced or written in capitals."""
    _, campaign = lianbing.load(campaign_of(tmp_path, team=TEAM.replace("示例〔2024〕1号", number)))

    assert (97,) == evidence_of(campaign, "team", "case_files").recommended[0].marks


ROW = "case_files.recommended[0]"
WITH_MARKS = TEAM.replace("published", "marks = [80], published")
REFUSED = [
    ("unknown file", {"team": TEAM.replace("1号", "11号")}, ("unreviewed_file", "teams.toml", 8, f"{ROW}.number")),
    ("marks stand twice", {"team": WITH_MARKS}, ("marked_twice", "teams.toml", 8, f"{ROW}.marks")),
    (
        "unknown figure",
        {"reviews": REVIEW.replace('"total"', '"totals"')},
        ("unknown_figure", "teams.toml", 8, ROW),
    ),
    (
        "unknown indicator",
        {"reviews": REVIEW.replace("case_files", "case_file")},
        ("unknown_indicator", "campaign.toml", 6, "review[0]"),
    ),
    (
        "nested review",
        {"review": CAMPAIGN + REVIEW.replace("case_files", "documents")},
        ("nested_review", "campaign.toml", 5, "review[0]"),
    ),
]


@pytest.mark.parametrize(("wrong", "told"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
def test_what_does_not_fit_is_told_with_its_place(
    tmp_path: Path, wrong: dict[str, str], told: tuple[str, str, int, str]
) -> None:
    """No mark is guessed: what is not in the review, or stands here as well, is refused where it is written."""
    code, file, line, field = told
    first = faults_of(campaign_of(tmp_path, **wrong))[0]  # type: ignore[arg-type]

    assert (code, file, line, field) == (first.code, name_of(first), first.place.line, first.place.field)


@pytest.mark.parametrize(
    ("change", "suggestion"),
    [
        (lambda: {"team": TEAM.replace("2024〕1号", "2024〕2号")}, "示例〔2024〕1号"),
        (lambda: {"reviews": REVIEW.replace('"total"', '"totals"')}, "total"),
    ],
)
def test_the_nearest_name_is_suggested(tmp_path: Path, change: Callable[[], dict[str, str]], suggestion: str) -> None:
    """A slip of the pen is told with the name that was meant."""
    assert suggestion == faults_of(campaign_of(tmp_path, **change()))[0].suggestion  # type: ignore[arg-type]


def test_a_total_above_100_is_refused_where_the_file_was_reviewed(tmp_path: Path) -> None:
    """Under the open bonus a file may have more than 100, which is no mark; the fault leads to the file."""
    file = CaseFile(award="crime_transfer", documents="case_opened = true")
    (found,) = faults_of(campaign_of(tmp_path, file=file, review=f'{CAMPAIGN}[readings]\nbonus_limit = "open"\n'))

    assert ("out_of_range", "files.toml", "107.5") == (found.code, name_of(found), found.values["found"])


def test_a_wrong_review_is_told_by_its_own_faults(tmp_path: Path) -> None:
    """What is wrong with the review is told in the review's files, and nothing is scored."""
    file = CaseFile(missing=("reports",))
    (found,) = faults_of(campaign_of(tmp_path, file=file))

    assert ("wrong_type", "files.toml") == (found.code, name_of(found))


def test_two_files_of_one_number_are_refused(tmp_path: Path) -> None:
    """Whose marks a number means is never guessed, not even between files of different types."""
    folder = campaign_of(tmp_path)
    folder_of(tmp_path / "review", REVIEWED, CaseFile(award="no_penalty", id="other"))
    (found,) = faults_of(folder)

    assert ("reviewed_twice", "files.toml", "示例〔2024〕1号") == (found.code, name_of(found), found.values["name"])
