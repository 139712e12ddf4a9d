"""Small pieces of HTML that the page is put together from. Every word of a user passes through `escape`."""

import itertools
import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from pydantic import ValidationError

from locales import Texts
from schemas import (
    MAX_CUSTOM_PROMPT,
    MAX_REASON,
    MAX_SEED,
    MAX_SIDES_SUM,
    MAX_USER_ID,
    MIN_SIDE,
    GenerateRequest,
    Metadata,
    Problem,
)

OLDEST_MINOR = 17
QUOTED = re.compile("“(.+)”")
"""How the API names the word that it refuses."""
CONTROLS = {*Metadata.model_fields, *GenerateRequest.model_fields, "height + width"} - {"metadata"}

LIMITS = {
    "min_side": MIN_SIDE,
    "max_side": MAX_SIDES_SUM - MIN_SIDE,
    "max_sum": MAX_SIDES_SUM,
    "max_user_id": MAX_USER_ID,
    "max_custom_prompt": MAX_CUSTOM_PROMPT,
    "max_seed": MAX_SEED,
    "max_reason": MAX_REASON,
}


def icon(name: str) -> str:
    """A drawing of `assets/` in the colour of the text around it; it says nothing to a screen reader."""
    return f'<i class="icon" style="--icon:var(--drawing-{name})" aria-hidden="true"></i>'


def button(
    label: str, event: str, *, look: str = "", icon_name: str = "", pressed: bool | None = None, **data: Any
) -> str:
    """A button that makes its HTML component trigger `event` with `data`; `key` keeps the focus over a redraw."""
    attributes = "".join(f' data-{name}="{escape(str(value))}"' for name, value in data.items())
    state = "" if pressed is None else f' aria-pressed="{str(pressed).lower()}"'
    drawing = icon(icon_name) if icon_name else ""
    return (
        f'<button type="button" class="act {look}" data-event="{event}"{attributes}{state}>'
        f"{drawing}<span>{escape(label)}</span></button>"
    )


def eyebrow(text: str) -> str:
    """A quiet heading."""
    return f'<p class="eyebrow">{escape(text)}</p>'


def hint(text: str, *, wrong: bool = False) -> str:
    """A small line of help; a wrong one is read out at once by screen readers."""
    look, role = (" wrong", ' role="alert"') if wrong else ("", "")
    return f'<p class="hint{look}"{role}>{escape(text)}</p>'


def done(text: str) -> str:
    """A short good word."""
    return f'<p class="done" role="status">{escape(text)}</p>'


def notice(title: str, lines: Iterable[str], footnote: str = "", fields: Iterable[str] = ()) -> str:
    """What went wrong and what to change, read out at once by screen readers.

    `fields` name the control that a line is about; the script repeats the line there.
    """
    about = itertools.chain((known(field) for field in fields), itertools.repeat(""))
    items = "".join(
        f'<li data-field="{escape(name)}">{escape(line)}</li>' for line, name in zip(lines, about, strict=False)
    )
    foot = f"<small>{escape(footnote)}</small>" if footnote else ""
    return f'<div class="notice" role="alert"><strong>{escape(title)}</strong><ul>{items}</ul>{foot}</div>'


def nobody(texts: Texts) -> str:
    """What to say where a user id is needed and there is none."""
    return notice(texts.problem, [advice(texts, "user_id")], fields=["user_id"])


def problem(texts: Texts, problem: Problem) -> str:
    """An error answer of the API in the user's language."""
    fields = ["custom_prompt"] if problem.code == "prompt_refused" else [fault.field for fault in problem.details]
    if problem.code in texts.problems or not problem.details:
        lines = [texts.problems.get(problem.code, problem.message)]
        if problem.code == "prompt_refused" and (word := QUOTED.search(problem.message)):
            lines[0] += " " + texts.refused_word.format(word=word[1])
    else:
        lines = [advice(texts, fault.field, fault.message) for fault in problem.details]
    ours = problem.request_id != "-" and not fields  # who mends a field has no use for the number
    footnote = texts.request_id.format(id=problem.request_id) if ours else ""
    return notice(texts.problem, lines, footnote, fields)


def misfit(texts: Texts, error: ValidationError) -> str:
    """What is wrong with a pasted text that is JSON but not what the API takes."""
    lines = [
        advice(texts, "height + width" if e["type"] == "sides_sum" else ".".join(map(str, e["loc"])), e["msg"])
        for e in error.errors()
    ]
    return notice(texts.problem, lines)


def summary(texts: Texts, given: Mapping[str, Any]) -> str:
    """One line of plain text about what was asked for, beside the person's own words."""
    return f"{subject(texts, given)} · {size(given)}"


def size(given: Mapping[str, Any]) -> str:
    """`1080×1920`."""
    return f"{given['width']}×{given['height']}"


def subject(texts: Texts, given: Mapping[str, Any]) -> str:
    """Product and person: `House, Woman, 33`."""
    product = given.get("product") or ""
    words = [texts.products[product]] if product else []
    if sex := given.get("sex"):
        age = given.get("age")
        words.append(texts.sexes[sex] if age is None or age > OLDEST_MINOR else texts.minors[sex])
    if given.get("age") is not None:
        words.append(str(given["age"]))
    return ", ".join(words) or texts.products[""]


def advice(texts: Texts, field: str, message: str = "") -> str:
    """What to change in a field of the API."""
    name = known(field)
    if name in texts.advice:
        return f"{texts.fields[name]}: {texts.advice[name].format(**LIMITS)}"
    return f"{name}: {message if name in texts.fields else texts.unknown_field}"


def known(field: str) -> str:
    """The control that a field of the API belongs to: `color_palette.members.0.color` to `color_palette`."""
    parts = field.split(".")
    return next((part for part in reversed(parts) if part in CONTROLS), parts[-1]) or "metadata"
