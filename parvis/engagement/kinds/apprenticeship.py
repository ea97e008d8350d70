"""A trade learnt at work and at school, with a tutor and an agreement that all sides sign."""

from django.utils.translation import gettext_lazy as _

from parvis.engagement.kinds.details import Detail, Shape
from parvis.engagement.kinds.kind import Kind

KIND = Kind(
    code="apprenticeship",
    name=_("Apprenticeship"),
    plural=_("Apprenticeships"),
    about=_("A trade learnt at work and at school, over months or years, with pay and an agreement."),
    ask=_("Apply"),
    pictogram="tools",
    topic="work",
    agreement="apprenticeship",
    checks=(1, 3, 6),
    called=(
        "apprentissage apprenti apprentie alternance",
        "apprenticeship apprentice trainee",
        "aprendizaje aprendiz",
        "تلمذة متدرب متدربة تدريب",
    ),
    details=(
        Detail("trade", Shape.TEXT, _("Trade"), required=True),
        Detail("months", Shape.NUMBER, _("How many months"), required=True),
        Detail("wage", Shape.PAY, _("Pay"), required=True),
        Detail("hours", Shape.HOURS, _("Hours"), required=True),
        Detail("school", Shape.TEXT, _("School")),
        Detail("level", Shape.LEVEL, _("Level of the language of work")),
        Detail("certificate", Shape.TEXT, _("What you get at the end")),
    ),
)
