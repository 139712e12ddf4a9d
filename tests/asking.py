"""The public service in this process with its door closed, and people with keys who ask it."""

import uuid

from starlette.datastructures import State

from access import Keyring, Meter, NewKey, parse_limits, plain
from api.middleware.access import Access
from tests.waiting import run

SECRET = b"x" * 32
SMALL = {"width": 64, "height": 64}


class Asked:
    """A service that asks who comes, in this process, and somebody with a key who asks it."""

    def __init__(self, flow, store, addresses=plain):
        self.flow, self.name = flow, uuid.uuid4().hex
        self.ring = Keyring(store.access_keys, store.trail, SECRET)
        state = State(
            {
                "keyring": self.ring,
                "store": store,
                "tenants": flow.tenants,
                "meter": Meter(store.quotas, {}),
                "addresses": addresses,
            }
        )
        self.client = flow.client
        inner = flow.app
        while not isinstance(inner, Access):
            inner = inner.app
        inner.ask, inner.state = True, state

    def key(self, limits="", roles=("maker",), owner=None, tenant="default"):
        wanted = NewKey(owner or self.name, roles, tenant=tenant, limits=parse_limits(limits))
        return {"Authorization": f"Bearer {self.ring.add(wanted, 'test')}"}

    def ask(self, key, *given):
        return run(self.asking(key, *given))

    def body(self, **changes):
        return {"user_id": self.name, "seed": 7, "metadata": SMALL} | changes

    async def asking(self, key, body=None, path="/api/generate", method="POST"):
        async with self.client() as client:
            body = body or self.body()
            return await client.request(method, path, json=body if method in ("POST", "PATCH") else None, headers=key)
