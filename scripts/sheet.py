"""Draw docs/illustrations.webp: sixty requests as a bank's marketing writes them, each under its picture.

Run it as `PYTHONPATH=. .venv/bin/python scripts/sheet.py`; what is told per line could not be drawn. With `--motifs` it
draws docs/motifs-1.webp and docs/motifs-2.webp instead: the phrases of tests/phrases.txt, by motif.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from itertools import cycle
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from font_source_sans_pro import font_files_ttf
from PIL import Image, ImageDraw, ImageFont

import prompt_builder
from brand import Kit, Mode, correct, load_kits
from pipeline.illustration import Illustration
from pipeline.painter import PaintTask
from schemas import Metadata

ROOT = Path(__file__).parent.parent
WIDTH, HEIGHT, GAP, LINE = 2000, 300, 14, 19
SEED = 100
SQUARE, STORY, WIDE, BANNER, CARD, POST = (
    (1080, 1080), (1080, 1920), (1160, 480), (1200, 400), (856, 540), (720, 720),
)  # fmt: skip
"""The page's sizes."""
SCREEN, TOWER, STRIP, SMALL = (1920, 1080), (600, 1500), (1600, 400), (480, 640)


class Request(NamedTuple):
    """What somebody asks for: a size, words and the facts of the form."""

    size: tuple[int, int]
    words: str
    facts: Mapping[str, Any] = MappingProxyType({})


PEOPLE, CAR, HOUSE, CREDIT = ({"product": name} for name in ("people", "car", "house", "credit card"))
REQUESTS = (
    Request(SQUARE, "вклад под высокий процент"),
    Request(STORY, "мобильное приложение банка"),
    Request(SCREEN, "молодая семья с ребёнком в парке", PEOPLE),
    Request(CARD, "кредитная карта с кэшбэком", CREDIT),
    Request(BANNER, "автокредит на новую машину", CAR),
    Request(POST, "ипотека, молодая пара у нового дома", HOUSE),
    Request(SQUARE, "savings account"),
    Request(WIDE, "пенсионеры гуляют в парке", PEOPLE),
    Request(STORY, "девушка с телефоном в городе", PEOPLE | {"sex": "female", "age": 24}),
    Request(CARD, "страхование дома", HOUSE),
    Request(SQUARE, "студент с ноутбуком в кафе", PEOPLE | {"age": 20}),
    Request(SCREEN, "инвестиции для начинающих"),
    Request(STRIP, "family at the sea", PEOPLE),
    Request(POST, "woman paying with a card in a shop", CREDIT | {"sex": "female", "age": 35}),
    Request(TOWER, "кредит наличными на ремонт"),
    Request(CARD, "счастливые клиенты банка", PEOPLE),
    Request(SQUARE, "family car for a trip to the mountains", CAR | {"age": 38, "sex": "male"}),
    Request(BANNER, "накопительный счёт"),
    Request(SQUARE, "country house with a garden", HOUSE),
    Request(STORY, "загородный дом в лесу", HOUSE | {"sex": "male", "age": 45}),
    Request(WIDE, "кабриолет у моря", CAR),
    Request(POST, "дебетовая карта для подростка", CREDIT | {"age": 14}),
    Request(SQUARE, "страхование жизни и здоровья"),
    Request(CARD, "couple on the terrace with coffee", PEOPLE),
    Request(SCREEN, "двое друзей с велосипедами", PEOPLE),
    Request(STORY, "золотая карта", CREDIT),
    Request(BANNER, "small business owner with a laptop", PEOPLE | {"sex": "male", "age": 40}),
    Request(SQUARE, "подарок на новый год, ёлка и снег"),
    Request(POST, "бабушка и внук едят торт", PEOPLE),
    Request(TOWER, "девушка с зонтом под дождём", PEOPLE | {"sex": "female", "age": 27}),
    Request(CARD, "такси бизнес-класса в городе", CAR),
    Request(SQUARE, "квартира в новостройке", HOUSE),
    Request(WIDE, "команда коллег в офисе", PEOPLE),
    Request(SQUARE, "mobile banking app"),
    Request(STORY, "семья и новый автомобиль", CAR | {"sex": "male", "age": 36}),
    Request(STRIP, "ипотека"),
    Request(POST, "мужчина за рулём внедорожника", CAR | {"sex": "male", "age": 50}),
    Request(CARD, "travel insurance, suitcase and plane"),
    Request(SQUARE, "мама с дочкой на пляже", PEOPLE),
    Request(SCREEN, "ночной город, машина с включёнными фарами", CAR),
    Request(SMALL, "пенсионер с собакой", PEOPLE | {"sex": "male", "age": 68}),
    Request(BANNER, "кэшбэк за покупки", CREDIT),
    Request(SQUARE, "перевод денег по номеру телефона"),
    Request(POST, "young couple with keys to a new flat", HOUSE),
    Request(STORY, "дети играют с мячом", PEOPLE),
    Request(CARD, "вечер на даче", HOUSE),
    Request(WIDE, "свадьба, жених и невеста", PEOPLE),
    Request(SQUARE, "цветы к 8 марта"),
    Request(POST, "businessman with a briefcase", PEOPLE | {"sex": "male", "age": 45}),
    Request(TOWER, "электромобиль в городе", CAR),
    Request(SCREEN, "кредит для малого бизнеса"),
    Request(SQUARE, "girl reading a book under a tree", PEOPLE | {"sex": "female", "age": 8}),
    Request(CARD, "семейная ипотека, дети и дом", HOUSE),
    Request(STORY, "премиальная карта, закат", CREDIT | {"sex": "female", "age": 42}),
    Request(POST, "bonus points and gifts"),
    Request(BANNER, "отпуск в горах", PEOPLE),
    Request(SQUARE, "платёжный стикер и телефон"),
    Request(SMALL, "женщина с котом дома", PEOPLE | {"sex": "female", "age": 55}),
    Request(WIDE, "грузовик для бизнеса", CAR),
    Request(SQUARE, "five friends celebrate a birthday", PEOPLE),
)  # fmt: skip


