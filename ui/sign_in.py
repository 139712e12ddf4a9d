"""The page before the page: a key is pasted, and the API gives the browser a session for it."""

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from ui.languages import LANGUAGES, language
from ui.rendering import render
from ui.theme import ASSETS

STYLE = (ASSETS / "sign-in.css").read_text(encoding="utf-8")
SCRIPT = (ASSETS / "sign-in.js").read_text(encoding="utf-8")
LOGO = (ASSETS / "mark.svg").read_text(encoding="utf-8").strip()


def serve(app: FastAPI, path: str) -> None:
    """Serve it at `path`, in the visitor's language."""

    @app.get(path, include_in_schema=False)
    async def sign_in(request: Request) -> HTMLResponse:
        texts = LANGUAGES[language(request)]
        page = render("sign_in", t=texts, languages=LANGUAGES.values(), style=STYLE, script=SCRIPT, logo=LOGO)
        return HTMLResponse(page, headers={"Vary": "Accept-Language, Cookie", "Cache-Control": "no-store"})
