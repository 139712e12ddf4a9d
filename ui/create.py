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
from ui import form as request_form
from ui import gallery, marks, problems
from ui.client import ApiError
from ui.form import RequestForm, appearance, examples, paste, prompt
from ui.form.size import PRESETS
from ui.gallery import Gallery, Size
from ui.handlers import UNQUEUED, Connect, Listen, Updates, Values, live_html
from ui.middleware.inputs import pressed
from ui.middleware.sessions import LIFETIME, awaited, listened
from ui.picture_view import PictureView, find
from ui.streams import State, StreamGroup

Paint = Callable[[Values, gr.Request], Iterator[Updates]]


@dataclass(frozen=True, slots=True)
class CreateOutputs:
    """What the handlers of this tab change."""

    gallery: gr.HTML
    problem: gr.HTML
    generate: gr.Button
    channels: gr.Button
    cancel: gr.Button
    state: gr.State
    variation: gr.State

    @property
    def all(self) -> list[Any]:
        buttons = [self.generate, self.channels, self.cancel]
        return [self.gallery, self.problem, *buttons, self.state, self.variation]

    def busy(self, busy: bool) -> Updates:
        """The buttons while pictures are painted, or not."""
        idle = dict.fromkeys((self.generate, self.channels), gr.update(visible=not busy))
        return {**idle, self.cancel: gr.update(visible=busy)}

    def done(self, texts: Texts, shown: Gallery, failure: ApiError | None) -> Updates:
        """What has come of it."""
        return {
            self.gallery: gallery.gallery(texts, shown),
            self.state: shown,
            self.problem: problems.problem(texts, failure.problem) if failure else "",
            **self.busy(False),
        }


@dataclass(frozen=True, eq=False)
class CreateTab:
    """What the other parts of the page need of this one."""

    form: RequestForm
    generate: Listen
    """Generate pictures."""
    regenerate: Listen
    """Generate with the seed that was filled in, and let it go: the next picture is another one again."""
    show_preview: Listen
    """Show what the form says of itself: the prompt and the colours."""
    pictures: gr.HTML
    """The pictures that were made, of the gallery that `shown` holds."""
    shown: gr.State


@dataclass(frozen=True, eq=False)
class Generations:
    """What is being painted for each open page, and the showing of it."""

    texts: Texts
    connect: Connect
    outputs: CreateOutputs
    open: WeakValueDictionary[str, StreamGroup] = field(default_factory=WeakValueDictionary)

    def run(
        self, requests: Sequence[dict[str, Any]], sizes: Sequence[Size], before: Gallery, request: gr.Request
    ) -> Iterator[Updates]:
        """Paint these requests in frames of these sizes; `before` comes back where nothing is made."""
        texts, outputs, api = self.texts, self.outputs, self.connect(request)
        group = StreamGroup(api, requests, api.titles(texts.code))
        if other := self.open.get(str(request.session_hash)):
            other.supersede()
        self.open[str(request.session_hash)] = group
        painting = {outputs.gallery: gallery.painting(texts, group.states, sizes)}
        yield {outputs.problem: "", outputs.variation: {}} | outputs.busy(True) | painting
        if not awaited(request):
            return
        shown: Sequence[State] = ()
        for states in group.follow():
            if group.superseded or not listened(request):
                return  # the gallery is the next one's now, or nobody's
            if states != shown:
                yield {outputs.gallery: gallery.painting(texts, states, sizes)}
            shown = states
        pictures = tuple(state for state in shown if isinstance(state, PictureView))
        failure = next((state for state in shown if isinstance(state, ApiError)), None)
        yield outputs.done(texts, Gallery(pictures) if pictures else before, failure)

    def cancel(self, request: gr.Request) -> None:
        """Drop what is not done."""
        if group := self.open.get(str(request.session_hash)):
            group.close()


def build(texts: Texts, connect: Connect, user_id: gr.Textbox) -> CreateTab:
    """Lay out the tab and connect it."""
    with gr.Row(elem_classes="studio"):
        with gr.Column(elem_classes="brief"):
            form = request_form.build(texts)
            with gr.Row(elem_classes="go"):
                problem = live_html("", elem_classes="problem")
                form.seed.pinned.render()  # type: ignore[no-untyped-call]
                generate = gr.Button(texts.generate, variant="primary", elem_id="generate", scale=2)
                channels = gr.Button(texts.all_channels, elem_id="all-channels", scale=1, min_width=120)
                cancel = gr.Button(texts.cancel, visible=False, elem_id="cancel")
            paste.build(texts, form)
        with gr.Column(elem_classes="stage", elem_id="stage"):
            examples.build(texts, form)
            shown = live_html(gallery.gallery(texts, Gallery()), elem_id="wall")
    outputs = CreateOutputs(
        shown, problem, generate, channels, cancel, gr.State(Gallery(), time_to_live=LIFETIME), form.variation
    )
    run = _connect_buttons(texts, connect, form, user_id, outputs)
    preview = _connect_preview(texts, connect, form)
    swatches = appearance.connect_swatches(texts, connect, form.appearance)

    def regenerate(event: Any) -> None:
        run(event).then(None, None, form.seed.seed, js="() => ''")

    def show_preview(event: Any) -> None:
        preview(event)
        swatches(event)

    tab = CreateTab(form, run, regenerate, show_preview, outputs.gallery, outputs.state)
    _connect_marks(texts, connect, outputs)
    _connect_gallery(texts, tab, outputs)
    return tab


