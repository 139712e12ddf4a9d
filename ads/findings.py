"""What is wrong with a composed advertisement, said so that its maker can mend it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ads.typesetting import SetText
from schemas import AdCertificate, Cover, Edges, Finding, PlacedLogo, PlacedText

if TYPE_CHECKING:
    from ads.composition import Brief

TEXT_SHARE = 0.2
"""Of the picture: what Google's advertisements allow."""
HEADLINE_LINES = 4
"""That are read at a glance."""
_EDGE = 0.5
"""Pixels by which a box may touch a limit: half of one."""


def judged(
    brief: "Brief",
    texts: tuple[PlacedText, ...],
    logo: PlacedLogo | None,
    covers: tuple[Cover, ...],
    set_texts: Sequence[SetText],
) -> AdCertificate:
    """The certificate of what was set."""
    frame = brief.frame
    safe = frame.free
    share = sum(_area(one.button or one.box) for one in set_texts) / (frame.width * frame.height)
    faults = tuple(
        [fault for text in texts for fault in _of_text(text, safe)] + list(_of_logo(logo, brief, safe) if logo else ())
    )
    return AdCertificate(
        ok=not faults,
        faults=faults,
        warnings=tuple(_warnings(share, set_texts)),
        format=brief.format,
        width=frame.width,
        height=frame.height,
        layout=brief.layout,
        language=brief.language,
        country=brief.country,
        texts=texts,
        logo=logo,
        covers=covers,
        safe=safe,
        text_share=round(share, 4),
        typefaces={one.typeface: brief.lettering.sha256[one.typeface] for one in texts},
    )


def _of_text(text: PlacedText, safe: Edges) -> Iterator[Finding]:
    if text.contrast < text.wanted:
        message = f"{text.role} has a contrast of {text.contrast}, it should have {text.wanted}"
        yield Finding(code="contrast", about=text.role, value=text.contrast, limit=text.wanted, message=message)
    if text.on_screen < text.smallest - 0.01:
        message = f"{text.role} is shown at {text.on_screen} px, it should be {text.smallest} px at least"
        yield Finding(code="small_type", about=text.role, value=text.on_screen, limit=text.smallest, message=message)
    yield from _outside(text.role, text.box, safe)


def _of_logo(logo: PlacedLogo, brief: "Brief", safe: Edges) -> Iterator[Finding]:
    assert brief.kit.logo
    if logo.contrast < logo.wanted:
        message = f"The logo has a contrast of {logo.contrast}, it should have {logo.wanted}"
        yield Finding(code="contrast", about="logo", value=logo.contrast, limit=logo.wanted, message=message)
    if logo.clear < logo.clear_wanted - _EDGE:
        message = f"The logo has {logo.clear} px of air, it should have {logo.clear_wanted} px"
        yield Finding(code="clear_space", about="logo", value=logo.clear, limit=logo.clear_wanted, message=message)
    shown = round((logo.box[3] - logo.box[1]) * brief.frame.shown / brief.frame.width, 2)
    if shown < brief.kit.logo.smallest - 0.01:
        message = f"The logo is shown {shown} px high, it should be {brief.kit.logo.smallest} px"
        yield Finding(code="small_logo", about="logo", value=shown, limit=brief.kit.logo.smallest, message=message)
    yield from _outside("logo", logo.box, safe)


def _outside(about: str, box: Edges, safe: Edges) -> Iterator[Finding]:
    over = max(safe[0] - box[0], safe[1] - box[1], box[2] - safe[2], box[3] - safe[3])
    if over > _EDGE:
        message = f"{about} stands {over:.0f} px outside of what the channel leaves free"
        yield Finding(code="safe_zone", about=about, value=round(over, 2), limit=0, message=message)


def _warnings(share: float, set_texts: Sequence[SetText]) -> Iterator[Finding]:
    if share > TEXT_SHARE:
        message = f"{share:.0%} of the picture lie under text; Google's advertisements allow {TEXT_SHARE:.0%}"
        yield Finding(code="text_share", about="texts", value=round(share, 4), limit=TEXT_SHARE, message=message)
    longest = max((len(one.lines) for one in set_texts if one.role == "headline"), default=0)
    if longest > HEADLINE_LINES:
        message = f"The headline takes {longest} lines; {HEADLINE_LINES} are read at a glance"
        yield Finding(code="long_headline", about="headline", value=longest, limit=HEADLINE_LINES, message=message)
    if any(one.hyphenated for one in set_texts if one.role == "headline"):
        message = "A word of the headline had to be hyphenated"
        yield Finding(code="hyphenated_headline", about="headline", value=1, limit=0, message=message)


def _area(box: Edges) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
