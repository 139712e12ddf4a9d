"""Small words, English and Russian, that say how others belong together: numbers, units, prepositions.

Forms as in `words`.
"""

from prompt_builder.scene import AgeGroup

NUMBERS: dict[int, str] = {
    2: "two, pair of, два, две, двух, двумя, двоих, двоими, оба, обе",
    3: "three, three of, три, трех, тремя, троих, троими",
    4: "four, четыре, четырех, четырьмя, четверых, several, несколько, нескольк*",
    5: "five, пять, пяти, пятью, пятерых",
    6: "six, half a dozen, шесть, шести, шестью, шестерых",
    7: "seven, семь, семерых",
    8: "eight, восемь, восьми, восьмеро",
    9: "nine, девять, девяти",
    10: "ten, десять, десяти, десятеро, десяток, десятк*",
    11: "eleven, одиннадцать, одиннадцати",
    12: "twelve, dozen, a dozen, dozens of, двенадцать, двенадцати, дюжин*",
    13: "thirteen, тринадцать, тринадцати",
    14: "fourteen, четырнадцать, четырнадцати",
    15: "fifteen, пятнадцать, пятнадцати",
    16: "sixteen, шестнадцать, шестнадцати",
    17: "seventeen, семнадцать, семнадцати",
    18: "eighteen, восемнадцать, восемнадцати",
    19: "nineteen, девятнадцать, девятнадцати",
    20: "twenty, двадцать, двадцати",
    30: "thirty, тридцать, тридцати",
    40: "forty, сорок, сорока",
    50: "fifty, пятьдесят, пятидесяти",
    60: "sixty, шестьдесят, шестидесяти",
    70: "seventy, семьдесят, семидесяти",
    80: "eighty, восемьдесят, восьмидесяти",
    90: "ninety, девяносто, девяноста",
    100: "hundred, a hundred, hundreds of, сто, сотня, сотни, ста",
}

TOGETHER: dict[int, str] = {
    2: "duo, вдвоем, двое, дуэт*",
    3: "trio, threesome, втроем, трое, тройка, тройку, трио",
    4: "foursome, вчетвером, четверо",
    5: "впятером, пятеро",
    6: "вшестером, шестеро",
    7: "всемером, семеро",
}
"""Numbers that are of people, also where nobody is named."""

OLD: dict[int, str] = {
    0: (
        "полугодовал*, месячн*, month old, months old, двухмесячн*, трехмесячн*, четырехмесячн*, пятимесячн*, "
        "шестимесячн*, семимесячн*, восьмимесячн*, девятимесячн*, десятимесячн*"
    ),
    1: "one year old, годовал*, одногодовал*, полуторагодовал*",
    **{
        years: f"{stem}летн*"
        for years, stem in {
            2: "двух", 3: "трех", 4: "четырех", 5: "пяти", 6: "шести", 7: "семи", 8: "восьми", 9: "девяти",
            10: "десяти", 11: "одиннадцати", 12: "двенадцати", 13: "тринадцати", 14: "четырнадцати",
            15: "пятнадцати", 16: "шестнадцати", 17: "семнадцати", 18: "восемнадцати", 19: "девятнадцати",
            20: "двадцати", 30: "тридцати", 40: "сорока", 50: "пятидесяти", 60: "шестидесяти", 70: "семидесяти",
            80: "восьмидесяти", 90: "девяносто",
        }.items()
    },
}  # fmt: skip
"""Words before people that tell an age in years."""

DECADES: dict[int, str] = {
    25: "twenties, 20s", 35: "thirties, 30s", 45: "forties, 40s", 55: "fifties, 50s", 65: "sixties, 60s",
    75: "seventies, 70s", 85: "eighties, 80s",
}  # fmt: skip
"""Words after people that tell about how many years."""

AFTERWARDS: dict[AgeGroup, str] = {
    "adult": "средних лет, среднего возраста, зрелого возраста, of middle age",
    "senior": "в годах, в летах, преклонных лет, преклонного возраста, пожилого возраста, на пенсии, in retirement",
}
"""What is said of people after they are named: how old they are."""

NEARLY = "за, около, под, примерно, over, past, about, around, nearly, almost, older than"
"""What stands between people and the number of their years."""

GENITIVE = "у, для, от, до, из, без, около, возле, ради, кроме, после, вместо, напротив"
"""What the genitive follows."""

EITHER = (
    "мужчины, женщины, дамы, девушки, девочки, девчонки, школьницы, студентки, пенсионерки, старушки, бабушки, "
    "мамочки, подруги, подружки, сестры, сестрички, внучки, клиентки, предпринимательницы, юноши, мальчишки, братишки"
)
"""Forms of one person in the genitive, or of several."""

HOME = "дома"
"""Where somebody is, or the genitive of the house."""

OWNERS = ("хозяи", "хозяй", "владел", "собственни", "покупател", "жил", "жител")

