"""User ids that look the same are one id; those that do not stay apart."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from schemas import GenerateRequest, HistoryQuery, MarkRequest, ReportQuery, UserId, UserText
from schemas.identity import normal

SAME = {
    "123": ["123 ", " 123", "\u00a0123\u00a0", "123\t", "1\u200b23", "\ufeff123", "１２３", "123\u2003", "12\u00ad3", "\u202e123"],
    "Иван й": ["Иван  й", "Иван\u00a0й", "Иван\u202fи\u0306", "Иван\u3000й\ufe0f", "Иван\u2800й", "Иван\u2028й", "\u3164Иван й"],
    "José-1": ["Jose\u0301-1", "José\u20111", "José\u20101", "Jose\u034f\u0301-1"],
}  # fmt: skip
APART = ["123", "124", "a", "A", "а", "x²", "x2", "№5", "No5", "a b", "ab", "é", "e", "👍", "👍🏽", "a/b", "a.b"]


@pytest.mark.parametrize(("form", "one"), [(form, one) for one, forms in SAME.items() for form in [one, *forms]])
def test_forms_that_look_the_same_are_one_id(form, one):
    assert normal(form) == one
    assert GenerateRequest.model_validate({"user_id": form, "metadata": {}}).user_id == one
    assert MarkRequest.model_validate({"user_id": form, "image_path": "x", "result": True}).user_id == one
    assert TypeAdapter(UserText).validate_python(form) == one


def test_ids_that_can_be_told_apart_stay_so():
    assert [normal(one) for one in APART] == APART


@given(st.text())
def test_a_normal_form_is_its_own(user_id):
    assert normal(normal(user_id)) == normal(user_id)


@given(st.text(st.characters(categories=("Zs", "Zl", "Zp", "Cf")), max_size=20))
def test_an_id_that_nobody_sees_is_refused(user_id):
    with pytest.raises(ValidationError):
        TypeAdapter(UserId).validate_python(user_id)


@pytest.mark.parametrize(
    ("written", "text"),
    [("1", "1"), ("1.0", "1"), ("1e3", "1000"), ("-0", "0"), ("-0.0", "0"), ("-7", "-7"), ("1" * 255, "1" * 255)],
)
def test_a_whole_number_is_text(written, text):
    assert TypeAdapter(UserId).validate_json(written) == text


@pytest.mark.parametrize(
    "written",
    ["1e999", "-1e999", "NaN", "Infinity", "1.5", "1e300", "9007199254740993.0", "1e16", "true", "null", "1" * 256],
)
def test_any_other_number_is_no_user(written):
    with pytest.raises(ValidationError):
        TypeAdapter(UserId).validate_json(written)


@pytest.mark.parametrize("number", [float("inf"), float("nan"), 10**5000, True], ids=["inf", "nan", "long", "true"])
def test_numbers_of_python_are_held_to_the_same(number):
    with pytest.raises(ValidationError):
        TypeAdapter(UserId).validate_python(number)


NO_MOMENTS = ["-8.9e-82", "0", "1", "1e5", "20260101", "1767225600", "inf", "NaN", "", " ", "2026-1-1", "2026-02-30",
              "２０２６-01-01", "2026-01-01T25:00", "2026-01-01T10", "2026-W01-1", "now"]  # fmt: skip
MOMENTS = ["2026-01-01", "2026-01-01T10:00", "2026-01-01T10:00:00Z", "2026-01-01 10:00:00.5+03:00", "2026-01-01t10:00z"]


@pytest.mark.parametrize("query", [HistoryQuery, ReportQuery])
@pytest.mark.parametrize("end", ["from", "to"])
@pytest.mark.parametrize("text", NO_MOMENTS)
def test_a_moment_is_an_iso_date(query, end, text):
    with pytest.raises(ValidationError):
        query.model_validate({end: text})


@pytest.mark.parametrize("text", MOMENTS)
def test_iso_dates_are_moments(text):
    assert HistoryQuery.model_validate({"from": text}).since.year == 2026


@pytest.fixture(params=["Asia/Tokyo", "America/Los_Angeles"])
def elsewhere(request, monkeypatch):
    """This process in another zone."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("text", "utc"),
    [("2026-07-01T10:00", (2026, 7, 1, 10)), ("2026-07-01", (2026, 7, 1)), ("2026-07-01T10:00Z", (2026, 7, 1, 10)),
     ("2026-07-01T10:00+03:00", (2026, 7, 1, 7)), ("2026-07-01T23:30-01:30", (2026, 7, 2, 1))],
)  # fmt: skip
@pytest.mark.parametrize("query", [HistoryQuery, ReportQuery])
def test_moment_without_a_zone_is_meant_in_utc_wherever_the_service_runs(elsewhere, query, text, utc):
    read = query.model_validate({"from": text, "to": text})
    for moment in (read.since, read.until):
        assert (moment, moment.utcoffset()) == (datetime(*utc, tzinfo=UTC), timedelta(0))


@pytest.mark.parametrize("text", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"])
def test_moment_that_does_not_exist_in_utc_is_refused(text):
    with pytest.raises(ValidationError, match="exists in UTC"):
        HistoryQuery.model_validate({"from": text})


@given(st.floats().map(repr) | st.integers().map(str))
def test_no_number_is_a_moment(text):
    with pytest.raises(ValidationError):
        ReportQuery.model_validate({"to": text})
