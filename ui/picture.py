"""A picture on the page: the frame, what is known about it, and the states of the wall where pictures hang."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from locales import Texts
from ui.artwork import Artwork
from ui.channels import archive, caption
from ui.client import Progress
from ui.easel import State
from ui.judge import verdict
from ui.look import colours
from ui.markup import button, eyebrow, icon, size, subject, summary
from ui.seal import certificate

COPY = 512
"""Pixels of a small copy's longer side: twice its place in the history, for fine screens."""


Shape = tuple[int, int]
"""Width and height in pixels."""


@dataclass(frozen=True, slots=True)
class Wall:
    """The pictures of one generation; `chosen` is the one whose facts are shown."""

    artworks: tuple[Artwork, ...] = ()
    chosen: int = 0

    def remarked(self, artwork: Artwork) -> "Wall":
        """The same wall with `artwork` in place of the one at its address."""
        return replace(self, artworks=tuple(artwork if a.path == artwork.path else a for a in self.artworks))


def wall(texts: Texts, wall: Wall) -> str:
    """The pictures that were made, big; with several, a grid and the facts of the chosen one."""
    if not wall.artworks:
        return empty(texts)
    count = len(wall.artworks)
    works = "".join(_work(texts, wall, index) for index in range(count))
    return (
        f'<section class="wall n{count}" aria-label="{escape(texts.create)}">{works}</section>'
        f"{archive(texts, wall.artworks)}{facts(texts, wall.artworks[wall.chosen])}"
    )


def empty(texts: Texts) -> str:
    """An inviting wall before the first picture."""
    return (
        '<section class="empty"><div class="empty-drawing" aria-hidden="true"></div>'
        f"<h2>{escape(texts.empty_title)}</h2><p>{escape(texts.empty_text)}</p></section>"
    )


def painting(texts: Texts, states: Sequence[State], shapes: Sequence[Shape]) -> str:
    """Frames of the right shapes while the pictures are being painted, each with how far it is."""
    works = "".join(
        f'<figure class="work">{_canvas(texts, state, shape(*size))}</figure>'
        for state, size in zip(states, shapes, strict=True)
    )
    return f'<section class="wall n{len(states)}" aria-busy="true">{works}</section>'


def title(texts: Texts, artwork: Artwork) -> str:
    """What a picture is known by: the person's own words, else what it shows."""
    return " ".join((artwork.given.get("custom_prompt") or "").split()) or alt(texts, artwork)


def alt(texts: Texts, artwork: Artwork) -> str:
    """What a picture shows; of one from before that was kept, what was asked for."""
    return getattr(artwork.alt_text, texts.code, None) or subject(texts, artwork.given)


def beside(texts: Texts, artwork: Artwork) -> str:
    """What was asked for, as far as the title does not say it."""
    same = title(texts, artwork) == subject(texts, artwork.given)
    return size(artwork.given) if same else summary(texts, artwork.given)


def image(texts: Texts, artwork: Artwork, *, small: bool = False) -> str:
    """The picture as a small copy, which the script replaces by the original bytes once it is there, unless `small`."""
    path, told = escape(artwork.path), escape(alt(texts, artwork))
    how = 'loading="lazy" decoding="async"' if small else f'data-original="{path}"'
    return f'<img src="{path}?thumb={COPY}" {how} alt="{told}" width="{artwork.width}" height="{artwork.height}">'


def facts(texts: Texts, artwork: Artwork) -> str:
    """What is known about a picture, and what can be done with it."""
    notes = [eyebrow(texts.illustration)] if artwork.is_illustration else []
    if artwork.undrawn:
        notes.append(f'<p class="hint">{escape(texts.undrawn.format(words=", ".join(artwork.undrawn)))}</p>')
    if artwork.dropped and not artwork.is_illustration:
        notes.append(f'<p class="hint">{escape(texts.dropped.format(words=", ".join(artwork.dropped)))}</p>')
    numbers = "".join(f"<div><dt>{escape(k)}</dt><dd>{escape(v)}</dd></div>" for k, v in _numbers(texts, artwork))
    return (
        f'<section class="facts"><div class="deeds">{deeds(texts, artwork)}</div>{"".join(notes)}'
        f"{certificate(texts, artwork)}"
        f"<dl>{numbers}</dl>{_words(texts, artwork)}"
        f"<h2 class=label>{escape(texts.prompt)}</h2><p class=prompt>{escape(artwork.prompt)}</p>"
        f"<details class=negative><summary>{escape(texts.negative_prompt)}</summary>"
        f"<p class=prompt>{escape(artwork.negative_prompt)}</p></details></section>"
    )


