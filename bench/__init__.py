"""Measures Hedgerow against itself: `python -m bench --events N` prints what design.md §7 asks about."""
