"""Draw docs/examples.png: the four pictures of the README, asked of the service at argv[1], on one sheet."""

import io
import json
import re
import sys
import urllib.request
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parent.parent
WIDTH, GAP = 1600, 24
SEEDS = (7, 6, 5, 3)


def bodies() -> list[dict[str, object]]:
    """The README's requests that stand alone: the curl command's, then the blocks of JSON that are one."""
    readme = (ROOT / "README.md").read_text()
    curl = re.search(r"-d '(\{.*\})'", readme)
    assert curl is not None
    blocks = re.findall(r"^```json\n(\{\"user_id.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    found = [json.loads(text) for text in (curl[1], *blocks)]
    return [body for body in found if body.keys() == {"user_id", "metadata"}]


def picture(url: str, body: dict[str, object]) -> Image.Image:
    headers = {"Content-Type": "application/json", "Accept": "image/png"}
    request = urllib.request.Request(f"{url}/api/generate", json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return Image.open(io.BytesIO(answer.read())).convert("RGB")


def row(pictures: list[Image.Image]) -> list[Image.Image]:
    """Scaled to one height, so that together they are as wide as the sheet."""
    room = WIDTH - GAP * (len(pictures) + 1)
    height = round(room / sum(picture.width / picture.height for picture in pictures))
    return [picture.resize((round(picture.width * height / picture.height), height)) for picture in pictures]


def sheet(rows: list[list[Image.Image]]) -> Image.Image:
    made = Image.new("RGB", (WIDTH, GAP + sum(pictures[0].height + GAP for pictures in rows)), "white")
    top = GAP
    for pictures in rows:
        left = GAP
        for one in pictures:
            made.paste(one, (left, top))
            left += one.width + GAP
        top += pictures[0].height + GAP
    return made


if __name__ == "__main__":
    asked = [body | {"seed": seed} for body, seed in zip(bodies(), SEEDS, strict=True)]
    man, car, girl, house = (picture(sys.argv[1], body) for body in asked)
    sheet([row([man, car, house]), row([girl])]).save(ROOT / "docs" / "examples.png", optimize=True)
