"""A company's own sign-in for the tests: npm's certified oidc-provider, as it is, run by the Node of the browsers' driver."""

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import playwright

from tests.waiting import wait_until

HERE = Path(__file__).parent
NODE = Path(playwright.__file__).parent / "driver" / "node"
CLIENT, SECRET = "logo", "a secret of the client that the provider knows"


def install() -> None:
    """What package-lock.json holds, once; npm is one of the tools that `scripts/system test` sees to."""
    done = HERE / "node_modules" / ".package-lock.json"
    if done.exists() and done.stat().st_mtime >= (HERE / "package-lock.json").stat().st_mtime:
        return
    subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=HERE, check=True, capture_output=True
    )


@contextlib.contextmanager
def provide(port: int, client: str) -> Iterator[subprocess.Popen[bytes]]:
    """Serve it at a port of this machine, for our service at the address `client`, until the block ends."""
    where = [f"{client}/api/session/callback", f"{client}/ui/sign-in"]
    process = subprocess.Popen(
        [NODE, "provider.js", str(port), SECRET, *where], cwd=HERE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_until(lambda: _answers(port))
        yield process
    finally:
        process.kill()
        process.wait()


def _answers(port: int) -> bool:
    with contextlib.suppress(httpx.TransportError):
        return httpx.get(f"http://127.0.0.1:{port}/.well-known/openid-configuration").is_success
    return False
