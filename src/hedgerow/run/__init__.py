"""Floor 4: a plan becomes an answer: freshness, single flight, limits."""
