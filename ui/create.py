"""The first tab: the form on the left, the pictures that it makes on the right."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import gradio as gr

from schemas import DEFAULT_SIDE, MAX_SEED, Metadata
from ui import form as questions
from ui import markup, picture
from ui.artwork import Artwork
from ui.client import Api, ApiError
from ui.form import SILENT, Form, Updates, Values
from ui.judge import judge
from ui.live import live
from ui.picture import Wall
from ui.texts import Texts

Connect = Callable[[gr.Request], Api]


@dataclass(frozen=True, eq=False)
class Creation:
    """What the other tab needs of this one."""

    form: Form
    run: Callable[[Any], None]
    """Start painting when the given event has passed."""

    def restore(self, artwork: Artwork, seed: int | None) -> Updates:
        """Fill the form with what `artwork` was made from."""
        form = self.form
        return form.fill(Metadata.model_validate(artwork.given), seed) | {
            form.steps: questions.shown(artwork.num_inference_steps),
            form.guidance: questions.shown(artwork.guidance_scale),
            form.count: 1,
        }

    @property
    def restored(self) -> list[Any]:
        """The controls that `restore` sets."""
        return [*self.form.filled, self.form.steps, self.form.guidance, self.form.count]


def build(texts: Texts, connect: Connect, user_id: gr.Textbox) -> Creation:
    """Lay out the tab and connect it."""
    with gr.Row(elem_classes="studio"):
        with gr.Column(elem_classes="brief"):
            form = questions.build(texts)
            problem = live("", elem_classes="problem")
            generate = gr.Button(texts.generate, variant="primary", elem_id="generate")
            questions.paste(texts, form)
        with gr.Column(elem_classes="stage", elem_id="stage"):
            questions.examples(texts, form)
            wall = live(picture.empty(texts), elem_id="wall")
    state = gr.State(Wall())
    paint = _painter(
        texts, connect, form, user_id, {"wall": wall, "problem": problem, "generate": generate, "state": state}
    )
    outputs = [wall, problem, generate, state, form.seed]
    inputs = form.inputs | {user_id, state}

    def run(event: Any) -> None:
        event(paint, inputs, outputs, show_progress="hidden", concurrency_limit=32, api_visibility="private")

    creation = Creation(form, run)
    run(generate.click)
    run(form.custom_prompt.submit)
    _connect_wall(texts, connect, creation, (wall, state, problem))
    return creation


def meant(event: gr.EventData, artworks: tuple[Artwork, ...]) -> Artwork:
    """The picture whose button was pressed."""
    return next(a for a in artworks if a.path == event.picture)


def _painter(
    texts: Texts, connect: Connect, form: Form, user_id: gr.Textbox, parts: dict[str, Any]
) -> Callable[..., Iterator[Updates]]:
    wall, problem, generate, state = (parts[name] for name in ("wall", "problem", "generate", "state"))

    def paint(values: Values, request: gr.Request) -> Iterator[Updates]:
        count = int(values[form.count])
        shape = (values[form.width] or DEFAULT_SIDE, values[form.height] or DEFAULT_SIDE)
        yield {
            wall: picture.painting(texts, count, *shape),
            problem: "",
            generate: gr.update(interactive=False, value=texts.painting),
        }
        artworks, failure = _make(connect(request), form.request(values, values[user_id]), count)
        shown = Wall(artworks) if artworks else values[state]
        yield {
            wall: picture.wall(texts, shown),
            state: shown,
            problem: markup.problem(texts, failure.problem) if failure else "",
            generate: gr.update(interactive=True, value=texts.generate),
            form.seed: str(artworks[0].seed) if artworks else values[form.seed],
        }

    return paint


def _make(api: Api, request: dict[str, Any], count: int) -> tuple[tuple[Artwork, ...], ApiError | None]:
    """`count` pictures at once, so that they share a batch: those that came out, and the first error."""
    requests = [_variant(request, number) for number in range(count)]
    with ThreadPoolExecutor(count) as pool:
        futures = [pool.submit(api.generate, variant) for variant in requests]
    artworks, failure = [], None
    for variant, future in zip(requests, futures, strict=True):
        try:
            artworks.append(Artwork.of_picture(future.result(), variant))
        except ApiError as error:
            failure = failure or error
    return tuple(artworks), failure


def _variant(request: dict[str, Any], number: int) -> dict[str, Any]:
    if number == 0 or "seed" not in request:
        return request
    return request | {"seed": (request["seed"] + number) % (MAX_SEED + 1)}


def _connect_wall(texts: Texts, connect: Connect, creation: Creation, parts: tuple[gr.HTML, gr.State, gr.HTML]) -> None:
    wall, state, problem = parts

    def on_choose(shown: Wall, event: gr.EventData) -> Updates:
        shown = Wall(shown.artworks, int(event.index))
        return {wall: picture.wall(texts, shown), state: shown}

    def on_mark(shown: Wall, event: gr.EventData, request: gr.Request) -> Updates:
        try:
            artwork = judge(connect(request), shown.artworks, event.picture, event.result == "1")
        except ApiError as error:
            return {problem: markup.problem(texts, error.problem)}
        shown = shown.remarked(artwork)
        return {wall: picture.wall(texts, shown), state: shown, problem: ""}

    def on_again(shown: Wall, event: gr.EventData) -> Updates:
        artwork = meant(event, shown.artworks)
        return creation.restore(artwork, artwork.seed)

    def on_vary(shown: Wall, event: gr.EventData) -> Updates:
        return creation.restore(meant(event, shown.artworks), None)

    wall.choose(on_choose, state, [wall, state], **SILENT)
    wall.mark(on_mark, state, [wall, state, problem], **SILENT)
    creation.run(wall.again(on_again, state, creation.restored, **SILENT).then)
    creation.run(wall.vary(on_vary, state, creation.restored, **SILENT).then)
