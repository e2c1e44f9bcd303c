"""Paths: which way people go from one page, screen or event to the next (contract 60)."""

from hedgerow.query.kind import kind
from hedgerow.query.kinds.paths.model import PathsQuery
from hedgerow.query.kinds.paths.plan import plan_paths
from hedgerow.query.kinds.paths.text import paths_text

KIND = kind("PathsQuery", PathsQuery, plan_paths, paths_text)
"""What the registry finds."""
