"""Batches: formulas compiled to one loop over many candidates, whose facts lie in lists of integers, one list a fact.

What is the same for all candidates is known before the loop: how many parts of a number make 1, whether a fact may be
missing, what the cohort answered. So nearly all denominators are known when the source is written.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import islice, repeat
from typing import Any, Literal, cast

import attrs

from lianbing.backends.compiled import running
from lianbing.backends.compiled.lists import LOOP, BatchReader, Given, Lists
from lianbing.backends.compiled.program import BUILTINS, RUNNING
from lianbing.backends.compiled.source import Source
from lianbing.backends.compiled.writer import Writer
from lianbing.formula.arithmetic import folded
from lianbing.formula.nodes import Condition, Node, Number


class _Folds(dict[str, str]):
    """Keys as they are compared, each folded once."""

    def __missing__(self, text: str) -> str:
        found = self[text] = folded(text)
        return found


Form = Literal["pair", "steps", "truth"]
"""What a formula is to give: a numerator and a denominator; a whole number of steps; or whether it holds."""


@attrs.frozen
class Wanted:
    """A formula, and the form of its answer.

    Attributes:
        nodes: The formula; several numbers are added up.
        form: The form.
        step: The size of a step.
        mode: How a number is rounded to whole steps, a rounding mode of `decimal`.
    """

    nodes: tuple[Node, ...]
    form: Form = "pair"
    step: Fraction = Fraction(1)
    mode: str = ""


def run(wanted: Sequence[Wanted], lists: Lists, given: Given, count: int) -> list[list[Any]]:
    """Work formulas out for all candidates: a list for each, a pair as two lists.

    Raises:
        MissingFactError: A fact that is needed was not stated.
    """
    source, arrays = written(wanted, lists, given)
    world: dict[str, Any] = {**BATCH, **source.constants, "folds": _Folds(), "__builtins__": BUILTINS}
    exec(compile(source.text, "<formulas>", "exec"), world)  # noqa: S102 (our own source, from nodes alone)
    return cast("list[list[Any]]", world["run"](arrays, range(count)))


def written(wanted: Sequence[Wanted], lists: Lists, given: Given) -> tuple[Source, list[Sequence[Any]]]:
    """Write the loop, and give the lists that it goes through."""
    source = Source()
    reader = BatchReader(source, lists, given)
    writer = Writer(source, reader)
    results: list[str] = []
    with source.apart(deeper=LOOP) as body:
        for each in wanted:
            results += _answers(source, writer, each)
    names, columns = reader.heads()
    outs = [f"out{at}" for at in range(len(results))]
    with source.block("def run(arrays, everyone):"):
        if reader.arrays:
            source.line(f"{', '.join(f'A{at}' for at in range(len(reader.arrays)))}, = arrays")
        for line in (*reader.prelude, *reader.starts(), *(f"{out} = []" for out in outs)):
            source.line(line)
        for out in outs:
            source.line(f"put_{out} = {out}.append")
        with source.block(f"for {names}, in zip({columns}):" if names else "for _ in everyone:"):
            source.lines(body)
            for out, result in zip(outs, results, strict=True):
                source.line(f"put_{out}({result})")
            for line in reader.steps():
                source.line(line)
        source.line(f"return [{', '.join(outs)}]")
    return source, reader.arrays


def _answers(source: Source, writer: Writer, wanted: Wanted) -> list[str]:
    if wanted.form == "truth":
        (node,) = wanted.nodes
        return [f"bool({writer.condition(cast('Condition', node))})"]
    pairs = [writer.number(cast("Number", node)) for node in wanted.nodes]
    found = writer.added(pairs)
    if wanted.form == "pair":
        return [found.numerator, str(found.denominator)]
    rounded = writer.rounded(writer.times(found, 1 / wanted.step), Fraction(1), wanted.mode)
    return [rounded.numerator]


BATCH: dict[str, object] = {
    **RUNNING,
    "bool": bool,
    "islice": islice,
    "repeat": repeat,
    "stated": running.stated,
    "sum_of_kept": running.sum_of_kept,
    "zip": zip,
}
"""What the source of a loop can call."""
