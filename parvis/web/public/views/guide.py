"""Where to begin: three short pages, each a few steps with a door behind every one."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parvis.kernel.errors import NotFound
from parvis.web.public.asked import asked
from parvis.web.public.caching import kept_a_minute
from parvis.web.shell.doors import public

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, and the topic that finds who helps with it."""

    title: Words
    text: Words
    topic: str
    action: Words


@dataclass(frozen=True, slots=True)
class Guide:
    """A page: whom it is for, what it says first, its steps."""

    title: Words
    lead: Words
    steps: tuple[Step, ...]


GUIDES = {
    "arrived": Guide(
        _("I have just arrived"),
        _("Five things for the first week. You do not have to do them alone, nor all at once."),
        (
            Step(
                _("Sleep somewhere safe"),
                _("If you have nowhere to sleep tonight, call first: it is free, day and night."),
                "housing",
                _("See places to sleep and live"),
            ),
            Step(
                _("See a doctor if you need one"),
                _("Care does not wait for papers. Say which language you speak: there are interpreters."),
                "health",
                _("See where to get care"),
            ),
            Step(
                _("Ask about your papers"),
                _("Before you sign or send anything, have it read. Advice is free."),
                "papers",
                _("See who helps with papers"),
            ),
            Step(
                _("Put the children to school"),
                _("School is a right and is free, whatever the parents' papers."),
                "child",
                _("See schools and places for children"),
            ),
            Step(
                _("Start the language"),
                _("You can start any week, even if you have never been to school."),
                "learn",
                _("See lessons"),
            ),
        ),
    ),
    "helping": Guide(
        _("I help someone"),
        _(
            "A neighbour, a relative, a colleague. You do not need to know everything: ask with the person, not for the person."
        ),
        (
            Step(
                _("Ask what is most urgent for her or him"),
                _("Write it here in the person's own words, in the person's own language."),
                "papers",
                _("See the desks that find the way with you"),
            ),
            Step(
                _("Call together"),
                _("Put the phone between you. Ask for an interpreter rather than a child or a friend."),
                "meet",
                _("See who can come along"),
            ),
            Step(
                _("Keep a sheet"),
                _("Every place can be printed in two languages, to show at the desk."),
                "learn",
                _("See lessons and conversation"),
            ),
            Step(
                _("Leave the papers with the person"),
                _("Do not keep or photograph somebody's papers. Only the person decides who sees them."),
                "papers",
                _("See legal advice"),
            ),
        ),
    ),
    "living": Guide(
        _("I live here and want to take part"),
        _("A town is made by those who meet. An hour a week is enough to begin."),
        (
            Step(
                _("Come and talk"),
                _("Language cafés and shared meals are for everybody. No list, no level."),
                "meet",
                _("See where people meet"),
            ),
            Step(
                _("Cook, plant, play"),
                _("Doing something side by side is the shortest way to know each other."),
                "food",
                _("See shared kitchens and tables"),
            ),
            Step(
                _("Give an hour"),
                _("Homework, conversation, a walk through the offices: those who organise it train you first."),
                "learn",
                _("See who looks for volunteers"),
            ),
            Step(
                _("Offer work or a training place"),
                _("A few days in a firm open many doors."),
                "work",
                _("See who makes the link"),
            ),
        ),
    ),
}


@public
def guide(request: HttpRequest, name: str) -> HttpResponse:
    """No statement."""
    if name not in GUIDES:
        raise NotFound
    question = asked(request.GET)
    found = GUIDES[name]
    steps = [(step, question.link(topic=step.topic)) for step in found.steps]
    return kept_a_minute(render(request, "public/guide.html", {"guide": found, "steps": steps, "name": name}))
