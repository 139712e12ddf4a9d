"""Good or bad, and why: what stands under a picture about its mark, and what pressing it does."""

from html import escape
from typing import Any

from locales import Texts
from schemas import MAX_REASON
from ui.artwork import Artwork, Verdict
from ui.client import Api
from ui.inputs import RESULTS
from ui.markup import button, icon


def judge(api: Api, user_id: str, path: str, event: Any) -> Verdict:
    """Send to the database what was pressed or typed: the mark that the picture has now.

    A page that has outlived a restart of the service has forgotten its pictures, and marks them nevertheless.

    Raises:
        ApiError: the mark was not taken.
    """
    mark = api.mark(user_id, path, RESULTS[event.result], event.reason)
    return Verdict(mark.result, mark.reason or "")


def verdict(texts: Texts, artwork: Artwork) -> str:
    """The two buttons, what the database says now, and why."""
    return (
        f'<div class="verdict" role="group" aria-label="{escape(texts.mark)}">'
        f"{_thumb(texts.good, artwork, True)}{_thumb(texts.bad, artwork, False)}"
        f'<p class="verdict-note" role="status">{_note(texts, artwork)}</p>{_why(texts, artwork)}</div>'
    )


def badge(texts: Texts, artwork: Artwork) -> str:
    """How a picture is marked, at a glance."""
    mark, reason = artwork.verdict
    if mark is None:
        return f'<span class="judged"><span class="badge none">{escape(texts.marks["none"])}</span></span>'
    look, drawing = ("good", "thumb") if mark else ("bad", "thumb-down")
    why = f'<span class="badge-why">{escape(reason)}</span>' if reason else ""
    shown = f'<span class="badge {look}">{icon(drawing)}{escape(texts.marks[look])}</span>'
    return f'<span class="judged">{shown}{why}</span>'


def _said(result: bool | None) -> str:
    return next(word for word, meant in RESULTS.items() if meant is result)


def _thumb(label: str, artwork: Artwork, result: bool) -> str:
    pressed = artwork.verdict.result is result
    return button(
        label,
        "mark",
        look="good" if result else "bad",
        icon_name="thumb" if result else "thumb-down",
        pressed=pressed,
        picture=artwork.path,
        user=artwork.user_id,
        result=_said(result),
        reason=artwork.verdict.reason if pressed else "",
        key=f"mark-{int(result)}-{artwork.path}",
    )


def _note(texts: Texts, artwork: Artwork) -> str:
    if artwork.verdict.result is None:
        return f'<span class="keys">{escape(texts.keys)}</span>'
    before = artwork.before
    return escape(texts.marked_good if artwork.verdict.result else texts.marked_bad) + button(
        texts.undo,
        "mark",
        look="undo",
        picture=artwork.path,
        user=artwork.user_id,
        result=_said(before.result),
        reason=before.reason,
        key=f"undo-{artwork.path}",
    )


def _why(texts: Texts, artwork: Artwork) -> str:
    """Room for the reason, once there is a mark that it could be of."""
    mark, reason = artwork.verdict
    if mark is None:
        return ""
    hints = "".join(f'<option value="{escape(one)}">' for one in (texts.reasons_good if mark else texts.reasons_bad))
    key = f"why-{escape(artwork.path)}"
    return (
        f'<form class="why" data-event="mark"><input type="hidden" name="picture" value="{escape(artwork.path)}">'
        f'<input type="hidden" name="user" value="{escape(artwork.user_id)}">'
        f'<input type="hidden" name="result" value="{_said(mark)}">'
        f'<input name="reason" value="{escape(reason)}" maxlength="{MAX_REASON}" placeholder="{escape(texts.reason)}" '
        f'aria-label="{escape(texts.reason)}" autocomplete="off" list="{key}-list" data-key="{key}">'
        f'<datalist id="{key}-list">{hints}</datalist></form>'
    )
