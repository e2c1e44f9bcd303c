"""The OpenAPI document of the server, made once for all tests that only read it."""

from hedgerow.api.app import ROUTES
from hedgerow.api.openapi import openapi_document

DOCUMENT = openapi_document(ROUTES)
