"""Wardrobe: what people of each age wear, and how it is painted on a body. Knows no faces or scenes."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from prompt_builder.ages import ADULTS, INFANT
from prompt_builder.scene import Person

from ..brush import Brush, Path, band, between, blob, box, capsule, curve, limb, mirrored, oval
from ..geometry import Area
from ..inks import ColourRole, Ink, Inks, apart, standing_off, told_apart
from . import ages, gaits, prints
from .body import SEAT, Body
from .fashion import BY_SEX, FASHIONS, LEISURE, ROMPERS, WARM, WORN, Clothes, Occasion
from .wheelchair import ANKLE


@dataclass(frozen=True, slots=True)
class Outfit:
    """One set of clothes on a skin: kinds as in `fashion` and the ink of each piece."""

    skin: Ink
    top: str
    bottom: str
    main: Ink
    under: Ink
    trim: Ink
    lower: Ink
    shoe: Ink
    sleeve: str = "long"
    extra: str = ""
    pattern: int = 0
    gloved: bool = False
    cloth_print: str = ""
    """What the cloth of whatever is worn above has all over, as `prints` calls it."""
    hem: float = 0.45
    """Where a skirt ends, as a share of the legs above the feet."""

    @property
    def cloth(self) -> "Outfit":
        """What has a print: of what is worn over a shirt, that shirt."""
        return replace(self, main=self.under, under=self.main) if self.top in _OVER_SHIRTS else self

    def printed(self, brush: Brush, area: Area) -> None:
        """Paint what the cloth has all over, within an area, if anything."""
        if not self.cloth_print:
            return
        inks = (self.under, self.trim, self.shoe)
        ink = max(inks, key=lambda ink: min(told_apart(ink, self.main), _TOLD_FROM_CLOTH))
        prints.PRINTS[self.cloth_print](brush, area, self.main, ink)

    @property
    def suited(self) -> bool:
        """Whether what is worn below is one with what is above."""
        return self.lower == matching(self.main)

    @property
    def skirted(self) -> bool:
        """Whether a skirt is worn, or the skirt of a dress."""
        return self.bottom in ("skirt", "dress")

    @property
    def bare(self) -> bool:
        """Whether shins are."""
        return self.skirted or self.bottom == "shorts"

    @property
    def skirt(self) -> Ink:
        """The ink of a skirt, which may be one with what is worn above."""
        return self.main if self.top in ("dress", "pinafore") else self.lower

    @property
    def hands(self) -> Ink:
        """The ink of the hands, or of their gloves."""
        gloves = (ink for ink in (self.trim, self.shoe, self.lower, self.under) if not self._seems_bare(ink))
        return next(gloves, self.trim) if self.gloved else self.skin

    def _seems_bare(self, ink: Ink) -> bool:
        """Whether that ink has the hue of the skin."""
        return ink.chroma > _PLAIN and apart(ink, self.skin) < _ALIKE

    def _off_skin(self, ink: Ink) -> Ink:
        """An ink that stands off the skin: what is full and would be paler than fair skin is darker."""
        other = standing_off(ink, self.skin)
        pales = ink.chroma > _FULL and other.lightness > self.skin.lightness > _FAIR
        return Ink(self.skin.lightness - _DARKER, ink.chroma, ink.hue) if pales else other

    @property
    def told_from_skin(self) -> "Outfit":
        """The same where what has the hue of the skin is so light or dark that nobody looks bare."""
        pieces = (self.main, self.under, self.trim, self.lower)
        main, under, trim, lower = (self._off_skin(ink) if self._seems_bare(ink) else ink for ink in pieces)
        return replace(self, main=main, under=under, trim=trim, lower=lower)

    def told_from(self, grounds: Sequence[Ink]) -> "Outfit":
        """The same a little lighter or darker where what is mostly worn is as light as what of its hue is behind it."""
        alike = [one for one in grounds if self.main.chroma > _PLAIN and apart(self.main, one) < _ALIKE]
        if not alike:
            return self
        shades = (self.main.tinted(step / 100) for step in sorted(range(-_SHADES, _SHADES + 1), key=abs))
        seen = [(min(_UNLIKE, *(abs(one.lightness - ink.lightness) for one in alike)), ink) for ink in shades]
        main = max(seen, key=lambda one: one[0] if one[1].lightness < _PALEST else 0.0)[1]
        return replace(self, main=main, lower=matching(main) if self.suited else self.lower)


_TOLD_FROM_CLOTH = 0.9
"""From how well one tells a print from its cloth it does not matter how well."""
_SHADES, _UNLIKE, _PALEST = 12, 0.11, 0.96
"""By how many hundredths clothes are lighter or darker at most, for how much of a difference, and how light then."""
_FULL, _FAIR, _DARKER = 0.1, 0.78, 0.13
"""From which chroma on a colour is full and from which lightness on skin is fair, and how much darker cloth is then."""
_PLAIN, _ALIKE = 0.02, 40.0
"""Chroma up to which cloth has no hue to speak of, and degrees of hue within which one takes it for skin."""


def matching(main: Ink) -> Ink:
    """The ink of what is worn below and is one with what is above."""
    return main.shade(-0.03)


def _wardrobe(person: Person, occasion: Occasion) -> tuple[Clothes, ...]:
    """What somebody may wear for that."""
    if ages.years(person) <= INFANT:
        return ROMPERS
    if occasion in BY_SEX:
        return BY_SEX[occasion][person.sex]
    plain = LEISURE if occasion and person.age_group in ADULTS else FASHIONS[person.age_group].outfits
    return WARM.get(occasion, plain[person.sex])


def outfit(person: Person, occasion: Occasion, inks: Inks, role: ColourRole, rng: random.Random) -> Outfit:
    """Clothes of one person whose skin is the first of the inks and whose dominant ink is of that role."""
    fashion = FASHIONS[person.age_group]
    top, bottom, sleeve = rng.choice(_wardrobe(person, occasion))
    scheme = inks.scheme(role)
    main, lower = rng.choice(scheme.clothes), rng.choice(scheme.lowers)
    if top in ("suit", "dress", "dungarees") or (top == "blazer" and role == "deep" and rng.random() < 0.5):
        lower = matching(main)
    under = rng.choice((inks.white, inks.white, scheme.shirt))
    dark, bright = (inks.navy, inks.white, inks.deep(0.36)), (inks.white, inks.warm(0.6), inks.deep(0.55))
    shoe = rng.choice(dark if lower.lightness > 0.4 else bright)
    shoe = inks.navy if occasion == "snow" and shoe == inks.white else shoe
    extra = rng.choice(fashion.extras) if ages.years(person) > 5 else ""
    extra = WORN.get(occasion, "" if extra == "scarf" and occasion in ("leisure", "summer") else extra)
    trim, pattern = rng.choice(scheme.trims), rng.randrange(4)
    dots, snow = "dotted" if top == "dress" and pattern in _DOTTED else "", occasion == "snow"
    return Outfit(inks.skins[0], top, bottom, main, under, trim, lower, shoe, sleeve, extra, pattern, snow, dots)


_DOTTED = (1, 2)
"""Which patterns of dresses by chance are dots."""
ROBES: dict[str, tuple[float, float]] = {"wedding": (0.03, 2.1), "robe": (0.3, 1.36)}
"""Where what falls from the waist ends, in legs, and how much wider than the hips."""
_MIDI, _WALKED = 0.45, 0.8
"""Where a skirt ends above which nobody sees the step, in legs, and its share of the step below."""
_GROWN = 140.0
"""Who is as tall as that, in centimetres, has the feet on the ground where others sit."""
KNEE = 0.62
"""How far from the middle the knees are of who sits, in half-widths of the hips."""
_UNDER_KNEES = -0.1
"""How much darker the shins of who sits are, which are under the knees."""
_SLENDER = 20.0
"""Half the width of the widest hips above which feet grow with them, in centimetres."""


def torso(body: Body) -> Path:
    """The outline of the trunk from neck to hips."""
    neck, top, hip = body.neck, body.collar, -body.leg
    return mirrored(
        (0, top - 1.5), (neck * 1.05, top - 2.2), (body.shoulder * 0.72, top + 0.2), (body.shoulder, top + 4.6),
        (body.shoulder * 0.93, body.chest), (body.waist, body.belt), (body.hip * 1.03, hip - 2),
        (body.hip * 1.04, hip + 5),
        (body.hip * 1.04, hip + 5), (0, hip + 5),
    )  # fmt: skip


def legs(brush: Brush, body: Body, wear: Outfit, stride: float, gait: gaits.Gait = "") -> None:
    """Legs, trousers or skirt, and shoes; infants sit with their legs before them."""
    if wear.bottom == "romper":
        _sitting(brush, body, wear)
        return
    for side in (-1, 1):
        hip = (side * body.hip * 0.5, -body.leg + body.hip * 0.5)
        spread = side * (body.hip * 0.5 + 1.2 + stride * body.leg * 0.13)
        lift = stride * body.leg * 0.05 if side < 0 else 0.0
        ankle = (spread, -5.0 - lift)
        knee = ((hip[0] + ankle[0]) / 2 + side * stride * 1.5, -body.leg * 0.5 - lift)
        if body.seat and not gait:
            low = -ANKLE if body.seat == "wheelchair" else -5.0
            low = min(body.knees - 6.0 + body.shin, low) if body.stature < _GROWN else low
            knee, ankle = (side * body.hip * KNEE, body.knees), (side * body.hip * 0.52, low)
        toes, angle = side, 0.0
        if gait:
            hip, knee, ankle = gaits.joints(body, gait, side)
            toes, angle = gaits.GAITS[gait][side > 0][2:]
        _leg(brush, body, wear, (hip, knee, ankle), side)
        if wear.bottom != "wedding":
            with brush.at(ankle, max(body.hip / _SLENDER, 1.0), angle):
                shoe(brush, wear, toes)
    if gait == "aside":
        _thighs(brush, body, wear)
    elif wear.skirted:
        long = gait in gaits.WALKS and wear.hem < _MIDI
        reach = gaits.reach(gait, body.leg) / body.hip * _WALKED if long else 0.0
        reach = max(reach, gaits.breadth(body, gait, body.hem(wear.hem)) / body.hip)
        _skirt(brush, body, wear, (0.0 if gait else stride, reach), 0.62 if gait == "perch" else wear.hem)
    elif wear.bottom in ROBES:
        hem, flare = ROBES[wear.bottom]
        robe(brush, body, wear.main, body.hem(hem), flare)
    else:
        seat = mirrored(
            (0, -body.leg - 6), (body.hip * 0.9, -body.leg - 4), (body.hip * 0.99, -body.leg + 7),
            (body.hip * 0.99, -body.leg + 7), (0.3, -body.leg + 13),
        )  # fmt: skip
        brush.fill(seat, wear.lower)


def _thighs(brush: Brush, body: Body, wear: Outfit) -> None:
    """The hips of who is seen on a seat from its side, and what is worn over the thighs."""
    robe = wear.bottom in ROBES
    cloth = wear.main if robe else wear.skirt if wear.skirted else wear.lower
    half = body.hip * 0.62
    brush.fill(capsule((-body.hip * 0.2, -SEAT - 2.0), (body.hip * 0.4, -SEAT + 1.0), body.hip * 0.84, half), cloth)
    if robe or wear.skirted:
        _, knee, ankle = gaits.joints(body, "aside", 1)
        end = between(knee, ankle, 0.9 if robe else 0.34)
        shape = limb(((body.hip * 0.3, -SEAT), knee, end), (half, half * 0.9, half * 0.9, half * 0.86))
        brush.fill(shape, cloth)
        if wear.top == "dress":
            with brush.inside(shape):
                wear.printed(brush, Area(0.0, -SEAT, knee[0], end[1]).grown(half))
        brush.line(curve((knee[0] - 4, knee[1] + 1), (knee[0] + 3, knee[1] - 3)), cloth.shade(-0.06), 0.9)


def _sitting(brush: Brush, body: Body, wear: Outfit) -> None:
    """A round bottom, two bent legs and the soles of two feet."""
    ink = wear.main
    brush.fill(oval((0, -body.leg * 0.6), body.hip * 1.12, body.leg * 0.62), ink.shade(-0.03))
    for side in (-1, 1):
        hip, knee = (side * body.hip * 0.45, -body.leg * 0.62), (side * body.hip * 1.35, -body.leg * 0.42)
        foot = (side * body.hip * 0.62, -4.6)
        brush.fill(limb((hip, knee, foot), (5.6, 4.9, 4.9, 4.0)), ink.shade(-0.05 * (side > 0)))
        brush.fill(oval(foot, 4.2, 4.9), wear.under)
        brush.fill(oval((foot[0], foot[1] - 0.6), 2.6, 3.1), wear.under.shade(-0.06))


def _leg(brush: Brush, body: Body, wear: Outfit, joints: tuple[tuple[float, float], ...], side: int) -> None:
    hip, knee, ankle = joints
    thick = body.hip * 0.5
    end = min(thick * 0.56, 5.4)  # no lower than the sole
    far = -0.045 if side > 0 else 0.0
    if wear.bare:
        calf = 0.64 if body.knees_ahead else 0.54
        brush.fill(limb(joints, (thick * 0.8, thick * 0.56, thick * calf, thick * 0.34)), wear.skin.shade(far))
        brush.fill(capsule(between(ankle, knee, 0.13), ankle, thick * 0.42, thick * 0.4), wear.under)
        if wear.bottom == "shorts":
            brush.fill(capsule(hip, between(hip, knee, 0.86), thick, thick * 0.86), wear.lower.shade(far))
        return
    shin = (0.84 if body.knees_ahead else 0.63, _UNDER_KNEES) if body.seat else (0.74, 0.0)
    cloth = limb(joints, (thick, *(thick * shin[0],) * 2, end))
    brush.fill(cloth, wear.lower.shade(far + shin[1]))
    shape = curve((knee[0] - 2, knee[1] - 2), (knee[0] + 1, knee[1]), (knee[0] + thick * 0.5, knee[1] - 2.5))
    brush.line(shape, wear.lower.shade(far - 0.06), 0.8)
    if wear.bottom == "jeans":
        brush.fill(box(ankle[0] - end * 1.1, ankle[1] - 3.6, end * 2.2, 4.2, 1.2), wear.lower.shade(0.12))
    elif wear.gloved:
        brush.fill(capsule(between(ankle, knee, 0.26), ankle, thick * 0.7, thick * 0.62), wear.shoe)  # boots
    elif wear.bottom == "track":
        half = (thick * 0.62, thick * 0.5, end * 0.5)
        with brush.inside(cloth):
            brush.line(curve(*((x + side * off, y) for (x, y), off in zip(joints, half, strict=True))), wear.under, 1.4)


def shoe(brush: Brush, wear: Outfit, side: int) -> None:
    """A shoe whose ankle is the origin."""
    with brush.at((0.0, 5.0), flip=side < 0):
        shape = blob((-4.2, -5.8), (1.2, -6.6), (4.6, -4.4), (9.6, -2.6), (10.6, 0), (10.6, 0), (-4.6, 0), (-4.6, 0))
        brush.fill(shape, wear.shoe)
        brush.fill(box(-4.8, -1.5, 15.6, 1.9, 0.9), wear.shoe.shade(-0.1 if wear.shoe.lightness > 0.5 else 0.5))


_SHOE = 0.25
"""How much lighter or darker shoes are at least than what is behind them."""


def shod(wear: Outfit, behind: Ink, inks: Inks) -> Outfit:
    """The same with shoes that stand off an ink."""
    shoes = (wear.shoe, inks.white, inks.navy)
    return replace(wear, shoe=next(one for one in shoes if abs(one.lightness - behind.lightness) > _SHOE))


def _skirt(brush: Brush, body: Body, wear: Outfit, step: tuple[float, float], ends: float) -> None:
    """As wide at its hem, at a share of the legs above the feet, as the step is there: a stride, or so many hips."""
    stride, reach = step
    ink = wear.skirt.shade(_UNDER_KNEES if body.seat else 0.0)
    hem = min(body.hem(ends), body.shin * 0.62 - SEAT) if body.seat else body.hem(ends)
    flare = max(1.42 if body.stature < 140 else 1.18, 0.86 + stride * body.leg * 0.072 / body.hip, reach)
    high = body.belt if wear.top in ("dress", "pinafore") else -body.leg - 1.5
    waist = (body.waist if high == body.belt else body.hip) * 0.98
    shape = mirrored(
        (0, high), (waist, high), (body.hip * 1.02, -body.leg - 1), (body.hip * flare, hem), (body.hip * flare, hem),
        (0, hem + 2.5),
    )  # fmt: skip
    brush.fill(shape, ink)
    with brush.inside(shape):
        if wear.top == "dress":
            wear.printed(brush, Area(-body.hip * flare, high, body.hip * flare, hem + 3))
        for x in (-0.55, -0.1, 0.4, 0.75):
            brush.line(curve((x * body.waist, body.belt + 6), (x * body.hip * 1.2, hem + 3)), ink.shade(-0.06), 1.0)


def robe(brush: Brush, body: Body, ink: Ink, hem: float, flare: float) -> None:
    """What falls from the waist to a hem in so wide a flare: the skirt of a bride, the gown of a graduate."""
    shape = mirrored(
        (0, body.belt), (body.waist * 0.98, body.belt), (body.hip * 1.1, -body.leg), (body.hip * flare, hem),
        (body.hip * flare, hem), (0, hem + 2.0),
    )  # fmt: skip
    brush.fill(shape, ink)
    with brush.inside(shape):
        brush.fill(blob((body.hip * 0.4, body.belt), (body.hip * flare, body.belt), (body.hip * flare, hem + 4),
                        (body.hip * flare * 0.5, hem + 4)), ink.shade(-0.035))  # fmt: skip
        for x in (-0.7, -0.3, 0.2, 0.66):
            brush.line(curve((x * body.waist, body.belt + 6), (x * body.hip * flare, hem + 2)), ink.shade(-0.07), 1.0)


LONG = "coat", "white coat", "raincoat"
"""What goes on below the hips."""


def coat_tails(brush: Brush, body: Body, wear: Outfit) -> None:
    """The part of a long coat below the hips, painted over the edge of the trunk, whose shirt would shine through."""
    if wear.top not in LONG:
        return
    hem, high = body.hem(0.42), -body.leg - 3.0
    if wear.top == "raincoat":
        brush.fill(box(-2.2, high, 4.4, hem + 1 - high), wear.main.shade(-0.09))
    for side in (-1, 1):
        tail = blob(
            (side * 2.1, high), (side * 2.1, high), (side * body.hip * 1.035, high), (side * body.hip * 1.035, high),
            (side * body.hip * 1.16, hem), (side * body.hip * 1.16, hem), (side * 2.5, hem + 1), (side * 2.5, hem + 1),
        )  # fmt: skip
        brush.fill(tail, wear.main.shade(-0.045 if side > 0 else 0.0))


def sleeve(brush: Brush, body: Body, wear: Outfit, arm: tuple[tuple[float, float], ...], shade: float = 0.0) -> None:
    """An arm from shoulder to wrist, in its sleeve. `arm` is shoulder, elbow and wrist."""
    shoulder, elbow, wrist = arm
    thick, ink = body.limb, sleeve_ink(wear).shade(shade)
    if wear.sleeve != "long":
        bare = limb(arm, (thick * 0.86, thick * 0.68, thick * 0.68, thick * 0.5))
        brush.fill(bare, wear.skin.shade(shade))
    if wear.sleeve == "short":
        _cloth(brush, capsule(shoulder, between(shoulder, elbow, 0.62), thick * 1.06, thick * 1.0), arm, wear, ink)
        return
    if wear.sleeve == "rolled":
        start, end = between(elbow, wrist, 0.16), between(elbow, wrist, 0.36)
        upper = limb((shoulder, elbow, between(elbow, wrist, 0.06)), (thick * 1.06, *(thick * 0.86,) * 3))
        _cloth(brush, upper, arm, wear, ink)
        brush.fill(band(elbow, end, thick * 0.86), ink)
        brush.fill(band(start, end, thick * 0.92), ink.shade(0.06))
        return
    end = between(elbow, wrist, 0.86 if wear.gloved else 0.95)
    if wear.gloved:
        brush.fill(band(end, between(elbow, wrist, 1.04), thick * 0.76), cuff(wear))
    if wear.top in ("suit", "blazer", "cardigan", "coat", "vest", "white coat"):
        brush.fill(capsule(elbow, wrist, thick * 0.6, thick * 0.62), wear.under)
        end = between(elbow, wrist, 0.88)
    _cloth(brush, limb((shoulder, elbow, end), (thick * 1.06, thick * 0.86, thick * 0.86, thick * 0.7)), arm, wear, ink)
    brush.line(curve((elbow[0] - 2, elbow[1] - 2.5), elbow, (elbow[0] + 2, elbow[1] - 1)), ink.shade(-0.07), 0.7)


def _cloth(brush: Brush, shape: Path, arm: tuple[tuple[float, float], ...], wear: Outfit, ink: Ink) -> None:
    """A part of a sleeve, with what its cloth has all over."""
    brush.fill(shape, ink)
    if wear.cloth_print and sleeve_ink(wear) == wear.cloth.main:
        across, down = zip(*arm, strict=True)
        with brush.inside(shape):
            wear.cloth.printed(brush, Area(min(across), min(down), max(across), max(down)).grown(_PUFF))


_PUFF = 8.0
"""How far cloth is at most from the bones of an arm, in centimetres."""


def cuff(wear: Outfit) -> Ink:
    """The ink of an arm where it ends: that of the sleeve, a glove or the skin."""
    return wear.hands.shade(_CUFF) if wear.gloved else sleeve_ink(wear) if wear.sleeve == "long" else wear.skin


_OVER_SHIRTS = "dungarees", "pinafore", "hi-vis"
_CUFF = -0.12
"""How much darker the cuff of a glove is than the glove."""


def sleeve_ink(wear: Outfit) -> Ink:
    """The ink of the arms: for some garments that of the shirt below."""
    if wear.top in ("vest", *_OVER_SHIRTS):
        return wear.under
    return wear.trim if wear.top == "varsity" else wear.main
