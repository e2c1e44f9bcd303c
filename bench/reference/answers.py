"""The reference's statements run under the settings that it sends with them."""

from contextlib import AbstractContextManager
from pathlib import Path

from bench.bare import Bare, bare
from bench.reference.layouts import DATABASE

_SETTINGS = {
    "readonly": 2,
    "transform_null_in": 1,
    "max_ast_elements": 4_000_000,
    "max_expanded_ast_elements": 4_000_000,
    "max_bytes_before_external_group_by": 0,
    "allow_experimental_join_condition": 1,
}
"""RS-8, but for its limit of 60 seconds: here every question ends."""


def reference_connection(data: Path) -> AbstractContextManager[Bare]:
    """A connection to the reference's tables, while they are `copied`."""
    return bare(data, DATABASE, _SETTINGS)
