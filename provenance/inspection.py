"""Reads a file that a stranger sent, in a process of its own: what it takes is bounded, and its crash hurts nobody.

Run as a script it reads a line of JSON and the file from its input, and writes a line of JSON.
"""

import asyncio
import io
import json
import os
import resource
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from errors import InvalidRequest, TimedOut
from provenance.manifest import CLEAN, FACTS, source_of

MAX_PIXELS = 40_000_000
FORMS = ("PNG", "JPEG", "WEBP")
SECONDS, MEMORY = 10, 2**30
"""Of a file: CPU, and address space in bytes with all that is imported."""
ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Each thread of these takes address space."""
PATIENCE = 3 * SECONDS
"""Seconds by the clock."""
UNTRUSTED, TRUSTED = "signingCredential.untrusted", "signingCredential.trusted"
CHANGED = ("assertion.dataHash.mismatch", "assertion.hashedURI.mismatch", "claimSignature.mismatch")


async def inspected(content: bytes, anchor: str | None) -> dict[str, Any]:
    """What there is to be known of a file: `credentials`, `sought`, the sample of likeness in hex, and `clean`, the
    SHA-256 of the picture that an advertisement of ours says to be set over.

    `anchor` is the PEM of the authority that our own signatures end at. Raises InvalidRequest when it is no picture
    that we read, or its reader gave up, and TimedOut.
    """
    root = Path(__file__).parent.parent
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "provenance.inspection",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        cwd=root, env={"PATH": os.defpath} | ALONE,
    )  # fmt: skip
    try:
        async with asyncio.timeout(PATIENCE):
            told, _ = await process.communicate(json.dumps({"anchor": anchor}).encode() + b"\n" + content)
    except TimeoutError:
        raise TimedOut(f"The file could not be read within {PATIENCE} s.") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    try:
        found: dict[str, Any] = json.loads(told)
    except ValueError:
        raise _unreadable("The file should be a picture that can be read; this one's reader gave up.") from None
    if "fault" in found:
        raise _unreadable(found["fault"])
    return found


def _unreadable(message: str) -> InvalidRequest:
    return InvalidRequest.of_field("file", None, "a whole PNG, JPEG or WebP", message)


def look(content: bytes, anchor: str | None) -> dict[str, Any]:
    """The same in this process, without its bounds; `fault` is why a file is not read."""
    from PIL import Image, ImageOps

    import likeness

    try:
        with Image.open(io.BytesIO(content), formats=FORMS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                limit = f"at most {MAX_PIXELS // 10**6} megapixels"
                return {"fault": f"The picture should have {limit}, not {picture.width}x{picture.height}."}
            mime = {"PNG": "image/png", "WEBP": "image/webp"}.get(str(picture.format), "image/jpeg")
            sought = likeness.sample(ImageOps.exif_transpose(picture)).hex()
    except Exception as error:  # noqa: BLE001 - hostile bytes raise whatever they like, and the file is at fault
        return {"fault": f"The file should be a whole PNG, JPEG or WebP ({type(error).__name__})."}
    told, clean = _credentials(content, mime, anchor)
    return {"sought": sought, "credentials": told, "clean": clean}


def _credentials(content: bytes, mime: str, anchor: str | None) -> tuple[dict[str, Any], str | None]:
    import c2pa

    settings: dict[str, Any] = {"version": 1, "verify": {"ocsp_fetch": False, "remote_manifest_fetch": False}}
    if anchor:
        settings["trust"] = {"user_anchors": anchor}
    try:
        with (
            c2pa.Context.from_dict(settings) as context,
            c2pa.Reader(mime, io.BytesIO(content), context=context) as reader,
        ):
            found = json.loads(reader.json())
            manifest = found.get("manifests", {}).get(found.get("active_manifest"), {})
            told = _told(manifest, found)
            return told, _clean(manifest) if told["trusted"] and told["state"] == "valid" else None
    except c2pa.C2paError.ManifestNotFound:
        return {"state": "none"}, None
    except c2pa.C2paError as error:
        return {"state": "invalid", "problems": [str(error)[:200]]}, None


def _told(manifest: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    results = found.get("validation_results", {}).get("activeManifest", {})
    codes = [one.get("code", "") for one in results.get("failure", [])]
    faults = [code for code in codes if code != UNTRUSTED]
    signature = manifest.get("signature_info", {})
    generator: Mapping[str, Any] = next(iter(manifest.get("claim_generator_info", [])), {})
    actions = list(_actions(manifest))
    return {
        "state": "valid" if not faults else "changed" if any(code in CHANGED for code in faults) else "invalid",
        "problems": faults,
        "trusted": any(one.get("code") == TRUSTED for one in results.get("success", [])),
        "signed_by": signature.get("common_name") or signature.get("issuer"),
        "generator": " ".join(str(generator[key]) for key in ("name", "version") if key in generator) or None,
        "made_with": next((one["softwareAgent"].get("name") for one in actions if "softwareAgent" in one), None),
        "source_type": source_of([_last(one) for one in actions if "digitalSourceType" in one]),
        "actions": [str(one.get("action")) for one in actions],
    }


def _clean(manifest: Mapping[str, Any]) -> str | None:
    facts = (one.get("data", {}) for one in manifest.get("assertions", []) if one.get("label") == FACTS)
    return next((str(one[CLEAN]) for one in facts if CLEAN in one), None)


def _actions(manifest: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for assertion in manifest.get("assertions", []):
        if str(assertion.get("label", "")).startswith("c2pa.actions"):
            yield from assertion.get("data", {}).get("actions", [])


def _last(action: Mapping[str, Any]) -> str:
    return str(action["digitalSourceType"]).rpartition("/")[2]


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    asked = json.loads(sys.stdin.buffer.readline())
    sys.stdout.write(json.dumps(look(sys.stdin.buffer.read(), asked["anchor"])))


if __name__ == "__main__":
    main()
