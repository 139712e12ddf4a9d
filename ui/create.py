"""The first tab: the form on the left, the pictures that it makes on the right."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from schemas import DEFAULT_SIDE, MAX_SEED, Metadata
from ui import form as questions
from ui import markup, picture, shortcuts
from ui.artwork import Artwork
from ui.client import Api, ApiError
from ui.easel import Easel, State
from ui.form import SILENT, Form, Updates, Values
from ui.judge import judge
from ui.live import live
from ui.picture import Wall
from ui.texts import Texts

Connect = Callable[[gr.Request], Api]
Start = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Parts:
    """What the handlers of this tab change."""

    wall: gr.HTML
    problem: gr.HTML
    generate: gr.Button
    cancel: gr.Button
    state: gr.State

    @property
    def all(self) -> list[Any]:
        return [self.wall, self.problem, self.generate, self.cancel, self.state]

    def begin(self) -> Updates:
        """The brush is at work."""
        return {self.problem: "", self.generate: gr.update(visible=False), self.cancel: gr.update(visible=True)}

    def end(self, texts: Texts, wall: Wall, failure: ApiError | None) -> Updates:
        """What has come of it."""
        return {
            self.wall: picture.wall(texts, wall),
            self.state: wall,
            self.problem: markup.problem(texts, failure.problem) if failure else "",
            self.generate: gr.update(visible=True),
            self.cancel: gr.update(visible=False),
        }


@dataclass(frozen=True, eq=False)
class Creation:
    """What the other tab needs of this one."""

    form: Form
    run: Start
    """Start painting when the given event has passed."""
    preview: Start
    """Show the prompt when the given event has passed."""

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
            with gr.Row(elem_classes="go"):
                generate = gr.Button(texts.generate, variant="primary", elem_id="generate")
                cancel = gr.Button(texts.cancel, visible=False, elem_id="cancel")
            shortcuts.paste(texts, form)
        with gr.Column(elem_classes="stage", elem_id="stage"):
            shortcuts.examples(texts, form)
            wall = live(picture.empty(texts), elem_id="wall")
    parts = Parts(wall, problem, generate, cancel, gr.State(Wall()))
    run = _connect_easel(texts, connect, form, user_id, parts)
    creation = Creation(form, run, _connect_preview(texts, connect, form))
    _connect_wall(texts, connect, creation, parts)
    return creation


def meant(event: gr.EventData, artworks: tuple[Artwork, ...]) -> Artwork:
    """The picture whose button was pressed."""
    return next(a for a in artworks if a.path == event.picture)


def _connect_easel(texts: Texts, connect: Connect, form: Form, user_id: gr.Textbox, parts: Parts) -> Start:
    """Make the buttons paint and cancel; what it returns makes another event paint too."""
    easels: dict[str, Easel] = {}

    def paint(values: Values, request: gr.Request) -> Iterator[Updates]:
        shape = (values[form.width] or DEFAULT_SIDE, values[form.height] or DEFAULT_SIDE)
        asked = form.request(values, values[user_id]) | {"preview": True}
        easel = Easel(connect(request), [_variant(asked, number) for number in range(int(values[form.count]))])
        easels[str(request.session_hash)] = easel
        yield parts.begin() | {parts.wall: picture.painting(texts, easel.states, shape)}
        shown: Sequence[State] = ()
        try:
            for states in easel.watch():
                if states != shown:
                    yield {parts.wall: picture.painting(texts, states, shape)}
                shown = states
        finally:
            if easels.get(str(request.session_hash)) is easel:
                del easels[str(request.session_hash)]
        artworks = tuple(state for state in shown if isinstance(state, Artwork))
        wall = Wall(artworks) if artworks else values[parts.state]
        failure = next((state for state in shown if isinstance(state, ApiError)), None)
        yield parts.end(texts, wall, failure)

    def cancel(request: gr.Request) -> None:
        if easel := easels.pop(str(request.session_hash), None):
            easel.close()

    inputs = form.inputs | {user_id, parts.state}

    def start(event: Any) -> None:
        event(paint, inputs, parts.all, show_progress="hidden", concurrency_limit=None, api_visibility="private")

    start(parts.generate.click)
    parts.cancel.click(cancel, None, None, **SILENT)
    return start


def _connect_preview(texts: Texts, connect: Connect, form: Form) -> Start:
    def on_change(values: Values, request: gr.Request) -> str:
        try:
            return markup.prompt_preview(texts, connect(request).preview(form.request(values, "-")))
        except ApiError as error:
            refused = error.problem.code == "prompt_refused"
            return markup.problem(texts, error.problem) if refused else ""

    def show(event: Any) -> None:
        event(on_change, form.inputs, form.preview, trigger_mode="always_last", **SILENT)

    for control in (form.product, form.sex, form.age, form.custom_prompt, form.width, form.height, form.seed):
        show(control.change)
    return show


def _variant(request: dict[str, Any], number: int) -> dict[str, Any]:
    if number == 0 or "seed" not in request:
        return request
    return request | {"seed": (request["seed"] + number) % (MAX_SEED + 1)}


def _connect_wall(texts: Texts, connect: Connect, creation: Creation, parts: Parts) -> None:
    wall, state, problem = parts.wall, parts.state, parts.problem

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

    def on_lock(locked: bool, shown: Wall) -> str:
        if not locked:
            return ""
        return str(shown.artworks[shown.chosen].seed if shown.artworks else random.randint(0, MAX_SEED))

    form = creation.form
    form.lock.input(on_lock, [form.lock, state], form.seed, **SILENT)
    wall.choose(on_choose, state, [wall, state], **SILENT)
    wall.mark(on_mark, state, [wall, state, problem], trigger_mode="multiple", **SILENT)
    creation.run(wall.again(on_again, state, creation.restored, **SILENT).then)
    creation.run(wall.vary(on_vary, state, creation.restored, **SILENT).then)
