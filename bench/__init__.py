"""Measures Hedgerow: `python -m bench --events N` prints what design.md §7 asks about, as ratios in one run."""
