"""What a client that is no page sends to the page's functions, in this process: any value in any field, and no traceback."""

import itertools
import json
import re

import gradio as gr
import pytest
from fastapi import FastAPI
from starlette.routing import Mount
from starlette.testclient import TestClient

from ui import mount
from ui.app import page
from ui.languages import LANGUAGES
from ui.middleware.inputs import event_check
from ui.middleware.sessions import scoped

ANYTHING = [True, False, 0, 1, 3, -1, 1.5, 1e300, 2**53, 10**40, float("inf"), float("nan"), "", "x", "1", [], ["x"], [[1]], {}, {"a": "b"},
            {"a": None}, {"score": 1}, {"__type__": "update"}]  # fmt: skip
SAID = dict.fromkeys(("picture", "pictures", "user", "reason", "job"), "x") | {
    "result": "1",
    "index": "0",
    "strength": "0.5",
    "verb": "pause",
    "about": "picture",
}
CHOSEN = {
    "result": ("1", "0", ""), "index": ("0", "99"), "strength": ("", "0.05", "1"), "verb": ("pause", "cancel"),
    "about": ("picture", "ad"),
}  # fmt: skip
"""Of what a button may say, that which is one of a few."""
ODD = [None, True, 0, 7, 1.5, "x", "-1", "100", "1 ", [], ["0"], {}, {"a": 1}]
TEXTS = ["", "x", "1", "ё" * 3000, "\x00<b>", "1e999", "[" * 100_000]
WANTED = [
    {"score": "limit 5"},
    {"score": "user_id x"},
    {"since": "x", "score": "min_score nan"},
    {"mark": "great", "text": "ё" * 3000},
]


@pytest.fixture(scope="module")
def blocks():
    return page(LANGUAGES["en"], lambda request: None)


def may_be(control, value):
    """Whether the page itself could send it."""
    if isinstance(control, gr.State):
        return True
    kinds = {gr.Checkbox: (bool,), gr.Number: (int, float), gr.Textbox: (str,), gr.HTML: (str,), gr.JSON: (dict,)}
    if isinstance(control, gr.Radio):
        values = [one for _, one in control.choices]
        return (type(value), value) in [(type(one), one) for one in values] if values else type(value) is str
    if isinstance(control, gr.JSON):
        return type(value) is dict and {type(one) for one in value.values()} <= {str}
    return type(value) in kinds[type(control)] and str(value) not in ("inf", "nan")


def test_only_what_a_control_can_hold_is_let_in(blocks):
    fits, seen = event_check(blocks), set()
    for number, function in blocks.fns.items():
        plain = [None] * len(function.inputs)
        ask = {"fn_index": number, "event_data": SAID}
        assert fits(ask | {"data": plain}) is (function.fn is not None)
        for at, control in enumerate(function.inputs if function.fn else ()):
            for value in ANYTHING:
                expected = may_be(control, value)
                assert fits(ask | {"data": [*plain[:at], value, *plain[at + 1 :]]}) is expected, (number, at, value)
                seen.add((type(control).__name__, expected))
        for data in (plain[1:] if plain else [None], [*plain, None], None, "x", {}, 1):
            assert not fits(ask | {"data": data})
    assert {
        (name, fine)
        for name in ("Textbox", "Number", "OfferedRadio", "Radio", "Checkbox", "JSON")
        for fine in (True, False)
    } <= seen


def test_only_what_a_button_can_say_is_let_in(blocks):
    fits, needed = event_check(blocks), set()
    for number, function in blocks.fns.items():
        ask = {"fn_index": number, "data": [None] * len(function.inputs)}
        if not function.fn or not function.collects_event_data:
            continue
        for name in SAID:
            said = {key: value for key, value in SAID.items() if key != name}
            if not fits(ask | {"event_data": said}):
                needed.add(name)
                texts = CHOSEN.get(name, ("", "x", "ё"))
                assert all(fits(ask | {"event_data": said | {name: text}}) for text in texts)
                wrong = [odd for odd in ODD if not (isinstance(odd, str) and name not in CHOSEN)]
                assert not any(fits(ask | {"event_data": said | {name: odd}}) for odd in wrong)
        assert not any(fits(ask | {"event_data": odd}) for odd in (None, "x", [], 1, {}))
    assert needed == set(SAID)


@pytest.mark.parametrize("number", [None, True, -1, 10**6, 1.0, 1.5, "2", "x", [], {}])
def test_only_functions_that_there_are_can_be_called(blocks, number):
    assert not event_check(blocks)({"fn_index": number, "data": [None, None]})


@pytest.fixture
def call(capfd, caplog):
    """Call a function of a page whose API is away; the status. In the end no traceback may have been told."""
    app = FastAPI()
    mount(app, "/ui", "http://127.0.0.1:9")
    [gate] = [route.app for route in app.routes if isinstance(route, Mount) and route.path == "/ui/ru"]
    with gate.sessions.listening(scoped("", "one")), TestClient(gate, raise_server_exceptions=False) as client:

        def call(body, way="run/predict"):
            content = json.dumps({"session_hash": "one"} | body).encode()
            return client.post(
                f"/gradio_api/{way}", content=content, headers={"Content-Type": "application/json"}
            ).status_code

        call.app = gate.app
        yield call
    told = "".join(capfd.readouterr()) + caplog.text
    assert "Traceback" not in told, {line for line in told.splitlines() if re.match(r"[\w.]+(Error|Exception)\b", line)}


def filled(control, choose):
    """A value that the control can hold, an odd one if there is any."""
    if isinstance(control, gr.Radio) and control.choices:
        return control.choices[choose % len(control.choices)][1]
    odd = {gr.Number: [-5, 0, 1e300, 10**40, 63.5], gr.JSON: WANTED, gr.Checkbox: [True, False]}.get(
        type(control), TEXTS
    )
    return odd[choose % len(odd)]


def test_no_value_in_any_field_leaves_a_traceback(call, blocks):
    seen, done = set(), set()
    for number, function in blocks.fns.items():
        name = function.fn and function.fn.__qualname__
        if not name or (name, len(function.inputs)) in done:
            continue
        done.add((name, len(function.inputs)))
        for choose in (None, *range(len(TEXTS))):
            data = [None if choose is None else filled(control, choose) for control in function.inputs]
            for index in ("0", "99"):
                seen.add(call({"fn_index": number, "data": data, "event_data": SAID | {"index": index}}))
                if not function.collects_event_data:
                    break
        seen.add(
            call(
                {
                    "fn_index": number,
                    "data": data,
                    "event_data": SAID,
                    "batched": True,
                    "simple_format": True,
                    "request": 1,
                }
            )
        )
    assert 200 in seen
    assert not seen & {400, 422}


def test_no_shape_of_any_call_leaves_a_traceback(call):
    for way in ("run/predict", "queue/join"):
        for body in (
            {},
            {"fn_index": 2},
            {"data": []},
            {"fn_index": 2, "data": [1]},
            {"fn_index": 2, "data": [1, "x"]},
        ):
            assert call(body, way) == 422
    odd = itertools.product(("cancel", "reset"), ("fn_index", "event_id", "session_hash"), (None, 1, "x", [], {"a": 1}))
    assert {call({"fn_index": 2, "event_id": "x"} | {name: value}, way) for way, name, value in odd} <= {200, 404, 422}
