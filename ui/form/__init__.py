"""The questions that the page asks, put together, and the request that the answers add up to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from locales import Texts
from schemas import OUTPUT_FORMATS, Brand, GenerateRequest, Metadata, RegisteredLora
from ui.form import appearance, cast, prompt, seed, size, subject
from ui.form.appearance import AppearanceFields
from ui.form.cast import CastField
from ui.form.numbers import number, numeric, shown
from ui.form.prompt import PromptField
from ui.form.seed import SeedField
from ui.form.size import SizeFields
from ui.form.subject import SubjectFields
from ui.handlers import Updates, Values


@dataclass(frozen=True, eq=False)
class RequestForm:
    """All controls. `request` and `fill` go from their values to a request of the API and back."""

    subject: SubjectFields
    prompt: PromptField
    size: SizeFields
    appearance: AppearanceFields
    seed: SeedField
    cast: CastField
    count: gr.Radio
    steps: gr.Textbox
    guidance: gr.Textbox
    output_format: gr.Radio
    variation: gr.State
    """What of a request says that the next picture is made from another one: for that picture only."""

    @property
    def facts(self) -> list[Any]:
        """The controls of what a picture is made from; `fill_facts` sets them, and what shows about them."""
        shown = (self.subject, self.prompt, self.cast, self.size, self.seed)
        return [control for part in shown for control in part.controls]

    @property
    def options(self) -> list[Any]:
        """The controls of how it is made; `fill` sets them, too."""
        return [*self.appearance.controls, self.steps, self.guidance, self.output_format, self.count]

    @property
    def controls(self) -> list[Any]:
        """Every control that a request is read from."""
        return [*self.facts, *self.options]

    @property
    def filled(self) -> list[Any]:
        """Everything that `fill_facts` sets, in the order of its updates."""
        return list(self.fill_facts(Metadata.model_validate({})))

    def request(self, values: Values, user_id: str) -> dict[str, Any]:
        """The JSON of a GenerateRequest, as the user filled it in; checking it is the service's business."""
        words = {"custom_prompt": values[self.prompt.custom_prompt], "cast": values[self.cast.cast]}
        said = self.subject.metadata(values) | words
        request = {
            "user_id": user_id,
            "metadata": _given(said) | self.size.metadata(values),
            "seed": number(values[self.seed.seed]),
            "num_inference_steps": number(values[self.steps]),
            "guidance_scale": number(values[self.guidance]),
            "output_format": values[self.output_format],
        }
        return _given(request | self.appearance.request(values))

    def fill_facts(self, metadata: Metadata, seed: int | None = None) -> Updates:
        """Say what `metadata` says, and keep `seed` when there is one."""
        own = {self.prompt.custom_prompt: metadata.custom_prompt or "", self.seed.seed: shown(seed)}
        own[self.cast.cast] = metadata.cast or ""
        return self.subject.fill(metadata) | self.size.fill(metadata) | own

    def fill(self, request: GenerateRequest) -> Updates:
        """Say all that `request` says; one picture."""
        options = {
            self.steps: shown(request.num_inference_steps),
            self.guidance: shown(request.guidance_scale),
            self.output_format: request.output_format,
            self.count: 1,
            self.variation: request.model_dump(include={"init_image", "strength"}, exclude_none=True),
        }
        return self.fill_facts(request.metadata, request.seed) | self.appearance.fill(request) | options

    @property
    def refilled(self) -> list[Any]:
        """Everything that `fill` sets."""
        return [*self.filled, *self.options, self.variation]

    def settle(self, values: Values, kits: Sequence[Brand], loras: Sequence[RegisteredLora]) -> Updates:
        """Say again what was half filled in before, with what goes with it; `kits` and `loras` may be chosen from.

        What is as the page was built stays untouched: somebody may be typing there already.
        """
        said = {control: values[control] for control in self.controls if values[control] != control.value}
        people = self.subject.show(*(values[control] for control in self.subject.controls))
        sides = self.size.show(*(values[control] for control in self.size.controls))
        for together in (people, sides):
            if together.keys() & said.keys():
                said |= together
        return said | self.appearance.offer(self.size.texts, kits, loras, values)


def build(texts: Texts) -> RequestForm:
    """Lay the questions out."""
    people, words, kept, sides = subject.build(texts), prompt.build(texts), cast.build(texts), size.build(texts)
    kit, swatches, text_zone = appearance.build(texts)
    with gr.Accordion(texts.more, open=False, elem_classes="more"):
        locked = seed.build(texts)
        palette_mode, colours, style = appearance.build_tuning(texts)
        with gr.Row():
            steps = numeric(texts.steps, texts.automatic, "num_inference_steps")
            guidance = numeric(texts.guidance, texts.automatic, "guidance_scale")
        output_format = gr.Radio(
            list(OUTPUT_FORMATS), value=OUTPUT_FORMATS[0], label=texts.output_format, elem_classes="chips"
        )
    count = gr.Radio([1, 2, 4], value=1, label=texts.count, elem_classes="chips count")
    looks = AppearanceFields(kit, swatches, text_zone, palette_mode, colours, style)
    return RequestForm(people, words, sides, looks, locked, kept, count, steps, guidance, output_format, gr.State({}))


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "")}
