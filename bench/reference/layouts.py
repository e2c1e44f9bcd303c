"""The reference's two tables of events, and how each reads a property (RS-1, RS-2, RS-4, RS-5)."""

from collections.abc import Callable
from dataclasses import dataclass

DATABASE = "bench_reference"

_DECLARED = (
    *("$browser", "$browser_version", "$os", "$os_version", "$device_type", "$geoip_country_code", "$lib", "$timezone"),
    *("$group_0", "$session_id", "$window_id"),
)
_MATERIALISED = ("$group_0", "$session_id", "$window_id")


def _of_text(name: str) -> str:
    """As text, from JSON text that is parsed for it."""
    raw = f"JSONExtractRaw(e.properties, '{name}')"
    return f"replaceRegexpAll(nullIf(nullIf({raw}, ''), 'null'), '^\"|\"$', '')"


def _of_column(name: str) -> str:
    """As text, from a column of its own that was made when the event was stored."""
    return f"nullIf(nullIf(e.`mat_{name}`, ''), 'null')"


def _of_json(name: str) -> str:
    """As text, from a sub-column."""
    return (
        f"nullIf(e.properties.`{name}`, '')"
        if name in _DECLARED
        else f"CAST(e.properties.`{name}`, 'Nullable(String)')"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """``property`` writes the property of a name as text, of the events of ``table`` called ``e``."""

    name: str
    table: str
    property: Callable[[str], str]


JSON_TEXT = Layout(name="A", table="events_text", property=_of_text)
"""Layout A: properties as JSON text, which most installations run."""

JSON_TEXT_MATERIALISED = Layout(name="A, mat.", table="events_text", property=_of_column)
"""The same with a column of its own for each property that is asked for (RS-2)."""

NATIVE_JSON = Layout(name="B", table="events_json", property=_of_json)
"""Layout B: properties as native JSON, the newest."""

MATERIALISED = ("$browser", "$geoip_city_name", "plan", "$process_person_profile")
"""The properties with a column of their own."""


def _stripped(name: str) -> str:
    return f"replaceRegexpAll(JSONExtractRaw(properties, '{name}'), '^\"|\"$', '')"


_COLUMNS = ",\n    ".join(
    (
        *(f"`{name}` String MATERIALIZED {_stripped(name)}" for name in _MATERIALISED),
        *(f"`mat_{name}` String MATERIALIZED {_stripped(name)}" for name in MATERIALISED),
    )
)
_PATHS = ", ".join(f"`{name}` {'String' if name in _MATERIALISED else 'LowCardinality(String)'}" for name in _DECLARED)
_MODE = "Enum8('full' = 0, 'propertyless' = 1, 'force_upgrade' = 2)"

EVENTS_TEXT = f"""
CREATE TABLE {DATABASE}.{JSON_TEXT.table}
(
    uuid UUID,
    event String,
    properties String,
    timestamp DateTime64(6, 'UTC'),
    team_id Int64,
    distinct_id String,
    elements_chain String,
    created_at DateTime64(6, 'UTC'),
    person_id UUID,
    person_created_at DateTime64(3),
    person_properties String CODEC(ZSTD(3)),
    person_mode {_MODE},
    {_COLUMNS},
    _timestamp DateTime,
    _offset UInt64
)
ENGINE = ReplacingMergeTree(_timestamp)
PARTITION BY toYYYYMM(timestamp)
ORDER BY (team_id, toDate(timestamp), event, cityHash64(distinct_id), cityHash64(uuid))
SAMPLE BY cityHash64(distinct_id)
"""

EVENTS_JSON = f"""
CREATE TABLE {DATABASE}.{NATIVE_JSON.table}
(
    uuid UUID,
    event String,
    properties JSON(max_dynamic_paths = 1024, {_PATHS}),
    properties_null_keys Array(LowCardinality(String)),
    timestamp DateTime64(6, 'UTC') CODEC(GCD, Default),
    team_id Int64,
    distinct_id String,
    created_at DateTime64(6, 'UTC') DEFAULT now() CODEC(GCD, Default),
    _timestamp DateTime CODEC(T64, Default),
    _offset UInt64 CODEC(T64, Default),
    elements_chain String,
    person_id UUID,
    person_properties JSON(
        max_dynamic_paths = 256, `$browser` LowCardinality(String), `$os` LowCardinality(String)
    ),
    person_created_at DateTime64(3) CODEC(GCD, Default),
    person_mode {_MODE},
    INDEX of_distinct_id distinct_id TYPE bloom_filter GRANULARITY 1,
    INDEX of_uuid uuid TYPE bloom_filter GRANULARITY 1,
    INDEX of_person person_id TYPE bloom_filter GRANULARITY 1,
    INDEX of_timestamp timestamp TYPE minmax GRANULARITY 1,
    INDEX of_created_at created_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(_timestamp)
PARTITION BY clamp(toYYYYMM(timestamp), 202001, 203512)
PRIMARY KEY (team_id, toDate(timestamp), event, cityHash64(distinct_id))
ORDER BY (team_id, toDate(timestamp), event, cityHash64(distinct_id), timestamp, uuid)
SAMPLE BY cityHash64(distinct_id)
SETTINGS
    index_granularity = 8192,
    object_serialization_version = 'v3',
    object_shared_data_serialization_version = 'map_with_buckets',
    enable_block_offset_column = 1,
    enable_block_number_column = 1
"""

OVERRIDES = f"""
CREATE TABLE {DATABASE}.overrides
(team_id Int64, distinct_id String, person_id UUID, is_deleted Int8, version Int64)
ENGINE = ReplacingMergeTree(version)
ORDER BY (team_id, distinct_id)
"""

PERSON = f"""
CREATE TABLE {DATABASE}.person
(
    id UUID, team_id Int64, created_at DateTime64(3, 'UTC'), properties String, is_identified Int8, is_deleted Int8,
    version UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (team_id, id)
"""

TABLES = {"events_text": EVENTS_TEXT, "events_json": EVENTS_JSON, "overrides": OVERRIDES, "person": PERSON}
"""How each is made, by its name in the database."""
