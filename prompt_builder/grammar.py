"""Small words, English and Russian, that say how others belong together: numbers, units, prepositions.

Forms as in `words`.
"""

NUMBERS: dict[int, str] = {
    2: "two, pair of, два, две, двое, двух, двумя, двоих, двоими, оба, обе",
    3: "three, three of, три, трое, трех, тремя, троих, троими",
    4: "four, четыре, четверо, четырех, четырьмя, четверых, several, несколько, нескольк*",
    5: "five, пять, пяти, пятеро, пятью, пятерых",
    6: "six, half a dozen, шесть, шести, шестеро, шестью, шестерых",
    7: "seven, семь, семеро, семерых",
    8: "eight, восемь, восьми, восьмеро",
    9: "nine, девять, девяти",
    10: "ten, десять, десяти, десятеро, десяток, десятк*",
    12: "twelve, dozen, a dozen, dozens of, двенадцать, двенадцати, дюжин*",
    15: "fifteen, пятнадцать, пятнадцати",
    20: "twenty, двадцать, двадцати",
    30: "thirty, тридцать, тридцати",
    40: "forty, сорок, сорока",
    50: "fifty, пятьдесят, пятидесяти",
    60: "sixty, шестьдесят, шестидесяти",
    70: "seventy, семьдесят, семидесяти",
    100: "hundred, a hundred, hundreds of, сто, сотня, сотни, ста",
}

YEARS = (
    "years, year, years old, year old, yo, y o, years of age, лет, год, года, году, годик*, годика, летн*, летняя, "
    "летний, летнюю, летнего"
)

UNITS = (
    "percent, per cent, rubles, roubles, dollars, euros, thousand, million, months, month, weeks, days, hours, "
    "minutes, metres, meters, km, rooms, times, points, процент*, проц, рубл*, руб, тысяч*, тыс, млн, миллион*, млрд, "
    "месяц*, мес, недел*, дней, дня, день, часов, часа, минут*, метров, метра, кв, км, комнат*, раз, раза, баллов, "
    "евро, доллар*, копе*"
)

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
    "пожалуйста, нарисуй*, покажи*, добавь*, "
    "сделай*, хочу, держит, держат, смотрит, сидит, сидят, вместе, снаружи"
)

PICTURES = (
    "picture, image, photo, photograph, illustration, ad, advertisement, banner, poster, postcard, картин*, картинк*, "
    "изображен*, фото, фотограф*, иллюстрац*, реклам*, рекламн*, баннер*, плакат*, открытк*, постер*"
)
"""What is made: what it is said to be with is its subject, and nobody's company."""
