"""Who does what is said, where several are named."""

import re

import pytest

from prompt_builder.scene import ALONE, TOGETHER
from tests.scenes import scene_of

TOLD = """
мама и дочь пекут пирог: cake 01
отец и сын ловят рыбу: fishing rod 01
father and daughter flying a kite: kite 01
папа и сын читают: reading a book 01
мама и папа, папа готовит ужин: kitchen 1
дед и внук, внук читает газету: newspaper 1
девушка и парень платят картой у терминала: payment terminal 01
девушка и парень, парень платит картой у терминала: payment terminal 1
a girl and a boy, the boy is jumping: jumping 1
a man and a woman are reading: reading a book 01
a man and a woman, who is reading: reading a book 1
a mother and her son reading a book: reading a book 01
a father waving while his son runs: waving 0, running 1
бабушка читает книгу, пока внучка танцует: reading a book 0, dancing 1
мама пьёт кофе, а сын прыгает: drinking coffee 0, jumping 1
мужчина с дочкой, которая машет рукой: waving 1
женщина с сыном, который читает книгу: reading a book 1
мужчина с девочкой, читающей книгу: reading a book 1
мама и дочь, читающая книгу: reading a book 1
мама и дочь, читающие книгу: reading a book 01
мужчина и читающая девочка: reading a book 1
дедушка с внуком рыбачит: fishing rod 0
дедушка с внуком рыбачат: fishing rod 01
папа с сыном красят стену: renovation 01
сын прыгает, а папа красит стену: jumping 0, renovation 1
муж и жена пьют чай: drinking coffee 01
девушка говорит по телефону, парень читает: talking on a phone 0, reading a book 1
мама, папа и сын танцуют: dancing 012
мама, папа и сын лепят снеговика: snowman 012
мама и папа танцуют, сын прыгает: dancing 01, jumping 2
бабушка читает, мама и дочь танцуют: reading a book 0, dancing 12
mother and father are dancing, their son is waving: dancing 01, waving 2
a woman is drinking coffee and a man is talking on the phone: drinking coffee 0, talking on a phone 1
a boy flies a kite with his father: kite 0
курьер и клиентка, она сканирует QR-код: QR code 1
официант и девушка, девушка платит телефоном у терминала: payment terminal 1
девушка пьёт кофе, а парень катит коляску: drinking coffee 0, pram 1
мальчик кладёт монету в копилку, бабушка машет рукой: piggy bank 0, waving 1
бабушка и мальчик, который кладёт монету в копилку: piggy bank 1
мама и дочка кладут монеты в копилку: piggy bank 1
mum and her toddler daughter putting coins in a piggy bank: piggy bank 1
a woman and her daughter, the daughter waving: waving 1
на кухне бабушка печёт пирог, а внук прыгает: cake 0, jumping 1
читает бабушка, внучка танцует: reading a book 0, dancing 1
отец с сыном бегают, мама читает книгу на скамейке: running 01, reading a book 2
два друга пьют кофе, девушка машет рукой: drinking coffee 01, waving 2
молодая пара пьёт чай, их дочь танцует: drinking coffee 01, dancing 2
дедушка, который читает газету, и внучка: newspaper 0
папа и дочка наряжают ёлку, мама пьёт чай: christmas tree 01, drinking coffee 2
мама пьёт чай, папа и дочка наряжают ёлку: drinking coffee 0, christmas tree 12
a father and his son are flying a kite, the mother is reading: kite 01, reading a book 2
a man talking on the phone and a woman drinking coffee: talking on a phone 0, drinking coffee 1
grandmother sitting in an armchair reading, grandson jumping: reading a book 0, jumping 1
сын с папой красят стену, мама поливает цветы: renovation 01
внук помогает бабушке, которая поливает цветы: flower bed 1
папа читает дочке книгу: reading a book 0
родители пьют чай, двое детей прыгают: drinking coffee 01, jumping 23
две подруги, одна читает, другая пьёт кофе: reading a book 0, drinking coffee 1
бабушка и внучка, обе читают: reading a book 01
женщина танцует, а мужчина и мальчик читают: dancing 0, reading a book 12
пока мама читает, дети запускают змея: reading a book 0, kite 12
папа сидит и читает, а мама готовит ужин: reading a book 0
"""


def _does(scene, at):
    """What somebody does: what is told of that one, or of all, where it is the main person or they do it together."""
    lead = next((i for i, one in enumerate(scene.people) if one.uses), 0)
    everybody = scene.activity if at == lead else TOGETHER.get(scene.activity)
    return scene.people[at].deed or everybody


@pytest.mark.parametrize("line", TOLD.strip().splitlines())
def test_each_does_what_grammar_says_of_that_one(line):
    words, told = line.split(": ")
    for seed in range(1, 4):
        scene = scene_of(words, seed)
        everybody = {*range(len(scene.people))}
        for deed, places in re.findall(r"([A-Za-z][A-Za-z ]*) (\d+)", told):
            if deed in ALONE:
                does = {at for at in everybody if _does(scene, at) == deed}
            else:
                does = {at for at, one in enumerate(scene.people) if one.uses} or everybody
                assert scene.use[1] == deed or {deed, scene.use[1]} <= {"payment terminal", "QR code"}
            assert does == {*map(int, places)}, (seed, deed)


@pytest.mark.parametrize(
    "words",
    ["женщина и мужчина, сидящие на диване", "клиенты банка, читающие договор", "мать и дочь, отдыхающие у моря"],
)
def test_participle_after_people_and_a_comma_is_nobody_more(words):
    assert len(scene_of(words).people) == 2


@pytest.mark.parametrize(
    ("words", "whose"),
    [
        ("отец и сын чинят велосипед", []),
        ("внук показывает бабушке банкомат", [0]),
        ("мама одевает сына с рюкзаком и собакой", [1]),
        ("бабушка с внучкой с букетом цветов", [1]),
    ],
)
def test_what_comes_after_a_deed_is_theirs_who_do_it_or_whom_it_is_done_to(words, whose):
    assert [at for at, one in enumerate(scene_of(words).people) if one.things] == whose
