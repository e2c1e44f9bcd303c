"""The demo: a believable year of a small garden shop, and a dashboard over it."""
