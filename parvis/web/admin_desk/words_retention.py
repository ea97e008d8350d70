"""Codes of retention as words: what is erased, by which rule, why something is kept."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from parvis.web.shell.words import Table

THINGS: Table = {
    "people.Person": _("Persons, with all that is theirs"),
    "people.Household": _("Households that nobody is left in"),
    "people.Consent": _("Consents"),
    "people.Invitation": _("Printed links to an own page"),
    "casework.Case": _("Files"),
    "casework.Visit": _("Visits at the desk"),
    "casework.ReferralLink": _("Links of requests"),
    "casework.AnswerCode": _("Codes of requests"),
    "engagement.Engagement": _("What somebody took part in"),
    "engagement.Attendance": _("Who was expected on a day"),
    "engagement.Session": _("Dates that nobody is left in"),
    "engagement.Feed": _("Private calendars"),
    "access.Account": _("Accounts of staff, made nameless"),
    "core.Message": _("Messages sent"),
    "core.Once": _("Marks against sending twice"),
    "directory.ListingReport": _("Reports on listings"),
    "sessions.Session": _("Sign-ins"),
    "core.Read": _("The log of readings"),
    "core.Change": _("The log of changes"),
    "core.Transition": _("The log of states"),
    "oversight.Erasure": _("Lines of old certificates"),
}
COUNTED_FROM: Table = {
    "account": _("after the last role"),
    "person": _("after the last help"),
    "case": _("after the file was closed or the thing ended"),
    "consent": _("after the consent ended"),
    "audit": _("after it was noted"),
    "message": _("after sending"),
    "link": _("after the link ran out"),
    "technical": _("after it was made or ran out"),
    "request": _("because the person asked for it"),
}
HOLD_REASONS: Table = {
    "claim": _("A claim before a court, or outside"),
    "complaint": _("A complaint"),
    "inquiry": _("An inquiry into what happened here"),
    "order": _("An order of a court"),
    "her_wish": _("The person needs it as evidence"),
}
HOLD_STATES: Table = {
    "standing": _("kept"),
    "lift_asked": _("waits for a second yes"),
    "lifted": _("lifted"),
}
HOLD_TONES = {"standing": "now", "lift_asked": "no", "lifted": ""}
