"""How handlers are connected, what they take and give, and HTML whose buttons trigger events."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import gradio as gr

from ui.client import Api

Values = Mapping[Any, Any]
"""By control."""

Updates = dict[Any, Any]

Connect = Callable[[gr.Request], Api]
"""The API for whoever asks."""

Listen = Callable[[Any], None]
"""Do something whenever the given event has passed."""

UNQUEUED: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
"""Of events that are over at once."""

LIVE = (Path(__file__).parent / "assets" / "live.js").read_text(encoding="utf-8")


def live_html(value: str, **options: Any) -> gr.HTML:
    """HTML with the events named in assets/live.js; their data are the `data-` attributes of the button."""
    return gr.HTML(value, js_on_load=LIVE, apply_default_css=False, **options)
