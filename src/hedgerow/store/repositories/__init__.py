"""One repository per noun. Those of a project's things take its ``team_id`` first and never look outside it."""
