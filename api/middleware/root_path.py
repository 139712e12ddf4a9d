"""A path prefix that a proxy publishes the service under, such as `/brand`: taken off outside, told to all inside.

It is a setting, and no header of a client's is believed. The proxy may take it off, or pass it on.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel
from starlette.types import ASGIApp, Receive, Scope, Send

T = TypeVar("T", bound=BaseModel)


class StripRootPath:
    """ASGI middleware before all others: they see the paths that the service knows."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self.app = app
        self.prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if self.prefix and (path == self.prefix or path.startswith(f"{self.prefix}/")):
            scope = {**scope, "path": path.removeprefix(self.prefix) or "/"}
        await self.app(scope, receive, send)


class RootPath:
    """ASGI middleware behind all others: routes are found and addresses are made with the prefix as `root_path`."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self.app = app
        self.prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.prefix and scope["type"] in ("http", "websocket"):
            path = self.prefix + scope["path"]
            inner = {**scope, "path": path, "raw_path": path.encode(), "root_path": self.prefix}
            try:
                await self.app(inner, receive, send)
            finally:
                if "route" in inner:
                    scope["route"] = inner["route"]
        else:
            await self.app(scope, receive, send)


def published(answer: T, field: str, scope: Mapping[str, Any]) -> T:
    """The answer with a path in it as clients reach it."""
    root = scope.get("root_path", "")
    return answer.model_copy(update={field: root + getattr(answer, field)}) if root else answer
