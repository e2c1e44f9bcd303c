"""`hedgerow openapi`."""

import sys

from hedgerow.api.app import ROUTES
from hedgerow.api.openapi import openapi_document
from hedgerow.base.canonical_json import wire


def openapi() -> None:
    """Print the API's OpenAPI document as JSON."""
    sys.stdout.buffer.write(wire(openapi_document(ROUTES)) + b"\n")
