"""The second tab: everything that a user has made, as a gallery or a table, and the viewer for one of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from locales import Texts
from schemas import GenerateRequest
from ui import marks, problems
from ui.addresses import archive, with_query
from ui.client import Api, ApiError
from ui.create import CreateTab
from ui.handlers import UNQUEUED, Connect, Updates, live_html
from ui.middleware.inputs import pressed
from ui.picture_view import RESULTS, PictureView, find, replaced
from ui.rendering import hint, render

PAGE = 24
FILTERED = "(user) => [user, window.page.wanted('filters')]"
API_NAMES = {"text": "text", "product": "product", "mark": "mark", "since": "from", "until": "to"}
"""Of the filters, by their names in the form."""
EDGES = ("min_score", "max_score")
"""Of the filter by score, before the number."""
Query = tuple[tuple[str, str], ...]
"""Parameters of the API."""


@dataclass(frozen=True, slots=True)
class LoadedHistory:
    """The part of a user's history that has been fetched so far; `last` is the id to go on from."""

    user_id: str = ""
    query: Query = ()
    pictures: tuple[PictureView, ...] = ()
    last: str | None = None
    partial: bool = False
    """Some of it could not be fetched, because the database is away."""

    def with_next_page(self, api: Api, texts: Texts) -> "LoadedHistory":
        """With one page more."""
        page = api.history(self.user_id, limit=PAGE, before=self.last, **dict(self.query))
        found, titles = page.interactions, api.titles(texts.code)
        pictures = self.pictures + tuple(PictureView.of_interaction(one, titles) for one in found)
        last = found[-1].id if len(found) == PAGE else None
        return replace(self, pictures=pictures, last=last, partial=page.partial)

    def with_replaced(self, picture: PictureView) -> "LoadedHistory":
        """With `picture` in place of the one at its address."""
        return replace(self, pictures=replaced(self.pictures, picture))


@dataclass(frozen=True, slots=True)
class Outputs:
    """What the handlers of this tab change."""

    listing: gr.HTML
    viewer: gr.HTML
    problem: gr.HTML
    state: gr.State

    @property
    def all(self) -> list[gr.HTML | gr.State]:
        return [self.listing, self.viewer, self.problem, self.state]

    def show(self, texts: Texts, history: LoadedHistory) -> Updates:
        """The history as it now is."""
        away = hint(texts.history_partial, wrong=True) if history.partial else ""
        return {self.listing: listing(texts, history), self.state: history, self.problem: away}

    def fail(self, texts: Texts, error: ApiError) -> Updates:
        """The error, and everything else as it was."""
        return {self.problem: problems.problem(texts, error.problem)}


def build(
    texts: Texts, connect: Connect, user_id: gr.Textbox, tabs: gr.Tabs, create_tab: CreateTab
) -> Callable[..., None]:
    """Lay out the tab; what it returns connects it, so that these events fetch the history, too."""
    with gr.Row(elem_classes="history-head"):
        get = gr.Button(texts.get_history, variant="primary", elem_id="get-history", scale=0)
        live_html(render("history/filters", t=texts), elem_id="filters")
    outputs = Outputs(
        problem=live_html("", elem_classes="problem"),
        listing=live_html("", elem_id="history"),
        viewer=live_html("", elem_id="viewer"),
        state=gr.State(LoadedHistory()),
    )
    filters = gr.JSON(visible=False)  # what they say is read from the page whenever the history is asked for

    def on_get(user: str, said: dict[str, str] | None, request: gr.Request) -> Updates:
        history = LoadedHistory(user, query(said))
        empty = {outputs.state: history, outputs.listing: ""}
        if not user:
            return empty | {outputs.problem: problems.no_user(texts)}
        try:
            return outputs.show(texts, history.with_next_page(connect(request), texts))
        except ApiError as error:
            return empty | outputs.fail(texts, error)

    def fetch(*events: Any) -> None:
        asking, said = [get.click, *events], [user_id, filters]
        gr.on(asking, on_get, said, outputs.all, js=FILTERED, trigger_mode="always_last", **UNQUEUED)

    _connect_listing(texts, connect, outputs)
    _connect_viewer(texts, create_tab, tabs, outputs)
    return fetch


