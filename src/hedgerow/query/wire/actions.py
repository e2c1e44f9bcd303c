"""The steps of an action as they arrive (EN-5)."""

from enum import StrEnum

from pydantic import JsonValue

from hedgerow.query.wire.filters import Properties, PropertyGroup
from hedgerow.query.wire.node import Node


class Matching(StrEnum):
    """How a step's text is compared."""

    EXACT = "exact"
    CONTAINS = "contains"
    REGEX = "regex"


class ActionStep(Node):
    """One step; a part left out, null or empty asks nothing. The last seven keys are about ``$autocapture`` only."""

    event: str | None = None
    url: str | None = None
    url_matching: Matching = Matching.CONTAINS
    properties: Properties = PropertyGroup()
    selector: str | None = None
    selector_regex: JsonValue = None
    tag_name: str | None = None
    href: str | None = None
    href_matching: Matching = Matching.EXACT
    text: str | None = None
    text_matching: Matching = Matching.EXACT
