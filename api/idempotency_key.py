"""The header by which a client may repeat a request without harm."""

import re

from starlette.datastructures import Headers

from errors import InvalidRequest
from schemas import MAX_KEY

KEY = "Idempotency-Key"
VALID = rf"[!-~]([ -~]{{0,{MAX_KEY - 2}}}[!-~])?"
"""Of a key: printable ASCII with no space at its ends."""
KEYED = {
    "parameters": [
        {
            "name": KEY,
            "in": "header",
            "description": "The same key and body get the same answer for a day",
            "schema": {"type": "string", "pattern": f"^{VALID}$"},
        }
    ]
}
"""What the documentation of a route says of it."""


def key_of(headers: Headers) -> str | None:
    """The key of a request; None without one. Raises InvalidRequest for several, or a bad one."""
    given = headers.getlist(KEY)
    if not given:
        return None
    limit = f"one header of 1 to {MAX_KEY} printable ASCII characters"
    if len(given) > 1 or not re.fullmatch(VALID, given[0]):
        raise InvalidRequest.of_field(KEY, ", ".join(given), limit)
    return given[0]
