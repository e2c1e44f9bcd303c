"""Ingestion warnings on their way from where something went wrong to where people read of it."""

import math
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from threading import Lock
from typing import Any

import msgspec

from hedgerow.vocab.ingestion import IngestionWarning, WarningDay, WarningKind

SAMPLES_KEPT = 5
"""Of each kind and project on a day: the newest."""

LONGEST_TEXT = 200
"""Characters a text of a sample keeps: whoever sends garbage decides what is in it, but not how much."""

MOST_DETAILS = 10
"""Details of a sample, and items of a list or an object among them."""

LARGEST_DETAILS = 4096
"""Bytes of the details of a sample, as JSON."""

LEVELS = 2
"""How deep details nest."""

_EXACT = 2**53
_ENCODER = msgspec.json.Encoder()

_Key = tuple[int | None, WarningKind, date]


@dataclass(slots=True)
class _Warned:
    """How often something went wrong on a day, and the newest samples of it, the last the newest."""

    first: datetime
    last: datetime
    count: int = 0
    samples: deque[IngestionWarning] = field(default_factory=lambda: deque(maxlen=SAMPLES_KEPT))


class IngestionWarnings:
    """Counts what goes wrong until somebody takes it, and tells ``on_warning`` of each at once.

    Safe to share between threads; a call costs some microseconds, and what is kept has a fixed size for each project.
    """

    def __init__(self, on_warning: Callable[[IngestionWarning, int], None] = lambda _warning, _count: None) -> None:
        self._on_warning = on_warning
        self._lock = Lock()
        self._warned: dict[_Key, _Warned] = {}
        self._totals: Counter[WarningKind] = Counter()

    def note(
        self,
        kind: WarningKind,
        *,
        team_id: int | None,
        at: datetime,
        event: str | None = None,
        distinct_id: str | None = None,
        details: Mapping[str, Any] | None = None,
        count: int = 1,
    ) -> None:
        """Count one thing that went wrong, or ``count`` of the same kind. Texts are cut to `LONGEST_TEXT`."""
        sample = IngestionWarning(
            kind=kind,
            team_id=team_id,
            at=at,
            event=None if event is None else _short(event),
            distinct_id=None if distinct_id is None else _short(distinct_id),
            details=_small_details(details or {}),
        )
        with self._lock:
            warned = self._warned.setdefault((team_id, kind, at.date()), _Warned(at, at))
            warned.count += count
            warned.last = at
            warned.samples.append(sample)
            self._totals[kind] += count
        self._on_warning(sample, count)

    def taken(self) -> tuple[WarningDay, ...]:
        """All since it was last asked, by project, kind and day; the next answer begins anew."""
        with self._lock:
            taken, self._warned = self._warned, {}
        return tuple(
            WarningDay(
                team_id=team_id,
                kind=kind,
                day=day,
                count=warned.count,
                first_seen_at=warned.first,
                last_seen_at=warned.last,
                samples=tuple(reversed(warned.samples)),
            )
            for (team_id, kind, day), warned in taken.items()
        )

    def give_back(self, untold: tuple[WarningDay, ...]) -> None:
        """What was taken and could not be told waits again, before what came since."""
        with self._lock:
            for told in untold:
                key = (told.team_id, told.kind, told.day)
                since = self._warned.get(key)
                warned = self._warned[key] = _Warned(told.first_seen_at, told.last_seen_at, told.count)
                warned.samples.extend(reversed(told.samples))
                if since is not None:
                    warned.last = since.last
                    warned.count += since.count
                    warned.samples.extend(since.samples)

    def totals(self) -> Mapping[WarningKind, int]:
        """How many there were of each kind since the start."""
        with self._lock:
            return dict(self._totals)


def _small_details(details: Mapping[str, Any]) -> dict[str, Any]:
    """The first of ``details`` that are together no larger than `LARGEST_DETAILS`."""
    kept: dict[str, Any] = {}
    size = 0
    for name, value in islice(details.items(), MOST_DETAILS):
        small = _small(value, LEVELS)
        size += len(_ENCODER.encode(small))
        if size > LARGEST_DETAILS:
            break
        kept[_short(name)] = small
    return kept


def _small(value: Any, levels: int) -> Any:
    """``value`` as JSON of bounded size; what nests deeper than ``levels`` is only named."""
    if isinstance(value, Mapping):
        items = islice(value.items(), MOST_DETAILS)
        return {_short(str(name)): _small(item, levels - 1) for name, item in items} if levels else "(object)"
    if isinstance(value, list | tuple):
        return [_small(item, levels - 1) for item in value[:MOST_DETAILS]] if levels else "(list)"
    if value is None or isinstance(value, bool) or (isinstance(value, int) and abs(value) < _EXACT):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    return _short(str(value))


def _short(text: str) -> str:
    """``text`` cut to length, without half surrogates and NUL, which stores and JSON cannot hold."""
    return text[:LONGEST_TEXT].replace("\0", "\ufffd").encode("utf-8", "replace").decode()
