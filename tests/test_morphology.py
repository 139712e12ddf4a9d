"""What the dictionary knows of Russian words: which forms each has."""

from prompt_builder.morphology import forms


def test_word_has_all_its_forms():
    assert {"нож", "ножа", "ножу", "ножом", "ноже", "ножи", "ножей", "ножами"} <= forms("нож")
    assert {"бьёт", "бил", "били", "бьющий", "бей"} <= forms("бить")
