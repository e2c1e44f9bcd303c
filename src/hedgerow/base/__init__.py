"""Floor 0: errors, settings, clock, ids, canonical JSON and logging. Imports nothing of ours."""
