"""Which walk over an actor's events answers a question."""

from hedgerow.query.kinds.funnels.entrances import Entrances
from hedgerow.query.kinds.funnels.funnel import Funnel
from hedgerow.query.kinds.funnels.furthest import Furthest
from hedgerow.query.kinds.funnels.unordered import Unordered
from hedgerow.query.kinds.funnels.unordered_entrances import UnorderedEntrances
from hedgerow.query.sql.tree import Named, Select


def furthest(funnel: Funnel) -> Furthest | Unordered:
    """The walk to each actor's furthest step."""
    steps, window = len(funnel.query.series), funnel.query.funnelsFilter.window
    if funnel.unordered:
        return Unordered(steps=steps, window=window, excludes=funnel.excludes, fields=funnel.fields)
    return Furthest(steps=steps, window=window, strict=funnel.strict, excludes=funnel.excludes, fields=funnel.fields)


def entrances(funnel: Funnel) -> Entrances | UnorderedEntrances:
    """The walk to the periods in which each actor enters and converts."""
    query, window = funnel.query, funnel.query.funnelsFilter.window
    if funnel.unordered:
        return UnorderedEntrances(
            steps=len(query.series), first=query.first + 1, last=query.last + 1, window=window,
            excludes=funnel.excludes, fields=funnel.fields,
        )  # fmt: skip
    return Entrances(
        first=query.first + 1, last=query.last + 1, window=window, strict=funnel.strict,
        excludes=funnel.excludes, fields=funnel.fields,
    )  # fmt: skip


def walked(funnel: Funnel) -> Select:
    """A row for each actor and breakdown ``value``: ``walk``, what `furthest` leaves."""
    walk = Named("walk", furthest(funnel).walk(funnel.events))
    return Select(columns=(*funnel.value, walk), source=funnel.gathered)
