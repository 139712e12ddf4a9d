"""The third tab: everything that a user has made."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from locales import Texts
from schemas import name_at
from ui import problems, verification
from ui.addresses import archive, with_query
from ui.album import PAGE, Album, AlbumOutputs, connect_listing, connect_viewer, viewer, views
from ui.client import Api, ApiError
from ui.create import CreateTab
from ui.handlers import UNQUEUED, Connect, Updates, live_html
from ui.rendering import hint, render

FILTERED = "(user) => [user, window.page.wanted('filters')]"
API_NAMES = {"text": "text", "product": "product", "mark": "mark", "since": "from", "until": "to"}
"""Of the filters, by their names in the form."""
EDGES = ("min_score", "max_score")
"""Of the filter by score, before the number."""
Query = tuple[tuple[str, str], ...]
"""Parameters of the API."""


@dataclass(frozen=True, slots=True)
class LoadedHistory(Album):
    """The part of a user's history that has been fetched so far; `last` is the id to go on from."""

    query: Query = ()
    last: str | None = None
    partial: bool = False
    """Some of it could not be fetched, because the database is away."""

    def with_next_page(self, api: Api, texts: Texts) -> "LoadedHistory":
        """With one page more, where there is one."""
        if self.pictures and not self.last:
            return self
        page = api.history(self.user_id, limit=PAGE, before=self.last, **dict(self.query))
        found = page.interactions
        pictures = (*self.pictures, *views(api, texts, found))
        last = found[-1].id if len(found) == PAGE else None
        return replace(self, pictures=pictures, last=last, partial=page.partial)

    def listing(self, texts: Texts) -> str:
        """The pictures fetched so far, or why there are none."""
        filtered = with_query("", [(name, value) for name, value in self.query if value])
        if self.pictures:
            address = archive(self.user_id)
            return render("history/listing", t=texts, history=self, archive=address, filtered=filtered)
        nothing = texts.nothing_found if filtered else texts.history_empty
        return "" if self.partial else render("nothing", text=nothing)

    def note(self, texts: Texts) -> str:
        """That some of it is missing."""
        return hint(texts.history_partial, wrong=True) if self.partial else ""

    def neighbours(self, texts: Texts) -> tuple[str, str]:
        """Newest first."""
        return texts.later, texts.earlier


def build(
    texts: Texts, connect: Connect, user_id: gr.Textbox, tabs: gr.Tabs, create_tab: CreateTab
) -> tuple[Callable[..., None], AlbumOutputs]:
    """Lay out the tab; what it returns connects it, so that these events fetch the history, too, and its album."""
    with gr.Row(elem_classes="history-head"):
        get = gr.Button(texts.get_history, variant="primary", elem_id="get-history", scale=0)
        live_html(render("history/filters", t=texts), elem_id="filters")
    place = verification.build(texts)
    outputs = AlbumOutputs(
        problem=live_html("", elem_classes="problem"),
        listing=live_html("", elem_id="history"),
        viewer=live_html("", elem_id="viewer"),
        state=gr.State(LoadedHistory()),
    )
    filters = gr.JSON(visible=False)  # what they say is read from the page whenever the history is asked for

    def on_get(user: str, said: dict[str, str] | None, request: gr.Request) -> Updates:
        history = LoadedHistory(user, query=query(said))
        empty = {outputs.state: history, outputs.listing: "", place.room: gr.update(visible=True)}
        if not user:
            return empty | {outputs.problem: problems.no_user(texts)}
        try:
            return empty | outputs.show(texts, history.with_next_page(connect(request), texts))
        except ApiError as error:
            may = gr.update(visible=error.problem.code != "forbidden")
            return empty | outputs.fail(texts, error) | {place.room: may}

    def fetch(*events: Any) -> None:
        asking, said = [get.click, *events], [user_id, filters]
        gr.on(asking, on_get, said, [*outputs.all, place.room], js=FILTERED, trigger_mode="always_last", **UNQUEUED)

    _connect_place(texts, connect, place, outputs)
    connect_listing(texts, connect, outputs)
    connect_viewer(texts, create_tab, tabs, outputs)
    return fetch, outputs


def query(said: dict[str, str] | None) -> Query:
    """What the form of filters says, as parameters of the API."""
    said = said or {}
    found = [(API_NAMES[name], said[name]) for name in API_NAMES if name in said]
    edge, _, score = said.get("score", "").partition(" ")
    return tuple([*found, (edge, score)] if score and edge in EDGES else found)


def _connect_place(texts: Texts, connect: Connect, place: verification.Dropzone, outputs: AlbumOutputs) -> None:
    """Open the picture that a file was found to be, wherever it is in the history."""

    def on_find(event: gr.EventData, request: gr.Request) -> Updates:
        wanted = LoadedHistory(event.user, query=(("name", name_at(event.picture)),))
        try:
            found = wanted.with_next_page(connect(request), texts)
        except ApiError as error:
            return outputs.fail(texts, error)
        opened = viewer(texts, found, found.pictures[0]) if found.pictures else ""
        return outputs.show(texts, found) | {outputs.viewer: opened}

    place.answer.find(on_find, None, outputs.all, **UNQUEUED)
