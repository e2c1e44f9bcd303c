"""What a running server is made of, and who is visiting it."""

from dataclasses import dataclass, field

from hedgerow.base.clock import Clock
from hedgerow.base.settings import Settings
from hedgerow.capture.commit import GroupCommitter
from hedgerow.engine.port import Engine
from hedgerow.run.runner import Runner
from hedgerow.services.login_throttle import LoginThrottle
from hedgerow.services.project_tokens import ProjectTokens
from hedgerow.store.store import Store
from hedgerow.vocab.people import Caller
from hedgerow.vocab.projects import Project


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
    tokens: ProjectTokens = field(default_factory=ProjectTokens)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A caller inside a project; only `hedgerow.services.access` makes one."""

    caller: Caller
    project: Project
