"""ASGI middleware, each a manner of HTTP that every route has. Knows no route but where the page begins."""

PAGE = "/ui"
"""Gradio's own routes: it bounds and logs what is asked of them."""


def is_page(path: str) -> bool:
    return path == PAGE or path.startswith(f"{PAGE}/")
