"""Floor 2: the event engine. ClickHouse's dialect behind one port, embedded (chDB) or over HTTP."""