def picture(place: int, request: Request, kit: Kit) -> tuple[Image.Image, tuple[str, ...]]:
    """The picture of a request, put right as the service does it, and what it has not drawn."""
    width, height = request.size
    mode: Mode = "snap"
    metadata = Metadata(width=width, height=height, custom_prompt=request.words, **request.facts)
    made = prompt_builder.build(metadata, SEED + place, kit)
    task = PaintTask(
        id=str(place),
        prompt=made.prompt,
        negative_prompt=made.negative_prompt,
        scene=made.scene,
        kit=kit,
        width=width,
        height=height,
        seed=SEED + place,
        palette_mode=mode,
    )
    canvas = Illustration().paint([task])[0]
    return Image.fromarray(correct(canvas.pixels, kit, mode)[0]), canvas.undrawn


def caption(place: int, request: Request) -> tuple[str, str]:
    """Two lines: the words; then number, product, person and size."""
    facts = request.facts
    said = [str(facts[key]) for key in ("product", "sex", "age") if key in facts]
    return request.words, " · ".join([str(place + 1), *said, "×".join(map(str, request.size))])


def rows(shapes: list[float], height: float = HEIGHT) -> list[list[int]]:
    """Places in rows as wide as the sheet, cut where their heights, by width / height of each, differ least."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(shapes) + 1):
        choices = []
        for start in range(max(0, end - 12), end):
            high = (WIDTH - GAP * (end - start + 1)) / sum(shapes[start:end])
            choices.append((best[start][0] + (high - height) ** 2, start))
        best.append(min(choices))
    found, end = [], len(shapes)
    while end:
        start = best[end][1]
        found.append(list(range(start, end)))
        end = start
    return found[::-1]


def sheet(pictures: list[Image.Image], requests: Sequence[Request], height: float) -> Image.Image:
    """All pictures in rows of one width, with captions."""
    plan = rows([one.width / one.height for one in pictures], height)
    room = [WIDTH - GAP * (len(row) + 1) for row in plan]
    tall = [round(room[i] / sum(pictures[k].width / pictures[k].height for k in row)) for i, row in enumerate(plan)]
    made = Image.new("RGB", (WIDTH, GAP + sum(high + GAP + 2 * LINE for high in tall)), "white")
    pen = ImageDraw.Draw(made)
    font = ImageFont.truetype(font_files_ttf["SourceSansPro"], LINE - 3)
    top = GAP
    for row, high in zip(plan, tall, strict=True):
        left = GAP
        for place in row:
            one = pictures[place]
            small = one.resize((round(one.width * high / one.height), high), Image.Resampling.LANCZOS)
            made.paste(small, (left, top))
            for line, text in enumerate(caption(place, requests[place])):
                ink = "#191970" if line == 0 else "#667"
                pen.text((left, top + high + 2 + line * LINE), _fitted(text, font, small.width), ink, font)
            left += small.width + GAP
        top += high + GAP + 2 * LINE
    return made


def _fitted(text: str, font: ImageFont.FreeTypeFont, room: int) -> str:
    if font.getlength(text) <= room:
        return text
    while font.getlength(f"{text}…") > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def motifs() -> tuple[Request, ...]:
    """The phrases that name what there is to be drawn, in sizes that take turns."""
    lines = (ROOT / "tests" / "phrases.txt").read_text(encoding="utf-8").splitlines()
    sizes = cycle((SQUARE, POST, CARD, SMALL, SQUARE, WIDE, STORY))
    return tuple(Request(size, line.split(": ")[0]) for size, line in zip(sizes, lines, strict=False))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", default=ROOT / "docs" / "illustrations.webp")
    parser.add_argument("--motifs", action="store_true", help="the phrases by motif, on two pages")
    parser.add_argument("--each", type=Path, help="a folder for every picture at its own size")
    parser.add_argument("--brand", default="default", help="a kit of brands/")
    options = parser.parse_args()
    kit = load_kits(ROOT / "brands")[options.brand]
    half = len(motifs()) // 2
    pages = {options.out: REQUESTS}
    if options.motifs:
        pages = {ROOT / "docs" / f"motifs-{i + 1}.webp": motifs()[i * half : (i + 1) * half or None] for i in range(2)}
    for out, requests in pages.items():
        pictures = []
        for place, request in enumerate(requests):
            one, undrawn = picture(place, request, kit)
            pictures.append(one)
            if undrawn:
                sys.stdout.write(f"{place + 1} {request.words}: {', '.join(undrawn)}\n")
            if options.each:
                options.each.mkdir(parents=True, exist_ok=True)
                one.save(options.each / f"{place + 1:02}.png")
        high, quality = (HEIGHT * 0.8, 72) if options.motifs else (HEIGHT, 78)
        sheet(pictures, requests, high).save(out, quality=quality, method=6)


if __name__ == "__main__":
    main()
