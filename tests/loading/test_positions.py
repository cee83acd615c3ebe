"""Each value of a TOML or JSON text is found where it stands."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from lianbing.loading import positions

Tree = dict[str, Any]
"""A TOML document to be rendered: its scalars are already text."""


def paths_of(value: object, path: positions.Path = ()) -> Iterator[tuple[positions.Path, object]]:
    """Every value below the top, with its path."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield (*path, key), each
        yield from paths_of(each, (*path, key))


def offset(text: str, line: int, column: int) -> int:
    """The offset of a line and column."""
    return sum(len(each) + 1 for each in text.split("\n")[: line - 1]) + column - 1


def toml_value_at(text: str, at: int) -> object:
    """Parse the shortest TOML value that starts at an offset."""
    for end in re.finditer(r"(?=[,\]}#\r\n])|\Z", text[at:]):
        try:
            return tomli.loads("value = " + text[at : at + end.start()], parse_float=str)["value"]
        except tomli.TOMLDecodeError:
            continue
    raise AssertionError(f"no value starts at {text[at : at + 20]!r}")


def check_toml(text: str) -> None:
    """The paths are those of the data, and the text at each scalar's position parses to it."""
    found = positions.toml_positions(text)
    data = dict(paths_of(tomli.loads(text, parse_float=str)))
    assert set(data) == set(found)
    for path, value in data.items():
        if not isinstance(value, dict | list):
            assert value == toml_value_at(text, offset(text, *found[path])), path


Found = dict[positions.Path, tuple[int, int]]

