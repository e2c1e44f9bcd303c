"""Whether an event makes a person of whoever did it."""

from hedgerow.query.sql.tree import Property, call, text

HAS_PROFILE = call("notEquals", call("toString", Property("$process_person_profile")), text("false"))
"""True for events whose sender did not say that they make no person (LC-2); `hedgerow.engine.sealing` asks the same."""
