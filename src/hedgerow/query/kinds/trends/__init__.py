"""Trends: how often, how many people, how much, over time (contract 10)."""

from hedgerow.query.kind import kind
from hedgerow.query.kinds.trends.model import TrendsQuery
from hedgerow.query.kinds.trends.plan import plan_trends
from hedgerow.query.kinds.trends.text import trends_text

KIND = kind("TrendsQuery", TrendsQuery, plan_trends, trends_text)
"""What the registry finds."""
