"""The user's own words, with a live count of what fits into the prompt and a preview of it."""

from dataclasses import dataclass
from html import escape
from typing import Any

import gradio as gr

from schemas import MAX_CUSTOM_PROMPT, PromptPreview
from ui.live import live
from ui.markup import hint
from ui.texts import Texts


@dataclass(frozen=True, eq=False)
class Prompt:
    """The controls."""

    custom_prompt: gr.Textbox
    preview: gr.HTML

    @property
    def controls(self) -> list[Any]:
        return [self.custom_prompt]


def build(texts: Texts) -> Prompt:
    """Lay the controls out."""
    custom_prompt = gr.Textbox(
        "",
        label=texts.custom_prompt,
        placeholder=texts.custom_prompt_hint,
        lines=2,
        max_length=MAX_CUSTOM_PROMPT,
        elem_classes="field-custom_prompt",
    )
    return Prompt(custom_prompt, live("", elem_classes="preview-room"))


def preview(texts: Texts, found: PromptPreview) -> str:
    """How full the prompt is, what had no room in it, and the prompt itself."""
    count = texts.tokens.format(tokens=found.tokens, room=found.room)
    dropped = texts.dropped.format(words=", ".join(found.dropped)) if found.dropped else ""
    return (
        f'<details class="preview"><summary><span>{escape(texts.preview)}</span>'
        f'<span class="hint">{escape(count)}</span>'
        f'<meter min="0" max="{found.room}" value="{found.tokens}" aria-label="{escape(count)}"></meter></summary>'
        f'<p class="prompt">{escape(found.prompt)}</p></details>'
    ) + (hint(dropped, wrong=True) if dropped else "")
