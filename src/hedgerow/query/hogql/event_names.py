"""A dotted name becomes a field of the events, or an error that says which there are (SQ-11, SQ-12)."""

from collections.abc import Sequence

from sqlglot import exp

from hedgerow.query.context import Context
from hedgerow.query.hogql.calls import near
from hedgerow.query.hogql.fields import EVENT_FIELDS, LATER, property_path
from hedgerow.query.hogql.meaning import Meaning
from hedgerow.query.hogql.places import not_yet, refusal


def event_field(path: Sequence[str | int], context: Context, text: str, node: exp.Expr) -> Meaning:
    """What ``path`` reads of an event. Raises refusals that show ``node`` in ``text``."""
    name, *below = path
    if name == "properties":
        if not below:
            raise not_yet("Reading all properties at once; name one, as in properties.$browser", text, node)
        if any(step == 0 for step in below):
            raise refusal("Array elements are counted from 1", text, node)
        return property_path(below, context)
    if name in LATER:
        raise not_yet(f"The field '{name}'", text, node)
    read = EVENT_FIELDS.get(str(name))
    if read is None:
        raise refusal(f"Unknown field '{name}'.{near(str(name), (*EVENT_FIELDS, 'properties'))}", text, node)
    if below:
        raise refusal(f"The field '{name}' has no parts", text, node)
    return read(context)
