"""Every address of the house, written by hand: who may enter, what answers, and what a form there sends.

A path's words in braces are kinds of things (`tests/things.py` finds them). `{lang}` is the language. A new address without a row here
fails `tests/web/test_every_url.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests import retained
from tests.sent import (
    ACCEPT,
    API_ANSWER,
    BODYS,
    CLAUSE,
    CONSENT,
    DECLINE,
    GIVEN,
    HOST,
    HOST_CONSENT,
    HOST_NOTICE,
    LISTING,
    MINE,
    NEED,
    NOTE,
    NOTICE,
    OFFER,
    OURS,
    PAPER,
    PLAN,
    RETURN,
    STOP,
    TEXT,
    WELCOME,
    appointment,
    given_day,
    moved,
    role,
    schedule,
)

# The people who knock. `link_holder` has opened the link of a request, `newcomer` her path with card and PIN; `mentor` is signed in
# with the account of her own page, which has no role.
ROLES = (
    "anonymous", "link_holder", "newcomer", "caseworker", "mediator", "provider", "manager", "admin", "dpo",
    "caseworker2", "provider2", "mentor",
)  # fmt: skip
SIGNED_IN = ROLES[3:]
EVERYBODY = frozenset(ROLES)
WORKERS = frozenset({"caseworker", "mediator", "caseworker2"})
RECEIVERS = frozenset({"provider", "provider2", "caseworker", "caseworker2"})
MANAGER, ADMIN, DPO = (frozenset({one}) for one in ("manager", "admin", "dpo"))
OFFICE = ADMIN | DPO
HERSELF = frozenset({"newcomer", "mentor"})
GIVERS = RECEIVERS | WORKERS
AT_WORK = frozenset(SIGNED_IN) - HERSELF

Data = Mapping[str, Any] | Callable[[], Mapping[str, Any]]


@dataclass(frozen=True)
class Route:
    """One address: `get` and `post` are what answers those who may enter, with a thing of their own."""

    name: str
    path: str
    may: frozenset[str] = EVERYBODY
    get: int = 200
    post: int = 405
    data: Data = field(default_factory=dict)
    # What answers for a thing that does not exist, or is not theirs.
    nothing: int = 404
    nothing_posted: int = 404
    json: bool = False
    file: bool = False  # no page: what is answered is opened by something else
    query: str = ""
    # Another good answer, where it hangs on the state of things.
    also: int = 0

    @property
    def things(self) -> list[str]:
        """The kinds of things of the path, in order."""
        return [one for one in re.findall(r"{(\w+)}", self.path) if one != "lang"]

    @property
    def is_page(self) -> bool:
        return self.get == 200 and not self.json and not self.file

    def payload(self) -> dict[str, Any]:
        return dict(self.data() if callable(self.data) else self.data)


PUBLIC = [
    Route("languages", "/", post=200),
    Route("healthz", "/healthz", post=200, json=True),
    Route("public:home", "/{lang}/", post=200),
    Route("public:search", "/{lang}/search/", post=200, query="?q=logement"),
    Route("public:place", "/{lang}/place/", post=200),
    Route("public:service", "/{lang}/service/{service}/", post=200),
    Route("public:service_print", "/{lang}/service/{service}/print/", post=200, query="?with=en"),
    Route("public:offer", "/{lang}/offer/{offer}/", post=200),
    Route("public:organisations", "/{lang}/organisations/", post=200),
    Route("public:organisation", "/{lang}/organisation/{listed}/", post=200),
    Route("public:guide", "/{lang}/guide/{guide}/", post=200),
    Route("public:accessibility", "/{lang}/accessibility/", post=200),
    Route("public:data", "/{lang}/data/", post=200),
    Route("public:report", "/{lang}/report/", post=302, data={"what": "closed", "words": "La porte est cachée."}),
    Route("public:report_thanks", "/{lang}/report/thanks/", post=200),
    Route("design:gallery", "/{lang}/design/", post=200),
]
DOOR = [
    Route("account_login", "/{lang}/sign-in/", post=200, also=302),
    Route("account_logout", "/{lang}/sign-out/", get=405, post=302),
    Route("shell:start", "/{lang}/start/", get=302, post=302),
    Route("shell:own_password", "/{lang}/sign-in/password/", get=302, post=302),
    Route("shell:second", "/{lang}/sign-in/code/", get=302, post=302),
    Route("shell:set_up", "/{lang}/sign-in/app/", get=302, post=302),
    Route("shell:typed", "/{lang}/sign-in/typed/", get=302, post=302),
    Route("shell:account", "/{lang}/account/", AT_WORK, post=200),
    Route("shell:account_codes", "/{lang}/account/codes/", AT_WORK, post=200),
    Route("shell:account_app", "/{lang}/account/app/", AT_WORK, post=200),
    Route("shell:account_passkey", "/{lang}/account/passkeys/new/", AT_WORK, post=200),
    Route("shell:remove_passkey", "/{lang}/account/passkeys/{passkey}/remove/", AT_WORK, 405, 404, nothing=405),
    Route("shell:leave", "/{lang}/leave/", get=302, post=302),
    Route("shell:act-for", "/{lang}/act-for/", get=405, post=302),
    Route("shell:welcome", "/{lang}/welcome/{invitation}/", post=302, data=WELCOME),
    Route("admin_desk:outbox", "/{lang}/admin/outbox/", post=200),
]
OWN_OFFER = "/{lang}/my/given/offers/{given_offer}/"
GIVEN_DAY = "/{lang}/my/given/days/{given_session}/"
NEWCOMER = [
    Route("calendar", "/f/{calendar}.ics", post=200, file=True),
    Route("card", "/c/{card}/", get=302, post=302),
    Route("newcomer:open", "/{lang}/my/open/", get=302, post=302),
    Route("newcomer:done", "/{lang}/my/done/", get=302, post=302),
    Route("newcomer:closed", "/{lang}/my/closed/", post=200),
    Route("newcomer:path", "/{lang}/my/", HERSELF, post=200),
    Route("newcomer:shared", "/{lang}/my/shared/", HERSELF, post=200),
    Route("newcomer:close", "/{lang}/my/shared/{my_referral}/close/", HERSELF, post=302),
    Route("newcomer:consents", "/{lang}/my/consents/", HERSELF, post=200),
    Route("newcomer:withdraw", "/{lang}/my/consents/{my_consent}/withdraw/", HERSELF, post=302),
    Route("newcomer:let_know", "/{lang}/my/consents/new/{my_engagement}/", HERSELF, post=302, data={"fields_allowed": "language"}),
    Route("newcomer:reads", "/{lang}/my/reads/", HERSELF, post=200),
    Route("newcomer:own_file", "/{lang}/my/file/", HERSELF, post=200),
    Route("newcomer:own_file_print", "/{lang}/my/file/print/", HERSELF, post=200),
    Route("newcomer:own_file_copy", "/{lang}/my/file/copy/", HERSELF, post=200, file=True),
    Route("newcomer:engagements", "/{lang}/my/taken/", HERSELF, post=200),
    Route("newcomer:engagement", "/{lang}/my/taken/{my_engagement}/", HERSELF, post=200),
    Route("newcomer:engagement_move", "/{lang}/my/taken/{my_engagement}/move/", HERSELF, 302, 302, {"do": "withdraw"}, nothing=302),
    Route("newcomer:calendar", "/{lang}/my/calendar/", HERSELF, post=200, data={"do": "open"}),
    Route("newcomer:giving", "/{lang}/my/given/", HERSELF, post=200),
    Route("newcomer:offer_new", "/{lang}/my/given/new/", HERSELF, post=200, also=302),
    Route("newcomer:offer_shown", OWN_OFFER, HERSELF, post=200),
    Route("newcomer:offer_edit", OWN_OFFER + "write/", HERSELF, post=302, data=OFFER),
    Route("newcomer:offer_turn", OWN_OFFER + "turn/", HERSELF, 302, 302, {"state": "paused"}, nothing=302),
    Route("newcomer:give", "/{lang}/my/given/{given_to_me}/", HERSELF, 302, 302, {"do": "no"}, nothing=302),
    Route("newcomer:given_plan", "/{lang}/my/given/offers/{given_offer}/plan/", HERSELF, post=302, data=given_day),
    Route("newcomer:given_day", GIVEN_DAY, HERSELF, post=200),
    Route("newcomer:given_came", GIVEN_DAY + "came/", HERSELF, 302, 200, nothing=302),
    Route("newcomer:given_move", GIVEN_DAY + "move/", HERSELF, post=302, data=moved),
    Route("newcomer:given_cancel", GIVEN_DAY + "cancel/", HERSELF, 302, 302, nothing=302),
    Route("newcomer:given_support", "/{lang}/my/given/supports/{given_support}/", HERSELF, 302, 302, {"do": "confirm"}, nothing=302),
    Route("newcomer:ask", "/{lang}/my/offers/{free_offer}/ask/", HERSELF, post=302, data={"part": "newcomer"}),
    Route("newcomer:support", "/{lang}/my/appointments/{my_session}/supports/", HERSELF, post=302, data={"kind": "childcare"}),
    Route("newcomer:support_move", "/{lang}/my/supports/{my_support}/", HERSELF, 302, 302, {"do": "cancel"}, nothing=302),
    Route("newcomer:cannot_come", "/{lang}/my/appointments/{my_session}/cannot-come/", HERSELF, post=302),
    # Pressed by mistake in the address bar, a button's address leads back: for any step, hers or not.
    Route("newcomer:step_done", "/{lang}/my/steps/{my_step}/done/", HERSELF, get=302, post=302, nothing=302),
    Route("newcomer:step_confirm", "/{lang}/my/steps/{my_claimed}/confirm/", HERSELF, get=302, post=302, nothing=302),
]  # fmt: skip
LINK = [
    Route("host:link", "/{lang}/r/{link}/", post=200),
    Route("host:link_answer", "/{lang}/r/{link}/answer/", get=302, post=302, data=ACCEPT, nothing=302),
    Route("host:link_start", "/{lang}/r/{accepted_link}/start/", get=302, post=302, nothing=302),
    Route("host:link_outcome", "/{lang}/r/{active_link}/outcome/", get=302, post=302, data=GIVEN, nothing=302),
    Route("host:link_return", "/{lang}/r/{accepted_link}/return/", get=302, post=302, data=RETURN, nothing=302),
    Route("host:link_code", "/{lang}/r/{accepted_link}/code/", get=302, post=302, nothing=302),
    Route("host:link_open", "/{lang}/r/{accepted_link}/open/", post=200, data={"code": "23456789"}),
]
OFFERED = "/{lang}/answer/offers/{given_offer}/"
RECEIVED = [
    Route("host:offers", "/{lang}/answer/offers/", GIVERS, post=200),
    Route("host:offer_new", "/{lang}/answer/offers/new/", GIVERS, post=200),
    Route("host:offer", "/{lang}/answer/offers/{given_offer}/", GIVERS, post=200),
    Route("host:offer_edit", "/{lang}/answer/offers/{given_offer}/write/", GIVERS, post=302, data=OFFER),
    Route("host:offer_shown", "/{lang}/answer/offers/{given_offer}/shown/", GIVERS, post=200),
    Route("host:offer_turn", OFFERED + "turn/", GIVERS, 302, 302, {"state": "paused"}, nothing=302),
    Route(
        "host:offer_change",
        "/{lang}/answer/offers/{given_offer}/change/",
        GIVERS,
        405,
        302,
        {"state": "paused"},
        nothing=405,
    ),
    Route("host:plan", "/{lang}/answer/offers/{given_offer}/plan/", GIVERS, post=302, data=schedule),
    Route(
        "host:decide",
        "/{lang}/answer/taken/{given_engagement}/",
        GIVERS,
        405,
        302,
        {"do": "end", "reason": "times"},
        nothing=405,
    ),
    Route("host:session", "/{lang}/answer/sessions/{given_session}/", GIVERS, post=200),
    Route("host:attend", "/{lang}/answer/sessions/{given_session}/attend/", GIVERS, 405, 200, nothing=405),
    Route("host:move", "/{lang}/answer/sessions/{given_session}/move/", GIVERS, post=302, data=moved),
    Route("host:cancel", "/{lang}/answer/sessions/{given_session}/cancel/", GIVERS, 405, 302, nothing=405),
    Route("host:support", "/{lang}/answer/supports/{given_support}/", GIVERS, 405, 302, {"do": "confirm"}, nothing=405),
    Route("host:requests", "/{lang}/answer/", RECEIVERS, post=200),
    Route("host:referral", "/{lang}/answer/{received}/", RECEIVERS, post=200),
    Route("host:answer", "/{lang}/answer/{received}/answer/", RECEIVERS, 302, 302, DECLINE, nothing=302),
    Route("host:start", "/{lang}/answer/{received}/start/", RECEIVERS, 302, 302, nothing=302),
    Route("host:outcome", "/{lang}/answer/{received}/outcome/", RECEIVERS, 302, 302, GIVEN, nothing=302),
    Route("host:return", "/{lang}/answer/{received}/return/", RECEIVERS, 302, 302, RETURN, nothing=302),
]
CASES = "/{lang}/staff/cases/{case}/"
HOSTS = "/{lang}/staff/hosts/{host}/"
STAFF = [
    Route("staff:home", "/{lang}/staff/", WORKERS, 302, 302),
    Route("staff:calendar", "/{lang}/staff/calendar/", WORKERS, post=200, data={"do": "open"}),
    Route("staff:day", "/{lang}/staff/day/", WORKERS, post=200),
    Route("staff:visit_new", "/{lang}/staff/visits/new/", WORKERS, 405, 302, {"topic": "housing", "language": "ar"}),
    Route("staff:visit_take", "/{lang}/staff/visits/{visit}/take/", WORKERS, 405, 302, nothing=405),
    Route("staff:visit_close", "/{lang}/staff/visits/{visit}/close/", WORKERS, 405, 302, {"left": "1"}, nothing=405),
    Route("staff:receive", "/{lang}/staff/receive/", WORKERS, post=302, data=NOTICE),
    Route("staff:receive_about", "/{lang}/staff/receive/{draft}/", WORKERS, post=200, nothing=302, nothing_posted=302),
    Route("staff:receive_check", "/{lang}/staff/receive/{draft}/check/", WORKERS, 302, 302, nothing=302, nothing_posted=302),
    Route("staff:people", "/{lang}/staff/people/", WORKERS, post=200),
    Route("staff:person", "/{lang}/staff/people/{person}/", WORKERS, 302, 302),
    Route("staff:person_notice", "/{lang}/staff/people/{person}/notice/", WORKERS, post=302, data=NOTICE),
    Route("staff:case_open", "/{lang}/staff/people/{person}/open/", WORKERS, 405, 400, nothing=405),
    Route("staff:case", CASES, WORKERS, post=200),
    Route("staff:note_new", CASES + "notes/", WORKERS, 302, 302, NOTE, nothing=302),
    Route("staff:case_file", CASES + "file/", WORKERS, post=200),
    Route("staff:case_move", CASES + "state/", WORKERS, 302, 302, {"to": "paused"}, nothing=302),
    Route("staff:case_needs", CASES + "needs/", WORKERS, post=302, data=NEED),
    Route("staff:need_move", CASES + "needs/{need}/met/", WORKERS, 405, 302, nothing=405),
    Route("staff:case_plan", CASES + "plan/", WORKERS, post=200),
    Route("staff:plan_new", CASES + "plan/new/", WORKERS, post=302, data=PLAN),
    Route("staff:plan_print", CASES + "plan/print/", WORKERS, post=200),
    Route("staff:step_move", CASES + "steps/{step}/", WORKERS, 405, 302, {"do": "drop"}, nothing=405),
    Route("staff:case_consents", CASES + "consents/", WORKERS, post=200),
    Route("staff:consent_new", CASES + "consents/new/", WORKERS, post=302, data=CONSENT),
    Route("staff:consent_withdraw", CASES + "consents/{consent}/withdraw/", WORKERS, 405, 302, nothing=405),
    Route("staff:appointment_new", CASES + "appointments/new/", WORKERS, post=302, data=appointment),
    Route("staff:card", CASES + "card/", WORKERS, post=200),
    Route("staff:refer", CASES + "refer/", WORKERS, 200, 200, also=302),
    Route("staff:places", "/{lang}/staff/needs/{need}/places/", WORKERS, post=200),
    Route("staff:refer_need", "/{lang}/staff/needs/{need}/refer/", WORKERS, post=200),
    Route("staff:take_up", "/{lang}/staff/needs/{need}/offers/", WORKERS, post=200),
    Route("staff:take", "/{lang}/staff/needs/{need}/offers/{offer}/", WORKERS, post=302, data={"wish": "interest"}),
    Route("staff:engagement", "/{lang}/staff/taken/{engagement}/", WORKERS, post=200),
    Route("staff:taken_agreement", "/{lang}/staff/taken/{engagement}/agreement/", WORKERS, post=200),
    Route("staff:engagement_move", "/{lang}/staff/taken/{engagement}/move/", WORKERS, 405, 302, {"do": "withdraw"}, nothing=405),
    Route("staff:support_new", "/{lang}/staff/appointments/{session}/supports/", WORKERS, post=302, data={"kind": "childcare"}),
    Route("staff:support_move", "/{lang}/staff/supports/{support}/", WORKERS, 405, 302, {"do": "cancel"}, nothing=405),
    Route("staff:referrals", "/{lang}/staff/referrals/", WORKERS, post=200),
    Route("staff:referral", "/{lang}/staff/referrals/{referral}/", WORKERS, post=200),
    Route("staff:referral_answer", "/{lang}/staff/referrals/{asked}/answer/", WORKERS, post=302, data={"words": "Oui."}),
    Route("staff:referral_withdraw", "/{lang}/staff/referrals/{referral}/withdraw/", WORKERS, post=302, data=STOP),
    Route("staff:referral_print", "/{lang}/staff/referrals/{referral}/print/", WORKERS, post=200),
    Route("staff:appointment", "/{lang}/staff/appointments/{session}/", WORKERS, post=200),
    Route("staff:appointment_move", "/{lang}/staff/appointments/{session}/move/", WORKERS, post=302, data=appointment),
    Route("staff:appointment_cancel", "/{lang}/staff/appointments/{session}/cancel/", WORKERS, 405, 302, nothing=405),
    Route("staff:appointment_attend", "/{lang}/staff/appointments/{session}/attend/", WORKERS, 405, 302, {"state": "excused"}, nothing=405),
    Route("staff:hosts", "/{lang}/staff/hosts/", WORKERS, post=200),
    Route("staff:host_new", "/{lang}/staff/hosts/new/", WORKERS, post=302, data=HOST_NOTICE),
    Route("staff:host_about", "/{lang}/staff/hosts/new/{host_draft}/", WORKERS, post=302, data=HOST, nothing=302, nothing_posted=302),
    Route("staff:host_check", "/{lang}/staff/hosts/new/{host_draft}/check/", WORKERS, 302, 302, nothing=302, nothing_posted=302),
    Route("staff:host", HOSTS, WORKERS, post=200),
    Route("staff:part_new", HOSTS + "parts/new/", WORKERS, post=302, data={"part": "resident"}),
    Route("staff:part_end", HOSTS + "parts/{part}/end/", WORKERS, 405, 302, nothing=405),
    Route("staff:part_check", HOSTS + "parts/{part}/check/", WORKERS, post=302, data={"vetting": "asked"}),
    Route("staff:host_own", HOSTS + "own/", WORKERS, post=200),
    Route("staff:host_card", HOSTS + "card/", WORKERS, post=200),
    Route("staff:host_account", HOSTS + "account/", WORKERS, post=200, data={"username": "un.nom"}),
    Route("staff:host_account_end", HOSTS + "account/end/", WORKERS, 405, 302, nothing=405),
    Route("staff:host_consent_new", HOSTS + "consents/new/", WORKERS, post=302, data=HOST_CONSENT),
    Route("staff:host_consent_withdraw", HOSTS + "consents/{host_consent}/withdraw/", WORKERS, 405, 302, nothing=405),
    Route("staff:figures", "/{lang}/staff/figures/", MANAGER, post=200),
]  # fmt: skip
DESK = [
    Route("admin_desk:home", "/{lang}/admin/", ADMIN, post=200),
    Route("admin_desk:organisations", "/{lang}/admin/organisations/", ADMIN, post=200, query="?q=foyer"),
    Route("admin_desk:organisation", "/{lang}/admin/organisations/{managed}/", ADMIN, post=302, data={"email": "a@b.example"}),
    Route("admin_desk:new_account", "/{lang}/admin/accounts/new/", ADMIN, post=200),
    Route("admin_desk:account", "/{lang}/admin/accounts/{account}/", ADMIN, post=302, data=role),
    Route("admin_desk:end_role", "/{lang}/admin/accounts/{account}/roles/{membership}/end/", ADMIN, 405, 302, nothing=405),
    Route("admin_desk:readmission", "/{lang}/admin/accounts/{account}/readmission/", ADMIN, post=200, data={"reason": "Venue au guichet"}),
    Route("admin_desk:refuse_readmission", "/{lang}/admin/accounts/{account}/readmission/no/", ADMIN, 405, 404, nothing=405),
    Route("admin_desk:listings", "/{lang}/admin/directory/", ADMIN, post=200, query="?q=relais"),
    Route("admin_desk:listing", "/{lang}/admin/directory/{listing}/", ADMIN, post=302, data=LISTING),
    Route("admin_desk:listing_place", "/{lang}/admin/directory/{listing}/places/{listing_place}/", ADMIN, post=302, data={"line_1": "1 rue"}),
    Route("admin_desk:take_back", "/{lang}/admin/directory/{listing}/take-back/", ADMIN, 405, 302, {"field": "name"}, nothing=405),
    Route("admin_desk:conflicts", "/{lang}/admin/directory/conflicts/", ADMIN, post=200),
    Route("admin_desk:settle_conflict", "/{lang}/admin/directory/conflicts/{conflict}/", ADMIN, 405, 302, {"choice": "later"}, nothing=405),
    Route("admin_desk:reopen_conflict", "/{lang}/admin/directory/conflicts/{conflict}/undo/", ADMIN, 405, 302, nothing=405),
    Route("admin_desk:lookalikes", "/{lang}/admin/directory/look-alikes/", ADMIN, post=200),
    Route("admin_desk:answer_pair", "/{lang}/admin/directory/look-alikes/{pair}/", ADMIN, 405, 302, {"answer": "later"}, nothing=405),
    Route("admin_desk:reopen_pair", "/{lang}/admin/directory/look-alikes/{pair}/undo/", ADMIN, 405, 302, nothing=405),
    Route("admin_desk:decided", "/{lang}/admin/directory/decided/", ADMIN, post=200),
    Route("admin_desk:reads", "/{lang}/admin/reads/", DPO, post=200),
    *(Route(name, f"/{{lang}}/admin/retention/{path}", OFFICE if both else DPO, **facts) for name, path, both, facts in retained.ROWS),
]  # fmt: skip
MY_AGREEMENT, BODY_AGREEMENT = "/{lang}/my/agreements/{my_agreement}/", "/{lang}/agreements/{body_agreement}/"
AGREEMENT, DRAFTED, HELD = (
    f"/{{lang}}/staff/agreements/{{{kind}}}/" for kind in ("agreement", "agreement_draft", "agreement_held")
)
AGREED = [
    Route("newcomer:agreements", "/{lang}/my/agreements/", HERSELF, post=200),
    Route("newcomer:agreement", MY_AGREEMENT, HERSELF, post=200),
    Route("newcomer:agreement_sign", MY_AGREEMENT + "sign/", HERSELF, 302, 302, MINE, nothing=302),
    Route("newcomer:agreement_decline", MY_AGREEMENT + "no/", HERSELF, 302, 302, {"no-edition": "1", "no-party": "1"}, nothing=302),
    Route("newcomer:agreement_leave", "/{lang}/my/agreements/{my_held}/leave/", HERSELF, post=302),
    Route("newcomer:agreement_print", MY_AGREEMENT + "print/", HERSELF, post=200),
    Route("newcomer:outcome", "/{lang}/my/outcomes/{my_question}/", HERSELF, post=302, data={"answer": "partly"}),
    Route("host:agreements", "/{lang}/agreements/", RECEIVERS, post=200),
    Route("host:agreement", BODY_AGREEMENT, RECEIVERS, post=200),
    Route("host:agreement_sign", BODY_AGREEMENT + "sign/", RECEIVERS, 302, 302, BODYS, nothing=302),
    Route("host:agreement_decline", BODY_AGREEMENT + "no/", RECEIVERS, 302, 302, {"no-edition": "1", "no-party": "3"}, nothing=302),
    Route("host:agreement_end", "/{lang}/agreements/{body_held}/end/", RECEIVERS, 302, 302, {"end-reason": "times"}, nothing=302),
    Route("host:agreement_print", BODY_AGREEMENT + "print/", RECEIVERS, post=200),
    Route("staff:case_agreements", CASES + "agreements/", WORKERS, post=200),
    Route("staff:agreement_new", CASES + "agreements/new/", WORKERS, post=200),
    Route("staff:agreements", "/{lang}/staff/agreements/", WORKERS, post=200),
    Route("staff:agreement", AGREEMENT, WORKERS, post=200),
    Route("staff:agreement_text", DRAFTED + "text/", WORKERS, post=302, data=TEXT),
    Route("staff:agreement_amend", HELD + "amend/", WORKERS, post=302, data={"reason": "tasks", **CLAUSE}),
    Route("staff:agreement_press", DRAFTED + "press/send/", WORKERS, 405, 302, nothing=405),
    Route("staff:agreement_again", AGREEMENT + "again/", WORKERS, 405, 302, nothing=405),
    Route("staff:agreement_sign", AGREEMENT + "sign/", WORKERS, 302, 302, OURS, nothing=302),
    Route("staff:agreement_paper", AGREEMENT + "paper/", WORKERS, 302, 302, PAPER, nothing=302),
    Route("staff:agreement_void", AGREEMENT + "void/", WORKERS, 302, 302, {"void-reason": "mistake"}, nothing=302),
    Route("staff:agreement_end", HELD + "end/", WORKERS, 302, 302, {"end-reason": "times"}, nothing=302),
    Route("staff:agreement_print", AGREEMENT + "print/", WORKERS, post=200),
    Route("staff:outcome", "/{lang}/staff/outcomes/{question}/", WORKERS, post=302, data={"answer": "yes"}),
]  # fmt: skip
API = [
    Route("hsds:?", "/hsds/v3", json=True),
    Route("hsds:root", "/hsds/v3/", json=True),
    Route("hsds:openapi", "/hsds/v3/openapi.json", json=True),
    *[Route(f"hsds:{name}", f"/hsds/v3/{name}", json=True)
      for name in ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")],
    *[Route(f"hsds:{name}_one", f"/hsds/v3/{name}/{{{thing}}}", json=True, nothing_posted=405) for name, thing in (
        ("services", "service"), ("organizations", "listed"), ("service_at_locations", "at_location"),
        ("taxonomies", "taxonomy"), ("taxonomy_terms", "term"))],
    Route("hsds:nothing", "/hsds/v3/{any}/x", get=404, json=True, nothing_posted=405),
    Route("api:openapi-json", "/api/v1/openapi.json", post=200, json=True),
    Route("api:api-root", "/api/v1/", get=404, post=404, json=True),
    Route("api:services", "/api/v1/services", json=True),
    Route("api:service", "/api/v1/services/{service}", json=True, nothing_posted=405),
    Route("api:session", "/api/v1/session", AT_WORK, json=True),
    Route("api:referrals", "/api/v1/referrals", WORKERS, json=True),
    Route("api:referral", "/api/v1/referrals/{referral}", WORKERS, json=True, nothing_posted=405),
    Route("api:received", "/api/v1/received", RECEIVERS, json=True),
    Route("api:received_one", "/api/v1/received/{received}", RECEIVERS, json=True, nothing_posted=405),
    Route("api:answer", "/api/v1/received/{received}/answer", RECEIVERS, 405, 200, API_ANSWER, nothing=405, json=True),
    Route("api:nothing", "/api/v1/{any}/x", get=404, json=True, nothing_posted=405),
]  # fmt: skip
ROUTES = [*PUBLIC, *DOOR, *NEWCOMER, *LINK, *RECEIVED, *STAFF, *AGREED, *DESK, *API]
