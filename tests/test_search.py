"""Text search over the person's own words: MongoDB and the outbox agree, whatever is typed, and nothing takes long."""

import time
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import Filter
from storage.search import fits
from tests.stores import drained, interaction, picture

WORDS = [
    "Пара на пляже",
    "Ёлка и снег, 50% (скидка)",
    unicodedata.normalize("NFD", "Йогурт на ёлке"),
    "A dog.*in the park",
    "[a-z]+ $where \\d {1,2}",
    "Straße café",
    None,
    "",
    "новый дом\nс верандой",
]
FOUND = [
    ("пляж", {0}),
    ("ПАРА", {0}),
    ("на пляже пара", {0}),
    ("елк", {1, 2}),
    ("ЁЛК", {1, 2}),
    ("йогурт", {2}),
    (unicodedata.normalize("NFD", "йогурт"), {2}),
    (".*", {3}),
    (".", {3}),
    ("[a-z]+", {4}),
    ("$where", {4}),
    ("\\d {1,2}", {4}),
    ("50% (скидка)", {1}),
    ("(", {1}),
    ("STRASSE", set()),
    ("straße CAFÉ", {5}),
    (unicodedata.normalize("NFD", "café"), {5}),
    ("дом верандой", {8}),
    ("(a+)+$", set()),
    ("", set(range(len(WORDS)))),
    (" \t\0 ", set(range(len(WORDS)))),
    ("дом\0верандой", {8}),
    ("nowhere", set()),
    ("пара пляжи", {0}),
    ("дома веранда", {8}),
    ("НОВОГО", {8}),
    ("ёлку", {1, 2}),
    ("парк", set()),
    ("снега", {1}),
    ("верандочка", set()),
]


def put(store, words):
    line = interaction()
    line = line.model_copy(update={"metadata": line.metadata.model_copy(update={"custom_prompt": words})})
    store.record(line, picture(line), "image/png")
    return line.id


@pytest.mark.parametrize("waits", [True, False])
def test_words_are_found(store, waits):
    ids = [put(store, words) for words in WORDS]
    if not waits:
        drained(store)
    for text, places in FOUND:
        found = {line.id for line in store.history("123", 50, None, Filter(text=text))}
        assert found == {ids[place] for place in places}, text


LETTERS = st.text(st.sampled_from("аеёйЕЁЙabAB.*+?()[]{}|^$\\ -\u0301\u0308\u0306éßıİſK#/'\"\0\n"), max_size=12)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=LETTERS.filter(lambda words: "\0" not in words), text=LETTERS)
def test_mongodb_agrees_with_memory(store, words, text):
    key = put(store, words)
    drained(store)
    found = {line.id for line in store.history("123", 200, None, Filter(text=text))}
    assert (key in found) == fits(text, words)


def test_no_search_is_slow():
    evil = ("(a+)+$" * 33, "а" * 200, "её" * 100, " ".join("е" * 100), "й" * 200, " ".join(["ойми"] * 40))
    started = time.thread_time()
    for text in evil:
        fits(text, "а" * 500)
        fits(text, "её" * 250)
    assert time.thread_time() - started < 0.5


def test_search_by_http(api):
    for words in ("Двое детей и собака", "кот"):
        body = {"user_id": "seeker", "metadata": {"custom_prompt": words, "width": 64, "height": 64}}
        api.post("/api/generate", json=body).raise_for_status()
    for text in ("СОБАКА", "дет соб"):
        [line] = api.get("/api/interactions/seeker", params={"text": text}).json()
        assert line["metadata"]["custom_prompt"] == "Двое детей и собака"
    page = api.get("/api/interactions/seeker", params={"text": "о", "limit": 1})
    assert "text=" in page.headers["link"]
    assert len(api.get(page.links["next"]["url"]).json()) == 1
    refused = api.get("/api/interactions/seeker", params={"text": "x" * 201})
    assert (refused.status_code, refused.json()["error"]["details"][0]["field"]) == (422, "text")
