"""The questions that the page asks: their controls, what depends on what, and the request they add up to."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import gradio as gr

from schemas import MAX_CUSTOM_PROMPT, MAX_SEED, Metadata
from ui import markup
from ui.texts import Texts

SIZES = {
    "1080×1080": (1080, 1080),
    "1080×1920": (1080, 1920),
    "1160×480": (1160, 480),
    "1200×400": (1200, 400),
    "856×540": (856, 540),
    "720×720": (720, 720),
}
SILENT: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}

Values = Mapping[Any, Any]
Updates = dict[Any, Any]


@dataclass(frozen=True, eq=False)
class Form:
    """The controls. `request` and `fill` go from their values to JSON of the API and back."""

    product: gr.Radio
    sex: gr.Radio
    age: gr.Textbox
    custom_prompt: gr.Textbox
    preview: gr.HTML
    preset: gr.Radio
    width: gr.Number
    height: gr.Number
    size_note: gr.HTML
    seed: gr.Textbox
    lock: gr.Checkbox
    count: gr.Radio
    steps: gr.Textbox
    guidance: gr.Textbox
    output_format: gr.Radio
    texts: Texts

    @property
    def inputs(self) -> set[Any]:
        """Every control that a request is read from."""
        shown_only = {"texts", "size_note", "preset", "preview"}
        return {getattr(self, f.name) for f in fields(self) if f.name not in shown_only}

    def request(self, values: Values, user_id: str) -> dict[str, Any]:
        """The JSON of a GenerateRequest, as the user filled it in; checking it is the service's business."""
        metadata = {
            "sex": values[self.sex],
            "age": number(values[self.age]),
            "product": values[self.product],
            "custom_prompt": values[self.custom_prompt],
        }
        request = {
            "user_id": user_id,
            "metadata": _given(metadata) | {"width": values[self.width], "height": values[self.height]},
            "seed": number(values[self.seed]),
            "num_inference_steps": number(values[self.steps]),
            "guidance_scale": number(values[self.guidance]),
            "output_format": values[self.output_format],
        }
        return _given(request)

    def fill(self, metadata: Metadata, seed: int | None = None) -> Updates:
        """Show `metadata`, and keep `seed` when there is one."""
        product, sex = metadata.product or "", metadata.sex or ""
        return {
            self.product: product,
            self.sex: gr.update(value=sex, choices=people(self.texts, product)),
            self.age: gr.update(value=shown(metadata.age), visible=_has_person(product, sex, metadata.age)),
            self.custom_prompt: metadata.custom_prompt or "",
            self.preset: _preset(metadata.width, metadata.height),
            self.width: metadata.width,
            self.height: metadata.height,
            self.size_note: markup.size_note(self.texts, metadata.width, metadata.height),
            self.seed: shown(seed),
        }

    @property
    def filled(self) -> list[Any]:
        """The controls that `fill` sets."""
        return list(self.fill(Metadata.model_validate({})))


def build(texts: Texts) -> Form:
    """Lay the questions out and connect what depends on what."""
    product = gr.Radio(
        [(texts.products[name], name) for name in ("people", "car", "house", "credit card", "")],
        value="people",
        label=texts.product,
        elem_classes=["products", "field-product"],
    )
    with gr.Row(elem_classes="person"):
        sex = gr.Radio(
            people(texts, "people"), value="", label=texts.person, elem_classes=["chips", "field-sex"], scale=3
        )
        age = _numeric(texts.age, texts.age_hint, "age")
    custom_prompt = gr.Textbox(
        label=texts.custom_prompt,
        placeholder=texts.custom_prompt_hint,
        lines=2,
        max_length=MAX_CUSTOM_PROMPT,
        elem_classes="field-custom_prompt",
    )
    preview = gr.HTML(elem_classes="preview-room", apply_default_css=False)
    preset, width, height, size_note = _size(texts)
    with gr.Accordion(texts.more, open=False, elem_classes="more"):
        seed, lock = _seed(texts)
        with gr.Row():
            steps = _numeric(texts.steps, texts.automatic, "num_inference_steps")
            guidance = _numeric(texts.guidance, texts.automatic, "guidance_scale")
        output_format = gr.Radio(["png", "webp", "jpeg"], value="png", label=texts.output_format, elem_classes="chips")
    count = gr.Radio([1, 2, 4], value=1, label=texts.count, elem_classes="chips count")
    form = Form(
        product, sex, age, custom_prompt, preview, preset, width, height, size_note,
        seed, lock, count, steps, guidance, output_format, texts,
    )  # fmt: skip
    _connect(form)
    return form


