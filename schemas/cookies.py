"""What cookies are called: on TLS by a name that a browser takes from this very host alone, and gives no other."""

HOST = "__Host-"


def cookie_name(name: str, scheme: str) -> str:
    """The name of a cookie of ours, by the scheme of the request; by the prefix it has to be Secure, of path `/`."""
    return f"{HOST}{name}" if scheme == "https" else name