def deeds(texts: Texts, artwork: Artwork) -> str:
    """Download, the same again, another like it."""
    return (
        button(texts.again, "again", icon_name="repeat", picture=artwork.path, key="again")
        + button(texts.vary, "vary", icon_name="shuffle", picture=artwork.path, key="vary")
        + f'<a class="act" href="{escape(artwork.path)}?download" download>'
        f"{icon('download')}<span>{escape(texts.download)}</span></a>"
    )


def _work(texts: Texts, wall: Wall, index: int) -> str:
    artwork = wall.artworks[index]
    form = shape(artwork.width, artwork.height)
    if len(wall.artworks) == 1:
        frame = f'<div class="frame" style="{form}">{image(texts, artwork)}</div>'
    else:
        label, pressed = escape(texts.picture.format(number=index + 1)), str(index == wall.chosen).lower()
        frame = (
            f'<button type="button" class="frame" style="{form}" data-event="choose" data-index="{index}" '
            f'data-key="choose-{index}" aria-pressed="{pressed}" aria-label="{label}">{image(texts, artwork)}</button>'
        )
    named = caption(texts, wall.artworks, artwork)
    chosen = " chosen" if index == wall.chosen else ""
    return f'<figure class="work{chosen}">{frame}<figcaption>{named}{verdict(texts, artwork)}</figcaption></figure>'


def _canvas(texts: Texts, state: State, form: str) -> str:
    if isinstance(state, Artwork):
        return f'<div class="frame" style="{form}">{image(texts, state)}</div>'
    if not isinstance(state, Progress):
        return f'<div class="frame" style="{form}"></div>'
    words = texts.queued.format(position=state.position) if state.position else texts.painting
    bar = ""
    if state.steps > 1:
        words = texts.step.format(step=state.step, steps=state.steps)
        bar = f'<progress value="{state.step}" max="{state.steps}" aria-label="{escape(texts.painting)}"></progress>'
    preview = f'<img src="data:image/jpeg;base64,{escape(state.preview)}" alt="">' if state.preview else ""
    return (
        f'<div class="frame waiting" style="{form}">{preview}'
        f'<div class="busy"><p role="status">{escape(words)}</p>{bar}</div></div>'
    )


def _words(texts: Texts, artwork: Artwork) -> str:
    words = artwork.given.get("custom_prompt")
    return f"<h2 class=label>{escape(texts.own_words)}</h2><p class=prompt>{escape(words)}</p>" if words else ""


def _numbers(texts: Texts, artwork: Artwork) -> list[tuple[str, str]]:
    numbers = [
        (texts.seed, str(artwork.seed)),
        (texts.size_label, f"{artwork.width} × {artwork.height} {artwork.output_format.upper()}"),
        *_look(texts, artwork),
        (texts.painter, artwork.model),
    ]
    if artwork.num_inference_steps is not None:
        numbers.append((texts.steps, str(artwork.num_inference_steps)))
    if artwork.guidance_scale is not None:
        numbers.append((texts.guidance, f"{artwork.guidance_scale:g}"))
    if artwork.duration_ms is not None:
        numbers.append((texts.duration, texts.seconds.format(seconds=texts.number(artwork.duration_ms / 1000, 2))))
    return numbers


def _look(texts: Texts, artwork: Artwork) -> list[tuple[str, str]]:
    """Brand, palette and room for text, as far as they are known."""
    manner = artwork.manner
    looks = []
    if artwork.brand:
        looks.append((texts.brand, artwork.brand))
    if mode := manner.get("palette_mode"):
        looks.append((texts.palette_mode, texts.palette_modes[mode]))
    if own := colours(artwork.varied().palette):
        looks.append((texts.colours, own))
    if zone := manner.get("text_zone"):
        looks.append((texts.text_zone, texts.text_zones[zone]))
    return looks


def shape(width: int, height: int) -> str:
    """The proportions of a picture, for the style sheet."""
    return f"--w:{int(width)};--h:{int(height)}"
