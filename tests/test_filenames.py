"""What files of pictures are called: product, words, size and seed, on every file system, each name once."""

import itertools
import re
import unicodedata
from pathlib import PureWindowsPath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.jobs import NAME_PATTERN
from storage import filenames
from storage.filenames import FileNames, file_name
from tests.stores import interaction

FORBIDDEN = set('<>:"/\\|?*')


def made(**facts):
    line = interaction()
    return line.model_copy(update={"metadata": line.metadata.model_copy(update=facts)})


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"product": "house", "custom_prompt": "country house"}, "house_country-house_64x64_7.png"),
        ({"product": "credit card", "custom_prompt": None}, "credit-card_64x64_7.png"),
        ({"product": "people", "custom_prompt": "Пара на пляже!"}, "people_пара-на-пляже_64x64_7.png"),
        ({"product": None, "custom_prompt": "../../etc/passwd\0"}, "person_etc-passwd_64x64_7.png"),
        ({"product": None, "sex": None, "age": None, "custom_prompt": "🎈"}, "scene_64x64_7.png"),
        ({"product": "car", "custom_prompt": "CON_aux.\u202egnp.exe"}, "car_con-aux-gnp-exe_64x64_7.png"),
        ({"product": "car", "custom_prompt": "слово " * 80}, f"car_{'-'.join(['слово'] * 9)}_64x64_7.png"),
    ],
)
def test_name_tells_product_words_size_and_seed(facts, name):
    assert file_name(made(**facts)) == name


@given(words=st.text(max_size=500), label=st.text(max_size=64), product=st.sampled_from(["credit card", None]))
def test_name_is_safe_everywhere(words, label, product):
    name = file_name(made(custom_prompt=words, product=product), label)
    assert re.fullmatch(r"([^_]+_){1,3}64x64_7\.png", name)
    assert not FORBIDDEN & set(name)
    assert not any(unicodedata.category(letter)[0] in "CZ" for letter in name)
    assert all(len(unicodedata.normalize(form, name).encode()) <= 255 for form in ("NFC", "NFD"))
    assert not PureWindowsPath(name).is_reserved()
    name.encode()


@given(
    labels=st.lists(st.text(max_size=64) | st.sampled_from(["con", "a", "A", "a_2", "..", ".htaccess"]), max_size=6),
    pattern=st.from_regex(NAME_PATTERN, fullmatch=True)
    | st.sampled_from(["{custom_id}.{ext}", "{custom_id}", "{words}"]),
)
def test_names_by_a_pattern_are_safe_and_none_is_there_twice(labels, pattern):
    names, lines = FileNames(pattern), [made().model_copy(update={"id": str(n)}) for n in range(len(labels))]
    found = [names.of(line, label) for line, label in zip(lines, labels, strict=True)]
    assert len({unicodedata.normalize("NFC", one.casefold()) for one in found}) == len(found)
    for name in found:
        assert name.endswith(".png")
        assert not FORBIDDEN & set(name)
        assert not name.startswith((".", "-"))
        assert not any(unicodedata.category(letter)[0] in "CZ" for letter in name)
        assert all(len(unicodedata.normalize(form, name).encode()) <= 255 for form in ("NFC", "NFD"))
        assert not PureWindowsPath(name).is_reserved()


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("a" * 50 + " " + "b" * 49, "a" * 50 + "-" + "b" * 49),
        ("a" * 50 + " " + "b" * 50, "a" * 50),
        ("a" * 50 + " " + "b" * 50 + " c", "a" * 50),
        ("a" * 100, "a" * 100),
        ("a" * 101, "a" * 100),
        ("я" * 51, "я" * 50),
        ("й" * 26, "й" * 25),  # two letters of two bytes each, as some file systems keep it
        ("x " * 60, "-".join("x" * 50)),
    ],
)
def test_words_are_kept_whole_up_to_a_hundred_bytes(words, kept):
    assert file_name(made(custom_prompt=words)) == f"car_{kept}_64x64_7.png"


def test_label_is_kept_up_to_forty_bytes():
    assert file_name(made(), "b" * 41).startswith("b" * 40 + "_car")
    assert file_name(made(), "b" * 20 + " " + "c" * 19).startswith("b" * 20 + "-" + "c" * 19 + "_car")
    assert file_name(made(), "b" * 20 + " " + "c" * 20).startswith("b" * 20 + "_car")


