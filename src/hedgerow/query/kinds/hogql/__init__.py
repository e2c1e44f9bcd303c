"""SQL insights: a SELECT that people write, over the tables and functions they may use (contract 70)."""

from hedgerow.query.context import Context
from hedgerow.query.kind import kind
from hedgerow.query.kinds.hogql.model import HogQLQuery
from hedgerow.query.plan import Plan
from hedgerow.query.table_text import table_text


def _planned(query: HogQLQuery, context: Context) -> Plan:
    from hedgerow.query.kinds.hogql.plan import plan_hogql  # with what reads SQL, see `hogql.expressions`

    return plan_hogql(query, context)


KIND = kind("HogQLQuery", HogQLQuery, _planned, table_text)
"""What the registry finds."""
