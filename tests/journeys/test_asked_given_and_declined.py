"""Stories of three kinds of help in the same steps: a course that is full, a mentor's own time, a vacancy that is declined."""

from __future__ import annotations

from datetime import timedelta

from parvis.engagement.models import Engagement, Session
from tests.journeys.conftest import Time
from tests.journeys.taking_part import (
    SignIn,
    asks,
    at_her_page,
    everybody_signs,
    lets_them_know,
    needs,
    next_day,
    number_of,
    offer_of,
    says_yes,
    taken_up,
    until_after,
)
from tests.town import Town

AMAL = "أمل إكزمبل"


def test_she_asks_for_a_course_waits_gets_a_place_and_comes(town: Town, sign_in: SignIn, time: Time) -> None:
    course = offer_of(town, "vivre-ici")
    giver = sign_in("caseworker")
    page = f"/en/answer/offers/{course.public_id}/"
    giver.open(page).write("How many places", "2").press("Keep these places").sees("Kept.")

    amal = asks(at_her_page(town), course, "Onto the waiting list")
    amal.sees("It is full now. You are on the waiting list: a free place is offered to you.")
    row = Engagement.objects.get(offer=course, person=town.person("Amal"))
    me = number_of(row)
    assert me in giver.open(page).part("They wait")
    giver.does_not_see("Amal")
    giver.write("How many places", "3").press("Keep these places").sees("Kept.")
    says_yes(amal, row).sees("You are expected")

    day = next_day(course)
    until_after(day, time)
    giver = sign_in("caseworker").open(f"/en/answer/sessions/{day.public_id}/")
    giver.select("How did it go?", "Came", near=me).press("Keep who came").sees("Kept.")
    taken_up(giver, town.case("Amal")).sees("Living here: law, school, health, work", "Has a place")
    giver.follow("Appointments").sees("Came")


def test_a_mentor_gives_her_time(town: Town, sign_in: SignIn, time: Time) -> None:
    walk = offer_of(town, "marraine-odette")
    amal = asks(at_her_page(town), walk, "Ask to meet").sees("You have asked. They answer; you find it here.")
    row = Engagement.objects.get(offer=walk, person=town.person("Amal"))
    me = number_of(row)

    odette = sign_in("mentor").open("/en/my/").follow("The time I give").does_not_see("Amal")
    odette.press("Yes, I would like to meet", near=me).sees("They are told that there is news.")
    says_yes(amal, row)
    lets_them_know(amal, row)
    everybody_signs(town, sign_in("caseworker"), amal, odette, row)

    odette.open("/en/my/").follow("The time I give").follow("Plan a day", near="A walk twice a month")
    day = (time.at + timedelta(days=6)).date()
    odette.write("Which day?", day.isoformat()).write("Hour", "15:15").tick("One hour and a half")
    odette.write("Where do you meet?", "Under the town hall clock").press("Plan it").sees("1 day is planned.")
    session = Session.objects.get(offer=walk, room="Under the town hall clock")
    needs(amal, session, "A lift or a ticket")
    odette.open(f"/en/my/given/days/{session.public_id}/").sees("A lift or a ticket", "Under the town hall clock")
    odette.press("It is sure").sees("will be there", AMAL)

    until_after(session, time)
    odette = sign_in("mentor").open("/en/my/given/").sees("Who came?").open(f"/en/my/given/days/{session.public_id}/")
    odette.tick("Came", near=AMAL).press("Keep who came").sees("Kept. Thank you.")
    odette.follow("The time I give").press("We have begun", near=AMAL).sees("You have begun.")
    time.passes(days=90)
    odette = sign_in("mentor").open("/en/my/given/").press("We have come to the end", near=AMAL)
    odette.sees("You have come to the end. Thank you for your time.")
    taken_up(sign_in("caseworker"), town.case("Amal")).sees("A walk twice a month", "Completed")


def test_a_vacancy_is_declined_and_nobody_is_blamed(town: Town, sign_in: SignIn) -> None:
    job, mariam = offer_of(town, "mediation-guichet"), town.case("Mariam")
    worker = sign_in("caseworker2")
    worker.open(f"/en/staff/cases/{mariam.public_id}/needs/").select("What is it about?", "Work")
    worker.write("In the person’s words", "أبحث عن عمل").press("Add this need")
    worker.follow("Places for this need", near="أبحث عن عمل").follow("To take up")
    worker.follow("Apply", near="Mediator at the welcome desk").press("Keep it")
    row = Engagement.objects.get(offer=job, person=mariam.person)
    assert row.state == "requested"

    giver = sign_in("caseworker").open(f"/en/answer/offers/{job.public_id}/").does_not_see("Mariam", "مريم")
    me = number_of(row)
    giver.select("Why", "It is not the right match", near=me).press("It ends here", near=me).sees("Kept.")

    told = taken_up(sign_in("caseworker2"), mariam).sees(
        "Mediator at the welcome desk", "It was not the right match, and ended."
    )
    told.does_not_see("declined", "rejected", "refused", "failed")
