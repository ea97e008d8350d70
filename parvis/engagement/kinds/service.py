"""An appointment with a service: one of its slots is taken."""

from django.utils.translation import gettext_lazy as _

from parvis.engagement.kinds.details import Detail, Shape
from parvis.engagement.kinds.kind import Kind, Placing

KIND = Kind(
    code="service",
    name=_("Appointment"),
    plural=_("Appointments"),
    about=_("Hours at a counter: people take one of them. Found as the service it belongs to."),
    ask=_("Take an appointment"),
    pictogram="hands",
    topic="papers",
    placing=Placing.AT_ONCE,
    picks_session=True,
    in_search=False,  # it is found as its service, which says more
    details=(
        Detail("minutes", Shape.NUMBER, _("How long, in minutes")),
        Detail("sessions", Shape.WEEKLY, _("When")),
        Detail("bring", Shape.LINES, _("What to bring")),
    ),
)
