"""The members of the organization: who they are, how high they stand, and when they go (AUTH-41)."""

from uuid import UUID

from hedgerow.base.errors import InvalidRequest, NotFound
from hedgerow.services.access import require_rank
from hedgerow.services.activity_log import log_for_organization
from hedgerow.services.house import House
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.activity import changes_between
from hedgerow.vocab.people import Caller, MembershipLevel, User

SCOPE = "OrganizationMembership"


def members(house: House) -> list[User]:
    """Everybody who may log in, in the order they joined."""
    with house.store.read() as tx:
        return [user for user in tx.users.all() if user.is_active]


def change_level(house: House, caller: Caller, uuid: UUID, level: MembershipLevel) -> User:
    """The member with another standing. What they have invited at the old one no longer opens.

    Raises NotFound, PermissionDenied unless the caller is an administrator who stands at least as high as the member
    does and shall do, or InvalidRequest when nobody would own the server any more.
    """
    with house.store.write() as tx:
        member = _member(tx, uuid)
        require_rank(caller, max(member.membership_level, level))
        if member.membership_level == level:
            return member
        _require_another_owner(tx, member, level)
        tx.users.update(member.id, membership_level=level)
        tx.invites.delete_of_user(member.id)
        changes = changes_between({"level": member.membership_level.name.lower()}, {"level": level.name.lower()})
        item = (str(member.uuid), member.email)
        log_for_organization(tx, caller.user.id, SCOPE, "changed", item, changes, house.clock())
        return _member(tx, uuid)


def remove_member(house: House, caller: Caller, uuid: UUID) -> None:
    """Let a member in no more: sessions, keys and open invitations of theirs end at once; what they made stays.

    Members may go by themselves. Raises as `change_level` does.
    """
    with house.store.write() as tx:
        member = _member(tx, uuid)
        if member.id != caller.user.id:
            require_rank(caller, member.membership_level)
        _require_another_owner(tx, member, None)
        tx.users.update(member.id, is_active=False, password_hash=None)
        tx.sessions.delete_of_user(member.id)
        tx.keys.delete_of_user(member.id)
        tx.invites.delete_of_user(member.id)
        log_for_organization(tx, caller.user.id, SCOPE, "removed", (str(member.uuid), member.email), [], house.clock())


def _member(tx: Transaction, uuid: UUID) -> User:
    found = tx.users.by_uuid(uuid)
    if found is None or not found.is_active:
        raise NotFound
    return found


def _require_another_owner(tx: Transaction, member: User, level: MembershipLevel | None) -> None:
    """Raise InvalidRequest when ``member`` is the last owner and would be one no more with ``level``."""
    owns = member.membership_level == MembershipLevel.OWNER
    if owns and level != MembershipLevel.OWNER and tx.users.lock_owners() < 2:
        raise InvalidRequest("The server needs an owner. Make somebody else one first.", code="last_owner")
