"""Parts a text into clauses: by stops, dashes, and pronouns that begin one. Knows what numbers and quotes tell."""

import re
from itertools import pairwise

from prompt_builder.clauses import read
from prompt_builder.colours import hue
from prompt_builder.identity import are_several
from prompt_builder.lexicon import RULES, begins
from prompt_builder.mentions import is_people, is_quality
from prompt_builder.morphology import fold
from prompt_builder.names import first_name
from prompt_builder.namesakes import TITLED
from prompt_builder.people import ANYBODY, FAMILY

_WITHOUT = re.compile(r"\bw/o\b", re.IGNORECASE)
_WHOEVER = re.compile(
    r"\b(?:тех,? кому|(?:those|anyone|everyone) (?:who (?:is|are) )?(?=over|under|aged)) *", re.IGNORECASE
)
_GENERATIONS = re.compile(
    r"(?:three generations of (?:a|one|the|our) family|\b(?:family of three generations)"
    r"|\b(?:три|трех|трёх) поколени\w+ (?:одной |нашей )?семьи|\bсемья (?:из )?тр[её]х поколений)(?![^.]*[:(—–-])",
    re.IGNORECASE,
)
_EMOJI = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff][\u2600-\u27bf\U0001f300-\U0001faff\ufe0f\u200d\\s]*")
_HEADS = re.compile(r"(?<=[\d+])\s?чел\b\.?", re.IGNORECASE)
_SEX = re.compile(r"\((?:(?P<age>[^(),]*),)? ?(?P<sex>[fmжм])\.?(?=[,)])", re.IGNORECASE)
"""A letter in brackets that tells somebody's sex: "client (f, 45)", but not "(10 м)"."""
_TOLD = {"f": "woman", "m": "man", "ж": "женщина", "м": "мужчина"}
_HIS = re.compile(r"\b(он|она|he|she)\s*\((\d\d)[^)\d]{0,10}\)", re.IGNORECASE)
_GO = (
    r"[,.](?! (?:alone|один|одна)\b)|$| [а-яё]+(?:ет|ит|ут|ют|ат|ят)\b| (?:на|в|у|за|с|on|in|at|with) "
    r"| (?!kids|boys|girls|sons|daughters|toddlers|teens|twins)[a-z]+(?:s|ing)\b"
)
"""What comes after those of whom nothing is told."""
_ELDER = r"((?:мам|матер|отц|пап|бабушк|дедушк)[а-я]{0,3}|(?:grand)?(?:mother|mum|mom|father|dad|ma|pa))([^,.:;!?]*?)"
_FIRST = re.compile(
    r"^(?:(?P<ж>её|ее)|(?P<м>его)|(?P<f>her)|(?P<m>his)) (?P<what>(?:перв|first)[^,.:;!?]+?) (?:в|at)"
    r" (?P<age>\d\d|(?:twen|thir|four|for|fif|six|seven|eigh|nine)(?:ty|teen))\b",
    re.IGNORECASE,
)
"""Whose first car it is, who is so old: "Her first car at eighteen"."""
_LABEL = re.compile(
    r"\b(?:пол|sex|gender)\b ?[:—-]? ?(?:(?P<named>жен\w*|female|woman|ж\b)|(?:муж\w*|male|man|м\b))"
    r"|(?:^|(?<=[:;.—–-] ))(?:(?P<letter>[жf])|[мm])(?=,? \d\d?\b(?! ?[мкт%]))|\b(?:(?P<short>жен)|муж)\.(?=,| \d|$)",
    re.IGNORECASE,
)
"""How a brief tells the sex of somebody: "пол: ж", "Ж, 45 лет", "муж., 22 года"."""
_PARENTS = (
    (re.compile(rf"\b((?:мам|мать|отец|пап)\w*) (двоих|троих|четверых)\b(?={_GO})"), r"\1 \2 детей"),
    (re.compile(rf"\b(mother|mum|mom|father|dad|parent) of (two|three|four)\b(?={_GO})"), r"\1 of \2 kids"),
)
"""How many children parents have."""
_BIRTHDAYS = (
    (re.compile(rf"\b{_ELDER} (?:на|с) (?:юбиле\w*,? |(?=[5-9]0))(\d\d) лет\b", re.IGNORECASE), r"\1 \3 лет\2"),
    (re.compile(rf"\b{_ELDER} (?:for|on) \w+ (\d0)th birthday", re.IGNORECASE), r"\1 aged \3\2"),
)
"""How old somebody is on a day."""
_OWNERS = "man|client|customer|mother|father|mum|mom|dad|grandmother|grandfather|grandma|grandpa|girl|boy|lady|driver"
_HAND = r"(?:left |right )?(?:hand|palm|finger|phone|card|wallet|car)\b"
_ON = r"(?! (?:over|in|out|back|the|their|her|him|keys)\b)"
_WHOSE = re.compile(rf"\b(?:wom[ae]n|({_OWNERS})(?=s {_HAND}{_ON}))s(?= {_HAND})", re.IGNORECASE)
"""Whose a hand is, without an apostrophe: "womans hand", but not "clients hand over the keys"."""
_LED = r"(?!(?:an?|the|some|her|his|with|and|is|has|had|holds?|\w+ing)\b)"
_IN_HAND = re.compile(
    rf", ((?:(?:an?|the|some) )?(?:{_LED}\w+ ){{1,4}})?in (her|his) (?:\w+ )?hands?\b"
    r"|, ((?:\w+ ){1,2})?в (?:(ее|её|его) (?:\w+ )?(рук(?:е|ах))|(?:\w+ )?(рук(?:е|ах)) у н(ее|её|его))\b",
    re.IGNORECASE,
)
"""Who has something in a hand, by a pronoun: "Папа с дочкой, в руке у него чемодан"."""
_SIBLINGS = re.compile(
    r"\b(?:(?P<her>сестр|sisters)|брат|brothers|двое дет)[^.!?;]{0,40}?\b(?:старш|older|elder)"
    r"[^.!?;]{0,60}?\b(?:младш|younger)",
    re.IGNORECASE,
)
_RANKED = re.compile(
    r"(?<=[:,;–—-] )(?:(?P<rank>(?:старш|младш)(?:ая|(?P<his>ий)))|(?:the )?(?P<english>older|elder|younger)(?: one)?)"
    r"(?= (?:в|с|со|на|in|with|has|is|wears|держит|несет|несёт) )",
    re.IGNORECASE,
)
"""Siblings, and who of them is meant, where no noun says that: "две сестры: старшая в очках, младшая в кепке"."""
_DIGIT = re.compile(r"\d")
_AGE = re.compile(r"\b(?:возраст|age) ?[:—-] ?(?=\d)", re.IGNORECASE)
_PLUS = re.compile(r"\b([^\W\d]+),? ([2-9]\d)(?:\+(?!\d)| плюс\b)")
_LISTED = re.compile(r"(\b\d\d?),(?= \d\d?,? (?:\d\d?, )*(?:и|and) \d\d?\b)")
_AGES = re.compile(
    r"\b([^\W\d]+)[ :,]* (?:of |aged )?((?:\d\d? (?:и|and) )+\d\d?(?: лет| года?| years(?: old)?)?\b)(?! [мкт%])"
)
"""People of so many years and more, and the years of several, one after the other."""
_BREAK = re.compile(
    r"([,.;:!?()/\n«»]+|\b(?:and|while|и|а)\s+(?=(?:he|she|он|она)\b)"
    r"|(?<=\d)\s+(?=(?:he|she|он|она|ему|ей)\b)|\s(?=(?:both|обоим|обеим) (?:по )?\d))",
    re.IGNORECASE,
)
_DASH = re.compile(r"(?<=\w) [–—-] ")
_AND = re.compile(r"(?<=(\w)) \+ (?=\w)")
"""A sign between two things that are both asked for: "safe + shield"."""
_UNTOLD = r"(?! (?:of|из)\b)(?![^.]*(?:\bдет|\bсын|\bдоч|реб[её]н|\d|\bkid|child|\bson|daughter))"
_KIN = (
    (re.compile(r"\bтри поколения женщин\b(?![^.]*[:(—–-])", re.IGNORECASE), "бабушка, мама и дочка"),
    (re.compile(r"\bтри поколения мужчин\b(?![^.]*[:(—–-])", re.IGNORECASE), "дедушка, папа и сын"),
    (re.compile(r"\bthree generations of women\b(?![^.]*[:(—–-])", re.IGNORECASE), "grandmother, mother and daughter"),
    (re.compile(r"\bthree generations of men\b(?![^.]*[:(—–-])", re.IGNORECASE), "grandfather, father and son"),
    (re.compile(rf"\bмногодетн\w+ (семь\w+){_UNTOLD}", re.IGNORECASE), r"\1 из пяти человек"),
    (re.compile(rf"\b(?:large|big) family\b{_UNTOLD}", re.IGNORECASE), "family of five"),
)
"""Who they are of whom no more is told than that they are of three generations, or many."""
_KIN_TOLD = re.compile("(?:поколения|generations of) |многодетн| family", re.IGNORECASE)
_THREE = ("бабушка, родители и ребенок", "a grandmother, parents and a child")
_STOP, _END = re.compile(r"[,.;:!?()/\n«»]"), re.compile(r"[.;!?\n]")
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))")
_QUOTED = re.compile(
    rf"(?<!\w)(\w*)\s*[«\"“„]([^«»\"“”„]{{2,80}})[»\"”](?=\s+[–—-]\s+(?:\w+ )?({'|'.join(RULES['products'])})|)"
)
_SUM = re.compile(
    r"(?:\b(?:от|from) )?(?:\d+(?:(?:[.,:/]|\s*[+=]\s*)\d+)+(?:\s*%)?|\d+\s*[%₽$€£№+]|[$€£№#]\s*\d+"
    r"|\d+(?:-\d+){2,}|\d+ (?:из|(?:out )?of) \d+|\bp\. ?a\b(?=\.))"
)
"""Numbers of no people: sums, hours ("24/7"), marks of age ("18+"), shares, scores; and rates a year, "p.a."."""


