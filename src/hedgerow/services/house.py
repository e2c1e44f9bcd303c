"""What a running server is made of, and who is visiting it."""

from dataclasses import dataclass, field
from threading import Event

from hedgerow.base.clock import Clock
from hedgerow.base.settings import Settings
from hedgerow.base.tally import Tally
from hedgerow.cache.renderings import Renderings
from hedgerow.capture.commit import GroupCommitter
from hedgerow.engine.port import Engine
from hedgerow.run.runner import Runner
from hedgerow.run.workers import Workers
from hedgerow.services.attempt_window import AttemptWindow
from hedgerow.services.login_throttle import LoginThrottle
from hedgerow.services.project_tokens import ProjectTokens
from hedgerow.services.recent_visits import RecentVisits
from hedgerow.services.share_throttle import ShareThrottle
from hedgerow.services.template_shelf import TemplateShelf, template_shelf
from hedgerow.store.repositories.event_days import DayOfEvent
from hedgerow.store.store import Store
from hedgerow.vocab.people import Caller
from hedgerow.vocab.projects import Project
from hedgerow.vocab.sharing import Share, SharePassword


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The wired parts every service works with; ``main`` puts them together once."""

    store: Store
    engine: Engine
    runner: Runner
    committer: GroupCommitter
    clock: Clock
    settings: Settings
    logins: LoginThrottle = field(default_factory=LoginThrottle)
    event_queries: Tally[DayOfEvent] = field(default_factory=Tally)
    share_guesses: ShareThrottle = field(default_factory=ShareThrottle)
    invite_guesses: AttemptWindow = field(default_factory=lambda: AttemptWindow(most=20, seconds=15 * 60))
    tokens: ProjectTokens = field(default_factory=ProjectTokens)
    workers: Workers = field(default_factory=Workers)
    renderings: Renderings = field(default_factory=Renderings)
    visits: RecentVisits = field(default_factory=RecentVisits)
    templates: TemplateShelf = field(default_factory=template_shelf)
    job_queued: Event = field(default_factory=Event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A caller inside a project; only `hedgerow.services.access` makes one."""

    caller: Caller
    project: Project


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedVisit:
    """Somebody with the link of ``share``, looking at what it shows: no caller, and never a `Visit`.

    So nothing that asks for a Visit can be reached with a link, not even by mistake (AUTH-30).
    """

    share: Share
    project: Project
    password: SharePassword | None = None
    """The password that let them in; None where none is asked for, or was given yet."""


Looker = Visit | SharedVisit
"""Somebody who looks at things of a project."""
