"""The HTTP API as one application: all routes, their documentation, and one shape for what goes wrong.

Its `state` holds what the routes are given: `store`, `kits` and `generator`.
"""

from fastapi import FastAPI

from api.docs import ERRORS, document
from api.problems import answer_problems
from api.routes import router


def create_app(name: str, version: str) -> FastAPI:
    """The application, with `/generate` in its documentation, which BentoML serves."""
    app = FastAPI(
        separate_input_output_schemas=False,
        title=name,
        description="On-brand advertising pictures from a few facts about a bank's client or product.",
        version=version,
        docs_url=None,
        redoc_url=None,
        responses=ERRORS,
    )
    answer_problems(app)
    document(app, twins={"/generate": "/api/generate"})
    app.include_router(router)
    return app
