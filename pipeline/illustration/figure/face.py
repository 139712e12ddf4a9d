"""Heads and faces: shape, features, hair, glasses and beards. Knows nothing of bodies or scenes."""

from functools import lru_cache
from typing import Literal

from prompt_builder.ages import MAJORITY

from ..brush import Brush, Path, Point, Ruler, blob, bow, box, crescent, curve, mirrored, oval, ovals
from ..geometry import Area
from ..inks import Ink, told_apart
from . import ages, hats
from .traits import Traits

Mood = Literal["smile", "laugh", "joy", "content", "calm", "worried", "surprised", "thoughtful", "tired"]
SHUT: tuple[Mood, ...] = ("laugh", "calm")
"""With closed eyes."""


def hair_behind(brush: Brush, traits: Traits) -> None:
    """The hair that falls behind head and shoulders. The head's centre is the origin and its half-height 1."""
    if traits.hat:
        hats.behind(brush, traits.inks, traits.hat, traits.ribbon)
    if traits.cut.back is not None:
        brush.fill(traits.cut.back, traits.hair.shade(-0.05 if traits.hair.lightness > 0.3 else -0.03))


def head(brush: Brush, traits: Traits, mood: Mood) -> None:
    """The head without what hangs behind it, in the same units as `hair_behind`."""
    shape = skull(traits)
    if traits.cut.shows_ears:
        ears(brush, traits)
    brush.fill(shape, traits.skin.shade(-0.055))
    with brush.inside(shape):
        with brush.at((-0.13, -0.06)):
            brush.fill(shape, traits.skin)
        if traits.cut.front is not None:
            with brush.at((0.03, 0.1)):
                brush.fill(traits.cut.front, traits.skin.shade(-0.07))
        _cheeks(brush, traits)
    with brush.at((traits.turn * _JAW, traits.bow)):
        _beard(brush, traits)
        _mouth(brush, traits, mood)
    with brush.at((traits.turn, traits.bow)):
        _eyes(brush, traits, mood)
        _nose(brush, traits)
        _brows(brush, traits, mood)
    _hair(brush, traits)
    with brush.at((traits.turn, traits.bow)):
        _glasses(brush, traits)
    if traits.hat:
        hats.HATS[traits.hat](brush, traits.inks, traits.ribbon)
    if traits.tied and not traits.hat:
        hats.bows(brush, traits.bow_ink, traits.cut.ties)
    if traits.aid:
        _hearing_aid(brush, traits)
    if traits.earrings and traits.hat not in hats.SHAWLS:
        brush.fill(ovals([(-0.86, 0.46, 0.075), (0.86, 0.46, 0.075)]), traits.ribbon)


@lru_cache(maxsize=64)  # poses are tried out below the same head
def head_areas(traits: Traits, mood: Mood, centre: Point, half: float, tilt: float) -> tuple[Area, Area, Area]:
    """Where a head of that half-height is with all hair, its face, and the features that nothing may cover."""
    whole, face, features = Ruler(), Ruler(), Ruler()
    with whole.at(centre, half, tilt), face.at(centre, half, tilt), features.at(centre, half, tilt):
        hair_behind(whole, traits)
        head(whole, traits, mood)
        face.fill(skull(traits), traits.skin)
        features.fill(box(-0.68, -0.3, 1.36, 1.2), traits.skin)
    return whole.area, face.area, features.area


def _hearing_aid(brush: Brush, traits: Traits) -> None:
    """Behind the ear on the picture's left, with its tube."""
    case = Ink(0.97, 0.01, traits.ribbon.hue)
    for ink, more in ((traits.skin.shade(-0.16), 0.035), (case, 0.0)):
        brush.line(curve((-0.93, -0.08), (-1.03, 0.0), (-1.04, 0.14), (-0.98, 0.26)), ink, 0.1 + more)
    brush.line(curve((-0.93, -0.08), (-0.86, -0.1), (-0.82, 0.0), (-0.84, 0.14)), case, 0.035)
    brush.fill(oval((-0.84, 0.17), 0.05), case)


