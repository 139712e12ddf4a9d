"""The files of `lexicon/` as they are written. Knows nothing of what they mean."""

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("lexicon")


def read(name: str) -> dict[str, Any]:
    """The tables of one file."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def forms(words: str) -> list[str]:
    """The forms of an entry, which are apart by commas."""
    return [" ".join(form.split()) for form in words.split(",")]
