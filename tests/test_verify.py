"""What `/verify` tells of a file: what it says of itself, whether that holds, and which picture of ours it is."""

import asyncio
import base64
import io
import random
import re
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

import likeness
from benchmarks.likeness import EDITS, edited, pictures
from benchmarks.likeness import copied as copied_at_random
from errors import InvalidRequest
from pipeline.encoder import encode
from provenance import Origin, inspection
from provenance.inspection import inspected, look
from provenance.manifest import source_of
from provenance.signer import open_signer
from schemas import OUTPUT_FORMATS
from settings import Settings
from storage import recognition
from tests import looks
from tests.waiting import run, wait_until

SIDE = 192
FORM = {"content-type": "application/octet-stream"}


def asked(api, content: bytes, **options):
    return api.post("/verify", files={"file": ("picture", content)}, **options)


@pytest.fixture(scope="module")
def made(api):
    """A picture of each form, with its bytes."""
    found = {}
    for number, form in enumerate(OUTPUT_FORMATS):
        metadata = {"product": "house", "sex": "female", "height": SIDE, "width": SIDE}
        wish = {"user_id": "Verifier", "metadata": metadata, "seed": 900 + number, "output_format": form}
        picture = api.post("/api/generate", json=wish).json()
        content = base64.b64decode(picture["image"])
        wait_until(lambda content=content: asked(api, content).json()["ours"])  # once MongoDB has it
        found[form] = picture, content
    return found


def test_own_file_is_valid_trusted_and_exactly_ours(api, made):
    for picture, content in made.values():
        told = asked(api, content).json()
        assert told["credentials"] == {
            "state": "valid",
            "trusted": True,
            "trial": True,
            "signed_by": "For trying out: vouches for nobody",
            "generator": "logo-generation 0.1.0",
            "made_with": picture["model"],
            "source_type": "algorithmicMedia",
            "actions": told["credentials"]["actions"],
            "problems": [],
        }
        assert told["credentials"]["actions"][0] == "c2pa.created"
        assert told["ours"]["match"] == "exact"
        assert told["ours"]["image_path"] == picture["image_path"]
        assert told["ours"]["user_id"] == "Verifier"


def test_finished_advertisement_is_a_composite_of_a_picture_of_ours(api, made):
    picture, _ = made["jpeg"]
    ad = {"headline": "Ипотека для всей семьи", "layout": "full-bleed", "country": "RU"}
    asked_for = {"image": picture["image_path"], "ad": ad, "output_format": "webp"}
    content = api.post("/api/ads", json=asked_for, headers={"Accept": "image/webp"}).content
    told = asked(api, content).json()
    assert (told["credentials"]["state"], told["credentials"]["source_type"]) == ("valid", "composite")
    assert told["ours"] | {"match": "advertisement", "image_path": picture["image_path"], "distance": 0} == told["ours"]


def test_kept_advertisement_is_known_by_its_looks_and_its_picture_by_its_own(api, made):
    picture, clean = made["png"]
    ad = {"headline": "Ипотека для всей семьи", "layout": "full-bleed", "country": "RU", "formats": ["post", "link"]}
    answer = api.post("/api/ads", json={"image": picture["image_path"], "ad": ad, "keep": True}).json()
    for file in answer["files"]:
        copy = copied(Image.open(io.BytesIO(base64.b64decode(file["image"]))), (0.02, 0.05, 0, 0.03))
        wait_until(lambda copy=copy: asked(api, copy).json()["ours"])  # once MongoDB has it
        told = asked(api, copy).json()
        assert told["credentials"]["state"] == "none"
        assert (told["ours"]["match"], told["ours"]["image_path"]) == ("advertisement", answer["image_path"])
    told = asked(api, copied(Image.open(io.BytesIO(clean)), (0.02, 0.05, 0, 0.03))).json()
    assert (told["ours"]["match"], told["ours"]["image_path"]) == ("similar", picture["image_path"])


