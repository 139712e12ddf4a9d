"""The pictures of one generation: while they are being painted, and when they are done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from locales import Texts
from schemas import name_at
from ui.addresses import archive
from ui.client import StreamProgress
from ui.form.size import PRESETS
from ui.picture_view import PictureView, replaced
from ui.rendering import render
from ui.streams import State

Size = tuple[int, int]
"""Width and height in pixels."""


@dataclass(frozen=True, slots=True)
class Gallery:
    """The pictures; `selected` is the index of the one whose facts are shown."""

    pictures: tuple[PictureView, ...] = ()
    selected: int = 0

    def with_replaced(self, picture: PictureView) -> "Gallery":
        """The same with `picture` in place of the one at its address."""
        return replace(self, pictures=replaced(self.pictures, picture))


def gallery(texts: Texts, shown: Gallery) -> str:
    """The pictures that were made, big; with several, a grid and the facts of the selected one."""
    pictures = shown.pictures
    if not pictures:
        return render("empty", t=texts)
    channels = [channel(texts, one) for one in pictures]
    return render(
        "gallery",
        t=texts,
        pictures=pictures,
        selected=shown.selected,
        channels=channels,
        several_sizes=len({one.size for one in pictures}) > 1,
        archive=_archive(pictures, channels) if len(pictures) > 1 else "",
    )


def painting(texts: Texts, states: Sequence[State], sizes: Sequence[Size]) -> str:
    """Frames of the right proportions while pictures are being painted, each with how far it is."""
    frames = [
        {
            "width": width,
            "height": height,
            "picture": state if isinstance(state, PictureView) else None,
            "progress": state if isinstance(state, StreamProgress) else None,
        }
        for state, (width, height) in zip(states, sizes, strict=True)
    ]
    return render("painting", t=texts, frames=frames)


def channel(texts: Texts, picture: PictureView) -> str:
    """What a picture of this size is for; empty where it is no preset."""
    size = (picture.width, picture.height)
    return next((texts.sizes[name] for name, preset in PRESETS.items() if preset == size), "")


def _archive(pictures: Sequence[PictureView], channels: Sequence[str]) -> str:
    """The address of all as one ZIP, whose names begin with the channel."""
    names = [("name", name_at(one.path)) for one in pictures]
    return archive(pictures[0].user_id, names + [("label", one) for one in channels])
