"""Numbers as people type them, in fields that may be left empty."""

import math

import gradio as gr


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
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def numeric(label: str, placeholder: str, field: str, scale: int = 1) -> gr.Textbox:
    """A field for a number that may be left empty, which gr.Number shows as 0."""
    return gr.Textbox(
        "",
        label=label,
        placeholder=placeholder,
        max_lines=1,
        min_width=90,
        scale=scale,
        elem_classes=["numeric", f"field-{field}"],
    )
