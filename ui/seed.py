"""The seed: typed, diced or locked; empty it is drawn anew for each picture."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from schemas import MAX_SEED
from ui.numbers import numeric
from ui.texts import Texts


@dataclass(frozen=True, eq=False)
class Seed:
    """The controls. A seed that is there is locked."""

    seed: gr.Textbox
    lock: gr.Checkbox

    @property
    def controls(self) -> list[Any]:
        return [self.seed]


def build(texts: Texts) -> Seed:
    """Lay the controls out and connect what depends on what, in the browser alone."""
    with gr.Row(elem_classes="seed"):
        seed = numeric(texts.seed, texts.seed_hint, "seed", scale=3)
        dice = gr.Button(texts.dice, size="sm", elem_classes=["quiet", "dice"], elem_id="dice", min_width=44, scale=0)
        lock = gr.Checkbox(False, label=texts.lock, min_width=120, scale=2)
    dice.click(None, None, seed, js=f"() => String(Math.floor(Math.random() * {MAX_SEED + 1}))")
    seed.change(None, seed, lock, js="(seed) => Boolean(seed)")
    return Seed(seed, lock)
