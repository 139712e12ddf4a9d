"""What the prompt builder promises, for metadata of every kind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from instant_clip_tokenizer import Tokenizer as RealClip

import prompt_builder
from errors import PromptRefused
from prompt_builder import estimate
from prompt_builder.scene import Scene
from prompt_builder.tokens import ROOM
from schemas import MAX_CUSTOM_PROMPT, Metadata
from tests.kits import BANK, KITS, build, kit_of
from tests.test_corpus import harmless, painted

HEAD = "professional advertising photograph in light salmon, pale turquoise and royal blue, "
ADULT_MATTERS = {"driving", "drinking coffee", "holding keys", "holding a credit card"}

seeds = st.integers(0, 2**32 - 1)
SOME_WORDS = """
a family dog собакой пляж beach sunset вечером driving country house car credit card card coffee friends phone two три
дети друзья no без red engaging dragon Baumkuchen улыбается мама with girl holding keys indoors 🎉 日本 don't
"""
some_words = st.lists(st.sampled_from(SOME_WORDS.split()), max_size=30).map(" ".join)
free_text = st.one_of(st.none(), some_words, st.text(max_size=MAX_CUSTOM_PROMPT))
metadata = st.builds(
    Metadata,
    sex=st.sampled_from(["male", "female", "", None]),
    age=st.none() | st.integers(0, 120),
    product=st.sampled_from(["people", "car", "house", "credit card", "", None]),
    custom_prompt=free_text.map(lambda text: text and text[:MAX_CUSTOM_PROMPT]),
    width=st.sampled_from([64, 512, 1160, 2000]),
    height=st.sampled_from([64, 480, 1024, 1500]),
)
plain_metadata = st.builds(
    Metadata,
    sex=st.sampled_from(["male", "female", None]),
    age=st.none() | st.integers(0, 120),
    product=st.sampled_from(["people", "car", "house", "credit card", None]),
)


@pytest.fixture(scope="module")
def real_clip():
    return RealClip()


def _build(*arguments):
    try:
        return build(*arguments)
    except PromptRefused:
        assume(False)


@given(metadata, seeds)
def test_same_metadata_and_seed_give_the_same_prompt(facts, seed):
    assert _build(facts, seed) == _build(facts, seed)


def test_another_process_gives_the_same_prompts():
    """In whatever order it goes through what has none: this process has a hash seed of its own."""
    script = "from tests.test_prompt_builder import of_campaigns; print(*of_campaigns(), sep='\\n')"
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parent.parent,
        env=os.environ | {"PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.splitlines() == of_campaigns()


def of_campaigns() -> list[str]:
    """The prompts of what the corpus has."""
    return [prompt.prompt for one in harmless("tuned") if (prompt := painted(one.text))]


@given(metadata, seeds)
@settings(max_examples=200)
def test_both_prompts_fit_and_colours_come_first(facts, seed):
    prompt = _build(facts, seed)

    assert prompt.prompt.startswith(HEAD)
    assert prompt.tokens == estimate(prompt.prompt) <= ROOM
    assert estimate(prompt.negative_prompt) <= ROOM


@given(metadata, seeds)
@settings(max_examples=200)
def test_both_prompts_fit_by_the_real_tokenizer(real_clip, facts, seed):
    def count(text):
        return len(real_clip.encode(text))

    prompt = _build(facts, seed, count)

    assert prompt.tokens == count(prompt.prompt) <= ROOM
    assert count(prompt.negative_prompt) <= ROOM


@given(plain_metadata, seeds)
def test_nothing_is_dropped_when_nothing_is_asked_in_words(facts, seed):
    assert build(facts, seed).dropped == ()


@given(plain_metadata, seeds)
def test_people_are_shown_when_facts_of_a_person_are_given_or_people_are_the_product(facts, seed):
    scene = build(facts, seed).scene

    assert bool(scene.people) == (facts.sex is not None or facts.age is not None or facts.product == "people")
    assert scene.object == (None if facts.product == "people" else facts.product)


@given(plain_metadata, seeds)
def test_shown_person_is_as_given(facts, seed):
    scene = build(facts, seed).scene
    assume(scene.people)
    group = {10: "child", 17: "teenager", 25: "young adult", 59: "adult"}
    expected = next((name for oldest, name in group.items() if (facts.age or 0) <= oldest), "senior")

    assert facts.sex in (None, scene.people[0].sex)
    assert scene.people[0].age_group == expected or facts.age is None
    assert len(scene.people) == 1


@given(metadata, seeds)
@settings(max_examples=200)
def test_scene_has_only_values_that_painters_know(facts, seed):
    scene = _build(facts, seed).scene

    assert Scene.model_validate(scene.model_dump()) == scene
    assert len(scene.people) <= 5


@given(metadata, st.integers(0, 17), seeds)
def test_minors_do_nothing_that_is_for_adults(facts, age, seed):
    """But a teenager may have a first card where words name one."""
    prompt = _build(facts.model_copy(update={"age": age}), seed)
    named = {"holding a credit card"} if "card" in (facts.custom_prompt or "").casefold() else set()

    assert prompt.scene.activity not in ADULT_MATTERS - named
    assert "wholesome" in prompt.prompt
    assert {"nude", "nsfw", "revealing clothes"} <= set(prompt.negative_prompt.split(", "))


@given(metadata, st.sampled_from(["car", "house"]), seeds)
def test_cars_and_houses_stand_outdoors_but_in_a_showroom_and_for_their_rooms(facts, product, seed):
    scene = _build(facts.model_copy(update={"product": product}), seed).scene
    assert scene.setting != "indoors" or scene.from_inside or "car showroom" in scene.things


@given(metadata, seeds)
def test_people_as_product_means_no_object(facts, seed):
    prompt = _build(facts.model_copy(update={"product": "people"}), seed)

    assert prompt.scene.object is None
    assert prompt.scene.people


@given(metadata, seeds)
@settings(max_examples=200)
def test_every_word_asked_for_is_in_the_prompt_or_reported(facts, seed):
    prompt = _build(facts, seed)

    assert all(
        word in prompt.prompt
        for word in prompt.scene.custom_prompt.split()
        if word.isalpha() and word.isascii() and not prompt.dropped
    )


@given(metadata, seeds)
def test_own_ornaments_go_before_what_was_asked_for(facts, seed):
    prompt = _build(facts, seed, lambda text: len(text) // 4)
    cut = set(prompt.dropped) & set(prompt.scene.custom_prompt.split())

    assert not cut or "sharp focus" not in prompt.prompt


@given(st.text(max_size=200))
@example("\u202e<|endoftext|>dog\x00\u200b <|startoftext|>")
def test_marks_and_invisible_characters_do_not_reach_the_encoder(text):
    assume(text.isprintable() or "<|" in text)
    prompt = _build(Metadata(custom_prompt=text), 1)

    assert prompt.prompt.isprintable()
    assert "<|endoftext|>" not in prompt.prompt


def test_product_alone_shows_nobody_and_no_writing():
    for product in ("car", "house", "credit card"):
        prompt = build(Metadata(product=product), 5)

        assert {"people", "person", "text", "letters", "digits"} <= set(prompt.negative_prompt.split(", "))
        assert not {"man", "woman", "boy", "girl"} & set(prompt.prompt.split())


def test_cards_and_plates_are_blank():
    assert "plain blank" in build(Metadata(product="credit card"), 5).prompt
    assert "blank license plate" in build(Metadata(product="car", sex="male"), 5).prompt


@pytest.mark.parametrize(
    ("age", "noun"),
    [(0, "baby girl"), (3, "toddler girl"), (10, "little girl"), (11, "teenage girl"), (17, "teenage girl"),
     (18, "young woman"), (25, "young woman"), (26, "woman"), (59, "woman"), (60, "elderly woman"), (120, "elderly woman")],
)  # fmt: skip
def test_age_speaks(age, noun):
    assert f"well-dressed {noun}, " in build(Metadata(sex="female", age=age), 1).prompt


def test_custom_prompt_is_passed_on_as_written():
    assert ", a Red dragon; on skis," in build(Metadata(custom_prompt=" a Red  dragon; on skis,"), 1).prompt
    assert ", a red dragon," in build(Metadata(custom_prompt="a red<|startoftext|>dragon"), 1).prompt


def test_long_custom_prompt_is_cut_between_words_and_the_rest_is_reported():
    words = [f"{word}ish" for word in ("marmalade", "cinnamon", "porcelain", "harvest", "lanternlike") * 6]
    prompt = build(Metadata(product="house", custom_prompt=" ".join(words)), 1)
    cut = len(words) - sum(word in words for word in prompt.dropped)

    assert 0 < cut < len(words)
    assert prompt.prompt.endswith(" ".join(words[:cut]))
    assert tuple(words[cut:]) == prompt.dropped[: len(words) - cut]
    assert "sharp focus" in prompt.dropped


def test_what_a_brand_forbids_is_reported_too_where_there_is_no_room_for_all_of_it():
    words = tuple(
        f"{word} pattern" for word in ("zigzag", "paisley", "tartan", "chevron", "houndstooth", "gingham") * 9
    )
    prompt = prompt_builder.build(Metadata(product="house"), 1, BANK.model_copy(update={"forbidden_words": words}))
    named = prompt.negative_prompt.count("pattern")
    assert 0 < named < len(words)
    assert prompt.dropped[-1] == words[-1]
    assert sum(word in words for word in prompt.dropped) == len(words) - named


def test_russian_words_are_said_in_english():
    prompt = build(Metadata(product="car", custom_prompt="собака на пляже вечером"), 3)

    assert ", dog on the beach in the evening, " in prompt.prompt
    assert prompt.scene.things == ("dog",)
    assert (prompt.scene.setting, prompt.scene.light) == ("beach", "evening")


def test_counter_with_very_small_pieces_still_gives_colours():
    prompt = build(Metadata(sex="male", custom_prompt="with a dog"), 1, len)

    assert prompt.prompt.startswith("professional advertising photograph in pale turquoise")
    assert any("well-dressed" in part for part in prompt.dropped)


@pytest.mark.parametrize("kit", [KITS["forest"], kit_of("#228B22"), kit_of("#FFD700", "#FFFFF0")])
def test_another_kit_is_named_in_its_own_words(kit):
    prompt = prompt_builder.build(Metadata(product="car"), 1, kit)

    assert prompt.prompt.startswith(f"professional advertising photograph in {kit.colours[0].name}")
    assert all(word in prompt.prompt for word in (*(colour.name for colour in kit.colours), *kit.prompt_words))
    assert set(kit.forbidden_words) <= set(prompt.negative_prompt.split(", "))
    assert not any(colour.name in prompt.prompt for colour in BANK.colours)


def test_seed_gives_variety():
    prompts = {build(Metadata(product="people"), seed).prompt for seed in range(300)}

    assert len(prompts) > 280


def test_wide_and_tall_pictures_are_composed_for_their_shape():
    assert "panoramic composition" in build(Metadata(width=1160, height=480), 1).prompt
    assert "vertical composition" in build(Metadata(width=480, height=1160), 1).prompt


def test_prompt_is_json():
    prompt = build(Metadata(age=20, custom_prompt="with friends"), 1)

    assert json.loads(prompt.model_dump_json())["scene"]["people"]


@pytest.mark.parametrize("text", ["a 15-year-old", "pupils", "шестнадцатилетняя", "g1rl"])
def test_minors_implied_by_words_alone_keep_it_wholesome(text):
    prompt = build(Metadata(custom_prompt=text), 1)

    assert "wholesome" in prompt.prompt
    assert "revealing clothes" in prompt.negative_prompt


def test_signs_without_a_word_are_cut_too():
    prompt = build(Metadata(custom_prompt="🎉 " * 200), 1)

    assert "🎉" in prompt.prompt
    assert prompt.dropped.count("🎉") > 100
