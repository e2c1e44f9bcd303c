"""Which project a token belongs to, remembered for a few seconds: capture asks at every request."""

from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from time import monotonic

from hedgerow.base.errors import AuthenticationFailed
from hedgerow.store.store import Store
from hedgerow.vocab.projects import Project

KEPT_SECONDS = 10.0
"""How long a change of a project, or the end of a replaced token, may go unnoticed."""

_MOST_KEPT = 1000


@dataclass(frozen=True, slots=True)
class _Kept:
    project: Project
    until: float


class ProjectTokens:
    """Projects by token. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[str, _Kept] = {}

    def remembered(self, token: str) -> Project | None:
        """The project of ``token`` if it was looked up a moment ago, without asking the store."""
        kept = self._kept.get(token)
        return kept.project if kept is not None and kept.until > monotonic() else None

    def project(self, store: Store, token: str, now: datetime) -> Project:
        """The project of ``token``; raises AuthenticationFailed when there is none at ``now`` (CAP-4)."""
        if (known := self.remembered(token)) is not None:
            return known
        with store.read() as tx:
            found = tx.projects.by_token(token, now=now)
        if found is None:
            raise AuthenticationFailed("There is no project with this token.")
        with self._lock:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[token] = _Kept(found, monotonic() + KEPT_SECONDS)
        return found

    def forget(self) -> None:
        """Look every token up again."""
        with self._lock:
            self._kept.clear()
