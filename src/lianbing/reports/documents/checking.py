"""What a template may say: fields, `for` and `if`; anything else is told with the nearest name before it is filled."""

import re
from collections.abc import Iterator, Mapping

import attrs
from jinja2 import Environment, TemplateSyntaxError, nodes

from lianbing.errors import Fault, Place, fault, nearest
from lianbing.language import Bilingual, clean
from lianbing.reports.documents.records import FieldKind, Loop, kinds

_TAG = re.compile(r"<[^>]*>")
_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_NEAR = 40


_LOOP = FieldKind(Loop)
_TRUTH = FieldKind(bool)
_COMPARED = {(str, False), (int, False), (bool, False)}
_COMPARISONS = {"eq", "ne", "lt", "lteq", "gt", "gteq"}

Scope = Mapping[str, FieldKind]


@attrs.define
class Checker:
    """Checks the parts of one template.

    Attributes:
        file: The template's file; None for one that is shipped.
        fields: What it can show.
        used: The fields of the whole document that it uses.
        faults: What is wrong with it.
    """

    file: str | None
    fields: Scope
    used: set[str] = attrs.field(factory=set)
    faults: list[Fault] = attrs.field(factory=list)
    _lines: list[str] = attrs.field(factory=list, init=False)

    def check(self, xml: str, environment: Environment) -> None:
        """Check a part of a template, made ready for the template engine."""
        # A line a paragraph, so that the engine's line numbers tell the paragraph.
        text = _PARAGRAPH.sub("\n<w:p", xml)
        self._lines = text.split("\n")
        try:
            tree = environment.parse(text)
        except TemplateSyntaxError as error:
            why = error.message or "syntax"
            self._wrong(error.lineno, Bilingual(f"语法错误：{clean(why)}", f"syntax: {clean(why)}"))
            return
        self._statements(tree.body, self.fields)

    def _statements(self, statements: list[nodes.Node], scope: Scope) -> None:
        for each in statements:
            match each:
                case nodes.Output():
                    for shown in each.nodes:
                        self._output(shown, scope)
                case nodes.For(target=nodes.Name(name=name), test=None, recursive=False):
                    item = self._items(each.iter, scope)
                    self._statements(each.body, {**scope, name: item, "loop": _LOOP} if item else _Anything())
                    self._statements(each.else_, scope)
                case nodes.If():
                    self._kind(each.test, scope)
                    self._statements([*each.body, *each.elif_, *each.else_], scope)
                case _:
                    self._foreign(each)

    def _output(self, shown: nodes.Expr, scope: Scope) -> None:
        if isinstance(shown, nodes.TemplateData):
            return
        kind = self._kind(shown, scope)
        if kind is not None and (kind.many or kind.of not in (str, int)):
            name = _written(shown)
            self._wrong(
                shown.lineno,
                Bilingual(f"“{name}”不是文字，不能直接显示", f"“{name}” is no text and cannot be shown as it is"),
            )

    def _items(self, listed: nodes.Node, scope: Scope) -> FieldKind | None:
        """Give what a list holds."""
        kind = self._kind(listed, scope)
        if kind is not None and not kind.many:
            name = _written(listed)
            self._wrong(listed.lineno, Bilingual(f"“{name}”不是列表", f"“{name}” is no list"))
        return FieldKind(kind.of) if kind is not None and kind.many else None

    def _kind(self, expression: nodes.Node, scope: Scope) -> FieldKind | None:
        """Give what an expression is; None where that is wrong or not known, which is told once."""
        match expression:
            case nodes.Name(name=name):
                if scope is self.fields or scope.get(name) is self.fields.get(name):
                    self.used.add(name)
                return self._named(name, scope, expression.lineno)
            case nodes.Getattr(node=inner, attr=name):
                above = self._kind(inner, scope)
                known = kinds(above.of) if above and not above.many and attrs.has(above.of) else {}
                return self._named(name, known, expression.lineno) if above else None
            case nodes.Const(value=str() | int() as value):
                return FieldKind(type(value))
            case nodes.Not(node=inner):
                self._kind(inner, scope)
                return _TRUTH
            case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
                self._kind(left, scope)
                self._kind(right, scope)
                return _TRUTH
            case nodes.Compare():
                self._comparison(expression, scope)
                return _TRUTH
        self._foreign(expression)
        return None

    def _comparison(self, compare: nodes.Compare, scope: Scope) -> None:
        """Check that like is compared with like; anything else would stop the filling halfway."""
        sides = [self._kind(each, scope) for each in (compare.expr, *(operand.expr for operand in compare.ops))]
        known = {(side.of, side.many) for side in sides if side is not None}
        if len(known) > 1 or not known <= _COMPARED or any(operand.op not in _COMPARISONS for operand in compare.ops):
            self._wrong(
                compare.lineno,
                Bilingual("只能比较同是文字或同是数的两个值", "only two texts, or two numbers, can be compared"),
            )

    def _named(self, name: str, known: Scope, line: int) -> FieldKind | None:
        if isinstance(known, _Anything):
            return None
        if name not in known:
            place, names = self._place(line), sorted(known)
            listed = ", ".join(names) or "—"
            found = fault("unknown_field", place, name=name, known=listed, suggestion=nearest(name, names))
            self.faults.append(found)
        return known.get(name)

    def _foreign(self, node: nodes.Node) -> None:
        what = type(node).__name__
        self._wrong(
            node.lineno,
            Bilingual(
                f"模板中只能用字段、for 和 if，不能用 {what}",
                f"a template holds fields, for and if alone; it may not use {what}",
            ),
        )

    def _wrong(self, line: int, why: Bilingual) -> None:
        self.faults.append(fault("broken_template", self._place(line), why=why))

    def _place(self, line: int) -> Place:
        """Tell the paragraph by its words."""
        text = _TAG.sub("", self._lines[line - 1]) if 0 < line <= len(self._lines) else ""
        words = clean(" ".join(text.split()))
        return Place(file=self.file, field=words if len(words) <= _NEAR else words[:_NEAR] + "…")


class _Anything(dict[str, FieldKind]):
    """The names within a `for` whose list is wrong: what they are is not known, so nothing is said of them."""


def _written(expression: nodes.Node) -> str:
    return ".".join(reversed(list(_path(expression)))) or type(expression).__name__


def _path(expression: nodes.Node) -> Iterator[str]:
    while isinstance(expression, nodes.Getattr):
        yield expression.attr
        expression = expression.node
    if isinstance(expression, nodes.Name):
        yield expression.name
