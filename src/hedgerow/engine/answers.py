"""The engine's JSONCompact as an `Answer`."""

import re
from typing import Any

import orjson

from hedgerow.base.errors import QueryFailed
from hedgerow.vocab.statement import Answer, Cost

ANSWER_FORMAT = "JSONCompact"

_FLOAT = re.compile(r"(?:(?:Array|Nullable|LowCardinality)\()*Float")
_FLAWS = {"nan": float("nan"), "-nan": float("nan"), "inf": float("inf"), "-inf": float("-inf")}
_FLAW = re.compile(rb'"-?(?:nan|inf)"')


def answer(body: bytes) -> Answer:
    """``body`` decoded. Raises QueryFailed when it is not the JSON that was asked for.

    JSON has no NaN: the engine writes it as text, and in columns of floats (alone or in arrays) it is a number
    again here, so that the callers can tell it from null (FMT-5).
    """
    try:
        told = orjson.loads(body)
        meta, rows, spent = told["meta"], told["data"], told["statistics"]
    except (orjson.JSONDecodeError, TypeError, KeyError) as error:
        raise QueryFailed(f"The engine's answer cannot be read: {error}") from error
    types = tuple(column["type"] for column in meta)
    if _FLAW.search(body):
        _mend_floats(rows, [place for place, kind in enumerate(types) if _FLOAT.match(kind)])
    return Answer(
        columns=tuple(column["name"] for column in meta),
        types=types,
        rows=rows,
        cost=Cost(rows_read=spent["rows_read"], bytes_read=spent["bytes_read"], seconds=spent["elapsed"]),
    )


def _mend_floats(rows: list[list[Any]], places: list[int]) -> None:
    for row in rows:
        for place in places:
            row[place] = _mended(row[place])


def _mended(value: Any) -> Any:
    if isinstance(value, list):
        return [_mended(item) for item in value]
    return _FLAWS[value] if isinstance(value, str) else value
