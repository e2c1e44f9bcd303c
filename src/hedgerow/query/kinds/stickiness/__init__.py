"""Stickiness: in how many intervals actors did something, and how many actors that is (contract 50)."""

from hedgerow.query.kind import kind
from hedgerow.query.kinds.stickiness.model import StickinessQuery
from hedgerow.query.kinds.stickiness.plan import plan_stickiness
from hedgerow.query.kinds.stickiness.text import stickiness_text

KIND = kind("StickinessQuery", StickinessQuery, plan_stickiness, stickiness_text)
"""What the registry finds."""
