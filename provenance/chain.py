"""Whose signature it is: a chain of certificates and what signs for its first one."""

import importlib
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from c2pa import C2paSigningAlg as Algorithm
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from errors import Unavailable

Sign = Callable[[bytes], bytes]
"""Gives the signature of a message, in COSE's form: of a curve, both numbers at full length one after the other."""

_CURVES = {
    "secp256r1": (Algorithm.ES256, hashes.SHA256(), 32),
    "secp384r1": (Algorithm.ES384, hashes.SHA384(), 48),
    "secp521r1": (Algorithm.ES512, hashes.SHA512(), 66),
}
"""For each: its name in COSE, its hash, and the bytes of one number."""
SHORTEST_RSA = 2048


@dataclass(frozen=True)
class Chain:
    """Certificates, that of the key first, and what signs with the key. `trial`: it vouches for nobody."""

    certificates: Sequence[x509.Certificate]
    sign: Sign
    trial: bool = False

    @cached_property
    def pem(self) -> str:
        """What files carry: all of the chain but a root, which whoever trusts it has."""
        leaf, *issuers = self.certificates
        return _pem([leaf, *(one for one in issuers if one.subject != one.issuer)])

    @cached_property
    def anchor(self) -> str:
        """The last of the chain, which has to be trusted."""
        return _pem(self.certificates[-1:])

    @cached_property
    def algorithm(self) -> Algorithm:
        return _form(self.certificates[0])[0]

    @cached_property
    def signature_size(self) -> int:
        """Bytes."""
        return _form(self.certificates[0])[1]

    @cached_property
    def begins(self) -> datetime:
        return max(one.not_valid_before_utc for one in self.certificates)

    @cached_property
    def ends(self) -> datetime:
        return min(one.not_valid_after_utc for one in self.certificates)

    @cached_property
    def stand_in(self) -> bytes:
        """A key of the same kind that is nobody's: the library wants one to lay out a file."""
        return _stand_in(self.certificates[0])

    @property
    def name(self) -> str:
        """Whose key it is, to be read."""
        return _name(self.certificates[0])

    @property
    def span(self) -> str:
        """From when to when it is valid, to be read."""
        return f"from {self.begins:%Y-%m-%d %H:%M} to {self.ends:%Y-%m-%d %H:%M} UTC"


def read(certificates: Path, key: Path | None, callback: str | None) -> Chain:
    """An operator's own: a PEM of certificates, and the PEM of the key or the `module:function` that signs.

    Raises Unavailable naming the file and what is wrong with it: expired, of another key, broken.
    """
    chain = _certificates(certificates)
    _check(chain, certificates)
    if key:
        return Chain(chain, signing(private_key(key), chain[0], key))
    return Chain(chain, _imported(callback or ""))


def private_key(path: Path) -> object:
    """Raises Unavailable."""
    try:
        return serialization.load_pem_private_key(path.read_bytes(), None)
    except OSError as error:
        raise Unavailable(f"{path}: the signing key cannot be read: {error.strerror}") from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise Unavailable(f"{path}: this is no private key in PEM without a password: {error}") from error


def signing(key: object, certificate: x509.Certificate, path: Path) -> Sign:
    """What signs with a key, the same for the same message but with RSA. Raises Unavailable: it is not this one's."""
    form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    if not isinstance(key, ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise Unavailable(f"{path}: C2PA knows keys of RSA, P-256, P-384, P-521 and Ed25519, and this is none of them")
    if key.public_key().public_bytes(*form) != certificate.public_key().public_bytes(*form):
        raise Unavailable(f"{path}: this is not the key of {_name(certificate)}")
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign
    if isinstance(key, rsa.RSAPrivateKey):
        scheme = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH)
        return lambda data: key.sign(data, scheme, hashes.SHA256())
    return _curve(key)


def _curve(key: ec.EllipticCurvePrivateKey) -> Sign:
    _, digest, size = _CURVES[key.curve.name]

    def sign(data: bytes) -> bytes:
        numbers = decode_dss_signature(key.sign(data, ec.ECDSA(digest, deterministic_signing=True)))
        return b"".join(number.to_bytes(size) for number in numbers)

    return sign


def _form(certificate: x509.Certificate) -> tuple[Algorithm, int]:
    """The algorithm of its key and the bytes of a signature. Raises Unavailable: there is none for it."""
    key = certificate.public_key()
    if isinstance(key, ed25519.Ed25519PublicKey):
        return Algorithm.ED25519, 64
    if isinstance(key, rsa.RSAPublicKey) and key.key_size >= SHORTEST_RSA:
        return Algorithm.PS256, (key.key_size + 7) // 8
    if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in _CURVES:
        algorithm, _, size = _CURVES[key.curve.name]
        return algorithm, 2 * size
    raise Unavailable(
        f"{_name(certificate)}: C2PA knows keys of RSA (from {SHORTEST_RSA} bits), P-256, P-384, P-521 and Ed25519"
    )


def _stand_in(certificate: x509.Certificate) -> bytes:
    public = certificate.public_key()
    key: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    if isinstance(public, ec.EllipticCurvePublicKey):
        key = ec.generate_private_key(public.curve)
    elif isinstance(public, rsa.RSAPublicKey):
        key = rsa.generate_private_key(public.public_numbers().e, public.key_size)
    else:
        key = ed25519.Ed25519PrivateKey.generate()
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return key.private_bytes(*form)


def _certificates(path: Path) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except OSError as error:
        raise Unavailable(f"{path}: the signing certificate cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise Unavailable(f"{path}: these are no certificates in PEM: {error}") from error


def _check(chain: Sequence[x509.Certificate], path: Path) -> None:
    """Raises Unavailable: a link is expired, not valid yet, or not issued by the next."""
    now = datetime.now(UTC)
    for one in chain:
        if now > one.not_valid_after_utc:
            raise Unavailable(f"{path}: {_name(one)} expired on {one.not_valid_after_utc:%Y-%m-%d %H:%M} UTC")
        if now < one.not_valid_before_utc:
            raise Unavailable(f"{path}: {_name(one)} is not valid before {one.not_valid_before_utc:%Y-%m-%d %H:%M} UTC")
    for one, issuer in itertools.pairwise(chain):
        try:
            one.verify_directly_issued_by(issuer)
        except (ValueError, TypeError, InvalidSignature) as error:
            raise Unavailable(
                f"{path}: {_name(one)} was not issued by {_name(issuer)}, which comes next: the order is that of the "
                "key first, then each one's issuer"
            ) from error
    _form(chain[0])


def _imported(callback: str) -> Sign:
    module, _, name = callback.partition(":")
    try:
        found = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise Unavailable(f"SIGNING_CALLBACK={callback!r} cannot be imported: {error}") from error
    if not callable(found):
        raise Unavailable(f"SIGNING_CALLBACK={callback!r} is no function")
    return found  # type: ignore[no-any-return]


def _name(certificate: x509.Certificate) -> str:
    return f"the certificate of {certificate.subject.rfc4514_string()}"


def _pem(certificates: Sequence[x509.Certificate]) -> str:
    return "".join(one.public_bytes(serialization.Encoding.PEM).decode() for one in certificates)