def people(texts: Texts, product: str) -> list[tuple[str, str]]:
    """Who may be in a picture of `product`: for people somebody always is."""
    nobody = texts.anyone if product == "people" else texts.nobody
    return [(nobody, ""), (texts.sexes["female"], "female"), (texts.sexes["male"], "male")]


def number(text: str | None) -> int | float | str | None:
    """A number that somebody typed; what is not one, or has no end, stays text for the service to refuse."""
    typed = (text or "").strip().replace(",", ".")
    for kind in (int, float):
        try:
            value = kind(typed)
        except ValueError:
            continue
        return value if math.isfinite(value) else typed
    return typed or None


def shown(value: float | None) -> str:
    """The other way round."""
    return "" if value is None else str(value)


def _numeric(label: str, placeholder: str, field: str, scale: int = 1) -> gr.Textbox:
    """A field for a number that may be left empty, which gr.Number shows as 0."""
    return gr.Textbox(
        label=label,
        placeholder=placeholder,
        max_lines=1,
        min_width=90,
        scale=scale,
        elem_classes=["numeric", f"field-{field}"],
    )


def _size(texts: Texts) -> tuple[gr.Radio, gr.Number, gr.Number, gr.HTML]:
    preset = gr.Radio(
        [(f"{texts.sizes[name]}\n{name}", name) for name in SIZES],
        value="1080×1080",
        label=texts.size,
        elem_classes="sizes",
    )
    with gr.Row(elem_classes="sides"):
        width = gr.Number(1080, label=texts.width, precision=0, min_width=90, elem_classes="field-width")
        height = gr.Number(1080, label=texts.height, precision=0, min_width=90, elem_classes="field-height")
    return preset, width, height, gr.HTML(markup.size_note(texts, 1080, 1080), elem_classes="size-note")


def _seed(texts: Texts) -> tuple[gr.Textbox, gr.Checkbox]:
    with gr.Row(elem_classes="seed"):
        seed = _numeric(texts.seed, texts.seed_hint, "seed", scale=3)
        dice = gr.Button(texts.dice, size="sm", elem_classes=["quiet", "dice"], elem_id="dice", min_width=44, scale=0)
        lock = gr.Checkbox(False, label=texts.lock, min_width=120, scale=2)
    dice.click(None, None, seed, js=f"() => String(Math.floor(Math.random() * {MAX_SEED + 1}))")
    seed.change(None, seed, lock, js="(seed) => seed !== ''")
    return seed, lock


def _connect(form: Form) -> None:
    texts = form.texts

    def on_product(product: str, sex: str, age: str) -> Updates:
        visible = _has_person(product, sex, None)
        return {
            form.sex: gr.update(choices=people(texts, product), value=sex),
            form.age: gr.update(visible=visible, value=age if visible else ""),
        }

    def on_size(width: int | None, height: int | None) -> tuple[str | None, str]:
        return _preset(width, height), markup.size_note(texts, width, height)

    who = [form.product, form.sex, form.age]
    form.product.input(on_product, who, [form.sex, form.age], **SILENT)
    form.sex.input(on_product, who, [form.sex, form.age], **SILENT)
    form.preset.input(lambda name: SIZES[name], form.preset, [form.width, form.height], **SILENT)
    for side in (form.width, form.height):
        side.change(on_size, [form.width, form.height], [form.preset, form.size_note], **SILENT)


def _has_person(product: str, sex: str, age: int | None) -> bool:
    return product == "people" or bool(sex) or age is not None


def _preset(width: int | None, height: int | None) -> str | None:
    return next((name for name, size in SIZES.items() if size == (width, height)), None)


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "")}
