"""Lifecycle: who is new, returns, comes back after a pause, or stays away (contract 40)."""

from hedgerow.query.kind import kind
from hedgerow.query.kinds.lifecycle.model import LifecycleQuery
from hedgerow.query.kinds.lifecycle.plan import plan_lifecycle
from hedgerow.query.kinds.lifecycle.text import lifecycle_text

KIND = kind("LifecycleQuery", LifecycleQuery, plan_lifecycle, lifecycle_text)
"""What the registry finds."""
