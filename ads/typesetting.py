"""Texts set in boxes: as large as their box allows, between the smallest and the largest type of their layout."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ads.breaking import Unit, broken, units
from ads.layouts import Box, Type
from ads.lettering import Lettering, rightward
from ads.windows import Strip
from brand import FontWeight
from errors import InvalidRequest
from schemas import Edges, TextRole

WEIGHTS: dict[TextRole, FontWeight] = {"headline": "bold", "subline": "regular", "cta": "semibold", "legal": "regular"}
LEADING: dict[TextRole, float] = {"headline": 1.08, "subline": 1.26, "cta": 1.2, "legal": 1.26}
"""From baseline to baseline, in sizes."""
GAP: dict[TextRole, float] = {"headline": 0.4, "subline": 0.75, "cta": 1.3, "legal": 1.2}
"""Above a text that is not the first of its box, in its own sizes."""
PADDING = (1.0, 0.6)
"""Of a button, on either side and above and below, in sizes of its text."""
_HYPHENATED_BY = 2.0
"""How much larger a headline has to come out with hyphens to have them."""
_WAYS = ((False, True), (True, True), (True, False))
"""Whether words may be hyphenated and whether the last two stay together, the best first."""
_STEPS = 9
_SLACK = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is drawn: where its shaped text begins, on its baseline, and how wide it is, in pixels."""

    text: str
    x: float
    baseline: float
    width: float


@dataclass(frozen=True, slots=True)
class SetText:
    """A text as it is drawn. `box` holds its ink; `button`, if it has one, is around it."""

    role: TextRole
    text: str
    lines: tuple[Line, ...]
    size: float
    box: Edges
    button: Edges | None
    hyphenated: bool

    @property
    def strips(self) -> tuple[Strip, ...]:
        """Its lines as they are read, each as high as the ink of all of them."""
        up, down = self.lines[0].baseline - self.box[1], self.box[3] - self.lines[-1].baseline
        boxes = ((one.x, one.baseline - up, one.x + one.width, one.baseline + down) for one in self.lines)
        return tuple(Strip(box, self.size) for box in boxes)


