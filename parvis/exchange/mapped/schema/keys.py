"""Every key of a mapping file. A field has the name it has in `directory.incoming`; its kind says how its text is read.

Kinds: `line` (one line; of several values the first that says something), `text` (each value a paragraph), `list` (every value),
`url`, `email`, `day`, `moment`, `age`, `year`, `degrees`, `flag`, and the code lists below. docs/operate/mappings.md explains them.
"""

from __future__ import annotations

from parvis.access.choices import OrganisationKind
from parvis.directory import choices
from parvis.directory.incoming import STATUSES
from parvis.kernel.topics import TOPICS

TOP = ("name", "title", "licence", "link", "language", "region", "bounds", "about", "files")
FILE = ("file", "items", "delimiter", "optional", "skip", "ignore", "organisation", "service", "place")
VALUE = ("column", "join", "glue", "template", "constant", "split", "pattern", "date", "words", "otherwise")
OTHERWISE = ("keep", "drop", "ignore")
SECTIONS = ("organisation", "service", "place")
RULE = ("column", "split", "any")
ALTERNATIVE = ("fact", "op", "words")
OPS = ("in", "overlaps", "not_in")

ORGANISATION = {
    "id": "line", "name": "line", "alternate_name": "line", "description": "text", "url": "url", "email": "email",
    "legal_status": "line", "year_founded": "year", "logo_url": "url", "parent_source_id": "line", "kind": "kind",
}  # fmt: skip
SERVICE = {
    "id": "line", "organisation": "line", "name": "line", "alternate_name": "line", "summary": "text", "description": "text",
    "url": "url", "email": "email", "status": "status", "hours": "list", "languages": "list", "documents": "list",
    "areas": "list", "topics": "topics", "eligibility_text": "text", "minimum_age": "age", "maximum_age": "age",
    "application_process": "text", "wait_time": "line", "fees": "text", "cost_kind": "cost", "interpretation": "text",
    "accreditations": "text", "licences": "text", "alert": "text", "assured_on": "day", "assured_by": "line",
    "modified_at": "moment", "bring_text": "text", "by_appointment": "flag", "takes_no_referrals": "flag", "sensitive": "flag",
}  # fmt: skip
PLACE = {
    "id": "line", "organisation": "line", "service": "list", "name": "line", "alternate_name": "line", "description": "text",
    "kind": "place", "latitude": "degrees", "longitude": "degrees", "quarter": "line", "transportation": "text", "url": "url",
    "hours": "list", "languages": "list", "accessibility": "list", "access": "list", "confidential": "flag",
}  # fmt: skip
FIELDS = {"organisation": ORGANISATION, "service": SERVICE, "place": PLACE}
REQUIRED = {"organisation": ("id", "name"), "service": ("id", "name"), "place": ("id",)}

PHONE = ("number", "kind", "description", "extension", "text")
CONTACT = ("name", "title", "department", "email", "phone")
TERM = ("vocabulary", "code", "name")
ADDRESS = ("text", "attention", "line_1", "line_2", "city", "region", "state", "postal_code", "country", "kind")
GROUPS = {
    "organisation": {"phones": PHONE, "contacts": CONTACT, "terms": TERM},
    "service": {"phones": PHONE, "contacts": CONTACT, "terms": TERM},
    "place": {"phones": PHONE, "contacts": CONTACT, "address": ADDRESS},
}
SHORT = {"phones": "number", "contacts": "name", "address": "text"}  # what a plain column stands for
TRANSLATED = {kind: choices.TRANSLATED[kind.replace("place", "location")] for kind in SECTIONS}

CODES = {
    "topics": tuple(TOPICS),
    "status": STATUSES,
    "cost": tuple(choices.CostKind.values),
    "kind": tuple(OrganisationKind.values),
    "place": ("physical", "postal", "virtual"),
}
