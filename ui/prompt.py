"""The user's own words, with a live count of what fits into the prompt and a preview of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import gradio as gr

from locales import Texts
from schemas import MAX_CUSTOM_PROMPT, PromptPreview
from ui.live import live
from ui.markup import hint

WORD = re.compile(r"\w[\w-]{2,}")
SMALL = frozenset(
    "and are for from her his into near off our out over that the their this under was with "  # noqa: SIM905
    "без для его как над них она они под при про что это".split()
)
"""Words that name nothing, of three letters and more."""


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


def preview(texts: Texts, found: PromptPreview, words: str) -> str:
    """What of the user's `words` will be drawn, and the whole prompt; for a photo model, how full that is."""
    photo = found.undrawn is None
    count = texts.tokens.format(tokens=found.tokens, room=found.room) if photo else ""
    full = (
        f'<span class="hint">{escape(count)}</span>'
        f'<meter min="0" max="{found.room}" value="{found.tokens}" aria-label="{escape(count)}"></meter>'
    )
    dropped = texts.dropped.format(words=", ".join(found.dropped)) if photo and found.dropped else ""
    return (
        f"{'' if photo else chips(texts, words, found.undrawn or ())}"
        f'<details class="preview"><summary><span>{escape(texts.preview)}</span>{full if photo else ""}</summary>'
        f'<p class="prompt" lang="en">{escape(found.prompt)}</p></details>'
    ) + (hint(dropped) if dropped else "")


def chips(texts: Texts, words: str, undrawn: Sequence[str]) -> str:
    """The words one by one: those that the painter knows, and those that it does not."""
    unknown = {word.casefold() for word in undrawn}
    said = dict.fromkeys(word for word in WORD.findall(words.casefold()) if word not in SMALL)
    known = [word for word in said if word not in unknown]
    rows = [(texts.drawn, known, "drawn"), (texts.not_drawn, list(dict.fromkeys(undrawn)), "undrawn")]
    return "".join(
        f'<p class="words {look}"><span>{escape(label)}:</span> {"".join(f"<b>{escape(word)}</b>" for word in row)}</p>'
        for label, row, look in rows
        if row
    )
