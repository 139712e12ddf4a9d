"""What a drawn certificate says, in each language. Knows no certificate."""

from collections.abc import Mapping
from dataclasses import dataclass

from brand.kit import Language
from brand.numerals import Numerals


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels(Numerals):
    """One language. Fields with braces are `str.format` patterns; figures are put in as `number` and `percent` say."""

    certificate: str
    on_brand: str
    off_brand: str
    of_100: str
    done: Mapping[str, str]
    """By the mode of the certificate."""
    nothing_done: str
    strength: str
    picture: str
    map_of: str
    map_of_nothing: str
    map_legend: str
    coverage: str
    target: str
    limits: str
    figures: tuple[str, str, str, str, str, str, str]
    """Score, off brand, brand colours, neutral, skin, balance, mean CIEDE2000."""
    before: str


ENGLISH = Labels(
    certificate="Brand certificate",
    on_brand="On brand",
    off_brand="Not on brand",
    of_100="score of 100",
    done={
        "off": "measured only",
        "snap": "hues pulled to the brand",
        "strict": "best of several, hues pulled to the brand",
        "poster": "printed as a poster in the brand's inks",
    },
    nothing_done="needed no correction",
    strength="strength {share}",
    picture="Picture",
    map_of="Off brand: {share}",
    map_of_nothing="All on brand",
    map_legend="from just off to far off",
    coverage="Coverage of the coloured part",
    target="target {share}",
    limits="To pass: off brand up to {share}, score from {score}",
    figures=("Score", "Off brand", "Brand colours", "Neutral", "Skin", "Balance", "Mean CIEDE2000"),
    before="was {figure}",
)

RUSSIAN = Labels(
    certificate="Сертификат бренда",
    on_brand="Соответствует",
    off_brand="Не соответствует",
    of_100="баллов из 100",
    done={
        "off": "только измерено",
        "snap": "оттенки подтянуты к фирменным",
        "strict": "лучшая из нескольких, оттенки подтянуты к фирменным",
        "poster": "напечатано фирменными красками, как плакат",
    },
    nothing_done="поправки не понадобились",
    strength="сила {share}",
    picture="Картинка",
    map_of="Вне бренда: {share}",
    map_of_nothing="Всё в цветах бренда",
    map_legend="от близких оттенков до далёких",
    coverage="Доли цветов в цветной части",
    target="цель {share}",
    limits="Условие: вне бренда до {share}, оценка от {score}",
    figures=("Оценка", "Вне бренда", "Цвета бренда", "Нейтральные", "Кожа", "Баланс", "Среднее CIEDE2000"),
    before="было {figure}",
    point=",",
    percent_sign="\N{NO-BREAK SPACE}%",
)

LABELS: Mapping[Language, Labels] = {"en": ENGLISH, "ru": RUSSIAN}