def _connect_buttons(
    texts: Texts, connect: Connect, form: RequestForm, user_id: gr.Textbox, outputs: CreateOutputs
) -> Callable[[Any], Any]:
    """Make the buttons paint and cancel; what it returns makes another event paint too."""
    generations = Generations(texts, connect, outputs)

    def paint(values: Values, request: gr.Request) -> Iterator[Updates]:
        asked = form.request(values, values[user_id]) | values[form.variation] | {"preview": True}
        requests = [_variant(asked, number) for number in range(int(values[form.count] or 1))]
        yield from generations.run(requests, [form.size.frame(values)] * len(requests), values[outputs.state], request)

    def paint_channels(values: Values, request: gr.Request) -> Iterator[Updates]:
        requests = _channels(form.request(values, values[user_id]) | {"preview": True})
        yield from generations.run(requests, list(PRESETS.values()), values[outputs.state], request)

    inputs = {*form.controls, form.variation, user_id, outputs.state}

    def run(event: Any, handler: Paint = paint) -> Any:
        return event(handler, inputs, outputs.all, show_progress="hidden", api_visibility="private")

    run(outputs.generate.click)
    run(outputs.channels.click, paint_channels)
    outputs.cancel.click(generations.cancel, None, None, **UNQUEUED)
    return run


def _connect_preview(texts: Texts, connect: Connect, form: RequestForm) -> Listen:
    """Show the prompt whenever it changes, also when the given event has passed."""

    def on_change(values: Values, request: gr.Request) -> Any:
        try:
            found = connect(request).preview(form.request(values, "-"))
        except ApiError as error:
            refused = error.problem.code == "prompt_refused"
            return problems.problem(texts, error.problem) if refused else gr.skip()  # the last good one stays
        return prompt.preview(texts, found, values[form.prompt.custom_prompt] or "")

    def show(event: Any) -> None:
        event(on_change, set(form.controls), form.prompt.preview, trigger_mode="always_last", **UNQUEUED)

    looks = form.appearance
    said = (*form.facts, looks.brand, looks.text_zone, looks.colours)
    show(partial(gr.on, [control.change for control in said]))
    return show


def _variant(request: dict[str, Any], number: int) -> dict[str, Any]:
    """With another seed for each number; `strict` tries the seeds after the one that it is given."""
    seed = request.get("seed")
    if number == 0 or not isinstance(seed, int):
        return request
    step = STRICT_SEEDS if request.get("palette_mode") == "strict" else 1
    return request | {"seed": (seed + number * step) % (MAX_SEED + 1)}


def _channels(request: dict[str, Any]) -> list[dict[str, Any]]:
    """The same request for each channel, with a seed of their own where none is given."""
    seed = request.get("seed", random.randint(0, MAX_SEED))
    sides = ({"width": width, "height": height} for width, height in PRESETS.values())
    return [request | {"seed": seed, "metadata": request["metadata"] | side} for side in sides]


def _connect_marks(texts: Texts, connect: Connect, outputs: CreateOutputs) -> None:
    def on_mark(shown: Gallery, event: gr.EventData, request: gr.Request) -> Updates:
        try:
            mark = marks.send(connect(request), event.user, event.picture, event, event.about)
            shown = shown.with_replaced(find(event.picture, shown.pictures).marked(mark))
        except ApiError as error:
            return {outputs.problem: problems.problem(texts, error.problem)}
        return {outputs.gallery: gallery.gallery(texts, shown), outputs.state: shown, outputs.problem: ""}

    changed = [outputs.gallery, outputs.state, outputs.problem]
    outputs.gallery.mark(on_mark, outputs.state, changed, trigger_mode="multiple", **UNQUEUED)


def _connect_gallery(texts: Texts, tab: CreateTab, outputs: CreateOutputs) -> None:
    pictures, state, form = outputs.gallery, outputs.state, tab.form

    def on_choose(shown: Gallery, event: gr.EventData) -> Updates:
        shown = Gallery(shown.pictures, min(int(event.index), max(0, len(shown.pictures) - 1)))
        return {pictures: gallery.gallery(texts, shown), state: shown}

    def on_again(shown: Gallery, event: gr.EventData) -> Updates:
        return form.fill(pressed(texts, event, shown.pictures).again())

    def on_vary(shown: Gallery, event: gr.EventData) -> Updates:
        return form.fill(pressed(texts, event, shown.pictures).varied(event.strength))

    def on_lock(locked: bool, shown: Gallery) -> str:
        if not locked:
            return ""
        return str(shown.pictures[shown.selected].seed if shown.pictures else random.randint(0, MAX_SEED))

    def on_keep(kept: bool, shown: Gallery) -> str:
        if not kept:
            return ""
        people = shown.pictures[shown.selected].people if shown.pictures else None
        return people or str(random.randint(0, MAX_SEED))

    form.cast.keep.input(on_keep, [form.cast.keep, state], form.cast.cast, trigger_mode="always_last", **UNQUEUED)
    form.seed.lock.input(on_lock, [form.seed.lock, state], form.seed.seed, trigger_mode="always_last", **UNQUEUED)
    pictures.choose(on_choose, state, [pictures, state], trigger_mode="multiple", **UNQUEUED)
    tab.regenerate(pictures.again(on_again, state, form.refilled, **UNQUEUED).then)
    tab.generate(pictures.vary(on_vary, state, form.refilled, **UNQUEUED).then)
