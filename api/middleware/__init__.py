"""ASGI middleware, each a manner of HTTP that every route has. Knows no route but where the page begins."""

PAGE = "/ui"
"""Gradio's own routes: it bounds and logs what is asked of them."""

PROBES = ("/livez", "/readyz", "/healthz")
"""What a balancer asks by whatever name or address; it says nothing about anybody and changes nothing."""


def is_page(path: str) -> bool:
    return path == PAGE or path.startswith(f"{PAGE}/")
