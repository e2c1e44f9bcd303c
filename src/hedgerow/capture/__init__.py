"""Floor 3: events in. Read the body, clean each event, commit in groups, then acknowledge."""
