"""A value is told in one place: a made-up member that is added there alone arrives wherever it must."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
ADDED = {
    "schemas/pictures.py": {'Literal["png", "webp", "jpeg"]': 'Literal["png", "webp", "jpeg", "tiff"]'},
    "schemas/history.py": {
        "    product: Product | None = None\n": "    product: Product | None = None\n    model: str | None = None\n"
    },
    "storage/filter.py": {"CONDITIONS = {\n": 'CONDITIONS = {\n    "model": Condition("metadata.model", "eq"),\n'},
    "settings.py": {"    port: int": '    colour_depth: int = Field(8, le=16, description="Bits")\n    port: int'},
}
TRY = """
import io
import numpy as np
from PIL import Image
from starlette.datastructures import Headers
import service
from api.pictures import in_form
from api.renditions import thumbnail
from pipeline.encoder import encode
from schemas import AdRequest, GenerateRequest, HistoryQuery, picture_name
from settings import Settings
from storage import Filter
from storage.mongo import documents
from tests.test_readme import table

api = service.app.openapi()
assert "tiff" in api["components"]["schemas"]["GenerateRequest"]["properties"]["output_format"]["enum"]
assert "image/tiff" in api["paths"]["/generate"]["post"]["responses"]["200"]["content"]
given = GenerateRequest(user_id="a", metadata={})
asked, itself = in_form(given, Headers({"accept": "image/tiff"}))
assert (asked.output_format, itself) == ("tiff", True)
content = encode(np.zeros((64, 64, 3), np.uint8), "tiff")
assert Image.open(io.BytesIO(content)).format == "TIFF"
assert thumbnail(content, 32)[8:12] == b"WEBP"
assert picture_name("a", "image/tiff") == "a.tiff"
ad = AdRequest(image="/api/images/a.tiff", ad={"headline": "One", "formats": ["post"]}, output_format="tiff")
assert (ad.image, ad.output_format) == ("a.tiff", "tiff")

for path in ("/api/interactions/{user_id}", "/api/users/{user_id}/images.zip"):
    assert "model" in [one["name"] for one in api["paths"][path]["get"]["parameters"]]
wanted = Filter.of(HistoryQuery(model="sdxl"))
line = {"metadata": {"model": "sdxl"}}
assert (wanted.wants(line), Filter(model="other").wants(line)) == (True, False)
assert wanted.query().to_query(documents.Interaction) == {"metadata.model": "sdxl"}

assert Settings.from_env({"COLOUR_DEPTH": "9"}).colour_depth == 9
assert "| `COLOUR_DEPTH` | `8` | Bits |" in table()
"""


def test_added_members_arrive_everywhere(tmp_path):
    for path in ROOT.iterdir():
        if not path.name.startswith("."):
            (tmp_path / path.name).symlink_to(path)
    for name, changes in ADDED.items():
        folder, file = (tmp_path / name).parent, tmp_path / name
        if folder.is_symlink():
            folder.unlink()
            folder.mkdir()
            for path in (ROOT / name).parent.iterdir():
                (folder / path.name).symlink_to(path)
        text = file.read_text()
        for old, new in changes.items():
            assert old in text
            text = text.replace(old, new)
        file.unlink()
        file.write_text(text)
    env = os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", TRY]
    tried = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=300, check=False)
    assert tried.returncode == 0, tried.stderr
