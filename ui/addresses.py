"""Where the page's links find the API, as seen from the page itself: a proxy may have put both under a path."""

from collections.abc import Sequence
from urllib.parse import urlencode

from ui.client import segment

API = "../../api"
VERIFY = "../../verify"


def archive(user_id: str, query: Sequence[tuple[str, str]] = ()) -> str:
    """A user's pictures as one ZIP."""
    return with_query(f"{API}/users/{segment(user_id)}/images.zip", query)


def with_query(address: str, query: Sequence[tuple[str, str]]) -> str:
    """The address with these parameters."""
    return f"{address}?{urlencode(query)}" if query else address
