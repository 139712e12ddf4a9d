"""Where a webhook may lead: hosts that the operator allows, at addresses of everybody or of networks that they name.

A name is looked up at every delivery, and the address that was checked is the one that is connected to.
"""

import logging
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from errors import InvalidRequest
from schemas.webhooks import host_of

log = logging.getLogger(__name__)

PORTS = {"http": 80, "https": 443}
NAT64 = IPv6Network("64:ff9b::/96")
GLOBAL = IPv6Network("2000::/3")
"""Where all addresses of the new kind are that anybody has been given."""
FOR_DOCUMENTS = (IPv6Network("3fff::/20"), IPv6Network("2001:db8::/32"))
"""What of them is for documents alone."""
Address = IPv4Address | IPv6Address


class NotAllowed(OSError):
    """An address that nothing may be sent to."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Hosts, as `name`, `*.name` or `name:port`; and networks that are not everybody's, as `10.0.0.0/8`."""

    hosts: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()

    @classmethod
    def of(cls, hosts: str | None, networks: str | None) -> "Allowed":
        """As settings have them: by commas."""
        return cls(_parts(hosts), _parts(networks))

    def checked(self, url: str) -> SplitResult:
        """The parts of an address that may be told. Raises InvalidRequest."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise InvalidRequest.of_field("url", url, "an address") from None
        host = host_of(url)
        plain = url.isascii() and url.isprintable() and " " not in url and "\\" not in url
        if parts.scheme not in PORTS or not host or not plain or parts.username is not None or parts.fragment:
            raise InvalidRequest.of_field("url", url, "https://host/path, without a name, a password or a fragment")
        if not any(_fits(host, port, parts.scheme, one) for one in self.hosts):
            raise InvalidRequest.of_field("url", url, "at a host that the operator allows (WEBHOOK_HOSTS)")
        return parts

    def resolved(self, parts: SplitResult) -> str:
        """The number of a host that may be connected to now. Raises NotAllowed, and OSError where there is none."""
        port = parts.port or PORTS[parts.scheme]
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
        numbers = [str(one[4][0]).partition("%")[0] for one in found]
        for number in numbers:
            if self._may(ip_address(number), parts.scheme):
                return number
        log.warning("nothing is sent to %s, which is at %s", parts.hostname, ", ".join(numbers[:3]))
        raise NotAllowed(f"{parts.hostname} is where nothing may be sent")

    def _may(self, address: Address, scheme: str) -> bool:
        """Without TLS only what the operator's own networks have."""
        inner = _embedded(address)
        if any(one in ip_network(network) for network in self.networks for one in {address, inner}):
            return True
        mapped = isinstance(inner, IPv4Address) and isinstance(address, IPv6Address) and address not in GLOBAL
        return scheme == "https" and all(map(_is_public, {inner} if mapped else {address, inner}))


def _is_public(address: Address) -> bool:
    """Python's own lists of what is not grow from release to release: of the new kind only what is given out counts."""
    given_out = isinstance(address, IPv4Address) or (
        address in GLOBAL and not any(address in one for one in FOR_DOCUMENTS)
    )
    return given_out and address.is_global and not address.is_multicast


def _embedded(address: Address) -> Address:
    """The address of the old kind that one of the new leads to; else itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address


def _parts(said: str | None) -> tuple[str, ...]:
    return tuple(part.strip().lower() for part in (said or "").split(",") if part.strip())


def _fits(host: str, port: int | None, scheme: str, allowed: str) -> bool:
    name, _, its_port = allowed.partition(":")
    if (port or PORTS[scheme]) != int(its_port or PORTS[scheme]):
        return False
    return host.endswith(name[1:]) if name.startswith("*.") else host == name