def clauses(text: str) -> list[str]:
    """The clauses of a text, each but the last followed by what parts it from the next."""
    told = _EMOJI.sub(". ", _WITHOUT.sub("without", text))
    told = _WHOEVER.sub(lambda those: "people " if those[0].isascii() else "людей ", told)
    told = _LABEL.sub(lambda one: _TOLD["ж" if one.lastgroup else "м"], told)
    told = _with_siblings(told)
    for parents, said in _PARENTS:
        told = parents.sub(said, told)
    told = _WHOSE.sub(lambda owner: f"{owner[1] or 'woman'}'s", told)
    told = _IN_HAND.sub(_handed, told)
    told = _FIRST.sub(
        lambda one: f"{_TOLD[next(sex for sex in _TOLD if one[sex])]} {one['age']} years, {one['what']}", told
    )
    told = _with_ages(told) if _DIGIT.search(told) else told
    for those, called in _KIN if _KIN_TOLD.search(told) else ():
        told = those.sub(called, told)
    told = _GENERATIONS.sub(lambda those: _THREE[those[0].isascii()], told)
    told = _SEX.sub(lambda one: f"({_TOLD[one['sex'].lower()]}, {one['age'] or ''}", told)
    plain = _QUOTED.sub(_unnamed, _SUM.sub(" ", _THOUSANDS.sub("", told)))
    plain = _AND.sub(lambda sign: " and " if sign[1].isascii() else " и ", plain)
    return _BREAK.split(_with_colons(plain))


