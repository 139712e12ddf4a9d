"""The web page: an ordinary client of the HTTP API that happens to be served by the same process."""

from ui.app import mount

__all__ = ["mount"]
