"""Reads what free text, English or Russian, asks for. Knows how words belong together, but makes no scene of them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal, cast

from prompt_builder.absence import is_given, lacks, present, served
from prompt_builder.ages import OLDEST, AgeGroup, age_group
from prompt_builder.audience import FOR, as_old, offered, shown_after, shows, shows_itself, unpeopled
from prompt_builder.clauses import impersonal, read
from prompt_builder.identity import (
    GROWN_YEARS,
    are_as_old,
    are_minors,
    are_one,
    are_several,
    are_young,
    has_children,
    how_many,
    is_kin,
    is_one,
    one_of,
    possible_ages,
    term,
    usual_years,
)
from prompt_builder.lexicon import RULES, Kind, begins
from prompt_builder.mentions import (
    GRAMMAR,
    Mention,
    describes_several,
    is_anybody,
    is_counted,
    is_people,
    is_posture,
    is_quality,
    people_at,
    text_at,
)
from prompt_builder.morphology import ADVERBS, fold, part_of_speech
from prompt_builder.nouns import described
from prompt_builder.openings import opened
from prompt_builder.parties import agree
from prompt_builder.people import COUPLES, FAMILY, PARENTS, TEAM
from prompt_builder.pronouns import called, each, meant, met, numbered, of_all, tells_age, those_before, told_of_all
from prompt_builder.punctuation import clauses
from prompt_builder.references import alone, once, one_person, parted
from prompt_builder.years import are_ages, begins_with_age, follows_age, told_ages


@lru_cache(256)
def parse(text: str) -> tuple[Mention, ...]:
    """Give what is mentioned in a text, in order; stop words, numbers and what is negated are left out.

    For whom a product is, is nobody where another clause shows something (`others`).
    """
    mentions: list[Mention] = []
    parts = [",", *clauses(text)]
    title, age, product, addressees = False, None, False, False
    others: list[Sequence[Mention]] = []
    for before, clause, after in zip(parts[::2], parts[1::2], map(read, [*parts[3::2], ""]), strict=True):
        addressed = RULES["addressees"] & {fold(one.text) for one in read(clause)[:2]}
        addressees = bool(addressed) or (addressees and ":" in before)
        title, aged = "«" in before or (title and "»" not in before), begins_with_age(after)
        so_old = age if {",", ":"} & {*before} else None
        if not (title or product) and (told := impersonal(clause, aged)) is not None:
            mentions += told
            others.append(read(clause, aged))
            age = None if told else so_old
            continue
        words = tuple(map(unpeopled, read(clause))) if title else read(clause, aged)
        goes_on = "," in before and any(map(is_people, mentions))
        found = called(mentions, described(words) if goes_on else words)
        before_that, so_far = mentions, meant(mentions, found)
        if (counted := numbered(so_far, found)) != so_far:
            mentions = counted
            continue
        ages = told_ages(found)
        mentions = parted(each(so_far, ages), found)
        mentions = mentions if mentions is not so_far else one_person(so_far, found)
        theirs = None if any(map(is_people, mentions)) else told_of_all(found, ages)
        if theirs or mentions is not so_far or (so_far != before_that and tells_age(found)):
            age = theirs or age
            continue
        mentions, found = of_all(*present(mentions, found, after))
        apart = bool({",", "("} & set(before) and are_ages(clause, found))
        first, meant_for = len(mentions), product and fold(text_at(found, 0)) in FOR
        reading = _Clause(mentions, apart, title or addressees, so_old, meant_for)
        for mention in met(mentions, opened(offered(found, after), before, after), after):
            reading.take(mention)
        reading.end()
        mentions = alone(mentions, found)
        age, product = reading.age, product or reading.product
        if not title:
            others.append(shown_after(found) if any(map(is_people, mentions[first:])) else found)
    if any(one.audience for one in mentions) and (shows(others) or shows_itself(text)):
        mentions = [unpeopled(one) if one.audience else one for one in mentions]
    return once(as_old(served(mentions, parts)))


class _Clause:
    """Words up to the next comma or stop, read one after the other into the mentions of the whole text."""

    def __init__(self, mentions: list[Mention], apart: bool, title: bool, age: AgeGroup | None, product: bool) -> None:
        """`apart`: after a comma or in brackets there is one word or number alone; `title`: it is a product's name.

        `age`: of whom the clause before tells it: "выйдя на пенсию, мужчина"; `product`: it tells for whom one is.
        """
        self._mentions = mentions
        self._apart = apart
        self._first = len(mentions)
        self._adjacent = False
        """Whether the word before was of people, so that another such word may be of the same."""
        self._alone = True
        """Whether a "with" here begins somebody's company: nothing but people and deeds came before."""
        self.product, self._of = product, False
        self._audience = title
        """Whether a product was named, who it is for is being told, and whether the word before is "of"."""
        self._forget()
        self.age = age

    def _forget(self) -> None:
        self._count: int | None = None
        self.age = None
        self._years: int | None = None
        self._together = self._owner = ""
        self._beside: Literal["", "with", "whose"] = ""
        self._negated = self._aged = self._elderly = self._nearly = False

    def take(self, mention: Mention) -> None:
        """Read the next word or phrase; how somebody sits, laughs or is parts no age or number from them."""
        if self._negated and fold(mention.text) in RULES["unwanted"]:
            self._take_away()
        elif self._together and describes_several(mention) and not mention.tells("age", "old"):
            self._mentions.append(mention)
        elif is_posture(mention) and not self._together and not self._negated:
            self._settle(None, mention)
            self._mentions.insert(self._first, mention)
            self._alone = self._adjacent = False
        else:
            self._take(mention)

    def _take_away(self) -> None:
        """Whoever was named last, or next, is not wanted: "ребёнок не нужен", but not "мужчине не нужна справка"."""
        if not any(map(is_people, self._mentions[self._first :])):
            return
        while (last := self._last()) and is_people(last) and not is_given(last):
            self._mentions.pop()
        self._adjacent = False
        self._forget()

    def _take(self, mention: Mention) -> None:
        kind = next((one for one, _ in mention.meanings if one in GRAMMAR), None)
        self._settle(kind, mention)
        of, self._of = self._of, kind == "of"
        self._tell_audience(fold(mention.text), mention.values("activity") == ())
        if kind is None:
            apart = self._audience and not (is_people(mention) or any(map(is_people, self._mentions[self._first :])))
            of_all = is_people(mention) and part_of_speech(self._together) in ADVERBS
            take = self._take_one_of_all if of_all else self._take_content
            take(unpeopled(mention) if apart else mention)
        elif kind == "number":
            self._count = int(mention.values("number")[0])
            self._together = mention.text if mention.values("together") else ""
            if self._aged:
                self._tell_years()
            elif of and self._adjacent and (last := self._last()):
                self._of_number(last, self._count)
        elif kind in ("age", "old", "decade", "afterwards"):
            self._take_age(kind, mention)
        elif kind in ("years", "unit"):
            self._take_unit(mention)
        elif kind == "aged":
            self._aged, self._elderly = True, fold(mention.text) in RULES["elderly"]
        elif kind == "picture":
            self._alone = False
        elif kind != "of":
            self._take_small(kind, mention.text)

    def _settle(self, kind: Kind | None, mention: Mention) -> None:
        """A round number after "over", any after or next to one person, is an age where it is one of nothing else."""
        if self._count is None:
            return
        last = self._last()
        one = last is not None and (is_one(last) or bool(COUPLES & {*last.values("people")}))  # "woman 65 looking at"
        told = one or (last is not None and (are_several(last) or bool(last.many)))  # "two women of 65"
        years = GROWN_YEARS if told else range(30, 100, 10)
        years = range(1, 100 if one else 18) if last and are_young(last) else years
        if (self._nearly or (self._adjacent and one)) and self._count in years and follows_age(mention, kind):
            self._tell_years()

    def _tell_audience(self, word: str, still: bool) -> None:
        """A product or a day is for those who are named after it; a pronoun tells the sex of who was named last."""
        self._audience = self._audience or word in RULES["day"] or (self.product and word in RULES["audience"])
        self.product = self.product or begins(word, "products") or bool(RULES["covers"] & {*word.split()[-1:]})
        words = {word, *word.split()} if still else {word}  # "at her desk", but not "on her shoulders"
        told = "woman" if words & RULES["hers"] else "man" if words & RULES["his"] else ""
        if told:
            self._tell_sex(told)

    def _tell_sex(self, told: str) -> None:
        other = {"man": "female", "woman": "male"}[told]
        people = people_at(self._mentions)
        those = [at for at in people if {other} != {*term(self._mentions[at]).sexes}]  # "a baker whose girl helps him"
        places = [at for at in those if at >= self._first] or (those if len(those) == 1 else [])
        for at in places[-1:]:
            if is_anybody(last := self._mentions[at]):
                self._mentions[at] = last.also("people", told)

    def _of_number(self, last: Mention, count: int) -> None:
        """A number after "of" is of those in a family or team, or how old somebody may be: "a boy of ten"."""
        if {FAMILY, TEAM} & set(last.values("people")):
            self._mentions[-1], self._count = last._replace(many=count), None
        else:
            counted = is_one(last) or are_several(last) or bool(last.many)
            self._nearly = count in GROWN_YEARS if PARENTS & set(last.values("people")) else counted

    def _take_age(self, kind: Kind, mention: Mention) -> None:
        """An age before people, in words or years, or after them."""
        last = next(iter(self._mentions[-1:]), None)
        at = -1 if last is None or last.again is None else last.again
        if kind == "age":
            self.age = cast(AgeGroup, mention.values("age")[0])
        elif kind == "old":
            self._years = int(mention.values("old")[0])
            if mention.text.endswith("old"):  # "six months old", but not "трое пятилетних"
                self._count = None
        elif last is None or not is_people(last := self._mentions[at]):
            self.age = cast(AgeGroup, (*mention.values("afterwards"), None)[0])
            self._years = next(map(int, mention.values("decade")), self._years)
        elif kind == "decade":
            self._mentions[at] = last._replace(years=int(mention.values("decade")[0]))
        else:
            self._mentions[at] = last._replace(age=cast(AgeGroup, mention.values("afterwards")[0]))

    def _last(self) -> Mention | None:
        """What was mentioned last in this clause."""
        return self._mentions[-1] if len(self._mentions) > self._first else None

    def _take_unit(self, unit: Mention) -> None:
        """After a number, what it is a number of; else whatever it may mean besides."""
        if unit.values("years") and self._count is not None:
            self._tell_years()
            return
        if unit.values("years") and self._adjacent:
            self._aged = True
        elif self._count is not None and self._adjacent and (last := self._last()):
            self._mentions[-1] = last._replace(years=self._count // 12 if are_young(last) else last.years)
        elif self._count is not None and "month" in unit.values("unit") and self._first == len(self._mentions) > 0:
            self._years = self._count // 12
        self._count = None
        besides = tuple(meaning for meaning in unit.meanings if meaning[0] not in GRAMMAR)
        if besides:
            self._take_content(unit._replace(meanings=besides))

    def _take_small(self, kind: Kind, text: str) -> None:
        if self._together and self._years is not None:  # "двое трёхлетних в песочнице"
            self._gather()
        if kind == "stop" and fold(text) not in RULES["breaks"] and fold(text) not in RULES["nearly"]:
            return
        if kind == "negation":
            self._negated = True
        elif kind == "with":
            self._beside = "with" if self._alone else ""
        elif kind == "whose":
            self._beside = self._beside or "whose"
            self._owner = {"ее": "woman", "его": "man"}.get(fold(text), "")
        self._nearly = self._adjacent and fold(text) in RULES["nearly"]
        self._adjacent = False
        if not self._aged:
            self._years = None

    def _tell_years(self) -> None:
        """A number of years right after people, or where ages are spoken of, is theirs; else of who comes next."""
        if self._count is None or self._count > OLDEST:
            pass
        elif (self._adjacent or self._aged or self._nearly) and any(map(is_people, self._mentions[-1:])):
            self._tell_grown(self._count)
        else:
            self._years = self._count
        self._count, self._aged, self._elderly = None, False, False

    def _take_content(self, mention: Mention) -> None:
        somebody, last = is_people(mention), self._last()
        if self._together and not somebody and not is_counted(mention):
            self._gather()
        if self._elderly and last and is_people(last):
            self._mentions[-1] = last = last._replace(age="senior")
        elif self._elderly:
            self.age = "senior"
        joined = somebody and self._count is None and mention.opening != "list"
        if last and self._adjacent and joined and are_one(last, mention):
            if are_several(mention) and self._are_named_apart(mention):
                self._call(mention)
            else:
                self._mentions[-1:] = one_of(last, mention._replace(age=self.age))
        elif last and self._adjacent and last.values("people") == ("couple",) and are_minors(mention):
            self._mentions[-1] = mention._replace(many=2)
        elif not self._negated:
            self._add(mention)
        self._alone = self._alone and (somebody or mention.tells("activity", "look"))
        self._adjacent = somebody and not self._negated
        if self._negated or not is_quality(mention):
            self._forget()

    def _take_one_of_all(self, mention: Mention) -> None:
        """Somebody of those whom an adverb tells together, and who are not so many: "вдвоём с мужем"."""
        all_told = self._count, self._together
        self._count, self._together = None, ""
        self._take_content(mention)
        self._count, self._together = all_told

    def _add(self, mention: Mention) -> None:
        """Mention what is new here, with what was said of it before."""
        pairs = bool(RULES["pairs"] & {*mention.text.lower().split()}) and not mention.values("thing")
        each = 3 if FAMILY in mention.values("people") else 1 + pairs  # several families are many
        said: dict[str, Any] = {} if self._count is None or is_quality(mention) else {"many": self._count * each}
        if is_people(mention):
            if self._owner and is_kin(mention):  # "бухгалтер и её дочь"
                self._tell_sex(self._owner)
            elif self._beside and {"wife", "husband"} & set(mention.values("people")):
                self._tell_sex("man" if "wife" in mention.values("people") else "woman")
            said |= {"age": self.age, "years": self._years, "beside": self._beside or mention.beside}
            said["audience"] = self._audience or mention.audience
        self._mentions.append(mention._replace(**said) if said else mention)

    def _tell_named(self) -> None:
        """Years alone are also of who got a name before a thing, or may be so old: "мужчина с усами, 48 лет"."""
        told, years = [(at, one) for at, one in enumerate(self._mentions) if is_people(one)], self._years or 0
        aged = [who for who in told if is_one(who[1]) or (years < 2 and are_young(who[1]))]  # "twins, 5 months"
        aged = [who for who in aged if years in usual_years(who[1])]
        aged = [who for who in aged if not told[1:] or age_group(years) in possible_ages(who[1])]
        for at, one in ([who for who in told if who[1].named] or aged)[-1:]:
            self._mentions[at] = one._replace(years=years)

    def _are_named_apart(self, together: Mention) -> bool:
        """Whether the people of this clause are those of a name for several, each named alone."""
        those = [one for one in self._mentions[self._first :] if is_people(one)]
        names = together.values("people")
        joined = len(those) > 1 and all(map(is_people, self._mentions[-2:]))
        return joined and not any(are_several(one) or not agree(one.values("people"), names) for one in those)

    def _call(self, several: Mention) -> None:
        """A name for several after each of them was named tells no more than their age: "муж и жена пенсионеры"."""
        age, *others = term(several).groups
        for at in range(self._first, len(self._mentions)):
            one = self._mentions[at]
            self._mentions[at] = one._replace(age=one.age if others else age)

    def _gather(self) -> None:
        """A number of people tells how many those are who came before, or that there are so many more."""
        those = people_at(self._mentions, self._first)
        named, last = [self._mentions[at] for at in those], self._last()
        adverb = part_of_speech(self._together) in ADVERBS  # "мама и сын, они вдвоём"
        told = adverb and those_before(self._mentions, self._count or 0)
        if not told and sum(map(how_many, named)) != self._count:  # else these are they: "супруги клеят обои вдвоём"
            several = len(those) == 1 and are_several(named[0]) and not named[0].many
            if last and self._years is None and (is_people(last) or several):
                loose = adverb and named[:-1] and are_several(named[-1]) and not named[-1].many  # "втроём с друзьями"
                others = sum(map(how_many, named[:-1])) if loose else 0
                self._mentions[those[-1]] = named[-1]._replace(many=(self._count or 0) - others)
            else:
                self._mentions.append(Mention(self._together, (("people", "person"),), self._count, years=self._years))
        self._together, self._count = "", None

    def end(self) -> None:
        """A number that is left tells how many a family are, or how old; years alone are of who came before."""
        if self._together:
            self._gather()
        if self._negated:
            self._mentions[self._first :] = [one for one in self._mentions[self._first :] if not lacks(one)]
        last = self._mentions[-1] if self._mentions else None
        if self._years is not None and last and not self._last() and not is_people(last):
            self._tell_named()
        near = self._adjacent or self._nearly or (self._apart and not self._last())
        if last is None or not is_people(last):
            if self._apart and not self._last() and self._count in GROWN_YEARS:
                self._years = self._count
                self._tell_named()
            return
        if self._count and near and FAMILY in last.values("people"):
            self._mentions[-1] = last._replace(many=self._count)
        elif near and self._count is not None and self._count in usual_years(last):
            self._tell_grown(self._count)
        elif self._elderly and self._last():
            self._mentions[-1] = last._replace(age="senior")
        elif self._years is not None and len(self._mentions) == self._first:
            self._tell_grown(self._years)

    def _tell_grown(self, years: int) -> None:
        """Years are of who came last, or, if grown, of whose children these are: "мама двоих детей, 35 лет"."""
        at = len(self._mentions) - 1
        apart = years in GROWN_YEARS and 0 < at < self._first and self._mentions[at - 1].years is None
        parent = apart and has_children(self._mentions[at - 1], self._mentions[at])
        who = self._mentions[at - parent]
        self._mentions[at - parent] = who._replace(years=years)
        if at > self._first and self._mentions[at - 1].opening == "list" and is_one(who) and not parent:
            before = self._mentions[at - 1]
            if before.years is None and are_as_old(before, who, years):
                self._mentions[at - 1] = before._replace(years=years)
