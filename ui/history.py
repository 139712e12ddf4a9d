"""The second tab: everything that a user has made, as a gallery or a table, and the viewer for one of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from html import escape
from typing import Any
from urllib.parse import urlencode

import gradio as gr

from locales import Texts
from schemas import MAX_SEARCH, GenerateRequest
from ui import choice, markup
from ui.artwork import Artwork, meant
from ui.client import Api, ApiError, segment
from ui.create import Creation
from ui.events import SILENT, Connect, Updates
from ui.inputs import RESULTS, pressed
from ui.judge import badge, judge, verdict
from ui.live import live
from ui.markup import button
from ui.picture import beside, facts, image, shape, title
from ui.seal import seal

PAGE = 24
WANTED = "(user) => [user, window.page.wanted('filters')]"
API_NAMES = {"text": "text", "product": "product", "mark": "mark", "since": "from", "until": "to"}
"""Of the filters, by their names in the form."""
EDGES = ("min_score", "max_score")
"""Of the filter by score, before the number."""


@dataclass(frozen=True, slots=True)
class Album:
    """The part of a user's history that has been fetched so far; `last` is the id to go on from."""

    user_id: str = ""
    wanted: tuple[tuple[str, str], ...] = ()
    artworks: tuple[Artwork, ...] = ()
    last: str | None = None
    partial: bool = False
    """Some of it could not be fetched, because the database is away."""

    def turned(self, api: Api, texts: Texts) -> "Album":
        """With one page more."""
        page = api.history(self.user_id, limit=PAGE, before=self.last, **dict(self.wanted))
        found, titles = page.interactions, api.titles(texts.code)
        artworks = self.artworks + tuple(Artwork.of_interaction(i, titles) for i in found)
        last = found[-1].id if len(found) == PAGE else None
        return replace(self, artworks=artworks, last=last, partial=page.partial)

    def remarked(self, artwork: Artwork) -> "Album":
        """With `artwork` in place of the one at its address."""
        return replace(self, artworks=tuple(artwork if a.path == artwork.path else a for a in self.artworks))


@dataclass(frozen=True, slots=True)
class Parts:
    """What the handlers of this tab change."""

    listing: gr.HTML
    viewer: gr.HTML
    problem: gr.HTML
    state: gr.State

    @property
    def all(self) -> list[gr.HTML | gr.State]:
        return [self.listing, self.viewer, self.problem, self.state]

    def show(self, texts: Texts, album: Album) -> Updates:
        """The album as it now is."""
        away = markup.hint(texts.history_partial, wrong=True) if album.partial else ""
        return {self.listing: listing(texts, album), self.state: album, self.problem: away}

    def fail(self, texts: Texts, error: ApiError) -> Updates:
        """The error, and everything else as it was."""
        return {self.problem: markup.problem(texts, error.problem)}


def build(
    texts: Texts, connect: Connect, user_id: gr.Textbox, tabs: gr.Tabs, creation: Creation
) -> Callable[..., None]:
    """Lay out the tab; what it returns connects it, so that these events fetch the history, too."""
    with gr.Row(elem_classes="history-head"):
        get = gr.Button(texts.get_history, variant="primary", elem_id="get-history", scale=0)
        live(_filters(texts), elem_id="filters")
    parts = Parts(
        problem=live("", elem_classes="problem"),
        listing=live("", elem_id="history"),
        viewer=live("", elem_id="viewer"),
        state=gr.State(Album()),
    )
    wanted = gr.JSON(visible=False)  # what the filters say is read from the page whenever the history is asked for

    def on_get(user: str, wanted: dict[str, str] | None, request: gr.Request) -> Updates:
        album = Album(user, _filtered(wanted))
        asked = {parts.state: album, parts.listing: ""}
        if not user:
            return asked | {parts.problem: markup.nobody(texts)}
        try:
            return parts.show(texts, album.turned(connect(request), texts))
        except ApiError as error:
            return asked | parts.fail(texts, error)

    def fetch(*events: Any) -> None:
        asking, said = [get.click, *events], [user_id, wanted]
        gr.on(asking, on_get, said, parts.all, js=WANTED, trigger_mode="always_last", **SILENT)

    _connect_pages(texts, connect, parts)
    _connect_viewer(texts, creation, tabs, parts)
    return fetch


