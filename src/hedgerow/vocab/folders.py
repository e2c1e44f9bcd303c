"""Folders that things are filed in: a path of names, `Marketing/Launches`, which lasts while something is in it."""

SEPARATOR = "/"
LONGEST_PATH = 400


def folder_path(text: str | None) -> str | None:
    """``text`` as the path of a folder, its names trimmed and the blank ones dropped; None when no name is left."""
    names = [name.strip() for name in (text or "").split(SEPARATOR)]
    return SEPARATOR.join(filter(None, names)) or None
