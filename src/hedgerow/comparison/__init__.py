"""Comparison: two results of one question become facts, facts become text. Pure: no I/O, no clock, no settings."""
