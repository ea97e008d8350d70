"""What an offer says in its own words is read in the reader's language where it was translated, and else as it was written."""

from dataclasses import replace

from parvis.casework import queries as casework
from parvis.engagement import queries
from parvis.engagement.actions import OfferText
from parvis.web.shell import details
from parvis.web.staff.shown.entries import entry
from tests.engagement.conftest import School
from tests.factories import casework as cases
from tests.factories import engagement
from tests.factories.access import NOW

SHIFT = {"tasks": ["Peser", "Ranger"], "costs_paid": True}


def shift(school: School, *texts: OfferText, **facts: object):
    return engagement.offer(school.town, kind="volunteering", details=SHIFT, texts=texts, **facts)


def tasks(offer, language: str):
    (line,) = [one for one in details.lines(queries.offer(offer.public_id, language, NOW)) if one.code == "tasks"]
    return line


def test_words_are_those_of_the_reader_a_line_an_item(school: School) -> None:
    made = shift(school, OfferText(field="details.tasks", language="es", text="Pesar\nOrdenar"))
    line = tasks(made, "es")
    assert (line.texts, line.language, line.own_words) == (("Pesar", "Ordenar"), "es", True)


def test_without_a_translation_they_stay_what_they_are(school: School) -> None:
    made = shift(school, OfferText(field="details.tasks", language="es", text="Pesar\nOrdenar"))
    line = tasks(made, "ar")
    assert (line.texts, line.language) == (("Peser", "Ranger"), "fr")


def test_a_translation_of_a_detail_knows_its_source_and_that_no_native_read_it(school: School) -> None:
    made = shift(school, OfferText(field="details.tasks", language="en", text="Weigh\nTidy"))
    text = queries.offer(made.public_id, "en", NOW).words["tasks"]
    assert (text.unread, text.stale) == (True, False)
    made.details = {**SHIFT, "tasks": ["Porter"]}
    made.save()
    assert queries.offer(made.public_id, "en", NOW).words["tasks"].stale


def test_the_days_of_what_she_takes_up_are_named_in_the_language_of_who_reads(
    school: School, django_assert_num_queries
):
    arabic = OfferText(field="title", language="ar", text="مائدة مشتركة")
    meal = engagement.offer(school.town, kind="event", title="Repas partagé", texts=[arabic])
    case = cases.case(school.worker, school.person)
    evening = engagement.session(meal)
    row = engagement.request(school.worker, school.person, meal, case_ref=case.pk)
    with django_assert_num_queries(1):
        (hers,) = queries.appointments_of(school.herself, since=NOW)
    assert (hers.offer_title.text, hers.offer_title.language, hers.offer_title.unread) == ("مائدة مشتركة", "ar", True)
    page = queries.session_page(school.herself, evening.public_id, NOW, person_id=school.person.pk)
    assert page.offer_title == hers.offer_title
    reader = replace(school.worker, language="fr")
    (theirs,) = queries.sessions_taken(reader, row.pk)
    assert (theirs.offer_title.text, theirs.offer_title.origin) == ("Repas partagé", "source")
    for language, title in (("fr", "Repas partagé"), ("ar", "مائدة مشتركة")):
        reader = replace(school.worker, language=language)
        told = casework.timeline(reader, case.pk, at=NOW, kinds=("appointment",)).entries
        (visit,) = [entry.params["appointment"] for entry in told if entry.kind == "appointment"]
        assert visit.offer_title.text == title
        assert title in [entry(one).text for one in told if one.kind == "appointment"]
    booked = engagement.appointment(school.worker, school.person)
    assert not queries.session_page(school.worker, booked.public_id, NOW).offer_title


def test_what_to_bring_is_proposed_in_the_workers_language(school: School) -> None:
    bowl = OfferText(field="details.bring", language="en", text="A bowl")
    engagement.offer(school.town, kind="event", topics=["meet"], details={"bring": ["Un bol"]}, texts=[bowl])
    for language, said in (("en", ("A bowl",)), ("es", ("Un bol",))):
        (found,) = queries.offer_candidates(["meet"], language, NOW)
        assert found.candidate.documents == said
