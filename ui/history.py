"""The second tab: everything that a user has made, with its marks."""

from dataclasses import dataclass
from html import escape

import gradio as gr

from ui import markup
from ui.artwork import Artwork
from ui.client import Api, ApiError
from ui.create import Connect, Creation, remake
from ui.form import SILENT, Updates
from ui.judge import judge, verdict
from ui.live import live
from ui.markup import button
from ui.picture import deeds, image
from ui.texts import Texts

PAGE = 24


@dataclass(frozen=True, slots=True)
class Album:
    """The part of a user's history that has been fetched so far; `last` is the id to go on from."""

    user_id: str = ""
    artworks: tuple[Artwork, ...] = ()
    last: str | None = None

    @classmethod
    def open(cls, api: Api, user_id: str) -> "Album":
        """The first page."""
        return cls(user_id).turned(api)

    def turned(self, api: Api) -> "Album":
        """With one page more."""
        page = api.history(self.user_id, PAGE, self.last)
        artworks = tuple(Artwork.of_interaction(i) for i in page)
        return Album(self.user_id, self.artworks + artworks, page[-1].id if len(page) == PAGE else None)

    def remarked(self, artwork: Artwork) -> "Album":
        """With `artwork` in place of the one at its address."""
        kept = tuple(artwork if a.path == artwork.path else a for a in self.artworks)
        return Album(self.user_id, kept, self.last)


def build(texts: Texts, connect: Connect, user_id: gr.Textbox, tabs: gr.Tabs, creation: Creation) -> gr.Button:
    """Lay out the tab and connect it; the button fetches the history."""
    with gr.Row(elem_classes="history-head"):
        get = gr.Button(texts.get_history, variant="primary", elem_id="get-history", scale=0)
    problem = gr.HTML(elem_classes="problem")
    listing = live("", elem_id="history")
    state = gr.State(Album())

    def on_get(user: str, request: gr.Request) -> Updates:
        if not user:
            return {problem: markup.notice(texts.problem, [markup.advice(texts, "user_id")])}
        try:
            album = Album.open(connect(request), user)
        except ApiError as error:
            return {problem: markup.problem(texts, error.problem)}
        return {listing: table(texts, album), state: album, problem: ""}

    get.click(on_get, user_id, [listing, state, problem], show_progress="hidden", api_visibility="private")
    _connect_listing(texts, connect, creation, tabs, (listing, state, problem))
    return get


def table(texts: Texts, album: Album) -> str:
    """The history as a table with thumbnails."""
    if not album.artworks:
        return f'<p class="nothing">{escape(texts.history_empty)}</p>'
    columns = (texts.picture.format(number=""), texts.prompt, texts.seed, texts.mark_column, texts.made_at)
    heads = "".join(f"<th scope=col>{escape(column.strip())}</th>" for column in columns)
    rows = "".join(_row(texts, artwork) for artwork in album.artworks)
    more = button(texts.history_more, "more", key="more") if album.last else ""
    return (
        f"<h2>{escape(texts.history_of.format(user_id=album.user_id))}</h2>"
        f'<table class="history"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{more}'
    )


def _row(texts: Texts, artwork: Artwork) -> str:
    made = artwork.created_at.isoformat() if artwork.created_at else ""
    link = f'<a href="{escape(artwork.path)}" target="_blank" rel="noopener">{image(artwork)}</a>'
    title = escape(markup.summary(texts, artwork.given))
    return (
        f'<tr><td class="thumb">{link}</td><td><strong>{title}</strong><p class=prompt>{escape(artwork.prompt)}</p>'
        f'<div class="deeds">{deeds(texts, artwork)}</div></td>'
        f"<td class=number>{artwork.seed}</td><td>{verdict(texts, artwork)}</td>"
        f'<td><time datetime="{made}">{made[:16].replace("T", " ")}</time></td></tr>'
    )


def _connect_listing(
    texts: Texts, connect: Connect, creation: Creation, tabs: gr.Tabs, parts: tuple[gr.HTML, gr.State, gr.HTML]
) -> None:
    listing, state, problem = parts

    def on_more(album: Album, request: gr.Request) -> Updates:
        try:
            album = album.turned(connect(request))
        except ApiError as error:
            return {problem: markup.problem(texts, error.problem)}
        return {listing: table(texts, album), state: album, problem: ""}

    def on_mark(album: Album, event: gr.EventData, request: gr.Request) -> Updates:
        try:
            artwork = judge(connect(request), album.artworks, event.picture, event.result == "1")
        except ApiError as error:
            return {problem: markup.problem(texts, error.problem)}
        album = album.remarked(artwork)
        return {listing: table(texts, album), state: album, problem: ""}

    def on_again(album: Album, event: gr.EventData) -> Updates:
        artwork = remake(event, album.artworks)
        return creation.restore(artwork, artwork.seed) | {tabs: gr.update(selected="create")}

    def on_vary(album: Album, event: gr.EventData) -> Updates:
        return creation.restore(remake(event, album.artworks), None) | {tabs: gr.update(selected="create")}

    listing.more(on_more, state, parts, **SILENT)
    listing.mark(on_mark, state, parts, **SILENT)
    restored = [*creation.restored, tabs]
    creation.run(listing.again(on_again, state, restored, **SILENT).then)
    creation.run(listing.vary(on_vary, state, restored, **SILENT).then)
