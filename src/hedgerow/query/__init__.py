"""Floor 3: a question becomes a plan. Pure functions: no I/O, no clock, no settings; all facts come in a Context."""
