"""What phrases of known truth ask for, put together by a seed from `corpus/told_or_drawn.txt`, is drawn, or told.

Of 600 phrases by a seed that nobody had looked at, 111 had a fault before those of others were put right, and then 10.
Nothing is painted: plans are compared.
"""

import random
import re
from collections import Counter
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

import pymorphy3
import pytest

from pipeline.illustration.figure import looks
from pipeline.illustration.illustration import Illustration, _undrawn
from prompt_builder.ages import MINORS, age_group
from prompt_builder.defaults import CLOTHED
from prompt_builder.lexicon import GARMENTS
from prompt_builder.morphology import plural
from prompt_builder.scene import TOGETHER
from tests.scenes import scene_of, task

FILE = Path(__file__).parent.joinpath("corpus", "told_or_drawn.txt").read_text(encoding="utf-8")
DATA = {part.split("] ")[0]: re.split(r" ; |\n", part.split("] ", 1)[1].strip()) for part in FILE.split("\n[")[1:]}
ROWS = {name: [[field.strip() for field in entry.split("|")] for entry in entries] for name, entries in DATA.items()}
RU = pymorphy3.MorphAnalyzer()
PRONOUNS = {"he": ("он", "она", "he", "she"), "him": ("нём", "ней", "him", "her"), "which": ("который", "которая") * 2}
WORN, SLOT = ("top", "bottom", "extra"), r"{(\w+):?(\w*)}"
SUITED = {look for suited in CLOTHED.values() for look in suited} | {"backpack"}
"""What people wear for what they do or are, though nobody asked for it."""
TIDY = (
    (r"\s+", " "), (r",? (?=[,.:])", ""), (r",+", ","), (r"\.\.", "."), (r"\bс (?=с[тв]|ш)", "со "), (r"[ ,]+$", ""),
)  # fmt: skip


class Ask(NamedTuple):
    """Something asked for: of whom (-1: of the scene, -2: of all), which row of the file it is of, and its words."""

    whose: int
    kind: str
    value: str
    words: str


@cache
def parsed(word, part):
    fit = [one for one in RU.parse(word) if part == one.tag.POS and (part != "NOUN" or "nomn" in one.tag)]
    return next((one for one in fit if one.normal_form == word), fit[0])


@cache
def declined(words, case, several=False):
    """Russian words before ~ in a case; adjectives agree with the noun that comes after them."""
    bent, _, fixed = words.partition("~")
    *before, noun = bent.split()
    head = parsed(noun, "NOUN")
    number = "plur" if several or head.tag.number == "plur" else "sing"
    forms = {number, *({head.tag.gender} if number == "sing" else ())}
    bare = forms | {case}
    if case == "accs" and "femn" not in forms:
        bare = forms | {"gent" if head.tag.animacy == "anim" else "nomn"}
    found = [(*one.partition("-")[:2], parsed(one.split("-")[-1], "ADJF").inflect(bare).word) for one in before]
    led = [f"{years}-{word}" if dash and years.isdigit() else word for years, dash, word in found]
    return " ".join([*led, head.inflect({case, number}).word, fixed]).strip()


def verb(row, how, russian, gender=""):
    """A deed as `does` or `doing`: of one, who has a gender, or of several."""
    word, _, rest = row[not russian].partition("~")
    if not russian:
        return f"{word.split(', ')[how == 'doing'].strip()} {rest.strip()}".strip()
    number = {"sing", gender} if gender else {"plur"}
    form = {"PRTF", "actv", "pres", "nomn"} | number if how == "doing" else {"3per", "pres"} | number - {gender}
    return f"{parsed(word.strip(), 'INFN').inflect(form).word} {rest.strip()}".strip()