def _with_siblings(text: str) -> str:
    """The text, where the elder and the younger of two siblings are told by a noun."""
    if not (kin := _SIBLINGS.search(text)):
        return text
    hers = "sister" if kin["her"] else "brother"
    return _RANKED.sub(
        lambda one: (
            f"{one['english']} {hers}" if one["english"] else f"{one['rank']} {'брат' if one['his'] else 'сестра'}"
        ),
        text,
    )


def _handed(one: re.Match[str]) -> str:
    """Who has it first."""
    if whose := one[2]:
        return f", {'she' if whose.lower() == 'her' else 'he'} has {one[1] or ''}in {whose} hand"
    return f", у н{one[4] or one[7]} в {one[5] or one[6]} {one[3] or ''}"


def _with_ages(text: str) -> str:
    """The text, where numbers that are somebody's years, and how many people there are, are said in words."""
    for birthday, said in _BIRTHDAYS:
        text = birthday.sub(said, text)
    told = _PLUS.sub(_aged, _HIS.sub(r"\1 \2", _AGE.sub("возраст ", text)))
    return _HEADS.sub(" человек", _AGES.sub(_aged, _LISTED.sub(r"\1 и", told)))


def _with_colons(text: str) -> str:
    """The text, where a dash between several and those who they are is a colon: "двое — врач и медсестра".

    Between two words that tell of one it is none: "мама — учительница". After a product or a day it ends a clause, and
    between somebody and what that one looks like: "driver - beard, plaid shirt".
    """
    first, *others = _DASH.split(text)
    told = first
    for before, after in pairwise((first, *others)):
        said = _STOP.split(before)[-1]
        named = read(said)
        several = any(one.values("number") or are_several(one) or FAMILY in one.values("people") for one in named)
        those = [one for part in _BREAK.split(_END.split(after)[0])[::2] for one in read(part) if is_people(one)]
        last = fold(said).strip()
        product = begins(last, "products") or not RULES["day"].isdisjoint(last.split())
        first = next((one for one in read(_STOP.split(after)[0]) if not (is_quality(one) or hue(one))), None)
        product |= first is not None and bool(first.values("look")) and not is_people(first)
        hero = any(ANYBODY & {*one.values("people")} for one in named) and not any(map(is_people, named[-1:]))
        told += f"{': ' if hero or (several and len(those) > 1) else ', ' if product else ' - '}{after}"
    return told


def _aged(told: re.Match[str]) -> str:
    """Who is so old and older, or the years of several between commas, after a word for people or age."""
    if not any(is_people(one) or one.values("aged") for one in read(told[1])):
        return told[0]
    return f"{told[1]} {told[2]} лет" if told.re is _PLUS else f"{told[1]}, {told[2]}, "


def _unnamed(quoted: re.Match[str]) -> str:
    """Words between quotation marks: a first name there is what a thing is called; a product's name is apart."""
    before, name = quoted[1], quoted[2].strip()
    if quoted[3] or begins(fold(name), "products") or begins(fold(before), *TITLED):
        return f"{before} «{name}»"
    return f"{before} {name.lower() if first_name(name) else name}"
