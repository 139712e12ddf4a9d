"""Signs files: the manifest embedded, bound to every byte, and the same again for the same picture."""

import io
import json
import logging
import struct
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Self
from uuid import UUID
from zlib import crc32

import c2pa
from PIL import Image

from errors import Unavailable
from provenance import chain, trial
from provenance.chain import Chain
from provenance.manifest import Origin, definition
from provenance.store import calm
from provenance.xmp import with_source_type
from settings import ProvenanceSettings

log = logging.getLogger(__name__)

TRIAL = {"signed_with": "A key for trying out, made by this installation at its first start. It vouches for nobody."}
WANTED = (
    "C2PA wants the certificate of no authority, for digital signatures, with an extended key usage such as "
    "emailProtection."
)
UNTRUSTED = "signingCredential.untrusted"
SOON = timedelta(days=30)
"""Before the end of a certificate: from then on each start warns."""
_LAYOUT: dict[str, Any] = {
    "version": 1,
    "builder": {"thumbnail": {"enabled": False}},
    "verify": {"verify_after_sign": False, "ocsp_fetch": False, "remote_manifest_fetch": False},
}


@dataclass(frozen=True, slots=True)
class Signer:
    """Safe to call from several threads. `generator` is the name and the version of what makes the files."""

    chain: Chain
    generator: Mapping[str, str]

    def signed(self, content: bytes, mime: str, origin: Origin) -> bytes:
        """A file of ours that says what it is, signed; this takes milliseconds of a thread.

        The same content and origin give the same bytes again, unless the key is RSA's or signs elsewhere. Raises
        Unavailable when the certificate is not valid now, or its key cannot be used.
        """
        if not self.chain.begins <= datetime.now(UTC) <= self.chain.ends:
            raise Unavailable(f"The signing certificate is valid {self.chain.span}; nothing can be signed.")
        try:
            return self._signed(content, mime, origin)
        except Exception as error:  # what an operator's own callback raises is theirs
            log.exception("a picture could not be signed")
            raise Unavailable("The picture could not be signed; nothing was recorded.") from error

    def checked(self) -> Self:
        """Itself, once what it signs is found valid. Raises Unavailable saying what is wrong with the certificate."""
        try:
            faults = self._faults()
        except Exception as error:  # noqa: BLE001 - what an operator's own callback raises is theirs
            faults = [f"{type(error).__name__}: {error}"]
        if faults:
            raise Unavailable(f"What {self.chain.name} signs is not valid: {'; '.join(faults)}. {WANTED}")
        return self

    def _faults(self) -> list[str]:
        """What C2PA's library finds wrong in a file that we sign, but that nobody trusts us."""
        sample = io.BytesIO()
        Image.new("RGB", (8, 8)).save(sample, "PNG")
        signed = self._signed(sample.getvalue(), "image/png", Origin("algorithmicMedia", "sample"))
        trust = {"version": 1, "trust": {"user_anchors": self.chain.anchor}}
        with (
            c2pa.Context.from_dict(trust) as context,
            c2pa.Reader("image/png", io.BytesIO(signed), context=context) as reader,
        ):
            found = json.loads(reader.json())["validation_results"]["activeManifest"]["failure"]
        return [f"{one['code']} ({one.get('explanation')})" for one in found if one["code"] != UNTRUSTED]

    def _signed(self, content: bytes, mime: str, origin: Origin) -> bytes:
        if self.chain.trial:
            origin = replace(origin, facts={**origin.facts, **TRIAL})
        return self._sealed(with_source_type(content, mime, origin.source), mime, origin)

    def _sealed(self, content: bytes, mime: str, origin: Origin) -> bytes:
        """The library's file, signed with a key that is nobody's, and then our signature over what has no chance."""
        said = json.dumps(definition(origin, self.generator, ""), sort_keys=True)
        seed = sha256(sha256(content).digest() + said.encode() + self.chain.pem.encode()).digest()
        made = definition(origin, self.generator, str(UUID(bytes=seed[:16], version=4)))
        info = c2pa.C2paSignerInfo(self.chain.algorithm, self.chain.pem.encode(), self.chain.stand_in, None)
        out = io.BytesIO()
        with (
            c2pa.Context.from_dict(_LAYOUT) as context,
            c2pa.Signer.from_info(info) as signer,
            c2pa.Builder(made, context=context) as builder,
        ):
            store = builder.sign(signer, mime, io.BytesIO(content), out)
        file = out.getvalue()
        start = file.index(store)
        end = start + len(store)
        file = file[:start] + calm(store, seed, self.chain.sign, self.chain.signature_size) + file[end:]
        return _checksummed(file, start, end) if mime == "image/png" else file


def open_signer(settings: ProvenanceSettings, name: str, version: str) -> Signer | None:
    """What signs the pictures of this service; None where that is off.

    The key for trying out is made in the data folder where there is none, once for all processes. Raises Unavailable
    when the operator's chain is broken, expired or not that of the key.
    """
    if settings.content_credentials == "off":
        log.warning("pictures carry no content credentials: CONTENT_CREDENTIALS is off")
        return None
    if settings.signing_certificate:
        found = chain.read(settings.signing_certificate, settings.signing_key, settings.signing_callback)
    else:
        found = trial.read(settings.data_dir)
    if found.ends - datetime.now(UTC) < SOON:
        log.warning("%s is valid %s", found.name, found.span)
    return Signer(found, {"name": name, "version": version}).checked()


def _checksummed(png: bytes, start: int, end: int) -> bytes:
    """The file with a new checksum of the chunk whose content stands there."""
    return png[:end] + struct.pack(">I", crc32(png[start - 4 : end])) + png[end + 4 :]
