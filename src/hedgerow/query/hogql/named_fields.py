"""A dotted name becomes a field of a table, or an error that says which there are (SQ-11, SQ-12)."""

from collections.abc import Sequence

from sqlglot import exp

from hedgerow.query.context import Context
from hedgerow.query.hogql.fields import Fields
from hedgerow.query.hogql.meaning import Meaning
from hedgerow.query.hogql.nearness import near
from hedgerow.query.hogql.places import not_yet, refusal
from hedgerow.query.hogql.properties import Bag


def field_of(fields: Fields, path: Sequence[str | int], context: Context, text: str, node: exp.Expr) -> Meaning:
    """What ``path`` reads of ``fields``. Raises refusals that show ``node`` in ``text``."""
    name, *below = path
    found = fields.named.get(str(name))
    if found is None:
        if name in fields.later:
            raise not_yet(f"The field '{name}'", text, node)
        raise refusal(f"Unknown field '{name}'.{near(str(name), tuple(fields.named))}", text, node)
    if isinstance(found, Fields):
        if not below:
            raise refusal(f"'{name}' is not one field; name one of its own: {', '.join(found.named)}", text, node)
        return field_of(found, below, context, text, node)
    if isinstance(found, Bag):
        if any(step == 0 for step in below):
            raise refusal("Array elements are counted from 1", text, node)
        return found.at(below, context) if below else found.whole()
    if below:
        raise refusal(f"The field '{name}' has no parts", text, node)
    return found(context)