def skull(traits: Traits) -> Path:
    """The outline of the head without hair and ears."""
    full = 0.1 if "stout" in traits.person.looks else 0.0
    if traits.young:
        return mirrored((0, -1), (0.56, -0.88), (0.9, -0.42), (0.94, 0.08), (0.86, 0.5), (0.5, 0.88), (0, 0.99))
    if traits.feminine:
        full += ages.at(traits.age, ((34, 0.0), (44, 0.06), (70, 0.075)))
        return mirrored(
            (0, -1), (0.54, -0.88), (0.83, -0.42), (0.84, 0.08), (0.72 + full, 0.52), (0.34 + full, 0.91), (0, 1.0)
        )
    jaw = full + ages.at(traits.age, ((16, -0.06), (20, 0.0), (34, 0.0), (44, 0.04), (70, 0.07)))
    return mirrored(
        (0, -1), (0.54, -0.88), (0.84, -0.42), (0.85, 0.08), (0.77 + jaw, 0.54), (0.44 + jaw, 0.93), (0, 1.03)
    )


def ears(brush: Brush, traits: Traits) -> None:
    """Both ears, beside the skull."""
    for side in (-1, 1):
        brush.fill(oval((side * 0.88, 0.14), 0.16, 0.22), traits.skin.shade(-0.02 if side < 0 else -0.06))
        brush.line(curve((side * 0.92, 0.02), (side * 0.96, 0.12), (side * 0.9, 0.22)), traits.skin.shade(-0.13), 0.04)


_LINED, _FEET, _BAGS, _SMOOTH = 44, (50, 58), 56, 3
"""From which ages on a face has folds beside the mouth, the one and the other of crow's feet, and bags; and how many
years later a woman's has these two."""
_APART, _EDGE, _FOLD, _JAW, _GLANCE, _LEVEL = 0.36, 0.54, 0.3, 0.65, 0.25, 0.08
"""How far eyes are from the nose, and at most from the middle, folds beside them; a mouth turns, a face to the side, up
or down as eyes do."""


def _aside(traits: Traits, side: int) -> float:
    """x of an eye from the nose: the far one of a face that turns is nearer to that."""
    return side * min(_APART, _EDGE - side * traits.turn)


def _level(traits: Traits) -> float:
    """y of the eyes: the younger, the lower."""
    return ages.at(traits.age, ((1, 0.25), (7, 0.2), (14, 0.13), (17, 0.1), (20, 0.05)))


def _ink(traits: Traits) -> Ink:
    """The near-black of eyes and lashes."""
    return traits.inks.navy if traits.skin.lightness > 0.56 else traits.inks.navy.shade(-0.07)


def _cheeks(brush: Brush, traits: Traits) -> None:
    flush = Ink(traits.skin.lightness - 0.05, traits.skin.chroma + 0.06, traits.skin.hue)
    strong = ages.at(traits.age, ((30, 0.85), (42, 0.6))) if traits.young or traits.feminine else 0.5
    for side in (-1, 1):
        brush.glow((side * 0.54 + traits.turn, _level(traits) + 0.4), (0.27, 0.2), flush, strong)
    if traits.freckles:
        spots = [(side * (0.42 + x) + traits.turn, _level(traits) + 0.32 + y, 0.026) for side in (-1, 1)
                 for x, y in ((0, 0.02), (0.12, 0.08), (0.22, 0))]  # fmt: skip
        brush.fill(ovals(spots), traits.skin.shade(-0.16))


def _eyes(brush: Brush, traits: Traits, mood: Mood) -> None:
    y, ink = _level(traits), _ink(traits)
    rx = ages.at(traits.age, ((10, 0.105), (17, 0.098), (21, 0.085), (34, 0.085), (44, 0.078)))
    ry = rx * (1.6 if mood == "surprised" else 1.385)
    for side in (-1, 1):
        x = _aside(traits, side)
        if mood == "laugh":
            brush.line(bow((x - 0.13, y + 0.04), (x, y - 0.16), (x + 0.13, y + 0.04)), ink, 0.06)
        elif mood == "calm":
            brush.line(bow((x - 0.14, y), (x, y + 0.12), (x + 0.14, y)), ink, 0.055)
        else:
            to_side = rx * 0.62 * ((traits.turn > _GLANCE) - (traits.turn < -_GLANCE))
            down = ry * 0.42 * ((traits.bow > _LEVEL) - (traits.bow < -_LEVEL))
            if to_side or down:
                white = oval((x, y), rx * 1.6, ry)
                brush.fill(white, Ink(0.99, 0, 0))
                with brush.inside(white):
                    brush.fill(oval((x + to_side, y + down), rx, ry), ink)
            else:
                brush.fill(oval((x, y), rx, ry), ink)
            brush.fill(oval((x + to_side - 0.032, y + down * 0.7 - 0.045), rx * 0.34), Ink(0.99, 0, 0))
            lid = bow((x - side * 0.12, y - 0.07), (x, y - ry - 0.11), (x + side * 0.16, y - 0.05))
            if mood == "tired":
                brush.fill(box(x - rx * 1.8, y - ry * 1.2, rx * 3.6, ry * 1.1), traits.skin.shade(-0.02))
                lid = bow((x - 0.15, y - 0.02), (x, y - 0.03), (x + 0.15, y - 0.02))
            brush.line(lid, ink, 0.045)
        if traits.feminine:
            tip = y - (0.14 if mood != "calm" else -0.03)
            brush.line(bow((x + side * 0.13, y - 0.03), (x + side * 0.18, y - 0.06), (x + side * 0.22, tip)), ink, 0.04)
        _wrinkles(brush, traits, x, y, side)


