"""Which walk over the actors' events answers a question."""

from hedgerow.query.kinds.funnels.entrances import Entrances
from hedgerow.query.kinds.funnels.event_records import EventRecords
from hedgerow.query.kinds.funnels.fills import entrances_filled, furthest_filled
from hedgerow.query.kinds.funnels.funnel import Funnel
from hedgerow.query.kinds.funnels.furthest import Furthest
from hedgerow.query.kinds.funnels.unordered import Unordered
from hedgerow.query.kinds.funnels.unordered_entrances import UnorderedEntrances
from hedgerow.query.kinds.funnels.unordered_fills import entrances_unordered, furthest_unordered
from hedgerow.query.sql.tree import Column, Named, Select


def furthest(funnel: Funnel) -> Select:
    """A row for each actor and breakdown ``value``: the step ``reached``, 0 for one that is no part of the funnel.

    ``time1`` and so on are when it took the steps, in microseconds; they tell something when it got past the first,
    and only up to the one it reached.
    """
    if _is_filled(funnel):
        return furthest_unordered(funnel) if funnel.unordered else furthest_filled(funnel)
    events, steps = EventRecords(funnel), len(funnel.query.series)
    window = funnel.query.funnelsFilter.window
    fold: Furthest | Unordered
    if funnel.unordered:
        fold = Unordered(steps=steps, window=window, excludes=funnel.excludes, fields=events.fields)
    else:
        fold = Furthest(steps=steps, window=window, fields=events.fields)
    walk = Column("walk")
    return Select(
        columns=(
            *funnel.value,
            Named("reached", fold.reached(walk)),
            *(Named(f"time{step}", fold.time(walk, step)) for step in range(1, steps + 1)),
        ),
        source=_folded(events, fold),
    )


def entrances(funnel: Funnel) -> Select:
    """A row for each actor and breakdown ``value``: the periods it ``entered``, and where it ``converted``."""
    if _is_filled(funnel):
        return entrances_unordered(funnel) if funnel.unordered else entrances_filled(funnel)
    query, events = funnel.query, EventRecords(funnel)
    first, last, window = query.first + 1, query.last + 1, query.funnelsFilter.window
    fold: Entrances | UnorderedEntrances
    if funnel.unordered:
        fold = UnorderedEntrances(
            steps=len(query.series), first=first, last=last, window=window,
            excludes=funnel.excludes, fields=events.fields,
        )  # fmt: skip
    else:
        fold = Entrances(first=first, last=last, window=window, fields=events.fields)
    walk = Column("walk")
    return Select(
        columns=(
            *funnel.value,
            Named("entered", fold.entered(walk)),
            Named("converted", fold.converted(walk)),
        ),
        source=_folded(events, fold),
    )


def _folded(events: EventRecords, fold: Furthest | Unordered | Entrances | UnorderedEntrances) -> Select:
    """A row for each actor and breakdown ``value``: the ``walk`` that ``fold`` reads."""
    walk = Named("walk", fold.walk(Column("events")))
    return Select(columns=(*events.funnel.value, walk), source=events.sorted)


def _is_filled(funnel: Funnel) -> bool:
    """Whether no loop over events is needed.

    It is where what an event does depends on all that came before. In a strict funnel an event that both excludes and
    matches a step may spoil an attempt that has lost the step it had gone on to. In an unordered one an event of
    several steps is taken for the one done longest ago, and an attempt may have to begin with some events only.
    """
    if funnel.unordered:
        return not funnel.overlaps and not funnel.by_step
    return not (funnel.strict and funnel.excludes_by_steps)
