"""One file per resource; each holds a router and nothing but wire handling."""
