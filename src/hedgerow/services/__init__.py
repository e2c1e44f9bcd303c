"""Floor 5: what the product can do, one file per noun. Every door calls these functions."""