def _wrinkles(brush: Brush, traits: Traits, x: float, y: float, side: int) -> None:
    """Folds beside the mouth, then crow's feet, then bags under the eyes, the deeper and longer the older."""
    shade, drop = ages.at(traits.age, ((44, -0.07), (75, -0.13))), ages.at(traits.age, ((44, 0.14), (60, 0.3)))
    ink, age = traits.skin.shade(shade), traits.age - _SMOOTH * traits.feminine
    out = min(0.36, 0.8 - side * (x + traits.turn))  # on the face, wherever it turns
    folds = sum(age >= least for least in _FEET) if out > _FOLD else 0
    for fold in (0.0, 0.09)[:folds]:
        start, end = (x + side * (out - 0.1), y + fold), (x + side * out, y + fold * 1.6 - 0.04)
        brush.line(bow(start, (x + side * (out - 0.05), y + fold + 0.01), end), ink, 0.028)
    if age >= _BAGS:
        bag = bow((x - 0.13, y + 0.19), (x, y + 0.25), (x + 0.13, y + 0.19))
        brush.line(bag, traits.skin.shade(shade + 0.03), 0.024)
    if traits.age >= _LINED:
        brush.line(bow((side * 0.22, y + 0.34), (side * 0.37, y + 0.42), (side * 0.41, y + 0.34 + drop)), ink, 0.026)
    if traits.age >= 74:
        for rise in (0.0, 0.1)[: 1 + (traits.age >= 84)]:
            brush.line(bow((x - 0.2, y - 0.5 - rise), (x, y - 0.54 - rise), (x + 0.2, y - 0.5 - rise)), ink, 0.02)


def _brows(brush: Brush, traits: Traits, mood: Mood) -> None:
    y = _level(traits) - {"laugh": 0.31, "joy": 0.31, "surprised": 0.4}.get(mood, 0.27)
    ink = traits.natural.shade(-0.08 if traits.natural.lightness > 0.5 else 0.0)
    if ink.chroma < 0.02 and traits.hair.lightness > 0.5:
        ink = traits.hair.shade(-0.14)
    thick = (0.05 if traits.feminine or traits.young else 0.08) * traits.brow
    for side in (-1, 1):
        middle = _aside(traits, side)
        inner, outer = middle - side * 0.16, middle + side * 0.18
        rise = 0.08 if mood == "thoughtful" and side > 0 else _RAISED.get(mood, 0.02)
        brow = crescent((inner, y + rise), (middle, y - 0.1 - thick), (outer, y + 0.05), (middle, y - 0.1 + thick))
        brush.fill(brow, ink)
        brush.line(bow((inner, y + rise), (middle, y - 0.1), (outer, y + 0.05)), ink, thick * 0.6)


_RAISED: dict[Mood, float] = {"worried": -0.1, "tired": -0.06}
"""How much lower the inner ends of brows are, where not as usual."""


def _nose(brush: Brush, traits: Traits) -> None:
    y, shade = _level(traits) + 0.3, traits.skin.shade(-0.12)
    if traits.young:
        brush.line(bow((-0.06, y - 0.03), (0, y + 0.05), (0.07, y - 0.03)), shade, 0.05)
    elif traits.nose == 0:
        brush.line(curve((0.02, y - 0.26), (0.09, y - 0.02), (0.0, y + 0.05), (-0.05, y + 0.03)), shade, 0.045)
    elif traits.nose == 1:
        brush.line(bow((-0.09, y), (0.0, y + 0.1), (0.09, y)), shade, 0.048)
    else:
        side = blob((0, y - 0.28), (0.11, y), (0.07, y + 0.06), (-0.05, y + 0.05), (-0.05, y + 0.05), (0.02, y - 0.05))
        brush.fill(side, traits.skin.shade(-0.09))


