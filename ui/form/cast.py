"""The people: others in each picture, or those of a picture that are kept over products, words and formats."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from locales import Texts
from schemas import MAX_CAST


@dataclass(frozen=True, eq=False)
class CastField:
    """The controls. People who have a name are kept."""

    cast: gr.Textbox
    keep: gr.Checkbox

    @property
    def controls(self) -> list[Any]:
        return [self.cast]


def build(texts: Texts) -> CastField:
    """Lay the controls out; whether the people are kept follows their name, in the browser alone."""
    with gr.Row(elem_classes="cast"):
        keep = gr.Checkbox(False, label=texts.keep_people, min_width=200, scale=3, elem_id="keep-people")
        cast = gr.Textbox(
            "",
            label=texts.cast,
            placeholder=texts.cast_hint,
            max_lines=1,
            max_length=MAX_CAST,
            min_width=90,
            scale=2,
            elem_classes="field-cast",
        )
    cast.change(None, cast, keep, js="(name) => Boolean(name)")
    return CastField(cast, keep)
