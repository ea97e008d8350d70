from django.urls import path

from parvis.web.admin_desk.views import accounts, doubts, holds, home, listings, organisations, outbox, reads, retention

app_name = "admin_desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("organisations/", organisations.found, name="organisations"),
    path("organisations/<uuid:organisation>/", organisations.contact, name="organisation"),
    path("accounts/new/", accounts.new, name="new_account"),
    path("accounts/<uuid:account>/", accounts.account, name="account"),
    path("accounts/<uuid:account>/roles/<uuid:membership>/end/", accounts.end_role, name="end_role"),
    path("directory/", listings.found, name="listings"),
    path("directory/conflicts/", doubts.conflicts, name="conflicts"),
    path("directory/conflicts/<uuid:conflict>/", doubts.settle, name="settle_conflict"),
    path("directory/conflicts/<uuid:conflict>/undo/", doubts.reopen_conflict, name="reopen_conflict"),
    path("directory/look-alikes/", doubts.lookalikes, name="lookalikes"),
    path("directory/look-alikes/<uuid:pair>/", doubts.answer, name="answer_pair"),
    path("directory/look-alikes/<uuid:pair>/undo/", doubts.reopen_pair, name="reopen_pair"),
    path("directory/decided/", doubts.decided, name="decided"),
    path("directory/<uuid:listing>/", listings.listing, name="listing"),
    path("directory/<uuid:listing>/take-back/", listings.take_back, name="take_back"),
    path("directory/<uuid:listing>/places/<uuid:place>/", listings.place, name="listing_place"),
    path("reads/", reads.reads, name="reads"),
    path("retention/", retention.due, name="retention"),
    path("retention/certificates/", retention.certificates, name="certificates"),
    path("retention/certificates/<str:run>/", retention.certificate, name="certificate"),
    path("retention/holds/", holds.found, name="holds"),
    path("retention/holds/new/", holds.new, name="new_hold"),
    path("retention/holds/<uuid:hold>/", holds.hold, name="hold"),
    path("retention/holds/<uuid:hold>/review/", holds.review, name="review_hold"),
    path("retention/holds/<uuid:hold>/ask/", holds.ask, name="ask_to_lift"),
    path("retention/holds/<uuid:hold>/go-on/", holds.go_on, name="go_on_holding"),
    path("retention/holds/<uuid:hold>/lift/", holds.lift, name="lift_hold"),
    path("outbox/", outbox.outbox, name="outbox"),
]
