"""What a personal API key may be allowed (AUTH-10, AUTH-15)."""

SCOPE_OBJECTS = (
    "action", "cohort", "dashboard", "dashboard_template", "event_definition", "group", "insight", "insight_variable",
    "organization", "person", "project", "property_definition", "query", "sharing_configuration", "user",
)  # fmt: skip
"""The objects a scope can name."""

SCOPE_ACTIONS = ("read", "write")
FULL_ACCESS = "*"
SCOPES = (FULL_ACCESS, *(f"{name}:{action}" for name in SCOPE_OBJECTS for action in SCOPE_ACTIONS))
"""Every scope there is."""


def is_scope(text: str) -> bool:
    """Whether ``text`` is ``*`` or ``object:read|write`` of a known object."""
    return text in SCOPES


def missing_scopes(held: tuple[str, ...], needed: str) -> list[str]:
    """Those of the scopes in ``needed``, spaces between them, that ``held`` do not allow (AUTH-10).

    Write includes read. With none missing, all is allowed.
    """
    return [scope for scope in needed.split() if not _grants(held, scope)]


def _grants(held: tuple[str, ...], needed: str) -> bool:
    name, _, action = needed.partition(":")
    return bool({FULL_ACCESS, needed} & set(held)) or (action == "read" and f"{name}:write" in held)
