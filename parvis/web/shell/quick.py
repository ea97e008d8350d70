"""Django's own templates, rendered in a third less of the processor's time.

A page of rows spends most of its time between a template's small parts: every value passes through a dozen functions that
decide what it might be. Here the parts that make up most of a page (a value, a fixed phrase) ask first whether they
hold the plain case, text or a mapping, and leave every other case to Django's own code. A page comes out the same, byte for byte:
`tests/web/test_quick_templates.py` renders both ways and compares.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template import Context, Engine, Origin, Template
from django.template.base import (
    FilterExpression,
    Lexer,
    Node,
    NodeList,
    Parser,
    TextNode,
    Token,
    Variable,
    VariableNode,
    render_value_in_context,
)
from django.template.defaulttags import CsrfTokenNode, URLNode
from django.template.library import SimpleNode
from django.template.loaders import cached
from django.templatetags.i18n import TranslateNode
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from parvis.web.shell.links import link

_must_be_escaped = re.compile("[&<>\"']").search
_NO_SUCH_ITEM = (TypeError, AttributeError, KeyError, ValueError, IndexError)
_MISSING = object()
_NO_TOKEN = ("", "NOTPROVIDED")


class QuickExpression(FilterExpression):
    """A value and its filters. A mapping's item and an object's attribute are looked up at once, all else as Django does."""

    __slots__ = ("first", "path", "phrase")

    def __init__(self, token: str, parser: Parser) -> None:
        super().__init__(token, parser)
        own = self.var if isinstance(self.var, Variable) and not self.filters else None
        path: tuple[str, ...] = (own.lookups or ()) if own and not own.translate else ()
        self.first: str | None = path[0] if path else None
        self.path = path[1:]
        self.phrase: str | None = _phrase(own)

    def resolve(self, context: Context, ignore_failures: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's own signature
        """What it stands for in this context."""
        if self.first is not None:
            for level in reversed(context.dicts):
                if self.first in level:
                    found = level[self.first]
                    for name in self.path:
                        found = _MISSING if callable(found) else _of(found, name)
                    if found is not _MISSING and not callable(found):
                        return found
                    break
        elif self.phrase is not None:
            return gettext(self.phrase)
        return super().resolve(context, ignore_failures)


def _phrase(variable: Variable | None) -> str | None:
    """The text of `_("…")`, as Django hands it to the catalogue."""
    if variable is None or not variable.translate or variable.message_context or not isinstance(variable.literal, str):
        return None
    return SafeString(variable.literal.replace("%", "%%"))


def _of(thing: Any, name: str) -> Any:
    """The item of a mapping, or the attribute, of that name; `_MISSING` for whatever is less plain than that."""
    try:
        return thing[name]
    except _NO_SUCH_ITEM:
        return getattr(thing, name, _MISSING)


class QuickValue(VariableNode):
    """`{{ value }}`: plain text is escaped here, anything else by Django."""

    def render(self, context: Context) -> str:
        """The value as it stands on the page."""
        value = self.filter_expression.resolve(context)
        if isinstance(value, Promise):
            value = str(value)
        kind = type(value)
        if kind is SafeString:
            return value
        if kind is str and context.autoescape:
            return escape(value) if _must_be_escaped(value) else value
        if kind is int and not settings.USE_THOUSAND_SEPARATOR:
            return str(value)
        return render_value_in_context(value, context)


class QuickPhrase(Node):
    """`{% trans "…" %}` of a fixed phrase: looked up once a language."""

    child_nodelists = ()

    def __init__(self, written: TranslateNode) -> None:
        self.written, self.said = written, dict[tuple[str | None, bool], str]()

    def render(self, context: Context) -> str:
        """The phrase in the language of the page."""
        key = get_language(), context.autoescape
        if key not in self.said:
            self.said[key] = self.written.render(context)
        return self.said[key]


class QuickTag(SimpleNode):
    """A simple tag, whose answer is mostly markup already."""

    def render(self, context: Context) -> str:
        """As Django's."""
        given = [one.resolve(context) for one in self.args]
        named = {name: one.resolve(context) for name, one in self.kwargs.items()} if self.kwargs else {}
        said = self.func(context, *given, **named) if self.takes_context else self.func(*given, **named)
        if self.target_var is not None:
            context[self.target_var] = said
            return ""
        return said if type(said) is SafeString or not context.autoescape else conditional_escape(said)


class QuickAddress(URLNode):
    """`{% url %}` of a page that takes public ids or nothing: its address is worked out once a language."""

    def render(self, context: Context) -> str:
        """As Django's."""
        ids = [one.resolve(context) for one in self.args]
        if all(type(one) is UUID for one in ids):
            return link(self.view_name.resolve(context), *ids)
        return super().render(context)


class QuickToken(CsrfTokenNode):
    """`{% csrf_token %}`: a page of rows has one in each of its small forms."""

    def render(self, context: Context) -> str:
        """The hidden token, or what Django makes of a page without one."""
        given = str(context.get("csrf_token", ""))
        if given in _NO_TOKEN:
            return super().render(context)
        return SafeString(f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(given)}">')


class QuickParser(Parser):
    """Puts the quick parts where Django would put its own."""

    def compile_filter(self, token: str) -> FilterExpression:
        """As Django's."""
        return QuickExpression(token, self)

    def extend_nodelist(self, nodelist: NodeList, node: Node, token: Token) -> None:
        """As Django's."""
        quick = _quick(node)
        super().extend_nodelist(nodelist, quick, token)
        if not isinstance(quick, TextNode):
            quick.render_annotated = quick.render  # type: ignore[method-assign]  # which adds nothing but in `DEBUG`


def _quick(node: Node) -> Node:
    if type(node) is VariableNode:
        return QuickValue(node.filter_expression)
    if type(node) is TranslateNode and _is_fixed(node):
        return QuickPhrase(node)
    if type(node) is CsrfTokenNode:
        return QuickToken()
    if type(node) is SimpleNode:
        return QuickTag(node.func, node.takes_context, node.args, node.kwargs, node.target_var)
    if type(node) is URLNode and not (node.kwargs or node.asvar):
        return QuickAddress(node.view_name, node.args, node.kwargs, node.asvar)
    return node


def _is_fixed(node: TranslateNode) -> bool:
    written = node.filter_expression
    fixed = isinstance(written.var, Variable) and written.var.literal is not None and not written.filters
    return fixed and not (node.asvar or node.noop or node.message_context)


class QuickTemplate(Template):
    """A template whose parts are the quick ones."""

    def compile_nodelist(self) -> NodeList:
        """As Django's, with another parser."""
        engine = self.engine
        if engine.debug:  # there, an error is to name its line
            return super().compile_nodelist()
        tokens = Lexer(self.source).tokenize()
        parser = QuickParser(tokens, engine.template_libraries, engine.template_builtins, self.origin)
        nodes = parser.parse()
        self.extra_data = parser.extra_data
        return nodes


class Loader(cached.Loader):
    """Keeps each template once it is made, as Django's, and hands it out made of quick parts."""

    def __init__(self, engine: Engine, loaders: list[Any]) -> None:
        super().__init__(engine, loaders)
        self._made: dict[Template, Template] = {}

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        """As Django's."""
        found = super().get_template(template_name, skip)
        if found not in self._made:
            self._made[found] = QuickTemplate(found.source, found.origin, found.name, self.engine)
        return self._made[found]

    def reset(self) -> None:
        """As Django's."""
        super().reset()
        self._made = {}
