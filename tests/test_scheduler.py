"""Who is painted next: by turns, with its own kind, in batches as large as they pay."""

from types import SimpleNamespace

import pytest

from pipeline.scheduler import BEHIND, FORGET, REMEMBERED, TRUSTED, LatencyModel, Request, Scheduler
from tests.scenes import task


def scheduler(*keys, max_batch_size=4):
    made = Scheduler(max_batch_size)
    for name, key in enumerate(keys):
        made.add(Request(task(id=str(name)), key))
    return made


def taken(made):
    return "".join(request.task.id for request in made.next())


def measure(made, key, seconds):
    for rows, each in enumerate(seconds, start=1):
        for _ in range(3):
            made.latency.note(key, rows, each)


def test_oldest_goes_with_its_own_kind():
    assert taken(scheduler("b", "a", "b", "a", "b")) == "024"


def test_batch_is_never_larger_than_allowed():
    assert taken(scheduler(*"aaaaaaa")) == "0123"


def test_rows_that_cost_as_much_apart_are_painted_apart():
    made = scheduler(*"aaaa")
    measure(made, "a", [1, 2, 3, 4])
    assert taken(made) == "0"


def test_rows_that_cost_nothing_are_painted_together():
    made = scheduler(*"aaaa")
    measure(made, "a", [1, 1.1, 1.2, 1.3])
    assert taken(made) == "0123"


def test_backlog_makes_batches_larger():
    few, many = scheduler(*"aaaa"), scheduler(*"aaaa", *"b" * 40)
    for made in (few, many):
        measure(made, "a", [1, 1.95, 2.9, 3.85])
    assert taken(few) == "0"
    assert taken(many) == "0123"


@pytest.mark.parametrize(("second", "together"), [(1.875, "01"), (1.9375, "0")])
def test_idle_painter_adds_a_row_that_costs_less_than_one_alone(second, together):
    made = scheduler(*"aa")
    measure(made, "a", [1, second])
    assert taken(made) == together


@pytest.mark.parametrize(("waiting", "together"), [(8, "0"), (9, "0123")])
def test_queue_of_more_than_two_batches_is_a_backlog(waiting, together):
    made = scheduler(*"aaaa", *"b" * (waiting - 4))
    measure(made, "a", [1, 2, 3, 4])
    assert taken(made) == together


def test_backlog_adds_no_row_that_costs_more_than_one_alone():
    made = scheduler(*"aaaa", *"b" * 40)
    measure(made, "a", [1, 2, 3.0625, 3.5])
    assert taken(made) == "01"


def test_each_row_is_weighed_against_the_batch_without_it():
    made = scheduler(*"aaaa")
    measure(made, "a", [4, 7, 10, 13.75])
    assert taken(made) == "012"


def test_worth_is_a_share_of_what_a_row_alone_costs():
    for alone, together in ((8, "01"), (2, "0")):
        made = scheduler(*"aa")
        measure(made, "a", [alone, alone + 4])
        assert taken(made) == together


def begin(made, count):
    for request in made.requests[:count]:
        request.run = SimpleNamespace(rows=1)


def asked(made, *orders):
    """Add a task for each (owner, width); all are 100 pixels high."""
    for number, (owner, width) in enumerate(orders):
        one = task(id=f"{owner}{number}", owner=owner, width=width, height=100, num_inference_steps=None)
        made.add(Request(one, one.id))


def served(made):
    """Ids in the order in which they are painted, one after the other."""
    order = []
    while batch := made.next():
        made.begin(batch)
        made.remove(batch)
        order += [request.task.id for request in batch]
    return order


def test_owners_take_turns_though_one_has_asked_for_everything_first():
    made = Scheduler(1)
    asked(made, *[("a", 100)] * 4, ("b", 100), ("c", 100))
    assert served(made) == ["a0", "b4", "c5", "a1", "a2", "a3"]


def test_small_picture_goes_before_large_ones_that_nobody_has_begun():
    made = Scheduler(1)
    asked(made, ("a", 3000), ("b", 3000), ("c", 100))
    assert served(made) == ["c2", "a0", "b1"]


def test_calls_of_the_model_count_as_pixels_do():
    made = Scheduler(1)
    made.add(Request(task(id="long", owner="a", width=100, height=100), "k", 50))
    made.add(Request(task(id="short", owner="b", width=100, height=100), "l", 2))
    assert served(made) == ["short", "long"]


def test_large_picture_gets_its_turn_though_small_ones_never_end():
    made = Scheduler(1)
    asked(made, ("a", 1000))
    order = []
    for _ in range(40):
        asked(made, ("b", 100))
        batch = made.next()
        made.begin(batch)
        made.remove(batch)
        order.append(batch[0].task.owner)
    assert order.index("a") == 9


def test_owner_who_waited_has_nothing_saved_up():
    made = Scheduler(1)
    asked(made, ("a", 500), ("a", 500))
    assert served(made) == ["a0", "a1"]
    asked(made, *[("b", 100)] * 2, ("a", 100))
    assert served(made) == ["b0", "a2", "b1"]