def listing(texts: Texts, album: Album) -> str:
    """The pictures fetched so far; the style sheet makes a gallery or a table of them."""
    if not album.artworks and album.partial:
        return ""
    if not album.artworks:
        filtered = any(value for _, value in album.wanted)
        return f'<p class="nothing">{escape(texts.nothing_found if filtered else texts.history_empty)}</p>'
    columns = ("", texts.own_words, texts.seed, texts.mark_column, texts.made_at)
    heads = "".join(f"<span>{escape(column)}</span>" for column in columns)
    works = "".join(_work(texts, artwork) for artwork in album.artworks)
    more = f'<div class="more-row">{button(texts.history_more, "more", key="more")}</div>' if album.last else ""
    views = "".join(
        f'<button type="button" data-view-switch="{name}">{escape(label)}</button>'
        for name, label in (("gallery", texts.gallery), ("table", texts.table))
    )
    archive = f"../../api/users/{segment(album.user_id)}/images.zip"
    found = urlencode([(name, value) for name, value in album.wanted if value])
    everything = escape(f"{archive}?{found}" if found else archive)
    take_out = texts.take_out_found if found else texts.take_out
    return (
        f'<div class="album-head"><h2>{escape(texts.history_of.format(user_id=album.user_id))}</h2>'
        f'<a class="act" href="{everything}" download>{markup.icon("download")}<span>{escape(take_out)}</span></a>'
        f'<div class="views">{views}</div></div><div class="album-columns" aria-hidden="true">{heads}</div>'
        f'<ol class="album">{works}</ol>{more}{choice.bar(texts, archive)}'
    )


def _filtered(said: dict[str, str] | None) -> tuple[tuple[str, str], ...]:
    """What the form of filters says, as parameters of the API."""
    said = said or {}
    wanted = [(API_NAMES[name], said[name]) for name in API_NAMES if name in said]
    edge, _, score = said.get("score", "").partition(" ")
    return tuple([*wanted, (edge, score)] if score and edge in EDGES else wanted)


def _filters(texts: Texts) -> str:
    products = [(name, label) for name, label in texts.products.items() if name]
    asked = (
        _search(texts.search, texts.search_hint),
        _choice(texts.fields["product"], "product", [("", texts.all), *products]),
        _choice(texts.mark_column, "mark", [("", texts.all), *texts.marks.items()]),
        _choice(texts.score_column, "score", [("", texts.all), *texts.scores.items()]),
        _day(texts.since, "since"),
        _day(texts.until, "until"),
    )
    return f'<form class="filters" data-presses="get-history">{"".join(asked)}</form>'


def _choice(label: str, name: str, values: Iterable[tuple[str, str]]) -> str:
    options = "".join(f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in values)
    select = f'<select name="{name}" aria-label="{escape(label)}">{options}</select>'
    return f'<label><span aria-hidden="true">{escape(label)}</span>{select}</label>'


def _search(label: str, hint: str) -> str:
    field = (
        f'<input type="search" name="text" maxlength="{MAX_SEARCH}" placeholder="{escape(hint)}" '
        f'aria-label="{escape(label)}" autocomplete="off">'
    )
    return f'<label class="search"><span aria-hidden="true">{escape(label)}</span>{field}</label>'


def _day(label: str, name: str) -> str:
    day = f'<input type="date" name="{name}" aria-label="{escape(label)}">'
    return f'<label><span aria-hidden="true">{escape(label)}</span>{day}</label>'


