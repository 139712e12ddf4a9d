"""Who asks, as a proxy says that has signed them in: `X-Forwarded-User`, `-Email` and `-Groups`.

Anybody can send these fields. They are believed from the listed addresses alone, and only with the shared secret.
"""

import hmac
import logging
import secrets
import time
from collections import OrderedDict
from hashlib import sha256
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from starlette.types import ASGIApp, Receive, Scope, Send

from access import Groups, Principal
from errors import Unauthenticated

log = logging.getLogger(__name__)

SECRET, USER, EMAIL, GROUPS = b"x-proxy-secret", b"x-forwarded-user", b"x-forwarded-email", b"x-forwarded-groups"
FIELDS = (SECRET, USER, EMAIL, GROUPS)
PEER = "peer"
"""Where in the scope of a request is the address at the other end of its connection, whatever its head says."""
PASS, PASS_SECONDS, MOST = "lg_pass_", 3600, 10_000
"""How long, and of how many people, the page is believed after they have asked it for anything."""


class Peer:
    """ASGI app before all others, where the client's address is still the connection's own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope[PEER] = (scope.get("client") or ("",))[0]
        await self.app(scope, receive, send)


class Forwarded:
    """The proxies that are believed, and the people whom they have named."""

    def __init__(self, peers: str | None, secret: str | None, groups: Groups) -> None:
        """`peers` are addresses or networks by commas; the settings see to it that neither is missing."""
        self._peers = [ip_network(one.strip()) for one in (peers or "").split(",")]
        self._secret = (secret or "").encode()
        self._groups = groups
        self._salt = secrets.token_bytes(32)
        self._passes: OrderedDict[str, tuple[Principal, float]] = OrderedDict()

    def principal(self, scope: Scope) -> Principal | None:
        """Whom a proxy names; nobody where none does that is believed.

        Raises Unauthenticated where it names nobody clearly, and Forbidden for whom it knows and who may do nothing.
        """
        told = {name: [value for field, value in scope["headers"] if field == name] for name in FIELDS}
        if not (told[USER] or told[EMAIL]) or not self._believes(scope.get(PEER, ""), told[SECRET]):
            return None
        if any(len(values) > 1 for values in told.values()):
            raise Unauthenticated("The proxy says more than once who asks.")
        [user] = told[USER] or told[EMAIL]
        groups = _text(told[GROUPS][0]).split(",") if told[GROUPS] else []
        return self._groups.principal(_text(user), map(str.strip, groups), "proxy")

    def _believes(self, peer: str, said: list[bytes]) -> bool:
        """Whether the fields of this connection are a proxy's; all of the secrets that it says are looked at."""
        listed = _is_in(peer, self._peers)
        known = len(said) == 1 and hmac.compare_digest(said[0], self._secret)
        if not (listed and known):
            log.warning(
                "X-Forwarded-User of %s is not believed: %s", peer, "X-Proxy-Secret" if listed else "PROXY_PEERS"
            )
        return listed and known

    def vouch(self, principal: Principal) -> str:
        """What the page, within this process, asks the API with in the name of somebody who has asked it."""
        token = PASS + hmac.new(self._salt, principal.account.encode(), sha256).hexdigest()
        self._passes[token] = (principal, time.monotonic() + PASS_SECONDS)
        self._passes.move_to_end(token)
        while len(self._passes) > MOST:
            self._passes.popitem(last=False)
        return token

    def vouched(self, token: str) -> Principal | None:
        """In whose name the page asks."""
        principal, until = self._passes.get(token, (None, 0.0))
        return principal if until > time.monotonic() else None


def _is_in(peer: str, networks: list[IPv4Network | IPv6Network]) -> bool:
    try:
        address = ip_address(peer.partition("%")[0])
    except ValueError:
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in networks)


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        raise Unauthenticated("What the proxy says is not UTF-8.") from None
