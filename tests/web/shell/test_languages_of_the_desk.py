"""How languages and a few words of the house are named to a reader."""

import pytest
from django.utils.translation import override

from parvis.engagement.kinds import kind_of
from parvis.web.shell.spoken import spoken_languages


@pytest.mark.parametrize(("reader", "dari"), [("fr", "dari"), ("en", "Dari"), ("es", "darí"), ("ar", "الدارية")])
def test_dari_has_a_name_in_the_language_of_who_reads(reader: str, dari: str) -> None:
    with override(reader):
        assert dict(spoken_languages())["prs"] == f"{dari} · دری"


def test_the_rooms_of_a_home_are_no_parts_of_a_site() -> None:
    label = next(one.label for one in kind_of("reception").details if one.code == "rooms")
    with override("fr"):
        assert str(label) == "Pièces"
    with override("ar"):
        assert str(label) == "عدد الغرف"
