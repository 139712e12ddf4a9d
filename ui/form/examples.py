"""Buttons that fill the form with one example each."""

import json
from typing import Any

import gradio as gr

from locales import Texts
from schemas import Metadata
from ui.form import RequestForm
from ui.picture_view import summary
from ui.rendering import render

EXAMPLES: tuple[dict[str, Any], ...] = (
    {"product": "car", "custom_prompt": "engaging in driving", "width": 720, "height": 720},
    {"sex": "female", "age": 10, "width": 1160, "height": 480},
    {"product": "house", "custom_prompt": "beautiful country house", "width": 1080, "height": 1080},
    {"sex": "male", "age": 20, "width": 512, "height": 512},
)


def build(texts: Texts, form: RequestForm) -> None:
    """Lay the buttons out; they work in the browser alone."""
    with gr.Row(elem_classes="examples"):
        gr.HTML(render("form/examples", t=texts), min_width=40)
        for example in EXAMPLES:
            metadata = Metadata.model_validate(example)
            button = gr.Button(summary(texts, example), size="sm", elem_classes="quiet", min_width=40)
            button.click(None, None, form.filled, js=f"() => {json.dumps(list(form.fill_facts(metadata).values()))}")
