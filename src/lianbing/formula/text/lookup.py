"""Looking up names: what each stands for in its place, or why it cannot stand there."""

from lianbing.errors import nearest
from lianbing.formula.text.names import LANGUAGE_NAMES, value_of
from lianbing.formula.text.reader import Inside, Reader
from lianbing.formula.text.source import FormulaError, Span, cited
from lianbing.formula.text.syntax import Name, RowName
from lianbing.formula.text.values import Value


def named(reader: Reader, name: Name, inside: Inside) -> Value | None:
    """Give what a name stands for; None where it stands for nothing.

    Raises:
        FormulaError: It reads or goes over what it cannot in this place.
    """
    found = reader.names.value(name.text)
    if found is None:
        return None
    for measure in reader.measured(reader.bounded(found, name.span)):
        if measure.rows and not inside.facts:
            raise _out_of_place(reader, name.span, inside, min(measure.rows))
        if measure.over_rows and inside.rows:
            raise reader.nested(name, inside.rows)
        if measure.of_cohort and inside.cohort:
            raise reader.nested(name, inside.cohort)
    return found


def unknown(reader: Reader, name: Name) -> FormulaError:
    """Say that a name stands for nothing."""
    zh, en, near = f"没有名为{cited(name.text)}的事实或数值", f"nothing is called {cited(name.text)}", None
    if name.text == "most":
        zh, en = "此处没有满分，most 无所指", "there is no maximum here for “most” to stand for"
    elif name.text == "candidate_level":
        zh, en = "此处的候选对象不分级别", "the candidates have no levels here"
    else:
        lists = reader.names.lists()
        within = [f"{rows}.{name.text}" for rows in lists if name.text in reader.names.facts_of(rows)]
        near = within[0] if within else nearest(name.text, reader.names.known())
    return reader.source.wrong(name.span, zh, en, suggestion=near)


def row_fact(reader: Reader, name: RowName, inside: Inside) -> Value:
    """Give a fact of the rows of a list.

    Raises:
        FormulaError: There is no such list or fact, or it cannot be read in this place.
    """
    rows, fact = name.rows, name.fact
    if rows.text not in reader.names.lists():
        raise _no_list(reader, rows)
    facts = reader.names.facts_of(rows.text)
    if fact.text not in facts:
        raise reader.source.wrong(
            fact.span,
            f"列表{cited(rows.text)}的项没有名为{cited(fact.text)}的事实",
            f"the rows of {cited(rows.text)} have no fact {cited(fact.text)}",
            suggestion=nearest(fact.text, facts),
        )
    if not inside.facts:
        raise _out_of_place(reader, name.span, inside, rows.text)
    return value_of(facts[fact.text])


def _no_list(reader: Reader, name: Name) -> FormulaError:
    shown = cited(name.text)
    if name.text in reader.names.names or name.text in LANGUAGE_NAMES:
        zh, en = f"{shown}不是列表，没有下级事实", f"{shown} is no list, so it has no facts of rows"
        return reader.source.wrong(name.span, zh, en)
    near = nearest(name.text, reader.names.lists())
    return reader.source.wrong(name.span, f"没有名为{shown}的列表", f"no list is called {shown}", suggestion=near)


def _out_of_place(reader: Reader, span: Span, inside: Inside, rows: str) -> FormulaError:
    if inside.cohort:
        return reader.source.wrong(
            span,
            f"{inside.cohort}(…) 比较各候选对象，其中不能读列表某一项的事实",
            f"{inside.cohort}(…) compares candidates, and cannot read a fact of one row",
        )
    return reader.source.wrong(
        span,
        f"列表{cited(rows)}有许多项，其事实须写在遍历列表的词之内，如 sum(…)",
        f"{cited(rows)} has many rows: a fact of theirs stands within a word that goes over them, such as sum(…)",
    )
