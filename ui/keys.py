"""The page of whoever came in: who they are, their keys, and for administrators everybody's and the trail."""

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from ui.languages import LANGUAGES, language
from ui.rendering import render
from ui.sign_in import LOGO
from ui.theme import ASSETS

STYLE = "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in ("sign-in.css", "keys.css"))
SCRIPT = "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in ("keys.js", "jobs.js", "trail.js"))
DAYS = (30, 90, 365)


def serve(app: FastAPI, path: str, leaves: bool) -> None:
    """Serve it at `path`, in the visitor's language; with a way out where it is we who let people in."""

    @app.get(path, include_in_schema=False)
    async def keys(request: Request) -> HTMLResponse:
        texts = LANGUAGES[language(request)]
        page = render("keys", t=texts, style=STYLE, script=SCRIPT, logo=LOGO, leaves=leaves, days=DAYS)
        return HTMLResponse(page, headers={"Vary": "Accept-Language, Cookie", "Cache-Control": "no-store"})
