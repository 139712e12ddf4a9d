"""Languages: each is one file, and says what English says."""

import os
import subprocess
import sys

import pytest

from locales import FOLDER, LANGUAGES, LocaleError, load, texts

ROOT = FOLDER.parent
TRY = """
import asyncio
from pathlib import Path
import httpx
import numpy as np
from fastapi import FastAPI
import service, ui
from ads import title
from brand import Certificate, Kit, draw, measure
from prompt_builder import describe
from prompt_builder.scene import Scene
from schemas import AltText

api = service.LogoGeneration.openapi_spec.asdict()
asked = [p["schema"]["enum"] for path in api["paths"].values() for p in path.get("get", {}).get("parameters", []) if p["name"] == "lang"]
assert asked and all(choice == ["en", "ru", "tlh"] for choice in asked), asked
scene = Scene(object=None, people=(), setting="city", light="day", activity="standing", accent="deep", things=(),
              custom_prompt="", unknown_words=(), seed=1)
assert describe(scene, "tlh").startswith("Qo': ")
assert AltText(en="a", ru="b").tlh == "a"
kit, grey = Kit.load(Path("brands/default.yaml")), np.full((64, 64, 3), 128, np.uint8)
assert title(service.studio.layouts["story"].name, "story", "tlh") == "Story"
found = measure(grey, kit)
assert len({draw(grey, Certificate.of(kit, (found, found), "off", 0), kit, code) for code in ("en", "tlh")}) == 2

async def visit():
    app = FastAPI()
    ui.mount(app)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x", follow_redirects=True) as client:
        page = await client.get("/ui/", headers={"Accept-Language": "tlh"})
        assert (page.url.path, 'lang="tlh"' in page.text, "Qapla" in page.text) == ("/ui/tlh/", True, True)
        assert "../tlh/" in (await client.get("/ui/en/config")).text

asyncio.run(visit())
"""


def test_added_language_arrives_everywhere(tmp_path):
    """A made-up one: in the switch of the page, the page itself, the certificate, the API and the alternative text."""
    for path in ROOT.iterdir():
        if not path.name.startswith(".") and path.name != "locales":
            (tmp_path / path.name).symlink_to(path)
    (tmp_path / "locales").mkdir()
    for path in FOLDER.glob("*.*"):
        (tmp_path / "locales" / path.name).symlink_to(path)
    klingon = (FOLDER / "en.toml").read_text()
    for english, said in (
        ('name = "English"', 'name = "tlhIngan"'),
        ('certificate = "Brand certificate"', 'certificate = "Degh"'),
        ('media.illustration = "Illustration"', 'media.illustration = "Qo\'"'),
        ('create = "Create"', 'create = "Qapla"'),
    ):
        assert english in klingon
        klingon = klingon.replace(english, said)
    (tmp_path / "locales" / "tlh.toml").write_text(klingon)
    done = subprocess.run(
        [sys.executable, "-c", TRY],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": "."},
    )
    assert done.returncode == 0, done.stderr


GOOD = {"title": '"Pictures of {user}"', "marks.good": '"Good"', "bands": '["low", "high"]'}


def written(folder, code, changes):
    lines = (f"{name} = {value}" for name, value in (GOOD | changes).items() if value)
    (folder / f"{code}.toml").write_text("\n".join(lines))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "de.toml: the file lacks 'title'"),
        ({"titel": '"x"'}, "de.toml: the file has 'titel', which English has not"),
        ({"marks.good": "", "marks.gut": '"Gut"'}, "de.toml: marks lacks 'good'"),
        ({"title": '"Bilder von {nutzer}"'}, "de.toml: title = 'Bilder von {nutzer}': the names in braces are not"),
        ({"bands": '["low"]'}, "de.toml: bands has 1 members, English 2"),
        ({"bands": '["low", "high", 3]'}, "de.toml: bands[2] is int, not str"),
        ({"title": '["x"]'}, "de.toml: title is list, not str"),
        ({"title": "x"}, "de.toml: Invalid value"),
    ],
)
def test_language_that_does_not_say_what_english_says_is_refused(tmp_path, changes, said):
    written(tmp_path, "en", {})
    written(tmp_path, "de", changes)
    with pytest.raises(LocaleError) as caught:
        load(tmp_path)
    assert said in str(caught.value)


def test_all_that_a_language_lacks_is_told_at_once(tmp_path):
    written(tmp_path, "en", {})
    written(tmp_path, "de", {"title": "", "bands": '["low"]'})
    with pytest.raises(LocaleError, match=r"(?s)title.*bands|bands.*title"):
        load(tmp_path)


def test_figures_are_written_as_the_language_has_them():
    english, russian = texts("page")["en"], texts("page")["ru"]
    assert (english.number(99.86, 1), english.percent(0.0123), english.number(None, 1)) == ("99.9", "1.2%", "–")
    assert (russian.number(99.86, 1), russian.percent(0.0123)) == ("99,9", "1,2\N{NO-BREAK SPACE}%")
    assert {"en", "ru"} <= set(LANGUAGES)
