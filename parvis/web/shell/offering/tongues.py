"""The words of an offer in the other languages of the house, folded away: what is written here is somebody's own, not a machine's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from parvis.engagement.actions import OfferText
from parvis.engagement.kinds import Kind, Shape
from parvis.engagement.queries import WrittenOffer
from parvis.kernel.languages import autonym, direction
from parvis.web.shell.offering.typed import area, line, lines_of

NATIVE = "native"


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language: its code, own name and direction."""

    code: str

    @property
    def autonym(self) -> str:
        return autonym(self.code)

    @property
    def dir(self) -> str:
        return direction(self.code)


def others(language: str) -> list[Tongue]:
    """Every language of the house but the one the offer is written in."""
    return [Tongue(code) for code, _name in settings.LANGUAGES if code != language]


def fields(kind: Kind, tongue: Tongue) -> dict[str, forms.Field]:
    """Title, text and the kind's own words in that language; and whether a native speaker has read them."""
    made: dict[str, forms.Field] = {"title": line(_("Title"), longest=200), "text": area(_("Description"))}
    for detail in kind.details:
        if detail.own_words:
            made[f"details.{detail.code}"] = area(detail.label) if detail.shape is Shape.LINES else line(detail.label)
    for field in made.values():
        field.widget.attrs |= {"lang": tongue.code, "dir": tongue.dir}
    made[NATIVE] = forms.BooleanField(label=_("Somebody whose own language it is has read this"), required=False)
    return {_name(tongue.code, name): field for name, field in made.items()}


def first(offer: WrittenOffer) -> dict[str, Any]:
    """What they hold at first."""
    held: dict[str, Any] = {_name(code, field): one.text for (field, code), one in offer.texts.items()}
    for code in {code for _field, code in offer.texts}:
        held[_name(code, NATIVE)] = all(one.read_by_native for (_f, lang), one in offer.texts.items() if lang == code)
    return held


def written(given: Mapping[str, Any], kind: Kind, language: str, offer: WrittenOffer | None) -> Iterator[OfferText]:
    """What is new in the other languages. A text that stays as it is keeps its origin and its age."""
    before = first(offer) if offer else {}
    for tongue in others(language):
        native = bool(given[_name(tongue.code, NATIVE)])
        read_anew = native != before.get(_name(tongue.code, NATIVE), False)
        for name in fields(kind, tongue):
            field = name.split(".", 2)[2]
            if field == NATIVE:
                continue
            was, text = _tidy(field, before.get(name, "")), _tidy(field, given[name])
            if text != was or (read_anew and text):
                yield OfferText(field=field, language=tongue.code, text=text, read_by_native=native)


def _tidy(field: str, text: str) -> str:
    """A detail is a line an item; other words keep their empty lines."""
    lines = lines_of(text) if field.startswith("details.") else text.splitlines()
    return "\n".join(lines).strip()


def _name(code: str, field: str) -> str:
    return f"texts.{code}.{field}"