def _mouth(brush: Brush, traits: Traits, mood: Mood) -> None:
    y = _level(traits) + (0.5 if traits.young else 0.56)
    dark = Ink(0.36, 0.09, traits.skin.hue)
    lip = Ink(min(traits.skin.lightness - 0.12, 0.64), 0.13, traits.skin.hue)
    rim = lip if traits.feminine else traits.skin.shade(-0.22)
    if mood == "surprised":
        gape = oval((0, y + 0.12), 0.13, 0.18)
        brush.fill(gape, dark)
        with brush.inside(gape):
            brush.fill(oval((0, y + 0.26), 0.11, 0.1), Ink(0.72, 0.12, traits.skin.hue))
        brush.line(gape, rim, 0.035)
        return
    if mood in _CLOSED:
        low, bend = _CLOSED[mood]
        brush.line(bow((-0.16, y + low), (0, y + low + bend), (0.16, y + low)), rim, 0.05)
        return
    if mood == "smile" and traits.nose == 1 and not traits.young:
        brush.line(bow((-0.25, y - 0.01), (0, y + 0.2), (0.25, y - 0.01)), lip if traits.feminine else dark, 0.055)
        for side in (-1, 1):
            corner = bow((side * 0.3, y - 0.03), (side * 0.27, y), (side * 0.24, y + 0.02))
            brush.line(corner, traits.skin.shade(-0.14), 0.035)
        return
    wide, deep = (0.32, 0.42) if mood in ("laugh", "joy") else (0.27, 0.3)
    shape = crescent((-wide, y - 0.03), (0, y + 0.04), (wide, y - 0.03), (0, y + deep * 1.45))
    brush.fill(shape, dark)
    with brush.inside(shape):
        brush.fill(oval((0, y + deep * 0.82), 0.19, 0.14), Ink(0.72, 0.12, traits.skin.hue))
        brush.fill(box(-wide, y - 0.1, wide * 2, 0.19, 0.04), Ink(0.985, 0.0, 0.0))
    if traits.feminine and traits.age >= MAJORITY:
        brush.line(shape, lip, 0.032)


_CLOSED: dict[Mood, tuple[float, float]] = {
    "content": (0.0, 0.1), "calm": (0.0, 0.1), "worried": (0.08, -0.07), "thoughtful": (0.06, 0.015),
    "tired": (0.06, -0.03),
}  # fmt: skip
"""How much lower a mouth is that is closed, and how much its middle is than its ends."""


def _beard(brush: Brush, traits: Traits) -> None:
    if not traits.beard:
        return
    y = _level(traits) + 0.56
    ink = traits.natural
    if traits.beard in ("full", "stubble"):
        if traits.beard == "stubble":
            lightness = min((traits.skin.lightness * 2 + ink.lightness) / 3, traits.skin.lightness - 0.09)
            ink = Ink(lightness, min(traits.skin.chroma * 1.2, 0.06), traits.skin.hue)  # no greyer than who is young
        shape = mirrored(
            (0, y - 0.2), (0.22, y - 0.2), (0.44, y - 0.04), (0.62, y - 0.3), (0.83, y - 0.62), (0.83, y - 0.62),
            (0.84, y - 0.1),
            (0.6, y + 0.42), (0.3, y + 0.6), (0, y + 0.62),
        )  # fmt: skip
        with brush.at((-traits.turn * _JAW, 0)):
            brush.fill(shape, ink)
            _edged(brush, shape, ink, traits)
            if traits.greying and traits.beard == "full":
                brush.fill(blob((-0.24, y + 0.58), (-0.2, y + 0.3), (0, y + 0.22), (0.2, y + 0.3), (0.24, y + 0.58),
                                (0, y + 0.62)), _grey(traits))  # fmt: skip
    elif traits.beard == "goatee":
        brush.fill(mirrored((0, y + 0.16), (0.2, y + 0.22), (0.26, y + 0.36), (0.12, y + 0.62), (0, y + 0.68)), ink)
    if traits.beard != "stubble":
        end = (0.4, y + 0.03)
        brush.fill(mirrored((0, y - 0.17), (0.22, y - 0.16), end, end, (0.2, y), (0, y - 0.04)), ink.shade(-0.04))


