"""The fields of ``events``, and of whom and what an event belongs to (SQ-11, SQ-19)."""

from hedgerow.query.hogql.fields import Fields, always, moment, perhaps, perhaps_moment, person_id
from hedgerow.query.hogql.properties import Bag
from hedgerow.query.sql.owners import group_key
from hedgerow.query.sql.sessions import SESSION_ID
from hedgerow.query.sql.tree import Cast, Column, Expression, Null, OwnerColumn, Property, Value, call, text
from hedgerow.query.values import event_property, group_property, person_property
from hedgerow.vocab.groups import MOST_TYPES

PERSON_ID = person_id(OwnerColumn("uuid", owner="person"), Column("person"))
"""The person of any row that tells its ``person``."""

PERSON = Fields(
    {
        "id": PERSON_ID,
        "created_at": moment(OwnerColumn("created_at", owner="person")),
        "properties": Bag(person_property, "person"),
    },
    later=frozenset({"is_identified"}),
)
"""The person that owns the row now."""

SESSION_LATER = frozenset(
    {
        "$entry_pathname", "$end_pathname", "$entry_utm_source", "$entry_utm_medium", "$entry_utm_campaign",
        "$entry_utm_term", "$entry_utm_content", "$entry_referring_domain", "$channel_type", "$is_bounce",
    }
)  # fmt: skip


def _text_property(name: str) -> Expression:
    return Cast(Property(name), "Nullable(String)")


def _group(index: int) -> Fields:
    """The group of the type ``index``; all its fields are NULL for an event without one, or one never described."""
    owner = f"group_{index}"
    known = call("notEquals", OwnerColumn("version", owner), Value(0, "UInt64"))
    return Fields(
        {
            "key": perhaps(call("if", known, OwnerColumn("group_key", owner), Null())),
            "created_at": perhaps_moment(call("if", known, OwnerColumn("created_at", owner), Null())),
            "properties": Bag(lambda name, context: group_property(name, index, context), owner),
        }
    )


def _of_session(column: str) -> Expression:
    """A column of the event's session; NULL for an event without one."""
    known = call("notEquals", SESSION_ID, text(""))
    return call("if", known, OwnerColumn(column, "session"), Null())


def _seconds(start: Expression, end: Expression) -> Expression:
    return call("dateDiff", text("second"), start, end)


_SESSION = Fields(
    {
        "id": perhaps(call("nullIf", SESSION_ID, text(""))),
        "session_id": perhaps(call("nullIf", SESSION_ID, text(""))),
        "distinct_id": perhaps(_of_session("session_distinct_id")),
        "$start_timestamp": perhaps_moment(_of_session("session_start")),
        "$end_timestamp": perhaps_moment(_of_session("session_end")),
        "$session_duration": perhaps(_seconds(_of_session("session_start"), _of_session("session_end"))),
        "$pageview_count": perhaps(_of_session("session_pageviews")),
        "$autocapture_count": perhaps(_of_session("session_autocaptures")),
        "$screen_count": perhaps(_of_session("session_screens")),
        "$entry_current_url": perhaps(_of_session("session_entry_url")),
        "$end_current_url": perhaps(_of_session("session_end_url")),
    },
    later=SESSION_LATER,
)

SESSION = Fields(
    {
        "session_id": always(Column("session_id")),
        "distinct_id": always(Column("session_distinct_id")),
        "$start_timestamp": moment(Column("session_start")),
        "$end_timestamp": moment(Column("session_end")),
        "$session_duration": always(_seconds(Column("session_start"), Column("session_end"))),
        "$pageview_count": always(Column("session_pageviews")),
        "$autocapture_count": always(Column("session_autocaptures")),
        "$screen_count": always(Column("session_screens")),
        "$entry_current_url": perhaps(Column("session_entry_url")),
        "$end_current_url": perhaps(Column("session_end_url")),
    },
    later=SESSION_LATER,
)
"""The fields of the table ``sessions``."""

_MODE = call(
    "if",
    call("equals", call("ifNull", _text_property("$process_person_profile"), text("")), text("false")),
    text("propertyless"),
    text("full"),
)

EVENT = Fields(
    {
        "uuid": always(Column("uuid")),
        "event": always(Column("event")),
        "properties": Bag(event_property),
        "timestamp": moment(Column("timestamp")),
        "distinct_id": always(Column("distinct_id")),
        "created_at": moment(Column("inserted_at")),
        "elements_chain": always(call("ifNull", _text_property("$elements_chain"), text(""))),
        "$session_id": perhaps(_text_property("$session_id")),
        "$window_id": perhaps(_text_property("$window_id")),
        "person_id": PERSON_ID,
        "person_mode": always(_MODE),
        **{f"$group_{index}": always(call("ifNull", group_key(index), text(""))) for index in range(MOST_TYPES)},
        "team_id": always(Column("team_id")),
        "person": PERSON,
        "poe": PERSON,
        "pdi": Fields({"distinct_id": always(Column("distinct_id")), "person_id": PERSON_ID, "person": PERSON}),
        **{f"group_{index}": _group(index) for index in range(MOST_TYPES)},
        "session": _SESSION,
    },
    later=frozenset({"elements_chain_href", "elements_chain_texts", "elements_chain_ids", "elements_chain_elements"}),
)
"""The fields of the table ``events``. Hedgerow copies no person onto an event, so ``poe`` is who owns it now."""
