"""A job. Wage and hours are told before anybody applies (design, A4)."""

from django.utils.translation import gettext_lazy as _

from parvis.engagement.kinds.details import Detail, Shape
from parvis.engagement.kinds.kind import HOST, NEWCOMER, Kind

KIND = Kind(
    code="vacancy",
    name=_("Job"),
    plural=_("Jobs"),
    about=_("A paid job. Pay and hours are told before anybody applies."),
    ask=_("Apply"),
    pictogram="tools",
    topic="work",
    parts=frozenset({NEWCOMER, HOST}),
    checks=(1, 3, 6),
    called=(
        "emploi poste embauche",
        "job vacancy employment",
        "empleo puesto vacante",
        "وظيفة شغل توظيف",
    ),
    details=(
        Detail("wage", Shape.PAY, _("Pay"), required=True),
        Detail("hours", Shape.HOURS, _("Hours"), required=True),
        Detail("contract", Shape.TEXT, _("Contract")),
        Detail("level", Shape.LEVEL, _("Level of the language of work")),
        Detail("tasks", Shape.LINES, _("What one does")),
    ),
)
