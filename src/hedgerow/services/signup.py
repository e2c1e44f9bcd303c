"""How somebody who was invited becomes a member."""

from dataclasses import dataclass

from hedgerow.base.errors import InvalidRequest, NotFound, Throttled
from hedgerow.base.ids import secret_hash
from hedgerow.services.activity_log import log_for_organization
from hedgerow.services.house import House
from hedgerow.services.members import SCOPE
from hedgerow.services.organizations import the_organization
from hedgerow.services.passwords import password_hash
from hedgerow.services.sessions import Login, begin_session
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.people import Invite, Organization, User


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What somebody who follows the link of an invitation sees."""

    invite: Invite
    organization: Organization


def invitation(house: House, token: str, address: str) -> Invitation:
    """The open invitation with this link.

    Raises NotFound when there is none (any more), and Throttled after too many such guesses from one address.
    """
    wait = house.invite_guesses.wait(address)
    if wait:
        raise Throttled("Too many attempts. Try again later.", retry_after=wait)
    with house.store.read() as tx:
        invite = tx.invites.by_token(secret_hash(token), now=house.clock())
        if invite is not None:
            return Invitation(invite=invite, organization=the_organization(tx))
    house.invite_guesses.take(address)
    raise NotFound("This invitation has expired, was withdrawn, or has been accepted already.")


def accept_invitation(
    house: House, token: str, *, first_name: str, last_name: str, password: str, address: str
) -> Login:
    """The invited person, who is a member from now on, with a session; the link works no more.

    Raises as `invitation` does, and InvalidRequest when they have become a member by other means.
    """
    invitation(house, token, address)
    hashed = password_hash(password)  # slow on purpose: before the transaction, which keeps others waiting
    now = house.clock()
    with house.store.write() as tx:
        invite = tx.invites.take(secret_hash(token), now=now)
        if invite is None:
            raise NotFound("This invitation has been accepted already.")
        user = _joined(house, tx, invite, first_name, last_name, hashed)
        log_for_organization(tx, user.id, SCOPE, "joined", (str(user.uuid), user.email), [], now)
    return begin_session(house, user)


def _joined(house: House, tx: Transaction, invite: Invite, first_name: str, last_name: str, hashed: str) -> User:
    """The new member; one who was removed before comes back as who they were."""
    known = tx.users.by_email(invite.email)
    if known is not None and known.is_active:
        raise InvalidRequest("You are a member already. Log in instead.", code="already_member")
    projects = tx.projects.all()
    project_id = projects[0].id if projects else None
    if known is None:
        return tx.users.create(
            email=invite.email,
            password_hash=hashed,
            now=house.clock(),
            first_name=first_name,
            last_name=last_name,
            membership_level=invite.level,
            current_project_id=project_id,
        )
    tx.users.update(
        known.id,
        is_active=True,
        first_name=first_name,
        last_name=last_name,
        password_hash=hashed,
        membership_level=invite.level,
        current_project_id=project_id,
    )
    return tx.users.get(known.id) or known
