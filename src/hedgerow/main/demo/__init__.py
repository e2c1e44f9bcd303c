"""The demo: a believable year of a small garden shop, and dashboards over it."""
