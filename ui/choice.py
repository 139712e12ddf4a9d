"""Several pictures of the history chosen at once: the boxes to tick, and what is then done with all of them."""

from html import escape

from locales import Texts
from schemas import MAX_PAGE
from ui.artwork import Artwork
from ui.markup import button, icon


def box(texts: Texts, artwork: Artwork, title: str) -> str:
    """A box to tick; what is ticked is known to the browser alone, and outlives a redraw."""
    path = escape(artwork.path)
    return (
        f'<label class="choose" title="{escape(texts.choose)}"><input type="checkbox" data-choose="{path}" '
        f'data-key="choose-{path}" aria-label="{escape(texts.choose)}: {escape(title)}"></label>'
    )


def bar(texts: Texts, archive: str) -> str:
    """How many are chosen and what can be done with them; hidden while there are none."""
    judges = "".join(
        button(texts.marks[mark], "many", look=mark, icon_name=drawing, result=result, reason="", key=f"many-{result}")
        for mark, drawing, result in (("good", "thumb", "1"), ("bad", "thumb-down", "0"))
    )
    return (
        f'<div class="chosen-bar" role="group" aria-label="{escape(texts.chosen.format(count=""))}" '
        f'data-most="{MAX_PAGE}" hidden>'
        f'<strong role="status" data-said="{escape(texts.chosen)}"></strong>'
        f'<a class="act" data-archive="{escape(archive)}" download>{icon("download")}'
        f"<span>{escape(texts.take_out_chosen)}</span></a>{judges}"
        f'<button type="button" class="act" data-chooses="all"><span>{escape(texts.choose_all)}</span></button>'
        f'<button type="button" class="act" data-chooses="none"><span>{escape(texts.choose_none)}</span></button></div>'
    )
