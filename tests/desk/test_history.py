"""What the seller sees of old conversations being read, and how long it will still take."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from pathlib import Path

import pytest

from nobi_desktop.desk.history import COVERAGE_EVERY, SPARE_A_DAY, History, seconds_left
from nobi_desktop.domain.history import Coverage, HistoryJob, JobState, MessagesSync
from nobi_desktop.domain.ids import ConversationKey, ShopId
from nobi_desktop.domain.shop import Shop, ShopRow, ShopStatus
from nobi_desktop.flow.clock import HandClock
from nobi_desktop.flow.news import Fact
from nobi_desktop.store import history_jobs, inbound
from nobi_desktop.store.database import Database
from nobi_desktop.store.history_jobs import KeptJob, Place
from tests.desk.ground import Ground, on_ground
from tests.store.scene import KEY, message

S = JobState
NOW = 1_767_225_600.0
OTHER = ConversationKey("s1", "c2")


class Reading:
    """Notes what it is asked."""

    def __init__(self) -> None:
        self.syncing: Fact[MessagesSync | None] = Fact(None)
        self.asked: list[ConversationKey | None] = []
        self.looks = 0

    def sync_messages(self, key: ConversationKey) -> None:
        self.asked.append(key)
        self.syncing.set(MessagesSync(key))

    def stop_messages(self) -> None:
        self.asked.append(None)
        self.syncing.set(None)

    def calls_left(self, shop: ShopId) -> int:
        return 500

    def midnight(self, shop: ShopId) -> float:
        return NOW + 3600

    async def coverage(self, shops: Collection[ShopId]) -> tuple[Coverage, ...]:
        self.looks += 1
        return tuple(Coverage(shop, 7, self.looks) for shop in shops)


class Seat(Ground):
    """The history part of a desk over a real store."""

    def __init__(self, db: Database, clock: HandClock) -> None:
        super().__init__(db, clock)
        self.reading = Reading()
        self.opened: Fact[ConversationKey | None] = Fact(None)
        self.rows: Fact[tuple[ShopRow, ...]] = Fact(())
        self.history = History(db, self.scope, clock, self.reading, self.opened, self.rows)

    async def end(self) -> None:
        self.history.close()
        await super().end()

    @property
    def job(self) -> HistoryJob:
        return self.history.jobs.value[0]


@pytest.fixture
async def seat(tmp_path: Path) -> AsyncIterator[Seat]:
    async with on_ground(Seat, tmp_path, Shop("s1", "s1"), Shop("s2", "s2"), now=NOW) as made:
        yield made


async def test_a_job_is_begun_paused_resumed_cancelled_and_dismissed(seat: Seat) -> None:
    seat.history.start(["s1", "s2"], 1000)
    await seat.settle()
    jobs = seat.history.jobs.value
    assert {(job.shop, job.until, job.state) for job in jobs} == {
        ("s1", 1000, S.RUNNING),
        ("s2", 1000, S.RUNNING),
    }
    id = jobs[0].id
    for command, state in (
        (seat.history.pause, S.PAUSED),
        (seat.history.resume, S.RUNNING),
        (seat.history.cancel, S.CANCELLED),
        (seat.history.resume, S.CANCELLED),
    ):
        command(id)
        await seat.settle()
        assert {job.id: job.state for job in seat.history.jobs.value}[id] is state
    seat.history.dismiss(id)
    await seat.settle()
    assert [job.id for job in seat.history.jobs.value] == [jobs[1].id]


async def test_what_cannot_be_asked_for_changes_nothing(seat: Seat) -> None:
    seat.history.start([], 0)
    seat.history.start(["nobody"], -5)
    for command in (seat.history.pause, seat.history.resume, seat.history.cancel):
        command("nothing")
    seat.history.dismiss("nothing")
    seat.history.sync_messages()
    await seat.settle()
    assert seat.history.jobs.value == ()
    assert seat.reading.asked == []


async def test_how_far_it_is_comes_with_the_calls_left_and_an_estimate(seat: Seat) -> None:
    seat.history.start(["s1"], int(NOW) - 1000)
    await seat.settle()
    assert (seat.job.calls_left, seat.job.seconds_left) == (500, -1)
    await seat.db.write(
        history_jobs.progress,
        seat.job.id,
        Place(),
        Place("t"),
        messages=100,
        reached=int(NOW) - 250,
        worked=60.0,
    )
    await seat.settle()
    assert seat.job.seconds_left == 180
    seat.history.pause(seat.job.id)
    await seat.settle()
    assert seat.job.seconds_left == -1


async def test_the_reading_of_a_conversation_ends_when_another_is_opened(seat: Seat) -> None:
    seat.opened.set(KEY)
    seat.history.sync_messages()
    assert seat.history.syncing.value == MessagesSync(KEY)
    seat.opened.set(OTHER)
    assert seat.reading.asked == [KEY, None]
    seat.history.sync_messages()
    seat.history.stop_messages()
    assert seat.reading.asked == [KEY, None, OTHER, None]
    seat.opened.set(None)
    assert seat.reading.asked[4:] == []


async def test_coverage_follows_what_comes_in_but_not_at_every_page(seat: Seat) -> None:
    seat.rows.set(tuple(ShopRow(Shop(name, name), ShopStatus(name)) for name in ("s1", "s2")))
    await seat.settle()
    before = seat.reading.looks
    assert seat.history.coverage.value == (Coverage("s1", 7, before), Coverage("s2", 7, before))
    for place in range(1, 30):
        await seat.db.write(inbound.store_page, KEY, [message(place)], "", now=NOW)
        await seat.settle()
    assert seat.reading.looks == before
    await seat.clock.advance(COVERAGE_EVERY)
    await seat.settle()
    assert seat.reading.looks == before + 1
    seat.history.refresh()
    await seat.settle()
    assert seat.reading.looks == before + 2


def kept(until: int = 0, worked: float = 100.0, **fields: int) -> KeptJob:
    return KeptJob(HistoryJob("a", "s1", until, S.RUNNING, **fields), Place(), worked)


@pytest.mark.parametrize(
    ("job", "conversations", "left"),
    [
        (kept(), 0, -1),
        (kept(conversations=1), 100, -1),
        (kept(conversations=50, worked=0.0), 100, -1),
        (kept(conversations=50), 100, 100),
        (kept(conversations=100), 100, 0),
        (kept(conversations=120), 100, 0),
        (kept(int(NOW) - 1000, reached=int(NOW) - 500), 0, 100),
        (kept(int(NOW) - 1000, reached=int(NOW) - 5000), 0, 0),
        (kept(int(NOW) + 1000, reached=int(NOW) - 5000), 0, 0),
    ],
)
def test_the_estimate_goes_by_the_pace_so_far(job: KeptJob, conversations: int, left: int) -> None:
    assert seconds_left(job, conversations, NOW, 500, NOW + 3600) == left


def test_beyond_the_days_calls_the_estimate_goes_on_at_midnight() -> None:
    job = kept(conversations=50, messages=10_000)
    # 1,000 calls for one half, so as many for the other; 100 of them may be made today.
    assert seconds_left(job, 100, NOW, 100, NOW + 3600) == 3600 + 100
    more = kept(conversations=50, messages=10 * 2 * SPARE_A_DAY)
    assert seconds_left(more, 100, NOW, 0, NOW + 3600) == 3600 + 2 * 86_400 + 100
