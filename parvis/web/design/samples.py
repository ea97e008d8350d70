"""Invented pieces that the gallery shows. Names are `Exemple`, phones are reserved for fiction, the clock is an argument."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator

from parvis.core.house import house
from parvis.kernel.topics import TOPICS
from parvis.web.design.forms import explained
from parvis.web.design.piece import Piece


class SampleForm(forms.Form):
    """One field of each kind, with why and who."""

    phone = explained(
        forms.CharField(
            label="Your phone number",
            help_text="For example 06 39 98 12 34",
            required=True,
            error_messages={"required": "Write a number, or choose “I have none”."},
            widget=forms.TextInput(attrs={"type": "tel", "dir": "ltr"}),
        ),
        why="To tell you when an appointment changes.",
        who="Inès sees your number. It is erased two years after your file is closed.",
        autocomplete="tel",
    )
    caller = forms.ChoiceField(
        label="Who may call you?",
        choices=[("adviser", "My adviser"), ("both", "My adviser and the teacher"), ("unsaid", "I prefer not to say")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who may call you, or “I prefer not to say”."},
    )
    urgency = explained(
        forms.ChoiceField(
            label="By when?",
            choices=[("emergency", "Today"), ("urgent", "Urgent"), ("normal", "Normal")],
            widget=forms.RadioSelect,
            required=False,
        ),
        hints={"emergency": "answer within 24 h, we also call", "urgent": "within 72 h", "normal": "within 14 days"},
        grid=True,
    )
    needs = forms.MultipleChoiceField(
        label="What do you need?",
        help_text="Several answers are possible.",
        choices=[(code, code.capitalize()) for code in TOPICS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(
        label="I have read this page with the person, and she says yes.",
        error_messages={"required": "Tick the box once you have read the page together."},
    )
    note = forms.CharField(label="A word, if you like", widget=forms.Textarea(attrs={"rows": 2}), required=False)
    pin = forms.CharField(
        label="Your six digits",
        required=False,
        widget=forms.TextInput(
            attrs={
                "class": "code",
                "inputmode": "numeric",
                "maxlength": 6,
                "autocomplete": "one-time-code",
                "dir": "ltr",
            }
        ),
    )


class SingleForm(forms.Form):
    """One question, for a page of its own."""

    arrived = explained(
        forms.CharField(label="When did you arrive?", help_text="A year is enough. “I don’t know” is an answer."),
        why="Some help depends on how long you have been here.",
        who="Your adviser. Nobody else.",
    )


def page() -> Page[int]:
    """The fourth of twelve pages."""
    return Paginator(range(300), 25).page(4)


def pieces(now: dt.datetime) -> dict[str, Any]:
    """Everything the gallery's template shows, relative to `now` (aware)."""
    hour = dt.timedelta(hours=1)
    day = dt.timedelta(days=1)
    return {
        "now": now,
        "statuses": [
            Piece(open=True, closes=now + 3 * hour, opens=None),
            Piece(open=False, closes=None, opens=now + day),
            Piece(open=None, closes=None, opens=None),
        ],
        "places": [
            Piece(lat=45.101, lon=4.902),
            Piece(lat=45.108, lon=4.913),
            Piece(lat=45.108, lon=4.913),
            Piece(lat=45.095, lon=4.889),
            Piece(lat=None, lon=None),
        ],
        "centre": (45.1, 4.9),
        "steps": _steps(),
        "entries": _entries(now),
        "rows": _rows(),
        "consents": [
            Piece(label="Housing", tone="yes", words="yes, until 3 March"),
            Piece(label="Health", tone="no", words="no"),
            Piece(label="Employer", tone="now", words="ask first"),
            Piece(label="School", tone="", words="not asked"),
        ],
        "consent": Piece(
            recipient="Foyer du Pont-Neuf",
            purpose="To find a home for four people.",
            fields=["First name and name", "Phone", "Language and interpreter"],
            tone="yes",
            words="yes",
            expires=house().day(now + 100 * day),
        ),
        "answers": [
            Piece(label="Name as used", value="أمل إكزمبل", change_url="#"),
            Piece(label="Age", value="", change_url="#"),
            Piece(label="Language", value="Arabic, interpreter asked for", change_url="#"),
        ],
        "week": [
            Piece(day="Monday", times=["9:00 – 12:00", "14:00 – 17:00"], today=False),
            Piece(day="Tuesday", times=["9:00 – 12:00"], today=True),
            Piece(day="Wednesday", times=[], today=False),
        ],
        "reasons": [
            Piece(kind="fits", text="4 places free, confirmed this morning"),
            Piece(kind="ask", text="Lift: to be checked"),
            Piece(kind="fails", text="Not before 15 December"),
        ],
        "figure": Piece(
            value="8 in 10",
            sentence="referrals had an answer in time, yes or no.",
            note="215 referrals, 31 organisations. A quick no counts as an answer.",
            definition="Sent referrals whose first answer came before their limit, of all sent whose limit has passed.",
            series=[48, 52, 50, 55, 63, 70, 78, 81],
            series_label="From 48 to 81 % answered in time, eight quarters",
            rows=[Piece(label="Summer", value=78), Piece(label="Autumn", value=81)],
            hidden=False,
        ),
        "few": Piece(
            sentence="Station quarter, by language.", hidden=True, definition="Fewer than ten people.", note=""
        ),
        "message": Piece(
            to="+33 6 39 98 12 34",
            channel="email",
            at=now,
            language="fr",
            subject="Vous avez une demande",
            body="Bonjour,\nune demande vous attend. Répondez avant vendredi 10 h 12.",
            link="#",
            state="",
        ),
        "lines": [
            Piece(first_label="Où", first="Maison des Tilleuls", second_label="أين", second="بيت الزيزفون"),
            Piece(first_label="Quand", first="Lundi, 9 h – 12 h", second_label="متى", second="الاثنين 9:00 – 12:00"),
        ],
        "card": Piece(url="https://parvis.example/c/EXAMPLE", reference="K7-F4-29"),
        "stat_rows": [("Housing", 9), ("School", 8), ("Language", 4)],
    }


