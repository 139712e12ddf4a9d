"""A value is told in one place: a made-up member that is added there alone arrives wherever it must.

What a member has to have of its own elsewhere (a colour role its inks, an age group its looks and its names, a thing
its drawing and its names) is asked for by name when the service starts, place after place.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
ADDED = {
    "schemas/pictures.py": {
        'Literal["png", "webp", "jpeg"]': 'Literal["png", "webp", "jpeg", "tiff"]',
        'IMAGES = "/api/images/"': 'IMAGES = "/api/shots/"',
    },
    "schemas/history.py": {
        "    product: Product | None = None\n": "    product: Product | None = None\n    model: str | None = None\n"
    },
    "storage/filter.py": {"CONDITIONS = {\n": 'CONDITIONS = {\n    "model": Condition("metadata.model", "eq"),\n'},
    "settings.py": {"    port: int": '    colour_depth: int = Field(8, le=16, description="Bits")\n    port: int'},
    "prompt_builder/lexicon/scene.toml": {
        "[accent]\n": '[accent]\nvivid = "magenta"\n',
        "[thing]\n": '[thing]\nsamovar = "samovar"\n',
    },
    "prompt_builder/lexicon/grammar.toml": {"[age]\n": '[age]\nmellow = "mellow"\n'},
    "prompt_builder/ages.py": {
        '"adult", "senior"]': '"adult", "mellow", "senior"]',
        '    "senior": Ages(': '    "mellow": Ages(60, {"male": "mellow man", "female": "mellow woman"}, "senior", "child"),\n'
        '    "senior": Ages(',
    },
    "brand/kit.py": {
        '"light", "deep"]': '"light", "deep", "vivid"]',
        '"deep": (-1, 0)}': '"deep": (-1, 0), "vivid": (0, 2)}',
    },
}
"""By file what is added to it, in place of what."""
NEEDED = {
    "SCHEMES of pipeline/illustration/inks.py lacks 'vivid'": (
        "pipeline/illustration/inks.py",
        {
            '    "deep": lambda': """    "vivid": lambda inks: SCHEMES["warm"](inks)._replace(
        cars=(inks.brand("vivid"),), roofs=(inks.brand("vivid"),), clothes=(inks.brand("vivid"),),
        card=(inks.brand("vivid"),) * 3),
    "deep": lambda""",
        },
    ),
    "[description] of locales/en.toml lacks 'people.mellow', 'things.samovar'": (
        "locales/en.toml",
        {"[description]\n": '[description]\nthings.samovar = "a samovar"\npeople.mellow.male = ["a mellow man", "mellow men"]\n'
         'people.mellow.female = ["a mellow woman", "mellow women"]\n'},
    ),
    "ru.toml: description.": (
        "locales/ru.toml",
        {"[description]\n": '[description]\nthings.samovar = "самовар"\npeople.mellow.male = ["a", "b", "c"]\n'
         'people.mellow.female = ["a", "b", "c"]\n'},
    ),
    "FASHIONS of pipeline/illustration/figure/fashion.py lacks 'mellow'": (
        "pipeline/illustration/figure/fashion.py",
        {'    "senior": Fashion(': """    "mellow": Fashion(
        (59, 60), 61, ("",), dict.fromkeys(("male", "female"), ("bald",)),
        dict.fromkeys(("male", "female"), (("vest", "trousers", "long"),))),
    "senior": Fashion("""},
    ),
    "DRAWABLES of pipeline/illustration/objects lacks 'samovar'": (
        "pipeline/illustration/objects/kitchen.py",
        {
            "DRAWABLES = {": """from .drawable import Drawing
def samovar(brush: Brush, air: Air) -> None:
    brush.fill(box(-40, -120, 80, 120), Ink(0.7, 0.32, 328.0))
DRAWABLES = {"samovar": Drawable(ground=Drawing(80, 120, samovar)),"""
        },
    ),
}  # fmt: skip
"""By what a start says of what is missing, the file where it belongs, and what is added there."""
FOLLOW = """
import sys
from pathlib import Path
from tests.test_values import NEEDED, add
missing, rooms = dict(NEEDED), ("brand", "errors", "locales", "pipeline", "prompt_builder", "schemas")
def forget():
    for name in [name for name in sys.modules if name.partition(".")[0] in rooms]:
        del sys.modules[name]
while True:
    try:
        import prompt_builder, pipeline.illustration
        break
    except ValueError as error:
        said = str(error)
    told = next((told for told in missing if told in said), None)
    assert told, said
    add(Path.cwd(), *missing.pop(told))
    forget()
assert not missing, missing
english = Path("locales/en.toml").read_text(encoding="utf-8")
Path("locales/de.toml").write_text(english.replace('name = "English"', 'name = "Deutsch"'), encoding="utf-8")
forget()
"""
TRY = """
import io
from typing import get_args
import numpy as np
from PIL import Image
from starlette.datastructures import Headers
import prompt_builder
import service
import ui
from access.routes import door
from api.pictures import in_form
from api.renditions import certificate_picture, thumbnail
from brand import Kit
from pipeline.encoder import encode
from pipeline.illustration import Illustration
from pipeline.illustration.air import Air
from pipeline.illustration.figure.people import People
from pipeline.illustration.inks import Inks
from prompt_builder import describe
from schemas import AdRequest, AltText, GenerateRequest, HistoryQuery, Metadata, Product, address, picture_name
from settings import Settings
from storage import Filter
from storage.mongo import documents
from tests.kits import BANK, build
from tests.scenes import task
from tests.test_readme import table
from ui.languages import LANGUAGES

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
page = ui.app.page(LANGUAGES["de"], lambda: None)
assert any(("tiff", "tiff") in getattr(block, "choices", ()) for block in page.blocks.values())
ad = AdRequest(image="/api/shots/a.tiff", ad={"headline": "One", "formats": ["post"]}, output_format="tiff")
assert (ad.image, ad.output_format) == ("a.tiff", "tiff")

assert address("a.png") == "/api/shots/a.png"
for path in ("/api/shots/{name}", "/api/shots/{name}/palette.png", "/api/shots/{name}/ads/{wanted}"):
    assert "get" in api["paths"][path] and door("GET", path)[1].scopes == ("read",)
assert not [path for path in api["paths"] if path.startswith("/api/images")]

for path in ("/api/interactions/{user_id}", "/api/users/{user_id}/images.zip"):
    assert "model" in [one["name"] for one in api["paths"][path]["get"]["parameters"]]
wanted = Filter.of(HistoryQuery(model="sdxl"))
line = {"metadata": {"model": "sdxl"}}
assert (wanted.wants(line), Filter(model="other").wants(line)) == (True, False)
assert wanted.query().to_query(documents.Interaction) == {"metadata.model": "sdxl"}

assert Settings.from_env({"COLOUR_DEPTH": "9"}).colour_depth == 9
assert "| `COLOUR_DEPTH` | `8` | Bits |" in table()

for path in ("/api/brands", "/api/layouts", "/api/shots/{name}/palette.png"):
    [lang] = [one for one in api["paths"][path]["get"]["parameters"] if one["name"] == "lang"]
    assert "de" in lang["schema"]["enum"], path
assert {"de", "en", "ru"} <= set(AltText.model_fields) & set(LANGUAGES)
assert any("Deutsch" in str(getattr(block, "value", "")) for block in page.blocks.values())
assert certificate_picture(content, None, BANK, "de")[:4] == b"\\x89PNG"

def drawn(prompt, kit=BANK):
    return Illustration().draw(prompt.scene, kit, 320, 320).reshape(-1, 3).astype(int)

def magenta(pixels):
    red, green, blue = pixels.T
    return int(((red - green > 80) & (blue - green > 80)).sum())

thing = build(Metadata(custom_prompt="a woman beside a samovar"), 1)
assert thing.scene.things == ("samovar",) and Illustration().paint([task(scene=thing.scene)])[0].undrawn == ()
assert "a samovar" in describe(thing.scene, "en") and "самовар" in describe(thing.scene, "ru")
assert magenta(drawn(thing)) > 300 > magenta(drawn(build(Metadata(custom_prompt="a woman"), 1)))

for facts in ({"sex": "male", "age": 60}, {"custom_prompt": "a mellow man"}):
    aged = build(Metadata(**facts), 1)
    assert [one.age_group for one in aged.scene.people] == ["mellow"]
    assert "smiling well-dressed mellow man" in aged.prompt and "a mellow man" in describe(aged.scene, "de")
    inside = aged.scene.model_copy(update={"setting": "indoors"})
    [figure] = People(inside, Air(Inks(BANK), False, (), "light")).figures
    assert figure.wear.top == "vest"

colours = [{"name": one.name, "hex": one.hex, "role": one.role} for one in BANK.colours]
kit = Kit.model_validate({"name": "Loud", "colours": [*colours, {"name": "orchid", "hex": "#C000C0", "role": "vivid"}]})
assert (kit.by_role("vivid").name, BANK.by_role("vivid").name) == ("orchid", BANK.by_role("warm").name)
for product in (*get_args(Product), None):
    prompt = prompt_builder.build(Metadata(product=product, custom_prompt="magenta"), 1, kit, prompt_builder.Reader())
    assert prompt.scene.accent == "vivid"
    if product:
        assert "orchid" in prompt.prompt.partition("royal blue")[2], (product, prompt.prompt)
        assert magenta(drawn(prompt, kit)) > 100, product
"""


def add(tree, file, changes):
    """Change a file of a tree, of which each room is a link to ours until something in it changes."""
    room = tree / Path(file).parts[0]
    if room.is_symlink():
        ours = room.resolve()
        room.unlink()
        (shutil.copytree if ours.is_dir() else shutil.copy)(ours, room)
    text = (tree / file).read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, (file, old)
        text = text.replace(old, new)
    (tree / file).write_text(text, encoding="utf-8")


def test_added_members_arrive_everywhere(tmp_path):
    for path in ROOT.iterdir():
        if not path.name.startswith("."):
            (tmp_path / path.name).symlink_to(path)
    for file, changes in ADDED.items():
        add(tmp_path, file, changes)
    env = os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", FOLLOW + TRY]
    tried = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=300, check=False)
    assert tried.returncode == 0, tried.stderr
