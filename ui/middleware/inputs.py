"""What an event of the page may bring along: what its function's controls can hold, and what its button says."""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import gradio as gr

from locales import Texts
from ui.client import ApiError
from ui.picture_view import ABOUT, RESULTS, STRENGTHS, PictureView, find

SAID: dict[str, tuple[str, ...]] = {
    "mark": ("picture", "user", "result", "reason", "about"),
    "many": ("pictures", "result", "reason"),
    "choose": ("index",),
    "again": ("picture",),
    "vary": ("picture", "strength"),
    "open": ("picture",),
    "find": ("picture", "user"),
    "campaign": ("picture",),
    "job": ("job",),
    "progress": ("job",),
    "turn": ("job", "verb"),
}
"""Texts that the event of each name carries at least."""
VERBS = ("pause", "resume", "cancel")
"""What may be done with a job."""
MOST = 100
"""Pictures in the gallery, at most."""


def event_check(blocks: gr.Blocks) -> Callable[[Mapping[str, Any]], bool]:
    """Whether an event's body may be handed to Gradio, which would log whatever its functions make of anything else."""

    def fits(said: Mapping[str, Any]) -> bool:
        number, values = said.get("fn_index"), said.get("data")
        function = blocks.fns.get(number) if type(number) is int else None
        if function is None or function.fn is None or not isinstance(values, list):
            return False
        controls = function.inputs
        if len(values) != len(controls) or not all(map(_holds, controls, values)):
            return False
        return not function.collects_event_data or _says(said.get("event_data"), function.targets)

    return fits


def pressed(texts: Texts, event: Any, pictures: Iterable[PictureView]) -> PictureView:
    """The picture whose button was pressed, for answers that have no room for a problem: the page tells it beside.

    Raises:
        gr.Error: the page has forgotten it, as `find` says.
    """
    try:
        return find(event.picture, pictures)
    except ApiError as error:
        raise gr.Error(texts.problems[error.problem.code], title=texts.problem, print_exception=False) from None


def _holds(control: Any, value: Any) -> bool:
    """Whether the control may have this value; none at all every control may have."""
    if value is None or isinstance(control, gr.State):  # of a state Gradio keeps its own value
        return True
    if isinstance(control, gr.Checkbox):
        return isinstance(value, bool)
    if isinstance(control, gr.Number):
        return type(value) in (int, float) and math.isfinite(value)
    if isinstance(control, gr.JSON):
        return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
    if isinstance(control, gr.Radio) and control.choices:
        return any(type(value) is type(one) and value == one for _, one in control.choices)
    return isinstance(value, str)


def _says(said: Any, targets: Any) -> bool:
    """Whether a button of one of these events may have said so."""
    if not isinstance(said, Mapping):
        return False
    needed = {name for _, event in targets for name in SAID.get(event, ())}
    return (
        all(isinstance(said.get(name), str) for name in needed)
        and ("result" not in needed or said["result"] in RESULTS)
        and ("strength" not in needed or said["strength"] in ("", *STRENGTHS))
        and ("about" not in needed or said["about"] in ABOUT)
        and ("verb" not in needed or said["verb"] in VERBS)
        and ("index" not in needed or said["index"] in map(str, range(MOST)))
    )
