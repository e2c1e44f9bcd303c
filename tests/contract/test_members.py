"""Who may log in, who may say so, and how somebody is invited."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from hedgerow.services.house import House
from hedgerow.store.store import Store
from hedgerow.vocab.people import MembershipLevel, User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import EMAIL, START, HandClock, bearer, envelope

MakeKey = Callable[..., str]
MakeUser = Callable[..., User]
MEMBERS = "/api/organizations/@current/members"
INVITES = "/api/organizations/@current/invites"
DENIED = (403, "authentication_error", "permission_denied", None)
NOT_FOUND = (404, "invalid_request", "not_found", None)
LEVELS = (MembershipLevel.MEMBER, MembershipLevel.ADMIN, MembershipLevel.OWNER)
PASSWORD = "a long enough one"


@pytest.fixture
def make_user(store: Store, project: Project) -> MakeUser:
    """Makes users: ``make_user("ada", MembershipLevel.ADMIN)``."""

    def made(name: str, level: MembershipLevel = MembershipLevel.MEMBER) -> User:
        with store.write() as tx:
            return tx.users.create(
                email=f"{name}@example.com", password_hash=None, now=START, membership_level=level,
                current_project_id=project.id,
            )  # fmt: skip

    return made


def invited(api: TestClient, email: str = "new@example.com", **more: Any) -> Any:
    answer = api.post(INVITES, json={"target_email": email, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def accepted(api: TestClient, token: str, **more: Any) -> Any:
    body = {"first_name": "Nora", "last_name": "New", "password": PASSWORD, **more}
    return api.post(f"/api/signup/{token}", json=body, headers={"Authorization": ""})


def activity(api: TestClient, scope: str) -> list[tuple[str, str]]:
    lines = api.get("/api/projects/@current/activity_log", params={"scope": scope}).json()["results"]
    return [(line["activity"], line["detail"]["name"]) for line in lines]


@pytest.mark.contract("NB-90", "AUTH-11")
def test_every_member_sees_who_the_others_are(client: TestClient, member: User, owner: User, make_key: MakeKey) -> None:
    answer = client.get(MEMBERS, headers=bearer(make_key("organization:read", user=member))).json()
    assert [(one["user"]["email"], one["level"]) for one in answer["results"]] == [(EMAIL, 15), (member.email, 1)]
    assert answer["results"][0]["id"] == str(owner.uuid)
    refused = client.get(MEMBERS, headers=bearer(make_key("project:read")))
    assert envelope(refused) == DENIED
    unknown = client.get(f"/api/organizations/{uuid4()}/members", headers=bearer(make_key("*")))
    assert envelope(unknown) == NOT_FOUND


@pytest.mark.contract("AUTH-41")
@pytest.mark.parametrize(("actor", "target"), [*product(LEVELS, LEVELS)])
def test_nobody_decides_over_somebody_above_their_own_level(
    client: TestClient, make_key: MakeKey, make_user: MakeUser, actor: MembershipLevel, target: MembershipLevel
) -> None:
    headers = bearer(make_key("*", user=make_user("actor", actor)))
    may = actor >= MembershipLevel.ADMIN and actor >= target
    other = f"{MEMBERS}/{make_user('target', target).uuid}"
    raised = f"{MEMBERS}/{make_user('raised').uuid}"
    answers = [
        client.patch(raised, json={"level": target}, headers=headers),
        client.patch(other, json={"level": 1}, headers=headers),
        client.post(INVITES, json={"target_email": "new@example.com", "level": target}, headers=headers),
        client.delete(other if target > MembershipLevel.MEMBER and not may else raised, headers=headers),
    ]
    assert [answer.status_code for answer in answers] == ([200, 200, 201, 204] if may else [403] * 4)


@pytest.mark.contract("AUTH-41", "AUTH-11")
def test_a_key_must_be_able_to_do_everything_to_let_people_in(
    client: TestClient, member: User, make_key: MakeKey
) -> None:
    headers = bearer(make_key("organization:write"))
    assert envelope(client.get(INVITES, headers=headers)) == DENIED
    assert envelope(client.post(INVITES, json={"target_email": "x@y.z"}, headers=headers)) == DENIED
    assert envelope(client.patch(f"{MEMBERS}/{member.uuid}", json={"level": 8}, headers=headers)) == DENIED


def test_the_last_owner_stays_one(api: TestClient, owner: User, make_user: MakeUser) -> None:
    own = f"{MEMBERS}/{owner.uuid}"
    refusal = (400, "validation_error", "last_owner", None)
    assert envelope(api.patch(own, json={"level": 8})) == refusal
    assert envelope(api.delete(own)) == refusal
    make_user("second", MembershipLevel.OWNER)
    assert api.patch(own, json={"level": 8}).json()["level"] == 8
    assert api.patch(own, json={"level": 15}).status_code == 403


def test_a_removed_member_is_out_at_once_and_what_they_made_keeps_their_name(
    client: TestClient, make_key: MakeKey, make_user: MakeUser
) -> None:
    headers = bearer(make_key("*"))
    admin = make_user("admin", MembershipLevel.ADMIN)
    theirs = bearer(make_key("*", user=admin))
    board = client.post("/api/projects/@current/dashboards", json={"name": "x"}, headers=theirs).json()["id"]
    link = client.post(INVITES, json={"target_email": "friend@example.com"}, headers=theirs).json()
    assert client.delete(f"{MEMBERS}/{admin.uuid}", headers=headers).status_code == 204
    assert client.get("/api/projects", headers=theirs).status_code == 401
    assert client.get(f"/api/signup/{link['token']}").status_code == 404
    shown = client.get(f"/api/projects/@current/dashboards/{board}", headers=headers).json()
    assert shown["created_by"]["email"] == admin.email
    assert client.delete(f"{MEMBERS}/{admin.uuid}", headers=headers).status_code == 404


def test_members_may_go_by_themselves(client: TestClient, member: User, make_key: MakeKey) -> None:
    headers = bearer(make_key("*", user=member))
    assert client.delete(f"{MEMBERS}/{member.uuid}", headers=headers).status_code == 204
    assert client.get("/api/users/@me", headers=headers).status_code == 401


@pytest.mark.contract("AUTH-20", "NB-1")
def test_an_invited_person_chooses_a_password_and_is_in(api: TestClient, store: Store, clock: HandClock) -> None:
    made = invited(api, "Nora@Example.com", level=8)
    assert (made["target_email"], made["level"], made["expires_at"]) == ("Nora@Example.com", 8, "2026-03-04T12:30:15Z")
    assert [one["token"] for one in api.get(INVITES).json()["results"]] == [None]
    seen = api.get(f"/api/signup/{made['token']}", headers={"Authorization": ""}).json()
    assert (seen["target_email"], seen["created_by"]["email"]) == ("Nora@Example.com", EMAIL)
    answer = accepted(api, made["token"])
    assert answer.status_code == 201, answer.text
    assert (answer.json()["first_name"], answer.json()["organization"]["membership_level"]) == ("Nora", 8)
    assert api.get("/api/users/@me", headers={"Authorization": ""}).json()["email"] == "Nora@Example.com"
    assert envelope(accepted(api, made["token"])) == NOT_FOUND
    assert api.get(INVITES).json()["results"] == []
    login = {"email": "nora@example.com", "password": PASSWORD}
    assert api.post("/api/login", json=login).status_code == 200
    with store.read() as tx:
        assert made["token"] not in str(tx.invites.all(now=clock()))


def test_an_invitation_ends_when_its_time_is_over_when_withdrawn_or_replaced(api: TestClient, clock: HandClock) -> None:
    withdrawn, replaced, late = invited(api, "a@x.de"), invited(api, "b@x.de"), invited(api, "c@x.de")
    assert api.delete(f"{INVITES}/{withdrawn['id']}").status_code == 204
    assert envelope(api.delete(f"{INVITES}/{withdrawn['id']}")) == NOT_FOUND
    again = invited(api, "B@x.de")
    assert {one["target_email"] for one in api.get(INVITES).json()["results"]} == {"c@x.de", "B@x.de"}
    for token in (withdrawn["token"], replaced["token"], "guess"):
        assert envelope(api.get(f"/api/signup/{token}")) == NOT_FOUND
        assert envelope(accepted(api, token)) == NOT_FOUND
    clock.move(timedelta(days=3))
    assert envelope(accepted(api, again["token"])) == envelope(accepted(api, late["token"])) == NOT_FOUND
    assert api.get(INVITES).json()["results"] == []


def test_who_was_removed_and_is_invited_again_is_the_same_person(
    api: TestClient, member: User, make_key: MakeKey
) -> None:
    assert api.delete(f"{MEMBERS}/{member.uuid}").status_code == 204
    back = accepted(api, invited(api, member.email.upper())["token"])
    assert (back.status_code, back.json()["id"], back.json()["first_name"]) == (201, member.id, "Nora")


@pytest.mark.contract("ERR-1", "ERR-2")
@pytest.mark.parametrize(
    ("body", "code", "attr"),
    [
        ({}, "required", "target_email"),
        ({"target_email": "nobody"}, "invalid_input", "target_email"),
        ({"target_email": ""}, "min_length", "target_email"),
        ({"target_email": f"{'x' * 250}@y.de"}, "max_length", "target_email"),
        ({"target_email": "x@y.de", "level": 3}, "invalid_choice", "level"),
        ({"target_email": "OWNER@example.com"}, "invalid_input", "target_email"),
    ],
)
def test_an_invitation_that_cannot_be_is_refused(api: TestClient, body: dict[str, Any], code: str, attr: str) -> None:
    assert envelope(api.post(INVITES, json=body)) == (400, "validation_error", code, attr)
    assert api.get(INVITES).json()["count"] == 0


@pytest.mark.contract("ERR-1", "ERR-2")
@pytest.mark.parametrize(
    ("change", "code", "attr"),
    [
        ({"password": "short"}, "min_length", "password"),
        ({"password": None}, "null", "password"),
        ({"first_name": "x" * 151}, "max_length", "first_name"),
        ({"first_name": 5}, "invalid_input", "first_name"),
    ],
)
def test_a_refused_signup_leaves_the_invitation_open(
    api: TestClient, change: dict[str, Any], code: str, attr: str
) -> None:
    token = invited(api)["token"]
    assert envelope(accepted(api, token, **change)) == (400, "validation_error", code, attr)
    assert accepted(api, token).status_code == 201


@pytest.mark.contract("ERR-2", "FMT-8")
def test_guessing_links_is_slowed_down_and_no_foreign_form_can_sign_up(client: TestClient, house: House) -> None:
    form = client.post("/api/signup/guess", data={"first_name": "x", "password": PASSWORD})
    assert form.status_code == 404
    for _ in range(19):
        house.invite_guesses.take("testclient")
    assert envelope(client.get("/api/signup/guess")) == (429, "throttled_error", "throttled", None)


@pytest.mark.contract("LOG-1")
def test_the_log_tells_who_was_invited_joined_was_promoted_and_left(
    api: TestClient, owner: User, project: Project
) -> None:
    made = invited(api)
    uuid = accepted(api, made["token"]).json()["uuid"]
    api.patch(f"{MEMBERS}/{uuid}", json={"level": 8})
    api.patch(f"{MEMBERS}/{uuid}", json={"level": 8})
    api.delete(f"{MEMBERS}/{uuid}")
    api.delete(f"{INVITES}/{invited(api, 'other@example.com')['id']}")
    joined = [("removed", "new@example.com"), ("changed", "new@example.com"), ("joined", "new@example.com")]
    assert activity(api, "OrganizationMembership") == joined
    asked = [("deleted", "other@example.com"), ("created", "other@example.com"), ("created", "new@example.com")]
    assert activity(api, "OrganizationInvite") == asked
    query = {"scope": "OrganizationMembership", "activity": "changed"}
    (line,) = api.get(f"/api/projects/{project.id}/activity_log", params=query).json()["results"]
    change = {"field": "level", "action": "changed", "before": "member", "after": "admin"}
    assert (line["user"]["id"], line["item_id"], line["detail"]["changes"]) == (owner.id, uuid, [change])
