"""Data files are read exactly, and what is wrong with one is told with its place."""

import contextlib
import datetime
import hashlib
import json
import pathlib
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianbing.errors import Fault, InputError, Place
from lianbing.loading.documents import (
    LARGEST,
    Document,
    Kind,
    UnlawfulNumber,
    exact,
    parse_document,
    read_document,
)

KINDS: tuple[Kind, ...] = ("toml", "json")


def fault_of(text: str, kind: Kind = "toml") -> Fault:
    """The one fault that a text has."""
    with pytest.raises(InputError) as caught:
        parse_document(text, "file", kind)
    (fault,) = caught.value.faults
    assert fault.say("zh") != fault.say("en") != ""
    return fault


def value_of(written: str, kind: Kind) -> object:
    """What a value is read as."""
    text = f"value = {written}" if kind == "toml" else f'{{"value": {written}}}'
    return parse_document(text, "file", kind).data["value"]


def test_file_is_read_as_it_is(tmp_path: pathlib.Path) -> None:
    """A document has the name it was given, the file's text and its digest; a BOM changes no position."""
    content = '\ufeffname = "武隆"\r\n'.encode()
    (tmp_path / "file.toml").write_bytes(content)
    document = read_document(tmp_path / "file.toml", "the file")
    assert document == Document(
        name="the file",
        text='name = "武隆"\r\n',
        data={"name": "武隆"},
        sha256=hashlib.sha256(content).hexdigest(),
        kind="toml",
    )
    assert (1, 8) == document.position(["name"])
    assert str(tmp_path / "file.toml") == read_document(tmp_path / "file.toml").name


@pytest.mark.parametrize(("suffix", "text"), [(".toml", "a = 1"), (".json", '{"a": 1}'), (".JSON", '{"a": 1}')])
def test_suffix_tells_the_kind(suffix: str, text: str, tmp_path: pathlib.Path) -> None:
    """A file named .json is JSON, and one named .toml is TOML."""
    path = tmp_path / f"file{suffix}"
    path.write_text(text)
    assert {"a": 1} == read_document(path).data


def test_unreadable_file_is_told(tmp_path: pathlib.Path) -> None:
    """A file that is missing, is a folder, or cannot be named is one fault, said in both languages."""
    for path, why in (
        (tmp_path / "none", "no such file"),
        (tmp_path, "folder"),
        (pathlib.Path("a\0"), "null"),
    ):
        with pytest.raises(InputError) as caught:
            read_document(path, "file")
        assert [("unreadable_file", Place(file="file"))] == [(each.code, each.place) for each in caught.value.faults]
        assert why in caught.value.say("en")


@pytest.mark.parametrize(("start", "line", "column"), [("a = 1\n一 = ", 2, 5), ("\ufeff一 = ", 1, 5)])
def test_foreign_encoding_is_told_with_its_place(start: str, line: int, column: int, tmp_path: pathlib.Path) -> None:
    """The first byte that is no UTF-8 has a line and a column, in characters."""
    path = tmp_path / "file.toml"
    path.write_bytes(start.encode() + "武隆".encode("gbk"))
    with pytest.raises(InputError) as caught:
        read_document(path, "file")
    assert [("not_utf8", Place(file="file", line=line, column=column))] == [
        (each.code, each.place) for each in caught.value.faults
    ]


@pytest.mark.parametrize(
    ("kind", "text", "code", "line", "column"),
    [
        ("toml", "a = 1\nb = = 2", "broken_toml", 2, 5),
        ("toml", "a = 1\r\na = 2", "broken_toml", 2, 6),
        ("toml", "a = [\n1,\n", "broken_toml", 3, 1),
        ("toml", "a = '\ud800'", "not_utf8", 1, 6),
        (
            "toml",
            f"a = '{'1' * 9_000}' # {'2' * 9_000}\nb = {'3' * 9_000}.0\nc = {'4' * 9_000}",
            "broken_toml",
            3,
            5,
        ),
        ("json", '{"a": 1,\n"b" 2}', "broken_json", 2, 5),
        ("json", "", "broken_json", 1, 1),
        ("json", "\n [1]", "broken_json", 2, 2),
        ("json", '{"a": "b\nc"}', "broken_json", 1, 9),
        ("json", '{"a": 1,\n "a": 2}', "repeated_key", 2, 7),
        ("json", '{"a": [{"b": 1, "b": {"c": 1}, "c": 2}]}', "repeated_key", 1, 22),
        ("json", '{"a": 1, "b": {"a": 1, "\\u0061": 2}, "a": 3}', "repeated_key", 1, 34),
        ("json", '{"a": {"b": 1}, "a": {"b": 2, "b": 3}}', "repeated_key", 1, 22),
        ("json", '{"a": ["\\ud83d\\ude00", "\\ud83d"]}', "broken_json", 1, 24),
        ("json", '{"a": {"\\udc00":  1}}', "broken_json", 1, 19),
    ],
)
def test_broken_text_is_told_with_its_place(kind: Kind, text: str, code: str, line: int, column: int) -> None:
    """What is no lawful TOML or JSON is one fault at the line and column where it goes wrong."""
    fault = fault_of(text, kind)
    assert (code, Place(file="file", line=line, column=column)) == (fault.code, fault.place)