def query(said: dict[str, str] | None) -> Query:
    """What the form of filters says, as parameters of the API."""
    said = said or {}
    found = [(API_NAMES[name], said[name]) for name in API_NAMES if name in said]
    edge, _, score = said.get("score", "").partition(" ")
    return tuple([*found, (edge, score)] if score and edge in EDGES else found)


def listing(texts: Texts, history: LoadedHistory) -> str:
    """The pictures fetched so far, or why there are none."""
    filtered = with_query("", [(name, value) for name, value in history.query if value])
    if history.pictures:
        address = archive(history.user_id)
        return render("history/listing", t=texts, history=history, archive=address, filtered=filtered)
    nothing = texts.nothing_found if filtered else texts.history_empty
    return "" if history.partial else render("nothing", text=nothing)


def viewer(texts: Texts, history: LoadedHistory, picture: PictureView) -> str:
    """One picture, full size, with all that is known about it."""
    around = (None, *history.pictures, None)
    place = around.index(picture)
    return render("history/viewer", t=texts, picture=picture, later=around[place - 1], earlier=around[place + 1])


def _connect_listing(texts: Texts, connect: Connect, outputs: Outputs) -> None:
    def on_more(history: LoadedHistory, request: gr.Request) -> Updates:
        try:
            return outputs.show(texts, history.with_next_page(connect(request), texts))
        except ApiError as error:
            return outputs.fail(texts, error)

    def on_mark(history: LoadedHistory, event: gr.EventData, request: gr.Request) -> Updates:
        try:
            mark = marks.send(connect(request), event.user, event.picture, event)
            picture = find(event.picture, history.pictures).marked(mark)
        except ApiError as error:
            return outputs.fail(texts, error)
        history = history.with_replaced(picture)
        return outputs.show(texts, history) | {outputs.viewer: viewer(texts, history, picture)}

    def on_many(history: LoadedHistory, event: gr.EventData, request: gr.Request) -> Updates:
        chosen = set(event.pictures.split())
        try:
            for picture in history.pictures:
                if picture.path in chosen and picture.mark.result is not RESULTS[event.result]:  # its reason stays
                    mark = marks.send(connect(request), picture.user_id, picture.path, event)
                    history = history.with_replaced(picture.marked(mark))
        except ApiError as error:
            return outputs.show(texts, history) | outputs.fail(texts, error)
        return outputs.show(texts, history)

    outputs.listing.many(on_many, outputs.state, outputs.all, **UNQUEUED)
    outputs.listing.more(on_more, outputs.state, outputs.all, **UNQUEUED)
    outputs.viewer.mark(on_mark, outputs.state, outputs.all, trigger_mode="multiple", **UNQUEUED)


def _connect_viewer(texts: Texts, create_tab: CreateTab, tabs: gr.Tabs, outputs: Outputs) -> None:
    def on_open(history: LoadedHistory, event: gr.EventData) -> str:
        return viewer(texts, history, pressed(texts, event, history.pictures))

    def on_again(history: LoadedHistory, event: gr.EventData) -> Updates:
        return leave(pressed(texts, event, history.pictures).again())

    def on_vary(history: LoadedHistory, event: gr.EventData) -> Updates:
        return leave(pressed(texts, event, history.pictures).varied(event.strength))

    def leave(request: GenerateRequest) -> Updates:
        return create_tab.form.fill(request) | {tabs: gr.update(selected="create"), outputs.viewer: ""}

    for source in (outputs.listing, outputs.viewer):
        source.open(on_open, outputs.state, outputs.viewer, **UNQUEUED)
    refilled = [*create_tab.form.refilled, tabs, outputs.viewer]
    create_tab.regenerate(outputs.viewer.again(on_again, outputs.state, refilled, **UNQUEUED).then)
    create_tab.generate(outputs.viewer.vary(on_vary, outputs.state, refilled, **UNQUEUED).then)