def viewer(texts: Texts, album: Album, artwork: Artwork) -> str:
    """One picture, full size, with all that is known about it."""
    index = album.artworks.index(artwork)
    turns = [(texts.later, index - 1), (texts.earlier, index + 1)]
    turn = "".join(
        button(label, "open", picture=album.artworks[i].path, key=f"turn-{i - index}")
        for label, i in turns
        if 0 <= i < len(album.artworks)
    )
    named, told = escape(title(texts, artwork)), escape(beside(texts, artwork))
    close = f'<button type="button" class="tool" data-closes aria-label="{escape(texts.close)}">{markup.icon("close")}'
    return (
        f'<dialog class="viewer work chosen" data-shows aria-label="{named}">'
        f'<div class="viewer-picture">{image(texts, artwork)}</div><div class="viewer-side"><h2>{named}</h2>'
        f'<p class="hint">{told}</p>{_time(artwork)}'
        f'{verdict(texts, artwork)}{facts(texts, artwork)}<div class="viewer-turn">{turn}</div></div>'
        f"{close}</button></dialog>"
    )


def _work(texts: Texts, artwork: Artwork) -> str:
    path, named = escape(artwork.path), title(texts, artwork)
    told = escape(named)
    return (
        f'<li class="album-work" style="{shape(artwork.width, artwork.height)}">'
        f'<button type="button" class="open" data-event="open" data-key="{path}" data-picture="{path}" '
        f'aria-label="{escape(texts.open)}: {told}">{image(texts, artwork, small=True)}</button>'
        f"{choice.box(texts, artwork, named)}"
        f'<div class="album-what">{seal(texts, artwork)}<strong title="{told}">{told}</strong>'
        f'<span class="album-facts">{escape(beside(texts, artwork))}</span></div>'
        f'<span class="album-seed">{artwork.seed}</span>{badge(texts, artwork)}{_time(artwork)}</li>'
    )


def _time(artwork: Artwork) -> str:
    made = artwork.created_at.isoformat() if artwork.created_at else ""
    return f'<time datetime="{made}">{made[:16].replace("T", " ")}</time>'


def _connect_pages(texts: Texts, connect: Connect, parts: Parts) -> None:
    def on_more(album: Album, request: gr.Request) -> Updates:
        try:
            return parts.show(texts, album.turned(connect(request), texts))
        except ApiError as error:
            return parts.fail(texts, error)

    def on_mark(album: Album, event: gr.EventData, request: gr.Request) -> Updates:
        try:
            verdict = judge(connect(request), event.user, event.picture, event)
            artwork = meant(event, album.artworks).judged(verdict)
        except ApiError as error:
            return parts.fail(texts, error)
        album = album.remarked(artwork)
        return parts.show(texts, album) | {parts.viewer: viewer(texts, album, artwork)}

    def on_many(album: Album, event: gr.EventData, request: gr.Request) -> Updates:
        chosen = set(event.pictures.split())
        try:
            for artwork in album.artworks:
                if artwork.path in chosen and artwork.verdict.result is not RESULTS[event.result]:  # its reason stays
                    verdict = judge(connect(request), artwork.user_id, artwork.path, event)
                    album = album.remarked(artwork.judged(verdict))
        except ApiError as error:
            return parts.show(texts, album) | parts.fail(texts, error)
        return parts.show(texts, album)

    parts.listing.many(on_many, parts.state, parts.all, **SILENT)
    parts.listing.more(on_more, parts.state, parts.all, **SILENT)
    parts.viewer.mark(on_mark, parts.state, parts.all, trigger_mode="multiple", **SILENT)


def _connect_viewer(texts: Texts, creation: Creation, tabs: gr.Tabs, parts: Parts) -> None:
    def on_open(album: Album, event: gr.EventData) -> str:
        return viewer(texts, album, pressed(texts, event, album.artworks))

    def on_again(album: Album, event: gr.EventData) -> Updates:
        return leave(pressed(texts, event, album.artworks).again())

    def on_vary(album: Album, event: gr.EventData) -> Updates:
        return leave(pressed(texts, event, album.artworks).varied())

    def leave(request: GenerateRequest) -> Updates:
        return creation.form.fill(request) | {tabs: gr.update(selected="create"), parts.viewer: ""}

    for source in (parts.listing, parts.viewer):
        source.open(on_open, parts.state, parts.viewer, **SILENT)
    refilled = [*creation.form.refilled, tabs, parts.viewer]
    creation.repeat(parts.viewer.again(on_again, parts.state, refilled, **SILENT).then)
    creation.run(parts.viewer.vary(on_vary, parts.state, refilled, **SILENT).then)
