"""The vocabulary of a checkpoint's text encoder, read without torch or transformers. Knows no prompt."""

import json
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import ModelError
from pipeline.weights import locate
from settings import ModelSettings

Vocabulary = tuple[dict[str, int], list[tuple[str, str]]]


def tokenizer_files(config: ModelSettings) -> Vocabulary | None:
    """Vocabulary and merges of the tokenizer, or None for a painter that reads no prompt.

    Raises ModelError as `locate` does.
    """
    if config.model == "illustration":
        return None
    folder = locate(config).tokenizers / "tokenizer"
    try:
        return _fast(folder) if (folder / "tokenizer.json").is_file() else _slow(folder)
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{folder} is not a readable CLIP tokenizer.") from error


def _fast(folder: Path) -> Vocabulary:
    model = json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]
    return model["vocab"], list(_pairs(model["merges"]))


def _slow(folder: Path) -> Vocabulary:
    vocab = json.loads((folder / "vocab.json").read_text("utf-8"))
    return vocab, list(_pairs((folder / "merges.txt").read_text("utf-8").splitlines()))


def _pairs(merges: list[str] | list[list[str]]) -> Iterator[tuple[str, str]]:
    for merge in merges:
        parts = merge.split() if isinstance(merge, str) else merge
        if len(parts) == 2 and not parts[0].startswith("#version"):
            yield parts[0], parts[1]
