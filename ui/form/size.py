"""How large the picture is: a channel's preset or free numbers, and the rule that they must keep."""

import json
from dataclasses import dataclass
from typing import Any

import gradio as gr

from locales import Texts
from schemas import DEFAULT_SIDE, MAX_SIDES_SUM, MIN_SIDE, Metadata
from ui.handlers import UNQUEUED, Updates, Values
from ui.rendering import hint

_SIDES = ((1080, 1080), (1080, 1920), (1160, 480), (1200, 400), (856, 540), (720, 720))
PRESETS = {f"{width}×{height}": (width, height) for width, height in _SIDES}


@dataclass(frozen=True, eq=False)
class SizeFields:
    """The controls."""

    preset: gr.Radio
    width: gr.Number
    height: gr.Number
    note: gr.HTML
    texts: Texts

    @property
    def controls(self) -> list[Any]:
        return [self.width, self.height]

    def metadata(self, values: Values) -> dict[str, Any]:
        """What they say, for the metadata of a request."""
        return {"width": values[self.width], "height": values[self.height]}

    def frame(self, values: Values) -> tuple[int, int]:
        """Width and height of the frame that a picture of this size will have."""
        return values[self.width] or DEFAULT_SIDE, values[self.height] or DEFAULT_SIDE

    def fill(self, metadata: Metadata) -> Updates:
        """Say what `metadata` says."""
        return self.show(metadata.width, metadata.height)

    def show(self, width: int | None, height: int | None) -> Updates:
        """Say these numbers, and what to think of them."""
        return {self.width: width, self.height: height} | self.checked(width, height)

    def checked(self, width: int | None, height: int | None) -> Updates:
        """The preset that has these numbers, and what to think of them."""
        preset = next((name for name, size in PRESETS.items() if size == (width, height)), None)
        return {self.preset: preset, self.note: rule(self.texts, width, height)}


def build(texts: Texts) -> SizeFields:
    """Lay the controls out and connect what depends on what."""
    preset = gr.Radio(
        [(f"{texts.sizes[name]}\n{name}", name) for name in PRESETS],
        value="1080×1080",
        label=texts.size,
        elem_classes="sizes",
    )
    with gr.Row(elem_classes="sides"):
        width = gr.Number(1080, label=texts.width, precision=0, min_width=90, elem_classes="field-width")
        height = gr.Number(1080, label=texts.height, precision=0, min_width=90, elem_classes="field-height")
    note = gr.HTML(rule(texts, 1080, 1080), elem_id="size-rule", elem_classes="size-note")
    size = SizeFields(preset, width, height, note, texts)
    preset.input(None, preset, size.controls, js=f"(name) => ({json.dumps(PRESETS)})[name]", **UNQUEUED)
    changes = [side.change for side in size.controls]
    gr.on(changes, size.checked, size.controls, [preset, note], trigger_mode="always_last", **UNQUEUED)
    return size


def rule(texts: Texts, width: int | None, height: int | None) -> str:
    """The rule of sizes, filled in with the user's numbers."""
    if not width or not height or min(width, height) < MIN_SIDE:
        return hint(texts.side_short.format(limit=MIN_SIDE), wrong=True)
    total = width + height
    numbers = {"width": width, "height": height, "total": total, "limit": MAX_SIDES_SUM}
    if total > MAX_SIDES_SUM:
        return hint(texts.sum_exceeds.format(**numbers, excess=total - MAX_SIDES_SUM), wrong=True)
    return hint(texts.sum_fits.format(**numbers))
