"""`/api/schema/` and `/api/docs`: the API about itself."""

from fastapi import Request
from starlette.responses import HTMLResponse, Response

from hedgerow.api.answers import JsonAnswer
from hedgerow.api.docs_page import STYLE_SOURCE, docs_page
from hedgerow.api.routing import resource

router = resource("Operations")


@router.get("/api/schema", summary="The OpenAPI document", include_in_schema=False)
def schema_read(request: Request) -> Response:
    """Answer the OpenAPI 3.1 document."""
    return JsonAnswer(request.app.openapi())


@router.get("/api/docs", summary="The readable documentation", include_in_schema=False)
def docs_read(request: Request) -> Response:
    """Answer the readable page; it works without any other server."""
    policy = f"default-src 'none'; style-src '{STYLE_SOURCE}'; base-uri 'none'; frame-ancestors 'none'"
    return HTMLResponse(docs_page(request.app.openapi()), headers={"Content-Security-Policy": policy})
