"""Content credentials: valid for C2PA's own library, true, without anybody in them, and of whose key is told."""

import base64
import io
import json
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import c2pa
import numpy as np
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from errors import Unavailable
from pipeline.encoder import encode
from provenance import Origin
from provenance.chain import Chain
from provenance.manifest import FACTS, IPTC
from provenance.signer import Signer, open_signer
from provenance.xmp import with_source_type
from schemas import OUTPUT_FORMATS, media_type
from settings import Settings
from tests.chains import DAY, KINDS, issue, written
from tests.serving import ROOT

PIXELS = np.kron(np.random.default_rng(1).integers(0, 256, (16, 12, 3)), np.ones((8, 8, 1))).astype(np.uint8)
ORIGIN = Origin("trainedAlgorithmicMedia", "sdxl sha256:0123", facts={"model": "sdxl", "loras": [{"name": "a"}]})


def opened(**env: str) -> Signer:
    signer = open_signer(Settings.from_env(env), "logo-generation", "0")
    assert signer
    return signer


@pytest.fixture(scope="module")
def signer(tmp_path_factory) -> Signer:
    return opened(DATA_DIR=str(tmp_path_factory.mktemp("trial")))


def read(content: bytes, mime: str, anchor: str) -> dict:
    """What C2PA's library finds, trusting this one authority alone."""
    trust = {"version": 1, "trust": {"trust_anchors": anchor}}
    with (
        c2pa.Context.from_dict(trust) as context,
        c2pa.Reader(mime, io.BytesIO(content), context=context) as reader,
    ):
        return json.loads(reader.json())


def manifest(found: dict) -> dict:
    return found["manifests"][found["active_manifest"]]


def assertions(found: dict) -> dict:
    return {one["label"]: one["data"] for one in manifest(found)["assertions"]}


def is_valid(content: bytes, mime: str, anchor: str) -> bool:
    try:
        return read(content, mime, anchor)["validation_state"] == "Trusted"
    except c2pa.C2paError:
        return False


def decoded(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("form", OUTPUT_FORMATS)
def test_file_is_valid_complete_and_small_and_has_the_same_pixels(signer, form):
    plain = encode(PIXELS, form)
    signed = signer.signed(plain, media_type(form), ORIGIN.corrected())
    found = read(signed, media_type(form), signer.chain.anchor)
    assert found["validation_state"] == "Trusted"
    assert found["validation_results"]["activeManifest"]["failure"] == []
    assert len(signed) - len(plain) < 6000
    assert np.array_equal(np.asarray(decoded(signed).convert("RGB")), np.asarray(decoded(plain).convert("RGB")))
    assert decoded(signed).info.keys() & {"srgb", "icc_profile"}
    described = decoded(signed).getxmp()["xmpmeta"]["RDF"]["Description"]
    assert described["DigitalSourceType"] == IPTC + "trainedAlgorithmicMedia"


def test_manifest_says_what_the_picture_is(signer):
    said = ORIGIN.corrected()
    plain = encode(PIXELS, "png")
    found = read(signer.signed(plain, "image/png", said), "image/png", signer.chain.anchor)
    [generator] = manifest(found)["claim_generator_info"]
    assert (generator["name"], generator["specVersion"]) == ("logo-generation", "2.4")
    actions = assertions(found)["c2pa.actions.v2"]
    assert actions["allActionsIncluded"] is True
    assert [(one["action"], one["digitalSourceType"]) for one in actions["actions"]] == [
        ("c2pa.created", IPTC + "trainedAlgorithmicMedia"),
        ("c2pa.color_adjustments", IPTC + "algorithmicallyEnhanced"),
    ]
    assert actions["actions"][0]["softwareAgent"]["name"] == "sdxl sha256:0123"
    assert assertions(found)[FACTS]["model"] == "sdxl"
    assert "trying out" in assertions(found)[FACTS]["signed_with"]
    assert "trying out" in manifest(found)["signature_info"]["common_name"]


@pytest.mark.parametrize(
    ("painted", "whole"),
    [("trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"), ("algorithmicMedia", "composite")],
)
def test_picture_with_copy_is_a_composite_and_says_of_what(signer, painted, whole):
    origin = Origin(painted, "painter").with_copy("0" * 64, layout={"name": "band", "sha256": "1" * 64})
    signed = signer.signed(encode(PIXELS, "webp"), "image/webp", origin)
    found = read(signed, "image/webp", signer.chain.anchor)
    types = [one["digitalSourceType"] for one in assertions(found)["c2pa.actions.v2"]["actions"]]
    assert types == [IPTC + painted, IPTC + "digitalCreation"]
    assert assertions(found)[FACTS]["layout"]["name"] == "band"
    assert decoded(signed).getxmp()["xmpmeta"]["RDF"]["Description"]["DigitalSourceType"] == IPTC + whole


@pytest.mark.parametrize("form", OUTPUT_FORMATS)
def test_same_picture_is_signed_to_the_same_bytes_and_another_to_others(signer, form):
    plain, other = encode(PIXELS, form), encode(PIXELS[::-1], form)
    with ThreadPoolExecutor(4) as threads:
        several = set(threads.map(lambda _: signer.signed(plain, media_type(form), ORIGIN), range(12)))
    assert len(several) == 1
    labels = [
        read(signer.signed(content, media_type(form), origin), media_type(form), signer.chain.anchor)["active_manifest"]
        for content, origin in ((plain, ORIGIN), (other, ORIGIN), (plain, ORIGIN.corrected()))
    ]
    assert len(set(labels)) == 3


@pytest.mark.parametrize("length", range(4))
def test_chunks_of_a_webp_are_padded_and_as_many_as_it_says(length):
    content = with_source_type(encode(PIXELS, "webp"), "image/webp", "x" * length)
    assert content[:4] + content[8:12] == b"RIFFWEBP"
    assert int.from_bytes(content[4:8], "little") == len(content) - 8
    place, chunks = 12, []
    while place < len(content):
        size = int.from_bytes(content[place + 4 : place + 8], "little")
        chunks.append(content[place : place + 4])
        place += 8 + size + size % 2
    assert (place, chunks[0], chunks[-1]) == (len(content), b"VP8X", b"XMP ")


@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), form=st.sampled_from(OUTPUT_FORMATS))
def test_changed_byte_outside_the_manifest_is_found(signer, place, bit, form):
    plain = encode(PIXELS, form)
    signed = signer.signed(plain, media_type(form), ORIGIN)
    # The tail is the picture; in front of it the manifest has room to spare that nothing covers.
    tail = len(plain) // 2 if form != "webp" else len(plain)
    at = len(signed) - 1 - int(place * tail) if form != "webp" else int(place * tail)
    changed = bytearray(signed)
    changed[at] ^= 1 << bit
    assert not is_valid(bytes(changed), media_type(form), signer.chain.anchor)


