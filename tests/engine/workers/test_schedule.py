"""Long jobs first, and what shares text on the same worker."""

from handouts.engine.workers.pool import JobQueue
from handouts.model.brand import Brand
from handouts.pipeline import Job

SECONDS = {"handout": 5.0, "teacher": 4.0, "worksheet": 2.0, "test": 1.0}


def job(edition: str) -> Job:
    return Job(edition, "", (), object.__new__(Brand), "pdf", {})


def waiting(*editions: str) -> JobQueue:
    found = JobQueue(lambda one: SECONDS[one.edition.split("/")[-1]])
    for edition in editions:
        found.add(job(edition))
    return found


def test_the_longest_is_first() -> None:
    assert waiting("de/a/test", "de/a/handout", "de/a/teacher").take().edition == "de/a/handout"


def test_a_worker_stays_with_its_document_then_with_its_language() -> None:
    jobs = waiting("de/a/handout", "de/b/teacher", "de/c/test", "en/a/handout", "en/b/teacher")
    last, done = job("de/x/test"), []
    while jobs:
        last = jobs.take(last)
        done.append(last.edition)
    assert done == ["de/c/test", "de/a/handout", "de/b/teacher", "en/a/handout", "en/b/teacher"]


def test_two_workers_take_a_language_each() -> None:
    jobs = waiting("de/a/handout", "de/b/handout", "en/a/handout", "en/b/teacher")
    first, second = jobs.take(), jobs.take()
    assert [first.edition, second.edition] == ["de/a/handout", "en/a/handout"]
    assert jobs.take(first).edition == "de/b/handout"
    assert jobs.take(second).edition == "en/b/teacher"


def test_an_idle_worker_goes_where_most_is_left() -> None:
    jobs = waiting("de/a/test", "fr/a/handout", "fr/b/teacher", "en/a/worksheet")
    assert jobs.take(job("it/a/test")).edition == "fr/a/handout"


def test_nobody_waits_after_all_are_sent_home() -> None:
    jobs = waiting("de/a/test", "de/b/test")
    assert len(jobs) == 2
    assert [one.edition for one in jobs.clear()] == ["de/a/test", "de/b/test"]
    assert not jobs
