"""The files of the lexicon: what they say is what the code knows, and a slip in them stops the start."""

import ast
import shutil
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

import pytest
from pydantic import TypeAdapter

from prompt_builder import defaults, lexicon, lexicon_files
from prompt_builder.scene import THINGS, WORDS
from tests.scenes import scene_of


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[thing]", "[thingy]", "there is no kind"),
        ("\nday = ", "\ndayy = ", "there is no .light. dayy"),
        ("\nwhite = ", "\n# white = ", "has no words for white"),
    ],
)
def test_slip_in_a_file_is_told(tmp_path, monkeypatch, old, new, message):
    shutil.copytree(lexicon_files.FOLDER, tmp_path / "lexicon")
    file = tmp_path / "lexicon" / "scene.toml"
    told = file.read_text(encoding="utf-8")
    assert old in told
    file.write_text(told.replace(old, new), encoding="utf-8")
    monkeypatch.setattr(lexicon_files, "FOLDER", file.parent)
    with pytest.raises(lexicon.LexiconError, match=message):
        lexicon._checked("scene", lexicon_files.read("scene"))


@pytest.mark.parametrize(
    "also", [{"thing lakee": "setting countryside"}, {"thing lake": "setting countryside, thing lakee"}]
)
def test_slip_in_what_words_mean_as_well_is_told(also):
    with pytest.raises(lexicon.LexiconError, match="there is no thing lakee"):
        lexicon._checked("scene", {**WORDS, "also": also})


@pytest.mark.parametrize(
    ("kind", "row", "told", "message"),
    [
        ("shows", "till", "payment terminl", "shows. has what no scene has: payment terminl"),
        ("implied", "till", "standng", "implied. has what no scene has: standng"),
        ("there", "offfice", "standing", "there. has what no scene has: offfice"),
    ],
)
def test_slip_in_what_is_usual_is_told(monkeypatch, kind, row, told, message):
    monkeypatch.setitem(defaults._FILE[kind], row, told)
    with pytest.raises(lexicon.LexiconError, match=message):
        defaults.table(kind)


def test_slip_in_how_something_is_worded_is_told(monkeypatch):
    monkeypatch.setitem(defaults._FILE["words"]["activity"], "waaving", "waving hello")
    with pytest.raises(lexicon.LexiconError, match=r"words\.activity. has what no scene has: waaving"):
        defaults._phrases("activity", ())


def test_code_names_no_thing_that_is_not_there():
    """Things are there by their words: no type checker sees a slip."""
    checked, asked = 0, set()
    for path in sorted(Path("prompt_builder").glob("*.py")):
        module = import_module(f"prompt_builder.{path.stem}")
        for name, kind in get_type_hints(module).items():
            if repr(THINGS[0]) in str(kind):
                TypeAdapter(kind).validate_python(getattr(module, name))
                checked += 1
    for path in (*Path("prompt_builder").glob("*.py"), *Path("pipeline/illustration").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare) and ast.unparse(node.comparators[0]).endswith("things"):
                asked |= {node.left.value} if isinstance(node.left, ast.Constant) else set()
    assert checked > 5
    assert len(asked) > 5
    assert asked <= set(THINGS)


@pytest.mark.parametrize(
    "words",
    [
        "партнёры обмениваются рукопожатием", "коллеги, крепкое рукопожатие", "partners exchanging handshakes",
        "мужчина едет в кабриолете вдоль моря", "кружка кофе на столе", "a coffee cup on the desk",
        "ура, переезд! женщина и коробки повсюду", "машина с бантом, подарок себе", "девушка приветливо машет рукой",
        "an electric car next to an apartment block", "пара гуляет по городу вечером, фонари", "block of flats",
        "young woman holds a card at the terminal", "брелок с ключами", "лампа, тёплый свет, вечер",
        "молодая женщина, врач", "мужчина, 40 лет, фермер, в поле", "young woman, a courier",
    ],
)  # fmt: skip
def test_words_beside_what_is_seen_are_not_told(words):
    assert not scene_of(words).unknown_words


def test_case_is_not_told_where_who_travels_is_in_a_car():
    made = scene_of("семья в машине едет в путешествие, вид изнутри")
    assert "suitcase" in {*made.implied} | ({"suitcase"} - {*made.things})


@pytest.mark.parametrize("words", ["женщина, 40 лет, ветеринар", "ветеринар, женщина 40 лет", "ветеринар и его жена"])
def test_trade_that_no_clothes_show_is_told_by_its_own_word(words):
    assert scene_of(words).unknown_words == ("ветеринар",)


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("копилочка", "piggy bank"), ("накопите на отпуск", "piggy bank"), ("piggybank", "piggy bank"),
        ("распаковка вещей, молодая пара", "moving boxes"), ("cardboard boxes everywhere", "moving boxes"),
        ("брелок с ключами", "keys"), ("снежная баба во дворе", "snowman"), ("снеговичок", "snowman"),
        ("бабье лето, бабушка в парке", "autumn"), ("листья под ногами", "autumn"), ("fallen leaves", "autumn"),
        ("ячейка для хранения", "safe"), ("strongbox", "safe"), ("справки и чеки", "documents"), ("due date", "calendar"),
        ("стрелка вверх", "growth chart"), ("бистро", "restaurant"), ("шашлычок", "barbecue"), ("кушетка", "sofa"),
        ("такса на поводке", "dog"), ("котейка", "cat"), ("филиал", "bank branch"), ("withdraw cash", "ATM"),
    ],
)  # fmt: skip
def test_thing_is_known_by_what_people_call_it(words, thing):
    made = scene_of(words)
    assert thing in made.things
    assert not {*words.replace(",", "").split()} & {*made.unknown_words} - {"отпуск", "поводке"}
