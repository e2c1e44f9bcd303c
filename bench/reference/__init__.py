"""The reference's own way of storing and asking, re-created on the same engine (contract RS-1 to RS-8)."""