def _hair(brush: Brush, traits: Traits) -> None:
    front = traits.cut.front
    if front is None:
        brush.line(curve((-0.5, -0.74), (-0.3, -0.86), (-0.1, -0.9)), traits.skin.shade(0.06), 0.07)
        return
    if falls(traits):
        over_shoulders(brush, traits)
    brush.fill(front, traits.hair)
    _edged(brush, front, traits.hair, traits)
    shine, grey = traits.hair.shade(0.07), _grey(traits)
    with brush.inside(front):
        for x, y, grow in ((-0.55, -0.62, 0.0), (-0.3, -0.86, 0.12)):
            brush.line(curve((x - 0.3, y + 0.36), (x, y - 0.12), (x + 0.5 + grow, y - 0.22)), shine, 0.07)
        for x in (0.0, 0.13, 0.26) if traits.greying and traits.feminine else ():
            brush.line(curve((x + 0.2, -1.0), (x + 0.44, -0.72), (x + 0.64, -0.1)), grey, 0.075)
        if traits.greying and not traits.feminine:
            brush.fill(ovals([(side * 0.98, y, 0.26) for side in (-1, 1) for y in (-0.22, 0.0, 0.2)]), grey)


def falls(traits: Traits) -> bool:
    """Whether a shawl, locks or plaits fall over the shoulders."""
    return traits.hat == "hijab" or traits.cut.locks is not None or bool(traits.cut.plaits)


def over_shoulders(brush: Brush, traits: Traits) -> None:
    """A shawl, or locks and plaits, that fall before the body, in the same units as `hair_behind`."""
    if traits.hat == "hijab":
        hats.drape(brush, traits.ribbon)
        return
    ink, locks = traits.hair.shade(-0.025), traits.cut.locks
    dark = ink.shade(-0.09 if ink.lightness > 0.3 else 0.1)
    if locks is not None:
        brush.fill(locks, ink)
        for x in (-0.76, 0.76):
            brush.line(curve((x * 1.2, 0.5), (x, 2.0), (x * 0.9, 3.6)), dark, 0.045)
    for strand in traits.cut.plaits:
        for i, (x, y) in enumerate(strand[:-1]):
            thick = 0.27 - 0.1 * i / len(strand)
            brush.fill(oval((x, y), thick, 0.2), ink)
            turn = thick * 0.62 if i % 2 else -thick * 0.62
            brush.line(curve((x - turn, y - 0.12), (x, y + 0.02), (x + turn, y + 0.14)), dark, 0.05)
        (x, y), (last, end) = strand[-2:]
        brush.fill(oval((last, end + 0.12), 0.15, 0.26), ink)
        brush.fill(box(x - 0.14, (y + end) / 2, 0.28, 0.14, 0.06), traits.ribbon)


_PALE, _EDGED = 0.8, 0.9
"""How light hair is at least that has a darker edge where it is not told this well from the skin."""


def _edged(brush: Brush, shape: Path, hair: Ink, traits: Traits) -> None:
    """A darker edge of pale hair on fair skin."""
    if hair.lightness > _PALE and hair.chroma < traits.skin.chroma and told_apart(hair, traits.skin) < _EDGED:
        brush.line(shape, hair.shade(-0.14), 0.04)


def _grey(traits: Traits) -> Ink:
    """What is grey of hair that is not all so yet: the older, the lighter."""
    lightness = ages.at(traits.age, ((40, 0.56), (55, 0.68)))
    return Ink(lightness, min(traits.hair.chroma * 0.3, 0.02), traits.hair.hue)


_FRAMED = 0.9
"""How well the frame of glasses is told from the skin at least."""


def _glasses(brush: Brush, traits: Traits) -> None:
    if not traits.glasses:
        return
    y = _level(traits) + 0.01
    frame = traits.ribbon if told_apart(traits.ribbon, traits.skin) > _FRAMED else _ink(traits)
    for side in (-1, 1):
        x = _aside(traits, side)
        lens = oval((x, y), 0.26) if traits.glasses == "round" else box(x - 0.27, y - 0.2, 0.54, 0.4, 0.12)
        dark = traits.glasses == "dark"
        brush.fill(lens, _ink(traits) if dark else Ink(0.99, 0.0, 0.0), 0.92 if dark else 0.22)
        brush.line(lens, frame, 0.06)
        rim, ear = x + side * 0.26, (side * 0.88 - traits.turn, y)
        brush.line(bow((rim, y - 0.05), (rim + side * 0.12, y - 0.06), ear), frame, 0.045)
    left, right = (_aside(traits, side) - side * 0.26 for side in (-1, 1))
    brush.line(bow((left, y - 0.02), ((left + right) / 2, y - 0.1), (right, y - 0.02)), frame, 0.05)
