"""What is on a page, for those who read it without a browser (`Reader`) and those who sit in front of one (`tests/browser/hand.py`).

A field is found by its label, a button or a link by its words. Words are written in English in a story and looked up in the language of the
page: the same story is told in every language. What is not on the page, or is there twice, fails the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Self

from django.utils import translation

from tests.journeys.markup import Element, plain

PLACE = re.compile(r"%\(\w+\)s|<[^>]+>")


def said_in(language: str, words: str) -> str:
    """Words of the interface in a language; of a sentence with places for names, its longest part without one."""
    with translation.override(language):
        return plain(max(PLACE.split(translation.gettext(words)), key=len))


class Sight:
    """The page in front of somebody's eyes, as a tree."""

    url = "/"
    status = 0

    @property
    def tree(self) -> Element:
        """The page as it stands now."""
        raise NotImplementedError

    @property
    def language(self) -> str:
        return next(self.tree.every("html"))["lang"]

    @property
    def direction(self) -> str:
        return next(self.tree.every("html"))["dir"]

    @property
    def text(self) -> str:
        """Everything that the page says."""
        return next(self.tree.every("body")).text

    def sees(self, *words: str) -> Self:
        """The page says all of it."""
        text = self.text
        missing = [one for one in words if plain(self.said(one)) not in text]
        assert not missing, f"{self.url} does not say {missing}\n{text[:3000]}"
        return self

    def does_not_see(self, *words: str) -> Self:
        """The page says none of it, not even where only a machine reads."""
        whole = self._whole()
        found = [one for one in words if plain(self.said(one)) in whole]
        assert not found, f"{self.url} says {found}"
        return self

    def links(self, *words: str) -> list[str]:
        """Addresses of the links whose words hold all of these."""
        return [one["href"] for one in self.tree.every("a") if all(self.said(word) in one.text for word in words)]

    def part(self, heading: str) -> str:
        """What the part of the page under this heading says."""
        wanted = self.said(heading)
        for one in self.tree.every("h1", "h2", "h3", "p", "legend", "b"):
            if one.text.startswith(wanted):
                for above in one.ancestors():
                    if above.tag in {"section", "article", "li", "fieldset", "main"}:
                        return above.text
        raise AssertionError(f"no part “{wanted}” on {self.url}\n{self.text[:2000]}")

    # Finding what can be pressed or filled in

    def _link(self, words: str, near: str) -> Element:
        return self._one("link", words, self._named("a", words), near)

    def _button(self, words: str, near: str) -> Element:
        return self._one("button", words, self._named("button", words), near)

    def _field(self, label: str, near: str) -> Element:
        control = self._one("field", label, self._labelled(label, "input", "textarea"), near)
        assert control["type"] not in {"radio", "checkbox", "hidden"}, f"nothing can be written into “{label}”"
        return control

    def _list(self, label: str, near: str) -> Element:
        return self._one("list", label, self._labelled(label, "select"), near)

    def _choice(self, label: str, near: str) -> Element:
        found = [one for one in self._labelled(label, "input") if one["type"] in {"radio", "checkbox"}]
        return self._one("choice", label, found, near)

    def _line(self, control: Element, label: str, option: str) -> Element:
        """The line of a list that says these words."""
        wanted = self.said(option)
        lines = [one for one in control.every("option") if wanted in plain(one.text)]
        exact = [one for one in lines if one.text == wanted] or lines
        assert exact, f"“{option}” is not in “{label}”: {[one.text for one in control.every('option')]}"
        return exact[0]

    def said(self, words: str) -> str:
        return said_in(self.language, words)

    def _whole(self) -> str:
        tree = self.tree
        return plain(f"{tree.raw} {' '.join(value for one in _all(tree) for value in one.attributes.values())}")

    def _named(self, tag: str, words: str) -> list[Element]:
        return self._closest(self.tree.every(tag), words)

    def _labelled(self, label: str, *tags: str) -> list[Element]:
        tree = self.tree
        exact = self._closest(tree.every("label"), label)
        ids = [one["for"] for one in exact]
        inside = [control for one in exact for control in one.every(*tags)]
        return inside + [one for one in tree.every(*tags) if one["id"] and one["id"] in ids]

    def _closest(self, elements: Iterator[Element], words: str) -> list[Element]:
        """Those that say just this; else those that begin with it; else those that hold it."""
        wanted = self.said(words)
        holds = [one for one in elements if wanted in one.text]
        begins = [one for one in holds if one.text.startswith(wanted)]
        return [one for one in holds if one.text == wanted] or begins or holds

    def _one(self, kind: str, words: str, found: list[Element], near: str) -> Element:
        if near:
            found = [one for one in found if one.stands_near(self.said(near))]
        said = f"{kind} “{self.said(words)}”" + (f" near “{self.said(near)}”" if near else "")
        where = f"{self.url} ({self.status})"
        assert found, f"no {said} on {where}\n{self.text[:3000]}"
        first = found[0]
        same = [one for one in found if kind == "link" and one["href"] == first["href"]] or [first]
        assert len(same) == len(found), f"{len(found)} times {said} on {where}"
        return first


def _all(of: Element) -> Iterator[Element]:
    for child in of.children:
        if isinstance(child, Element):
            yield child
            yield from _all(child)
