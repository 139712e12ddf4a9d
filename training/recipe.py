"""What the pictures to learn from show: metadata drawn by chance, prompts by the real builder. Knows no pixels."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from brand import Kit
from pipeline import buckets
from prompt_builder import Reader, build, words
from prompt_builder.scene import Scene
from schemas import Metadata

BUDGET = 512 * 512
"""Pixels that the model paints natively, whatever the aspect."""
SQUARE = (512, 512)
COMMON = (SQUARE, (768, 320), (320, 768))
"""The buckets of 512×512, 1160×480 and 480×1160, of which a bank asks most."""

READER = Reader(medium="illustration")
"""What sketch is told, and what it makes of it."""
_SUBJECTS = (("people", 8), ("car", 3), ("house", 2), ("credit card", 4), (None, 3))
"""Products and how often each is drawn: people and cards are the hardest to learn."""
_AGES = ((4, 10), (11, 17), (18, 25), (26, 50), (51, 90))
_PHRASES = ("{}", "with {}", "{}, {}", "{} and {}", "with {} and {}")


@dataclass(frozen=True, slots=True)
class Example:
    """One picture to learn from: `prompt` tells what `scene` shows; `size` is (width, height)."""

    prompt: str
    scene: Scene
    size: tuple[int, int]


@cache
def kit() -> Kit:
    """The bank's own colours, the only ones that are learned."""
    return Kit.load(Path(__file__).parent.parent / "brands" / "default.yaml")


def example(number: int, size: tuple[int, int]) -> Example:
    """The example of a number: always the same one."""
    dice = Random(f"sketch {number}")
    metadata = _metadata(dice, size)
    prompt = build(metadata, dice.randrange(2**32), kit(), READER)
    return Example(prompt.prompt, prompt.scene, size)


def size_of(shard: int) -> tuple[int, int]:
    """The size that all pictures of a shard have: half are square, a quarter very wide or very tall."""
    dice = Random(f"size {shard}")
    if shard % 2 == 0:
        return SQUARE
    if shard % 4 == 1:
        return dice.choice(COMMON[1:])
    return dice.choice([size for size in buckets.sizes(BUDGET) if size not in COMMON])


def _metadata(dice: Random, size: tuple[int, int]) -> Metadata:
    product: Any = dice.choices([name for name, _ in _SUBJECTS], [often for _, often in _SUBJECTS])[0]
    accompanied = product == "people" or (product is not None and dice.random() < 0.3)
    return Metadata(
        product=product,
        sex=dice.choice(("male", "female")) if accompanied else None,
        age=dice.randint(*dice.choice(_AGES)) if accompanied and dice.random() < 0.8 else None,
        custom_prompt=_wish(dice) if dice.random() < 0.35 else None,
        width=size[0],
        height=size[1],
    )


def _wish(dice: Random) -> str:
    """Free words that the teacher can draw, one in six of them Russian."""
    kinds = [forms() for forms in (_things, _things, _places, _deeds)]
    russian = dice.random() < 1 / 6
    pool = [[word for word in kind if word.isascii() != russian] for kind in kinds]
    phrase = dice.choice(_PHRASES[:1] if russian else _PHRASES)
    return phrase.format(dice.choice(pool[dice.randrange(len(pool))]), dice.choice(pool[0]))


def _forms(*tables: dict[Any, str]) -> list[str]:
    texts = [form.strip() for table in tables for forms in table.values() for form in forms.split(",")]
    return [text for text in texts if "*" not in text]


@cache
def _things() -> list[str]:
    return _forms(words.THINGS)


@cache
def _places() -> list[str]:
    return _forms(words.SETTINGS, words.LIGHTS)


@cache
def _deeds() -> list[str]:
    return _forms(words.ACTIVITIES, words.ACCENTS)