YEARS = (
    "years, year, years old, year old, year olds, yo, y o, years of age, лет, год, года, году, годик*, годика, летн*, "
    "летняя, летний, летнюю, летнего"
)

UNITS = (
    "percent, per cent, rubles, roubles, dollars, euros, thousand, million, weeks, days, hours, "
    "minutes, metres, meters, km, rooms, times, points, процент*, проц, рубл*, руб, тысяч*, тыс, млн, миллион*, млрд, "
    "недел*, дней, дня, день, часов, часа, минут*, метров, метра, кв, км, комнат*, раз, раза, баллов, "
    "евро, доллар*, копе*"
)

MONTHS = "months, month, месяц*, мес"

FAMILIES = "families, семьи, семей, семьям, семьями, семьях"

ELDERLY = "aged, в возрасте"
"""Said alone, the words of AGED that mean the old."""

AGED = "aged, age, age of, at the age of, at age, возраст*, в возрасте, возрасте"

WITH = "with, together with, along with, с, со, вместе с, вместе со"

WHOSE = "his, her, my, их, его, ее, своей, своим, своими, своего, своих, свою, своя, свой, моей, моим, моими"

OF = "of"

NEGATIONS = "no, without, not, never, without any, без, не, нет, никаких, ни"

BREAKS = (
    "and, or, but, in, on, at, by, to, for, from, into, onto, over, under, near, beside, behind, between, next, next "
    "to, after, before, и, а, но, или, в, во, на, у, к, ко, по, за, из, от, до, о, об, под, над, при, для, через, "
    "между, около, рядом, возле, перед, позади, вокруг, среди"
)
"""Stop words after which somebody else is spoken of."""

STOP_WORDS = (
    "бизнес-класс*, "
    "a, an, the, this, that, these, those, some, any, one, all, both, each, every, another, other, and, or, but, in, "
    "on, at, by, to, for, from, into, onto, over, under, near, beside, behind, between, next, front, around, across, "
    "along, through, up, down, out, off, about, as, like, while, during, after, before, is, are, was, be, being, "
    "been, has, have, having, had, do, does, doing, can, will, would, should, must, there, here, he, she, it, they, "
    "we, you, i, hers, their, our, your, him, them, me, us, who, which, what, very, really, so, too, also, just, "
    "much, more, most, many, lot, lots, bit, little, few, beautiful, nice, good, great, lovely, pretty, cute, "
    "amazing, awesome, wonderful, perfect, best, happy, happily, smiling, smile, smiles, joyful, cheerful, laughing, "
    "friendly, confident, modern, new, stylish, elegant, bright, colorful, colourful, clean, clear, big, small, "
    "large, huge, cozy, cosy, well, dressed, successful, professional, quality, high, background, foreground, view, "
    "scene, art, style, advertising, please, "
    "make, show, shows, showing, add, draw, want, wants, enjoy, enjoys, enjoying, having fun, fun, engaging, engaged, "
    "holding, holds, hold, wearing, looking, look, looks, sitting, sits, watching, together, outside, outdoors, "
    "outdoor, и, а, но, или, да, в, во, на, у, к, ко, по, за, из, от, до, о, об, под, над, при, для, через, между, "
    "около, рядом, возле, перед, позади, вокруг, среди, фоне, фон, вид, он, она, оно, они, мы, вы, я, ты, наш*, ваш*, "
    "мой, моя, мое, мои, это, этот, эта, эти, тот, та, те, то, там, тут, здесь, как, так, что, чтобы, котор*, "
    "который, которая, которое, которые, котором, которой, которого, очень, еще, тоже, также, уже, только, просто, "
    "был, была, было, были, есть, будет, быть, один, одна, одно, много, немного, все, весь, вся, всей, красив*, "
    "красивый, хорош*, отличн*, прекрасн*, чудесн*, замечател*, мил*, милый, симпатичн*, лучш*, счастлив*, радостн*, "
    "весел*, улыба*, улыбающ*, улыбк*, улыбкой, дружн*, уверенн*, современн*, нов*, новый, стильн*, элегантн*, ярк*, "
    "яркий, чист*, больш*, большой, маленьк*, огромн*, уютн*, уютный, успешн*, качествен*, профессион*, "
    "одинок*, single, бездетн*, старший, старшая, старшего, старшей, старшим, младш*, двоюродн*, "
    " примерно, past, nearly, almost, older than, пожалуйста, нарисуй*, покажи*, добавь*, "
    "сделай*, хочу, держит, держат, смотрит, сидит, сидят, вместе, снаружи"
)

PICTURES = (
    "picture, image, photo, photograph, illustration, ad, advertisement, banner, poster, postcard, картин*, картинк*, "
    "изображен*, фото, фотограф*, иллюстрац*, реклам*, рекламн*, баннер*, плакат*, открытк*, постер*, портрет*"
)
"""What is made: what it is said to be with is its subject, and nobody's company."""
