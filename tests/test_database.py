"""A server of the operator's own: with least privilege, with TLS, and with secrets that stay secret."""

import contextlib
import logging
import socketserver
import subprocess
import threading
import time

import dns.message
import dns.rdatatype
import dns.resolver
import dns.rrset
import pymongo
import pytest
from pymongo.errors import AutoReconnect, OperationFailure

from errors import Unavailable
from storage import Options, Store
from storage.mongo.database import Database, Refused
from tests.serving import free_port
from tests.stores import Server, drained, name_of, picture, recorded, servers
from tests.waiting import wait_until

QUICK, PATIENT = Options(timeout=1), Options(timeout=20)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    """A server that asks for a password, with a user who may read and write one database."""
    server = Server(tmp_path_factory.mktemp("guarded"), "--auth")
    with pymongo.MongoClient(server.uri) as client:
        client.admin.command("createUser", "root", pwd="root", roles=["root"])
    with pymongo.MongoClient(server.uri, username="root", password="root") as client:
        client.logo.command("createUser", "logo", pwd="p@ss/word", roles=["readWrite"])
    yield server
    server.kill()


def address(server, password):
    return f"mongodb://logo:{password}@127.0.0.1:{server.port}/logo"


def test_read_and_write_are_all_that_is_needed(guarded, tmp_path):
    options = Options(timeout=20, retention_days=30)
    with contextlib.closing(Store.open(address(guarded, "p%40ss%2Fword"), tmp_path, options)) as store:
        line = recorded(store)
        store.mark("123", line.image_url, True)
        drained(store)
        assert store.image(name_of(line))[0] == picture(line)
        assert store.erase("123").interactions == 1


def test_wrong_password_is_refused_and_stays_secret(guarded, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    with pytest.raises(Refused) as caught:
        Store.open(address(guarded, "hushhush"), tmp_path)
    assert "hushhush" not in caplog.text + str(caught.value)


@pytest.mark.parametrize("code", [13, 18])
def test_one_of_several_servers_that_refuses_us_is_no_reason_to_give_up(failing, code):
    """Its twin may be set up better, and back in a moment; with nobody else there it is."""
    hosts = f"127.0.0.1:{failing.port}", f"127.0.0.1:{free_port()}"
    hello = ["ismaster", "isMaster", "hello"]
    with failing.fault(*hello, appName="logo-generation", errorCode=code):
        for several, told in ((hosts, "does not answer"), (hosts[:1], "refuses our user name or password")):
            database = Database(f"mongodb://{','.join(several)}/", Options(timeout=0.5))
            with contextlib.closing(database), pytest.raises(Unavailable, match=told):
                database.ping()


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory):
    """A server that speaks TLS only, and the file of who vouches for it."""
    folder = tmp_path_factory.mktemp("encrypted")
    key, certificate, both = folder / "key.pem", folder / "cert.pem", folder / "both.pem"
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    request += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(request, check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + certificate.read_bytes())
    trust = f"?tls=true&tlsCAFile={certificate}"
    flags = ("--tlsMode", "requireTLS", "--tlsCertificateKeyFile", str(both))
    server = Server(folder / "data", *flags, trust=trust)
    yield server, trust
    server.kill()


def test_tls(encrypted, tmp_path):
    server, trust = encrypted
    with contextlib.closing(Store.open(server.uri + trust, tmp_path, PATIENT)) as store:
        recorded(store)
        drained(store)
        store.database.ping()


def test_tls_of_a_stranger_is_not_trusted(encrypted, tmp_path, caplog):
    server, _ = encrypted
    opened = Store.open(server.uri + "?tls=true", tmp_path, QUICK)
    with contextlib.closing(opened) as store, pytest.raises(Unavailable):
        store.database.ping()
    assert "CERTIFICATE_VERIFY_FAILED" in caplog.text


@pytest.mark.parametrize("option", ["tlsCAFile", "tlsCertificateKeyFile"])
def test_file_for_tls_that_is_not_there_is_named_with_its_setting(option, tmp_path):
    with pytest.raises(Refused, match=r"MONGODB_URI.*/nowhere\.pem"):
        Store.open(f"mongodb://127.0.0.1:1/?tls=true&{option}=/nowhere.pem", tmp_path, QUICK)


class Names(socketserver.BaseRequestHandler):
    """A name server that knows of one MongoDB."""

    def handle(self):
        data, socket = self.request
        answer = dns.message.make_response(dns.message.from_wire(data))
        [question] = answer.question
        if question.rdtype == dns.rdatatype.SRV:
            here = f"0 0 {self.server.mongodb_port} 127.0.0.1."
            answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", "SRV", here))
        socket.sendto(answer.to_wire(), self.client_address)