def _steps() -> list[Piece]:
    return [
        Piece(state="done", topic="housing", title="A first roof", text="Done on 12 October, confirmed."),
        Piece(state="here", topic="papers", title="The residence file", text="Appointment on Thursday."),
        Piece(state="later", topic="learn", title="French lessons", text="From January. Your place is kept."),
    ]


def _entries(now: dt.datetime) -> list[Piece]:
    day = dt.timedelta(days=1)
    return [
        Piece(at=now, topic="housing", title="No feedback on the referral", tag="no feedback", tone="no", url="#",
              text="Foyer des Tilleuls has not answered.", action="Propose another place", meta="Rule of 72 h"),
        Piece(at=now - 3 * day, topic="papers", pict="shield", title="Protected note", sealed_url="#", text=""),
        Piece(at=now - 43 * day, topic="meet", pict="people", title="First welcome", meta="Inès D. (demo), with interpreter",
              text="Needs: a stable home, school for two children, French."),
    ]  # fmt: skip


def _rows() -> list[Piece]:
    return [
        Piece(url="#", name="Amal Exemple", about="Arabic · 4 people", todo="The hostel has not answered: call, or propose "
              "another place", why="Urgent referral, 72 h passed by 5 h", badge="77 h", tone="no", state="late"),
        Piece(url="#", name="Yonas Exemple", about="Tigrinya · 1 person", todo="10:30 · Appointment, desk 3",
              why="Interpreter confirmed", badge="in 20 min", tone="now", state="here"),
        Piece(url="#", name="أولينا", about="Ukrainian · 3 people", todo="Say yes or no to the course place", why="",
              badge="2 days", tone="", state=""),
    ]  # fmt: skip
