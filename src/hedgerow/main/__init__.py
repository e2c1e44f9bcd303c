"""Floor 7: wiring, command line, demo. The only room that sees the whole house."""
