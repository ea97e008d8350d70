"""Small buttons beside an offer and its participants: what is refused is said in its own words."""

from django.urls import reverse

from parvis.core.clock import now
from parvis.engagement import actions
from tests.factories import engagement, people
from tests.factories.casework import Town
from tests.web.host.conftest import signed_in


def test_what_is_wrong_is_said_although_no_line_can_be_marked(here: Town) -> None:
    offer = engagement.offer(here.receiver, capacity=2)
    row = engagement.request(here.worker, people.person(here.worker), offer)
    actions.offer_place(engagement_public_id=row.public_id, by=here.member, at=now())
    client = signed_in(here.member)
    change, decide = reverse("host:offer_change", args=[offer.public_id]), reverse("host:decide", args=[row.public_id])
    for address, typed, words in (
        (change, {"capacity": "0"}, "More places than that are taken or kept already."),
        (change, {"state": "sold"}, "Choose one from the list."),
        (decide, {"do": "end"}, "Choose a reason."),
    ):
        html = client.post(address.replace("/fr/", "/en/"), typed, follow=True).content.decode()
        assert words in html
        assert "Look at the marked lines" not in html
    offer.refresh_from_db()
    row.refresh_from_db()
    assert (offer.capacity, offer.state, row.state) == (2, "open", "offered")
