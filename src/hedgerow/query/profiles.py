"""Whether an event makes a person of whoever did it."""

from hedgerow.query.sql.tree import Cast, Property, call, text

HAS_PROFILE = call(
    "notEquals",
    call("ifNull", Cast(Property("$process_person_profile"), "Nullable(String)"), text("")),
    text("false"),
)
"""True for events whose sender did not say that they make no person (LC-2); `hedgerow.engine.sealing` asks the same."""
