"""One MongoDB server: how we connect to it, what we demand of it, and what we do when it is away."""
# mypy: disable-error-code="import-untyped"

import copy
import re
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC
from typing import Any, Self, TypeVar

import pymongo
from dns.exception import DNSException
from mongoengine import Document, OperationError
from mongoengine.queryset import QuerySet
from pymongo import MongoClient, ReadPreference, WriteConcern
from pymongo.collection import Collection
from pymongo.errors import (
    BulkWriteError,
    ConfigurationError,
    ConnectionFailure,
    DuplicateKeyError,
    ExecutionTimeout,
    NetworkTimeout,
    OperationFailure,
    PyMongoError,
)

from errors import Unavailable
from schemas.identity import DEFAULT_TENANT
from storage.options import Options

NAME = "logo_generation"
AUTHENTICATION_CODES = {13, 18}
PAUSE = 0.05
LONGEST_PAUSE = 0.5
"""Seconds between two tries: each pause is twice as long as the one before it."""
AWAY = 1.0
"""Seconds that a call waits for a sign of life from a server of which we know that it was away."""

BROKEN_CODE = 8
"""What a server says whose own files fail it (`UnknownError`): it is away, or about to be."""

SLOW = 60.0
"""Seconds that what is done with a whole collection may take."""

FAREWELL = 1.0
"""Seconds for telling MongoDB that we leave; it finds out by itself, too."""

T = TypeVar("T")


class Refused(Unavailable):
    """The server or its database is not for us: waiting will not help."""


def _is_transient(error: PyMongoError) -> bool:
    """Whether the same call may work a little later. A duplicate is the trace of an upsert at the same moment."""
    kinds = (ConnectionFailure, DuplicateKeyError)
    passing = error.timeout or isinstance(error, kinds) or error.has_error_label("RetryableWriteError")
    broken = isinstance(error, OperationFailure) and error.code == BROKEN_CODE
    return passing or broken or isinstance(error.__cause__, DNSException)


def _is_refusal(error: Exception | None) -> bool:
    return isinstance(error, OperationFailure) and error.code in AUTHENTICATION_CODES


def _cause(error: PyMongoError | OperationError) -> PyMongoError:
    """mongoengine hides the driver's errors in its own."""
    cause = error if isinstance(error, PyMongoError) else error.__context__
    if isinstance(cause, BulkWriteError):
        return _Unwritten(cause.details)
    if isinstance(cause, PyMongoError):
        return cause
    raise error


class _Unwritten(BulkWriteError):
    """The driver's own tells in full what was to be written: people's words and pictures, which no log may hold."""

    def __str__(self) -> str:
        faults = [*self.details["writeErrors"], *self.details["writeConcernErrors"]]
        codes = ", ".join(sorted({str(fault.get("code")) for fault in faults}))
        return f"{len(faults)} writes failed with code {codes}"


def _not_told_by(uri: str, wanted: dict[str, Any]) -> dict[str, Any]:
    """What the address itself does not say: an operator's word counts more than ours."""
    return {name: value for name, value in wanted.items() if f"{name}=".lower() not in uri.lower()}


