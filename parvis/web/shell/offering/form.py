"""The form of an offer, made from its kind: no kind has a line of its own here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from parvis.core.sentences import SENTENCES
from parvis.directory.queries import OwnListings
from parvis.engagement.actions import OfferFacts
from parvis.engagement.choices import SupportKind
from parvis.engagement.kinds import HOST, NEWCOMER, Detail, Kind, faults
from parvis.engagement.queries import WrittenOffer
from parvis.engagement.rules import Kept
from parvis.web.design.forms import kind_of
from parvis.web.shell.moments import day_field
from parvis.web.shell.offering import tongues, whom
from parvis.web.shell.offering.typed import INPUTS, NOT_KNOWN, area, chosen, line, number, several
from parvis.web.shell.sending import VersionedForm
from parvis.web.shell.words import Words, choices
from parvis.web.shell.words.engagement import SUPPORTS
from parvis.web.shell.words.topics import TOPICS

KEPT = {NEWCOMER: _("Places kept for newcomers"), HOST: _("Places kept for residents")}


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together."""

    label: Words
    fields: list[BoundField]

    @property
    def rows(self) -> list[list[BoundField]]:
        """Short questions that follow each other stand side by side where there is room."""
        found: list[list[BoundField]] = []
        for bound in self.fields:
            if found and _is_short(bound) and _is_short(found[-1][-1]):
                found[-1].append(bound)
            else:
                found.append([bound])
        return found


