"""A company's own sign-in: an OpenID Connect provider, asked by the code flow with PKCE, state and nonce."""

import logging
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from authlib.integrations.base_client import OAuthError
from authlib.integrations.starlette_client import OAuth
from fastapi import Request
from httpx2 import HTTPError
from itsdangerous import BadSignature, URLSafeTimedSerializer
from joserfc.errors import JoseError
from starlette.responses import RedirectResponse, Response

from errors import Unauthenticated, Unavailable
from schemas.cookies import cookie_name

log = logging.getLogger(__name__)

COOKIE, SECONDS = "signing_in", 600
"""What a browser keeps while somebody is at the provider, signed by us, and how long they may be there."""
TIMEOUT = 10
ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
"""That an ID token may be signed with."""
DISCOVERY = "/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody whom the provider vouches for; `back` is where they wanted to go."""

    name: str
    groups: tuple[str, ...]
    back: str


def forget(answer: Response, request: Request) -> None:
    """Have a browser keep nothing any more of being at the provider."""
    scheme = request.url.scheme
    answer.delete_cookie(cookie_name(COOKIE, scheme), secure=scheme == "https", httponly=True, samesite="lax")


class Provider:
    """Found by its issuer, when somebody first signs in. All raise Unavailable where it does not answer."""

    def __init__(
        self, issuer: str, client: tuple[str, str], scope: str, claims: tuple[str, str], secret: bytes
    ) -> None:
        """`client` is the id and the secret that it knows us by; `claims` say who somebody is, and in which groups.

        With our own `secret` we know again who was sent there.
        """
        self._issuer = issuer
        self._user, self._groups = claims
        self._signer = URLSafeTimedSerializer(secret, salt=COOKIE)
        self._app = OAuth().register(
            "company",
            client_id=client[0],
            client_secret=client[1],
            server_metadata_url=issuer.rstrip("/") + DISCOVERY,
            client_kwargs={"scope": scope, "code_challenge_method": "S256", "timeout": TIMEOUT},
        )

    async def begin(self, request: Request, callback: str, back: str) -> Response:
        """Send a browser there; it comes back to the address `callback`."""
        request.scope["session"] = {"back": back}
        try:
            await self._discover()
            answer: Response = await self._app.authorize_redirect(request, callback)
        except (HTTPError, OAuthError, RuntimeError, ValueError) as error:
            raise self._away(error) from error
        kept = self._signer.dumps(request.session)
        name, secure = cookie_name(COOKIE, request.url.scheme), request.url.scheme == "https"
        answer.set_cookie(name, kept, max_age=SECONDS, httponly=True, samesite="lax", secure=secure)
        return answer

    async def finish(self, request: Request) -> Identity:
        """Who came back. Raises Unauthenticated for whoever was not sent, or says what the provider never said."""
        try:
            kept = request.cookies.get(cookie_name(COOKIE, request.url.scheme), "")
            request.scope["session"] = self._signer.loads(kept, max_age=SECONDS)
            back = request.session.pop("back")
            await self._discover()
            claims = await self._claims(request)
        except HTTPError as error:
            raise self._away(error) from error
        except (BadSignature, OAuthError, JoseError, RuntimeError, ValueError, KeyError, TypeError) as error:
            log.warning("a sign-in by %s is refused: %s: %.200r", self._issuer, type(error).__name__, str(error))
            raise Unauthenticated("The provider's answer is not one that this browser waits for.") from error
        name, groups = claims.get(self._user), claims.get(self._groups)
        if not isinstance(name, str) or (self._user == "email" and claims.get("email_verified") is not True):
            raise Unauthenticated(f"The provider vouches for no `{self._user}`.")
        groups = [groups] if isinstance(groups, str) else groups if isinstance(groups, list) else ()
        return Identity(name, tuple(group for group in groups if isinstance(group, str)), back)

    async def leave(self, home: str) -> Response:
        """Send a browser to where it signs out of the provider too, and from there to `home`."""
        try:
            metadata = await self._discover()
        except (HTTPError, RuntimeError, ValueError) as error:
            raise self._away(error) from error
        end = metadata.get("end_session_endpoint")
        query = urlencode({"client_id": self._app.client_id, "post_logout_redirect_uri": home})
        return RedirectResponse(f"{end}{'&' if '?' in end else '?'}{query}" if end else home, 303)

    async def _claims(self, request: Request) -> dict[str, Any]:
        """What the ID token says, and beside it, where that leaves out who or which groups, the provider itself."""
        options = {"iss": {"values": [self._issuer]}, "aud": {"values": [self._app.client_id]}}
        token = await self._app.authorize_access_token(request, claims_options=options)
        claims: dict[str, Any] = dict(token["userinfo"])
        if not {self._user, self._groups} <= claims.keys() and "userinfo_endpoint" in self._app.server_metadata:
            told = await self._app.userinfo(token=token)
            if told["sub"] != claims["sub"]:
                raise ValueError("userinfo is about somebody else")
            claims = told | claims
        return claims

    async def _discover(self) -> dict[str, Any]:
        """Its addresses. Raises RuntimeError for those of another issuer."""
        found: dict[str, Any] = await self._app.load_server_metadata()
        if found.get("issuer") != self._issuer:
            self._app.server_metadata.clear()
            raise RuntimeError(f"it says that it is {found.get('issuer')!r}")
        # What is signed with nothing, or with what we know ourselves, is signed by nobody.
        named = found.get("id_token_signing_alg_values_supported") or ["RS256"]
        found["id_token_signing_alg_values_supported"] = [one for one in named if one in ALGORITHMS]
        if not found["id_token_signing_alg_values_supported"]:
            self._app.server_metadata.clear()
            raise RuntimeError(f"it signs by none of {', '.join(sorted(ALGORITHMS))}")
        return found

    def _away(self, error: Exception) -> Unavailable:
        log.warning("the provider %s does not answer: %s: %s", self._issuer, type(error).__name__, error)
        return Unavailable("The company's sign-in does not answer.", retry_after=5)
