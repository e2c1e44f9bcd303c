"""A question's SQL: a tree while it is thought about, text at the very end."""
