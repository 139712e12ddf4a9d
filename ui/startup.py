"""Keeps Gradio from what it does at every start and nobody needs: most of its import, and of the making of a page."""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def no_stubs() -> Iterator[None]:
    """Within it no type stubs of components are written beside their sources: no class has a file to write beside."""
    found = inspect.getfile

    def getfile(object: Any) -> str:
        if inspect.isclass(object):
            raise OSError("a class that is being made")
        return found(object)

    inspect.getfile = getfile
    try:
        yield
    finally:
        inspect.getfile = found


@contextmanager
def no_apps() -> Iterator[None]:
    """Within it no web app is made of a page: Gradio makes three that are never served before the one that is."""
    from gradio.routes import App

    create = App.create_app

    def none(*_args: Any, **_options: Any) -> Any:
        return None

    App.create_app = staticmethod(none)  # type: ignore[method-assign]
    try:
        yield
    finally:
        App.create_app = staticmethod(create)  # type: ignore[method-assign]
