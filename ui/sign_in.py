"""The page before the page: for a key, or by the company's own sign-in, the API gives the browser a session."""

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from ui.languages import LANGUAGES, language
from ui.rendering import render
from ui.theme import ASSETS

STYLE = (ASSETS / "sign-in.css").read_text(encoding="utf-8")
SCRIPT = (ASSETS / "sign-in.js").read_text(encoding="utf-8")
LOGO = (ASSETS / "mark.svg").read_text(encoding="utf-8").strip()


def serve(app: FastAPI, path: str, company: bool) -> None:
    """Serve it at `path`, in the visitor's language; with the way to the `company`'s sign-in, where it has one."""

    @app.get(path, include_in_schema=False)
    async def sign_in(request: Request, failed: str = "") -> HTMLResponse:
        texts = LANGUAGES[language(request)]
        said = {"company": company, "why": texts.not_in.get(failed, "")}
        page = render("sign_in", t=texts, languages=LANGUAGES.values(), style=STYLE, script=SCRIPT, logo=LOGO, **said)
        return HTMLResponse(page, headers={"Vary": "Accept-Language, Cookie", "Cache-Control": "no-store"})
