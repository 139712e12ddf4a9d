"""The seed: typed, diced or locked; empty it is drawn anew for each picture."""

import json
from dataclasses import dataclass
from typing import Any

import gradio as gr

from locales import Texts
from schemas import MAX_SEED
from ui.form.numbers import numeric
from ui.handlers import UNQUEUED, live_html
from ui.rendering import render

PIN = """(seed) => [Boolean(seed), /^\\d+$/.test(seed) ? ({said}).replace("{{seed}}", seed) : ""]"""


@dataclass(frozen=True, eq=False)
class SeedField:
    """The controls. A seed that is there is locked."""

    seed: gr.Textbox
    lock: gr.Checkbox
    pinned: gr.HTML
    """Says that the seed is locked, and lets it go; to be rendered by the button that paints."""

    @property
    def controls(self) -> list[Any]:
        return [self.seed]


def build(texts: Texts) -> SeedField:
    """Lay the controls out and connect what depends on what, in the browser alone."""
    with gr.Row(elem_classes="seed"):
        seed = numeric(texts.seed, texts.seed_hint, "seed", scale=3)
        dice = gr.Button(texts.dice, size="sm", elem_classes=["quiet", "dice"], elem_id="dice", min_width=44, scale=0)
        lock = gr.Checkbox(False, label=texts.lock, min_width=120, scale=2)
    dice.click(None, None, seed, js=f"() => String(Math.floor(Math.random() * {MAX_SEED + 1}))")
    pinned = live_html("", elem_classes="pinned", render=False)
    seed.change(None, seed, [lock, pinned], js=PIN.format(said=json.dumps(render("form/pinned", t=texts))))
    pinned.release(None, None, seed, js="() => ''", **UNQUEUED)
    return SeedField(seed, lock, pinned)
