"""Who may do what. The only place that decides.

Checks run in the order of CONV-13: who calls (401), is the project there (404), does the key's scope allow it
(403), may the caller be in this project (403). Objects and their access levels come after, in each service.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from hedgerow.base.errors import AuthenticationFailed, NotAuthenticated, NotFound, PermissionDenied
from hedgerow.base.ids import secret_hash
from hedgerow.services.house import House, Looker, SharedVisit, Visit
from hedgerow.services.sessions import session_caller
from hedgerow.services.shared_links import linked_visit, unlocked_visit
from hedgerow.vocab.people import ApiKey, Caller, MembershipLevel, User
from hedgerow.vocab.projects import Project
from hedgerow.vocab.scopes import missing_scopes

CURRENT = "@current"
ANY_KEY = "any key"
"""In place of a scope: every personal API key may do this."""

_TOUCH_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What a request brings to say who calls. ``key_place`` says in words where the key was found (AUTH-2).

    ``share_link`` is the token of a share's link (AUTH-31), ``share_token`` what its password gave (AUTH-32); it may
    be the same text as ``key``, as both come as a bearer.
    """

    key: str | None = None
    key_place: str = ""
    session: str | None = None
    csrf: str | None = None
    changes_something: bool = False
    share_link: str | None = None
    share_token: str | None = None


class AccessLevel(IntEnum):
    """What a user may do with one object, ascending (AUTH-40)."""

    NONE = 0
    VIEWER = 1
    EDITOR = 2
    MANAGER = 3

    @property
    def word(self) -> str:
        """The level as the API writes it."""
        return self.name.lower()


def authenticated(house: House, credentials: Credentials) -> Caller:
    """Who calls: by personal API key, else by session; the first credential found decides (AUTH-1, AUTH-20).

    Raises NotAuthenticated (AUTH-21), AuthenticationFailed (AUTH-2), or PermissionDenied when a session changes
    something without its CSRF token, or somebody has nothing but a share (AUTH-30, AUTH-33).
    """
    try:
        return _caller(house, credentials)
    except (NotAuthenticated, AuthenticationFailed):
        if shared_visit(house, credentials) is None:
            raise
    raise PermissionDenied("A shared link does not give access to this.")


def shared_visit(house: House, credentials: Credentials) -> SharedVisit | None:
    """The look that a share's credentials give; None without any, or when the link alone does not do.

    Raises AuthenticationFailed for a link that shows nothing, or that is to change something (AUTH-31).
    """
    if credentials.share_token is not None:
        visit = unlocked_visit(house, credentials.share_token)
        if visit is not None:
            return visit
    if credentials.share_link is None:
        return None
    if credentials.changes_something:
        raise AuthenticationFailed("A sharing access token can only be used to read.")
    visit = linked_visit(house, credentials.share_link)
    if visit is None:
        raise AuthenticationFailed("Sharing access token is invalid.")
    return None if visit.share.password_required else visit


def enter_or_look(house: House, credentials: Credentials, project: str, scope: str | None) -> Looker:
    """As `enter`, for the few endpoints that a share opens too: its credentials are tried first (AUTH-31..33)."""
    visit = shared_visit(house, credentials)
    if visit is None:
        return enter(house, credentials, project, scope)
    if project not in {CURRENT, str(visit.project.id)}:
        raise PermissionDenied("A shared link does not give access to this project.")
    return visit


def _caller(house: House, credentials: Credentials) -> Caller:
    if credentials.key is not None:
        return _key_caller(house, credentials.key, credentials.key_place)
    if credentials.session is not None:
        return session_caller(house, credentials.session, credentials.csrf, credentials.changes_something)
    raise NotAuthenticated


def enter(house: House, credentials: Credentials, project: str, scope: str | None) -> Visit:
    """The caller inside ``project`` (an id or `@current`), allowed to do what ``scope`` names (CONV-13).

    ``scope`` None means that keys cannot do it at all (AUTH-12).
    """
    caller = authenticated(house, credentials)
    found = _project(house, caller, project)
    require_scope(caller, scope)
    _require_reach(caller, found)
    return Visit(caller=caller, project=found)


def known_caller(house: House, credentials: Credentials, scope: str | None, *, exempt: bool = False) -> Caller:
    """The caller of something outside projects, allowed to do what ``scope`` names.

    A key limited to projects is refused, unless the endpoint is ``exempt`` (AUTH-14).
    """
    caller = authenticated(house, credentials)
    require_scope(caller, scope)
    if caller.key is not None and caller.key.scoped_teams and not exempt:
        raise PermissionDenied("This key is limited to projects and cannot be used outside of them.")
    return caller


