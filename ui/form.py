"""The questions that the page asks, put together, and the request that the answers add up to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from locales import Texts
from schemas import FORMATS, Brand, GenerateRequest, Metadata
from ui import look, prompt, seed, size, who
from ui.events import Updates, Values
from ui.look import Look
from ui.numbers import number, numeric, shown
from ui.prompt import Prompt
from ui.seed import Seed
from ui.size import Size
from ui.who import Who


@dataclass(frozen=True, eq=False)
class Form:
    """All controls. `request` and `fill` go from their values to a request of the API and back."""

    who: Who
    prompt: Prompt
    size: Size
    look: Look
    seed: Seed
    count: gr.Radio
    steps: gr.Textbox
    guidance: gr.Textbox
    output_format: gr.Radio

    @property
    def facts(self) -> list[Any]:
        """The controls of what a picture is made from; `fill_facts` sets them, and what shows about them."""
        return [*self.who.controls, *self.prompt.controls, *self.size.controls, *self.seed.controls]

    @property
    def manner(self) -> list[Any]:
        """The controls of how it is made; `fill_manner` sets them."""
        return [*self.look.controls, self.steps, self.guidance, self.output_format, self.count]

    @property
    def controls(self) -> list[Any]:
        """Every control that a request is read from."""
        return [*self.facts, *self.manner]

    @property
    def filled(self) -> list[Any]:
        """Everything that `fill_facts` sets, in the order of its updates."""
        return list(self.fill_facts(Metadata.model_validate({})))

    def request(self, values: Values, user_id: str) -> dict[str, Any]:
        """The JSON of a GenerateRequest, as the user filled it in; checking it is the service's business."""
        said = self.who.metadata(values) | {"custom_prompt": values[self.prompt.custom_prompt]}
        request = {
            "user_id": user_id,
            "metadata": _given(said) | self.size.metadata(values),
            "seed": number(values[self.seed.seed]),
            "num_inference_steps": number(values[self.steps]),
            "guidance_scale": number(values[self.guidance]),
            "output_format": values[self.output_format],
        }
        return _given(request | self.look.request(values))

    def fill_facts(self, metadata: Metadata, seed: int | None = None) -> Updates:
        """Say what `metadata` says, and keep `seed` when there is one."""
        own = {self.prompt.custom_prompt: metadata.custom_prompt or "", self.seed.seed: shown(seed)}
        return self.who.fill(metadata) | self.size.fill(metadata) | own

    def fill(self, request: GenerateRequest) -> Updates:
        """Say all that `request` says; one picture."""
        manner = {
            self.steps: shown(request.num_inference_steps),
            self.guidance: shown(request.guidance_scale),
            self.output_format: request.output_format,
            self.count: 1,
        }
        return self.fill_facts(request.metadata, request.seed) | self.look.fill(request) | manner

    @property
    def refilled(self) -> list[Any]:
        """Everything that `fill` sets."""
        return [*self.filled, *self.manner]

    def settle(self, values: Values, kits: Sequence[Brand]) -> Updates:
        """Say again what was half filled in before, with what goes with it; `kits` may be chosen from.

        What is as the page was built stays untouched: somebody may be typing there already.
        """
        said = {control: values[control] for control in self.controls if values[control] != control.value}
        people = self.who.show(*(values[control] for control in self.who.controls))
        sides = self.size.show(*(values[control] for control in self.size.controls))
        for together in (people, sides):
            if together.keys() & said.keys():
                said |= together
        return said | self.look.offer(kits, values[self.look.brand])


def build(texts: Texts) -> Form:
    """Lay the questions out."""
    people, words, sides = who.build(texts), prompt.build(texts), size.build(texts)
    kit, swatches, text_zone = look.build(texts)
    with gr.Accordion(texts.more, open=False, elem_classes="more"):
        locked = seed.build(texts)
        palette_mode, colours = look.build_tuning(texts)
        with gr.Row():
            steps = numeric(texts.steps, texts.automatic, "num_inference_steps")
            guidance = numeric(texts.guidance, texts.automatic, "guidance_scale")
        output_format = gr.Radio(list(FORMATS), value=FORMATS[0], label=texts.output_format, elem_classes="chips")
    count = gr.Radio([1, 2, 4], value=1, label=texts.count, elem_classes="chips count")
    manner = Look(kit, swatches, text_zone, palette_mode, colours)
    return Form(people, words, sides, manner, locked, count, steps, guidance, output_format)


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "")}