TOML_CASES: dict[str, tuple[str, Found]] = {
    "a pair": ("a = 1", {("a",): (1, 5)}),
    "no space, and a comment": ("# a = 0\na=1#b = 2", {("a",): (2, 3)}),
    "windows lines": ("a = 1\r\nb = 2\r\n", {("a",): (1, 5), ("b",): (2, 5)}),
    "lines before and around": ("\n\n  a = 1 \n\n", {("a",): (3, 7)}),
    "bare keys like numbers": ("1 = 1\n-2_ = 2", {("1",): (1, 5), ("-2_",): (2, 7)}),
    "dotted key like a float": ("3.14 = 1", {("3",): (1, 1), ("3", "14"): (1, 8)}),
    "quoted keys": (
        '"a.b" = 1\n\'c"]\' = 2\n"" = 3\n"\\u4e00\\e" = 4',
        {("a.b",): (1, 9), ('c"]',): (2, 9), ("",): (3, 6), ("一\x1b",): (4, 14)},
    ),
    "space around dots": ("a . 'b' = 1", {("a",): (1, 1), ("a", "b"): (1, 11)}),
    "dotted keys that share": ("a.b = 1\na.c = 2", {("a",): (1, 1), ("a", "b"): (1, 7), ("a", "c"): (2, 7)}),
    "a table": ("[a]\nb = 1", {("a",): (1, 1), ("a", "b"): (2, 5)}),
    "a parent that is only named": (
        "[a.b]\nc = 1",
        {("a",): (1, 1), ("a", "b"): (1, 1), ("a", "b", "c"): (2, 5)},
    ),
    "a parent that comes later": ("[a.b]\n[a]\n", {("a",): (2, 1), ("a", "b"): (1, 1)}),
    "a header with space": (' [ "a" . b ] # c', {("a",): (1, 2), ("a", "b"): (1, 2)}),
    "a subtable of a dotted table": (
        "[a]\nb.c = 1\n[a.b.d]",
        {("a",): (1, 1), ("a", "b"): (2, 1), ("a", "b", "c"): (2, 7), ("a", "b", "d"): (3, 1)},
    ),
    "an array of tables": (
        "[[a]]\n[[a]]\nb = 1",
        {("a",): (1, 1), ("a", 0): (1, 1), ("a", 1): (2, 1), ("a", 1, "b"): (3, 5)},
    ),
    "tables in an array's newest element": (
        "[[a]]\n[a.b]\n[[a]]\n[a.b]\n[[a.c.d]]",
        {
            ("a",): (1, 1),
            ("a", 0): (1, 1),
            ("a", 0, "b"): (2, 1),
            ("a", 1): (3, 1),
            ("a", 1, "b"): (4, 1),
            ("a", 1, "c"): (5, 1),
            ("a", 1, "c", "d"): (5, 1),
            ("a", 1, "c", "d", 0): (5, 1),
        },
    ),
    "arrays of tables in an array's elements": (
        "[[a]]\n[[a.b]]\n[[a.b]]\n[[a]]\n[[a.b]]",
        {
            ("a",): (1, 1),
            ("a", 0): (1, 1),
            ("a", 0, "b"): (2, 1),
            ("a", 0, "b", 0): (2, 1),
            ("a", 0, "b", 1): (3, 1),
            ("a", 1): (4, 1),
            ("a", 1, "b"): (5, 1),
            ("a", 1, "b", 0): (5, 1),
        },
    ),
    "an array over lines": (
        "a = [\n  1, # ] one\n  [ ],\n\n  'x' ,\n]\nb = 2",
        {("a",): (1, 5), ("a", 0): (2, 3), ("a", 1): (3, 3), ("a", 2): (5, 3), ("b",): (7, 5)},
    ),
    "an inline table": (
        "a = {b = 1, c.d = [{}]}",
        {
            ("a",): (1, 5),
            ("a", "b"): (1, 10),
            ("a", "c"): (1, 13),
            ("a", "c", "d"): (1, 19),
            ("a", "c", "d", 0): (1, 20),
        },
    ),
    "an inline table over lines, as in TOML 1.1": (
        "a = { # }\n  b = 1,\n  c = 2, # }\n}\nd = 3",
        {("a",): (1, 5), ("a", "b"): (2, 7), ("a", "c"): (3, 7), ("d",): (5, 5)},
    ),
    "strings that look like structure": (
        'a = "]},#\\"" # "\nb = \'[{\\\'\nc = ["\\\\", 1]',
        {("a",): (1, 5), ("b",): (2, 5), ("c",): (3, 5), ("c", 0): (3, 6), ("c", 1): (3, 12)},
    ),
    "strings over lines": (
        'a = \'\'\'\n[b]\nc = \'\'\'\'\nd = """\n\\""" "" e = 1"""""\nf = ["""""", \'\'\'\'\'\']\ng = \'\'',
        {("a",): (1, 5), ("d",): (4, 5), ("f",): (6, 5), ("f", 0): (6, 6), ("f", 1): (6, 14), ("g",): (7, 5)},
    ),
    "dates and times": (
        "a = 1979-05-27 07:32:00Z # b\nc = [07:32, 1979-05-27T00:32:00.9-07:00, 1979-05-27]",
        {("a",): (1, 5), ("c",): (2, 5), ("c", 0): (2, 6), ("c", 1): (2, 13), ("c", 2): (2, 42)},
    ),
    "numbers in every form": (
        "a = [+1_0, -0.5e-1_0, 0xff, inf, -nan]",
        {
            ("a",): (1, 5),
            ("a", 0): (1, 6),
            ("a", 1): (1, 12),
            ("a", 2): (1, 23),
            ("a", 3): (1, 29),
            ("a", 4): (1, 34),
        },
    ),
    "columns count characters": ("a = ['一𠀀é', 1]", {("a",): (1, 5), ("a", 0): (1, 6), ("a", 1): (1, 13)}),
    "nothing": ("# nothing\n", {}),
}


@pytest.mark.parametrize("case", TOML_CASES)
def test_toml_value_is_found_where_it_stands(case: str) -> None:
    """Every form that TOML has for a value, a key or a table leads to the right line and column."""
    text, expected = TOML_CASES[case]
    assert expected == positions.toml_positions(text)
    check_toml(text)