def require_scope(caller: Caller, scope: str | None) -> None:
    """Raise PermissionDenied unless ``caller`` may do what ``scope`` names; sessions always may (AUTH-11..13).

    ``scope`` may be several with spaces between: all of them are needed then.
    """
    if caller.key is None or scope == ANY_KEY:
        return
    if scope is None:
        raise PermissionDenied("This action does not support personal API key access")
    if missing := missing_scopes(caller.key.scopes, scope):
        raise PermissionDenied(f"API key missing required scope '{missing[0]}'")


def visible_projects(caller: Caller, projects: tuple[Project, ...]) -> tuple[Project, ...]:
    """Those of ``projects`` that ``caller`` may see."""
    return tuple(project for project in projects if _reaches(caller.key, project))


def reaches_every_project(caller: Caller) -> bool:
    """Whether ``caller`` is limited to no projects, and so may know of what belongs to none."""
    return caller.key is None or not caller.key.scoped_teams


def access_level(caller: Caller, creator: User | None) -> AccessLevel:
    """What ``caller`` may do with an object that ``creator`` made (AUTH-41)."""
    made_it = creator is not None and creator.id == caller.user.id
    if made_it or caller.user.membership_level >= MembershipLevel.ADMIN:
        return AccessLevel.MANAGER
    return AccessLevel.EDITOR


def level_of(visit: Looker, creator: User | None) -> AccessLevel:
    """What ``visit`` may do with an object that ``creator`` made; whoever has a link can only look."""
    return AccessLevel.VIEWER if isinstance(visit, SharedVisit) else access_level(visit.caller, creator)


def require_access(caller: Caller, creator: User | None, needed: AccessLevel) -> None:
    """Raise PermissionDenied unless ``caller`` has the level ``needed`` on an object of ``creator`` (AUTH-40)."""
    if access_level(caller, creator) < needed:
        raise PermissionDenied(f"You do not have {needed.word} access to this resource.")


def require_admin(caller: Caller) -> None:
    """Raise PermissionDenied unless ``caller`` is an administrator of the organization."""
    if caller.user.membership_level < MembershipLevel.ADMIN:
        raise PermissionDenied("You need to be an administrator of the organization.")


def require_rank(caller: Caller, level: MembershipLevel) -> None:
    """Raise PermissionDenied unless ``caller`` is an administrator who stands at least as high as ``level``."""
    require_admin(caller)
    if caller.user.membership_level < level:
        raise PermissionDenied("You cannot do this for somebody who stands above you.")


def _key_caller(house: House, key: str, place: str) -> Caller:
    now, hashed = house.clock(), secret_hash(key)
    caller = house.store.remembered(("key", hashed), lambda tx: tx.keys.caller(hashed))
    if caller is None or caller.key is None or not caller.user.is_active:
        raise AuthenticationFailed(f"Personal API key found in {place} is invalid.")
    if caller.key.expires_at is not None and caller.key.expires_at <= now:
        raise AuthenticationFailed(f"Personal API key found in {place} has expired.")
    used = caller.key.last_used_at
    if used is None or now - used >= _TOUCH_EVERY:
        with house.store.write() as tx:
            tx.keys.touch(caller.key.id, now=now)
    return caller


def _project(house: House, caller: Caller, project: str) -> Project:
    wanted = _current_project_id(caller) if project == CURRENT else _id(project)
    found = None
    if wanted is not None:
        found = house.store.remembered(("project", wanted), lambda tx: tx.projects.get(wanted))
    if found is None:
        raise NotFound("Project not found.")
    return found


def _current_project_id(caller: Caller) -> int | None:
    """The project `@current` means: a key limited to one project can mean no other."""
    if caller.key is not None and len(caller.key.scoped_teams) == 1:
        return caller.key.scoped_teams[0]
    return caller.user.current_project_id


def _id(text: str) -> int | None:
    """``text`` as a project id; None when no project could have it (CONV-5)."""
    if not (text.isascii() and text.isdigit()) or len(text) > 10:
        return None
    number = int(text)
    return number if number < 2**31 else None


def _require_reach(caller: Caller, project: Project) -> None:
    if caller.key is None:
        return
    if caller.key.scoped_teams and project.id not in caller.key.scoped_teams:
        raise PermissionDenied(f"API key does not have access to the requested project: ID {project.id}.")
    if not _reaches(caller.key, project):
        raise PermissionDenied("API key does not have access to the organization of this project.")


def _reaches(key: ApiKey | None, project: Project) -> bool:
    if key is None:
        return True
    in_teams = not key.scoped_teams or project.id in key.scoped_teams
    return in_teams and (not key.scoped_organizations or project.organization_id in key.scoped_organizations)
