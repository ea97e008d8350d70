"""The demo town's files hold together: ids, references, four languages, hours that can be read, every state once."""

from __future__ import annotations

import re

import pytest

from tests.demo.data import (
    ACCOUNTS,
    CASES,
    DEMO,
    FILES,
    GAZETTEER,
    HOSTS,
    OFFERS,
    ORGANISATIONS,
    PERSONS,
    PLACES,
    REFERRALS,
    SERVICES,
    TAKEN,
    by_id,
    load,
    register_of,
    texts,
)

LANGUAGES = {"fr", "en", "ar", "es"}
TOPICS = {"housing", "health", "papers", "learn", "food", "work", "meet", "child", "safety"}
FIELDS = {"identity", "contact", "language", "household", "needs", "age", "note"}
FACTS = {"age", "household_children", "gender", "lives_in", "stage", "language_level"}
STATES = {
    "case": {"enquiry", "open", "paused", "closed"},
    "consent": {"explained", "given", "expired", "refused", "withdrawn"},
    "step": {"planned", "offered", "in_progress", "claimed_done", "confirmed", "not_done", "dropped"},
    "session": {"planned", "held", "moved", "cancelled"},
    "attendance": {"expected", "present", "late", "absent", "excused", "not_served"},
    "referral": {
        "draft", "sent", "asked", "answered", "accepted", "active", "done", "declined", "withdrawn", "returned", "expired",
    },
    "engagement": {
        "interested", "requested", "waitlisted", "offered", "accepted", "active",
        "completed", "withdrawn", "ended", "no_longer_possible",
    },
}  # fmt: skip


def test_the_town_is_as_big_as_promised() -> None:
    assert len(ORGANISATIONS) >= 45
    assert len(PLACES) >= 50
    assert len(SERVICES) >= 60
    assert len({row["topics"][0] for row in SERVICES.values()}) == len(TOPICS)
    assert len(PERSONS) >= 46
    assert len(HOSTS) >= 18
    assert len(CASES) >= 16


def test_references_resolve() -> None:
    for row in ORGANISATIONS.values():
        assert row["place"] in PLACES, row["id"]
        assert row["controller"] is None or ORGANISATIONS[row["controller"]]["is_controller"], row["id"]
    for row in PLACES.values():
        assert row["organisation"] in ORGANISATIONS, row["id"]
        assert row["quarter"] in GAZETTEER or row["confidential"], row["id"]
    for row in [*SERVICES.values(), *OFFERS.values()]:
        assert row["organisation"] in ORGANISATIONS, row["id"]
        assert row["place"] is None or row["place"] in PLACES, row["id"]
        assert set(row["topics"]) <= TOPICS, row["id"]
    for row in OFFERS.values():
        assert row.get("service") is None or row["service"] in SERVICES, row["id"]
    for person in PERSONS.values():
        assert ORGANISATIONS[person["controller"]]["is_controller"], person["id"]
        assert person["quarter"] is None or person["quarter"] in GAZETTEER, person["id"]


@pytest.mark.parametrize("name", FILES)
def test_every_text_has_its_languages_in_the_same_number_of_lines(name: str) -> None:
    for where, node in texts(load(name)):
        assert node.keys() >= LANGUAGES, f"{name}{where}"
        assert all(node.values()), f"{name}{where}"
        if isinstance(node["fr"], list):
            assert {len(value) for value in node.values()} == {len(node["fr"])}, f"{name}{where}"
        else:
            assert re.search(r"[\u0600-\u06ff]|^\d", node["ar"]), f"{name}{where}"


@pytest.mark.parametrize("name", FILES)
def test_numbers_and_addresses_are_those_of_fiction(name: str) -> None:
    text = (DEMO / name).read_text(encoding="utf-8")
    for number in re.findall(r"\b0\d(?: \d\d){4}\b", text):
        assert number.startswith(("04 65 71", "06 39 98")), number
    for host in re.findall(r"(?:@|https?://)([\w.-]+)", text):
        assert host.endswith(".example"), host


def test_services_are_whole() -> None:
    hours = pytest.importorskip("opening_hours")
    for row in SERVICES.values():
        assert row["by_appointment"] or row["hours"], row["id"]
        if row["hours"]:
            hours.OpeningHours(row["hours"])
        assert row["phone"], row["id"]
        assert row["cost"]["kind"] in {"free", "low", "paid", "depends"}, row["id"]
        assert row["lifecycle"] in {"active", "paused"}, row["id"]
        assert row["verified"]["by"] in ORGANISATIONS, row["id"]
        assert row["sensitive"] == (row["topics"][0] == "safety"), row["id"]
        for rule in row["eligibility"]:
            assert rule["fact"] in FACTS, row["id"]
            assert rule["op"] in {">=", "<=", "in"}, row["id"]
    assert len({row["organisation"] for row in SERVICES.values() if row["referable"]}) >= 8


