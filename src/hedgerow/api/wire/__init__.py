"""The shapes of bodies and answers, one file per resource."""