@pytest.mark.parametrize("kind", KINDS)
def test_chain_of_a_bank_signs_with_every_key_that_c2pa_knows(tmp_path, kind):
    signer = opened(**written(tmp_path, *issue(kind)))
    signed = [signer.signed(encode(PIXELS, "png"), "image/png", ORIGIN) for _ in range(2)]
    found = read(signed[0], "image/png", signer.chain.anchor)
    assert found["validation_state"] == "Trusted"
    assert manifest(found)["signature_info"]["common_name"] == "Bank"
    assert "signed_with" not in assertions(found)[FACTS]
    assert (signed[0] == signed[1]) == (kind != "rsa")


def key_of_an_hsm(data: bytes) -> bytes:
    numbers = decode_dss_signature(HSM.sign(data, ec.ECDSA(hashes.SHA256())))
    return b"".join(number.to_bytes(32) for number in numbers)


HSM, HSM_CHAIN = issue("p256")


def test_callback_signs_without_a_key_in_a_file(tmp_path):
    files = written(tmp_path, HSM, HSM_CHAIN)
    env = {"SIGNING_CERTIFICATE": files["SIGNING_CERTIFICATE"], "SIGNING_CALLBACK": f"{__name__}:key_of_an_hsm"}
    signer = opened(**env)
    assert is_valid(signer.signed(encode(PIXELS, "jpeg"), "image/jpeg", ORIGIN), "image/jpeg", signer.chain.anchor)
    another = written(tmp_path / "other", *issue())["SIGNING_CERTIFICATE"]
    with pytest.raises(Unavailable, match="is not valid"):
        opened(**env | {"SIGNING_CERTIFICATE": another})
    for name in ("nowhere:sign", f"{__name__}:nothing", f"{__name__}:DAY"):
        with pytest.raises(Unavailable, match="SIGNING_CALLBACK"):
            opened(**env | {"SIGNING_CALLBACK": name})


def without_a_link():
    key, chain = issue()
    return key, chain[::2]


def of_another_issuer():
    key, chain = issue()
    return key, [chain[0], *issue()[1][1:]]


def of_another_root():
    key, chain = issue()
    return key, [*chain[:2], issue()[1][2]]


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (lambda: issue(begins=-9 * DAY, ends=-DAY), "CN=Bank expired on"),
        (lambda: issue(begins=DAY), "CN=Bank is not valid before"),
        (lambda: issue(usage=ExtendedKeyUsageOID.SERVER_AUTH), "CN=Bank .*extended key usage"),
        (lambda: (issue()[0], issue()[1]), "not the key of the certificate of CN=Bank"),
        (without_a_link, "CN=Bank was not issued by .*CN=Root"),
        (of_another_issuer, "was not issued by"),
        (of_another_root, "CN=Issuing was not issued by .*CN=Root"),
    ],
    ids=["expired", "not yet", "for servers", "another key", "a gap", "another issuer", "another root"],
)
def test_chain_that_will_not_do_stops_the_start_and_says_why(tmp_path, made, told):
    with pytest.raises(Unavailable, match=told):
        opened(**written(tmp_path, *made()))


