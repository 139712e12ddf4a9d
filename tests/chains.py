"""Chains of certificates as a bank would bring them, also broken ones."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

KINDS = {
    "ed25519": ed25519.Ed25519PrivateKey.generate,
    "p256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "p384": lambda: ec.generate_private_key(ec.SECP384R1()),
    "p521": lambda: ec.generate_private_key(ec.SECP521R1()),
    "rsa": lambda: rsa.generate_private_key(65537, 2048),
}
DAY = timedelta(days=1)


def issue(
    kind: str = "p256",
    usage: ObjectIdentifier = ExtendedKeyUsageOID.EMAIL_PROTECTION,
    begins: timedelta = -DAY,
    ends: timedelta = 90 * DAY,
) -> tuple[Any, list[x509.Certificate]]:
    """A key, and its certificate, that of an intermediate authority and of the root."""
    keys = [KINDS[one]() for one in (kind, "p256", "p256")]
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in ("Bank", "Issuing", "Root")]
    chain = []
    for place, (key, name) in enumerate(zip(keys, names, strict=True)):
        issuer, now = min(place + 1, 2), datetime.now(UTC)
        one = (
            x509.CertificateBuilder(names[issuer], name, key.public_key(), x509.random_serial_number())
            .not_valid_before(now + (begins if not place else -DAY))
            .not_valid_after(now + (ends if not place else 90 * DAY))
            .add_extension(x509.BasicConstraints(place > 0, None), True)
            .add_extension(
                x509.KeyUsage(not place, False, False, False, False, place > 0, place > 0, False, False), True
            )
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(keys[issuer].public_key()), False)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        )
        if not place:
            one = one.add_extension(x509.ExtendedKeyUsage([usage]), False)
        chain.append(one.sign(keys[issuer], hashes.SHA256()))
    return keys[0], chain


def self_signed(folder: Path, name: str) -> tuple[Path, Path]:
    """The files of a certificate of a host of that name, which nobody else vouches for, and of its key."""
    key, now = KINDS["p256"](), datetime.now(UTC)
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    one = (
        x509.CertificateBuilder(called, called, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - DAY)
        .not_valid_after(now + DAY)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), False)
        .sign(key, hashes.SHA256())
    )
    files = written(folder, key, [one])
    return Path(files["SIGNING_CERTIFICATE"]), Path(files["SIGNING_KEY"])


def written(folder: Path, key: Any, chain: list[x509.Certificate]) -> dict[str, str]:
    """The two settings, with their files in a folder."""
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    folder.mkdir(exist_ok=True)
    (folder / "key.pem").write_bytes(key.private_bytes(*form))
    (folder / "chain.pem").write_bytes(b"".join(one.public_bytes(form[0]) for one in chain))
    return {"SIGNING_CERTIFICATE": str(folder / "chain.pem"), "SIGNING_KEY": str(folder / "key.pem")}
