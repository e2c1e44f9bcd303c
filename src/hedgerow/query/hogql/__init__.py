"""SQL that people write (contract 70): parsed, resolved word by word, and lowered to our own tree. Never passed on."""
