"""A place for a household in a town that receives it: rooms, for some months, with people who are there."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.engagement.kinds.details import Detail, Facet, Shape
from parvis.engagement.kinds.kind import Kind

KIND = Kind(
    code="reception",
    name=_("Reception place"),
    plural=_("Reception places"),
    about=_("Rooms for a household that arrives, for some months."),
    ask=_("Ask for this place"),
    pictogram="roof",
    topic="housing",
    of_household=True,
    agreement="reception",
    checks=(1, 3, 6),
    called=(
        "accueil hébergement logement",
        "reception housing accommodation",
        "acogida alojamiento vivienda",
        "استقبال سكن إيواء",
    ),
    details=(
        Detail("rooms", Shape.NUMBER, pgettext_lazy("of a home", "Rooms"), required=True),
        Detail("months", Shape.NUMBER, _("How many months")),
        Detail("step_free", Shape.FLAG, _("Without stairs"), facet=Facet.STEP_FREE),
        Detail("school_near", Shape.FLAG, _("A school is near")),
        Detail("transport", Shape.TEXT, _("How to get around")),
        Detail("around", Shape.LINES, _("What is around")),
    ),
)
