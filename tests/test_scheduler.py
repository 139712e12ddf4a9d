"""Who is painted next: by turns, with its own kind, in batches as large as they pay."""

from types import SimpleNamespace

from benchmarks.simulation import Cost, compare
from pipeline.scheduler import FORGET, Request, Scheduler
from tests.scenes import job


def scheduler(*keys, max_batch_size=4):
    made = Scheduler(max_batch_size)
    for name, key in enumerate(keys):
        made.add(Request(job(id=str(name)), key))
    return made


def taken(made):
    return "".join(request.job.id for request in made.next())


def measure(made, key, seconds):
    for rows, each in enumerate(seconds, start=1):
        for _ in range(3):
            made.pace.note(key, rows, each)


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


def begin(made, count):
    for request in made.requests[:count]:
        request.run = SimpleNamespace(rows=1)


def asked(made, *orders):
    """Add a job for each (owner, width); all are 100 pixels high."""
    for number, (owner, width) in enumerate(orders):
        one = job(id=f"{owner}{number}", owner=owner, width=width, height=100, num_inference_steps=None)
        made.add(Request(one, one.id))


def served(made):
    """Ids in the order in which they are painted, one after the other."""
    order = []
    while batch := made.next():
        made.begin(batch)
        made.remove(batch)
        order += [request.job.id for request in batch]
    return order


def test_owners_take_turns_though_one_has_asked_for_everything_first():
    made = Scheduler(1)
    asked(made, *[("a", 100)] * 4, ("b", 100), ("c", 100))
    assert served(made) == ["a0", "b4", "c5", "a1", "a2", "a3"]


def test_small_picture_goes_before_large_ones_that_nobody_has_begun():
    made = Scheduler(1)
    asked(made, ("a", 3000), ("b", 3000), ("c", 100))
    assert served(made) == ["c2", "a0", "b1"]


def test_steps_count_as_pixels_do():
    made = Scheduler(1)
    made.add(Request(job(id="long", owner="a", width=100, height=100, num_inference_steps=50), "k"))
    made.add(Request(job(id="short", owner="b", width=100, height=100, num_inference_steps=2), "l"))
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
        order.append(batch[0].job.owner)
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
        made.add(Request(job(id=name, owner=name, width=side, height=side), "k"))
    assert taken(made) == "ac"
    made.remove(made.next())
    assert taken(made) == "b"


def test_large_picture_is_not_begun_where_none_is_wanted():
    made = Scheduler(1)
    side = 1300
    made.add(Request(job(id="large", owner="a", width=side, height=side), "k"))
    assert made.next(large=False) == []
    made.add(Request(job(id="small", owner="b", width=100, height=100), "l"))
    assert [request.job.id for request in made.next(large=False)] == ["small"]
    made.remove(made.next(large=False))
    assert [request.job.id for request in made.next()] == ["large"]
    made.requests[0].run = SimpleNamespace(rows=1)
    assert [request.job.id for request in made.next(large=False)] == ["large"]


def test_begun_batch_is_finished_before_another_kind():
    made = scheduler(*"abab")
    begin(made, 1)
    made.requests[2].run = SimpleNamespace(rows=1)
    measure(made, "a", [1, 2])
    assert taken(made) == "02"


def test_begun_batch_is_joined_only_where_it_costs_little():
    for seconds, expected in (([1, 1.2], "01"), ([1, 1.5], "0")):
        made = scheduler(*"aa")
        begin(made, 1)
        measure(made, "a", seconds)
        assert taken(made) == expected


def test_nobody_joins_in_front_of_an_older_request():
    made = scheduler("b", "a", "a")
    made.requests[1].run = SimpleNamespace(rows=1)
    assert taken(made) == "1"


def test_row_of_guidance_counts_double():
    made = scheduler(*"aa")
    begin(made, 2)
    made.requests[0].run.rows = made.requests[1].run.rows = 2
    assert taken(made) == "01"


def test_virtual_load_is_handled_as_well_as_by_any_rival():
    for cost, share in ((Cost(), 1.02), (Cost(floor=0.035), 0.98)):
        ways = compare(cost, 0.8, count=1000)
        assert ways["ours"][0] < share * ways["batches of 8, buckets"][0]
        assert ways["ours"][0] < ways["batches of 8"][0]


def test_unknown_size_is_tried():
    made = scheduler(*"aaa")
    measure(made, "a", [1, 1.5])
    assert taken(made) == "012"


def test_first_slow_call_of_a_size_does_not_count():
    made = scheduler(*"aa")
    measure(made, "a", [1, 1.1])
    made.pace.note("a", 2, 60)
    assert taken(made) == "01"


def test_timings_are_learnt_anew_now_and_then():
    made = scheduler(*"aa")
    measure(made, "a", [1, 60])
    assert taken(made) == "0"
    for _ in range(FORGET):
        made.pace.note("a", 1, 1)
    assert taken(made) == "01"


def test_request_that_failed_in_a_batch_goes_alone():
    made = scheduler(*"aaa")
    made.requests[0].alone = True
    assert taken(made) == "0"
    made.remove(made.next())
    assert taken(made) == "12"
