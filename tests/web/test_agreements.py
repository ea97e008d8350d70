"""The story of one agreement through its pages: drafted by staff, read and signed by the person first, then by the others,
amended, left; and the one question some months later. What was typed twice counts once, and an old text is never signed."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from parvis.access.models import Account
from parvis.casework.models import Case
from parvis.core.clock import now
from parvis.core.models import Read
from parvis.engagement import actions, queries
from parvis.engagement.agreement_entries import NewParty
from parvis.engagement.models import Agreement, OutcomeCheck, Signature
from parvis.kernel.actor import Actor
from parvis.people.models import Person
from tests.factories import agreements, casework, engagement, people
from tests.factories.agreements import BODY, PARTICIPANT, Workshop

PIN = "481526"
BACKEND = "parvis.web.shell.backend.Backend"


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account_id), backend=BACKEND)
    return client


def at_her_page(here: Workshop, who: Person) -> Client:
    """Opened with a card and six digits."""
    card = people.card(here.worker, who, pin=PIN, at=now())
    client = Client()
    client.get(f"/c/{card.token}/")
    assert client.post("/fr/my/open/", {"pin": PIN}).status_code == 302
    return client


@pytest.fixture
def here(db: None) -> Workshop:
    return agreements.workshop()


@pytest.fixture
def case(here: Workshop) -> Case:
    return casework.case(here.worker, here.person)


@pytest.fixture
def her(here: Workshop) -> Client:
    return at_her_page(here, here.person)


@pytest.fixture
def desk(here: Workshop) -> Client:
    return signed_in(here.worker)


@pytest.fixture
def canteen(here: Workshop) -> Client:
    return signed_in(here.member)


def current(**facts: object) -> dict[str, object]:
    """An agreement of today."""
    today = now().date()
    return {"at": now(), "starts_on": today, "ends_on": today + timedelta(days=90), **facts}


def form_of(html: str, prefix: str, **typed: str) -> dict[str, str]:
    """What a form of the page sends, as it stands there."""
    hidden = dict(re.findall(rf'<input type="hidden" name="({prefix}-\w+)" value="([^"]*)"', html))
    assert hidden, f"no form {prefix}"
    return {**hidden, **{f"{prefix}-{name}": value for name, value in typed.items()}}


def typed_clauses(html: str) -> dict[str, object]:
    """The page of an amendment as it stands, sent back unchanged."""
    found: dict[str, object] = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', html))
    for name, text in re.findall(r'<textarea name="(clause-[\w-]+)"[^>]*>\s*(.*?)</textarea>', html, re.DOTALL):
        found[name] = unescape(text)
    for name, value in re.findall(r'name="(clause-\d+-binds)" value="(\d+)"[^>]*checked', html):
        found.setdefault(name, []).append(value)  # type: ignore[union-attr]
    found["ends_on"] = re.search(r'name="ends_on" value="([\d-]+)"', html)[1]
    return found


def page_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def mine(row: Agreement) -> str:
    return f"/fr/my/agreements/{row.public_id}/"


def bodys(row: Agreement) -> str:
    return f"/fr/agreements/{row.public_id}/"


def ours(row: Agreement) -> str:
    return f"/fr/staff/agreements/{row.public_id}/"


def test_the_form_of_a_draft_knows_whose_own_time_it_is_and_asks_ten_times_at_most(
    here: Workshop, case: Case, desk: Client, django_assert_max_num_queries
) -> None:
    mentor = people.person(here.worker, "Paul Exemple")
    offer = engagement.offer(here.town, kind="mentoring", given_by_id=mentor.pk)
    row = engagement.request(here.worker, here.person, offer)
    path = f"/fr/staff/cases/{case.public_id}/agreements/new/"
    first = page_of(desk, path)
    assert re.search(rf'value="{row.public_id}"[^>]*(selected|checked)', first)
    assert re.search(r'value="mentoring"[^>]*(selected|checked)', first)
    with django_assert_max_num_queries(10):
        assert "Paul Exemple" in page_of(desk, f"{path}?engagement={row.public_id}&text=mentoring")


def test_a_tutor_of_the_register_is_a_party_herself_and_signs_on_her_own_page(
    here: Workshop, case: Case, desk: Client, her: Client, django_assert_max_num_queries
) -> None:
    tutor = people.host(here.worker, "Nadia Exemple", part="tutor", organisation_id=here.canteen.pk, at=now())
    people.host(here.worker, "Rose Exemple", part="tutor", organisation_id=here.town.pk, at=now())
    people.host(here.worker, "Paul Exemple", part="mentor", organisation_id=here.canteen.pk, at=now())
    gone = people.host(here.worker, "Luc Exemple", part="tutor", organisation_id=here.canteen.pk, at=now())
    people.actions.end_part(part_public_id=gone.parts.get().public_id, by=here.worker, at=now())
    new = f"/fr/staff/cases/{case.public_id}/agreements/new/"
    chosen = f"{new}?engagement={here.engagement.public_id}&text=internship"
    page_of(desk, chosen)
    with django_assert_max_num_queries(10):
        html = page_of(desk, chosen)
    assert f'value="person:{tutor.pk}"' in html
    for other in ("Rose Exemple", "Paul Exemple", "Luc Exemple"):
        assert other not in html
    assert set(Read.objects.filter(person_id=tutor.pk).values_list("what", flat=True)) == {"list"}

    typed = {"first_language": "fr", "second_language": "ar", "blank_trade": "cuisine", "blank_hours": "28"}
    typed |= {"blank_pay": "600", "who_tutor": f"person:{tutor.pk}"}
    assert desk.post(chosen, {**typed, "who_tutor": f"person:{gone.pk}"}).status_code == 200, "not one of these"
    answer = desk.post(chosen, typed)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    row = Agreement.objects.get()
    assert row.parties.get(role="tutor").person_id == tutor.pk
    actions.send_for_signature(agreement_public_id=row.public_id, by=here.worker, at=now())

    hers = at_her_page(here, tutor)
    assert "Une convention vous attend" not in page_of(hers, "/fr/my/"), "who learns signs first"
    actions.sign(agreement_public_id=row.public_id, edition=1, party=1, by=here.herself, at=now())
    assert mine(row) in page_of(hers, "/fr/my/")
    html = page_of(hers, mine(row))
    assert hers.post(f"{mine(row)}sign/", form_of(html, "sign", read="on")).status_code == 302
    assert Signature.objects.get(party__role="tutor").account_id is None
    assert mine(row) not in page_of(hers, "/fr/my/")


def test_staff_draft_from_a_text_of_the_house_write_it_out_and_send_it(
    here: Workshop, case: Case, desk: Client
) -> None:
    new = f"/fr/staff/cases/{case.public_id}/agreements/new/"
    assert "Trois semaines en cuisine" in page_of(desk, new)
    chosen = f"{new}?engagement={here.engagement.public_id}&text=internship"
    once = {"once": "a-token", "first_language": "fr", "second_language": "ar"}
    given = {"blank_trade": "cuisine", "second_trade": "الطبخ", "blank_hours": "28", "blank_pay": "600"}
    wrong = desk.post(chosen, {**once, **given, "second_language": "fr", "who_tutor": "paper"})
    html = wrong.content.decode()
    assert wrong.status_code == 200 and not Agreement.objects.exists()
    assert "Choisissez deux langues différentes" in html and "Écrivez le nom de qui signe sur papier" in html
    right = {**once, **given, "who_tutor": f"account:{here.tutor.account_id}"}
    first, second = desk.post(chosen, right).url, desk.post(chosen, right).url
    row = Agreement.objects.get()
    assert first == second == ours(row)
    assert "الطبخ" in row.clauses.get(position=1).second
    assert [party.role for party in row.parties.order_by("number")] == [
        "participant",
        "tutor",
        "organisation",
        "programme",
    ]
    clauses = {
        "clause-TOTAL_FORMS": "2", "clause-INITIAL_FORMS": "2", "first_title": "Stage", "second_title": "تدريب",
        "clause-0-first": "Amal Exemple apprend.", "clause-0-second": "تتعلّم Amal Exemple.", "clause-0-binds": ["1", "2", "3", "4"],
        "clause-1-first": "Le midi est offert.", "clause-1-second": "", "clause-1-binds": ["3"],
    }  # fmt: skip
    missing = desk.post(f"{ours(row)}text/", {**clauses, "do": "keep"})
    assert missing.status_code == 200 and "Le midi est offert." in missing.content.decode()
    more = desk.post(f"{ours(row)}text/", {**clauses, "do": "more"}).content.decode()
    assert "Le midi est offert." in more and 'name="clause-2-first"' in more
    kept = desk.post(f"{ours(row)}text/", {**clauses, "clause-1-second": "الغداء مجاني.", "do": "keep"})
    assert kept.url == ours(row)
    assert [one.first for one in row.clauses.order_by("position")] == ["{p1} apprend.", "Le midi est offert."]
    row.refresh_from_db()
    for _twice in range(2):
        assert desk.post(f"{ours(row)}press/send/", {"version": str(row.version)}).url == ours(row)
    row.refresh_from_db()
    assert row.state == "to_sign"
    assert queries.owed_signatures(here.herself, now())[0].public_id == row.public_id


def test_one_sheet_with_every_signature_is_noted_at_once(here: Workshop, desk: Client) -> None:
    row = agreements.sent(here, at=now())
    html = desk.get(ours(row)).content.decode()
    sent = form_of(html, "paper", party="0", manner="paper")
    for _again in range(2):
        assert desk.post(f"{ours(row)}paper/", sent).url == ours(row)
    row.refresh_from_db()
    assert (row.state, Signature.objects.filter(party__agreement=row).count()) == ("in_force", 4)


def test_what_is_signed_on_paper_or_said_aloud_is_noted(here: Workshop, desk: Client) -> None:
    row = agreements.sent(here, **current())
    html = page_of(desk, ours(row))
    heard = desk.post(f"{ours(row)}paper/", form_of(html, "paper", party="1", manner="oral"))
    assert heard.status_code == 200 and "Écrivez qui l’a entendu" in heard.content.decode()
    sent = form_of(html, "paper", party="1", manner="oral", witness="Samira")
    for _twice in range(2):
        assert desk.post(f"{ours(row)}paper/", sent).url == ours(row)
    assert Signature.objects.get().manner == "oral"
    assert "dit à voix haute, et certifié" in page_of(desk, ours(row))
    assert "Samira" not in page_of(desk, ours(row))


def test_an_amendment_touches_two_of_four_and_the_old_text_holds(
    here: Workshop, desk: Client, her: Client, canteen: Client
) -> None:
    row = agreements.in_force(here, **current())
    html = page_of(desk, f"{ours(row)}amend/")
    typed = typed_clauses(html)
    nothing = desk.post(f"{ours(row)}amend/", {**typed, "reason": "hours"})
    assert nothing.status_code == 200 and "Rien n’est encore modifié" in nothing.content.decode()
    typed["clause-1-first"], typed["clause-1-second"] = "Heures par semaine : 16.", "عدد الساعات: 16."
    stale = {**typed, "reason": "hours", "version": "1"}
    assert "Quelqu’un d’autre" in desk.post(f"{ours(row)}amend/", stale).content.decode()
    sent = desk.post(f"{ours(row)}amend/", {**typed, "reason": "hours", "words": "Les cours"})
    assert sent.url == ours(row), sent.content.decode()
    owing = [party.number for party in row.parties.filter(owes_edition=2).order_by("number")]
    assert owing == [PARTICIPANT, BODY]
    mine_now = page_of(her, mine(row))
    assert "Heures par semaine : 28." in mine_now and "Heures par semaine : 16." in mine_now
    assert her.post(f"{mine(row)}sign/", form_of(mine_now, "sign", read="on")).status_code == 302
    body = page_of(canteen, bodys(row))
    assert canteen.post(f"{bodys(row)}sign/", form_of(body, "sign", read="on")).status_code == 302
    after = page_of(her, mine(row))
    assert "Heures par semaine : 28." not in after and "Heures par semaine : 16." in after


def test_a_draft_is_given_up_and_a_sent_one_drafted_again(here: Workshop, desk: Client) -> None:
    row = agreements.sent(here, **current())
    again = desk.post(f"{ours(row)}again/", {"version": str(row.version)}).url
    new = Agreement.objects.get(state="draft")
    assert again == ours(new)
    html = page_of(desk, ours(new))
    assert desk.post(f"{ours(new)}void/", form_of(html, "void", reason="mistake")).url == ours(new)
    new.refresh_from_db()
    assert new.state == "void"
    refused = desk.post(f"{ours(new)}press/send/", {"version": str(new.version)})
    assert refused.url == ours(new)
    new.refresh_from_db()
    assert new.state == "void"


def test_a_mentor_reads_and_signs_on_her_own_page(here: Workshop) -> None:
    mentor = people.person(here.worker, "Odette Exemple")
    offer = engagement.offer(here.canteen, kind="mentoring", given_by_id=mentor.pk)
    here.engagement = engagement.request(here.worker, here.person, offer)
    parties = [NewParty(role="host", person_id=mentor.pk), NewParty(role="programme", organisation_id=here.town.pk)]
    row = agreements.sent(here, **current(template="mentoring", parties=parties, blanks={"meetings": 2, "minutes": 60}))
    hers = at_her_page(here, mentor)
    assert hers.get(mine(row)).status_code == 404
    agreements.sign(here, row, PARTICIPANT, at=now())
    html = page_of(hers, mine(row))
    assert "Vous signez comme" not in html
    assert hers.post(f"{mine(row)}sign/", form_of(html, "sign", read="on")).status_code == 302
    assert Signature.objects.get(party__person=mentor).account_id is None
    told = page_of(at_her_page(here, here.person), "/fr/my/reads/")
    assert "Quelqu’un qui la signe avec vous" in told and "une convention où vous êtes nommé" in told


def test_she_reads_both_languages_signs_once_and_opens_it_to_the_others(
    here: Workshop, her: Client, canteen: Client
) -> None:
    row = agreements.sent(here, **current())
    assert canteen.get(bodys(row)).status_code == 404
    html = page_of(her, mine(row))
    assert 'lang="ar" dir="rtl"' in html and "Heures par semaine" in html and "عدد الساعات" in html
    assert "Cantine des Lilas" in html
    unticked = her.post(f"{mine(row)}sign/", form_of(html, "sign"))
    assert unticked.status_code == 200 and not Signature.objects.exists()
    sent = form_of(html, "sign", read="on")
    for _twice in range(2):
        assert her.post(f"{mine(row)}sign/", sent).url == mine(row)
    assert Signature.objects.get().party.number == PARTICIPANT
    assert "sign-read" not in page_of(her, mine(row))
    body = page_of(canteen, bodys(row))
    assert "Amal Exemple" in body
    assert canteen.post(f"{bodys(row)}sign/", form_of(body, "sign", read="on")).url == bodys(row)
    row.refresh_from_db()
    assert row.state == "partly_signed"


def test_a_signature_of_a_text_that_has_changed_is_asked_again(here: Workshop, her: Client) -> None:
    row = agreements.in_force(here, **current())
    agreements.amend(here, row, at=now())
    old = form_of(page_of(her, mine(row)), "sign", read="on")
    actions.withdraw_amendment(agreement_public_id=row.public_id, by=here.worker, at=now())
    agreements.amend(here, row, agreements.hours_change(row, hours=12), at=now())
    answer = her.post(f"{mine(row)}sign/", old)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Le texte a changé depuis que vous l’avez ouvert" in html
    assert "Heures par semaine : 12." in html
    assert 'name="sign-read" required' not in html and "checked" not in html.split('name="sign-read"')[1][:40]
    assert not Signature.objects.filter(edition__gt=1).exists()
    assert her.post(f"{mine(row)}sign/", form_of(html, "sign", read="on")).status_code == 302
    assert Signature.objects.get(edition__gt=1).edition == 3


def test_her_no_ends_the_matter_without_a_reason(here: Workshop, her: Client) -> None:
    row = agreements.sent(here, **current())
    html = page_of(her, mine(row))
    assert her.post(f"{mine(row)}no/", form_of(html, "no")).url == mine(row)
    row.refresh_from_db()
    assert (row.state, row.void_reason) == ("void", "not_agreed")
    assert "Signer" not in page_of(her, mine(row))


def test_she_leaves_and_nobody_is_named(here: Workshop, case: Case, her: Client, desk: Client) -> None:
    row = agreements.in_force(here, **current())
    before = page_of(her, f"{mine(row)}leave/")
    once = re.search(r'name="once" value="(\w+)"', before)[1]
    assert her.post(f"{mine(row)}leave/", {"once": once, "reason": "no_contact"}).status_code == 200
    for _twice in range(2):
        assert her.post(f"{mine(row)}leave/", {"once": once, "reason": ""}).url == mine(row)
    html = page_of(desk, ours(row))
    assert "Cela s’est arrêté avant le dernier jour. On ne demande pas pourquoi." in html
    # The timeline tells that it ended, and by nobody.
    told = page_of(desk, f"/fr/staff/cases/{case.public_id}/?kind=agreement")
    entry = told[told.index("Convention terminée") :][:400]
    assert "la personne elle-même" not in entry and "Worker" not in entry
    assert "il n’y a rien à arrêter" in page_of(her, f"{mine(row)}leave/")


def test_a_body_ends_it_with_a_reason_that_blames_nobody(here: Workshop, canteen: Client) -> None:
    row = agreements.in_force(here, **current())
    html = page_of(canteen, bodys(row))
    without = canteen.post(f"{bodys(row)}end/", form_of(html, "end"))
    assert without.status_code == 200 and "Choisissez une raison" in without.content.decode()
    assert canteen.post(f"{bodys(row)}end/", form_of(html, "end", reason="health_or_family")).status_code == 200
    assert canteen.post(f"{bodys(row)}end/", form_of(html, "end", reason="times")).url == bodys(row)
    assert "les horaires n’allaient plus" in page_of(canteen, bodys(row))


def test_one_question_at_a_time_on_her_page(here: Workshop, her: Client, desk: Client) -> None:
    past = now() - timedelta(days=40)
    checks = actions.plan_outcome_checks(engagement_id=here.engagement.pk, months=[0, 1, 3], by=here.worker, at=past)
    (asked,) = queries.checks_due(here.herself, now())
    assert asked.public_id == checks[1].public_id
    assert her.get(f"/fr/my/outcomes/{checks[2].public_id}/").status_code == 404
    html = page_of(her, f"/fr/my/outcomes/{asked.public_id}/")
    assert "Je préfère ne pas le dire" in html
    assert her.post(f"/fr/my/outcomes/{asked.public_id}/", {}).status_code == 200
    once = re.search(r'name="once" value="(\w+)"', html)[1]
    assert her.post(f"/fr/my/outcomes/{asked.public_id}/", {"answer": "not_said", "once": once}).status_code == 302
    row = OutcomeCheck.objects.get(pk=checks[1].pk)
    assert (row.answer, row.noted_by_id) == ("not_said", None)
    assert her.get(f"/fr/my/outcomes/{asked.public_id}/").status_code == 404
    assert desk.get(f"/fr/staff/outcomes/{asked.public_id}/").status_code == 404