JSON_CASES: dict[str, tuple[str, Found]] = {
    "an object": ('{"a": 1}', {("a",): (1, 7)}),
    "over lines": ('\n{\n"a"\n:\n1\n,"b":2}', {("a",): (5, 1), ("b",): (6, 6)}),
    "escapes": (r'{"\"\/\ud83d\ude00": "\\", "]}": 1}', {('"/😀',): (1, 22), ("]}",): (1, 34)}),
    "nested": (
        '{"a": [[], {"b": [1,\n 2]}], "c": {}}',
        {
            ("a",): (1, 7),
            ("a", 0): (1, 8),
            ("a", 1): (1, 12),
            ("a", 1, "b"): (1, 18),
            ("a", 1, "b", 0): (1, 19),
            ("a", 1, "b", 1): (2, 2),
            ("c",): (2, 13),
        },
    ),
    "a key with a dot, and an empty one": ('{"a.b": {"": null}}', {("a.b",): (1, 9), ("a.b", ""): (1, 14)}),
    "strings that look like structure": (
        '{"a": ["#,]", "", "x"], "b": "}"}',
        {("a",): (1, 7), ("a", 0): (1, 8), ("a", 1): (1, 15), ("a", 2): (1, 19), ("b",): (1, 30)},
    ),
}


@pytest.mark.parametrize("case", JSON_CASES)
def test_json_value_is_found_where_it_stands(case: str) -> None:
    """Every form that JSON has leads to the right line and column."""
    text, expected = JSON_CASES[case]
    json.loads(text)
    assert expected == positions.json_positions(text)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


@given(
    data=st.dictionaries(st.text(max_size=4), JSON_VALUES, max_size=4),
    indent=st.sampled_from([None, 0, 3, "\t"]),
    separators=st.sampled_from([None, (",", ":"), (" ,\n", "\r\n:  ")]),
    escaped=st.booleans(),
)
def test_json_positions_are_those_of_the_data(
    data: Tree, indent: int | str | None, separators: tuple[str, str] | None, escaped: bool
) -> None:
    """However JSON is laid out, each value of the data, and no other, is decoded from its position."""
    text = json.dumps(data, indent=indent, separators=separators, ensure_ascii=escaped)
    found = positions.json_positions(text)
    expected = dict(paths_of(data))
    decoded = {path: json.JSONDecoder().raw_decode(text, offset(text, *found[path]))[0] for path in found}
    assert expected == decoded


LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x7f")
NAMES = st.text("ab-1", min_size=1, max_size=2) | st.text(LETTERS, max_size=3)
SCALARS = st.one_of(
    st.integers().map(str),
    st.sampled_from(["true", "false", "0xdead_beef", "1_000", "+1.5e-3", "inf", "-nan"]),
    st.datetimes().map(str),
    st.dates().map(str),
    st.times().map(str),
    st.text(LETTERS, max_size=6).map(lambda text: json.dumps(text, ensure_ascii=False)),
    st.text('a\t[]{}#=,."', max_size=6).map(lambda text: f"'{text}'"),
    st.text('a\n\t[]{}#=,."', max_size=6).map(lambda text: f"'''{text}'''"),
    st.text("a\n\t[]{}#=,.'", max_size=6).map(lambda text: f'"""{text}\\"{text}\\\n """'),
    st.sampled_from(["''''a'''''", '""""a"""""', '""', "''", '""""""', "''''''"]),
)
TREES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(NAMES, inner, max_size=3)
        | st.lists(st.dictionaries(NAMES, inner, max_size=3), min_size=1, max_size=3)
    ),
    max_leaves=12,
)