class OfferForm(VersionedForm):
    """What a reader of this kind needs to know. `offer` is the one that is written again, none for a new one."""

    def __init__(
        self, data: Any = None, *, kind: Kind, language: str, own: OwnListings, offer: WrittenOffer | None = None
    ) -> None:
        super().__init__(data, initial=first_of(kind, offer))
        self.kind, self.language, self.offer = kind, language, offer
        self.named = {"service": own.services, "location": own.places}
        self._groups: list[tuple[Words, list[str]]] = [
            (_("What it is"), self._add(self._what())),
            (_("When, where, how many"), self._add(self._when())),
            (_("Good to know"), self._add(self._details())),
            (_("For whom"), self._add(whom.fields())),
            (_("Help to come"), self._add(_supports())),
        ]
        self._tongues = [(one, self._add(tongues.fields(kind, one))) for one in tongues.others(language)]

    @property
    def groups(self) -> list[Group]:
        """In the order of the page; a group without questions is left out."""
        return [Group(label, [self[name] for name in names]) for label, names in self._groups if names]

    @property
    def other_languages(self) -> list[tuple[tongues.Tongue, list[BoundField], bool]]:
        """Each with its fields, and whether something in it needs another look."""
        return [
            (
                one,
                [self[name] for name in names],
                any(name in self.errors for name in names) if self.is_bound else False,
            )
            for one, names in self._tongues
        ]

    @property
    def facts(self) -> OfferFacts:
        """What the room takes."""
        given = self.cleaned_data
        return OfferFacts(
            title=given["title"],
            text="\n".join(given["text"].splitlines()),
            service_id=self._id_of("service"),
            location_id=self._id_of("location"),
            topics=sorted(given["topics"], key=lambda code: code != self._main_topic),
            requirements=whom.rows(given, self.offer.requirements if self.offer else ()),
            details=self._given_details(),
            supports=given["supports"],
            capacity=given.get("capacity", self.offer.capacity if self.offer else None),
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            texts=list(tongues.written(given, self.kind, self.language, self.offer)),
            quotas=[Kept(given[f"kept.{part}"], part) for part in KEPT if given.get(f"kept.{part}")],
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("starts_on") and given.get("ends_on") and given["ends_on"] < given["starts_on"]:
            self.add_error("ends_on", str(SENTENCES["engagement.ends_before_start"]))
        if (given.get("age_to") or 999) < (given.get("age_from") or 0):
            self.add_error("age_to", _("The last age comes before the first. Look at both again."))
        kept = [given.get(f"kept.{part}") or 0 for part in KEPT]
        if given.get("capacity") is not None and sum(kept) > given["capacity"]:
            self.add_error("capacity", str(SENTENCES["engagement.quotas_too_many"]))
        self._look_at_details()
        return given

    def _look_at_details(self) -> None:
        for detail in self.kind.details:
            inputs, name = INPUTS[detail.shape], f"details.{detail.code}"
            if any(key in self.errors for key in self._names(name)):
                continue
            value = self._value(detail)
            if wrong := faults([detail], {detail.code: value}):
                self.add_error(name, str(inputs.half if value and inputs.half else SENTENCES[wrong[name]]))

    def _given_details(self) -> dict[str, Any]:
        values = {detail.code: self._value(detail) for detail in self.kind.details}
        return {code: value for code, value in values.items() if value is not None}

    def _value(self, detail: Detail) -> Any:
        name = f"details.{detail.code}"
        parts = {key.removeprefix(name): self.cleaned_data[key] for key in self._names(name)}
        return INPUTS[detail.shape].value(parts)

    def _names(self, name: str) -> list[str]:
        return [key for key in self.fields if key == name or key.startswith(f"{name}.")]

    @property
    def _main_topic(self) -> str:
        return self.offer.topics[0] if self.offer and self.offer.topics else self.kind.topic

    def _add(self, made: dict[str, forms.Field]) -> list[str]:
        self.fields |= made
        return [name for name, field in made.items() if not isinstance(field.widget, forms.HiddenInput)]

    def _what(self) -> dict[str, forms.Field]:
        title = line(_("Title"), required=True, longest=200)
        title.error_messages["required"] = _("Write a title that readers see.")
        text = area(_("Description"), help_text=_("In short sentences. What happens there, and with whom?"))
        for field in (title, text):
            field.widget.attrs["lang"] = self.language
        return {"title": title, "text": text, "topics": several(_("Topics"), choices(TOPICS), required=True)}

    def _when(self) -> dict[str, forms.Field]:
        made: dict[str, forms.Field] = {
            "starts_on": day_field(_("First day"), required=False),
            "ends_on": day_field(_("Last day"), required=False),
        }
        labels = {"location": _("Where"), "service": _("It belongs to the service")}
        for name, label in labels.items():
            if self.named[name]:
                listed = [NOT_KNOWN, *((str(one.public_id), one.name.text) for one in self.named[name])]
                made[name] = chosen(label, listed)
                made[name].initial = self._stands(name)
        if not self.kind.picks_session:  # there each day has its own places
            made["capacity"] = number(_("How many places"), least=1, help_text=_("Empty: as many as come."))
            if len(self.kind.parts) > 1 and not (self.offer and self.offer.kept_for_senders):
                made |= {f"kept.{part}": number(label) for part, label in KEPT.items()}
        return made

    def _details(self) -> dict[str, forms.Field]:
        made: dict[str, forms.Field] = {}
        for detail in self.kind.details:
            now = self.offer.details.get(detail.code) if self.offer else None
            made |= {
                f"details.{detail.code}{end}": field for end, field in INPUTS[detail.shape].fields(detail, now).items()
            }
        return made

    def _stands(self, name: str) -> str:
        now = getattr(self.offer, f"{name}_id", None)
        return next((str(one.public_id) for one in self.named[name] if one.id == now), "")

    def _id_of(self, name: str) -> int | None:
        if name not in self.fields:
            return getattr(self.offer, f"{name}_id", None)
        return next((one.id for one in self.named[name] if str(one.public_id) == self.cleaned_data[name]), None)


def first_of(kind: Kind, offer: WrittenOffer | None) -> dict[str, Any]:
    """What the fields hold at first."""
    if offer is None:
        return {"topics": [kind.topic]}
    plain = ("title", "text", "topics", "supports", "capacity", "starts_on", "ends_on", "version")
    held: dict[str, Any] = {name: getattr(offer, name) for name in plain}
    held |= {f"kept.{part}": places for part, places in offer.kept.items()}
    held |= whom.first(offer.requirements) | tongues.first(offer)
    for detail in kind.details:
        if (value := offer.details.get(detail.code)) not in (None, "", [], {}):
            parts = INPUTS[detail.shape].first(value)
            held |= {f"details.{detail.code}{end}": part for end, part in parts.items()}
    return held


def _is_short(bound: BoundField) -> bool:
    return kind_of(bound) == "input" and not isinstance(bound.field.widget, forms.Textarea) and bound.name != "title"


def _supports() -> dict[str, forms.Field]:
    return {"supports": several(_("What you have ready for who needs it"), choices(SUPPORTS, *SupportKind.values))}
