"""A key for trying out: made once in a data folder, with a small authority of its own that nobody trusts."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from errors import Unavailable
from provenance.chain import Chain, private_key, signing
from storage import disk

NAME = "content-credentials.pem"
VALID = timedelta(days=3650)
"""Also before the moment it is made: clocks of machines differ."""
CLAIM_SIGNING = ObjectIdentifier("1.3.6.1.4.1.62558.2.1")
"""C2PA's own extended key usage. Its library asks for that of e-mail beside it."""
AUTHORITY, HOLDER = "Authority for trying out", "For trying out: vouches for nobody"


def read(data_dir: Path) -> Chain:
    """The key of this data folder with its chain, made where there is none: once, however many processes ask.

    Raises Unavailable when it cannot be kept, or what is kept is none or expired.
    """
    path = data_dir / NAME
    try:
        if not path.exists():
            disk.write_once(path, _drawn())
        chain = x509.load_pem_x509_certificates(path.read_bytes())
    except OSError as error:
        raise Unavailable(f"{path}: the key for trying out cannot be kept: {error.strerror}") from error
    except ValueError as error:
        raise Unavailable(f"{path}: this is no key for trying out ({error}); without it a new one is made") from error
    if datetime.now(UTC) > chain[0].not_valid_after_utc:
        raise Unavailable(f"{path}: the key for trying out has expired; without it a new one is made")
    return Chain(chain, signing(private_key(path), chain[0], path), trial=True)


def _drawn() -> bytes:
    """A PEM: the key, its certificate, and its authority's, whose own key is thrown away."""
    authority, key = ed25519.Ed25519PrivateKey.generate(), ed25519.Ed25519PrivateKey.generate()
    root = (
        _certificate(AUTHORITY, AUTHORITY, authority.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(authority.public_key()), critical=False)
        .sign(authority, None)
    )
    leaf = (
        _certificate(HOLDER, AUTHORITY, key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION, CLAIM_SIGNING]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key()), critical=False)
        .sign(authority, None)
    )
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return key.private_bytes(*form) + b"".join(one.public_bytes(form[0]) for one in (leaf, root))


def _certificate(name: str, issuer: str, key: ed25519.Ed25519PublicKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(issuer))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + VALID)
    )


def _named(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "logo-generation"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


def _usage(signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
