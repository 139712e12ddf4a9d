"""The user's own words, and what becomes of them: the prompt, what fits into it, and what can be drawn."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from locales import Texts
from schemas import MAX_CUSTOM_PROMPT, PromptPreview
from ui.handlers import live_html
from ui.rendering import render

WORD = re.compile(r"\w[\w-]{2,}")
SMALL = frozenset(
    "and are for from her his into near off our out over that the their this under was with "  # noqa: SIM905
    "без для его как над них она они под при про что это".split()
)
"""Words that name nothing, of three letters and more."""


@dataclass(frozen=True, eq=False)
class PromptField:
    """The controls."""

    custom_prompt: gr.Textbox
    preview: gr.HTML

    @property
    def controls(self) -> list[Any]:
        return [self.custom_prompt]


def build(texts: Texts) -> PromptField:
    """Lay the controls out."""
    custom_prompt = gr.Textbox(
        "",
        label=texts.custom_prompt,
        placeholder=texts.custom_prompt_hint,
        lines=2,
        max_length=MAX_CUSTOM_PROMPT,
        elem_classes="field-custom_prompt",
    )
    return PromptField(custom_prompt, live_html("", elem_classes="preview-room"))


def preview(texts: Texts, prompt: PromptPreview, words: str) -> str:
    """What of the user's `words` will be drawn, and the whole prompt; for a photo model, how full that is."""
    is_photo = prompt.undrawn is None
    rows = _drawable(texts, words, prompt.undrawn or ())
    if is_photo:
        rows = [(texts.not_translated, list(prompt.untranslated), "undrawn")]
    return render("form/preview", t=texts, prompt=prompt, is_photo=is_photo, rows=rows)


def _drawable(texts: Texts, words: str, undrawn: Sequence[str]) -> list[tuple[str, list[str], str]]:
    """The words one by one: those that the painter knows, and those that it does not."""
    unknown = {word.casefold() for word in undrawn}
    said = dict.fromkeys(word for word in WORD.findall(words.casefold()) if word not in SMALL)
    known = [word for word in said if word not in unknown]
    return [(texts.drawn, known, "drawn"), (texts.not_drawn, list(dict.fromkeys(undrawn)), "undrawn")]
