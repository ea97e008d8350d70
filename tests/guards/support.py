"""What the guards share: where the sources are, and lists of exceptions that must each give a reason and still be needed."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PARVIS = ROOT / "parvis"
TEMPLATES = PARVIS / "web" / "templates"
STATIC = PARVIS / "web" / "static"

# A template tag, variable or comment; and the block tags whose whole content is translated or left as it is.
TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
TRANSLATED = re.compile(r"{%-?\s*(blocktrans|blocktranslate)\b.*?{%\s*end\1\s*%}", re.DOTALL)
# A block whose content goes into a class attribute.
CODED = re.compile(r"{%\s*block \w*(?:class|width)\s*%}[^<]*?{%\s*endblock\b.*?%}")
COMMENTED = re.compile(r"{%\s*(comment|verbatim)\b.*?{%\s*end\1\s*%}", re.DOTALL)

# Stands where a tag was: no letter, no space, and nothing that HTML knows.
BLANK = "\ue000"


def python_files(folder: Path = PARVIS) -> list[Path]:
    """Ours, without the migrations that Django writes."""
    return sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)


def template_files() -> list[Path]:
    return sorted(path for path in PARVIS.rglob("*.html") if "templates" in path.parts)


def stylesheets() -> list[Path]:
    return sorted(path for path in STATIC.rglob("*.css") if "vendor" not in path.parts)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def template_name(path: Path) -> str:
    """As a view or an include calls it."""
    parts = path.parts
    return "/".join(parts[len(parts) - parts[::-1].index("templates") :])


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def assert_none_but(found: Iterable[str], allowed: dict[str, str], what: str) -> None:
    """Nothing found but the exceptions, each with its reason, and no exception that is no longer one."""
    found = sorted(set(found))
    assert all(reason.strip() for reason in allowed.values()), "an exception gives its reason"
    new = [entry for entry in found if entry not in allowed]
    assert not new, f"{what}:\n  " + "\n  ".join(new)
    stale = sorted(set(allowed) - set(found))
    assert not stale, f"no longer an exception, take it off the list: {stale}"


@dataclass(frozen=True)
class Element:
    line: int
    tag: str
    attributes: dict[str, str]


class Markup(HTMLParser):
    """Elements and loose texts of a template once its tags are blanked."""

    SILENT = frozenset({"script", "style", "code", "kbd", "samp"})

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.texts: list[tuple[int, str]] = []
        self._silent = 0
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(self.getpos()[0], tag, {key: value or "" for key, value in attrs}))
        self._silent += tag in self.SILENT

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(self.getpos()[0], tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in self.SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.texts.append((self.getpos()[0], data))


def blank(match: re.Match[str]) -> str:
    """Keeps the lines, so that what is found names the right one; a mark stands for what was said there."""
    return BLANK + "\n" * match.group().count("\n")


@cache
def markup(path: Path) -> Markup:
    source = path.read_text(encoding="utf-8")
    for pattern in (COMMENTED, CODED, TRANSLATED, TAG):
        source = pattern.sub(blank, source)
    return Markup(source)