class Somebody:
    """Who is made of words, as many as the row tells, each with what is asked for: all that no slot tells in one."""

    def __init__(self, phrase, row, slots):
        self.phrase, self.rng, self.ru, self.slots = phrase, phrase.rng, phrase.ru, slots
        self.noun, self.sex, self.ages, many = row[not self.ru], row[2], row[3].split(", "), int([*row, "1"][4])
        self.those = range(len(phrase.people), len(phrase.people) + many)
        self.gender = "" if many > 1 else "femn" if self.sex == "female" else "masc"
        self.before, self.after, self.taken = "", "", set()
        if self.gender and self.rng.random() < 0.25:
            years = self.rng.choice([years for years in range(5, 80) if age_group(years) in self.ages])
            self.ages, one = [age_group(years)], years % 10 == 1 and years != 11
            told = ((f"{years}-летний", ""), ("", f" {years} {'года' if one else 'лет'}")) if self.ru else (
                (f"{years}-year-old", ""), ("", f" of {years}"), ("", f", {years},"), ("", f", aged {years},")
            )  # fmt: skip
            self.before, self.after = self.rng.choice(told)
        phrase.people += [(self.sex, self.ages)] * many
        grown, old = not {*self.ages} & {*MINORS}, self.ages == ["senior"]
        names = {"female": ("woman", "old woman", "girl"), "male": ("man", "old man", "boy")}.get(self.sex, ("",) * 3)
        self.fit = {"any", self.sex, names[0] if grown else names[2], names[1] if old else ""}
        self.fit |= ({"grown"} if grown else set()) | ({"old"} if old else set())
        self.adjectives = self._some("adjective", 0.3 * (many == 1))
        self.hair = self._some("look", 0.4) + self._some("look", 0.2) or self._some("look", float("has" in slots))
        self.worn = self._some("top", 0.4) + self._some("bottom", 0.15) + self._some("extra", 0.2)
        self.worn = self.worn or self._some("extra", float(not slots.isdisjoint({"on", "in"})))
        held = self.gender and self.rng.random() < ("holds" in slots or 0.15)
        self.held = [("held", phrase.unique("held", {"any"}), None)] if held else []
        self.deed = phrase.unique("deed", self.fit)

    def _some(self, kind, share):
        """A row that goes with the others, and a colour; or nothing."""
        others = {row[0]: {kind if kind != "look" else "", *"".join(row[4:]).split(", ")} for row in ROWS[kind]}
        fit = [row for row in ROWS[kind] if row[3] in self.fit and not self.taken & others[row[0]]]
        if not fit or self.rng.random() >= share:
            return []
        row = self.rng.choice(fit)
        self.taken |= others[row[0]] - {"plain", ""}
        coloured = kind in WORN and "plain" not in others[row[0]] and self.rng.random() < 0.6
        return [(kind, row, self.rng.choice(ROWS["colour"]) if coloured else None)]

    def _ask(self, kind, values, words):
        self.phrase.asks += [Ask(i, kind, value, words) for value in values.split(", ") for i in self.those]

    def _told(self, rows, case):
        """The words of what somebody looks like or has, which are asked for by that."""
        told = []
        for kind, row, colour in rows:
            self._ask(kind, row[2], row[not self.ru])
            if colour:
                self._ask("colour", f"{colour[2]} {GARMENTS.get(row[2], 'clothes')}", colour[not self.ru])
            name, one = " ".join(part[not self.ru] for part in (colour, row) if part), kind in WORN
            if self.ru:
                told.append(name if kind == "adjective" else declined(name, case, one and not self.gender))
            elif one and not re.search("[^s]s$", name):
                told.append(f"{'an' if name[0] in 'aeiou' else 'a'} {name}" if self.gender else plural(name))
            else:
                told.append(name)
        if len(told) == 2 and {one.split()[-1] for one in told} <= {"волосы", "волосами", "hair"}:
            told = [f"{told[0].split()[0]} {told[1]}"]
        return (" и " if self.ru else " and ").join(told)

    def slot(self, how):
        """The words of a slot: a pronoun, a deed, what is worn, had or held, or who it is."""
        if how in PRONOUNS:
            return PRONOUNS[how][2 * (not self.ru) + (self.sex == "female")]
        if how in {"does", "doing"}:
            kind, _, value = self.deed[2].rpartition(": ")
            self._ask(kind or "deed", value, said := verb(self.deed, how, self.ru, self.gender))
            return said
        rows = {"on": self.worn, "in": self.worn, "has": self.hair, "holds": self.held}.get(how)
        if rows is None:
            return self._named(how or "nomn")
        return f"{'в' if self.ru else 'in'} {self._told(rows, 'loct')}" if how == "in" else self._told(rows, "nomn")

    def _named(self, case):
        """Who it is, with all that no slot tells."""
        links = ("с", "с", "в") if self.ru else ("with", "with", self.rng.choice(("in", "wearing")))
        rows = (self.held, self.hair, self.worn)
        told = zip(links, rows, ("ablt", "ablt", "loct"), ({"holds"}, {"has"}, {"on", "in"}), strict=True)
        after = [f"{link} {self._told(one, how)}" for link, one, how, slots in told if one and not slots & self.slots]
        self.rng.shuffle(after)
        before = [one for one in (self._told(self.adjectives, "nomn"), self.before) if one]
        self.rng.shuffle(before)
        name = " ".join([*before, self.noun])
        if self.gender:
            an = "an" if name[0] in "aeiou8" or name[:2] in {"11", "18"} else "a"
            name = declined(name, case) if self.ru else f"{an} {name}"
        return f"{name}{self.after} {self.rng.choice((' ', ', ')).join(after)}"


