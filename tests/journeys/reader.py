"""Somebody who reads pages and fills in forms, as a browser without JavaScript does.

She sends what the form of the page holds (hidden fields and the defence against forged requests among it) and follows redirects. How she finds
what a story names stands in `sight.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode, urljoin, urlsplit

from django.test import Client

from tests.journeys.markup import Element, read
from tests.journeys.sight import Sight


class Reader(Sight):
    """One person at one device."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.page = Element("#page")
        self.headers: dict[str, str] = {}
        self._typed: dict[Element, str] = {}

    @property
    def tree(self) -> Element:
        return self.page

    # Going somewhere

    def open(self, address: str) -> Reader:
        """Type an address, or open the link of a message."""
        parts = urlsplit(address)
        return self._take(self.client.get(parts.path + (f"?{parts.query}" if parts.query else ""), follow=True))

    def follow(self, words: str, *, near: str = "") -> Reader:
        """Press a link."""
        target = self._link(words, near)["href"]
        assert target.startswith(("/", "?", "#")), f"a link that leaves the house: {target}"
        return self.open(urljoin(self.url, target))

    def press(self, words: str, *, near: str = "") -> Reader:
        """Press a button: its form is sent as it stands, with the button's own value."""
        button = self._button(words, near)
        form = self._form_of(button)
        sent = list(self._successful(form))
        if button["name"]:
            sent.append((button["name"], button["value"]))
        target = urljoin(self.url, form["action"])
        if form["method"].lower() != "post":
            return self.open(f"{urlsplit(target).path}?{urlencode(sent)}")
        body = urlencode(sent)
        return self._take(self.client.post(target, body, content_type="application/x-www-form-urlencoded", follow=True))

    # Filling in

    def write(self, label: str, value: str, *, near: str = "") -> Reader:
        """Write into a field of text."""
        self._typed[self._field(label, near)] = value
        return self

    def select(self, label: str, option: str, *, near: str = "") -> Reader:
        """Choose from a list by what the line says."""
        control = self._list(label, near)
        self._typed[control] = self._line(control, label, option)["value"]
        return self

    def tick(self, label: str, *, near: str = "", off: bool = False) -> Reader:
        """Choose a round or a square one; `off` takes a square one back."""
        control = self._choice(label, near)
        if control["type"] == "radio":
            for other in self._form_of(control).every("input"):
                if other["name"] == control["name"]:
                    self._typed[other] = ""
        self._typed[control] = "" if off else "on"
        return self

    # How it is done

    def _take(self, response: object) -> Reader:
        request = response.request  # type: ignore[attr-defined]
        self.url = request["PATH_INFO"] + (f"?{request['QUERY_STRING']}" if request["QUERY_STRING"] else "")
        self.status = response.status_code  # type: ignore[attr-defined]
        self.headers = dict(response.items())  # type: ignore[attr-defined]
        self.page = read(response.content.decode())  # type: ignore[attr-defined]
        self._typed = {}
        return self

    def _form_of(self, control: Element) -> Element:
        if control["form"]:
            return next(one for one in self.page.every("form") if one["id"] == control["form"])
        found = next((one for one in control.ancestors() if one.tag == "form"), None)
        assert found is not None, f"{control.tag} “{control.text}” is in no form"
        return found

    def _successful(self, form: Element) -> Iterator[tuple[str, str]]:
        for one in self._controls(form):
            if one["name"] and not one.has("disabled"):
                value = self._value(one)
                if value is not None:
                    yield one["name"], value

    def _controls(self, form: Element) -> Iterator[Element]:
        """Those that stand in a form, and those elsewhere on the page that name it."""
        fields = ("input", "select", "textarea")
        yield from (one for one in form.every(*fields) if one["form"] in ("", form["id"]))
        yield from (one for one in self.page.every(*fields) if form["id"] and one["form"] == form["id"])

    def _value(self, one: Element) -> str | None:
        typed = self._typed.get(one)
        if one.tag == "input" and one["type"] in {"radio", "checkbox"}:
            on = one.has("checked") if typed is None else bool(typed)
            return (one["value"] or "on") if on else None
        if typed is not None:
            return typed
        if one.tag == "textarea":
            return "".join(child for child in one.children if isinstance(child, str)).removeprefix("\n")
        if one.tag == "select":
            lines = list(one.every("option"))
            chosen = next((line for line in lines if line.has("selected")), lines[0] if lines else None)
            return None if chosen is None else chosen["value"] if chosen.has("value") else chosen.text
        return None if one["type"] in {"submit", "image", "file"} else one["value"]
