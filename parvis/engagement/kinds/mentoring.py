"""A mentor's or a buddy's own time: two people meet over some months, under an agreement."""

from django.utils.translation import gettext_lazy as _

from parvis.engagement.kinds.details import Detail, Facet, Shape
from parvis.engagement.kinds.kind import ChecksFrom, Kind

KIND = Kind(
    code="mentoring",
    name=_("Mentor"),
    plural=_("Mentors"),
    about=_("Your own time: two people meet over some months."),
    ask=_("Ask to meet"),
    pictogram="people",
    topic="meet",
    given_by_person=True,
    agreement="mentoring",
    checks=(3, 6),
    checks_from=ChecksFrom.START,
    called=(
        "mentor mentore mentorat parrain marraine parrainage binôme",
        "mentor mentoring buddy",
        "mentor mentora mentoría padrino madrina",
        "مرشد مرشدة إرشاد مرافقة",
    ),
    details=(
        Detail("hours_a_month", Shape.NUMBER, _("Hours a month"), required=True),
        Detail("months", Shape.NUMBER, _("How many months"), required=True),
        Detail("in_languages", Shape.LANGUAGES, _("Languages spoken there"), facet=Facet.LANGUAGES),
        Detail("helps_with", Shape.LINES, _("Helps with")),
        Detail("likes", Shape.LINES, _("Likes")),
    ),
)
