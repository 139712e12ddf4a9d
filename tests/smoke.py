"""The shortest way through everything the product promises, over HTTP: for the bento, the image and the split mode."""

import base64
import io
import uuid
from typing import Any

import httpx
from PIL import Image

SEED = {"user_id": "123", "metadata": {"age": 20, "sex": "male", "height": 512, "width": 512}}
"""The body of the seed's first curl command."""


def smoke(url: str) -> dict[str, Any]:
    """Make, look up, mark and list one picture, and open the page; the picture's answer."""
    with httpx.Client(base_url=url, timeout=120) as client:
        answer: dict[str, Any] = client.post("/api/generate", json=SEED).raise_for_status().json()
        data = base64.b64decode(answer["image"])
        assert Image.open(io.BytesIO(data)).size == (512, 512)
        assert client.get(answer["image_path"]).content == data
        mark = {"user_id": "123", "image_path": answer["image_path"], "result": True}
        assert client.post("/api/marks", json=mark).json().items() >= mark.items()
        newest = client.get("/api/interactions/123").raise_for_status().json()[0]
        assert (newest["id"], newest["mark"]) == (answer["id"], True)
        assert client.get("/", follow_redirects=True).status_code == 200
        assert client.post("/generate", json=SEED | {"user_id": uuid.uuid4().hex}).status_code == 200
    return answer
