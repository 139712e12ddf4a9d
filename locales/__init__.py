"""What the product says to people: one file a language, each with all that the English one has. Knows no page, no
certificate and no picture; a language is added by its file alone."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal

FOLDER = Path(__file__).parent
SOURCE = "en"
"""The language that says what there is to say."""
PLACEHOLDER = re.compile(r"{\w+}")


class LocaleError(ValueError):
    """What languages lack, have too much, or say otherwise than it is filled in: a line each."""


class Texts(SimpleNamespace):
    """One part of a language: texts, patterns for `str.format`, lists and tables of them, each by its name."""

    code: str
    """As in `lang` and `hreflang`."""
    name: str
    """What the language calls itself."""
    decimal_point: str
    percent_sign: str

    def number(self, value: float | None, digits: int) -> str:
        """A figure with so many digits after the point; a dash where there is none."""
        return "–" if value is None else f"{value:.{digits}f}".replace(".", self.decimal_point)

    def percent(self, share: float, digits: int = 1) -> str:
        """A share of 1 in percent."""
        return self.number(100 * share, digits) + self.percent_sign


def load(folder: Path) -> dict[str, dict[str, Any]]:
    """Every language of a folder by its code, the stem of its file.

    Raises:
        LocaleError: a file is no TOML, or does not say what English says.
    """
    found = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            found[path.stem] = tomllib.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise LocaleError(f"{path.name}: {error}") from error
    faults = [
        f"{code}.toml: {fault}" for code, said in found.items() for fault in _faults(found[SOURCE], said, "the file")
    ]
    if faults:
        raise LocaleError("\n".join(faults))
    return found


def _faults(source: Any, said: Any, place: str) -> Iterator[str]:
    if type(said) is not type(source):
        yield f"{place} is {type(said).__name__}, not {type(source).__name__}"
    elif isinstance(source, Mapping):
        yield from (f"{place} lacks {name!r}" for name in source.keys() - said.keys())
        yield from (f"{place} has {name!r}, which English has not" for name in said.keys() - source.keys())
        for name in source.keys() & said.keys():
            yield from _faults(source[name], said[name], f"{place}.{name}".removeprefix("the file."))
    elif isinstance(source, list):
        if len(said) < len(source):
            yield f"{place} has {len(said)} members, English {len(source)}"
        for number, one in enumerate(said):
            yield from _faults(source[min(number, len(source) - 1)], one, f"{place}[{number}]")
    elif set(PLACEHOLDER.findall(source)) != set(PLACEHOLDER.findall(said)):
        yield f"{place} = {said!r}: the names in braces are not those of {source!r}"


_LOCALES = load(FOLDER)
LANGUAGES = tuple(_LOCALES)
"""Codes of the languages; English among them."""

if TYPE_CHECKING:
    Language = str
else:
    Language = Literal[LANGUAGES]


def texts(part: str) -> dict[Language, Texts]:
    """One part, `page`, `certificate` or `description`, in every language."""
    return {
        code: Texts(code=code, **{name: text for name, text in said.items() if isinstance(text, str)}, **said[part])
        for code, said in _LOCALES.items()
    }