def test_owners_who_have_been_served_are_forgotten():
    made = Scheduler(1)
    for number in range(1000):
        asked(made, (f"o{number}", 100))
        served(made)
    asked(made, ("z", 100))
    assert len(made._ends) <= 2


def test_large_pictures_join_no_batch():
    made = Scheduler(4)
    for name, side in (("a", 100), ("b", 1300), ("c", 100), ("d", 1300)):
        made.add(Request(task(id=name, owner=name, width=side, height=side), "k"))
    assert taken(made) == "ac"
    made.remove(made.next())
    assert taken(made) == "b"


@pytest.mark.parametrize(("width", "together"), [(1536, "ab"), (1537, "a")])
def test_picture_is_large_above_a_million_and_a_half_pixels(width, together):
    made = Scheduler(4)
    made.add(Request(task(id="a", width=64, height=64), "k"))
    made.add(Request(task(id="b", width=width, height=1024), "k"))
    assert taken(made) == together


def test_begun_large_picture_waits_for_small_ones_whose_turn_is_before_its_own():
    made, side = Scheduler(4), 1750
    made.add(Request(task(id="L", owner="a", width=side, height=side), "k"))
    made.begin(made.requests[:1])
    begin(made, 1)
    for name in "bc":
        made.add(Request(task(id=name, owner="x", width=1024, height=1024), "k"))
    made.add(Request(task(id="m", owner="y", width=side, height=side), "k"))
    order = ""
    while batch := made.next():
        order += "".join(request.task.id for request in batch)
        made.remove(batch)
    assert order == "bcLm"


def test_begun_large_picture_waits_for_no_other_large_one():
    made = Scheduler(4)
    made.add(Request(task(id="L", owner="a", width=1750, height=1750), "k"))
    made.begin(made.requests)
    begin(made, 1)
    made.add(Request(task(id="m", owner="b", width=1300, height=1300), "l"))
    assert [request.task.id for request in made.requests] == ["m", "L"]
    assert taken(made) == "L"


def test_large_picture_is_not_begun_where_none_is_wanted():
    made = Scheduler(1)
    side = 1300
    made.add(Request(task(id="large", owner="a", width=side, height=side), "k"))
    assert made.next(large=False) == []
    made.add(Request(task(id="small", owner="b", width=100, height=100), "l"))
    assert [request.task.id for request in made.next(large=False)] == ["small"]
    made.remove(made.next(large=False))
    assert [request.task.id for request in made.next()] == ["large"]
    made.requests[0].run = SimpleNamespace(rows=1)
    assert [request.task.id for request in made.next(large=False)] == ["large"]


def test_begun_batch_is_finished_before_another_kind():
    made = scheduler(*"abab")
    begin(made, 1)
    made.requests[2].run = SimpleNamespace(rows=1)
    measure(made, "a", [1, 2])
    assert taken(made) == "02"


def test_begun_batch_is_joined_only_where_it_costs_little():
    for seconds, expected in (([1, 1.28125], "01"), ([1, 1.3125], "0")):
        made = scheduler(*"aa")
        begin(made, 1)
        measure(made, "a", seconds)
        assert taken(made) == expected


def test_nobody_joins_in_front_of_an_older_request():
    made = scheduler("b", "a", "a")
    made.requests[1].run = SimpleNamespace(rows=1)
    assert taken(made) == "1"


def test_row_of_guidance_counts_double():
    """Two begun pictures take four rows, so the fifth row's time is asked, not the third's."""
    for fifth, expected in ((4.25, "012"), (4.75, "01")):
        made = scheduler(*"aaa")
        begin(made, 2)
        made.requests[0].run.rows = made.requests[1].run.rows = 2
        measure(made, "a", [1, 2, 9, 4, fifth])
        assert taken(made) == expected


def test_whoever_failed_is_joined_by_nobody_and_joins_nobody():
    made = scheduler(*"aaa")
    made.requests[1].alone = True
    assert taken(made) == "02"
    begin(made, 2)
    assert taken(made) == "02"
    made.requests[0].alone = True
    assert taken(made) == "0"


def test_batch_counts_those_under_way_towards_its_limit():
    made = scheduler(*"aaaaaa", max_batch_size=3)
    begin(made, 2)
    assert taken(made) == "012"
    begin(made, 5)
    assert taken(made) == "01234"


def test_first_of_all_lets_its_kind_join_and_no_later_one():
    made = scheduler(*"abaab")
    made.requests[2].run = SimpleNamespace(rows=1)
    assert taken(made) == "2"
    begin(made, 1)
    assert taken(made) == "023"


