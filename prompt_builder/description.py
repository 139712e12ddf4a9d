"""Puts a scene into a sentence for who cannot see the picture, English or Russian. Knows no words of a request."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from prompt_builder.scene import Activity, AgeGroup, Light, Object, Person, Scene, Setting, Thing
from schemas import Sex

Language = Literal["en", "ru"]
Medium = Literal["illustration", "photograph"]
"""What a painter makes: drawings, or pictures that look like photographs."""

_SHARED: tuple[Activity, ...] = ("standing", "waving", "walking", "celebrating")
_INFANT = 1
_UNCOUNTED: tuple[Thing, ...] = (
    "stars", "clouds", "rain", "snow", "flowers", "keys", "coins", "balloons", "documents"
)  # fmt: skip
CROWD = 5
"""Most people in one picture."""
Forms = tuple[str, ...]
"""For one, for several and, where a language tells them apart, for five."""


def describe(scene: Scene, language: Language, medium: Medium = "illustration") -> str:
    """Say in one sentence who and what is shown, where and with what: the alternative text of the picture."""
    return (_Russian if language == "ru" else _English)(scene).sentence(medium)


class _English:
    media: Mapping[Medium, str] = {"illustration": "Illustration", "photograph": "Photorealistic picture"}
    nothing = "a calm view without people"
    joint = " and "
    doing: Mapping[Activity, Forms] = {
        "standing": ("", ""),
        "waving": ("waving hello", "waving hello"),
        "walking": ("walking", "walking"),
        "celebrating": ("celebrating with raised arms", "celebrating with raised arms"),
        "giving a thumbs up": ("giving a thumbs up", ""),
        "driving": ("at the wheel of a car", ""),
        "talking on a phone": ("talking on a phone", ""),
        "drinking coffee": ("drinking coffee", ""),
        "working on a laptop": ("working on a laptop", ""),
        "reading a book": ("reading a book", ""),
        "shopping": ("carrying shopping bags", ""),
        "holding keys": ("holding keys", ""),
        "holding a credit card": ("holding a bank card", ""),
    }
    company = "with {}"
    alone: Mapping[Object, str] = {"car": "a car", "house": "a house", "credit card": "a bank card"}
    beside: Mapping[Object, str] = {
        "car": "beside a car", "house": "in front of a house", "credit card": "beside a bank card"
    }  # fmt: skip
    on_the_move = "a car on the road"
    places: Mapping[Setting, str] = {
        "city": "in a city", "beach": "on a beach", "forest": "by a forest", "mountains": "in the mountains",
        "countryside": "in the countryside", "indoors": "indoors",
    }  # fmt: skip
    lights: Mapping[Light, str] = {"day": "", "evening": "in the evening"}
    also = "also shown: {}"
    things: Mapping[Thing, str] = {
        "sun": "the sun", "moon": "the moon", "coffee": "a cup of coffee", "umbrella": "an umbrella",
        "cashback": "a cashback sign",
        **{name: name for name in _UNCOUNTED},
    }  # fmt: skip
    one: Mapping[tuple[AgeGroup, Sex], Forms] = {
        ("child", "male"): ("a boy", "boys"),
        ("child", "female"): ("a girl", "girls"),
        ("teenager", "male"): ("a teenage boy", "teenage boys"),
        ("teenager", "female"): ("a teenage girl", "teenage girls"),
        ("young adult", "male"): ("a young man", "young men"),
        ("young adult", "female"): ("a young woman", "young women"),
        ("adult", "male"): ("a man", "men"),
        ("adult", "female"): ("a woman", "women"),
        ("senior", "male"): ("an elderly man", "elderly men"),
        ("senior", "female"): ("an elderly woman", "elderly women"),
    }
    baby: Forms = ("a baby", "babies")

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def sentence(self, medium: Medium) -> str:
        scene = self.scene
        parts = [
            self._people() if scene.people else self._object(),
            self.places[scene.setting],
            self.lights[scene.light],
        ]
        said = " ".join(part for part in parts if part)
        things = self._listed([self.things.get(thing, self.article(thing)) for thing in scene.things])
        return f"{self.media[medium]}: {said}{'; ' + self.also.format(things) if things else ''}."

    def article(self, thing: Thing) -> str:
        return f"a {thing}"

    def number(self, count: int, _sex: Sex) -> str:
        return ("two", "three", "four", "five")[count - 2]

    def _object(self) -> str:
        scene = self.scene
        if scene.object is None:
            return self.nothing
        return self.on_the_move if scene.activity == "driving" else self.alone[scene.object]

    def _people(self) -> str:
        scene = self.scene
        shared = scene.activity in _SHARED
        first = scene.people if shared else scene.people[:1]
        others = self._listed(self._counted(scene.people[len(first) :]))
        parts = [
            self._listed(self._counted(first)),
            self.doing[scene.activity][len(first) > 1],
            self.company.format(others) if others else "",
            self._relation(),
        ]
        return " ".join(part for part in parts if part)

    def _relation(self) -> str:
        told = {"driving": "car", "holding a credit card": "credit card"}.get(self.scene.activity)
        subject = self.scene.object
        return self.beside[subject] if subject and subject != told else ""

    def _counted(self, people: Sequence[Person]) -> list[str]:
        counts = Counter((person.age_group, person.sex, _infant(person)) for person in people)
        return [self._several(*key, count) for key, count in counts.items()]

    def _several(self, group: AgeGroup, sex: Sex, infant: bool, count: int) -> str:
        forms = self.baby if infant else self.one[group, sex]
        if count == 1:
            return forms[0]
        return f"{self.number(count, 'male' if infant else sex)} {forms[-1] if count == CROWD else forms[1]}"

    def _listed(self, parts: Sequence[str]) -> str:
        *most, last = parts or [""]
        return f"{', '.join(most)}{self.joint}{last}" if most else last


class _Russian(_English):
    media: Mapping[Medium, str] = {"illustration": "Иллюстрация", "photograph": "Фотореалистичное изображение"}
    nothing = "спокойный вид без людей"
    joint = " и "
    doing: Mapping[Activity, Forms] = {
        "standing": ("", ""),
        "waving": ("машет рукой", "машут руками"),
        "walking": ("на прогулке", "на прогулке"),
        "celebrating": ("радуется, подняв руки,", "радуются, подняв руки,"),
        "giving a thumbs up": ("показывает большой палец", ""),
        "driving": ("за рулём автомобиля", ""),
        "talking on a phone": ("говорит по телефону", ""),
        "drinking coffee": ("пьёт кофе", ""),
        "working on a laptop": ("работает за ноутбуком", ""),
        "reading a book": ("читает книгу", ""),
        "shopping": ("с покупками в руках", ""),
        "holding keys": ("с ключами в руке", ""),
        "holding a credit card": ("с банковской картой в руке", ""),
    }
    company = "(вместе: {})"
    alone: Mapping[Object, str] = {"car": "автомобиль", "house": "дом", "credit card": "банковская карта"}
    beside: Mapping[Object, str] = {
        "car": "рядом с автомобилем", "house": "перед домом", "credit card": "рядом с банковской картой"
    }  # fmt: skip
    on_the_move = "автомобиль на дороге"
    places: Mapping[Setting, str] = {
        "city": "в городе", "beach": "на пляже", "forest": "у леса", "mountains": "в горах",
        "countryside": "за городом", "indoors": "в помещении",
    }  # fmt: skip
    lights: Mapping[Light, str] = {"day": "", "evening": "вечером"}
    also = "ещё видны: {}"
    things: Mapping[Thing, str] = {
        "sun": "солнце", "moon": "луна", "stars": "звёзды", "clouds": "облака", "rainbow": "радуга", "rain": "дождь",
        "snow": "снег", "tree": "дерево", "fir": "ель", "christmas tree": "новогодняя ёлка",
        "palm": "пальма", "flowers": "цветы", "plant": "растение", "dog": "собака",
        "cat": "кошка", "bird": "птица", "horse": "лошадь", "phone": "телефон", "laptop": "ноутбук",
        "coffee": "чашка кофе", "book": "книга", "keys": "ключи", "coins": "монеты", "gift": "подарок",
        "balloons": "воздушные шары", "heart": "сердце", "umbrella": "зонт", "shopping bag": "пакет с покупками",
        "suitcase": "чемодан", "briefcase": "портфель", "bicycle": "велосипед", "boat": "лодка", "plane": "самолёт",
        "ball": "мяч", "cake": "торт", "lamp": "лампа", "sofa": "диван", "fountain": "фонтан", "bridge": "мост",
        "road": "дорога", "fence": "забор", "windmill": "ветряная мельница",
        "piggy bank": "копилка", "banking app": "банковское приложение", "growth chart": "график роста",
        "shield": "щит", "wallet": "кошелёк", "documents": "документы",
        "cashback": "знак кэшбэка", "storefront": "витрина магазина",
    }  # fmt: skip
    one: Mapping[tuple[AgeGroup, Sex], Forms] = {
        ("child", "male"): ("мальчик", "мальчика", "мальчиков"),
        ("child", "female"): ("девочка", "девочки", "девочек"),
        ("teenager", "male"): ("мальчик-подросток", "мальчика-подростка", "мальчиков-подростков"),
        ("teenager", "female"): ("девочка-подросток", "девочки-подростка", "девочек-подростков"),
        ("young adult", "male"): ("молодой мужчина", "молодых мужчины", "молодых мужчин"),
        ("young adult", "female"): ("молодая женщина", "молодые женщины", "молодых женщин"),
        ("adult", "male"): ("мужчина", "мужчины", "мужчин"),
        ("adult", "female"): ("женщина", "женщины", "женщин"),
        ("senior", "male"): ("пожилой мужчина", "пожилых мужчины", "пожилых мужчин"),
        ("senior", "female"): ("пожилая женщина", "пожилые женщины", "пожилых женщин"),
    }
    baby: Forms = ("младенец", "младенца", "младенцев")

    def article(self, thing: Thing) -> str:
        return thing

    def number(self, count: int, sex: Sex) -> str:
        if count == 2:
            return "два" if sex == "male" else "две"
        return ("три", "четыре", "пять")[count - 3]


def _infant(person: Person) -> bool:
    return person.age is not None and person.age <= _INFANT
