"""One actor's way through a funnel, slowly and obviously: event by event, as the contract tells it (FN-6 to FN-11)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby


@dataclass(frozen=True, kw_only=True)
class Seen:
    """An event as a funnel sees it: steps are numbered from 1, ``blocks`` are those at which an attempt is spoiled.

    ``own`` tells that an attempt may begin with it. Times are in microseconds.
    """

    at: int
    steps: frozenset[int]
    blocks: frozenset[int]
    period: int = 0
    own: bool = True


@dataclass
class Attempt:
    """What has been done since ``times[0]``."""

    times: list[int]
    period: int
    spoiled: bool = False


@dataclass
class Happening:
    """``attempt`` was taken to ``step``, or ``spoilt`` while it waited there; or an ``exclusion`` happened."""

    step: int = 0
    attempt: Attempt | None = None
    spoilt: bool = False
    exclusion: Seen | None = None


@dataclass(frozen=True)
class Rules:
    """How a funnel is walked; ``window`` in microseconds."""

    steps: int
    window: int
    strict: bool = False


def in_order(events: list[Seen]) -> list[list[Seen]]:
    """Events by instant, in the order of their steps within each; inside a tie nothing excludes (FN-7)."""
    instants = []
    for _, group in groupby(sorted(events, key=_place), key=lambda event: event.at):
        instant = list(group)
        if is_tie(instant):
            instant = [replace(event, blocks=frozenset()) for event in instant]
        instants.append(instant)
    return instants


def is_tie(instant: list[Seen]) -> bool:
    different = {(event.steps, event.blocks) for event in instant}
    return len(different) > 1 and any(event.steps for event in instant)


def _place(event: Seen) -> tuple[int, bool, int, int]:
    return (event.at, not event.own, min(event.steps, default=0), sum(1 << step for step in event.steps))


def ordered(events: list[Seen], rules: Rules) -> Iterator[Happening]:
    """All that happens in an ordered or strict funnel."""
    latest: dict[int, Attempt] = {}
    for instant in _instants(events):
        tie = is_tie(instant)
        for event in instant:
            yield from _happening(event if not tie else replace(event, blocks=frozenset()), latest, rules)
            if rules.strict and not tie:
                _forget(latest, event.steps)
        if rules.strict and tie:
            _forget(latest, frozenset().union(*(event.steps for event in instant)))


def _instants(events: list[Seen]) -> list[list[Seen]]:
    return [list(group) for _, group in groupby(sorted(events, key=_place), key=lambda event: event.at)]


def _forget(latest: dict[int, Attempt], steps: frozenset[int]) -> None:
    for step in [step for step in latest if step not in steps]:
        del latest[step]


def _happening(event: Seen, latest: dict[int, Attempt], rules: Rules) -> Iterator[Happening]:
    for step in event.blocks:
        attempt = latest.get(step)
        if attempt is not None and _in_time(attempt, event, rules) and not _went_on(attempt, latest.get(step + 1)):
            attempt.spoiled = True
            yield Happening(step=step, attempt=attempt, spoilt=True)
    if event.blocks:
        yield Happening(exclusion=event)
    for step in sorted(event.steps, reverse=True):
        if step == 1:
            latest[1] = Attempt([event.at], event.period)
            yield Happening(step=1, attempt=latest[1])
            continue
        before = latest.get(step - 1)
        if before is None or not _in_time(before, event, rules) or _went_on(before, latest.get(step)):
            continue
        extended = Attempt([*before.times, event.at], before.period, before.spoiled)
        if not extended.spoiled:
            latest[step] = extended
        yield Happening(step=step, attempt=extended)


def _in_time(attempt: Attempt, event: Seen, rules: Rules) -> bool:
    return event.at - attempt.times[0] <= rules.window


def _went_on(attempt: Attempt, further: Attempt | None) -> bool:
    return further is not None and further.times[0] == attempt.times[0]


def furthest(events: list[Seen], rules: Rules) -> list[int]:
    """The times of the steps of the attempt that counts; none for an actor that does not."""
    times: list[int] = []
    excluded = False
    for happening in ordered(events, rules):
        if happening.exclusion is not None:
            at = happening.exclusion.at
            if len(times) in happening.exclusion.blocks and at - times[0] <= rules.window:
                excluded = True
        elif happening.attempt is not None and not happening.spoilt:
            attempt, step = happening.attempt, happening.step
            if step > len(times):
                times, excluded = attempt.times, attempt.spoiled
            elif step == len(times) and excluded and not attempt.spoiled:
                times, excluded = attempt.times, False
        if len(times) == rules.steps and not excluded:
            break
    return [] if excluded else times


def entrances(events: list[Seen], rules: Rules, first: int, last: int) -> dict[int, bool]:
    """The periods that the actor enters at step ``first``, and whether it gets to ``last`` from there (FN-18)."""
    entered: list[int] = []
    converted: set[int] = set()
    spoilt: set[int] = set()
    lost = False
    for happening in ordered(events, rules):
        attempt, step = happening.attempt, happening.step
        if attempt is None or step > last:
            continue
        if happening.spoilt:
            if first <= step < last:
                spoilt.add(attempt.period)
        elif attempt.spoiled:
            lost = lost or step == last
        else:
            entered += [attempt.period] if step == first else []
            converted |= {attempt.period} if step == last else set()
    return {period: period in converted for period in entered if period in converted or not (lost or period in spoilt)}


class Queues:
    """The events of each step that wait for the others (FN-10); an attempt begins with one of its ``own``."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.of_step: dict[int, list[Seen]] = {step: [] for step in range(1, rules.steps + 1)}

    @property
    def filled(self) -> list[list[Seen]]:
        return [queue for queue in self.of_step.values() if queue]

    @property
    def times(self) -> list[int]:
        return sorted(queue[0].at for queue in self.filled)

    def drop_oldest(self) -> None:
        oldest = min(self.filled, key=lambda queue: _place(queue[0]))
        oldest.pop(0)
        self.drop_what_cannot_begin()

    def drop_what_cannot_begin(self) -> None:
        while self.filled and not any(queue[0].own and queue[0].at == self.times[0] for queue in self.filled):
            min(self.filled, key=lambda queue: _place(queue[0])).pop(0)

    def step_for(self, event: Seen) -> int:
        """Of the steps it matches the one whose latest event is the oldest."""
        return min(event.steps, key=lambda step: (self.of_step[step][-1].at if self.of_step[step] else 0, step))

    def clear(self) -> None:
        for queue in self.of_step.values():
            queue.clear()


