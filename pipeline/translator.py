"""A model that says Russian in English: where it is, whether it is whole, and its words. Knows no prompt.

Marian's architecture, by transformers, on the processor. Nothing of torch is imported before one is opened.
"""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

from pipeline import hub, threads
from pipeline.errors import ModelError
from pipeline.integrity import fingerprint, read_header
from pipeline.weights import pinned, require_published_ack
from settings import ModelSettings

DEFAULT = "Helsinki-NLP/opus-mt-ru-en"
"""What is fetched where the setting names none; its publisher licenses it as CC BY 4.0, which asks to be named."""
FILES = ("config.json", "source.spm", "target.spm", "vocab.json", "tokenizer_config.json")
WEIGHTS = "model.safetensors"
NEEDED = ("transformers", "sentencepiece")
PUBLISHED = (*FILES, "generation_config.json", "README.md", WEIGHTS, "pytorch_model.bin")
ROOM = 75
"""Tokens that are read and said: as many as the text encoder has room for. It bounds what a text may cost."""
_KEPT = 256
_HUB_ID = re.compile(r"([\w.-]+/[\w.-]+)(?:@([0-9a-f]{40}))?")


@dataclass(frozen=True, slots=True)
class Found:
    """A verified model on this machine."""

    path: Path
    title: str
    """Name and hash."""


def locate_translator(config: ModelSettings) -> Found | None:
    """The verified model that `config.translator` names; None where it names none.

    Raises ModelError when it is not on this machine, not whole or not the one that was fetched.
    """
    if not config.translator:
        return None
    path, name = Path(config.translator).expanduser(), ""
    if not path.is_dir():
        repo, commit = _parted(config.translator)
        if not commit:
            raise ModelError(
                f"TRANSLATOR={config.translator} names no commit. "
                "`python -m pipeline fetch translator` fetches it and says which."
            )
        path, name = _converted(repo, commit, config), pinned(repo, commit)
    if missing := [one for one in (*FILES, WEIGHTS) if not (path / one).is_file()]:
        raise ModelError(
            f"TRANSLATOR={config.translator} is not on this machine whole: {path} lacks {', '.join(missing)}. "
            "Run `python -m pipeline fetch translator`."
        )
    if not all(map(find_spec, NEEDED)):
        raise ModelError(f"TRANSLATOR={config.translator} needs {' and '.join(NEEDED)}: requirements/sdxl.txt.")
    read_header(path / WEIGHTS)
    digest = fingerprint(_files(path), config.model_cache)
    source = path / "source.json"
    if source.is_file() and json.loads(source.read_text())["converted"] != digest:
        raise ModelError(f"{path} is damaged. Delete it and run `python -m pipeline fetch translator` again.")
    return Found(path, f"{name or path.resolve().name} sha256:{digest[:12]}")


def fetch_translator(config: ModelSettings, report: Callable[[str], None]) -> Found:
    """Download a model at its commit, rewrite its weights as safetensors, and keep the hash of all its files.

    Raises ModelError.
    """
    asked = config.translator or DEFAULT
    if Path(asked).expanduser().exists():
        raise ModelError(f"TRANSLATOR={asked} is on this machine already: there is nothing to fetch.")
    repo, commit = _parted(asked)
    report(f"downloading {asked}")
    folder = hub.download(repo, commit or None, config.model_cache, PUBLISHED)
    report(f"licence: {require_published_ack(repo, folder, config) or 'its card names none'}")
    target = _converted(repo, folder.name, config)
    if not target.is_dir():
        _convert(folder, target, config)
    setting = f"{repo}@{folder.name}"
    found = locate_translator(config.model_copy(update={"translator": setting}))
    assert found
    report(f"ready: {found.title} in {found.path}\nset TRANSLATOR={setting}")
    return found


def open_translator(config: ModelSettings) -> Callable[[str], str] | None:
    """What says a text in English with the model that `config.translator` names, or None where it names none.

    Raises ModelError as `locate_translator` does.
    """
    found = locate_translator(config)
    return Translator(found) if found else None


class Translator:
    """Says texts in English, one at a time, greedily: always the same of the same text. For use on threads."""

    def __init__(self, found: Found) -> None:
        from transformers import MarianMTModel, MarianTokenizer

        threads.bound()
        self.title = found.title
        try:
            self._words: Any = MarianTokenizer.from_pretrained(found.path, local_files_only=True)
            model: Any = MarianMTModel.from_pretrained(found.path, local_files_only=True, use_safetensors=True)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelError(f"{found.path} is no Marian model that can be read: {error}") from error
        self._model = model.eval()
        self._turn = Lock()
        self._said = lru_cache(_KEPT)(self._say)

    def __call__(self, text: str) -> str:
        """The text in English, up to the room of the encoder."""
        return self._said(text)

    def _say(self, text: str) -> str:
        import torch

        with self._turn, torch.inference_mode():
            read = self._words([text], return_tensors="pt", truncation=True, max_length=ROOM)
            said = self._model.generate(**read, num_beams=1, do_sample=False, max_length=None, max_new_tokens=ROOM)
            return str(self._words.decode(said[0], skip_special_tokens=True)).strip()


def _parted(asked: str) -> tuple[str, str]:
    found = _HUB_ID.fullmatch(asked)
    if not found:
        raise ModelError(f"TRANSLATOR={asked} is no folder that exists and no owner/name@commit of a hub.")
    return found[1], found[2] or ""


def _converted(repo: str, commit: str, config: ModelSettings) -> Path:
    return config.model_cache / "converted" / f"{repo.replace('/', '--')}--{commit[:12]}--translator"


def _files(folder: Path) -> list[Path]:
    return sorted(one for one in folder.iterdir() if one.is_file() and one.name != "source.json")


def _convert(folder: Path, target: Path, config: ModelSettings) -> None:
    """Write the model to `target` with its weights as safetensors, whole or not at all."""
    from transformers import MarianMTModel

    draft = target.with_name(target.name + ".draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        model: Any = MarianMTModel.from_pretrained(folder, local_files_only=True)
    except (OSError, ValueError, RuntimeError) as error:
        raise ModelError(f"{folder} is no Marian model that can be read: {error}") from error
    model.save_pretrained(draft)
    for name in FILES[1:]:
        shutil.copyfile(folder / name, draft / name)
    digest = fingerprint(_files(draft), config.model_cache)
    (draft / "source.json").write_text(json.dumps({"name": folder.name, "converted": digest}, indent=1))
    draft.replace(target)
