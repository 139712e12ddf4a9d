"""Short ways to a filled form: examples, and metadata pasted as JSON."""

import json
from typing import Any

import gradio as gr
from pydantic import ValidationError

from schemas import GenerateRequest, Metadata
from ui import markup
from ui.form import SILENT, Form, Updates
from ui.texts import Texts

EXAMPLES: tuple[dict[str, Any], ...] = (
    {"product": "car", "custom_prompt": "engaging in driving", "width": 720, "height": 720},
    {"sex": "female", "age": 10, "width": 1160, "height": 480},
    {"product": "house", "custom_prompt": "beautiful country house", "width": 1080, "height": 1080},
    {"sex": "male", "age": 20, "width": 512, "height": 512},
)


def parse(text: str) -> tuple[Metadata, int | None]:
    """Metadata, or a whole request, as somebody pasted it: the metadata and the seed, if any.

    Raises:
        ValueError: the text is not JSON, or (as pydantic's ValidationError) not what the API takes.
    """
    pasted = json.loads(text)
    if isinstance(pasted, dict) and "metadata" in pasted:
        request = GenerateRequest.model_validate({"user_id": "-"} | pasted)
        return request.metadata, request.seed
    return Metadata.model_validate(pasted), None


def paste(texts: Texts, form: Form) -> None:
    """The box for metadata as JSON, and the button that fills the form from it."""
    with gr.Accordion(texts.paste, open=False, elem_classes="more"):
        text = gr.Textbox(placeholder=texts.paste_hint, label=texts.paste, show_label=False, lines=3, elem_id="paste")
        button = gr.Button(texts.fill, size="sm", elem_classes="quiet")
        note = gr.HTML(elem_classes="note")

    def fill(text: str) -> Updates:
        try:
            metadata, seed = parse(text)
        except ValidationError as error:
            return {note: markup.misfit(texts, error)}
        except ValueError:
            return {note: markup.notice(texts.problem, [texts.bad_json])}
        return form.fill(metadata, seed) | {note: markup.done(texts.filled)}

    button.click(fill, text, [*form.filled, note], **SILENT)


def examples(texts: Texts, form: Form) -> None:
    """Buttons that fill the form with one example each, in the browser alone."""
    with gr.Row(elem_classes="examples"):
        gr.HTML(markup.eyebrow(texts.examples), min_width=40)
        for example in EXAMPLES:
            metadata = Metadata.model_validate(example)
            button = gr.Button(markup.summary(texts, example), size="sm", elem_classes="quiet", min_width=40)
            button.click(None, None, form.filled, js=f"() => {json.dumps(list(form.fill(metadata).values()))}")
