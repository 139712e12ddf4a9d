"""Pictures that were made, as a gallery or a table, and the viewer for one of them: opened, marked, made again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import gradio as gr

from locales import Texts
from schemas import GenerateRequest, Interaction
from ui import marks, problems
from ui.client import Api, ApiError
from ui.create import CreateTab
from ui.handlers import UNQUEUED, Connect, Updates
from ui.middleware.inputs import pressed
from ui.picture_view import RESULTS, PictureView, find, replaced
from ui.rendering import render

PAGE = 24


def views(api: Api, texts: Texts, lines: Sequence[Interaction]) -> list[PictureView]:
    """Pictures of the history as the page shows them; the sizes of formats are asked for where one has an ad."""
    titles = api.titles(texts.code)
    formats = api.formats() if any(one.metadata.ad for one in lines) else {}
    return [PictureView.of_interaction(one, titles, formats) for one in lines]


@dataclass(frozen=True, slots=True)
class Album:
    """Some of a user's pictures, as far as they have been fetched."""

    user_id: str = ""
    pictures: tuple[PictureView, ...] = ()

    def with_next_page(self, api: Api, texts: Texts) -> Self:
        """With one page more."""
        raise NotImplementedError

    def with_replaced(self, picture: PictureView) -> Self:
        """With `picture` in place of the one at its address."""
        return replace(self, pictures=replaced(self.pictures, picture))

    def listing(self, texts: Texts) -> str:
        """What there is, as HTML."""
        raise NotImplementedError

    def note(self, _texts: Texts) -> str:
        """What is to be said about it, as HTML."""
        return ""

    def neighbours(self, texts: Texts) -> tuple[str, str]:
        """What the pictures before and after one are called."""
        return texts.previous, texts.next


@dataclass(frozen=True, slots=True)
class AlbumOutputs:
    """What the handlers of an album change."""

    listing: gr.HTML
    viewer: gr.HTML
    problem: gr.HTML
    state: gr.State

    @property
    def all(self) -> list[gr.HTML | gr.State]:
        return [self.listing, self.viewer, self.problem, self.state]

    def show(self, texts: Texts, album: Album) -> Updates:
        """The album as it now is."""
        return {self.listing: album.listing(texts), self.state: album, self.problem: album.note(texts)}

    def fail(self, texts: Texts, error: ApiError) -> Updates:
        """The error, and everything else as it was."""
        return {self.problem: problems.problem(texts, error.problem)}


def viewer(texts: Texts, album: Album, picture: PictureView) -> str:
    """One picture, full size, with all that is known about it."""
    around = (None, *album.pictures, None)
    place = around.index(picture)
    labels = zip(album.neighbours(texts), (around[place - 1], around[place + 1]), ("turn--1", "turn-1"), strict=True)
    return render("album/viewer", t=texts, picture=picture, turns=list(labels))


def connect_listing(texts: Texts, connect: Connect, outputs: AlbumOutputs) -> None:
    """More of it, and marks, of one picture and of many."""

    def on_more(album: Album, request: gr.Request) -> Updates:
        try:
            return outputs.show(texts, album.with_next_page(connect(request), texts))
        except ApiError as error:
            return outputs.fail(texts, error)

    def on_mark(album: Album, event: gr.EventData, request: gr.Request) -> Updates:
        try:
            mark = marks.send(connect(request), event.user, event.picture, event, event.about)
            picture = find(event.picture, album.pictures).marked(mark)
        except ApiError as error:
            return outputs.fail(texts, error)
        album = album.with_replaced(picture)
        return outputs.show(texts, album) | {outputs.viewer: viewer(texts, album, picture)}

    def on_many(album: Album, event: gr.EventData, request: gr.Request) -> Updates:
        chosen = set(event.pictures.split())
        try:
            for picture in album.pictures:
                if picture.path in chosen and picture.mark.result is not RESULTS[event.result]:  # its reason stays
                    mark = marks.send(connect(request), picture.user_id, picture.path, event, picture.shows)
                    album = album.with_replaced(picture.marked(mark))
        except ApiError as error:
            return outputs.show(texts, album) | outputs.fail(texts, error)
        return outputs.show(texts, album)

    outputs.listing.many(on_many, outputs.state, outputs.all, trigger_mode="multiple", **UNQUEUED)
    outputs.listing.more(on_more, outputs.state, outputs.all, **UNQUEUED)
    outputs.viewer.mark(on_mark, outputs.state, outputs.all, trigger_mode="multiple", **UNQUEUED)


def connect_viewer(texts: Texts, create_tab: CreateTab, tabs: gr.Tabs, outputs: AlbumOutputs) -> None:
    """Open a picture, and make it again in the first tab."""

    def on_open(album: Album, event: gr.EventData) -> str:
        return viewer(texts, album, pressed(texts, event, album.pictures))

    def on_again(album: Album, event: gr.EventData) -> Updates:
        return leave(pressed(texts, event, album.pictures).again())

    def on_vary(album: Album, event: gr.EventData) -> Updates:
        return leave(pressed(texts, event, album.pictures).varied(event.strength))

    def leave(request: GenerateRequest) -> Updates:
        return create_tab.form.fill(request) | {tabs: gr.update(selected="create"), outputs.viewer: ""}

    for source in (outputs.listing, outputs.viewer):
        source.open(on_open, outputs.state, outputs.viewer, trigger_mode="multiple", **UNQUEUED)
    refilled = [*create_tab.form.refilled, tabs, outputs.viewer]
    create_tab.regenerate(outputs.viewer.again(on_again, outputs.state, refilled, **UNQUEUED).then)
    create_tab.generate(outputs.viewer.vary(on_vary, outputs.state, refilled, **UNQUEUED).then)
