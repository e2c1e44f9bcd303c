"""Getting data in and out: files and other servers on one side, a project on the other (NB-61)."""
