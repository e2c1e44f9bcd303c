"""The words that statements may hold: functions of our own questions, types, joins. Whatever is not here is refused."""

INFIX = {
    "equals": "=", "notEquals": "!=", "greater": ">", "greaterOrEquals": ">=", "less": "<", "lessOrEquals": "<=",
    "in": "IN", "notIn": "NOT IN", "like": "LIKE", "ilike": "ILIKE", "multiply": "*",
}  # fmt: skip
"""Functions written between their two arguments."""

FUNCTIONS = frozenset(
    {
        "arrayJoin", "arrayReduce", "avgIfMerge", "avgIfState", "bitmapTransform", "fromUnixTimestamp64Micro",
        "groupBitmapMerge", "groupBitmapMergeState", "groupBitmapMergeStateIf", "groupBitmapState",
        "groupBitmapStateIf", "quantileExactInclusiveIfMerge", "quantileExactInclusiveIfState", "toFloat64",
        "toFloat64OrNull", "toInt128", "toInt64", "toUInt32", "toUInt64", "toUInt8",
    }
)  # fmt: skip
"""Functions of our own questions, beside those that people may write; others are refused."""

TYPES = frozenset(
    {"Nullable(String)", "Nullable(Float64)", "String", "Float64", "Int64", "Array(String)", "Array(Int64)"}
)
"""Types a Cast may name."""

VARIANTS = frozenset({"Bool", "String"})
"""Types whose values a Property may be narrowed to."""

JOINS = frozenset(
    {
        "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "ANY INNER", "ANY LEFT", "ANY RIGHT", "SEMI LEFT", "ANTI LEFT",
        "ASOF INNER", "ASOF LEFT",
    }
)  # fmt: skip
"""How the sides of a join may meet."""

SUBTOTALS = frozenset({"ROLLUP", "CUBE"})
"""What may follow the keys of a GROUP BY."""

COMBINATIONS = frozenset({"UNION ALL", "UNION DISTINCT", "INTERSECT", "EXCEPT"})
"""How selects may be combined."""
