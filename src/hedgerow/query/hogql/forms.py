"""Every form of SQL that is allowed, and how it is lowered; the parser knows hundreds more."""

from collections.abc import Mapping

from sqlglot import exp

from hedgerow.query.hogql.call_forms import call_form, window_form
from hedgerow.query.hogql.condition_forms import (
    ORDERS,
    between_form,
    connected_form,
    different_form,
    equal_form,
    in_form,
    is_form,
    like_form,
    not_form,
    ordered_form,
    unset,
)
from hedgerow.query.hogql.lowering import Form, Lowering
from hedgerow.query.hogql.meaning import Meaning
from hedgerow.query.hogql.value_forms import (
    ARITHMETIC,
    arithmetic_form,
    case_form,
    cast_form,
    coalesced_form,
    constant_form,
    hole_form,
    if_form,
    interval_form,
    lambda_form,
    listed_form,
    negative_form,
    paren_form,
    path_form,
    subquery_form,
)
from hedgerow.query.sql.tree import Value

_AGGREGATES = (exp.AnonymousAggFunc, exp.CombinedAggFunc, exp.ParameterizedAgg, exp.CombinedParameterizedAgg)


def _unless_unset(form: Form) -> Form:
    """True beside a date bound that is not set, else what ``form`` makes of it (SQ-3)."""

    def lowered(lowering: Lowering, node: exp.Expr) -> Meaning:
        if unset(lowering, node):
            return Meaning(expression=Value(1, "UInt8"), never_null=True)
        return form(lowering, node)

    return lowered


FORMS: Mapping[type[exp.Expr], Form] = {
    exp.Paren: paren_form,
    exp.Null: constant_form,
    exp.Boolean: constant_form,
    exp.Literal: constant_form,
    exp.HexString: constant_form,
    **dict.fromkeys(ARITHMETIC, arithmetic_form),
    exp.Neg: negative_form,
    exp.And: connected_form,
    exp.Or: connected_form,
    exp.Not: not_form,
    exp.EQ: _unless_unset(equal_form),
    exp.NEQ: _unless_unset(different_form),
    **dict.fromkeys(ORDERS, _unless_unset(ordered_form)),
    exp.Like: _unless_unset(like_form),
    exp.ILike: _unless_unset(like_form),
    exp.Between: _unless_unset(between_form),
    exp.In: in_form,
    exp.Is: is_form,
    exp.Case: case_form,
    exp.If: if_form,
    exp.Coalesce: coalesced_form,
    exp.Interval: interval_form,
    exp.Array: listed_form,
    exp.Tuple: listed_form,
    exp.Cast: cast_form,
    exp.Identifier: path_form,
    exp.Column: path_form,
    exp.Dot: path_form,
    exp.Bracket: path_form,
    exp.Anonymous: call_form,
    **dict.fromkeys(_AGGREGATES, call_form),
    exp.Lambda: lambda_form,
    exp.Placeholder: hole_form,
    exp.Subquery: subquery_form,
    exp.Window: window_form,
}
"""Every form that is allowed; the parser has hundreds more."""