def test_file_beside_a_picture_takes_no_name_of_another():
    names, one, other = FileNames("{custom_id}"), made(), made()
    assert [names.of(one, "a"), names.of(other, "a")] == ["a.png", "a_2.png"]
    assert [names.beside(one, ending) for ending in ("_2.png", "_post.png", "_POST.png")] == [
        "a_2_2.png",
        "a_post.png",
        "a_POST_2.png",
    ]


def test_names_differ_also_where_case_counts_for_nothing():
    names = FileNames()
    lines = [made(custom_prompt=words) for words in ("Дом", "дом", "дом", "кот", unicodedata.normalize("NFD", "кот"))]
    given_names = [names.of(line) for line in lines]
    assert given_names[:3] == ["car_дом_64x64_7.png", "car_дом_64x64_7_2.png", "car_дом_64x64_7_3.png"]
    assert len({unicodedata.normalize("NFC", name).casefold() for name in given_names}) == 5
    assert given_names == [names.of(line) for line in lines]


@pytest.mark.parametrize("pattern", ["{custom_id}.{ext}", "x.{ext}", None])
def test_many_names_that_look_the_same_take_no_more_looks_each(monkeypatch, pattern):
    """Two thousand spellings of one name, as a file system takes it that knows no capitals."""
    looks = []
    folded = filenames._folded
    monkeypatch.setattr(filenames, "_folded", lambda name: looks.append(name) or folded(name))
    names, line = FileNames(pattern), interaction()
    labels = ["".join(one) for one in itertools.product("σς", repeat=11)]
    found = [names.of(line.model_copy(update={"id": label}), label) for label in labels]
    assert len({folded(one) for one in found}) == len(labels)
    assert len(looks) <= 4 * len(labels)


def test_long_word_is_cut_between_letters_within_its_bytes():
    for letter in ("й", "a", "한", "👩"):
        cut = filenames.slug(letter * 5000, 101) or "a" * 101  # a picture is no letter
        assert 90 < len(unicodedata.normalize("NFD", cut).encode()) <= 101


@pytest.fixture(scope="module")
def kept(api):
    """The answers to three requests of one user: one with Russian words, one of each other format."""
    asked = (
        {"metadata": {"product": "house", "custom_prompt": "Дом у озера", "width": 64, "height": 72}, "seed": 5},
        {"metadata": {"sex": "male", "width": 72, "height": 64}, "seed": 6, "output_format": "webp"},
        {"metadata": {"product": "car", "width": 64, "height": 64}, "seed": 7, "output_format": "jpeg"},
    )
    return [api.post("/api/generate", json={"user_id": "keeper/ü"} | one).raise_for_status().json() for one in asked]


NAMES = ["house_дом-у-озера_64x72_5.png", "person_72x64_6.webp", "car_64x64_7.jpg"]
ZIP = "/api/users/keeper%2F%C3%BC/images.zip"


def test_download_has_the_name(api, kept):
    for one, name in zip(kept, NAMES, strict=True):
        for query in ("?download", "?download=1", "?download=true"):
            answer = api.get(one["image_path"] + query)
            assert answer.content == api.get(one["image_path"]).content
            said = answer.headers["content-disposition"]
            assert said.startswith("attachment; ")
            assert unquote(said.partition("filename*=UTF-8''")[2]) == name
            said.encode("ascii")
    assert "content-disposition" not in api.get(one["image_path"]).headers
    assert "content-disposition" not in api.get(one["image_path"] + "?download=0").headers
    assert api.get(one["image_path"] + "?download=x").status_code == 422


@pytest.mark.parametrize(
    ("query", "status", "field"),
    [
        ({"name": "0.png"}, 404, None),
        ({"name": ["a"] * 201}, 422, "name"),
        ({"name": "a", "label": ["x", "y"]}, 422, "label"),
        ({"label": "x"}, 422, "label"),
        ({"text": "x" * 201}, 422, "text"),
        ({"limit": 3}, 422, "limit"),
    ],
)
def test_zip_of_what_is_not_there(api, kept, query, status, field):
    answer = api.get(ZIP, params=query)
    assert answer.status_code == status
    assert [one["field"] for one in answer.json()["error"]["details"]] == ([field] if field else [])
