"""The draw as the office does it: publish, roll dice, draw, and let anyone check."""

import json
import re
import subprocess
from pathlib import Path

import pytest

import lianbing
from tests.cli.test_cli import run
from tests.draw.cases import LIST, folder_of

RECIPE = Path(__file__).parents[2] / "docs" / "draw.zh.md"


@pytest.fixture
def done(tmp_path: Path) -> Path:
    """A campaign whose files were drawn."""
    folder = folder_of(tmp_path / "campaign")
    assert 0 == run("draw", "list", str(folder)).exit_code
    assert 0 == run("draw", "run", str(folder), "--seed", "3 5 1 6", "--seed-source", "骰子").exit_code
    return folder


def verified(folder: Path, published: str = "list.txt") -> tuple[int, str]:
    """What a check of the draw says."""
    drawing = folder / "drawing"
    found = run("draw", "verify", str(drawing / "record.json"), str(drawing / published), "--format", "json")
    return found.exit_code, found.stdout


def test_from_list_to_evidence(done: Path) -> None:
    """The drawn files are in the evidence, all of a kind where there are too few, and the digest is the list's."""
    record = json.loads((done / "drawing" / "record.json").read_text("utf-8"))
    pools = {(each["candidate"], each["kind"]): each for each in record["pools"]}
    rows = json.loads((done / "drawn.json").read_text("utf-8"))["row"]

    sums = subprocess.run(["sha256sum", done / "drawing" / "list.txt"], capture_output=True, text=True, check=True)  # noqa: S607
    assert sums.stdout.split()[0] == record["list_sha256"]
    assert [2, 1, 1, 1] == [len(each["drawn"]) for each in record["pools"]]
    assert [False, False, True, False] == [each["all_taken"] for each in record["pools"]]
    assert sorted(number for each in record["pools"] for number in each["drawn"]) == sorted(
        each["values"]["number"] for each in rows
    )
    assert {
        "number": pools["gulang-1", "four_measures"]["drawn"][0],
        "kind": "four_measures",
        "published": True,
        "year": 2019,
    } in [each["values"] for each in rows]
    (done / "campaign.toml").write_text(
        (done / "campaign.toml").read_text("utf-8").replace("[[unit]]", "partial = true\n[[unit]]", 1), "utf-8"
    )
    with pytest.raises(lianbing.InputError) as refused:
        lianbing.load(done)
    assert {"missing_field"} == {each.code for each in refused.value.faults}
    assert any("drawn.json" in each.say("zh") for each in refused.value.faults)


def test_too_few_are_said(tmp_path: Path) -> None:
    """On stderr, with the clause."""
    folder = folder_of(tmp_path / "campaign")
    run("draw", "list", str(folder))

    found = run("draw", "run", str(folder), "--seed", "1")

    assert re.search(r"minqin-1.*应抽 2 份，只有 1 份.*2\.3.*too_few_to_draw", found.stderr)


def test_nothing_is_drawn_before_the_list_is_published_or_after_it_changed(tmp_path: Path) -> None:
    """The seed comes after the digest, or it proves nothing."""
    folder = folder_of(tmp_path / "campaign")

    early = run("draw", "run", str(folder), "--seed", "1")
    digest = run("draw", "list", str(folder)).stdout
    folder_of(folder, [*LIST, "z,一般行政处罚案卷,gulang,县级,2019,是\n"])
    changed = run("draw", "run", str(folder), "--seed", "1")

    assert (2, True) == (early.exit_code, "list_not_published" in early.stderr)
    assert re.fullmatch(r"[0-9a-f]{64}\n", digest)
    assert (2, True) == (changed.exit_code, "list_changed" in changed.stderr)
    assert "already_there" in run("draw", "list", str(folder)).stderr
    assert not (folder / "drawn.json").exists()


def test_a_second_draw_needs_force(done: Path) -> None:
    """Nobody draws again until the result pleases without leaving a trace of intent."""
    before = (done / "drawing" / "record.json").read_bytes()

    again = run("draw", "run", str(done), "--seed", "other")

    assert (2, True) == (again.exit_code, "already_there" in again.stderr)
    assert before == (done / "drawing" / "record.json").read_bytes()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("seed",), "3 5 1 5"),
        (("list_sha256",), "0" * 64),
        (("pools", 0, "drawn", 0), "gulang〔2019〕9号"),
        (("pools", 0, "required"), 3),
        (("pools", 1, "order", 0, "ticket"), "0" * 64),
        (("pools", 1, "order", 0, "number"), "gulang〔2019〕99号"),
        (("pools", 2, "kind"), "inspection"),
    ],
)
def test_a_record_that_was_touched_is_found_out(done: Path, path: tuple[str | int, ...], value: object) -> None:
    """Whatever is changed in it, the check says where."""
    assert (0, True) == (verified(done)[0], '"same": true' in verified(done)[1])
    record = json.loads((done / "drawing" / "record.json").read_text("utf-8"))
    inner = record
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    (done / "drawing" / "record.json").write_text(json.dumps(record), "utf-8")

    code, said = verified(done)

    assert 1 == code
    assert json.loads(said)["differences"]


def test_a_pool_that_was_left_out_is_found_out(done: Path) -> None:
    """A record that is silent about files of the published list is none of this draw."""
    record = json.loads((done / "drawing" / "record.json").read_text("utf-8"))
    left_out = record["pools"].pop()
    (done / "drawing" / "record.json").write_text(json.dumps(record), "utf-8")

    code, said = verified(done)

    assert 1 == code
    assert [f"collective/{left_out['candidate']} {left_out['kind']}"] == [
        each["where"] for each in json.loads(said)["differences"]
    ]


def test_a_list_that_was_touched_is_found_out(done: Path) -> None:
    """A line more, a line less."""
    text = (done / "drawing" / "list.txt").read_text("utf-8")
    (done / "drawing" / "more.txt").write_text(text + "collective/gulang-1\tgeneral\tzz\n", "utf-8")
    (done / "drawing" / "less.txt").write_text(text.partition("\n")[2], "utf-8")

    assert [1, 1] == [verified(done, name)[0] for name in ("more.txt", "less.txt")]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"draw": 1, "pools": [{}]}', '{"draw": 2, "pools": [], "seed": ""}'])
def test_what_is_no_record(done: Path, text: str) -> None:
    """It is refused in a line."""
    (done / "drawing" / "record.json").write_text(text, "utf-8")

    found = run("draw", "verify", str(done / "drawing" / "record.json"), str(done / "drawing" / "list.txt"))

    assert (2, True) == (found.exit_code, "not_a_record" in found.stderr)


def test_anyone_can_do_it_again_in_ten_lines(done: Path) -> None:
    """The recipe of the guide, run as it stands, gives what the record says."""
    (script,) = re.findall(r"```bash\n(.*?)```", RECIPE.read_text("utf-8"), re.DOTALL)
    record = json.loads((done / "drawing" / "record.json").read_text("utf-8"))
    assert len(script.strip().splitlines()) <= 10

    found = subprocess.run(["bash", "-c", script], cwd=done / "drawing", capture_output=True, text=True, check=True)  # noqa: S607

    pool = record["pools"][0]
    assert [f"{each['ticket']} {each['number']}" for each in pool["order"][: pool["required"]]] == found.stdout.split(
        "\n"
    )[:-1][-2:]
    assert record["list_sha256"] in found.stdout
