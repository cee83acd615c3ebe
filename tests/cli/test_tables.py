"""`tables`: laid out, written, checked and scored from the command line, as people type it."""

import json
import shutil
from pathlib import Path

import polars as pl
import pytest

import lianbing
from lianbing.loading.campaign import load_frame
from lianbing.tables.awards import check_award
from lianbing.tables.engines import PolarsEngine
from lianbing.tables.folder import tables_in
from tests.cli.test_cli import EXAMPLE, run


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example campaign as tables."""
    folder = tmp_path_factory.mktemp("written") / "tables"
    assert run("tables", "write", str(EXAMPLE), "--to", str(folder)).exit_code == 0
    return folder


def copied(written: Path, to: Path) -> Path:
    """A copy that a test may spoil."""
    return Path(shutil.copytree(written, to / "tables"))


@pytest.mark.parametrize("engine", ["polars", "duckdb", "exact"])
def test_the_example_is_scored_as_records_are(written: Path, tmp_path: Path, engine: str) -> None:
    """Totals, ranks and places of every award are those of `score`."""
    done = run("tables", "score", str(written), "--to", str(tmp_path / "out"), "--engine", engine, "--format", "json")
    expected = json.loads(run("score", str(EXAMPLE), "--format", "json").stdout)

    assert done.exit_code == 0
    assert {"organizer", "collective", "individual"} == {each["award"] for each in json.loads(done.stdout)}
    for award in expected["awards"]:
        rows = pl.read_parquet(tmp_path / "out" / f"{award['id']}.parquet").to_dicts()
        found = {row["candidate"]: (float(row["total"]), row["rank"], row["selected"]) for row in rows if row["rank"]}
        assert found == {
            each["candidate"]: (float(each["total"]), each["rank"], each["selected"]) for each in award["standings"]
        }


def test_blank_tables_say_what_they_hold(tmp_path: Path) -> None:
    """A header for each table, and a page of all columns; a typo in the award is told."""
    done = run("tables", "init", str(tmp_path / "new"), "--award", "collective")

    assert done.exit_code == 0
    header = (tmp_path / "new" / "collective__case_files__drawn.csv").read_text("utf-8").strip()
    assert header == "candidate,row,number,kind,marks__1,marks__2,marks__3,published,year"
    page = (tmp_path / "new" / "layout.md").read_text("utf-8")
    assert "| `daily_enforcement__cases` |" in page
    wrong = run("tables", "init", str(tmp_path / "other"), "--award", "colective")
    assert wrong.exit_code == 2
    assert "collective" in wrong.stderr
    assert not (tmp_path / "other").exists()


def test_tables_may_be_csv(written: Path, tmp_path: Path) -> None:
    """The same tables as text give the same."""
    folder = copied(written, tmp_path)
    for path in list(folder.glob("*.parquet")):
        pl.read_parquet(path).write_csv(path.with_suffix(".csv"))
        path.unlink()
    done = run("tables", "score", str(folder), "--to", str(tmp_path / "c.parquet"), "--award", "collective")

    assert (done.exit_code, done.stderr) == (0, "")
    totals = dict(pl.read_parquet(tmp_path / "c.parquet").select("candidate", "total").iter_rows())
    assert str(totals["city-team"]) == "90.60"


def spoilt(folder: Path, table: str, change: pl.Expr) -> None:
    """Change a column of a table."""
    path = folder / f"{table}.parquet"
    pl.read_parquet(path).with_columns(change).write_parquet(path)


FIRST = pl.when(pl.int_range(pl.len()) == 0)


def first_row(value: str | None) -> pl.Expr:
    """The candidates, the first row's changed."""
    return FIRST.then(pl.lit(value)).otherwise(pl.col("candidate"))


WRONG = [
    ("collective", pl.lit(-1).cast(pl.Int64).alias("daily_enforcement__cases"), "out_of_range", "city-team"),
    ("collective", pl.col("daily_enforcement__filing_rate").cast(pl.Float64), "binary_float", "filing_rate"),
    ("collective", pl.lit(None, pl.Int64).alias("public_satisfaction__votes"), "missing_field", "public_satisfaction"),
    ("collective", pl.lit("town").alias("level"), "unknown_level", "town"),
    ("collective", pl.lit("twice").alias("candidate"), "repeated_candidate", "twice"),
    ("collective__case_files__drawn", pl.lit("odd").alias("kind"), "wrong_type", "odd"),
    ("collective__case_files__drawn", pl.lit(2018).cast(pl.Int64).alias("year"), "wrong_year", "2018"),
    ("collective__case_files__drawn", first_row("nobody").alias("candidate"), "unknown_candidate", "nobody"),
    ("collective__case_files__drawn", first_row(None).alias("candidate"), "missing_field", "?"),
    ("collective__case_files__drawn", FIRST.then(2018).otherwise(2019).alias("year"), "wrong_year", "2018"),
    ("collective__case_files__drawn", pl.lit("甲").alias("number"), "repeated_row", "甲"),
    ("collective__case_files__drawn", pl.lit("ſ").alias("number"), "repeated_row", "ſ"),
    ("collective__case_files__drawn", pl.lit(None, pl.Int64).alias("row"), "missing_field", "row"),
    ("collective", first_row(None).alias("candidate"), "missing_field", "candidate"),
    ("collective__case_files__drawn", pl.lit(10**18).alias("marks__1"), "out_of_range", "1000"),
    ("collective", pl.lit(10**18).alias("team_building__safety_marks__1"), "out_of_range", "1000"),
    ("collective__case_files__drawn", pl.lit("general").alias("kind"), "too_many_rows", "case_files"),
    ("collective__supervision__commendations", pl.lit(90).cast(pl.Int64).alias("points"), "out_of_range", "90"),
]