def test_repeated_key_is_named() -> None:
    """The key that stands twice is named, whatever it holds, with nothing that upsets a terminal."""
    assert "“奖”" in fault_of('{"奖": 1, "奖": 2}', "json").say("zh")
    assert fault_of('{"\\ud800\\u001b": 1, "\\ud800\\u001b": 2}', "json").say("zh").isprintable()


@pytest.mark.parametrize(
    ("kind", "text", "column"),
    [
        ("toml", "a = " + "[" * 10_000, 105),
        ("toml", "a = " + "[" * 150 + "]" * 150, 105),
        ("toml", "a = " + "{a = " * 10_000, 505),
        ("toml", "a." * 10_000 + "a = 1", 201),
        ("toml", "[" + "a." * 10_000 + "a]", 1),
        ("json", '{"a": ' + "[" * 10_000, 107),
        ("json", '{"a": ' + "[" * 150 + "]" * 150 + "}", 107),
        ("json", '{"a": ' * 10_000, 607),
        ("json", "[" * 100_000, 102),
        ("json", '{"a": ' + "[" * 150 + "]" * 150 + ', "a": 1}', 107),
    ],
)
def test_depth_is_a_fault(kind: Kind, text: str, column: int) -> None:
    """Hostile nesting is told at the first value too deep, and never exhausts the stack."""
    fault = fault_of(text, kind)
    assert (f"broken_{kind}", Place(file="file", line=1, column=column)) == (fault.code, fault.place)


@pytest.mark.parametrize("kind", KINDS)
def test_depth_that_is_read_can_be_placed(kind: Kind) -> None:
    """Whatever is not refused as too deep has a position down to its last value."""
    before, after = ("a = ", "") if kind == "toml" else ('{"a": ', "}")
    document = parse_document(before + "[" * 100 + "]" * 100 + after, "file", kind)
    assert (1, len(before) + 100) == document.position(["a", *[0] * 99])


@pytest.mark.parametrize("kind", KINDS)
@given(
    digits=st.integers(-(10**30) + 1, 10**30 - 1),
    places=st.integers(0, 20),
    exponent=st.sampled_from(["", "e0", "E-2", "e+3"]),
)
def test_decimal_is_exact(kind: Kind, digits: int, places: int, exponent: str) -> None:
    """A decimal in a file is exactly the number that is written, or is told apart; it is never rounded."""
    size = str(abs(digits)).rjust(places + 1, "0")
    written = "-" * (digits < 0) + size[: len(size) - places] + "." + (size[len(size) - places :] or "0") + exponent
    value = value_of(written, kind)
    if exponent == "" and (places or abs(digits) < 10**20):
        assert isinstance(value, Decimal)
    assert value == UnlawfulNumber(written) or (isinstance(value, Decimal) and Fraction(value) == Fraction(written))


@given(digits=st.integers(1, 10**40), exponent=st.integers(-60, 60), zeros=st.integers(0, 60))
def test_sanity_of_a_decimal_is_its_own(digits: int, exponent: int, zeros: int) -> None:
    """At most 30 digits, a power of ten within 20: whether a decimal is lawful hangs on its value alone."""
    significant = str(digits).rstrip("0")
    power = exponent + len(str(digits)) - len(significant)
    lawful = len(significant) <= 30 and abs(power) <= 20
    written = f"{digits}.{'0' * zeros}e{exponent}"
    value = exact(written)
    assert isinstance(value, Decimal) == lawful
    assert (Fraction(value) == Fraction(written)) if isinstance(value, Decimal) else (str(value) == written)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        *[("toml", each) for each in ("nan", "-nan", "+inf", "-inf", "1e400", "1_0.0e-9_9", "1e4000000")],
        *[("json", each) for each in ("NaN", "Infinity", "-Infinity", "1E400", "-1e-4000000")],
        *[(kind, f"0.{'1' * 100_000}") for kind in KINDS],
        *[(kind, f"1e{'9' * 100_000}") for kind in KINDS],
        *[(kind, f"{sign}{LARGEST + 1}") for kind in KINDS for sign in ("", "-")],
        ("toml", "+1_000_000_000_000_000_000_000_000_000_001"),
        ("toml", "0x" + "f" * 1_000_000),
        ("json", "9" * 1_000_000),
    ],
)
def test_unlawful_number_stays_as_written(kind: Kind, written: str) -> None:
    """A number that cannot be computed with stays in the data, and says what the file says."""
    assert UnlawfulNumber(written) == value_of(written, kind)
    assert written == str(UnlawfulNumber(written))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("number", [0, -1, LARGEST, -LARGEST])
