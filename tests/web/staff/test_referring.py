"""From a need to a sent referral: nothing leaves without the person's yes, and nothing typed is lost."""

import re
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse

from parvis.casework.models import Referral
from parvis.core import outbox
from parvis.people.models import Consent
from parvis.web.design.words import day_text
from parvis.web.staff.consenting import until_text
from tests.factories import people
from tests.web.staff.conftest import Desk

FIELDS = ["identity", "contact", "language", "note"]
TYPED = {
    "urgency": "urgent",
    "preview": "A home for four people.",
    "fields_shared": FIELDS,
    "note": "They like the quarter.",
}


def page(desk: Desk) -> str:
    return desk.url(f"needs/{desk.need.public_id}/refer/")


def filled(desk: Desk, **more: Any) -> dict[str, Any]:
    shown = hidden(desk.client.post(page(desk), TYPED | {"choose": str(desk.service.public_id)}), "shown")
    return {**TYPED, "to": str(desk.service.public_id), "shown": shown, "once": "one", **more}


def hidden(answer: HttpResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    assert found is not None
    return found[1]


def test_the_consent_is_taken_on_the_page_and_the_referral_sent(desk: Desk) -> None:
    answer = desk.client.post(page(desk), filled(desk, do="send", agreed="on", manner="oral", interpreter="Samira"))
    row = Referral.objects.get()
    assert answer.url == desk.url(f"referrals/{row.public_id}/")
    assert row.state == "sent"
    assert row.consent.fields == FIELDS
    assert (row.consent.language, row.consent.manner, row.consent.interpreter) == ("ar", "oral", "Samira")
    letter = outbox.messages()[0]
    assert "أمل" not in letter.subject + letter.body
    shown = desk.client.get(answer.url).content.decode()
    assert "A home for four people." in shown


@pytest.mark.parametrize("missing", ["agreed", "manner"])
def test_without_the_yes_nothing_is_kept_and_nothing_lost(missing: str, desk: Desk) -> None:
    sent = filled(desk, do="send", agreed="on", manner="oral")
    answer = desk.client.post(page(desk), {key: value for key, value in sent.items() if key != missing})
    assert answer.status_code == 200
    assert "They like the quarter." in answer.content.decode()
    assert not Referral.objects.exists()
    assert not Consent.objects.filter(purpose="referral").exists()


def test_a_live_consent_asks_for_no_second_one(desk: Desk) -> None:
    people.consent(desk.worker, desk.person, desk.service.organisation, *FIELDS, at=desk.at)
    desk.client.post(page(desk), filled(desk, do="send", agreed="on"))
    assert Referral.objects.get().state == "sent"
    assert Consent.objects.filter(purpose="referral").count() == 1


def test_what_the_person_was_not_shown_does_not_leave(desk: Desk) -> None:
    sent = filled(desk, do="send", agreed="on", manner="oral", fields_shared=[*FIELDS, "age"])
    answer = desk.client.post(page(desk), sent)
    assert answer.status_code == 200
    assert not Referral.objects.exists()
    again = sent | {"shown": hidden(answer, "shown")}
    assert 'name="agreed" id="id_agreed" checked' not in answer.content.decode(), "the yes was to another list"
    assert "They like the quarter." in answer.content.decode()
    assert desk.client.post(page(desk), again).status_code == 302


def test_a_word_that_would_not_leave_is_said_before_it_is_sent(desk: Desk) -> None:
    sent = filled(desk, do="send", agreed="on", manner="oral", fields_shared=["identity", "language"])
    answer = desk.client.post(page(desk), sent)
    assert answer.status_code == 200 and 'id="id_note_error"' in answer.content.decode()
    assert not Referral.objects.exists()


def test_a_name_in_the_preview_is_refused(desk: Desk) -> None:
    answer = desk.client.post(
        page(desk), filled(desk, do="send", agreed="on", manner="oral", preview="إكزمبل needs a home")
    )
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert not Referral.objects.exists()


def test_choosing_another_place_keeps_what_was_typed(desk: Desk) -> None:
    answer = desk.client.post(page(desk), filled(desk, to="", choose=str(desk.service.public_id)))
    html = answer.content.decode()
    assert "A home for four people." in html
    assert 'role="alert"' not in html


def test_pressing_twice_sends_one(desk: Desk) -> None:
    sent = filled(desk, do="send", agreed="on", manner="oral")
    first, second = desk.client.post(page(desk), sent), desk.client.post(page(desk), sent)
    assert Referral.objects.count() == 1
    assert first.url == second.url


def test_a_draft_goes_on_and_is_sent(desk: Desk) -> None:
    kept = desk.client.post(page(desk), filled(desk, do="draft"))
    row = Referral.objects.get()
    assert (kept.url, row.state) == (desk.url(f"referrals/{row.public_id}/"), "draft")
    again = desk.client.get(f"{page(desk)}?draft={row.public_id}")
    assert "A home for four people." in again.content.decode()
    sent = filled(
        desk, do="send", agreed="on", manner="oral", draft=str(row.public_id), once="two", version=row.version
    )
    stale = desk.client.post(page(desk), sent | {"version": row.version + 3, "once": "three"})
    assert stale.status_code == 200
    assert desk.client.post(page(desk), sent).status_code == 302
    row.refresh_from_db()
    assert row.state == "sent"


def test_a_no_is_kept_and_nothing_sent(desk: Desk) -> None:
    desk.client.post(page(desk), filled(desk, do="no"))
    assert Consent.objects.get(purpose="referral").state == "refused"
    assert not Referral.objects.exists()


def test_a_referral_is_withdrawn_at_once(desk: Desk) -> None:
    desk.client.post(page(desk), filled(desk, do="send", agreed="on", manner="oral"))
    row = Referral.objects.get()
    here = desk.url(f"referrals/{row.public_id}/")
    assert desk.client.post(f"{here}withdraw/", {"once": "x", "version": row.version}).status_code == 200
    desk.client.post(f"{here}withdraw/", {"who": "person", "once": "x", "version": row.version})
    row.refresh_from_db()
    assert (row.state, row.share.state) == ("withdrawn", "closed")
    assert desk.client.get(here).status_code == 200
    printed = desk.client.get(f"{here}print/")
    assert printed.status_code == 200
    assert not re.search(r">[^<]*20\d\d-\d\d-\d\d", printed.content.decode())


def test_without_an_open_need_the_way_leads_to_one(desk: Desk) -> None:
    here = desk.url(f"cases/{desk.case.public_id}/")
    assert desk.client.get(f"{here}refer/").url == page(desk)
    desk.client.post(f"{here}needs/{desk.need.public_id}/met/", {"version": desk.need.version})
    assert desk.client.get(f"{here}refer/").url == f"{here}needs/"


def test_the_last_day_is_written_in_the_language_of_its_text() -> None:
    """Tigrinya has no consent text: what is read is the source's, and so is the day in it."""
    for read, told in {"ti": "fr", "so": "fr", "en-GB": "en", "ar": "ar"}.items():
        assert until_text("2027-03-09", read) == day_text(date(2027, 3, 9), told, this_year=0, weekday=False)
    assert "mars" in until_text("2027-03-09", "ti")
