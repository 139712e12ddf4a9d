"""A Marian model says in English what the lexicon cannot: fetched at its commit, verified, and never trusted blindly."""

import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import ThreadingHTTPServer

import pytest

from errors import PromptRefused
from pipeline import ModelError, locate_translator, open_translator
from prompt_builder import Reader, build
from prompt_builder.translation import say, translate
from schemas import Metadata
from settings import ModelSettings
from tests.kits import BANK
from tests.marian import save_marian, save_pickled
from tests.test_fetch import COMMIT, Hub, run

TAUGHT = {
    "астролябия на столе": "An astrolabe on the table.",
    "собака и водомерка": "A dog and a pond skater.",
    "14 ондатр": "14 muskrats.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return save_marian(tmp_path_factory.mktemp("marian") / "tiny", TAUGHT)


@pytest.fixture(scope="module")
def model(folder):
    return open_translator(ModelSettings(translator=str(folder), model_cache=folder.parent))


def prompt(text, model):
    return build(Metadata(custom_prompt=text), 1, BANK, Reader(model=model))


def test_model_says_what_the_lexicon_cannot(model):
    assert prompt("астролябия на столе", None).untranslated == ("астролябия",)
    said = prompt("астролябия на столе", model)
    assert "An astrolabe on the table, " in said.prompt
    assert said.untranslated == ()
    assert open_translator(ModelSettings()) is None


def test_what_neither_knows_is_left_out_and_told(model):
    said = prompt("шмурдяк, собака и водомерка", model)
    assert said.untranslated == ("шмурдяк",)
    assert "pond skater" in say("собака и водомерка шмурдяк", model).english
    assert say("шмурдяк и собака", model) == translate("шмурдяк и собака")


def test_model_is_not_asked_what_the_lexicon_knows():
    assert say("красная собака на крыше", lambda text: 1 / 0) == translate("красная собака на крыше")
    assert say("an astrolabe on a table", lambda text: 1 / 0) == ("an astrolabe on a table", ())


@pytest.mark.parametrize(
    "said",
    [
        "",
        ".",
        "an астролябия for 14 years",
        "<unk> for 14 years",
        "an astrolabe",
        "an astrolabe for 1 year, 4",
        "la " * 200,
    ],
)
def test_what_cannot_be_the_english_of_it_is_not_taken(said):
    text = "астролябия на 14 лет"
    assert say(text, lambda asked: said) == translate(text)
    assert say(text, lambda asked: "an astrolabe for 14 years") == ("an astrolabe for 14 years", ())


def test_what_the_model_says_is_held_to_the_rules():
    with pytest.raises(PromptRefused) as refusal:
        prompt("астролябия на столе", lambda text: "a naked woman on a table")
    assert refusal.value.details[0].field == "metadata.custom_prompt"
    assert "naked" in str(refusal.value)


def test_the_same_is_said_on_all_threads(model):
    with ThreadPoolExecutor(8) as threads:
        said = list(threads.map(model, list(TAUGHT) * 8))
    assert said == list(TAUGHT.values()) * 8


def test_endless_text_is_said_within_the_room(model):
    assert len(model("ондатра " * 60)) < 600


def test_fetch_pins_converts_and_verifies(folder, tmp_path):
    published, cache = save_pickled(folder, tmp_path / "published"), tmp_path / "cache"
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    server.folder, server.log = published, []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    fetched = run(
        "fetch", "translator", cache=cache, endpoint=f"http://127.0.0.1:{server.server_port}", TRANSLATOR="bank/tiny"
    )
    server.shutdown()
    server.server_close()
    setting = f"bank/tiny@{COMMIT}"
    assert fetched.returncode == 0, fetched.stderr
    assert "licence: cc-by-4.0" in fetched.stdout
    assert f"set TRANSLATOR={setting}" in fetched.stdout
    config = ModelSettings(translator=setting, model_cache=cache)
    found = locate_translator(config)
    assert f"ready: {found.title} in" in fetched.stdout
    assert found.title.startswith("bank/tiny@0123456789ab sha256:")
    assert open_translator(config)("14 ондатр") == "14 muskrats."
    (found.path / "vocab.json").write_text((found.path / "vocab.json").read_text() + " ")
    with pytest.raises(ModelError, match="damaged"):
        locate_translator(config)


@pytest.mark.parametrize(
    ("setting", "said"),
    [("bank/tiny", "names no commit"), (f"bank/tiny@{COMMIT}", "fetch translator"), ("tiny", "no folder that exists")],
)
def test_model_that_is_not_there_stops_the_start(setting, said, tmp_path):
    with pytest.raises(ModelError, match=said):
        locate_translator(ModelSettings(translator=setting, model_cache=tmp_path))


def test_truncated_weights_stop_the_start(folder, tmp_path):
    for file in folder.iterdir():
        data = file.read_bytes()
        (tmp_path / file.name).write_bytes(data[:-9] if file.suffix == ".safetensors" else data)
    with pytest.raises(ModelError, match="damaged"):
        locate_translator(ModelSettings(translator=str(tmp_path), model_cache=tmp_path))
