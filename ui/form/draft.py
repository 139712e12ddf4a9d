"""The half-filled form, which survives a reload and another language, and what it learns when the page opens."""

from typing import Any

import gradio as gr

from ui.client import ApiError
from ui.form import RequestForm
from ui.handlers import UNQUEUED, Connect, Updates, Values

KEEP = "(...values) => { window.page.keep(values); }"
RECALL = "(...values) => window.page.recall(values)"


def recall(connect: Connect, form: RequestForm, load: Any) -> Any:
    """Fill the form as it was left, once the page has loaded, and offer the brands that the API knows.

    What it returns is the event that follows.
    """
    # The script presses it when somebody changes the language: only Gradio knows what its controls hold.
    keep = gr.Button("", visible="hidden", elem_id="keep-draft")
    keep.click(None, set(form.controls), None, js=KEEP)
    gr.on([control.change for control in form.controls], None, set(form.controls), None, js=KEEP, **UNQUEUED)

    def on_load(values: Values, request: gr.Request) -> Updates:
        try:
            api, language = connect(request), form.size.texts.code
            kits, loras = api.brands(language), api.loras(language)
        except ApiError:
            kits, loras = [], []  # the first picture will say what is wrong
        return form.settle(values, kits, loras)

    shown = {*form.controls, form.size.preset, form.size.note}
    return load(on_load, set(form.controls), shown, js=RECALL, **UNQUEUED)