def test_name_that_is_resolved_only_later_is_no_obstacle(tmp_path, monkeypatch):
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], free_port()
    monkeypatch.setattr(dns.resolver, "default_resolver", resolver)
    uri = "mongodb+srv://cluster.0.0.1/logo?tls=false"
    with servers(tmp_path / "mongo", 1) as [server], contextlib.closing(Store.open(uri, tmp_path, QUICK)) as store:
        recorded(store)
        with pytest.raises(Unavailable):
            store.database.ping()
        assert store.history("123").partial
        with socketserver.UDPServer(("127.0.0.1", resolver.port), Names) as names:
            names.mongodb_port = server.port
            threading.Thread(target=names.serve_forever, daemon=True).start()
            drained(store)
            names.shutdown()
        wait_until(lambda: not store.history("123").partial)


def test_cluster_that_cannot_be_one_is_refused(tmp_path):
    with pytest.raises(Refused, match="MONGODB_URI"):
        Store.open("mongodb+srv://127.0.0.1/logo", tmp_path, QUICK)


def test_with_retry_repeats_until_it_works(uri):
    tries = []

    def third_time_lucky():
        tries.append(1)
        if len(tries) < 3:
            raise AutoReconnect("away")
        return "done"

    with contextlib.closing(Database(uri, PATIENT)) as database:
        assert database.with_retry(third_time_lucky) == "done"


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self):
        self.now, self.slept = 1000.0, []

    def monotonic(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(round(seconds, 6))
        self.now += seconds


@pytest.mark.parametrize(("timeout", "patience"), [(7, None), (7, 3), (7, 0.4), (0.04, None)])
def test_with_retry_tries_ever_more_slowly_but_twice_a_second_and_to_the_end(uri, monkeypatch, timeout, patience):
    clock, tried = Clock(), []
    monkeypatch.setattr("storage.mongo.database.time", clock)

    def never():
        tried.append(clock.now)
        raise AutoReconnect("away")

    database = Database(uri, Options(timeout=timeout))
    with contextlib.closing(database), pytest.raises(Unavailable, match="does not answer"):
        database.with_retry(never, patience)
    ends = 1000 + (timeout if patience is None else patience)
    assert clock.slept[:5] == [0.05, 0.1, 0.2, 0.4, 0.5][: len(clock.slept)]
    assert max(clock.slept, default=0) <= 0.5
    assert max(ends - 0.06, 1000) <= tried[-1] <= ends
    assert len(tried) == len(clock.slept) + 1


def test_with_retry_waits_for_a_server_whose_files_fail_it(uri):
    def failing():
        raise OperationFailure("2: No such file or directory", code=8)

    with contextlib.closing(Database(uri, PATIENT)) as database, pytest.raises(Unavailable):
        database.with_retry(failing, 0.2)


def test_with_retry_does_not_repeat_what_time_does_not_heal(uri):
    def hopeless():
        raise OperationFailure("no", code=121)

    with contextlib.closing(Database(uri, PATIENT)) as database, pytest.raises(OperationFailure):
        database.with_retry(hopeless)


def test_with_retry_waits_less_for_a_server_that_is_known_to_be_away():
    with contextlib.closing(Database("mongodb://127.0.0.1:1", Options(timeout=4))) as database:
        took = []
        for _ in range(2):
            started = time.monotonic()
            with pytest.raises(Unavailable):
                database.ping()
            took.append(time.monotonic() - started)
    assert took[0] >= 4 > took[1]


def test_with_retry_has_its_whole_patience_for_a_server_that_is_back(tmp_path):
    with servers(tmp_path, 1) as [server], contextlib.closing(Database(server.uri, Options(timeout=10))) as database:

        def over_a_slow_link():
            time.sleep(1.5)
            return database.server()

        server.kill()
        with pytest.raises(Unavailable):
            database.with_retry(database.server, 0.5)
        server.start()
        assert database.with_retry(over_a_slow_link).startswith("MongoDB")


def test_with_retry_waits_long_only_for_a_server_that_answers():
    with contextlib.closing(Database("mongodb://127.0.0.1:1", QUICK)) as database:
        started = time.monotonic()
        with pytest.raises(Unavailable):
            database.with_retry(database.server, 60)
        assert time.monotonic() - started < 5


def test_with_retry_does_not_take_a_server_that_works_for_one_that_is_away(uri):
    def endless():
        numbers = {"$range": [0, 4000]}
        squared = [{"$documents": [{"a": numbers}]}, {"$unwind": "$a"}, {"$set": {"b": numbers}}, {"$unwind": "$b"}]
        return list(database._database.aggregate([*squared, {"$group": {"_id": "$b", "sum": {"$sum": "$a"}}}]))

    with contextlib.closing(Database(uri, QUICK)) as database:
        with pytest.raises(Unavailable, match="answers"):
            database.with_retry(endless)
        assert not database._away
