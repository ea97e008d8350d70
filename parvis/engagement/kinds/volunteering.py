"""A shift to give one's time in: a newcomer or a resident takes one of the shifts."""

from django.utils.translation import gettext_lazy as _

from parvis.engagement.kinds.details import Detail, Shape
from parvis.engagement.kinds.kind import HOST, NEWCOMER, Kind, Placing

KIND = Kind(
    code="volunteering",
    name=_("Volunteering"),
    plural=_("Volunteering"),
    about=_("Shifts to lend a hand in. People take one of them."),
    ask=_("Take this shift"),
    pictogram="hands",
    topic="meet",
    placing=Placing.AT_ONCE,
    parts=frozenset({NEWCOMER, HOST}),
    picks_session=True,
    agreement="volunteering",
    called=(
        "bénévolat bénévole volontariat volontaire",
        "volunteer volunteering",
        "voluntariado voluntario voluntaria",
        "تطوع متطوع متطوعة",
    ),
    details=(
        Detail("tasks", Shape.LINES, _("What one does"), required=True),
        Detail("sessions", Shape.WEEKLY, _("When")),
        Detail("level", Shape.LEVEL, _("Level of the language of work")),
        Detail("costs_paid", Shape.FLAG, _("Travel is paid")),
    ),
)