class Phrase:
    """A phrase, who is to be in it as (sex, ages), and what is asked."""

    def __init__(self, rng, language):
        self.rng, self.ru = rng, language == "ru"
        self.people, self.asks, self._had = [], [], set()
        kind = rng.choice(("one", "one", "two", "two", "two", "three", "group"))
        template = rng.choice(DATA[f"{kind} {language}"])
        template = re.sub(r"\[([^]]*)\]", lambda one: one[1] * (rng.random() < 0.5), template)
        slots = re.findall(SLOT, template)
        self._apart = kind == "two" and any(how in {"he", "him"} for _, how in slots)
        names = sorted({name for name, _ in slots if name in "ABCG"})
        self._who = {name: self._somebody({how for one, how in slots if one == name}, name, template) for name in names}
        text = re.sub(SLOT, self._said, template)
        for wrong, right in TIDY:
            text = re.sub(wrong, right, text)
        text = text.replace("оба", "обе") if all(sex == "female" for sex, _ in self.people) else text
        upper = r"(^|\. )(\w)" if rng.random() < 0.7 else "(?!)"
        self.text = re.sub(upper, lambda one: one[1] + one[2].upper(), text)
        self.asks += [Ask(-1, "near", "gift", "подарок a gift")] if re.search("подарок| a gift", template) else []

    def unique(self, kind, fit):
        """A row that is not asked for a second time."""
        rows = [row for row in ROWS[kind] if [*row, "any"][3] in fit and row[2].split(": ")[-1] not in self._had]
        row = self.rng.choice(rows)
        self._had.add(row[2].split(": ")[-1])
        return row

    def _somebody(self, slots, name, template):
        """Nobody is such as those before, nor of their sex where pronouns tell them apart."""
        rows = ROWS["group" if name == "G" else "who"]
        if name == "A" or "{both" in template:
            rows = [row for row in rows if "child" not in row[3]]
        taken = {(sex, age) for sex, ages in self.people for age in ages}
        sexes = {sex for sex, _ in self.people} if self._apart else set()
        rows = [row for row in rows if row[2] not in sexes]
        free = [row for row in rows if taken.isdisjoint((row[2], age) for age in row[3].split(", "))]
        return Somebody(self, self.rng.choice(free), slots)

    def _said(self, slot):
        name, how = slot[1], slot[2]
        if name in self._who:
            return self._who[name].slot(how)
        row = self.rng.choice([row for row in ROWS[name] if name != "both" or len(self.people) < 3 or len(row) < 4])
        told = verb(row, how or "does", self.ru) if name == "both" else row[not self.ru]
        self.asks.append(Ask(-2 if name == "both" else -1, name, row[2], told))
        return declined(told, how or "nomn") if name == "near" and self.ru else told


def stems(words):
    words = re.findall(r"[\w-]+", words.lower().replace("ё", "е"))
    return {word[: max(3, min(5, len(word) - 3))] for word in words if len(word) > 2}


