"""How handlers are connected, and what they take and give."""

from collections.abc import Callable, Mapping
from typing import Any

import gradio as gr

from ui.client import Api

Values = Mapping[Any, Any]
"""By control."""

Updates = dict[Any, Any]

Connect = Callable[[gr.Request], Api]
"""The API for whoever asks."""

Start = Callable[[Any], None]
"""Do something whenever the given event has passed."""

SILENT: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
"""Of events that are over at once."""
