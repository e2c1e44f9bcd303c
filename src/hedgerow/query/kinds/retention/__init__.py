"""Retention: who comes back, and when (contract 30)."""

from hedgerow.query.kind import kind
from hedgerow.query.kinds.retention.model import RetentionQuery
from hedgerow.query.kinds.retention.plan import plan_retention
from hedgerow.query.kinds.retention.text import retention_text

KIND = kind("RetentionQuery", RetentionQuery, plan_retention, retention_text)
"""What the registry finds."""
