"""Gradio writes type stubs of its components anew, beside its sources, at every start: the most of its import."""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def no_stubs() -> Iterator[None]:
    """Within it no class has a file: then Gradio has nowhere to write a stub of it, and does not."""
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