def test_whole_number_stays_whole(kind: Kind, number: int) -> None:
    """A whole number of lawful size is an int, in an array or not, and truth values are left alone."""
    assert [number, True] == value_of(f"[{number}, true]", kind)
    assert [int, bool] == [type(each) for each in value_of(f"[{number}, true]", kind)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("zero", ["0.0", "-0.0", "0e999999999", "0.0e-999999999"])
def test_zero_is_zero_in_any_form(zero: str) -> None:
    """A zero with a huge exponent is zero, in no time."""
    value = exact(zero)
    assert isinstance(value, Decimal)
    assert Fraction(value) == 0


def test_many_large_numbers_keep_their_text() -> None:
    """Each large number gets the text that stands at its own path, however it is written."""
    text = "a = [0xffff_ffff_ffff_ffff_ffff_ffff_ffff, 1, {b = 1" + "0" * 31 + "}]\n[[c]]\nd = +1_" + "0" * 31 + "# 9"
    data = parse_document(text, "file").data
    assert {
        "a": [
            UnlawfulNumber("0xffff_ffff_ffff_ffff_ffff_ffff_ffff"),
            1,
            {"b": UnlawfulNumber("1" + "0" * 31)},
        ],
        "c": [{"d": UnlawfulNumber("+1_" + "0" * 31)}],
    } == data


def test_digits_may_be_grouped() -> None:
    """Underscores that TOML allows within a number mean nothing."""
    assert (Decimal("1000.25"), 1000) == (value_of("1_000.2_5", "toml"), value_of("1_000", "toml"))


def test_toml_keeps_its_dates() -> None:
    """A date in TOML is a date."""
    assert datetime.date(2019, 12, 31) == value_of("2019-12-31", "toml")


def test_position_falls_back_to_what_would_hold_the_value() -> None:
    """A missing value is placed at its table or array element; what the top lacks has no line."""
    document = parse_document("a = 1\n[[b]]\nc = [{d = 1}]\n", "file")
    assert (2, 1) == document.position(["b", 0, "missing"])
    assert (2, 1) == document.position(("b", 7, "c"))
    assert (3, 6) == document.position(["b", 0, "c", 0, "missing", "deeper"])
    assert (1, 5) == document.position(["a", "below a number"])
    assert document.position(["missing"]) is None
    assert document.position([]) is None


@pytest.mark.parametrize(("kind", "text"), [("toml", "[a]\nb = 1"), ("json", '{"a":\n{ "b": 1}}')])
def test_place_is_as_faults_name_it(kind: Kind, text: str) -> None:
    """A place has the file's name, the position, and what it was given as record and field."""
    place = parse_document(text, "file", kind).place(["a", "b"], "候选", "a.b")
    assert Place(file="file", line=2, column=5 if kind == "toml" else 8, record="候选", field="a.b") == place
    assert Place(file="file") == parse_document(text, "file", kind).place(["none"])


def test_document_is_shown_in_a_line() -> None:
    """A document in a traceback does not pour out its text."""
    assert len(repr(parse_document("a = 1\n" + "#" * 10_000, "file"))) < 200


SAMPLE = {
    "toml": '[a]\n"b" = [1, 2.5e3, {c.d = \'x\', e = 0xf}]\n[[f.g]] # h\ni = """\\u4e00"""\nj = 1979-05-27T07:32Z',
    "json": json.dumps({"a": {"b": [1, 2.5, {"c": "\\\U0001f600"}, None, {}]}, "d": True, "e": ""}, indent=1),
}
SHARDS = st.text("[]{}=:,.\"'\\#\n\r a1+-_eux\ud800\ufeff", max_size=4) | st.sampled_from(
    ["\\ud800", '"a": 1, "a": 2', "[" * 200, "nan", "Infinity", "1e999", "1" * 40, "1" * 5_000, '"""', "'''"]
)


@pytest.mark.parametrize("kind", KINDS)
@given(start=st.integers(0, 130), length=st.integers(0, 9), shard=SHARDS | st.text(max_size=3))
def test_damaged_text_gives_a_document_or_a_fault(kind: Kind, start: int, length: int, shard: str) -> None:
    """However a text is damaged, it is read and its values placed, or it is a fault; no other error comes."""
    text = SAMPLE[kind][:start] + shard + SAMPLE[kind][start + length :]
    with contextlib.suppress(InputError):
        document = parse_document(text, "file", kind)
        assert all(document.position([key]) for key in document.data)


@pytest.mark.parametrize("suffix", KINDS)
@given(content=st.binary() | st.text("[]{}=:,.\"'\\#\n a1-").map(str.encode))
def test_any_bytes_give_a_document_or_a_fault(
    suffix: str, content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever a file holds, it is a document or a fault; nothing else is raised."""
    path = tmp_path_factory.getbasetemp() / f"file.{suffix}"
    path.write_bytes(content)
    with contextlib.suppress(InputError):
        assert hashlib.sha256(content).hexdigest() == read_document(path).sha256
