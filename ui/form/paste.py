"""The box for metadata, or a whole request, as JSON, and the button that fills the form from it."""

import json

import gradio as gr
from pydantic import ValidationError

from locales import Texts
from schemas import GenerateRequest, Metadata
from ui import problems
from ui.form import RequestForm
from ui.handlers import UNQUEUED, Updates
from ui.rendering import render


def parse(text: str) -> Metadata | GenerateRequest:
    """What somebody pasted.

    Raises:
        ValueError: the text is not JSON, or (as pydantic's ValidationError) not what the API takes.
    """
    try:
        pasted = json.loads(text)
    except RecursionError:
        raise ValueError("too deep") from None
    if isinstance(pasted, dict) and "metadata" in pasted:
        return GenerateRequest.model_validate({"user_id": "-"} | pasted)
    return Metadata.model_validate(pasted)


def build(texts: Texts, form: RequestForm) -> None:
    """Lay the box out and connect it."""
    with gr.Accordion(texts.paste, open=False, elem_classes="more"):
        text = gr.Textbox(placeholder=texts.paste_hint, label=texts.paste, show_label=False, lines=3, elem_id="paste")
        button = gr.Button(texts.fill, size="sm", elem_classes="quiet")
        note = gr.HTML(elem_classes="note")

    def fill(text: str | None) -> Updates:
        try:
            pasted = parse(text or "")
        except ValidationError as error:
            return {note: problems.invalid(texts, error)}
        except ValueError:
            return {note: problems.notice(texts, [texts.bad_json])}
        filled = form.fill(pasted) if isinstance(pasted, GenerateRequest) else form.fill_facts(pasted)
        return filled | {note: render("form/filled", t=texts)}

    button.click(fill, text, [*form.refilled, note], **UNQUEUED)
