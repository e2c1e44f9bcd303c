"""SQL insights: a SELECT that people write, over the tables and functions they may use (contract 70)."""

from hedgerow.query.kind import kind
from hedgerow.query.kinds.hogql.model import HogQLQuery
from hedgerow.query.kinds.hogql.plan import plan_hogql
from hedgerow.query.table_text import table_text

KIND = kind("HogQLQuery", HogQLQuery, plan_hogql, table_text)
"""What the registry finds."""