class Plan:
    """What is planned for a phrase; `told`: what is said not to be drawn."""

    def __init__(self, phrase, seed):
        scene = scene_of(phrase.text, seed)
        run = Illustration().begin([task(scene=scene, width=640, height=640, seed=seed)])[0]
        self.asks, self.told, self.unknown = phrase.asks, _undrawn(run), {*scene.unknown_words}
        self.painted, self.onward = {*run.rendering.undrawn}, ("walking",) * scene.onward
        self.scene, self.people = run.rendering.scene, run.rendering._people
        shown = {scene.object, self.scene.object, self.scene.design, self.scene.setting, *self.scene.things}
        shown |= {thing for one in self.people.figures for thing in (*self.held(one), one.body.seat)}
        self.shown = (shown | {*run.rendering.inside.values()}) - {*self.told}
        orders = permutations(range(len(self.scene.people)))
        self.orders = [order for order in orders if self._fit(order, phrase.people)]

    def _fit(self, order, people):
        those = zip([self.scene.people[j] for j in order], people, strict=False)
        fit = all(sex in {one.sex, "any"} and one.age_group in ages for one, (sex, ages) in those)
        return fit and len(order) == len(people)

    @staticmethod
    def held(figure):
        """What is in somebody's hands."""
        held = {arm.held for arm in figure.pose.arms}
        return held | ({"phone"} if held & {"app on a phone", "receiver"} else set())

    @classmethod
    def card(cls, figure):
        """What somebody does besides who has a card in the hand."""
        return {"holding a credit card"} if "credit card" in cls.held(figure) else set()

    def words(self, ask):
        """The words that tell that this is not drawn."""
        return [one for one in self.told if one in ask.value.split(", ") or stems(one) & stems(ask.words)]

    def drawn(self, ask, j):
        """Whether it is planned, of the person j."""
        scene, people, value = self.scene, self.people, ask.value
        if ask.whose < 0:
            does = {scene.activity, *(people._cue(i)[0] for i in range(len(people.figures))), *self.onward}
            return value in does if ask.kind == "both" else bool({*value.split(", ")} & {scene.light, *self.shown})
        somebody, figure = scene.people[j], people.figures[j]
        seen = {
            "deed": {people._cue(j)[0], *self.onward, *self.card(figure)}, "mood": {figure.pose.mood},
            "seat": {figure.body.seat}, "hand": self.held(figure), "held": self.held(figure) | self.shown,
            "use": self.held(figure) | ({scene.use[1]} if scene.use and (somebody.uses or j == people._lead) else set()),
        }  # fmt: skip
        return value in seen.get(ask.kind, set(somebody.looks) if self._worn(figure, value, ask.kind) else ())

    @staticmethod
    def _worn(figure, look, kind):
        """Whether a figure wears it, where the scene says so."""
        style = looks.STYLES.get(look, looks.Style())
        tops = {top for sets in (style.clothes, style.on_snow) if sets for top, *_ in sets} if kind == "top" else set()
        bottom = style.bottom if kind == "bottom" else ""
        return figure.wear.top in (tops or {figure.wear.top}) and figure.wear.bottom == (bottom or figure.wear.bottom)

    @property
    def faults(self):
        """1: neither drawn nor told; 2: told though drawn, or asked by nobody; 3: drawn wrongly."""
        people = [(one.sex, one.age_group) for one in self.scene.people]
        return min(map(self._of, self.orders), key=len) if self.orders else [(3, "people", str(people))]

    def _of(self, order):
        at = {ask: order[ask.whose] if ask.whose >= 0 else -1 for ask in self.asks}
        drawn = {ask for ask in self.asks if self.drawn(ask, at[ask]) and not self.painted & {*self.words(ask)}}
        fair = {word for ask in self.asks if ask not in drawn for word in self.words(ask)}
        found = [(2, ask.kind, ask.value) for ask in drawn if {*self.words(ask)} & self.unknown - fair]
        for ask in (one for one in self.asks if one not in drawn and not self.words(one)):
            others = [k for k in order if ask.whose >= 0 and ask.kind != "held" and k != at[ask] and self.drawn(ask, k)]
            named = any(one.value == ask.value and at[one] in others for one in self.asks)
            found.append((3 if others and not named else 1, ask.kind, ask.value))
        for i, j in enumerate(order):
            own = {one.value for one in self.asks if one.whose in {i, -2}}
            theirs = {one.value for one in self.asks if one.whose not in {i, -1, -2}} - own
            found += [(3, "look", look) for look in {*self.scene.people[j].looks} - own - SUITED]
            found += [(3, "deed", deed) for deed in {self.people._cue(j)[0]} & theirs - {*TOGETHER}]
            found += [(3, "hand", thing) for thing in self.held(self.people.figures[j]) & theirs]
        said = stems(" ".join(f"{one.words} {one.value}" for one in self.asks))
        return found + [(2, "stray", one) for one in self.told if not stems(one) & said and one not in self.shown]


@pytest.mark.parametrize(("language", "bounds"), [("ru", (4, 4, 10)), ("en", (4, 4, 8))])
def test_what_is_asked_is_drawn_as_it_is_said_or_told(language, bounds):
    rng, found, told, asked = random.Random(f"told or drawn/{language}"), {}, 0, 0
    for seed in range(600):
        plan = Plan(phrase := Phrase(rng, language), seed)
        asked, told = asked + len(plan.asks), told + sum(bool(plan.words(ask)) for ask in plan.asks)
        found |= {phrase.text: faults} if (faults := plan.faults) else {}
    counted = Counter(kind for faults in found.values() for kind in {fault[0] for fault in faults})
    assert all(counted[kind] <= most for kind, most in zip((1, 2, 3), bounds, strict=True)), (counted, found)
    assert told < 0.06 * asked, "or all would be told"
