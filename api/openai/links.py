"""Addresses that lead to one picture for an hour, for who has no key to show: a link says itself whose it is."""

from itsdangerous import BadSignature, URLSafeTimedSerializer

from errors import NotFound
from schemas.identity import DEFAULT_TENANT
from storage import NO_IMAGE

SECONDS = 3600
"""How long a link is good, as OpenAI's are."""


class Links:
    """Signed with the server's secret: none can be made up, changed or used later."""

    def __init__(self, secret: bytes) -> None:
        self._signer = URLSafeTimedSerializer(secret, salt="picture")

    def token(self, name: str, tenant: str = DEFAULT_TENANT) -> str:
        """What stands for a tenant's picture in an address."""
        return str(self._signer.dumps(name if tenant == DEFAULT_TENANT else f"{tenant}/{name}"))

    def picture(self, token: str, seconds: int = SECONDS) -> tuple[str, str]:
        """The tenant and the picture that a token of the last so many seconds stands for. Raises NotFound, whatever is
        wrong.
        """
        try:
            tenant, _, name = str(self._signer.loads(token, max_age=seconds)).rpartition("/")
        except BadSignature:
            raise NotFound(NO_IMAGE) from None
        return tenant or DEFAULT_TENANT, name