class Renderer:
    """Writes a tree as TOML, choosing at random among the forms that the language offers."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def choose(self, *options: str) -> str:
        return self.draw(st.sampled_from(options))

    def key(self, path: tuple[str, ...]) -> str:
        return self.choose(".", " . ", "\t.").join(self.name(name) for name in path)

    def name(self, name: str) -> str:
        forms = [json.dumps(name, ensure_ascii=False)]
        if name.isprintable() and "'" not in name:
            forms.append(f"'{name}'")
        if re.fullmatch("[A-Za-z0-9_-]+", name):
            forms.append(name)
        return self.choose(*forms)

    def gap(self) -> str:
        return self.choose("", " ", "\n", " # ], }, \"'\n\t")

    def value(self, tree: str | list[Any] | Tree) -> str:
        if isinstance(tree, str):
            return tree
        table = isinstance(tree, dict)
        parts = self.pairs(tree, ()) if isinstance(tree, dict) else [self.value(each) for each in tree]
        inside = ",".join(f"{self.gap()}{part}{self.gap()}" for part in parts)
        inside += self.choose("", ",") + self.gap() if parts else self.gap()
        return f"{{{inside}}}" if table else f"[{inside}]"

    def pairs(self, table: Tree, prefix: tuple[str, ...]) -> list[str]:
        """Pairs of keys and values; a table within may become dotted keys."""
        written = []
        for name, each in table.items():
            if isinstance(each, dict) and each and self.draw(st.booleans()):
                written += self.pairs(each, (*prefix, name))
            else:
                equals = self.choose("=", " = ", "\t= ")
                written.append(self.key((*prefix, name)) + equals + self.value(each))
        return written

    def blocks(self, table: Tree, path: tuple[str, ...], header: str) -> list[str]:
        """A header with its pairs, and the blocks of what becomes headers within."""
        direct, blocks = {}, []
        for name, each in table.items():
            inner = (*path, name)
            if isinstance(each, dict) and self.draw(st.booleans()):
                blocks += self.blocks(each, inner, f"[{self.key(inner)}]")
            elif each and isinstance(each, list) and all(isinstance(one, dict) for one in each):
                for one in each:
                    blocks += self.blocks(one, inner, f"[[{self.key(inner)}]]")
            else:
                direct[name] = each
        ending = self.choose("\n", " # [x]\n", "\n\n")
        own = ending.join([*([header] if header else []), *self.pairs(direct, ()), ""])
        if header.startswith("[[") or not header or not blocks:
            return [own, *blocks]
        if not direct and self.draw(st.booleans()):
            return blocks  # a table that is only named by its inner ones
        return [*blocks, own] if self.draw(st.booleans()) else [own, *blocks]


@st.composite
def toml_texts(draw: st.DrawFn) -> tuple[Tree, str]:
    """A tree, and a TOML text of it."""
    tree = draw(st.dictionaries(NAMES, TREES, max_size=4))
    text = "".join(Renderer(draw).blocks(tree, (), ""))
    return tree, text.replace("\n", "\r\n") if draw(st.booleans()) else text


@given(toml_texts())
def test_toml_positions_are_those_of_the_data(case: tuple[Tree, str]) -> None:
    """However TOML is written, each value of the data, and no other, is parsed from its position."""
    tree, text = case
    assert {path for path, _ in paths_of(tree)} == set(positions.toml_positions(text))
    check_toml(text)


@pytest.mark.parametrize(
    ("text", "find"),
    [
        ("a = " + "[" * 20_000 + "]" * 20_000, positions.toml_positions),
        ("a = " + "{b = " * 20_000 + "1" + "}" * 20_000, positions.toml_positions),
        ("a" + ".a" * 20_000 + " = 1", positions.toml_positions),
        ("[a" + ".a" * 20_000 + "]", positions.toml_positions),
        ('{"a":' * 20_000 + "1" + "}" * 20_000, positions.json_positions),
        ('{"a":' + "[" * 20_000 + "]" * 20_000 + "}", positions.json_positions),
    ],
)
def test_depth_does_not_exhaust_the_stack(text: str, find: Any) -> None:
    """Of a text that is nested without end, the upper values are found, and nothing is raised."""
    assert [*range(1, positions.DEEPEST + 1)] == [len(path) for path in find(text)]


def test_long_strings_take_linear_time() -> None:
    """Megabytes of escapes, quotes and blanks are walked in a moment, without a step back."""
    text = "a = " + '"' + '\\"' * 500_000 + '"' + "\n" * 500_000 + 'b = """' + '"" ' * 300_000 + '"""\nc = 1'
    assert (500_002, 5) == positions.toml_positions(text)["c",]