def test_whatever_was_given_out_is_known_by_its_looks_and_a_draft_is_not(api, made):
    """An advertisement that nobody kept: set over an older picture, and made together with one."""
    picture, _ = made["webp"]
    ad = {"headline": "Ипотека для всей семьи", "layout": "bottom-band", "country": "RU"}
    over = {"image": picture["image_path"], "ad": ad}
    draft = api.post("/api/ads", json=over | {"ad": ad | {"layout": "full-bleed"}, "draft": True}).json()["files"][0]
    metadata = {"product": "car", "sex": "male", "height": SIDE, "width": SIDE}
    together = api.post(
        "/api/generate", json={"user_id": "Verifier", "metadata": metadata, "seed": 77, "ad": ad}
    ).json()
    for answer in (api.post("/api/ads", json=over).json(), together):
        copy = copied(Image.open(io.BytesIO(base64.b64decode(answer["files"][0]["image"]))), (0.02, 0.05, 0, 0.03))
        wait_until(lambda copy=copy: asked(api, copy).json()["ours"])  # once MongoDB has it
        told = asked(api, copy).json()
        assert told["credentials"]["state"] == "none"
        assert (told["ours"]["match"], told["ours"]["image_path"]) == ("advertisement", answer["image_path"])
    loose = copied(Image.open(io.BytesIO(base64.b64decode(draft["image"]))), (0.02, 0.05, 0, 0.03))
    assert (asked(api, loose).json()["ours"] or {}).get("match") != "advertisement"


@pytest.mark.parametrize(("types", "whole"), [
    ([], None), (["digitalCapture"], "digitalCapture"), (["algorithmicMedia", "algorithmicallyEnhanced"], "algorithmicMedia"),
    (["algorithmicMedia", "algorithmicallyEnhanced", "digitalCreation"], "composite"),
    (["trainedAlgorithmicMedia", "digitalCreation"], "compositeWithTrainedAlgorithmicMedia"),
])  # fmt: skip
def test_source_type_is_that_of_the_whole_file(types, whole):
    assert source_of(types) == whole


def test_body_itself_is_a_file_too(api, made):
    picture, content = made["png"]
    told = api.post("/verify", content=content, headers={"content-type": "image/png"}).json()
    assert told["ours"]["image_path"] == picture["image_path"]


def test_changed_file_is_told_as_changed_and_still_found(api, made):
    picture, content = made["jpeg"]
    changed = bytearray(content)
    place = next(at for at in range(-400, 0) if 0xFF not in (content[at - 1], content[at], content[at] ^ 1))
    changed[place] ^= 1  # neither a marker of the format nor made one, which would be half a file
    told = asked(api, bytes(changed)).json()
    assert told["credentials"]["state"] == "changed"
    assert told["credentials"]["problems"] == ["assertion.dataHash.mismatch"]
    assert told["ours"] | {"distance": 0} == asked(api, content).json()["ours"] | {"match": "similar"}
    assert told["ours"]["image_path"] == picture["image_path"]


@pytest.mark.parametrize(
    ("form", "crop"), [("png", (0, 0, 0, 0)), ("webp", (0.05, 0, 0, 0)), ("jpeg", (0.02, 0.03, 0.01, 0.04))]
)
def test_copy_that_a_messenger_made_is_found_by_what_it_looks_like(api, made, form, crop):
    picture, content = made[form]
    told = asked(api, copied(Image.open(io.BytesIO(content)).convert("RGB"), crop)).json()
    assert told["credentials"]["state"] == "none"
    assert told["ours"]["match"] == "similar"
    assert told["ours"]["image_path"] == picture["image_path"]


