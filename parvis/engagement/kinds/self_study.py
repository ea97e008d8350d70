"""A unit to learn alone, on a phone or on paper, whenever one likes."""

from django.utils.translation import gettext_lazy as _

from parvis.engagement.kinds.details import Detail, Facet, Shape
from parvis.engagement.kinds.kind import HOST, NEWCOMER, Kind, Placing

KIND = Kind(
    code="self_study",
    name=_("To learn alone"),
    plural=_("To learn alone"),
    about=_("Something to learn alone, on a phone or on paper, at any time."),
    ask=_("Begin"),
    pictogram="book",
    topic="learn",
    teaches_at="level",
    placing=Placing.AT_ONCE,
    parts=frozenset({NEWCOMER, HOST}),
    called=(
        "autoformation autonomie exercices",
        "self-study e-learning exercises",
        "autoaprendizaje autoformación ejercicios",
        "تعلم ذاتي تمارين",
    ),
    details=(
        Detail("hours_in_all", Shape.NUMBER, _("Hours in all")),
        Detail("level", Shape.LEVEL, _("Level")),
        Detail("link", Shape.LINK, _("Where to find it")),
        Detail("offline", Shape.FLAG, _("Works without a connection")),
        Detail("in_languages", Shape.LANGUAGES, _("Languages it is in"), facet=Facet.LANGUAGES),
    ),
)
