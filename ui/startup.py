"""Keeps Gradio from what nobody needs: most of its import and of the making of a page, and its haste while it waits."""

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


@contextmanager
def seldom_looking() -> Iterator[None]:
    """Within it queues are made that look for a picture to make 20 times a second, not 1000: that is 5 % of a core."""
    from gradio import queueing

    usual = queueing.Queue

    class Queue(usual):  # type: ignore[misc, valid-type]
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self.sleep_when_free, self.progress_update_sleep_when_free = 0.05, 0.5  # of progress, nothing is told

    queueing.Queue = Queue  # type: ignore[misc]
    try:
        yield
    finally:
        queueing.Queue = usual  # type: ignore[misc]