@dataclass(frozen=True, slots=True)
class _Wish:
    """A text that waits for its size: what it is made of, what it may be, and how far its ink reaches at size 1."""

    role: TextRole
    text: str
    parts: list[Unit]
    least: float
    most: float
    type: Type
    ink: tuple[float, float]

    def lines(self, size: float, width: float) -> list[str] | None:
        side = 2 * PADDING[0] if self.role == "cta" else 0.0
        found = broken(self.parts, (width - _SLACK) / size - side, balanced=self.role != "legal")
        return found if found is not None and len(found) <= self.type.lines else None

    def height(self, size: float, lines: int) -> float:
        inner = (lines - 1) * LEADING[self.role] + sum(self.ink)
        return size * (inner + (2 * PADDING[1] if self.role == "cta" else 0.0))

    def size(self, share: float) -> float:
        return self.least + share * (self.most - self.least)


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Sets the texts of one frame: `least` is the smallest type of its channel, `side` its shorter side, in pixels."""

    lettering: Lettering
    language: str
    least: Mapping[TextRole, float]
    side: int

    def stacked(self, box: Box, place: Edges, texts: Mapping[TextRole, str]) -> list[SetText]:
        """The texts of a box, which is at `place` in pixels, from top to bottom, as large as they can be.

        Raises InvalidRequest, which names the text, where letters are missing or it has no room at its smallest.
        """
        width, height = place[2] - place[0], place[3] - place[1]
        said = [(role, texts[role], type_) for role, type_ in box.stack.items() if texts.get(role)]
        if not said:
            return []
        wishes, shares = zip(*(self._as_wide(*one, width) for one in said), strict=True)
        if _tall(wishes, shares, width) > height:
            if _tall(wishes, [0.0] * len(wishes), width) > height:
                raise _no_room(wishes, width, height)
            low, high = 0.0, 1.0
            for _ in range(_STEPS):
                middle = (low + high) / 2
                fits = _tall(wishes, [min(middle, share) for share in shares], width) <= height
                low, high = (middle, high) if fits else (low, middle)
            shares = tuple(min(low, share) for share in shares)
        sized = [(wish, wish.size(share)) for wish, share in zip(wishes, shares, strict=True)]
        return self._placed(box, place, sized)

    def _as_wide(self, role: TextRole, text: str, type_: Type, width: float) -> tuple[_Wish, float]:
        """A text and the share of its range of sizes, 0 to 1, to which the box is wide enough and the lines suffice."""
        weight, lettering = WEIGHTS[role], self.lettering
        _has_letters(role, text, lettering)
        smallest = max(type_.smallest * self.side, self.least[role])
        largest = max(type_.largest * self.side, smallest)
        found: list[tuple[_Wish, float]] = []
        ways = [(False, True, 1)] if role == "cta" else []  # a button of one line, if it only can be
        for hyphenated, paired, lines in (*ways, *((*way, type_.lines) for way in _WAYS)):
            parts = units(text, self.language, self._width_in(weight), hyphenated, paired)
            kind = type_.model_copy(update={"lines": lines})
            wish = _Wish(role, text, parts, smallest, largest, kind, lettering.height(text, weight))
            if wish.lines(smallest, width) is not None:
                found.append((wish, _widest(wish, width)))
                if role != "headline" or hyphenated:
                    break
        if not found:
            raise _no_room([wish], width, None)
        plain, other = found[0], found[-1]
        return other if other[0].size(other[1]) > _HYPHENATED_BY * plain[0].size(plain[1]) else plain

    def _width_in(self, weight: FontWeight) -> Callable[[str], float]:
        return lambda text: self.lettering.width(text, weight, self.language)

    def _placed(self, box: Box, place: Edges, wishes: list[tuple[_Wish, float]]) -> list[SetText]:
        left, top, right, bottom = place
        broken_up = [(wish, *self._exact(wish, size, right - left)) for wish, size in wishes]
        total = sum(
            wish.height(size, len(lines)) + (number > 0) * GAP[wish.role] * size
            for number, (wish, size, lines, _) in enumerate(broken_up)
        )
        y = {"top": top, "middle": (top + bottom - total) / 2, "bottom": bottom - total}[box.valign]
        done: list[SetText] = []
        for wish, size, lines, widths in broken_up:
            y += GAP[wish.role] * size if done else 0.0
            done.append(self._lines(wish, size, list(zip(lines, widths, strict=True)), box, (left, y, right, bottom)))
            y += wish.height(size, len(lines))
        return done

    def _exact(self, wish: _Wish, size: float, width: float) -> tuple[float, list[str], list[float]]:
        """Size, lines and their true widths: kerning between two words or syllables was not reckoned with so far."""
        lines = wish.lines(size, width) or []
        weight, lettering = WEIGHTS[wish.role], self.lettering
        overhangs = [sum(lettering.overhang(line, weight)) for line in lines]
        widths = [
            lettering.width(line, weight, self.language) + over for line, over in zip(lines, overhangs, strict=True)
        ]
        side = 2 * PADDING[0] if wish.role == "cta" else 0.0
        fitting = min(size, width / (max(widths) + side))
        if not lines or fitting < wish.least * 0.98:
            raise _no_room([wish], width, None)
        return fitting, lines, [fitting * one for one in widths]

    def _lines(self, wish: _Wish, size: float, lines: list[tuple[str, float]], box: Box, place: Edges) -> SetText:
        """The text with its upper edge at that of `place`; ink begins where the box does."""
        left, top, right, _ = place
        across, down = (PADDING[0] * size, PADDING[1] * size) if wish.role == "cta" else (0.0, 0.0)
        align = {"left": "right", "right": "left"}.get(box.align, box.align) if rightward(wish.text) else box.align
        widest = max(width for _, width in lines)
        edge = {
            "left": left + across,
            "centre": (left + right - widest) / 2,
            "right": right - across - widest,
        }[align]
        baseline = top + down + wish.ink[0] * size
        done = []
        for text, width in lines:
            x = (
                edge
                + {"left": 0.0, "centre": (widest - width) / 2, "right": widest - width}["centre" if across else align]
            )
            if align == "left" and not across:
                x -= min(max(self.lettering.bearing(text, WEIGHTS[wish.role]), 0.0), 0.15) * size
            before, after = self.lettering.overhang(text, WEIGHTS[wish.role])
            done.append(Line(text, x + before * size, baseline, width - (before + after) * size))
            baseline += LEADING[wish.role] * size
        tall = size * ((len(lines) - 1) * LEADING[wish.role] + sum(wish.ink))
        ink = (edge, top + down, edge + widest, top + down + tall)
        button = (edge - across, top, edge + widest + across, top + 2 * down + tall) if across else None
        broken_word = any(text.endswith("-") and f"{text} " not in f"{wish.text} " for text, _ in lines)
        return SetText(wish.role, wish.text, tuple(done), size, ink, button, broken_word)


def _has_letters(role: TextRole, text: str, lettering: Lettering) -> None:
    if missing := lettering.missing(text, WEIGHTS[role]):
        shown = " ".join(missing[:10])
        message = f"ad.{role}: {lettering.family} has no letter for {shown}"
        limit = f"letters of {lettering.family}"
        raise InvalidRequest.of_field(f"ad.{role}", text[:60], limit, message, rule="letters", word=missing)


def _widest(wish: _Wish, width: float) -> float:
    if wish.lines(wish.most, width) is not None:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if wish.lines(wish.size(middle), width) is not None else (low, middle)
    return low


def _tall(wishes: Sequence[_Wish], shares: Sequence[float], width: float) -> float:
    tall = 0.0
    for place, (wish, share) in enumerate(zip(wishes, shares, strict=True)):
        size = wish.size(share)
        lines = wish.lines(size, width)
        # A smaller size may be broken into no more lines than allowed where a larger one was: the ends of a range fit.
        tall += wish.height(size, len(lines) if lines else wish.type.lines) + (place > 0) * GAP[wish.role] * size
    return tall


def _no_room(wishes: Sequence[_Wish], width: float, height: float | None) -> InvalidRequest:
    """The text that takes most of the box at its smallest is the one to shorten."""
    wish = max(wishes, key=lambda one: one.height(one.least, len(one.text)) * (one.role != "legal"))
    room = f"{width:.0f} px of width" if height is None else f"{width:.0f}x{height:.0f} px"
    message = f"ad.{wish.role}: the text has no room in its box of {room}, not even at {wish.least:.0f} px: shorten it"
    limit = f"{wish.type.lines} lines of {wish.least:.0f} px in {room}"
    return InvalidRequest.of_field(f"ad.{wish.role}", wish.text[:60], limit, message, rule="room")
