"""What the service answers to 300 fixed requests, as hashes, and its OpenAPI document.

The same before and after a change of its inside: `PYTHONPATH=. python scripts/fingerprint.py > before.json`, and again
after it.
"""

import io
import itertools
import json
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
from PIL import Image

from tests.serving import serve

PRODUCTS = ("people", "car", "house", "credit card", None)
PEOPLE = (
    {},
    {"sex": "male", "age": 25},
    {"sex": "female", "age": 67},
    {"custom_prompt": "молодая семья с двумя детьми в парке"},
    {"custom_prompt": "two friends with a dog, at night, credit card"},
    {"custom_prompt": "пожилая пара у моря, вклад под 12%"},
)
SIZES = ((1024, 1024), (640, 360), (360, 640), (64, 900), (1200, 400))
COLOURS = [{"color": "#112233"}, {"color": "#EEDDCC"}, {"color": "#AA3344"}]
MODES: tuple[dict[str, Any], ...] = (
    {},
    {"palette_mode": "off", "brand": "forest"},
    {"palette_mode": "strict", "text_zone": "left"},
    {"palette_mode": "poster", "color_palette": {"members": COLOURS}},
)
ANSWERED = ("seed", "prompt", "negative_prompt", "undrawn", "dropped", "alt_text", "certificate", "contrast")


def requests(number: int = 300) -> list[dict[str, Any]]:
    """Every product with every kind of person; sizes and modes take turns."""
    turns = itertools.cycle(itertools.product(SIZES, MODES))
    whole = itertools.cycle(itertools.product(PEOPLE, PRODUCTS))
    return [
        {
            "user_id": "fingerprint",
            "seed": seed,
            "metadata": {"width": width, "height": height, **person} | ({"product": product} if product else {}),
            **mode,
        }
        for seed, ((person, product), ((width, height), mode)) in enumerate(
            itertools.islice(zip(whole, turns, strict=False), number)
        )
    ]


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(Path(folder)) as server,
        httpx.Client(base_url=server.url, timeout=120) as client,
    ):
        pictures = [paint(client, one) for one in requests()]
        found = {"openapi": client.get("/openapi.json").json(), "pictures": pictures}
    json.dump(found, sys.stdout, indent=1, sort_keys=True, ensure_ascii=False)


def paint(client: httpx.Client, request: dict[str, Any]) -> dict[str, Any]:
    answer = client.post("/api/generate", json=request)
    told = answer.json()
    if answer.status_code != 200:
        return {"status": answer.status_code, "code": told.get("code")}
    picture = Image.open(io.BytesIO(client.get(told["image_path"]).content))
    return {name: told[name] for name in ANSWERED} | {"sha256": sha256(picture.tobytes()).hexdigest()}


if __name__ == "__main__":
    main()
