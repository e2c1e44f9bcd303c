"""Invitations: an administrator makes a link, and hands it on by whatever means there are."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from hedgerow.base.errors import InvalidRequest, NotFound
from hedgerow.base.ids import secret_hash, secret_token
from hedgerow.services.access import require_admin, require_rank
from hedgerow.services.activity_log import log_for_organization
from hedgerow.services.house import House
from hedgerow.store.errors import Conflict
from hedgerow.vocab.people import Caller, Invite, MembershipLevel

SCOPE = "OrganizationInvite"
LASTS = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInvite:
    """An invitation that was just made; ``token``, the secret of its link, is kept nowhere."""

    invite: Invite
    token: str


def open_invites(house: House, caller: Caller) -> list[Invite]:
    """The invitations that can still be accepted, the latest first; for administrators."""
    require_admin(caller)
    with house.store.read() as tx:
        return tx.invites.all(now=house.clock())


def create_invite(house: House, caller: Caller, *, email: str, level: MembershipLevel) -> NewInvite:
    """Invite somebody for `LASTS`; an earlier invitation of the same email is replaced.

    Raises PermissionDenied unless the caller is an administrator who stands at least as high as ``level``, and
    InvalidRequest when the email is that of a member.
    """
    require_rank(caller, level)
    token, now = secret_token(), house.clock()
    try:
        with house.store.write() as tx:
            known = tx.users.by_email(email)
            if known is not None and known.is_active:
                raise InvalidRequest("Somebody with this email is a member already.", attr="target_email")
            invite = tx.invites.create(
                token_hash=secret_hash(token),
                email=email,
                level=level,
                created_by=caller.user.id,
                now=now,
                expires_at=now + LASTS,
            )
            log_for_organization(tx, caller.user.id, SCOPE, "created", (str(invite.id), email), [], now)
    except Conflict:
        raise InvalidRequest("Somebody else has invited them at this moment.", attr="target_email") from None
    return NewInvite(invite=invite, token=token)


def withdraw_invite(house: House, caller: Caller, invite_id: UUID) -> None:
    """Let the link of an invitation open nothing any more; for administrators. Raises NotFound."""
    require_admin(caller)
    with house.store.write() as tx:
        invite = tx.invites.delete(invite_id)
        if invite is None:
            raise NotFound
        item = (str(invite.id), invite.email)
        log_for_organization(tx, caller.user.id, SCOPE, "deleted", item, [], house.clock())
