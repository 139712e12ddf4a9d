"""One idea for every channel: a picture of each preset size from the same facts and seed, and all in one ZIP."""

import random
from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

from locales import Texts
from schemas import MAX_SEED
from ui.artwork import Artwork
from ui.client import segment
from ui.markup import icon
from ui.size import PRESETS


def requests(asked: dict[str, Any]) -> list[dict[str, Any]]:
    """The same request for each channel, with a seed of their own where none is given."""
    seed = asked.get("seed", random.randint(0, MAX_SEED))
    sides = ({"width": width, "height": height} for width, height in PRESETS.values())
    return [asked | {"seed": seed, "metadata": asked["metadata"] | side} for side in sides]


def channel(texts: Texts, artwork: Artwork) -> str:
    """What a picture of this size is for; empty where it is no preset."""
    size = (artwork.width, artwork.height)
    return next((texts.sizes[name] for name, preset in PRESETS.items() if preset == size), "")


def caption(texts: Texts, artworks: Sequence[Artwork], artwork: Artwork) -> str:
    """The channel of one of several pictures, where they are of several sizes."""
    if len({(one.width, one.height) for one in artworks}) < 2:
        return ""
    size = f"{artwork.width}×{artwork.height}"
    return f'<p class="channel"><strong>{escape(channel(texts, artwork))}</strong> {size}</p>'


def archive(texts: Texts, artworks: Sequence[Artwork]) -> str:
    """A link to all of several pictures as one ZIP, whose names begin with the channel."""
    if len(artworks) < 2:
        return ""
    names = [("name", one.path.rpartition("/")[2]) for one in artworks]
    labels = [("label", channel(texts, one)) for one in artworks]
    href = f"../../api/users/{segment(artworks[0].user_id)}/images.zip?{urlencode(names + labels)}"
    return (
        f'<p class="wall-archive"><a class="act" href="{escape(href)}" download>{icon("download")}'
        f"<span>{escape(texts.take_out)}</span></a></p>"
    )