def copied(picture: Image.Image, crop: tuple[float, ...]) -> bytes:
    left, top, right, bottom = crop
    width, height = picture.size
    cut = picture.crop(
        (round(left * width), round(top * height), width - round(right * width), height - round(bottom * height))
    )
    out = io.BytesIO()
    cut.resize((cut.width // 2, cut.height // 2)).save(out, "JPEG", quality=60)
    return out.getvalue()


def test_another_picture_is_none_of_ours(api, made):
    noise = np.random.default_rng(2).integers(0, 256, (24, 24, 3)).astype(np.uint8)
    told = asked(api, encode(np.kron(noise, np.ones((8, 8, 1))).astype(np.uint8), "png")).json()
    assert (told["credentials"]["state"], told["ours"]) == ("none", None)


def png(width: int, height: int, data: bytes) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def saved(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, form)
    return out.getvalue()


HOSTILE = {
    "text": b"not a picture",
    "gif": saved("GIF"),
    "tiff": saved("TIFF"),
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "huge": png(2**31 - 1, 2**31 - 1, b""),
    "bomb": png(60_000, 60_000, zlib.compress(bytes(1000))),
    "nothing of it": png(64, 64, b""),
    "zero": png(0, 0, b""),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_no_picture(name):
    assert look(HOSTILE[name], None).keys() == {"fault"}


@pytest.mark.parametrize("name", ["text", "huge"])
def test_what_is_no_picture_is_refused_by_its_field(api, name):
    answer = asked(api, HOSTILE[name])
    assert answer.status_code == 422
    assert answer.json()["error"]["details"][0]["field"] == "file"


@pytest.mark.parametrize("form", OUTPUT_FORMATS)
def test_truncated_file_is_no_picture(made, form):
    _, content = made[form]
    for share in (0.1, 0.5, 0.9):
        assert look(content[: int(share * len(content))], None).keys() == {"fault"}


def test_picture_that_an_advertisement_names_is_believed_of_who_is_trusted_and_unchanged(tmp_path):
    signer = open_signer(Settings.from_env({"DATA_DIR": str(tmp_path)}), "logo-generation", "0")
    plain = saved("PNG")
    signed = signer.signed(plain, "image/png", Origin("algorithmicMedia", "painter").with_copy("0" * 64))
    changed = signed[:-12] + b"\0\0\0\1tEXt." + struct.pack(">I", zlib.crc32(b"tEXt.")) + signed[-12:]
    anchor = signer.chain.anchor
    told = [look(*one) for one in ((signed, anchor), (signed, None), (changed, anchor), (plain, anchor))]
    assert [(one["credentials"]["state"], one["clean"]) for one in told] == [
        ("valid", "0" * 64),
        ("valid", None),
        ("changed", None),
        ("none", None),
    ]


def test_action_of_another_tool_may_name_no_source_type():
    actions = [{"action": "c2pa.opened"}, {"action": "c2pa.placed", "digitalSourceType": "http://x/digitalCapture"}]
    told = inspection._told({"assertions": [{"label": "c2pa.actions.v2", "data": {"actions": actions}}]}, {})
    assert (told["source_type"], told["actions"]) == ("digitalCapture", ["c2pa.opened", "c2pa.placed"])


def test_file_that_takes_its_reader_with_it_hurts_nobody(monkeypatch):
    monkeypatch.setattr(inspection, "ALONE", {"MALLOC_ARENA_MAX": "1", "PYTHONMALLOC": "no such allocator"})
    with pytest.raises(InvalidRequest, match="reader gave up"):
        run(inspected(HOSTILE["text"], None))


def test_manifest_of_rubbish_is_no_valid_one(made):
    _, content = made["png"]
    place = content.index(b"jumb") - 4  # the manifest; in front of it stand the chunk's length and name
    size = int.from_bytes(content[place - 8 : place - 4])
    rng = np.random.default_rng(4)
    for _ in range(20):
        spoilt = bytearray(content)
        at, length = rng.integers(0, 1200), rng.integers(1, 600)
        spoilt[place + at : place + at + length] = rng.bytes(length)
        spoilt[place + size : place + size + 4] = struct.pack(">I", zlib.crc32(spoilt[place - 4 : place + size]))
        told = look(bytes(spoilt), None)
        assert "fault" in told or told["credentials"]["state"] in ("none", "invalid", "changed")


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({"content": b"", "headers": FORM}, 422),
        ({"data": {"file": "text"}}, 422),
        ({"files": {"other": b"x"}}, 422),
        ({"files": [("file", b"x"), ("file", b"y")]}, 400),
        ({"content": b"x", "headers": {"content-type": "multipart/form-data"}}, 400),
        ({"content": b"--a\r\n", "headers": {"content-type": "multipart/form-data; boundary=a"}}, 422),
        ({"content": bytes(16 * 2**20 + 1), "headers": FORM}, 413),
        ({"content": bytes(17 * 2**20), "headers": FORM}, 413),
    ],
)
def test_body_without_one_file_is_an_error(api, options, status):
    answer = api.post("/verify", **options)
    assert answer.status_code == status
    assert answer.json()["error"]["message"]


def test_looks_are_of_the_picture_and_not_of_its_file():
    rng = np.random.default_rng(5)
    made = [np.kron(rng.integers(0, 256, (12, 12, 3)), np.ones((20, 20, 1))).astype(np.uint8) for _ in range(12)]
    kept = [likeness.of(one) for one in made]
    assert {len(one) for one in kept} == {likeness.BYTES} == {recognition.SIZES[0]}
    for place, one in enumerate(made):
        for crop in ((0, 0, 0, 0), (0.05, 0.05, 0, 0), (0.01, 0, 0.04, 0.02)):
            copy = Image.open(io.BytesIO(copied(Image.fromarray(one), crop)))
            assert likeness.nearest(likeness.sample(copy), kept)[0] == place
        for left, top, right, bottom in ((12, 0, 0, 0), (0, 12, 0, 12), (12, 0, 12, 0), (0, 6, 12, 3)):
            part = Image.fromarray(one[top : 240 - bottom, left : 240 - right])  # of a share that is looked for
            found, distance = likeness.nearest(likeness.sample(part), kept)
            assert (found, distance < likeness.FAR / 4) == (place, True)
        others = kept[:place] + kept[place + 1 :]
        assert likeness.nearest(likeness.sample(Image.fromarray(one)), others) is None
    assert likeness.nearest(likeness.sample(Image.fromarray(made[0])), []) is None


def test_nearest_of_thousands_is_found_as_far_as_a_copy_may_be():
    kept = [looks.at(100, looks.sample(seed), seed) for seed in range(4500)]
    for place in (0, 1999, 2000, 4321):
        wanted = looks.sample(-place % 5000 + 5000)
        for distance, found in ((0, True), (85, True), (115, False)):
            among = [*kept[:place], looks.at(distance, wanted, place), *kept[place + 1 :]]
            nearest = likeness.nearest(wanted, among)
            assert (nearest is not None) == found
            assert nearest is None or (nearest[0], abs(nearest[1] - distance) < 10) == (place, True)


def test_copy_that_is_cut_is_found_behind_more_that_are_nearer_as_it_is_than_are_looked_at_closely():
    whole = Image.frombytes("L", (64, 64), looks.sample(3)).resize((640, 640))
    cut = likeness.sample(whole.crop((24, 24, 616, 616)))
    others = [looks.at(distance, cut, distance) for distance in range(110, 110 + 2 * likeness.FEW)]
    assert likeness.nearest(cut, others) is None
    assert likeness.nearest(cut, [*others, likeness.of(np.asarray(whole.convert("RGB")))])[0] == len(others)


def test_looks_from_before_are_known_beside_those_of_today():
    wanted, others = looks.sample(1), [looks.sample(seed) for seed in range(2, 40)]
    kept = [*(looks.before(one, 9, 1) for one in others), *(looks.at(9, one, 1) for one in others)]
    old, today = looks.before(wanted, 3, 1), looks.at(10, wanted, 1)
    assert len(old) == recognition.SIZES[1]
    assert likeness.nearest(wanted, [*kept, b"of a newer release"]) is None
    assert likeness.nearest(wanted, [*kept, old])[0] == likeness.nearest(wanted, [*kept, today])[0] == len(kept)
    assert likeness.nearest(wanted, [looks.before(wanted, 12, 1)]) is None
    for exact in (looks.before(wanted, 0, 1), looks.at(0, wanted, 1)):
        assert likeness.nearest(wanted, [old, looks.at(50, wanted, 1), exact])[0] == 2


def test_hash_that_was_recorded_before_is_of_the_same_waves():
    blocks = np.kron(np.random.default_rng(8).integers(0, 256, (9, 9, 3)), np.ones((30, 30, 1))).astype(np.uint8)
    recorded = bytes.fromhex("f9df641515f5c2bab36a5a28ec0ab9c501f5b9c76c90f9452b62c1e125f56491")
    assert likeness.nearest(likeness.sample(Image.fromarray(blocks)), [recorded]) == (0, 0)
    copy = Image.open(io.BytesIO(copied(Image.fromarray(blocks), (0.05, 0.02, 0.01, 0))))
    assert likeness.nearest(likeness.sample(copy), [recorded])


def test_photograph_that_lies_on_its_side_is_sought_as_it_is_seen():
    pixels = np.kron(np.random.default_rng(7).integers(0, 256, (9, 12, 3)), np.ones((16, 16, 1))).astype(np.uint8)
    seen, lying = Image.fromarray(pixels), io.BytesIO()
    exif = Image.Exif()
    exif[274] = 6  # to be turned by a quarter to the right
    seen.transpose(Image.Transpose.ROTATE_90).save(lying, "PNG", exif=exif)
    assert look(lying.getvalue(), None)["sought"] == likeness.sample(seen).hex()


def test_picture_may_have_so_many_pixels(monkeypatch):
    monkeypatch.setattr(inspection, "MAX_PIXELS", 81)
    assert "sought" in look(saved("PNG"), None)
    monkeypatch.setattr(inspection, "MAX_PIXELS", 80)
    assert "not 9x9" in look(saved("PNG"), None)["fault"]


def test_reader_of_strangers_files_has_bounds_and_knows_no_secret(monkeypatch):
    """As the kernel tells them of the process, before it has the file."""
    monkeypatch.setenv("AUTH_SECRET", "only for us")
    begin, told = asyncio.create_subprocess_exec, {}

    async def look_at(*command, **options):
        process = await begin(*command, **options)
        process.stdin.write(b"null")  # and no end of the line

        def of_kernel(name):
            return Path(f"/proc/{process.pid}/{name}").read_text()

        async with asyncio.timeout(60):
            while not re.search(r"Max cpu time +10 ", of_kernel("limits")):
                await asyncio.sleep(0.01)
        told.update(limits=of_kernel("limits"), environ=of_kernel("environ"))
        return process

    monkeypatch.setattr(inspection.asyncio, "create_subprocess_exec", look_at)
    with pytest.raises(InvalidRequest, match="reader gave up"):
        run(inspected(HOSTILE["text"], None))
    assert re.search(rf"Max address space +{2**30} ", told["limits"])
    assert re.search(r"Max core file size +0 +0 ", told["limits"])
    assert "OMP_NUM_THREADS=1" in told["environ"]
    assert "AUTH_SECRET" not in told["environ"]


def test_no_drawing_is_taken_for_another_and_hardly_one_is_missed():
    drawn = list(pictures(100))
    kept = [likeness.of(pixels) for pixels in drawn]
    missed = 0
    for place, pixels in enumerate(drawn):
        copy = likeness.sample(copied_at_random(pixels, random.Random(place)))
        found = likeness.nearest(copy, kept)
        missed += found is None
        assert found is None or found[0] == place
        assert likeness.nearest(copy, kept[:place] + kept[place + 1 :]) is None
    assert missed <= 1  # a copy may be as far as those that are of nothing
    for edit in EDITS.keys() - {"25 % lighter", "turned by 2 degrees", "mirrored"}:
        told = [likeness.nearest(likeness.sample(edited(pixels, edit)), kept) for pixels in drawn]
        assert sum(one is not None and one[0] == place for place, one in enumerate(told)) >= 95, edit


def test_frame_around_what_is_plain_itself_is_told_from_it():
    pixels = np.kron(np.random.default_rng(6).integers(60, 256, (8, 8, 3)), np.ones((30, 30, 1))).astype(np.uint8)
    pixels[:24] = pixels[-24:] = 90
    whole, kept = Image.fromarray(pixels), [likeness.of(pixels)]
    for framed in ((0, 20, 0, 0), (0, 0, 0, 20), (0, 12, 0, 12), (15, 15, 15, 15)):
        for colour in ("white", "black"):
            copy = likeness.sample(ImageOps.expand(whole, framed, colour))
            assert likeness.nearest(copy, kept), (framed, colour)
    assert likeness.nearest(likeness.sample(whole), kept) == (0, 0)
