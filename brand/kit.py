"""A brand kit: colours with roles and weights, tolerances, words. Knows YAML and nothing of pixels."""

import unicodedata
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args

import yaml
from pydantic import AfterValidator, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from brand.names import nearest
from brand.palette import MAX_COLOURS, ColorPalette, Controls, Hex, Number, StrictModel, Weight
from brand.space import channels, linear, oklab, swatches
from brand.typefaces import Country, LegalLine, Logo, Typeface
from errors import complete
from locales import SOURCE, Language

MAX_BRAND = 60
"""Characters of the name by which a request asks for a kit."""
MAX_LORAS = 2
"""Of one picture."""
MAX_LORA_WEIGHT = 2.0
LORA_NAME = r"^[a-z0-9][a-z0-9_-]{0,59}$"
ENDINGS = {".yaml", ".yml"}

ColourRole = Literal["warm", "light", "deep"]
_WANTED: dict[ColourRole, tuple[int, int]] = {"warm": (0, 1), "light": (1, 0), "deep": (-1, 0)}
"""How much of OKLab's lightness and of its a makes a colour fit for a role."""
complete(_WANTED, get_args(ColourRole), "_WANTED of brand/kit.py")
Name = Annotated[str, Field(min_length=1, max_length=60)]
Words = Annotated[tuple[Name, ...], Field(max_length=40)]


class KitError(ValueError):
    """A kit that cannot be used: the message names the file, each bad field, its value and the limit it broke."""


class StrictYaml(yaml.CSafeLoader):
    """YAML says that the keys of a mapping differ; its library takes the last of two."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value} is there twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


class Swatch(StrictModel):
    """A colour and the name that people and text encoders know it by."""

    name: Name
    hex: Hex

    @property
    def rgb(self) -> tuple[int, int, int]:
        """Red, green and blue, each 0 to 255."""
        return channels(self.hex)


class Colour(Swatch):
    """One brand colour, what it is for, and its wished share of a picture relative to the other colours."""

    role: ColourRole
    weight: Weight = 1.0


class Tolerances(StrictModel):
    """How far a picture may go from the kit and still be on brand."""

    hue: float = Field(25, ge=5, le=60, description="Degrees of OKLCh hue on either side of a brand colour")
    chroma: float = Field(0.04, ge=0.02, le=0.1, description="OKLCh chroma up to which a pixel counts as neutral")
    lightness: float = Field(0.12, ge=0.02, le=0.4, description="OKLab lightness on either side of a neutral colour")
    off_hue: float = Field(0.01, ge=0, le=0.2, description="Share of off-brand pixels that a picture may have")
    neutral: float = Field(0.85, ge=0, lt=1, description="Share of neutral pixels from which on the score falls")
    score: float = Field(90, ge=0, le=100, description="Score that a picture must reach")


class LoraChoice(StrictModel):
    """A registered LoRA by name, and how strongly it is to take effect."""

    name: Annotated[str, Field(pattern=LORA_NAME)]
    weight: Annotated[float, Field(gt=0, le=MAX_LORA_WEIGHT), Number] | None = Field(
        None, description="Absent: the LoRA's own"
    )


def _once(given: tuple[LoraChoice, ...]) -> tuple[LoraChoice, ...]:
    if len({one.name for one in given}) < len(given):
        raise PydanticCustomError("lora_twice", "Each LoRA should be there once")
    return given


LoraChoices = Annotated[tuple[LoraChoice, ...], Field(max_length=MAX_LORAS), AfterValidator(_once)]


class Kit(StrictModel):
    """Everything that makes a picture one brand's."""

    name: Name
    colours: Annotated[tuple[Colour, ...], Field(min_length=1, max_length=MAX_COLOURS)]
    text: Annotated[tuple[Swatch, ...], Field(max_length=MAX_COLOURS)] = ()
    """Colours that the brand sets text in, best first."""
    tolerances: Tolerances = Tolerances()
    prompt_words: Words = ()
    forbidden_words: Words = ()
    """What is told to painters as unwanted, and refused in free words in all its forms."""
    allowed_words: Words = ()
    """Names of others' brands that free words may have, in all their forms: a partner's."""
    loras: LoraChoices = ()
    """What its photographs are painted with where a request names none."""
    typeface: Typeface = Typeface()
    logo: Logo | None = None
    country: Country | None = None
    """Where its advertisements are shown unless they say otherwise."""
    tenants: Annotated[tuple[Name, ...], Field(min_length=1)] | None = None
    """Who may use it; absent, everybody."""
    legal: Annotated[tuple[LegalLine, ...], Field(max_length=200)] = ()
    translations: dict[Language, dict[str, Name]] = Field(default_factory=dict)
    """Names of the kit and of its colours in other languages, by the English ones."""

    @model_validator(mode="before")
    @classmethod
    def _names(cls, given: Any) -> Any:
        """A name may be given in several languages, `{en: royal blue, ru: королевский синий}`: English is its own."""
        return _english(given) if isinstance(given, dict) else given

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        for field in ("hex", "name"):
            values = [getattr(colour, field) for colour in self.colours]
            if twice := next((value for value in values if values.count(value) > 1), None):
                raise PydanticCustomError("twice", "colours should differ, {value} is there twice", {"value": twice})
        if not any(colour.weight for colour in self.colours):
            raise PydanticCustomError("weights", "At least one colour should have a weight above 0")
        if both := {*self.prompt_words, *self.allowed_words} & set(self.forbidden_words):
            raise PydanticCustomError(
                "both", "A word cannot be both wanted and forbidden: {words}", {"words": ", ".join(sorted(both))}
            )
        named = (*self.forbidden_words, *self.allowed_words)
        if wordless := [word for word in named if not any(map(str.isalnum, word))]:
            raise PydanticCustomError(
                "wordless",
                "A word that is forbidden or allowed should have letters: {words}",
                {"words": ", ".join(wordless)},
            )
        return self

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a kit from a YAML file.

        Raises:
            KitError: the file cannot be read, is not YAML, or a field is missing, unknown or out of its limit.
        """
        try:
            return cls.model_validate(yaml.load(path.read_text(encoding="utf-8"), StrictYaml))
        except ValidationError as error:
            lines = (f"{path}: {_place(e['loc'])} = {_shown(e['input'])}: {e['msg']}" for e in error.errors())
            raise KitError("\n".join(lines)) from None
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise KitError(f"{path}: {error}") from error

    def with_colours(self, palette: ColorPalette | Controls) -> "Kit":
        """This kit with the colours of a request: named by the nearest words, in roles that fit, all else as it is."""
        taken: frozenset[str] = frozenset()
        colours = []
        for value, weight in palette.weights().items():
            name = nearest(value, taken)
            taken |= {name}
            colours.append(Colour(name=name, hex=value, role=_role(value), weight=weight))
        return Kit.model_validate({**dict(self), "colours": colours})

    def __hash__(self) -> int:
        """Of what pictures are made and measured by; the translations, which cannot be hashed, change neither."""
        return hash((self.name, self.colours, self.text, self.tolerances))

    def called(self, name: str, language: Language) -> str:
        """One of the kit's names in a language, as it is where the kit has no translation."""
        return self.translations.get(language, {}).get(name, name)

    @property
    def weights(self) -> tuple[float, ...]:
        """The wished share of each colour, in order; the shares sum to 1."""
        total = sum(colour.weight for colour in self.colours)
        return tuple(colour.weight / total for colour in self.colours)

    def by_role(self, role: ColourRole) -> Colour:
        """The heaviest colour of a role; where none has it, the one that comes nearest to it."""
        fits = [colour for colour in self.colours if colour.role == role]
        if fits:
            return max(fits, key=lambda colour: colour.weight)
        return max(self.colours, key=lambda colour: _fitness(colour.hex, role))


