"""What happens to a question before it is planned, as one ordered list.

Dashboard filters come before all of these: they act on the stored JSON, see `hedgerow.query.dashboard_filters`.
"""

from collections.abc import Callable
from functools import reduce

from pydantic import TypeAdapter, ValidationError

from hedgerow.query.context import Context
from hedgerow.query.refusals import invalid
from hedgerow.query.wire.filters import Properties, PropertyGroup
from hedgerow.query.wire.insight import InsightNode, QueryNode
from hedgerow.query.wire.series import ActionsNode

Rewrite = Callable[[InsightNode, Context], InsightNode]
_PROPERTIES: TypeAdapter[PropertyGroup] = TypeAdapter(Properties)


def rewritten(node: QueryNode, context: Context) -> QueryNode:
    """``node`` after every rewrite; data nodes have nothing that the rewrites change."""
    if not isinstance(node, InsightNode):
        return node
    return reduce(lambda current, rewrite: rewrite(current, context), REWRITES, node)


def without_what_changes_nothing(node: InsightNode, _: Context) -> InsightNode:
    """Drop the keys that change no number, and a sample of everything (EN-3, EN-29)."""
    return node.model_copy(
        update={"tags": None, "samplingFactor": None if node.samplingFactor == 1 else node.samplingFactor}
    )


def with_test_accounts_left_out(node: InsightNode, context: Context) -> InsightNode:
    """The project's test account filters join the question's own when it asks for them (EN-23)."""
    if not node.filterTestAccounts or not context.test_account_filters:
        return node
    return node.model_copy(
        update={"properties": PropertyGroup(values=(node.properties, test_account_filters(context)))}
    )


def test_account_filters(context: Context) -> PropertyGroup:
    """The project's test account filters. Raises InvalidRequest when they cannot be read."""
    try:
        return _PROPERTIES.validate_python(list(context.test_account_filters))
    except ValidationError as error:
        raise invalid(f"The project's test account filters cannot be read: {error.errors()[0]['msg']}.") from None


def with_actions_named(node: InsightNode, context: Context) -> InsightNode:
    """Series of actions are called by the action's own name, whatever the client called them (TR-13)."""
    series = getattr(node, "series", ())
    named = tuple(_named(one, context) if isinstance(one, ActionsNode) else one for one in series)
    return node.model_copy(update={"series": named}) if named != series else node


def _named(series: ActionsNode, context: Context) -> ActionsNode:
    action = context.actions.get(series.id)
    return series if action is None else series.model_copy(update={"name": action.name})


REWRITES: tuple[Rewrite, ...] = (
    without_what_changes_nothing,
    with_test_accounts_left_out,
    with_actions_named,
)
"""In the order they happen."""