def unordered(events: list[Seen], rules: Rules) -> list[int]:
    """The times of the most steps that the actor does within the window."""
    queues, best = Queues(rules), list[int]()
    for event in (event for instant in in_order(events) for event in instant):
        while queues.filled and queues.times[0] + rules.window < event.at:
            best = max(best, queues.times, key=len)
            queues.drop_oldest()
        if event.blocks:
            queues.clear()
        if event.steps:
            queues.of_step[queues.step_for(event)].append(event)
            queues.drop_what_cannot_begin()
        if len(queues.filled) == rules.steps:
            return queues.times
    return max(best, queues.times, key=len)


def unordered_entrances(events: list[Seen], rules: Rules, first: int, last: int) -> dict[int, bool]:
    """The periods of all events with which ``first`` different steps begin, and whether ``last`` follow in time."""
    told = [event for instant in in_order(events) for event in instant]
    steps = _assigned(told, rules)
    found: dict[int, bool] = {}
    for place, start in enumerate(told):
        if not start.own or steps[place] is None:
            continue
        done: set[int | None] = set()
        over = False
        for event, step in zip(told[place:], steps[place:], strict=True):
            if event.at > start.at + rules.window or over:
                break
            over = bool(event.blocks) and event is not start
            if not over:
                done |= {step} - {None}
            if len(done) >= last:
                break
        if len(done) >= last or (len(done) >= first and not over):
            found[start.period] = found.get(start.period, False) or len(done) >= last
    return found


def _assigned(told: list[Seen], rules: Rules) -> list[int | None]:
    """Which step each event is taken for: of those it matches the one whose latest waiting event is the oldest."""
    latest: dict[int, int] = {}
    steps: list[int | None] = []
    for event in told:
        if event.blocks:
            latest.clear()
        latest = {step: at for step, at in latest.items() if at + rules.window >= event.at}
        step = min(event.steps, key=lambda step: (latest.get(step, 0), step)) if event.steps else None
        if step is not None:
            latest[step] = event.at
        steps.append(step)
    return steps