@pytest.mark.parametrize("name", ["SIGNING_CERTIFICATE", "SIGNING_KEY"])
@pytest.mark.parametrize("content", [None, b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_file_that_is_broken_is_named(tmp_path, name, content):
    files = written(tmp_path, *issue())
    path = tmp_path / "broken.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Unavailable, match=r"broken\.pem"):
        opened(**files | {name: str(path)})


@pytest.mark.parametrize("given", ["SIGNING_CERTIFICATE", "SIGNING_KEY"])
def test_half_a_chain_is_no_setting(given):
    with pytest.raises(SystemExit, match="SIGNING_CERTIFICATE goes with one of"):
        Settings.from_env({given: "one.pem"})


def test_certificate_that_ends_while_the_service_runs_signs_nothing_more(tmp_path):
    signer = opened(**written(tmp_path, *issue(ends=timedelta(seconds=30))))
    object.__setattr__(signer.chain, "ends", signer.chain.begins)
    with pytest.raises(Unavailable, match="is valid from"):
        signer.signed(encode(PIXELS, "png"), "image/png", ORIGIN)


@pytest.mark.parametrize(("days", "warned"), [(29, True), (31, False)])
def test_certificate_that_ends_within_a_month_is_warned_of_at_the_start(tmp_path, caplog, days, warned):
    opened(**written(tmp_path, *issue(ends=days * DAY)))
    assert ("CN=Bank is valid from" in caplog.text) == warned


def test_chain_is_valid_while_all_of_it_is_and_carries_no_root(tmp_path):
    _, (leaf, issuer, root) = issue(begins=-timedelta(hours=1), ends=100 * DAY)
    chain = Chain([leaf, issuer, root], bytes)
    assert (chain.begins, chain.ends) == (leaf.not_valid_before_utc, issuer.not_valid_after_utc)
    assert x509.load_pem_x509_certificates(chain.pem.encode()) == [leaf, issuer]
    assert x509.load_pem_x509_certificates(chain.anchor.encode()) == [root]
    signer = Signer(chain, {"name": "logo-generation", "version": "0"})
    object.__setattr__(chain, "begins", datetime.now(UTC) + DAY)
    with pytest.raises(Unavailable, match="is valid from"):
        signer.signed(encode(PIXELS, "png"), "image/png", ORIGIN)


@pytest.mark.parametrize(("bits", "known"), [(2048, True), (2052, True), (1024, False)])
def test_key_of_rsa_is_long_enough_and_its_signature_as_long_as_it(bits, known):
    key = rsa.generate_private_key(65537, bits)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Bank")])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, datetime.now(UTC), datetime.now(UTC) + DAY)
    chain = Chain([made.sign(key, hashes.SHA256())], bytes)
    if known:
        assert chain.signature_size == len(key.sign(b"", padding.PKCS1v15(), hashes.SHA256())) == -(-bits // 8)
    else:
        with pytest.raises(Unavailable, match="from 2048 bits"):
            _ = chain.signature_size


def test_processes_that_start_at_once_make_one_key(tmp_path):
    ask = "import sys, pathlib; from provenance import trial; print(trial.read(pathlib.Path(sys.argv[1])).pem)"
    command = [sys.executable, "-c", ask, str(tmp_path / "data")]
    started = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) for _ in range(4)]
    told = {one.communicate(timeout=120)[0] for one in started}
    assert len(told) == 1
    assert b"BEGIN CERTIFICATE" in told.pop()
    [kept] = (tmp_path / "data").iterdir()
    assert kept.stat().st_mode & 0o077 == 0


def test_off_has_to_be_said(tmp_path, caplog):
    assert open_signer(Settings.from_env({"CONTENT_CREDENTIALS": "off", "DATA_DIR": str(tmp_path)}), "a", "0") is None
    assert "CONTENT_CREDENTIALS is off" in caplog.text
    assert not list(tmp_path.iterdir())


def test_answer_history_zip_and_download_are_the_same_signed_bytes(api, server):
    anchor = (server.data / "content-credentials.pem").read_text()
    wish = {"user_id": "Anna Signed", "metadata": {"custom_prompt": "a zebra", "height": 64, "width": 64}, "seed": 5}
    answers = [api.post("/api/generate", json=wish | {"output_format": form}).json() for form in OUTPUT_FORMATS]
    for form, made in zip(OUTPUT_FORMATS, answers, strict=True):
        content = base64.b64decode(made["image"])
        found = read(content, media_type(form), anchor)
        assert found["validation_state"] == "Trusted"
        said = assertions(found)
        assert said["c2pa.actions.v2"]["actions"][0]["digitalSourceType"] == IPTC + "algorithmicMedia"
        assert said[FACTS]["model"] == made["model"]
        assert len(said[FACTS]["brand_kit"]["sha256"]) == 64
        assert api.get(made["image_path"]).content == content
        assert api.get(made["image_path"], params={"download": ""}).content == content
        store = content[: len(content)]
        assert b"Anna" not in store
        assert b"zebra" not in store
    zipped = api.get("/api/users/Anna Signed/images.zip").content
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        kept = {archive.read(name) for name in archive.namelist() if not name.endswith("jsonl")}
    assert kept == {base64.b64decode(made["image"]) for made in answers}
    again = api.post("/api/generate", json=wish | {"user_id": "Boris", "output_format": "png"}).json()
    assert again["image"] == answers[0]["image"]
