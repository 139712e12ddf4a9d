"""Who is painted next: oldest first, with its own kind, in batches as large as they pay."""

from pipeline.scheduler import Request, Scheduler
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
        measure(made, "a", [1, 1.7, 2.5, 3.2])
    assert len(taken(few)) < len(taken(many)) == 4


def test_unknown_size_is_tried():
    made = scheduler(*"aaa")
    measure(made, "a", [1, 2])
    assert taken(made) == "012"


def test_first_slow_call_of_a_size_does_not_count():
    made = scheduler(*"aa")
    measure(made, "a", [1, 1.1])
    made.pace.note("a", 2, 60)
    assert taken(made) == "01"


def test_request_that_failed_in_a_batch_goes_alone():
    made = scheduler(*"aaa")
    made.requests[0].alone = True
    assert taken(made) == "0"
    made.remove(made.next())
    assert taken(made) == "12"
