"""Floor 1: the words every room shares. Frozen types, no I/O."""
