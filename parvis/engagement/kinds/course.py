"""A course run: a row of lessons, one group."""

from django.utils.translation import gettext_lazy as _

from parvis.engagement.kinds.details import Detail, Facet, Shape
from parvis.engagement.kinds.kind import ChecksFrom, Kind

KIND = Kind(
    code="course",
    name=_("Course"),
    plural=_("Courses"),
    about=_("A row of lessons for one group. You say yes to who asks."),
    ask=_("Ask for a place"),
    pictogram="book",
    topic="learn",
    teaches_at="level",
    checks=(3,),
    checks_from=ChecksFrom.END,
    called=(
        "cours classe leçon",
        "course class lesson",
        "curso clase lección",
        "دورة درس دروس",
    ),
    details=(
        Detail("sessions", Shape.WEEKLY, _("When")),
        Detail("level", Shape.LEVEL, _("Level")),
        Detail("hours_in_all", Shape.NUMBER, _("Hours in all")),
        Detail("certificate", Shape.TEXT, _("What you get at the end")),
        Detail("childcare", Shape.FLAG, _("Somebody looks after the children"), facet=Facet.CHILDREN),
        Detail("in_languages", Shape.LANGUAGES, _("Languages spoken there"), facet=Facet.LANGUAGES),
        Detail("free", Shape.FLAG, _("Free"), facet=Facet.FREE),
    ),
)
