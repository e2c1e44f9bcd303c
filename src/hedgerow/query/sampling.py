"""Samples of the people's distinct ids: the same ones every time (EN-29)."""

from hedgerow.query.sql.tree import ALWAYS, Column, Expression, Value, call

_SLICES = 1 << 32
"""Into how many slices distinct ids are hashed for a sample."""


def sampled(factor: float | None) -> Expression:
    """True for the distinct ids whose hash falls into the first ``factor`` of all slices; always without one."""
    if factor is None:
        return ALWAYS
    slice_of = call("modulo", call("cityHash64", Column("distinct_id")), Value(_SLICES, "UInt64"))
    return call("less", slice_of, Value(round(factor * _SLICES), "UInt64"))


def unsampled(number: Expression, factor: float | None) -> Expression:
    """``number`` of a sample's events or actors, made that of all of them: a whole number (EN-29)."""
    if factor is None:
        return number
    return call("toUInt64", call("round", call("divide", number, Value(factor, "Float64"))))