def load_kits(folder: Path) -> dict[str, Kit]:
    """Every kit of a folder by the stem of its file: `brands/default.yaml` is `default`, and so is `default.yml`.

    Hidden files, such as a Mac leaves beside others, are no kits.

    Raises:
        KitError: a kit is bad, no request could ask for it by its name, two files have one name, or the folder has no
            `default.yaml`.
    """
    kits: dict[str, Kit] = {}
    for path in sorted(folder.glob("[!.]*")):
        if path.suffix.lower() in ENDINGS:
            name = _asked(path)
            if name in kits:
                raise KitError(f"{path}: there is another kit {name!r} in this folder")
            kits[name] = Kit.load(path)
    if "default" not in kits:
        raise KitError(f"{folder}: there should be a kit default.yaml, found {', '.join(kits) or 'none'}")
    if kits["default"].tenants is not None:
        raise KitError(f"{folder}: tenants: the kit default is everybody's")
    return kits


def _asked(path: Path) -> str:
    """The name by which a request asks for the kit of a file. Raises KitError when none could."""
    name = unicodedata.normalize("NFC", path.stem)
    if len(name) <= MAX_BRAND and name.isprintable() and name == name.strip():
        return name
    limit = f"at most {MAX_BRAND} printable characters without spaces at its ends"
    raise KitError(f"{str(path)!a}: the name of a kit should have {limit}, else no request can ask for it")


def _english(given: dict[str, Any]) -> dict[str, Any]:
    """A kit with English names alone, and the others among its translations. What makes no sense stays as it is."""
    stated = given.get("translations", {})
    if not isinstance(stated, dict) or not all(isinstance(names, dict) for names in stated.values()):
        return given
    translations = {language: dict(names) for language, names in stated.items()}

    def split(holder: Any) -> Any:
        if not isinstance(holder, dict) or not isinstance(name := holder.get("name"), dict):
            return holder
        english = name.get(SOURCE)
        for language, translated in name.items():
            if language != SOURCE:
                known = translations.setdefault(language, {}).setdefault(str(english), translated)
                if known != translated:
                    raise PydanticCustomError(
                        "two_translations",
                        "{name} has two names in {language}: {one} and {other}",
                        {"name": english, "language": language, "one": known, "other": translated},
                    )
        return holder | {"name": english}

    swatches = {
        field: [split(one) for one in given[field]]
        for field in ("colours", "text")
        if isinstance(given.get(field), list)
    }
    return {**split(given), **swatches, "translations": translations}


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "kit"


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _oklab(colour: str) -> tuple[float, float, float]:
    lightness, a, b = oklab(linear(swatches(colour)))[:, 0].tolist()
    return lightness, a, b


def _fitness(colour: str, role: ColourRole) -> float:
    lightness, a, _ = _oklab(colour)
    towards_light, towards_red = _WANTED[role]
    return towards_light * lightness + towards_red * a


def _role(colour: str) -> ColourRole:
    lightness, a, b = _oklab(colour)
    if lightness < 0.65:
        return "deep"
    return "warm" if a + b > 0.05 else "light"
