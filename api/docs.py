"""Documentation of the API as OpenAPI and as a page that asks no foreign host for scripts."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse

from schemas import OUTPUT_FORMATS, ErrorAnswer, media_type

ASSETS = "/static_content"
"""Where the serving framework keeps its own copy of Swagger UI."""

ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorAnswer, "description": "The body is not JSON"},
    401: {"model": ErrorAnswer, "description": "Unless `AUTH=off` every request has a key or a session"},
    403: {"model": ErrorAnswer, "description": "Who asks may not do this, or not for this user"},
    406: {"model": ErrorAnswer, "description": "Accept lets through no form of the answer"},
    404: {"model": ErrorAnswer, "description": "There is no such thing"},
    409: {"model": ErrorAnswer, "description": "The Idempotency-Key came with another body"},
    413: {"model": ErrorAnswer, "description": "The body is too long"},
    415: {"model": ErrorAnswer, "description": "The body is not sent as JSON"},
    422: {"model": ErrorAnswer, "description": "A field is out of its limits, or the prompt is refused"},
    429: {"model": ErrorAnswer, "description": "Too many requests in the queue; see Retry-After"},
    500: {"model": ErrorAnswer, "description": "The picture could not be painted"},
    503: {"model": ErrorAnswer, "description": "A part of the service does not answer; see Retry-After"},
    504: {"model": ErrorAnswer, "description": "The picture was not ready in time"},
}

PICTURES: dict[int | str, dict[str, Any]] = {
    200: {"content": {media_type(one): {"schema": {"type": "string", "format": "binary"}} for one in OUTPUT_FORMATS}}
}
"""What a picture is answered with, beside JSON."""


def document(app: FastAPI, twins: dict[str, str]) -> None:
    """Serve `/docs`; `twins` names routes outside of `app` with the same contract as one inside, by path."""

    @app.get("/docs", include_in_schema=False)
    async def docs(request: Request) -> HTMLResponse:
        root = request.scope["root_path"]
        return get_swagger_ui_html(
            openapi_url=f"{root}{app.openapi_url}",
            title=app.title,
            swagger_js_url=f"{root}{ASSETS}/swagger-ui-bundle.js",
            swagger_css_url=f"{root}{ASSETS}/swagger-ui.css",
            swagger_favicon_url=f"{root}{ASSETS}/favicon-light-32x32.png",
        )

    plain = app.openapi

    def with_twins() -> dict[str, Any]:
        schema = plain()
        for path, twin in twins.items():
            operation = schema["paths"][twin]["post"]
            schema["paths"][path] = {"post": operation | {"operationId": operation["operationId"] + "_twin"}}
        return schema

    app.openapi = with_twins  # type: ignore[method-assign]
