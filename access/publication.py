"""Whether others than this machine's own people reach an address."""

from ipaddress import ip_address

CLOSED = (
    "AUTH=off asks nobody who they are, and {where} is reached by others than this machine. Three ways out: "
    "AUTH=keys (docs/access.md: who may come in, and the first administrator); the address 127.0.0.1 (HOST of "
    "`make serve`, --host of `bentoml serve`); or, where something else publishes it on this machine alone, as "
    "`docker run -p 127.0.0.1:5000:5000` does, BIND=127.0.0.1 to say so."
)


def check_published(address: str) -> None:
    """Raises SystemExit, saying the ways out, for an address that others than this machine's own people reach."""
    if address != "localhost" and not ip_address(address).is_loopback:
        raise SystemExit(CLOSED.format(where=address))
