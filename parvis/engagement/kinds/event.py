"""A meeting of neighbours: a meal, a walk, a workshop. Newcomers and residents each have places kept for them."""

from django.utils.translation import gettext_lazy as _

from parvis.engagement.kinds.details import Detail, Facet, Shape
from parvis.engagement.kinds.kind import HOST, NEWCOMER, Kind, Placing

KIND = Kind(
    code="event",
    name=_("Event"),
    plural=_("Events"),
    about=_("A meeting of neighbours: a meal, a walk, a workshop. A free place is taken at once."),
    ask=_("I come"),
    pictogram="hands",
    topic="meet",
    placing=Placing.AT_ONCE,
    parts=frozenset({NEWCOMER, HOST}),
    called=(
        "événement rencontre fête sortie atelier",
        "event meeting party workshop",
        "evento encuentro fiesta taller",
        "فعالية فعاليات لقاء حفلة نشاط",
    ),
    details=(
        Detail("together", Shape.TEXT, _("What we do together")),
        Detail("children_welcome", Shape.FLAG, _("Children are welcome"), facet=Facet.CHILDREN),
        Detail("in_languages", Shape.LANGUAGES, _("Languages spoken there"), facet=Facet.LANGUAGES),
        Detail("free", Shape.FLAG, _("Free"), facet=Facet.FREE),
        Detail("bring", Shape.LINES, _("What to bring")),
    ),
)
