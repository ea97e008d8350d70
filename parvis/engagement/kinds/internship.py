"""Some weeks in a workplace, to see and to be seen, with a tutor and an agreement."""

from django.utils.translation import gettext_lazy as _

from parvis.engagement.kinds.details import Detail, Shape
from parvis.engagement.kinds.kind import ChecksFrom, Kind

KIND = Kind(
    code="internship",
    name=_("Internship"),
    plural=_("Internships"),
    about=_("Some weeks in a workplace, to see and to be seen, with an agreement."),
    ask=_("Apply"),
    pictogram="tools",
    topic="work",
    agreement="internship",
    checks=(1, 3),
    checks_from=ChecksFrom.END,
    called=(
        "stage stagiaire",
        "internship intern placement",
        "prácticas pasantía pasante",
        "تدريب متدرب متدربة",
    ),
    details=(
        Detail("weeks", Shape.NUMBER, _("How many weeks"), required=True),
        Detail("hours", Shape.HOURS, _("Hours"), required=True),
        Detail("allowance", Shape.PAY, _("Allowance")),
        Detail("tasks", Shape.LINES, _("What one does")),
        Detail("level", Shape.LEVEL, _("Level of the language of work")),
    ),
)
