"""A referral being written: the chosen place, the consent behind it, what was shown to the person, and the sending."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.casework import actions, queries
from parvis.casework.actions import NewReferral
from parvis.core.house import house
from parvis.directory.shapes import ForReferral
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound
from parvis.people import actions as people_actions
from parvis.people import queries as people
from parvis.people.entries import ConsentTerms
from parvis.web.design.piece import Piece
from parvis.web.design.words import isolate
from parvis.web.shell.words import said
from parvis.web.shell.words.casework import URGENCIES
from parvis.web.shell.words.topics import TOPICS
from parvis.web.staff.consenting import end_of_day, guardian_id, until_text
from parvis.web.staff.forms.referral import ReferralForm
from parvis.web.staff.shown import heads, parts, places

USUAL_FIELDS = ("identity", "contact", "language")
SHOWN_PLACES = 3


def _draft(by: Actor, draft: str, at: datetime) -> queries.ReferralView:
    row = queries.referral_page(by, draft, at)
    if row.line.state != "draft":
        raise NotFound
    return row


@dataclass
class Referring:
    """One request's work on one referral."""

    request: HttpRequest
    by: Actor
    at: datetime
    found: queries.Proposals
    to: str
    draft: str
    kept: queries.ReferralView | None  # the draft that goes on

    @classmethod
    def of(cls, request: HttpRequest, need_id: UUID, at: datetime) -> Referring:
        """The need's proposals, and the place chosen by button, form or address."""
        by = request.actor  # type: ignore[attr-defined]
        draft = request.POST.get("draft") or request.GET.get("draft", "")
        kept = _draft(by, draft, at) if draft else None
        to = request.POST.get("choose") or request.POST.get("to") or request.GET.get("to", "")
        to = to or str(kept.service_public_id or "" if kept else "")
        found = queries.proposals(by, need_id, at, chosen=to or None)
        return cls(request, by, at, found, to, draft, kept)

    @property
    def asked(self) -> queries.NeedAsked:
        """The need, and whose it is."""
        return self.found.asked

    @property
    def chosen(self) -> ForReferral | None:
        """The place chosen."""
        return self.found.chosen

    @property
    def language(self) -> str:
        """The person's language."""
        return self.found.person.language

    @cached_property
    def consents(self) -> list[people.ConsentView]:
        """What she has said yes and no to."""
        return people.consents_of(self.by, self.asked.person_id, self.at)

    def live(self, fields: list[str]) -> people.ConsentView | None:
        """The consent that allows these fields to the chosen receiver. Sending looks again, and holds it."""
        assert self.chosen is not None
        to = {"recipient_id": self.chosen.organisation_id, "purpose": "referral"}
        return next((one for one in self.consents if one.allows(fields, **to)), None)  # type: ignore[arg-type]

    def form(self) -> ReferralForm:
        """Bound when something is to be kept; as first values, with what was typed, when a place was only chosen."""
        post = self.request.POST
        if post.get("do") in {"send", "draft"} and not post.get("choose"):
            return ReferralForm(post)
        return ReferralForm(initial=self._typed() if self.request.method == "POST" else self._first())

    def _typed(self) -> dict[str, Any]:
        names = ("urgency", "preview", "note", "manner", "interpreter", "until", "once", "version")
        post = self.request.POST
        return {
            **{name: post.get(name, "") for name in names},
            "fields_shared": post.getlist("fields_shared") or list(USUAL_FIELDS),
        }

    def _first(self) -> dict[str, Any]:
        if self.kept is not None:
            line = self.kept.line
            return {
                "urgency": line.urgency, "preview": self.kept.preview, "note": self.kept.note,
                "fields_shared": self.kept.fields, "version": self.kept.version,
            }  # fmt: skip
        topic = said(TOPICS, self.asked.need.topic)
        urgent = {"high": "urgent"}.get(self.asked.need.severity, "normal")
        return {
            "urgency": urgent,
            "fields_shared": self._usual_fields(),
            "preview": _("Need: %(topic)s.") % {"topic": topic},
        }

    def _usual_fields(self) -> list[str]:
        consent = self.live(["identity"]) if self.chosen else None
        return list(consent.fields) if consent else list(USUAL_FIELDS)

    def check_shown(self, form: ReferralForm) -> None:
        """A new consent is for what the person was shown: after a change she hears the list again."""
        fields = form.cleaned_data.get("fields_shared", [])
        if not form.errors and self.live(fields) is None and self.request.POST.get("shown") != self._mark(fields):
            form.take_back_agreement()
            form.add_error(
                "fields_shared", _("What leaves has changed. Read the list below with the person once more, then send.")
            )

    def keep(self, form: ReferralForm, *, send: bool) -> str:
        """Write the draft; with `send`, the consent if it is new, and send. All or nothing."""
        facts, by, at = form.cleaned_data, self.by, self.at
        new = NewReferral(
            service_public_id=self.to,
            urgency=facts["urgency"],
            fields=facts["fields_shared"],
            preview=facts["preview"],
            note=facts["note"],
            need_public_id=self.asked.need.public_id,
        )
        if self.draft:
            row = actions.change_draft(
                referral_public_id=self.draft, referral=new, version=facts["version"], by=by, at=at
            )
        else:
            row = actions.draft_referral(case_public_id=self.asked.case_public_id, referral=new, by=by, at=at)
        if send:
            if self.live(facts["fields_shared"]) is None:
                terms = self._terms(facts)
                until = end_of_day(facts["until"])
                people_actions.give_consent(person_id=self.asked.person_id, terms=terms, expires_at=until, by=by, at=at)
            actions.send_referral(referral_public_id=row.public_id, by=by, at=at)
        return reverse("staff:referral", args=[row.public_id])

    def refuse(self) -> None:
        """The person says no to this place: kept, so that nobody asks again tomorrow."""
        typed = self._typed()
        terms = self._terms({**typed, "manner": typed["manner"] or "oral"})
        people_actions.refuse_consent(person_id=self.asked.person_id, terms=terms, by=self.by, at=self.at)

    def _terms(self, facts: dict[str, Any]) -> ConsentTerms:
        assert self.chosen is not None
        return ConsentTerms(
            purpose="referral",
            fields=facts["fields_shared"],
            text_version=self._texts(facts["fields_shared"])[0].version,
            language=self.language,
            manner=facts["manner"],
            recipient_id=self.chosen.organisation_id,
            interpreter=facts["interpreter"],
            guardian_id=guardian_id(self.by, facts.get("guardian", "")),
        )

    def _texts(self, fields: list[str]) -> list[people.ConsentText]:
        """What is read with the person: in her language, then in ours."""
        name = self.chosen.organisation_name if self.chosen else ""
        until = {one: until_text(self._until(), one) for one in (self.language, self.by.language)}
        return people.consent_texts(until, "referral", self.at, actor=self.by, fields=fields, recipient_name=name)

    def _until(self) -> str:
        return self.request.POST.get("until", "")

    def _mark(self, fields: list[str]) -> str:
        """What the person was shown: to whom, which fields, until when."""
        return f"{self.to}:{','.join(sorted(fields))}:{self._until()}"

    def context(self, form: ReferralForm) -> dict[str, Any]:
        """Everything the page shows."""
        found, need = self.found, self.asked.need
        name = isolate(found.person.name) if found.person.name else ""
        base = {
            "form": form,
            "need": parts.need(need, self.asked.case_public_id),
            "heading": _("Refer %(name)s") % {"name": name},
            "near": found.near,
            "places": self._places(),
            "aside": [places.aside(one) for one in found.set_aside],
            "consents": [heads.strip(one) for one in self.consents if _told(one)][:6],
            "to": self.to,
            "draft": self.draft,
            "chosen": None,
            "places_url": reverse("staff:places", args=[need.public_id]),
            "back_url": reverse("staff:case", args=[self.asked.case_public_id]),
        }
        return {**base, **self._leaving(form, name)} if self.chosen else base

    def _places(self) -> list[Piece]:
        able = [one for one in self.found.ranked if one.receivable or str(one.card.public_id) == self.to]
        shown = [places.proposed(one, chosen=self.to) for one in able]
        first = [one for one in shown if one.chosen]
        if self.chosen and not first:
            aside = next((one for one in self.found.set_aside if one.public_id == self.chosen.public_id), None)
            first = [places.by_hand(self.chosen, aside)]
        return first + [one for one in shown if not one.chosen][: SHOWN_PLACES - len(first)]

    def _leaving(self, form: ReferralForm, name: str) -> dict[str, Any]:
        assert self.chosen is not None
        fields = [str(one) for one in form["fields_shared"].value() or []]
        consent = self.live(fields) if fields else None
        urgency = str(form["urgency"].value() or "normal")
        receiver = self.chosen.organisation_name
        live, texts = "", []
        if consent is None:
            texts = self._texts(fields)
        else:
            live = _("Consent for %(receiver)s until %(day)s covers what is ticked.") % {
                "receiver": receiver, "day": heads.short_day(consent.expires_at or self.at),
            }  # fmt: skip
        limit = house().response_limit(urgency if urgency in URGENCIES else "normal")
        return {
            "chosen": Piece(organisation=receiver, name=self.chosen.name),
            "language": self.language,
            "text": texts[0] if texts else None,
            "ours": texts[-1] if texts else None,
            "live": live,
            "shown": self._mark(fields),
            "statement": _(
                "I have gone through this page with %(name)s. The answer is yes: to this request, to %(receiver)s."
            )
            % {"name": name, "receiver": receiver},
            "expected": _("Answer expected by %(when)s. Without one, the request comes back into your list.")
            % {"when": heads.moment(self.at + limit)},
        }


def _told(one: people.ConsentView) -> bool:
    """Whether an answer of hers matters for a request: that somebody may know her as a participant does not."""
    return one.state in {"given", "refused"} and one.purpose != "participation"
