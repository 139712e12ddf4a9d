"""The page put together: header, tabs, help; one Gradio app per language, mounted on the service's own app."""

from html import escape
from urllib.parse import quote

import gradio as gr
from anyio import CapacityLimiter
from fastapi import FastAPI, Request
from starlette.responses import FileResponse, RedirectResponse, Response

from ui import create, history, report
from ui.client import Api
from ui.client import connect as connect_api
from ui.create import Connect
from ui.english import ENGLISH
from ui.form import SILENT
from ui.markup import icon
from ui.russian import RUSSIAN
from ui.texts import Texts
from ui.theme import ASSETS, head, style, theme

LANGUAGES = {texts.code: texts for texts in (ENGLISH, RUSSIAN)}
REMEMBER = "(id) => { localStorage.setItem('user_id', id ?? ''); }"
RECALL = "() => localStorage.getItem('user_id') ?? ''"


def mount(app: FastAPI, path: str = "/ui", api_url: str | None = None) -> None:
    """Serve the page at `path` in each language, and send visitors to theirs.

    `api_url` is where the page finds the API; without it, on the very address that the page was asked from.
    """

    def connect(request: gr.Request) -> Api:
        return connect_api(api_url or _own_address(request))

    @app.get(path, include_in_schema=False)
    @app.get(f"{path}/", include_in_schema=False)
    async def choose_language(request: Request) -> Response:
        answer = RedirectResponse(f"{request.scope.get('root_path', '')}{path}/{quote(language(request))}/")
        answer.headers["Vary"] = "Accept-Language, Cookie"
        return answer

    @app.get("/favicon.ico", include_in_schema=False)
    async def favicon() -> Response:
        return FileResponse(ASSETS / "mark.svg", media_type="image/svg+xml")

    for texts in LANGUAGES.values():
        gr.mount_gradio_app(
            app,
            page(texts, connect),
            path=f"{path}/{texts.code}",
            ssr_mode=False,
            footer_links=[],
            run_history=False,
            show_error=False,
            theme=theme(),
            css=style(),
            head=head(texts),
        )


def page(texts: Texts, connect: Connect) -> gr.Blocks:
    """The whole page in one language."""
    blocks = gr.Blocks(title=texts.title, analytics_enabled=False, fill_width=True)
    with blocks:
        with gr.Row(elem_classes="header"):
            gr.HTML(_brand(texts), elem_classes="brand", apply_default_css=False)
            user_id = gr.Textbox(
                label=texts.user_id,
                placeholder=texts.user_id_hint,
                max_lines=1,
                elem_id="user-id",
                elem_classes="field-user_id",
                min_width=120,
            )
            gr.HTML(_tools(texts), elem_classes="tools", apply_default_css=False)
        with gr.Tabs(selected="create", elem_classes="tabs") as tabs:
            with gr.Tab(texts.create, id="create"):
                creation = create.build(texts, connect, user_id)
            with gr.Tab(texts.history, id="history") as tab:
                fetch = history.build(texts, connect, user_id, tabs, creation)
            with gr.Tab(texts.report, id="report") as reports:
                fetch_report = report.build(texts, connect)
        fetch(tab.select)
        fetch_report(reports.select)
        fetch(user_id.submit)
        blocks.load(None, None, user_id, js=RECALL)
        creation.preview(blocks.load)
        user_id.change(None, user_id, None, js=REMEMBER, **SILENT)
    blocks.queue(default_concurrency_limit=32, max_size=256)
    # Threads of its own: the page waits for the API, whose routes would wait for the page's threads.
    blocks.limiter = CapacityLimiter(64)  # type: ignore[assignment]
    return blocks


def language(request: Request) -> str:
    """The code of the visitor's language: as switched, else the browser's first that we have, else English."""
    chosen = request.cookies.get("language")
    if chosen in LANGUAGES:
        return chosen
    wanted = [_weighed(part) for part in request.headers.get("accept-language", "").split(",")]
    for _, code in sorted(wanted, key=lambda pair: -pair[0]):
        if code in LANGUAGES:
            return code
    return ENGLISH.code


def _weighed(part: str) -> tuple[float, str]:
    tag, _, weight = part.strip().partition(";q=")
    try:
        return float(weight or 1), tag.split("-")[0].lower()
    except ValueError:
        return 0.0, ""


def _own_address(request: gr.Request) -> str:
    """The address that this process listens on, as the server itself knows it: no header of a client is believed."""
    host, port = request.request.scope["server"] if request.request else ("127.0.0.1", 80)
    if host in ("0.0.0.0", "::"):
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _brand(texts: Texts) -> str:
    return (
        f'<a class="skip" href="#stage">{escape(texts.skip)}</a>'
        f'<div class="logo" aria-hidden="true"></div><div><h1>{escape(texts.title)}</h1>'
        f"<p>{escape(texts.tagline)}</p></div>"
    )


def _tools(texts: Texts) -> str:
    links = "".join(_language_link(t, current=t is texts) for t in LANGUAGES.values())
    steps = "".join(f"<li><strong>{escape(a)}</strong><p>{escape(b)}</p></li>" for a, b in texts.help_steps)
    return (
        f'<nav class="languages">{links}</nav>'
        f"{_tool(texts.theme, 'moon', 'data-theme-switch')}{_tool(texts.help, 'question', 'data-opens=help')}"
        f'<dialog id="help" class="drawer" aria-labelledby="help-title">{_tool(texts.close, "close", "data-closes")}'
        f'<h2 id="help-title">{escape(texts.help_title)}</h2><ol>{steps}</ol></dialog>'
    )


def _language_link(texts: Texts, *, current: bool) -> str:
    code = texts.code
    state = ' aria-current="true"' if current else ""
    return (
        f'<a href="../{code}/" lang="{code}" hreflang="{code}" data-language="{code}"{state} '
        f'aria-label="{escape(texts.language)}">{code.upper()}</a>'
    )


def _tool(label: str, drawing: str, action: str) -> str:
    return f'<button type="button" class="tool" {action} aria-label="{escape(label)}">{icon(drawing)}</button>'
