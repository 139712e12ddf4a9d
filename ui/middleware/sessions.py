"""Whose page a session is, and which pages are open. Gradio itself believes whatever name a client gives a session."""

import hashlib
import re
import secrets
import time
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.types import Scope

from schemas.cookies import cookie_name

COOKIE = "browser"
TOKEN = re.compile(r"[\w-]{32,64}", re.ASCII)
A_YEAR = 31_536_000
CAPACITY = 200
"""Sessions that are remembered, in each language; those that were used longest ago are forgotten first."""
LIFETIME = 24 * 3600
"""Seconds that a page which nobody touches keeps its pictures."""
PATIENCE = 2.0
"""Seconds that a page has to listen for what it has asked for: it asks first and listens then."""
STRANGERS = 8
"""Pages that nobody has heard of and that may ask for something within that time, as all do after a restart."""
LISTENING = "ui.listening"
"""Where in the scope of a request is said whether somebody listens to its session."""


class Sessions:
    """The open pages of one Gradio app."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()
        self._heard: OrderedDict[str, None] = OrderedDict()
        self._strange: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=STRANGERS))

    @contextmanager
    def listening(self, session: str) -> Iterator[None]:
        """Somebody listens to `session` until the block ends."""
        self._open[session] += 1
        self._heard[session] = None
        self._heard.move_to_end(session)
        while len(self._heard) > CAPACITY:
            self._heard.popitem(last=False)
        try:
            yield
        finally:
            self._open[session] -= 1
            if not self._open[session]:
                del self._open[session]

    def listens(self, session: str) -> bool:
        """Whether somebody listens to `session` now."""
        return session in self._open

    def known(self, session: str) -> bool:
        """Whether somebody listens to `session` or has done so not long ago: one of no page is not worth keeping."""
        return session in self._open or session in self._heard

    def admits(self, session: str, way: str) -> bool:
        """Whether an event of `session` may come before its page listens: few of unknown ones may, each way."""
        if self.known(session):
            return True
        now, strange = time.monotonic(), self._strange[way]
        if len(strange) == STRANGERS and now - strange[0] < PATIENCE:
            return False
        strange.append(now)
        return True


def listened(request: Any) -> bool:
    """Whether the page that sent `request`, a gr.Request, is still there."""
    listens = request.request.scope.get(LISTENING) if request.request else None
    return listens is None or bool(listens())


def awaited(request: Any) -> bool:
    """The same, once it has had the time to begin to listen."""
    deadline = time.monotonic() + PATIENCE
    while not listened(request):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def scoped(token: str, session: str) -> str:
    """The session of that name in the browser that has `token`: the name alone leads nobody else to it."""
    return hashlib.blake2b(f"{token}\n{session}".encode(), digest_size=16).hexdigest()


def browser_token(scope: Scope) -> str:
    """The token of the browser that asks; empty where it has none."""
    cookies: SimpleCookie = SimpleCookie()
    try:
        for name, value in scope["headers"]:
            if name == b"cookie":
                cookies.load(value.decode("latin-1"))
    except CookieError:
        return ""
    kept = cookies.get(cookie_name(COOKIE, scope["scheme"]))
    token = kept.value if kept else ""
    return token if TOKEN.fullmatch(token) else ""


def credential(scope: Mapping[str, Any]) -> str:
    """With what the page asks the API for whoever asks the page; empty where nobody is asked who they are."""
    return str(scope.get("credential", ""))


def new_cookie(scope: Scope) -> bytes:
    """A `Set-Cookie` that gives a browser a token."""
    scheme = scope["scheme"]
    name, token, secure = cookie_name(COOKIE, scheme), secrets.token_urlsafe(32), "; Secure" * (scheme == "https")
    return f"{name}={token}; Path=/; Max-Age={A_YEAR}; HttpOnly; SameSite=Lax{secure}".encode()
