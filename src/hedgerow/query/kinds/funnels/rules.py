"""What a funnel may not ask (FN-2)."""

from hedgerow.query.kinds.funnels.model import Attribution, Exclusion, FunnelsQuery, OrderType
from hedgerow.query.refusals import NotSupportedYet, invalid
from hedgerow.query.wire.filters import PropertyFilter, PropertyGroup
from hedgerow.query.wire.series import ActionsNode, EventsNode

MOST_STEPS = 20
"""Longer funnels are refused: each step is a part of the walk over every event."""

_LATER_MATHS = ("first_time_for_user", "first_time_for_user_with_filters", "first_matching_event_for_user")


def refuse_what_is_no_funnel(query: FunnelsQuery) -> None:
    """Raise InvalidRequest for a question that breaks a rule, NotSupportedYet for what is not made yet."""
    steps = len(query.series)
    if not 2 <= steps <= MOST_STEPS:
        raise invalid(f"A FunnelsQuery has 2 to {MOST_STEPS} steps (series), not {steps}.")
    for series in query.series:
        if series.math in _LATER_MATHS:
            raise NotSupportedYet(f"Math '{series.math}' of a funnel's step")
        if series.optionalInFunnel:
            raise NotSupportedYet("An optional step (optionalInFunnel)")
    _refuse_ends(query.first, query.last, steps, "funnelFromStep", "funnelToStep")
    _refuse_attribution(query)
    for exclusion in query.funnelsFilter.exclusions:
        _refuse_exclusion(exclusion, query)


def _refuse_ends(first: int, last: int, steps: int, first_name: str, last_name: str) -> None:
    if not 0 <= first <= steps - 2:
        raise invalid(f"{first_name} is 0 to {steps - 2} in a funnel of {steps} steps, not {first}.")
    if not 1 <= last <= steps - 1:
        raise invalid(f"{last_name} is 1 to {steps - 1} in a funnel of {steps} steps, not {last}.")
    if first >= last:
        raise invalid(f"{first_name} ({first}) has to come before {last_name} ({last}).")


def _refuse_attribution(query: FunnelsQuery) -> None:
    options = query.funnelsFilter
    if options.breakdownAttributionType is not Attribution.STEP:
        return
    step = options.breakdownAttributionValue or 0
    if not 0 <= step < len(query.series):
        raise invalid(f"breakdownAttributionValue is 0 to {len(query.series) - 1} in this funnel, not {step}.")
    if options.funnelOrderType is OrderType.UNORDERED and step != 0:
        raise invalid("In an unordered funnel breakdownAttributionValue is 0: the first step done.")


def _refuse_exclusion(exclusion: Exclusion, query: FunnelsQuery) -> None:
    first, last = exclusion.funnelFromStep, exclusion.funnelToStep
    _refuse_ends(first, last, len(query.series), "An exclusion's funnelFromStep", "An exclusion's funnelToStep")
    whole = first == 0 and last == len(query.series) - 1
    if query.funnelsFilter.funnelOrderType is OrderType.UNORDERED and not whole:
        raise invalid("In an unordered funnel an exclusion spans all steps.")
    for step in query.series[first : last + 1]:
        if _covers(exclusion, step):
            raise invalid("An exclusion cannot be the same as a step that it stands between, or hold all its events.")


def _covers(exclusion: Exclusion, step: EventsNode | ActionsNode) -> bool:
    """Whether every event of ``step`` is one of ``exclusion``, as far as their words tell."""
    if isinstance(exclusion, ActionsNode):
        named = isinstance(step, ActionsNode) and step.id == exclusion.id
    else:
        named = exclusion.event is None or (isinstance(step, EventsNode) and step.event == exclusion.event)
    if not named:
        return False
    asked, of_step = _joined_by_and(exclusion.properties), _joined_by_and(step.properties)
    return exclusion.properties == step.properties or (
        asked is not None and (not asked or (of_step is not None and all(one in of_step for one in asked)))
    )


def _joined_by_and(group: PropertyGroup) -> list[PropertyFilter] | None:
    """The filters that all have to hold; None when some only have to hold one for another."""
    found: list[PropertyFilter] = []
    for member in group.values:
        inner = _joined_by_and(member) if isinstance(member, PropertyGroup) else [member]
        if inner is None:
            return None
        found += inner
    return found if group.type == "AND" or len(group.values) <= 1 else None
