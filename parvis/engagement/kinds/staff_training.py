"""Training for the staff of a town hall or a partner: they are participants like anybody."""

from django.utils.translation import gettext_lazy as _

from parvis.engagement.kinds.details import Detail, Shape
from parvis.engagement.kinds.kind import HOST, ChecksFrom, Kind

KIND = Kind(
    code="staff_training",
    name=_("Training for staff"),
    plural=_("Trainings for staff"),
    about=_("Training for people who work in a town hall or with a partner."),
    ask=_("Ask for a place"),
    pictogram="people",
    topic="learn",
    parts=frozenset({HOST}),
    checks=(3,),
    checks_from=ChecksFrom.END,
    called=(
        "formation formateur formatrice",
        "training trainer",
        "formación formador formadora",
        "تكوين مدرب مدربة",
    ),
    details=(
        Detail("sessions", Shape.WEEKLY, _("When")),
        Detail("hours_in_all", Shape.NUMBER, _("Hours in all")),
        Detail("for_whom", Shape.TEXT, _("For whom")),
        Detail("trains_trainers", Shape.FLAG, _("Those who come pass it on")),
        Detail("certificate", Shape.TEXT, _("What you get at the end")),
    ),
)
