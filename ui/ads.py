"""The dialog that sets texts over a picture: what it says. The browser asks the API, which composes (assets/ads.js)."""

import json

from locales import Texts
from ui.addresses import API
from ui.rendering import render

REFUSALS = (
    "not_found",
    "forbidden",
    "unauthenticated",
    "quota_exceeded",
    "unavailable",
    "unreachable",
    "internal_error",
)
"""Problems of the service that are told in its own words; others are said as the last of them."""


def dialog(texts: Texts) -> str:
    """The dialog, closed."""
    words = texts.ad["words"] | {
        "api": API,
        "problems": {code: texts.problems[code] for code in REFUSALS} | {"busy": texts.ad["busy"]},
    }
    return render("ad", t=texts, words=json.dumps(words, ensure_ascii=False))
