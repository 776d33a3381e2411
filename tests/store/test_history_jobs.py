"""What is kept of the jobs that read old conversations, and how far back everything is held."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nobi_desktop.domain.history import Coverage, HistoryJob, JobState
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.shop import Shop
from nobi_desktop.store import coverage, erasing, history_jobs, holes, inbound, shops
from nobi_desktop.store.history_jobs import SWEEP, Place
from nobi_desktop.store.holes import Walk
from nobi_desktop.store.sql import Connection
from tests.store.scene import KEY, call, listed, memory_store, message, writing

S = JobState
NOW = 5000.5


@pytest.fixture
def store() -> Iterator[Connection]:
    connection = memory_store()
    yield connection
    connection.close()


def begin(store: Connection, until: int = 0, id: str = "a", shop: str = "s1") -> None:
    call(store, history_jobs.start, [(id, shop)], until, NOW)


def job(store: Connection, id: str = "a") -> HistoryJob:
    kept = history_jobs.get(store, id)
    assert kept is not None
    return kept.job


def test_a_job_begins_runs_and_is_listed_newest_first(store: Connection) -> None:
    call(store, shops.add, Shop("s2", "Two"))
    with writing(store) as told:
        history_jobs.start(store, [("a", "s1")], 100, NOW)
    assert told.changes.jobs
    call(store, history_jobs.start, [("b", "s2")], 0, NOW + 1)
    assert [each.job.id for each in history_jobs.all(store)] == ["b", "a"]
    assert job(store) == HistoryJob("a", "s1", 100, S.RUNNING, created=NOW)
    assert history_jobs.working(store) == ("s1", "s2")


def test_a_shop_that_has_a_job_gets_no_other_but_its_date_moves_back(store: Connection) -> None:
    begin(store, 1000)
    call(store, history_jobs.progress, "a", Place(), Place("t", "c1"), conversations=3, reached=9)
    begin(store, 2000, "b")
    assert job(store).until == 1000
    assert history_jobs.all(store)[0].place == Place("t", "c1")
    begin(store, 0, "b")
    kept = history_jobs.all(store)
    assert [(each.job.id, each.job.until, each.place) for each in kept] == [("a", 0, Place())]
    assert (job(store).conversations, job(store).reached) == (0, 0)
    # The end is as far back as can be.
    begin(store, 500, "b")
    assert job(store).until == 0


def test_asking_again_for_a_paused_one_resumes_it(store: Connection) -> None:
    begin(store)
    call(store, history_jobs.pause, "a")
    assert history_jobs.working(store) == ()
    begin(store, id="b")
    assert job(store).state is S.RUNNING


@pytest.mark.parametrize("shop", ["nobody", "", "s3"])
def test_a_shop_that_is_not_connected_gets_none(store: Connection, shop: str) -> None:
    call(store, shops.add, Shop("s3", "Gone", connected=False))
    begin(store, shop=shop)
    assert history_jobs.all(store) == ()


@pytest.mark.parametrize("until", [-5, -(2**70), 2**70])
def test_any_date_can_be_asked_for(store: Connection, until: int) -> None:
    begin(store, until)
    assert 0 <= job(store).until < 2**63


COMMANDS = {
    "pause": (history_jobs.pause, {S.RUNNING: S.PAUSED, S.WAITING: S.PAUSED}),
    "resume": (history_jobs.resume, {S.PAUSED: S.RUNNING, S.FAILED: S.RUNNING}),
    "cancel": (
        history_jobs.cancel,
        {S.RUNNING: S.CANCELLED, S.WAITING: S.CANCELLED, S.PAUSED: S.CANCELLED},
    ),
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_moves_only_what_it_may(store: Connection, state: S, name: str) -> None:
    begin(store)
    call(store, history_jobs.stand, "a", state, "why")
    command, moves = COMMANDS[name]
    with writing(store) as told:
        command(store, "a")
    assert job(store).state is moves.get(state, state)
    assert told.changes.jobs == (state in moves)
    if state in moves:
        assert job(store).code == ""


@pytest.mark.parametrize("state", S)
def test_only_what_has_ended_can_be_dismissed(store: Connection, state: S) -> None:
    begin(store)
    call(store, history_jobs.stand, "a", state)
    call(store, history_jobs.dismiss, "a")
    assert (history_jobs.get(store, "a") is None) == state.ended


def test_a_failed_job_is_not_resumed_beside_a_new_one(store: Connection) -> None:
    begin(store)
    call(store, history_jobs.stand, "a", S.FAILED, "internal")
    begin(store, id="b")
    call(store, history_jobs.resume, "a")
    assert job(store).state is S.FAILED


def test_commands_for_what_is_not_there_do_nothing(store: Connection) -> None:
    for command in (
        history_jobs.pause,
        history_jobs.resume,
        history_jobs.cancel,
        history_jobs.dismiss,
    ):
        with writing(store) as told:
            command(store, "nobody")
        assert not told.changes
    assert history_jobs.get(store, "nobody") is None
    assert not call(store, history_jobs.progress, "nobody", Place(), Place("t"))


def test_progress_counts_only_from_where_the_job_is(store: Connection) -> None:
    begin(store)
    numbers = {"conversations": 1, "messages": 10, "new_messages": 4, "worked": 2.5}
    assert call(store, history_jobs.progress, "a", Place(), Place("t", "c"), reached=70, **numbers)
    assert not call(store, history_jobs.progress, "a", Place(), Place("u"), **numbers)
    assert call(
        store, history_jobs.progress, "a", Place("t", "c"), Place("", SWEEP), reached=90, **numbers
    )
    kept = history_jobs.get(store, "a")
    assert kept is not None
    assert (kept.place, kept.worked) == (Place("", SWEEP), 5.0)
    found = kept.job
    assert (found.conversations, found.messages, found.new_messages) == (2, 20, 8)
    assert found.reached == 70
    call(store, history_jobs.pause, "a")
    assert not call(store, history_jobs.progress, "a", Place("", SWEEP), Place("x"))


def test_a_copy_that_was_emptied_puts_every_open_job_back_to_the_top(store: Connection) -> None:
    begin(store)
    call(store, history_jobs.progress, "a", Place(), Place("t", "c"), conversations=5, reached=70)
    call(store, history_jobs.begin_anew)
    kept = history_jobs.get(store, "a")
    assert kept is not None
    assert (kept.place, kept.job.conversations, kept.job.reached) == (Place(), 0, 0)


def test_a_row_that_makes_no_sense_is_shown_as_paused(store: Connection) -> None:
    begin(store)
    store.execute("UPDATE seller.history_jobs SET state = 'dancing', token = '\ud7ff'")
    assert job(store).state is S.PAUSED
    assert history_jobs.working(store) == ()


def test_jobs_go_with_their_shop(store: Connection) -> None:
    begin(store)
    while call(store, erasing.piece, "s1"):
        pass
    assert history_jobs.all(store) == ()


# -- coverage --------------------------------------------------------------------------------------


def covered(store: Connection, *, list_to_end: bool = True) -> Coverage:
    return coverage.of_shop(store, "s1", list_to_end=list_to_end)


def page(store: Connection, *places: int, token: str = "", walk: Walk | None = None,
         key: ConversationKey = KEY) -> inbound.PageResult:  # fmt: skip
    rows = [message(place, key=key) for place in sorted(places, reverse=True)]
    found = call(store, inbound.store_page, key, rows, token, walk=walk, now=NOW)
    assert isinstance(found, inbound.PageResult)
    return found


def test_nothing_known_is_no_coverage(store: Connection) -> None:
    assert covered(store, list_to_end=False) == Coverage("s1", -1, 0)
    assert coverage.since(store, KEY) == -1


def test_a_history_read_to_its_start_is_whole(store: Connection) -> None:
    page(store, 1, 2, 3)
    assert covered(store) == Coverage("s1", 0, 0)
    assert coverage.since(store, KEY) == 0


def test_an_open_end_is_where_it_begins(store: Connection) -> None:
    created = message(5).created
    page(store, 5, 6, token="t")
    assert covered(store) == Coverage("s1", created, 0)
    assert coverage.since(store, KEY) == created


def test_a_hole_above_it_counts_and_its_closing_too(store: Connection) -> None:
    page(store, 1, 2)
    found = page(store, 9, 10, token="t")
    assert found.hole is not None
    assert covered(store) == Coverage("s1", message(9).created, 1)
    assert coverage.since(store, KEY) == message(9).created
    assert holes.above(store, KEY, message(9).created + 1) is None
    work = holes.above(store, KEY, 0)
    assert work is not None
    page(store, 2, 3, 4, token="u", walk=work.walk)
    assert covered(store) == Coverage("s1", 0, 0)


def test_a_list_that_was_not_read_to_its_end_bounds_it(store: Connection) -> None:
    page(store, 5, 6)
    assert covered(store, list_to_end=False).since == message(6).created


def test_what_only_the_list_told_of_is_missing(store: Connection) -> None:
    other = ConversationKey("s1", "c2")
    page(store, 1, 2)
    call(store, inbound.store_list, "s1", [listed(message(8, key=other), id="c2")], NOW)
    assert covered(store) == Coverage("s1", message(8).created, 1)
    assert coverage.since(store, other) == -1
    # And where the newest is told of and not read, all below it may be missing.
    call(store, inbound.store_list, "s1", [listed(message(9))], NOW)
    assert coverage.since(store, KEY) == message(9).created


def test_each_step_comes_straight_from_an_index(store: Connection) -> None:
    for statement in (coverage._HOLES, coverage._END, coverage._OLDEST_LISTED):
        plan = " ".join(
            row[3]
            for row in store.execute(f"EXPLAIN QUERY PLAN {statement}", {"shop": "s1"}).fetchall()
        )
        assert "SEARCH" in plan
        assert "SCAN" not in plan
        assert "TEMP B-TREE" not in plan