@pytest.mark.parametrize(("table", "change", "code", "said"), WRONG)
def test_what_is_wrong_is_told_and_nothing_is_written(
    written: Path, tmp_path: Path, table: str, change: pl.Expr, code: str, said: str
) -> None:
    """The table, the row and the column; no file, no traceback."""
    folder = copied(written, tmp_path)
    spoilt(folder, table, change)
    for command in (("check", str(folder)), ("score", str(folder), "--to", str(tmp_path / "out.parquet"))):
        done = run("tables", *command, "--award", "collective")
        assert done.exit_code == 2, done.stdout
        assert f"[{code}]" in done.stderr
        assert said in done.stderr
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "out.parquet").exists()


@pytest.mark.parametrize(("table", "change", "code", "said"), WRONG)
def test_what_is_wrong_is_found_one_candidate_at_a_time(
    written: Path, tmp_path: Path, table: str, change: pl.Expr, code: str, said: str
) -> None:
    """The same where candidates do not fit into memory at once."""
    folder = copied(written, tmp_path)
    spoilt(folder, table, change)
    runner = PolarsEngine(tmp_path, rows_at_once=1)
    rulebook, campaign = load_frame(folder)
    award = rulebook.award("collective")
    with pytest.raises(lianbing.InputError) as told:
        check_award(runner, rulebook, award, campaign, tables_in(runner, folder, award))
    assert any(each.code == code and said in each.say("en") for each in told.value.faults)


def test_rows_without_a_key_repeat_nothing(written: Path, tmp_path: Path) -> None:
    """A gap is told as a gap, once for each row."""
    folder = copied(written, tmp_path)
    spoilt(folder, "collective__case_files__drawn", pl.lit(None, pl.String).alias("number"))
    done = run("tables", "check", str(folder), "--award", "collective")

    assert "[missing_field]" in done.stderr
    assert "[repeated_row]" not in done.stderr


def test_a_missing_column_is_told_with_the_nearest(written: Path, tmp_path: Path) -> None:
    """A column that is misspelt is missing, and the name that was meant is given."""
    folder = copied(written, tmp_path)
    path = folder / "collective.parquet"
    pl.read_parquet(path).rename({"public_satisfaction__votes": "public_satisfaction__vote"}).write_parquet(path)
    done = run("tables", "check", str(folder), "--award", "collective")

    assert done.exit_code == 2
    assert "[missing_table_column]" in done.stderr
    assert "public_satisfaction__vote”" in done.stderr


def test_a_broken_cell_is_told(written: Path, tmp_path: Path) -> None:
    """A CSV cell that holds no number is told with its candidate."""
    folder = copied(written, tmp_path)
    path = folder / "collective.parquet"
    table = pl.read_parquet(path).with_columns(pl.lit("many").alias("public_satisfaction__votes"))
    table.write_csv(path.with_suffix(".csv"))
    path.unlink()
    done = run("tables", "check", str(folder), "--award", "collective")

    assert done.exit_code == 2
    assert "city-team" in done.stderr
    assert "many" in done.stderr


def test_several_awards_need_a_folder(written: Path, tmp_path: Path) -> None:
    """One file cannot hold three awards."""
    done = run("tables", "score", str(written), "--to", str(tmp_path / "one.parquet"))

    assert done.exit_code == 2
    assert "--award" in done.stderr


def test_a_folder_without_tables_is_told(tmp_path: Path) -> None:
    """What is expected is named."""
    shutil.copy(Path(EXAMPLE) / "campaign.toml", tmp_path)
    done = run("tables", "check", str(tmp_path))

    assert done.exit_code == 2
    assert "collective.parquet" in done.stderr


def test_a_rulebook_that_was_named_by_its_path_is_found_from_the_tables(tmp_path: Path) -> None:
    """`tables write` puts the path right, wherever the tables go."""
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "campaign"))
    rules = tmp_path / "rules" / "own.toml"
    rules.parent.mkdir()
    shutil.copy(Path(lianbing.__file__).parent / "rulebooks" / "wuwei-2019.toml", rules)
    stated = (folder / "campaign.toml").read_text("utf-8")
    (folder / "campaign.toml").write_text(stated.replace('"wuwei-2019"', '"../rules/own.toml"'), "utf-8")
    to = tmp_path / "far" / "away"

    assert run("tables", "write", str(folder), "--to", str(to)).exit_code == 0
    assert "../../rules/own.toml" in (to / "campaign.toml").read_text("utf-8")
    assert run("tables", "check", str(to)).exit_code == 0


def test_a_result_does_not_replace_a_table(written: Path, tmp_path: Path) -> None:
    """Scoring into the folder of the tables themselves is refused, and they stay as they are."""
    folder = copied(written, tmp_path)
    before = (folder / "collective.parquet").read_bytes()
    done = run("tables", "score", str(folder), "--to", str(folder), "--award", "collective")

    assert done.exit_code == 2
    assert "[own_table]" in done.stderr
    assert before == (folder / "collective.parquet").read_bytes()
