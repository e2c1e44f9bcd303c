"""The words that statements may hold: functions of our own questions, types, joins. Whatever is not here is refused."""

INFIX = {
    "equals": "=", "notEquals": "!=", "greater": ">", "greaterOrEquals": ">=", "less": "<", "lessOrEquals": "<=",
    "in": "IN", "notIn": "NOT IN", "like": "LIKE", "ilike": "ILIKE", "multiply": "*",
}  # fmt: skip
"""Functions written between their two arguments."""

FUNCTIONS = frozenset(
    {
        "any", "argMaxIf", "argMinIf", "arrayEnumerate", "arrayJoin", "arrayPushBack", "arrayPushFront",
        "arrayReduce", "avgIf", "avgIfMerge", "avgIfState", "bitmapAndCardinality", "countIf",
        "fromUnixTimestamp64Micro", "groupArrayIf", "groupBitmapMergeState", "groupBitmapState",
        "groupBitmapStateIf", "groupUniqArrayIf", "indexOf", "maxIf", "medianExactIf", "minIf",
        "parseDateTime64BestEffortOrNull", "quantileExactInclusive", "quantileExactInclusiveIf",
        "quantileExactInclusiveIfMerge", "quantileExactInclusiveIfState", "sumIf", "sumMap", "toFloat64",
        "toFloat64OrNull", "toInt128", "toInt64", "toUInt16", "toUInt32", "toUInt64", "toUInt8",
        "toUnixTimestamp64Micro", "uniqExactIf",
    }
)  # fmt: skip
"""Functions of our own questions, beside those that people may write; others are refused."""

TYPES = frozenset(
    {"Nullable(String)", "Nullable(Float64)", "String", "Float64", "Int64", "Array(String)", "Array(Int64)"}
)
"""Types a Cast may name."""

VARIANTS = frozenset({"Bool"})
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
