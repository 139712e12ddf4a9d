"""Every limit of the contract, on both sides of it."""

import pytest
from pydantic import ValidationError

from schemas import AdRequest, GenerateRequest, Metadata


def accepts(**metadata):
    return GenerateRequest.model_validate({"user_id": "u", "metadata": metadata})


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        {"age": 0},
        {"age": 120},
        {"sex": ""},
        {"sex": None, "age": None, "product": None, "custom_prompt": None},
        {"product": ""},
        {"product": "credit card"},
        {"custom_prompt": "x" * 500},
        {"height": 64, "width": 64},
        {"height": 64, "width": 3436},
        {"height": 1750, "width": 1750},
        {"height": 512.0, "width": 512},
    ],
)
def test_within_limits(metadata):
    assert accepts(**metadata)


@pytest.mark.parametrize(
    ("metadata", "field"),
    [
        ({"age": -1}, "age"),
        ({"age": 121}, "age"),
        ({"age": "20"}, "age"),
        ({"age": True}, "age"),
        ({"age": 20.5}, "age"),
        ({"age": float("nan")}, "age"),
        ({"sex": "Male"}, "sex"),
        ({"product": "boat"}, "product"),
        ({"custom_prompt": "x" * 501}, "custom_prompt"),
        ({"custom_prompt": 5}, "custom_prompt"),
        ({"height": 63}, "height"),
        ({"width": 63}, "width"),
        ({"height": 3437}, "height"),
        ({"height": None}, "height"),
        ({"heigth": 512}, "heigth"),
    ],
)
def test_past_a_limit_names_the_field(metadata, field):
    with pytest.raises(ValidationError) as caught:
        accepts(**metadata)
    assert {error["loc"][1] for error in caught.value.errors()} == {field}


def test_sides_sum_past_limit():
    with pytest.raises(ValidationError, match="at most 3500, got 1750 \\+ 1751 = 3501"):
        accepts(height=1750, width=1751)


@pytest.mark.parametrize("user_id", ["a", "x" * 255, "Иван/Петров", "🙂"])
def test_user_id_is_any_text(user_id):
    assert GenerateRequest.model_validate({"user_id": user_id, "metadata": {}}).user_id == user_id


def test_user_id_number_is_taken_as_text():
    assert GenerateRequest.model_validate({"user_id": 123, "metadata": {}}).user_id == "123"


@pytest.mark.parametrize("user_id", ["", " ", "x" * 256, "two\nlines", None, True, ["a"], {}])
def test_user_id_refused(user_id):
    with pytest.raises(ValidationError):
        GenerateRequest.model_validate({"user_id": user_id, "metadata": {}})


@pytest.mark.parametrize("extra", [{"seed": -1}, {"seed": 2**32}, {"seed": "1"}, {"num_inference_steps": 0}])
def test_options_past_limits(extra):
    with pytest.raises(ValidationError):
        GenerateRequest.model_validate({"user_id": "u", "metadata": {}} | extra)


def test_empty_text_means_absent():
    assert Metadata(sex="", product="") == Metadata()


@pytest.mark.parametrize(("draft", "keep"), [(True, False), (False, True), (True, True)])
def test_what_is_kept_is_no_draft(draft, keep):
    asked = {"image": "a.png", "ad": {"headline": "Да"}, "draft": draft, "keep": keep}
    if not (draft and keep):
        assert AdRequest.model_validate(asked)
        return
    with pytest.raises(ValidationError) as refused:
        AdRequest.model_validate(asked)
    [fault] = refused.value.errors()
    assert (fault["type"], fault["ctx"]["field"]) == ("kept_draft", "draft")
    assert fault["msg"].startswith("draft should be false where keep is true")
