"""Floor 2: what is already known. Results by key, bounded by bytes."""
