"""Good or bad: the two buttons under a picture and what they do."""

from collections.abc import Iterable
from html import escape

from ui.artwork import Artwork
from ui.client import Api
from ui.markup import button, icon
from ui.texts import Texts


def verdict(texts: Texts, artwork: Artwork) -> str:
    """The two buttons, and what the database says now."""
    good = _thumb(texts.good, artwork, True)
    bad = _thumb(texts.bad, artwork, False)
    return (
        f'<div class="verdict" role="group" aria-label="{escape(texts.mark)}">{good}{bad}'
        f'<p class="verdict-note" role="status">{_note(texts, artwork)}</p></div>'
    )


def judge(api: Api, artworks: Iterable[Artwork], path: str, result: bool) -> Artwork:
    """Send a mark to the database: the picture as it is marked now.

    Raises:
        ApiError: the mark was not taken.
    """
    artwork = next(a for a in artworks if a.path == path)
    return artwork.marked(api.mark(artwork.user_id, artwork.path, result).result)


def badge(texts: Texts, artwork: Artwork) -> str:
    """How a picture is marked, at a glance."""
    if artwork.mark is None:
        return f'<span class="badge none">{escape(texts.marks["none"])}</span>'
    look, drawing = ("good", "thumb") if artwork.mark else ("bad", "thumb-down")
    return f'<span class="badge {look}">{icon(drawing)}{escape(texts.marks[look])}</span>'


def _thumb(label: str, artwork: Artwork, result: bool) -> str:
    return button(
        label,
        "mark",
        look="good" if result else "bad",
        icon_name="thumb" if result else "thumb-down",
        pressed=artwork.mark is result,
        picture=artwork.path,
        result=int(result),
        key=f"mark-{int(result)}-{artwork.path}",
    )


def _note(texts: Texts, artwork: Artwork) -> str:
    if artwork.mark is None:
        return f'<span class="keys">{escape(texts.keys)}</span>'
    words = escape(texts.marked_good if artwork.mark else texts.marked_bad)
    if artwork.previous_mark in (None, artwork.mark):
        return words
    back, key = int(artwork.previous_mark), f"undo-{artwork.path}"
    return words + button(texts.undo, "mark", look="undo", picture=artwork.path, result=back, key=key)