class Database:
    """A tenant's collections on one server: writes are acknowledged by a majority's journals, reads come from the
    primary. There is no other way to a collection, so that no query sees what is another tenant's.
    """

    def __init__(self, uri: str, options: Options) -> None:
        self.tenant = DEFAULT_TENANT
        self._timeout = options.timeout
        self._away = False
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                self._client: MongoClient[dict[str, Any]] = MongoClient(
                    uri,
                    tz_aware=True,
                    uuidRepresentation="standard",
                    appname="logo-generation",
                    connect=False,  # else names are resolved here and now
                    **_not_told_by(uri, {"maxPoolSize": options.pool_size, "connectTimeoutMS": 2000}),
                )
            name = self._client.get_default_database(NAME).name
        except (PyMongoError, ValueError, UserWarning):
            raise Refused("MONGODB_URI is not a valid MongoDB address") from None
        except OSError as error:
            raise Refused(f"MONGODB_URI names a file for TLS that cannot be used: {error}") from None
        self._database = self._client.get_database(
            name,
            codec_options=self._client.codec_options.with_options(tzinfo=UTC),
            read_preference=ReadPreference.PRIMARY,
            write_concern=WriteConcern("majority", j=True),
        )

    def of(self, tenant: str) -> Self:
        """The same server with another tenant's collections; what closes this one closes it too."""
        other = copy.copy(self)
        other.tenant = tenant
        return other

    def collection(self, document: type[Document]) -> Collection[dict[str, Any]]:
        """The tenant's own: `acme.interactions`, or plainly `interactions` of the tenant that was there first."""
        name = document._get_collection_name()
        return self._database[name if self.tenant == DEFAULT_TENANT else f"{self.tenant}.{name}"]

    def tenants(self, document: type[Document]) -> set[str]:
        """Those with a collection of such documents. Raises Unavailable."""
        names = self._names(rf"^[^.]+\.{document._get_collection_name()}$")
        return {name.partition(".")[0] for name in names}

    def tenants_beside(self, document: type[Document]) -> set[str]:
        """Those with a collection of anything but such documents. Raises Unavailable."""
        names = self._names(rf"^[^.]+\.(?!{document._get_collection_name()}$)")
        return {name.partition(".")[0] for name in names}

    def own(self) -> list[str]:
        """The names of all collections of a tenant that is not the default one. Raises Unavailable."""
        assert self.tenant != DEFAULT_TENANT, "its collections have no name in common"
        return self._names(rf"^{re.escape(self.tenant)}\.")

    def _names(self, pattern: str) -> list[str]:
        wanted = {"name": {"$regex": pattern}}
        return self.with_retry(lambda: self._database.list_collection_names(filter=wanted))

    def count(self, name: str) -> int:
        """How many documents a collection has that `own` told. Raises Unavailable."""
        return self.with_retry(lambda: self._database[name].count_documents({}), SLOW)

    def drop(self, name: str) -> None:
        """Remove a collection that `own` told. Raises Unavailable."""
        self.with_retry(self._database[name].drop, SLOW)

    def objects(self, document: type[Document]) -> Any:
        """The QuerySet of a kind of documents on this server, whatever else this process is connected to."""
        return QuerySet(document, self.collection(document))

    def server(self) -> str:
        """Product and version of the server."""
        return f"MongoDB {self._client.server_info()['version']}"

    def ping(self) -> None:
        """Raises Unavailable when the server does not answer, Refused when it does not want us."""
        self.with_retry(lambda: self._database.command("listCollections", nameOnly=True))

    def with_retry(self, operation: Callable[[], T], timeout: float | None = None) -> T:
        """The result of `operation`, which may run more than once: it is repeated while the server is away.

        Raises Unavailable after `timeout` seconds, or sooner when the server does not even answer a ping, which goes
        first where that may take long. Errors that time does not heal come through as they are.
        """
        patience = self._timeout if timeout is None else timeout
        if self._away or patience > self._timeout:
            self._repeat(self._send_ping, min(patience, AWAY if self._away else self._timeout))
        try:
            return self._repeat(operation, patience)
        except Unavailable as late:
            if isinstance(late.__cause__, NetworkTimeout | ExecutionTimeout) and self._answers():
                raise Unavailable("MongoDB answers, but needs too long for this", retry_after=60) from late.__cause__
            raise

    def _send_ping(self) -> None:
        self._database.command("ping")

    def _answers(self) -> bool:
        with suppress(Unavailable):
            self._repeat(self._send_ping, AWAY)
        return not self._away

    def _repeat(self, operation: Callable[[], T], patience: float) -> T:
        deadline = time.monotonic() + patience
        pause = PAUSE
        while True:
            try:
                with pymongo.timeout(max(deadline - time.monotonic(), 0.001)):
                    result = operation()
            except (PyMongoError, OperationError) as error:
                reason = _cause(error)
                self._raise_unless_transient(reason)
            else:
                self._away = False
                return result
            left = deadline - time.monotonic()
            if left <= PAUSE:
                self._away = True
                raise Unavailable("MongoDB does not answer", retry_after=5) from reason
            time.sleep(min(pause, left - PAUSE))
            pause = min(2 * pause, LONGEST_PAUSE)

    def _raise_unless_transient(self, error: PyMongoError) -> None:
        servers = [server.error for server in self._client.topology_description.server_descriptions().values()]
        if _is_refusal(error) or (servers and all(map(_is_refusal, servers))):
            raise Refused("MongoDB refuses our user name or password") from error
        if _is_transient(error):
            return
        if isinstance(error, ConfigurationError):
            raise Refused("MONGODB_URI leads to no MongoDB that we can use") from error
        raise error from None

    def close(self) -> None:
        with pymongo.timeout(FAREWELL):
            self._client.close()
