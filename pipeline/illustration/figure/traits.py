"""By what faces differ, and what chance gives them, as it fits an age: hair, grey, glasses, beards. Draws nothing."""

import random
from dataclasses import dataclass, field

from prompt_builder.ages import CHILDREN, INFANT, MAJORITY
from prompt_builder.scene import Person
from schemas import Sex

from ..inks import Ink, Inks, told_apart
from . import ages
from .fashion import FASHIONS
from .hair import CUTS, Cut


@dataclass(frozen=True, slots=True)
class Traits:
    """Everything by which one face differs from another."""

    person: Person
    skin: Ink
    hair: Ink
    cut: Cut
    ribbon: Ink
    glasses: str
    beard: str
    earrings: bool
    freckles: bool
    brow: float
    nose: int
    turn: float
    inks: Inks = field(compare=False)
    """Those of the kit."""
    hat: str = ""
    tied: bool = False
    """Whether there are bows in the hair."""
    aid: bool = False
    """Whether there is a hearing aid at an ear."""
    bow: float = 0.0
    """How far the face looks down."""

    def __hash__(self) -> int:
        return hash((self.brow, self.nose, self.turn, self.bow))  # the paths of a cut have no hash

    @property
    def age(self) -> int:
        """In years."""
        return ages.years(self.person)

    @property
    def natural(self) -> Ink:
        """The hair as it grows: that of brows and beards, which nobody dyes."""
        dyed = self.hair in self.inks.dyes or (self.hair.chroma > _BORN and not _RED < self.hair.hue < _GOLD)
        return self.inks.hairs[2] if dyed else self.hair

    @property
    def bow_ink(self) -> Ink:
        """That of bows, which stands off the hair."""
        return self.ribbon if told_apart(self.ribbon, self.hair) > _SEEN else self.inks.warm(0.8)

    @property
    def greying(self) -> bool:
        """Whether some of the hair is grey: women's in a strand, men's at the temples."""
        return self.age in (_STRANDS if self.feminine else _TEMPLES) and self.hair.lightness < _DARK

    @property
    def young(self) -> bool:
        """Whether the face is a child's."""
        return self.person.age_group in CHILDREN

    @property
    def feminine(self) -> bool:
        """Whether lashes and lips are drawn stronger."""
        return self.person.sex == "female"


def traits(person: Person, inks: Inks, skin: Ink, ribbon: Ink, rng: random.Random) -> Traits:
    """One face of that sex and age; `ribbon` is the ink of earrings, hair bands and spectacle frames."""
    age, male = ages.years(person), person.sex == "male"
    glasses = rng.choice(("round", "square", "round"))
    if rng.random() > ages.at(age, _SPECTACLED):
        glasses = ""
    cut = CUTS[_cut(person, age, rng)]
    return Traits(
        person, skin, _hair_ink(person, inks, skin, rng), cut, ribbon, glasses,
        rng.choice(next(kinds for oldest, kinds in _BEARDS if age < oldest)) if male else "",
        not male and age >= MAJORITY and rng.random() < 0.55, 3 < age < 18 and rng.random() < 0.3,
        rng.uniform(0.85, 1.2), rng.randrange(3), rng.uniform(-0.11, 0.11), inks,
    )  # fmt: skip


_SPECTACLED = ((3, 0.0), (10, 0.1), (20, 0.12), (36, 0.15), (46, 0.5), (60, 0.5), (80, 0.65))
"""How often people wear glasses by age."""
_GREY = ((54, 0.0), (58, 0.15), (60, 1.0))
"""How many are grey by age."""
_BORN, _RED, _GOLD = 0.05, 30.0, 110.0
"""Chroma above which hair has a hue to speak of, and between which hues it grows."""
_SEEN = 0.7
"""How well a bow is told from the hair at least."""
_TEMPLES, _STRANDS = range(40, 60), range(44, 59)
"""At which ages men who are not are so at the temples, and women in a strand."""
_DARK = 0.6
"""How light hair is at most in which one sees that."""
_SETTLED: dict[Sex, tuple[str, ...]] = {
    "male": ("receding", "side part", "receding", "slick", "receding"),
    "female": ("bob", "low bun", "bob fringe"),
}
_SETTLING = range(40, 60)
"""The cuts of men and women, and at which ages."""
_FROM = {"ponytail": 4, "long fringe": 4, "side part": 4, "low bun": 34, "bald": 60, "balding": 66}
"""From which age on chance gives a cut that makes people look so."""
_DYED, _FADS = 0.03, range(16, 30)
"""How many of those have dyed hair who are as old, and of whom nothing was told."""
_BEARDS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (24, ("",)),
    (34, ("", "", "", "stubble")),
    (52, ("", "", "", "full", "stubble")),
    (60, ("", "", "full", "stubble", "moustache")),
    (200, ("", "", "full", "moustache", "goatee")),
)
"""What is worn until an age."""


def _hair_ink(person: Person, inks: Inks, skin: Ink, rng: random.Random) -> Ink:
    """Natural hair that stands off the skin, dark on dark skin; grey with the years, and dyed now and then."""
    age = ages.years(person)
    darkest = 0.34 if skin.lightness < 0.75 else 1.0
    natural = [ink for ink in inks.hairs if ink.lightness < min(darkest, skin.lightness) and stands_off(ink, skin)]
    if age in _STRANDS:  # on what is fair nobody sees them
        natural = [ink for ink in natural if ink.lightness < _DARK]
    hair, dye = rng.choice(natural or list(inks.hairs[:2])), rng.choice(inks.dyes)
    if rng.random() < ages.at(age, _GREY):
        return inks.silvers[min(silver(age) + rng.randrange(2), 4)]
    return dye if age in _FADS and not person.looks and rng.random() < _DYED else hair


STANDS_OFF = 0.13
"""How much lighter or darker than skin hair is at least."""
_YELLOWER, _FULLER = 12.0, 0.058
"""By how many degrees of hue, or by how much chroma, hair is yellower or fuller than skin that one tells from it."""


def stands_off(hair: Ink, skin: Ink) -> bool:
    """Whether one tells hair of that ink from the skin."""
    fuller = hair.chroma >= skin.chroma + _FULLER
    return abs(hair.lightness - skin.lightness) >= STANDS_OFF or hair.hue >= skin.hue + _YELLOWER or fuller


def silver(age: int) -> int:
    """Which of the greys hair has that is grey at an age, or that was said to be: the older, the whiter."""
    return round(ages.at(age, ((56, 0), (66, 1), (74, 2), (84, 3))))


def _cut(person: Person, age: int, rng: random.Random) -> str:
    """A cut as it is worn at that age: infants have little hair."""
    cuts = (_SETTLED if age in _SETTLING else FASHIONS[person.age_group].cuts)[person.sex]
    cut = rng.choice([cut for cut in cuts if age >= _FROM.get(cut, 0)])
    return "buzz" if age <= INFANT else cut
