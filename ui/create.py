"""The first tab: the form on the left, the pictures that it makes on the right."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from weakref import WeakValueDictionary

import gradio as gr

from locales import Texts
from schemas import MAX_SEED, STRICT_SEEDS
from ui import channels, examples, look, markup, paste, picture, prompt
from ui import form as questions
from ui.artwork import Artwork, meant
from ui.client import ApiError
from ui.easel import Easel, State
from ui.events import SILENT, Connect, Start, Updates, Values
from ui.form import Form
from ui.inputs import pressed
from ui.judge import judge
from ui.live import live
from ui.picture import Shape, Wall
from ui.sessions import LIFETIME, awaited, listened
from ui.size import PRESETS


@dataclass(frozen=True, slots=True)
class Parts:
    """What the handlers of this tab change."""

    wall: gr.HTML
    problem: gr.HTML
    generate: gr.Button
    channels: gr.Button
    cancel: gr.Button
    state: gr.State

    @property
    def all(self) -> list[Any]:
        return [self.wall, self.problem, self.generate, self.channels, self.cancel, self.state]

    def begin(self) -> Updates:
        """The brush is at work."""
        return {self.problem: "", **self._busy(True)}

    def _busy(self, busy: bool) -> Updates:
        idle = dict.fromkeys((self.generate, self.channels), gr.update(visible=not busy))
        return {**idle, self.cancel: gr.update(visible=busy)}

    def end(self, texts: Texts, wall: Wall, failure: ApiError | None) -> Updates:
        """What has come of it."""
        return {
            self.wall: picture.wall(texts, wall),
            self.state: wall,
            self.problem: markup.problem(texts, failure.problem) if failure else "",
            **self._busy(False),
        }


@dataclass(frozen=True, eq=False)
class Creation:
    """What the other parts of the page need of this one."""

    form: Form
    run: Start
    """Paint."""
    repeat: Start
    """Paint with the seed that was filled in, and let it go: the next picture is another one again."""
    begin: Start
    """Show what the form says of itself: the prompt and the colours."""


@dataclass(frozen=True, eq=False)
class Studio:
    """What is being painted for each open page, and the showing of it."""

    texts: Texts
    connect: Connect
    parts: Parts
    easels: WeakValueDictionary[str, Easel] = field(default_factory=WeakValueDictionary)

    def paint(
        self, orders: Sequence[dict[str, Any]], shapes: Sequence[Shape], before: Wall, request: gr.Request
    ) -> Iterator[Updates]:
        """Paint these requests in frames of these shapes; `before` comes back where nothing is made."""
        texts, parts, api = self.texts, self.parts, self.connect(request)
        easel = Easel(api, orders, api.titles(texts.code))
        if other := self.easels.get(str(request.session_hash)):
            other.displace()
        self.easels[str(request.session_hash)] = easel
        yield parts.begin() | {parts.wall: picture.painting(texts, easel.states, shapes)}
        if not awaited(request):
            return
        shown: Sequence[State] = ()
        for states in easel.watch():
            if easel.displaced or not listened(request):
                return  # the wall is the next one's now, or nobody's
            if states != shown:
                yield {parts.wall: picture.painting(texts, states, shapes)}
            shown = states
        artworks = tuple(state for state in shown if isinstance(state, Artwork))
        failure = next((state for state in shown if isinstance(state, ApiError)), None)
        yield parts.end(texts, Wall(artworks) if artworks else before, failure)

    def cancel(self, request: gr.Request) -> None:
        """Drop what is not done."""
        if easel := self.easels.get(str(request.session_hash)):
            easel.close()


def build(texts: Texts, connect: Connect, user_id: gr.Textbox) -> Creation:
    """Lay out the tab and connect it."""
    with gr.Row(elem_classes="studio"):
        with gr.Column(elem_classes="brief"):
            form = questions.build(texts)
            with gr.Row(elem_classes="go"):
                problem = live("", elem_classes="problem")
                form.seed.pinned.render()  # type: ignore[no-untyped-call]
                generate = gr.Button(texts.generate, variant="primary", elem_id="generate", scale=2)
                every = gr.Button(texts.all_channels, elem_id="all-channels", scale=1, min_width=120)
                cancel = gr.Button(texts.cancel, visible=False, elem_id="cancel")
            paste.build(texts, form)
        with gr.Column(elem_classes="stage", elem_id="stage"):
            examples.build(texts, form)
            wall = live(picture.empty(texts), elem_id="wall")
    parts = Parts(wall, problem, generate, every, cancel, gr.State(Wall(), time_to_live=LIFETIME))
    run = _connect_easel(texts, connect, form, user_id, parts)

    def repeat(event: Any) -> None:
        run(event).then(None, None, form.seed.seed, js="() => ''")

    preview, swatches = _connect_preview(texts, connect, form), look.connect_swatches(texts, connect, form.look)

    def begin(event: Any) -> None:
        preview(event)
        swatches(event)

    creation = Creation(form, run, repeat, begin)
    _connect_marks(texts, connect, parts)
    _connect_wall(texts, creation, parts)
    return creation


def _connect_easel(
    texts: Texts, connect: Connect, form: Form, user_id: gr.Textbox, parts: Parts
) -> Callable[[Any], Any]:
    """Make the buttons paint and cancel; what it returns makes another event paint too."""
    studio = Studio(texts, connect, parts)

    def paint(values: Values, request: gr.Request) -> Iterator[Updates]:
        asked = form.request(values, values[user_id]) | {"preview": True}
        orders = [_variant(asked, number) for number in range(int(values[form.count] or 1))]
        yield from studio.paint(orders, [form.size.shape(values)] * len(orders), values[parts.state], request)

    def paint_channels(values: Values, request: gr.Request) -> Iterator[Updates]:
        orders = channels.requests(form.request(values, values[user_id]) | {"preview": True})
        yield from studio.paint(orders, list(PRESETS.values()), values[parts.state], request)

    inputs = {*form.controls, user_id, parts.state}

    def start(event: Any, work: Callable[[Values, gr.Request], Iterator[Updates]] = paint) -> Any:
        return event(work, inputs, parts.all, show_progress="hidden", api_visibility="private")

    start(parts.generate.click)
    start(parts.channels.click, paint_channels)
    parts.cancel.click(studio.cancel, None, None, **SILENT)
    return start


def _connect_preview(texts: Texts, connect: Connect, form: Form) -> Start:
    """Show the prompt whenever it changes, also when the given event has passed."""

    def on_change(values: Values, request: gr.Request) -> Any:
        try:
            return prompt.preview(
                texts, connect(request).preview(form.request(values, "-")), values[form.prompt.custom_prompt] or ""
            )
        except ApiError as error:
            refused = error.problem.code == "prompt_refused"
            return markup.problem(texts, error.problem) if refused else gr.skip()  # the last good one stays

    def show(event: Any) -> None:
        event(on_change, set(form.controls), form.prompt.preview, trigger_mode="always_last", **SILENT)

    said = (*form.facts, form.look.brand, form.look.text_zone, form.look.colours)
    show(partial(gr.on, [control.change for control in said]))
    return show


def _variant(request: dict[str, Any], number: int) -> dict[str, Any]:
    """With another seed for each number; `strict` tries the seeds after the one that it is given."""
    seed = request.get("seed")
    if number == 0 or not isinstance(seed, int):
        return request
    step = STRICT_SEEDS if request.get("palette_mode") == "strict" else 1
    return request | {"seed": (seed + number * step) % (MAX_SEED + 1)}


def _connect_marks(texts: Texts, connect: Connect, parts: Parts) -> None:
    wall, state, problem = parts.wall, parts.state, parts.problem

    def on_mark(shown: Wall, event: gr.EventData, request: gr.Request) -> Updates:
        try:
            verdict = judge(connect(request), event.user, event.picture, event)
            shown = shown.remarked(meant(event, shown.artworks).judged(verdict))
        except ApiError as error:
            return {problem: markup.problem(texts, error.problem)}
        return {wall: picture.wall(texts, shown), state: shown, problem: ""}

    wall.mark(on_mark, state, [wall, state, problem], trigger_mode="multiple", **SILENT)


def _connect_wall(texts: Texts, creation: Creation, parts: Parts) -> None:
    wall, state, form = parts.wall, parts.state, creation.form

    def on_choose(shown: Wall, event: gr.EventData) -> Updates:
        shown = Wall(shown.artworks, min(int(event.index), max(0, len(shown.artworks) - 1)))
        return {wall: picture.wall(texts, shown), state: shown}

    def on_again(shown: Wall, event: gr.EventData) -> Updates:
        return form.fill(pressed(texts, event, shown.artworks).again())

    def on_vary(shown: Wall, event: gr.EventData) -> Updates:
        return form.fill(pressed(texts, event, shown.artworks).varied())

    def on_lock(locked: bool, shown: Wall) -> str:
        if not locked:
            return ""
        return str(shown.artworks[shown.chosen].seed if shown.artworks else random.randint(0, MAX_SEED))

    form.seed.lock.input(on_lock, [form.seed.lock, state], form.seed.seed, **SILENT)
    wall.choose(on_choose, state, [wall, state], **SILENT)
    creation.repeat(wall.again(on_again, state, form.refilled, **SILENT).then)
    creation.run(wall.vary(on_vary, state, form.refilled, **SILENT).then)
