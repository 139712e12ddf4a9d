"""Small pieces of HTML that the page is put together from. Every word of a user passes through `escape`."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from pydantic import ValidationError

from schemas import MAX_CUSTOM_PROMPT, MAX_SEED, MAX_SIDES_SUM, MAX_USER_ID, MIN_SIDE, Problem, PromptPreview
from ui.texts import Texts

OLDEST_MINOR = 17

LIMITS = {
    "min_side": MIN_SIDE,
    "max_side": MAX_SIDES_SUM - MIN_SIDE,
    "max_sum": MAX_SIDES_SUM,
    "max_user_id": MAX_USER_ID,
    "max_custom_prompt": MAX_CUSTOM_PROMPT,
    "max_seed": MAX_SEED,
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


def done(text: str) -> str:
    """A short good word."""
    return f'<p class="done" role="status">{escape(text)}</p>'


def notice(title: str, lines: Iterable[str], footnote: str = "", fields: Iterable[str] = ()) -> str:
    """What went wrong and what to change, read out at once by screen readers; the script marks `fields` as wrong."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    foot = f"<small>{escape(footnote)}</small>" if footnote else ""
    wrong = escape(" ".join(f"field-{name}" for field in fields for name in _last(field).split(" + ")))
    return (
        f'<div class="notice" role="alert" data-wrong="{wrong}">'
        f"<strong>{escape(title)}</strong><ul>{items}</ul>{foot}</div>"
    )


def problem(texts: Texts, problem: Problem) -> str:
    """An error answer of the API in the user's language."""
    if problem.code in texts.problems or not problem.details:
        lines = [texts.problems.get(problem.code, problem.message)]
    else:
        lines = [advice(texts, fault.field, fault.message) for fault in problem.details]
    footnote = texts.request_id.format(id=problem.request_id) if problem.request_id != "-" else ""
    return notice(texts.problem, lines, footnote, [fault.field for fault in problem.details])


def misfit(texts: Texts, error: ValidationError) -> str:
    """What is wrong with a pasted text that is JSON but not what the API takes."""
    places = [
        (e["loc"][-1] if e["loc"] else "height + width" if e["type"] == "sides_sum" else "metadata", e)
        for e in error.errors()
    ]
    return notice(texts.problem, [advice(texts, str(place), e["msg"]) for place, e in places])


def size_note(texts: Texts, width: int | None, height: int | None) -> str:
    """The rule of sizes, filled in with the user's numbers."""
    if not width or not height or min(width, height) < MIN_SIDE:
        return _note(texts.side_short.format(limit=MIN_SIDE), wrong=True)
    total = width + height
    numbers = {"width": width, "height": height, "total": total, "limit": MAX_SIDES_SUM}
    if total > MAX_SIDES_SUM:
        return _note(texts.sum_exceeds.format(**numbers, excess=total - MAX_SIDES_SUM), wrong=True)
    return _note(texts.sum_fits.format(**numbers), wrong=False)


def prompt_preview(texts: Texts, preview: PromptPreview) -> str:
    """How full the prompt is, what had no room in it, and the prompt itself."""
    count = texts.tokens.format(tokens=preview.tokens, room=preview.room)
    dropped = texts.dropped.format(words=", ".join(preview.dropped)) if preview.dropped else ""
    return (
        f'<details class="preview"><summary><span>{escape(texts.preview)}</span>'
        f'<span class="hint">{escape(count)}</span>'
        f'<meter min="0" max="{preview.room}" value="{preview.tokens}" aria-label="{escape(count)}"></meter></summary>'
        f'<p class="prompt">{escape(preview.prompt)}</p></details>'
        + (f'<p class="hint wrong">{escape(dropped)}</p>' if dropped else "")
    )


def summary(texts: Texts, given: Mapping[str, Any]) -> str:
    """One line of plain text about what was asked for."""
    product = given.get("product") or ""
    words = [texts.products[product]] if product else []
    if sex := given.get("sex"):
        age = given.get("age")
        words.append(texts.sexes[sex] if age is None or age > OLDEST_MINOR else texts.minors[sex])
    if given.get("age") is not None:
        words.append(str(given["age"]))
    return f"{', '.join(words) or texts.products['']} · {given['width']}×{given['height']}"


def advice(texts: Texts, field: str, message: str = "") -> str:
    """What to change in a field of the API."""
    name = _last(field)
    if name in texts.advice:
        return f"{texts.fields[name]}: {texts.advice[name].format(**LIMITS)}"
    return f"{name}: {message if name in texts.fields else texts.unknown_field}"


def _last(field: str) -> str:
    return field.rsplit(".", 1)[-1]


def _note(text: str, *, wrong: bool) -> str:
    look, role = ("wrong", ' role="alert"') if wrong else ("", "")
    return f'<p class="hint {look}"{role}>{escape(text)}</p>'
