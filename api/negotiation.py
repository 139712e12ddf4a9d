"""Which of several forms of an answer a client would like best, by RFC 9110. Knows not what they are forms of."""

from collections.abc import Sequence

from starlette.datastructures import Headers
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from errors import NotAcceptable

VARIES = {"Vary": "Accept"}
"""Headers of an answer that was chosen."""


def preferred(headers: Headers, offers: Sequence[str]) -> str:
    """The media type of `offers`, our favourite first, that the `Accept` headers like best; without any our favourite.

    Parameters of a range other than its weight are passed over: our forms have none. Raises NotAcceptable.
    """
    text = ", ".join(headers.getlist("accept"))
    wishes = [(wish.partition(";")[0].strip(), weight) for wish, weight in parse_accept_header(text, MIMEAccept)]
    if not wishes:
        return offers[0]
    chosen = MIMEAccept(wishes).best_match(offers)
    if chosen is None:
        limit = f"one of {', '.join(offers)}"
        raise NotAcceptable.of_field("Accept", text, limit, f"Accept should let through {limit}")
    return chosen
