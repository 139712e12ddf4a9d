"""How true a picture is to the brand, as the page shows it: a seal with the score, and the certificate behind it."""

from html import escape

from locales import Texts
from ui.artwork import Artwork


def seal(texts: Texts, artwork: Artwork) -> str:
    """The score in a ring, which opens the certificate; nothing for a picture from before there were scores."""
    found = artwork.certificate
    if found is None:
        return ""
    score = found.after.score
    told = escape(texts.score.format(score=f"{score:.0f}"))
    look = "ok" if found.ok else "off"
    return (
        f'<a class="seal {look}" style="--score:{score}" href="{_drawn(texts, artwork)}" target="_blank" '
        f'rel="noopener" title="{told}" aria-label="{told}"><span aria-hidden="true">{score:.0f}</span></a>'
    )


def certificate(texts: Texts, artwork: Artwork) -> str:
    """The seal and, once it is unfolded, the drawn certificate."""
    if artwork.certificate is None:
        return ""
    told = escape(texts.score.format(score=f"{artwork.certificate.after.score:.0f}"))
    return (
        f'<div class="sealed">{seal(texts, artwork)}<details class="certificate"><summary>{told}</summary>'
        f'<img src="{_drawn(texts, artwork)}" alt="{escape(texts.certificate)}" width="1280" height="760" '
        'loading="lazy"></details></div>'
    )


def _drawn(texts: Texts, artwork: Artwork) -> str:
    return f"{escape(artwork.path)}/palette.png?lang={texts.code}"
