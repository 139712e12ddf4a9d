"""A manifest store with nothing in it that is drawn by chance, so that the same picture is signed to the same bytes.

C2PA gives each assertion a random salt, which keeps one that is redacted from being guessed. Ours say nothing that
anybody would redact, and the library cannot be asked to leave them out: they are drawn from the picture instead. What
was hashed and signed with the old ones is hashed and signed again; no length changes, so nothing moves.
"""

from collections.abc import Callable, Iterator
from hashlib import sha256

HEAD = 8
"""Bytes of a JUMBF box before its content: its length and its type."""
SALT = b"\x00\x00\x00\x18c2sh"
"""The head of a salt of 16 bytes; it stands in the description of the box that it is for."""
CLAIM, COSE = b"c2pa.claim.v2", b"c2pa.signature"
SIGN1 = b"\xd2\x84"
"""CBOR: the tag of a COSE_Sign1, and that it has four parts: the first is the protected header, a byte string."""


def calm(store: bytes, seed: bytes, sign: Callable[[bytes], bytes], size: int) -> bytes:
    """The store with salts drawn from `seed`, signed anew by `sign`, whose signatures have so many bytes.

    Raises ValueError when it is none, or not of the form that the library gives it.
    """
    salted, moved = bytearray(store), {}
    for start, end in _superboxes(store, 0, len(store)):
        place = store.find(SALT, start, start + int.from_bytes(store[start : start + 4]))
        if place > 0:
            drawn = sha256(seed + store[start + HEAD : place]).digest()[:16]
            salted[place + HEAD : place + HEAD + 16] = drawn
            moved[sha256(store[start:end]).digest()] = sha256(salted[start:end]).digest()
    done = bytes(salted)
    for old, new in moved.items():
        done = done.replace(old, new)
    claim, cose = _content(done, CLAIM), _content(done, COSE)
    if not (cose.startswith(SIGN1) and cose[:-size].endswith(_head(size)) and done.endswith(cose)):
        raise ValueError("a signature of another form than expected")
    protected = _byte_string(cose, len(SIGN1))
    signature = sign(b"\x84\x6aSignature1" + protected + b"\x40" + _head(len(claim)) + claim)
    if len(signature) != size:
        raise ValueError(f"a signature of {len(signature)} bytes, where this key's have {size}")
    return done[:-size] + signature


def _superboxes(store: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the content of each superbox begins and ends; it begins with its description. Inner ones come first."""
    while start < end:
        size, kind = int.from_bytes(store[start : start + 4]), store[start + 4 : start + HEAD]
        if not HEAD <= size <= end - start:
            raise ValueError(f"a box of {size} bytes does not fit where it stands")
        if kind == b"jumb":
            yield from _superboxes(store, start + HEAD, start + size)
            yield start + HEAD, start + size
        start += size


def _content(store: bytes, label: bytes) -> bytes:
    """What is in the one box of this label."""
    for start, end in _superboxes(store, 0, len(store)):
        inner = start + int.from_bytes(store[start : start + 4])
        if store[start + HEAD + 17 : inner].startswith(label + b"\0"):  # behind a UUID and a byte of flags
            return store[inner + HEAD : end]
    raise ValueError(f"no {label.decode()}")


def _byte_string(cbor: bytes, place: int) -> bytes:
    """The byte string there, with its head."""
    lengths = {0x58: 1, 0x59: 2}
    width = lengths.get(cbor[place], 0)
    size = int.from_bytes(cbor[place + 1 : place + 1 + width]) if width else cbor[place] - 0x40
    return cbor[place : place + 1 + width + size]


def _head(size: int) -> bytes:
    """Of a byte string in CBOR, of 24 to 65535 bytes."""
    return bytes([0x58, size]) if size < 2**8 else b"\x59" + size.to_bytes(2)
