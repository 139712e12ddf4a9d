"""The page put together: header and tabs; one Gradio app per language, mounted on the service's own app."""

from collections.abc import Callable
from functools import partial
from urllib.parse import quote

import gradio as gr
from anyio import CapacityLimiter
from fastapi import FastAPI, Request
from gradio.routes import App
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Mount

from locales import Texts
from ui import ads, campaigns, create, header, history, keys, report, sign_in
from ui.client import Api
from ui.form import draft
from ui.handlers import UNQUEUED, Connect
from ui.header import PageAuth
from ui.languages import LANGUAGES, language
from ui.middleware.inputs import event_check
from ui.middleware.routes import RouteFilter
from ui.middleware.sessions import CAPACITY, credential
from ui.middleware.skeleton import Skeleton
from ui.startup import no_apps, seldom_looking
from ui.theme import ASSETS, head, style, theme

REMEMBER = "(id) => { window.page.remember(id ?? ''); }"
RECALL = "() => window.page.who()"
KNOWN = "() => window.page.known()"

QUEUE = 32
"""Pictures that are asked for at once in one language, and as many that wait; the service has a queue of its own."""


def mount(app: FastAPI, path: str = "/ui", api_url: str | None = None, auth: PageAuth = "") -> Callable[[], None]:
    """Serve the page at `path` in each language, and send visitors to theirs.

    `api_url` is where the page finds the API; without it, on the very address that the page was asked from. The answer,
    called in the event loop, ends the responses that open pages hold for as long as they are open. Where visitors sign
    in, as `auth` says, the page is that of whoever has.
    """

    def connect(request: gr.Request) -> Api:
        who = credential(request.request.scope) if request.request else ""
        return Api(api_url or _own_address(request), who)

    @app.get(path, include_in_schema=False)
    @app.get(f"{path}/", include_in_schema=False)
    async def choose_language(request: Request) -> Response:
        answer = RedirectResponse(f"{request.scope.get('root_path', '')}{path}/{quote(language(request))}/")
        answer.headers["Vary"] = "Accept-Language, Cookie"
        return answer

    @app.get("/favicon.ico", include_in_schema=False)
    async def favicon() -> Response:
        headers = {"Cache-Control": "public, max-age=86400"}
        return FileResponse(ASSETS / "mark.svg", media_type="image/svg+xml", headers=headers)

    sign_in.serve(app, f"{path}/sign-in", company=auth == "oidc")
    if auth:
        keys.serve(app, f"{path}/keys", leaves=auth != "proxy")
    pages = [_mount(app, f"{path}/{texts.code}", page(texts, connect, auth), texts) for texts in LANGUAGES.values()]

    def close_streams() -> None:
        for mounted in pages:
            mounted.stop_event.set()

    return close_streams


def _mount(app: FastAPI, path: str, blocks: gr.Blocks, texts: Texts) -> App:
    gr.mount_gradio_app(
        app,
        blocks,
        path=path,
        ssr_mode=False,
        footer_links=[],
        run_history=False,
        show_error=False,
        theme=theme(),
        css=style(),
        head=head(texts),
    )
    [mounted] = [route for route in app.routes if isinstance(route, Mount) and route.path == path]
    gradio: App = mounted.app  # type: ignore[assignment]
    # Only `launch` says so. Until it is said, Gradio takes every path of this machine for a file that was uploaded.
    blocks = gradio.get_blocks()
    blocks.has_launched = True
    blocks.app = gradio
    mounted.app = RouteFilter(GZipMiddleware(Skeleton(gradio, texts)), event_check(blocks))
    return gradio


def page(texts: Texts, connect: Connect, auth: PageAuth = "") -> gr.Blocks:
    """The whole page in one language."""
    with no_apps(), seldom_looking():
        blocks = _layout(texts, connect, auth)
        blocks.queue(default_concurrency_limit=QUEUE, max_size=QUEUE, api_open=False)
    blocks.state_session_capacity = CAPACITY
    # Threads of its own: the page waits for the API, whose routes would wait for the page's threads.
    blocks.limiter = CapacityLimiter(64)  # type: ignore[assignment]
    for block in blocks.blocks.values():
        # Gradio asks every component anew what it is like for each session, which takes 20 ms.
        block.get_config = partial(dict, block.get_config())  # type: ignore[method-assign]
    return blocks


def _layout(texts: Texts, connect: Connect, auth: PageAuth) -> gr.Blocks:
    """Header and tabs, and what connects them."""
    blocks = gr.Blocks(title=texts.title, analytics_enabled=False, fill_width=True)
    with blocks:
        user_id = header.build(texts, auth)
        gr.HTML(ads.dialog(texts), apply_default_css=False)
        with gr.Tabs(selected="create", elem_classes="tabs") as tabs:
            with gr.Tab(texts.create, id="create"):
                create_tab = create.build(texts, connect, user_id)
            with gr.Tab(texts.campaigns, id="campaigns") as orders:
                campaign_tab = campaigns.build(texts, connect, user_id, tabs, create_tab)
            with gr.Tab(texts.history, id="history") as tab:
                fetch, album = history.build(texts, connect, user_id, tabs, create_tab)
            with gr.Tab(texts.report, id="report") as reports:
                fetch_report = report.build(texts, connect, user_id)
        fetch(tab.select, user_id.submit)
        campaign_tab.fetch(orders.select)
        campaign_tab.offer(create_tab.pictures, create_tab.shown)
        campaign_tab.offer(album.viewer, album.state, album.viewer)
        fetch_report(reports.select)
        if auth:

            def who(request: gr.Request) -> str:
                return connect(request).who().user_id

            blocks.load(who, None, user_id, **UNQUEUED).then(None, None, None, js=KNOWN)
        else:
            blocks.load(None, None, user_id, js=RECALL)
        create_tab.show_preview(draft.recall(connect, create_tab.form, blocks.load).then)
        user_id.change(None, user_id, None, js=REMEMBER, trigger_mode="always_last", **UNQUEUED)
    return blocks


def _own_address(request: gr.Request) -> str:
    """The address that this process listens on, as the server itself knows it: no header of a client is believed."""
    host, port = request.request.scope["server"] if request.request else ("127.0.0.1", 80)
    if host in ("0.0.0.0", "::"):
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
