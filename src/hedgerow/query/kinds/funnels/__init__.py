"""Funnels: who gets from one step to the next, how fast, and where they drop out (contract 20)."""

from hedgerow.query.kind import kind
from hedgerow.query.kinds.funnels.model import FunnelsQuery
from hedgerow.query.kinds.funnels.plan import plan_funnels
from hedgerow.query.kinds.funnels.text import funnels_text

KIND = kind("FunnelsQuery", FunnelsQuery, plan_funnels, funnels_text)
"""What the registry finds."""
