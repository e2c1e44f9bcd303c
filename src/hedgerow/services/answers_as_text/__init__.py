"""Results as text tables, short and plain enough for a language model to read (RUN-20..24)."""
