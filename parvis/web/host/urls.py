from django.urls import path

from parvis.web.host.views import agreements, giving, identity, link, offering, referral, requests, sessions

app_name = "host"
urlpatterns = [
    # Whoever holds the link of one request.
    path("r/<str:token>/", link.preview, name="link"),
    path("r/<str:token>/answer/", link.answer, name="link_answer"),
    path("r/<str:token>/start/", link.start, name="link_start"),
    path("r/<str:token>/outcome/", link.outcome, name="link_outcome"),
    path("r/<str:token>/return/", link.give_back, name="link_return"),
    path("r/<str:token>/code/", identity.code, name="link_code"),
    path("r/<str:token>/open/", identity.open_once, name="link_open"),
    # Signed-in members of the receiver.
    # What one's organisation gives.
    path("answer/offers/", giving.offers, name="offers"),
    path("answer/offers/new/", offering.write, name="offer_new"),
    path("answer/offers/<uuid:offer_id>/write/", offering.edit, name="offer_edit"),
    path("answer/offers/<uuid:offer_id>/shown/", offering.shown, name="offer_shown"),
    path("answer/offers/<uuid:offer_id>/turn/", offering.turn, name="offer_turn"),
    path("answer/offers/<uuid:offer_id>/", giving.offer, name="offer"),
    path("answer/offers/<uuid:offer_id>/change/", giving.change, name="offer_change"),
    path("answer/offers/<uuid:offer_id>/plan/", sessions.plan, name="plan"),
    path("answer/taken/<uuid:engagement_id>/", giving.decide, name="decide"),
    path("answer/sessions/<uuid:session_id>/", sessions.session, name="session"),
    path("answer/sessions/<uuid:session_id>/attend/", sessions.attend, name="attend"),
    path("answer/sessions/<uuid:session_id>/move/", sessions.move, name="move"),
    path("answer/sessions/<uuid:session_id>/cancel/", sessions.cancel, name="cancel"),
    path("answer/supports/<uuid:support_id>/", sessions.support, name="support"),
    path("answer/", requests.requests, name="requests"),
    path("answer/<uuid:referral>/", referral.referral, name="referral"),
    path("answer/<uuid:referral>/answer/", referral.answer, name="answer"),
    path("answer/<uuid:referral>/start/", referral.start, name="start"),
    path("answer/<uuid:referral>/outcome/", referral.outcome, name="outcome"),
    path("answer/<uuid:referral>/return/", referral.give_back, name="return"),
    # Agreements in which the body is a party.
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/<uuid:agreement>/", agreements.agreement, name="agreement"),
    path("agreements/<uuid:agreement>/sign/", agreements.sign, name="agreement_sign"),
    path("agreements/<uuid:agreement>/no/", agreements.decline, name="agreement_decline"),
    path("agreements/<uuid:agreement>/end/", agreements.end, name="agreement_end"),
    path("agreements/<uuid:agreement>/print/", agreements.on_paper, name="agreement_print"),
]
