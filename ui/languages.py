"""The languages of the page, and which of them a visitor gets."""

from fastapi import Request

from locales import SOURCE, texts

LANGUAGES = texts("page")


def language(request: Request) -> str:
    """The code of the visitor's language: as switched, else the browser's first that we have, else English."""
    chosen = request.cookies.get("language")
    if chosen in LANGUAGES:
        return chosen
    wanted = [_weighed(part) for part in request.headers.get("accept-language", "").split(",")]
    for _, code in sorted(wanted, key=lambda pair: -pair[0]):
        if code in LANGUAGES:
            return code
    return SOURCE


def _weighed(part: str) -> tuple[float, str]:
    tag, _, weight = part.strip().partition(";q=")
    try:
        return float(weight or 1), tag.split("-")[0].lower()
    except ValueError:
        return 0.0, ""