def test_the_confidential_place_cannot_be_found() -> None:
    hidden = [row for row in PLACES.values() if row["confidential"]]
    assert hidden
    for row in hidden:
        assert row["lat"] is row["lon"] is row["address"] is row["quarter"] is None


def test_accounts_hold_their_roles() -> None:
    roles = {role for account in ACCOUNTS.values() for role in account["roles"]}
    assert roles == {"caseworker", "mediator", "provider", "manager", "admin", "dpo"}
    assert not [a for a in ACCOUNTS.values() if {"admin", "dpo"} <= set(a["roles"])]
    assert {register_of(account["organisation"]) for account in ACCOUNTS.values()} == {"mairie", "arche"}


def test_every_state_occurs() -> None:
    cases = list(CASES.values())
    seen = {
        "case": {case["state"] for case in cases},
        "consent": {row["state"] for case in cases for row in case["consents"]},
        "step": {row["state"] for case in cases for row in (case["plan"] or {"steps": []})["steps"]},
        "session": {row["state"] for case in cases for row in case["appointments"]},
        "attendance": {row["attendance"] for case in cases for row in case["appointments"]} - {None},
        "referral": {row["state"] for _, row in REFERRALS},
        "engagement": {row["state"] for _, row in TAKEN},
    }
    assert seen == STATES
    assert {row["outcome"]["kind"] for _, row in REFERRALS if row["state"] == "done"} == {"given", "not_given"}


def test_cases_stay_with_their_controller() -> None:
    for case in CASES.values():
        controller = PERSONS[case["person"]]["controller"]
        assert register_of(case["organisation"]) == controller, case["id"]
        for username in [case["lead"], *case.get("members", []), *[note["author"] for note in case["notes"]]]:
            assert register_of(ACCOUNTS[username]["organisation"]) == controller, case["id"]
        for row in case["appointments"]:
            assert row["place"] in PLACES, case["id"]


def test_nothing_is_sent_without_a_consent_that_names_receiver_and_fields() -> None:
    live = {"sent", "asked", "answered", "accepted", "active"}
    by_id([referral for _, referral in REFERRALS])
    for case, referral in REFERRALS:
        service = SERVICES[referral["service"]]
        assert service["referable"], referral["id"]
        assert set(referral["fields"]) <= FIELDS, referral["id"]
        assert referral["need"] is None or referral["need"] < len(case["needs"]), referral["id"]
        if referral["state"] == "draft":
            continue
        consents = [row for row in case["consents"] if row["recipient"] == service["organisation"]]
        assert len(consents) == 1, referral["id"]
        assert set(referral["fields"]) <= set(consents[0]["fields"]), referral["id"]
        if referral["state"] in live:
            assert consents[0]["state"] == "given", referral["id"]
        if referral["state"] not in {"sent", "expired", "withdrawn"}:
            assert referral["answer"], referral["id"]


def test_a_consent_is_older_than_what_was_sent_under_it() -> None:
    for case, referral in REFERRALS:
        if referral["state"] == "draft":
            continue
        receiver = SERVICES[referral["service"]]["organisation"]
        consent = next(row for row in case["consents"] if row["recipient"] == receiver)
        assert consent["given_days_ago"] * 24 >= referral["sent_hours_ago"], referral["id"]
        assert case["opened_days_ago"] >= consent["given_days_ago"], referral["id"]


def test_enough_is_over_for_the_managers_figure() -> None:
    history = [row for case in CASES.values() for row in case.get("history", [])]
    assert all(SERVICES[row["service"]]["referable"] for row in history)
    done = [row for row in history if row["outcome"] in {"given", "not_given"}]
    assert len(done) >= 24
    for urgency in ("urgent", "normal"):
        assert len([row for row in done if row["urgency"] == urgency]) >= 10, urgency


def test_a_late_referral_is_flagged_and_no_step_is_confirmed_by_who_claimed_it() -> None:
    limits = {"emergency": 24, "urgent": 72, "normal": 14 * 24}
    for _, referral in REFERRALS:
        if referral["state"] == "sent":
            late = referral["sent_hours_ago"] > limits[referral["urgency"]]
            assert referral.get("no_feedback", False) is late, referral["id"]
    for case in CASES.values():
        for step in (case["plan"] or {"steps": []})["steps"]:
            if step["state"] == "confirmed":
                assert step["claimed_by"], case["id"]
                assert step["claimed_by"] != step["confirmed_by"], case["id"]