def test_turns_are_counted_from_where_the_owners_last_one_ends():
    made = Scheduler(1)
    asked(made, ("a", 300), ("a", 100), ("b", 350), ("b", 10), ("c", 405))
    assert [(request.task.id, request.start, request.turn) for request in made.requests] == [
        ("a0", 0, 30_000),
        ("b2", 0, 35_000),
        ("b3", 35_000, 36_000),
        ("a1", 30_000, 40_000),
        ("c4", 0, 40_500),
    ]
    made.begin(made.requests[2:4])  # virtual time is now where the later of the two starts
    asked(made, ("d", 100), ("a", 10))
    assert [(request.task.id, request.start) for request in made.requests[-3:]] == [
        ("c4", 0),
        ("a1", 40_000),
        ("d0", 35_000),
    ]


def test_equal_turns_go_in_the_order_of_arrival():
    made = Scheduler(1)
    asked(made, *((owner, 100) for owner in "cab"))
    assert served(made) == ["c0", "a1", "b2"]


def test_cost_is_width_by_height_by_calls_and_many_times_that_for_who_lets_others_go_first():
    for calls, cost in ((1, 6000), (7, 42_000)):
        assert Request(task(width=100, height=60), "k", calls).cost == cost
        assert Request(task(width=100, height=60, behind=True), "k", calls).cost == BEHIND * cost


def test_picture_that_lets_others_go_first_comes_to_its_turn_though_they_never_end():
    made = Scheduler(1)
    made.add(Request(task(id="row", owner="task", width=100, height=100, behind=True), "row"))
    order = []
    for _ in range(2 * BEHIND):
        asked(made, ("b", 100))
        batch = made.next()
        made.begin(batch)
        made.remove(batch)
        order.append(batch[0].task.owner)
    assert order.index("task") == BEHIND - 1
    assert order.count("task") == 1


def test_step_of_a_size_is_believed_from_the_third_on():
    latency = LatencyModel()
    for number in range(TRUSTED):
        assert latency.seconds("a", 2) == 0
        latency.note("a", 2, 5 - number)
    assert TRUSTED == 3
    assert latency.seconds("a", 2) == 3


def test_unknown_number_of_rows_takes_as_long_as_the_next_smaller_known_one():
    latency = LatencyModel()
    for rows, seconds in ((1, 1), (2, 1.5), (4, 3)):
        for _ in range(TRUSTED):
            latency.note("a", rows, seconds)
    assert [latency.seconds("a", rows) for rows in (1, 2, 3, 4, 5, 9)] == [1, 1.5, 1.5, 3, 3, 3]
    assert latency.seconds("b", 4) == 0


def test_fast_step_counts_until_it_is_one_of_the_last_five_no_more():
    latency = LatencyModel()
    latency.note("a", 1, 1)
    for _ in range(REMEMBERED - 1):
        latency.note("a", 1, 2)
    assert (REMEMBERED, latency.seconds("a", 1)) == (5, 1)
    latency.note("a", 1, 2)
    assert latency.seconds("a", 1) == 2


def test_virtual_load_is_handled_as_well_as_by_any_rival():
    from benchmarks.simulation import COSTS, compare  # brings torch along

    ways = {name: compare(cost, 0.8, count=1000) for name, cost in COSTS.items()}
    for name, share in (("compiled", 1.02), ("eager", 0.98)):
        assert ways[name]["ours"][0] < share * ways[name]["batches of 8, buckets"][0]
        assert ways[name]["ours"][0] < ways[name]["batches of 8"][0]
        assert ways[name]["ours"][0] < 0.95 * ways[name]["ours without batching"][0]
        assert ways[name]["ours"][1] < 0.95 * ways[name]["ours without buckets"][1]
    assert ways["eager"]["ours"][0] < 0.98 * ways["eager"]["ours without joining"][0]
    assert ways["saturated"]["ours"][0] < 0.98 * ways["saturated"]["ours without pace"][0]


def test_unknown_size_is_tried():
    made = scheduler(*"aaa")
    measure(made, "a", [1, 1.5])
    assert taken(made) == "012"


def test_first_slow_call_of_a_size_does_not_count():
    made = scheduler(*"aa")
    measure(made, "a", [1, 1.1])
    made.latency.note("a", 2, 60)
    assert taken(made) == "01"


def test_timings_are_learnt_anew_now_and_then():
    made = scheduler(*"aa")
    measure(made, "a", [1, 60])
    for _ in range(FORGET - 7):
        made.latency.note("a", 1, 1)
    assert taken(made) == "0"
    made.latency.note("a", 1, 1)
    assert (FORGET, taken(made)) == (1000, "01")
    for _ in range(FORGET - 1):
        made.latency.note("a", 2, 60)
    assert made.latency.seconds("a", 2) == 60
    made.latency.note("a", 2, 70)
    assert made.latency.seconds("a", 2) == 0


def test_request_that_failed_in_a_batch_goes_alone():
    made = scheduler(*"aaa")
    made.requests[0].alone = True
    assert taken(made) == "0"
    made.remove(made.next())
    assert taken(made) == "12"
