"""The ClickHouse settings each kind of statement runs under, the same in both engines."""

from dataclasses import dataclass

from hedgerow.vocab.statement import Limits

INSERT_SETTINGS = {
    # A text stays the text it was, also inside the JSON column; only a typed column makes a date of it.
    "input_format_try_infer_dates": "0",
    "input_format_try_infer_datetimes": "0",
    "input_format_try_infer_variants": "0",
    "input_format_json_try_infer_numbers_from_strings": "0",
    "date_time_input_format": "best_effort",
    # A name that is no column is a mistake of ours, not something to drop.
    "input_format_skip_unknown_fields": "0",
    # One call makes one block, so that it is stored whole or not at all (per partition one part).
    "max_insert_block_size": "10000000",
    "max_insert_block_size_bytes": "0",
    "min_insert_block_size_rows": "10000000",
    "min_insert_block_size_bytes": "0",
    "input_format_parallel_parsing": "0",
    # One block keeps one thread busy; to start others takes a sixth of a small insert.
    "max_threads": "1",
    "max_partitions_per_insert_block": "0",
    "async_insert": "0",
}

_ANSWER_SETTINGS = {
    "output_format_json_quote_64bit_integers": "0",
    "output_format_json_quote_decimals": "0",
    "output_format_json_quote_denormals": "1",
    "output_format_json_escape_forward_slashes": "0",
    "output_format_write_statistics": "1",
    # toString makes absent properties empty; the engine believes that it tells as much as the property itself.
    "optimize_injective_functions_in_group_by": "0",
    "optimize_injective_functions_in_limit_by": "0",
    "optimize_injective_functions_inside_uniq": "0",
    "timeout_overflow_mode": "throw",
    "result_overflow_mode": "throw",
    "readonly": "1",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What a query may use when it does not say otherwise: seconds and bytes of memory."""

    seconds: float
    memory_bytes: int


def read_settings(limits: Limits, allowance: Allowance, *, written: bool) -> dict[str, str]:
    """The settings of one read. ``readonly`` locks them: the statement itself cannot change any.

    SQL that people wrote (``written``) steps back, block by block, while anything else is read; see `turns`.
    """
    memory = allowance.memory_bytes if limits.memory_bytes is None else limits.memory_bytes
    chosen = _ANSWER_SETTINGS | {
        "max_execution_time": f"{allowance.seconds if limits.seconds is None else limits.seconds:.3f}",
        "max_memory_usage": str(memory),
        # Half, because merging what was spilled takes about as much again.
        "max_bytes_before_external_group_by": str(memory // 2),
        "max_bytes_before_external_sort": str(memory // 2),
        "priority": "2" if written else "1",
        "low_priority_query_wait_time_ms": "100",
    }
    if limits.result_rows is not None:
        chosen["max_result_rows"] = str(limits.result_rows)
    return chosen
