"""Old conversations are read on demand: from the newest to a date, within what can be spared."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from nobi_desktop.domain.history import HistoryJob, JobState
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.shop import ShopState
from nobi_desktop.sandbox.calls import parameter_error
from nobi_desktop.sandbox.pages import Pages
from nobi_desktop.store import erasing, history_jobs, holes, shops
from nobi_desktop.store.database import Opened
from nobi_desktop.sync.budget import RESERVE
from nobi_desktop.sync.history import HistoryReading
from nobi_desktop.tiktok.limits import CallClass
from tests.sync.rig import Rig


class Library(Rig):
    """The rig with what reads old conversations beside its polls."""

    reading: HistoryReading

    async def open(self, *, budget: int = 10_000) -> Rig:
        await super().open(budget=budget)
        self.reading = HistoryReading(
            self.db,
            self.clock,
            self.sync.loop_of,
            self.sync.statuses,
            report=lambda name, error: self.crashes.append((name, error)),
            chance=lambda: 0.5,
        )
        return self

    async def start(self, seconds: float = 0.0) -> None:
        await self.sync.start()
        await self.reading.start()
        await self.pass_time(seconds)

    async def close(self) -> None:
        await self.reading.stop()
        await super().close()

    async def ask(self, until: float = 0, *, id: str = "job", shop: str = "") -> None:
        """Ask for the old conversations of a shop."""
        wanted = [(id, shop or self.shop)]
        await self.db.write(history_jobs.start, wanted, int(until), self.clock.now())

    async def job(self, id: str = "job") -> HistoryJob:
        kept = await self.db.read(history_jobs.get, id)
        assert kept is not None
        return kept.job

    async def until(self, state: JobState, seconds: float = 7200, id: str = "job") -> HistoryJob:
        """Let time pass until a job stands so."""
        await self.settle()
        end = self.clock.monotonic() + seconds
        while (await self.job(id)).state is not state:
            assert self.clock.monotonic() < end, await self.job(id)
            await self.pass_time(5)
        return await self.job(id)

    async def whole(self, shop: str = "") -> bool:
        """Whether all that TikTok has of a shop is here, as history."""
        return self.truth(shop) == await self.stored(shop)

    def age(self, days: float, *, part: int = 1) -> None:
        """Make every `part`th conversation of the shop so many days older."""
        for row in self.world.conversations(self.shop)[::part]:
            self.older(row, days)

    def older(self, row: Any, days: float) -> None:
        for message in row.messages:
            message.create_time -= int(days * 86_400)

    def since(self, until: float) -> set[str]:
        """Messages that are to be here after everything back to `until` was read."""
        return {
            m.id
            for c in self.world.conversations(self.shop)
            for m in c.messages
            if m.create_time >= until
        }

    async def held(self) -> set[str]:
        return {m for row in (await self.stored()).values() for m in row}


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Any]:
    """Makes opened libraries; no crash may be left unsaid."""
    made: list[Library] = []

    async def make(*, budget: int = 10_000, **world: Any) -> Library:
        rig = Library(tmp_path / f"data{len(made)}", **world)
        made.append(rig)
        await rig.open(budget=budget)
        return rig

    yield make
    for rig in made:
        await rig.close()


async def test_everything_is_read_to_the_end_of_the_list_and_of_each_conversation(
    library: Any,
) -> None:
    rig = await library(conversations=50, messages=40)
    await rig.start(30)
    assert not await rig.whole()
    await rig.ask()
    job = await rig.until(JobState.DONE)
    assert await rig.whole()
    assert job.conversations == 50
    assert job.messages >= job.new_messages > 0
    assert 0 < job.reached < rig.clock.now()
    assert job.code == ""
    (coverage,) = await rig.reading.coverage([rig.shop])
    assert (coverage.since, coverage.holes) == (0, 0)
    assert not rig.crashes


async def test_it_reads_back_to_the_date_and_no_page_further(library: Any) -> None:
    rig = await library(conversations=60, messages=40)
    rig.age(20)
    until = rig.clock.now() - 25 * 86_400
    await rig.start(30)
    wanted = rig.since(until)
    assert not wanted <= await rig.held()
    await rig.ask(until)
    job = await rig.until(JobState.DONE)
    held = await rig.held()
    assert wanted <= held
    assert len(held) < len(rig.since(0))
    assert until <= job.reached
    (coverage,) = await rig.reading.coverage([rig.shop])
    assert 0 < coverage.since <= until
    assert coverage.holes == 0


async def test_polls_go_first_and_begin_when_they_are_due(library: Any) -> None:
    rig = await library(conversations=50, messages=60)
    await rig.start(44)
    await rig.ask()
    rig.world.forget_requests()
    await rig.pass_time(75)
    assert (await rig.job()).state is JobState.RUNNING
    # A poll's call has no token; those of the walk but for its first have one.
    polls = [at for at in rig.times() if at % 15 == 0]
    assert polls == [45, 60, 75, 90, 105]
    at = sorted(rig.times("list_messages") + rig.times())
    assert len(at) > 80
    # A buyer's message is here with the next poll, in the middle of it all.
    said = rig.world.say(rig.shop, rig.world.conversations(rig.shop)[0].id, text="Còn hàng không?")
    await rig.pass_time(15)
    assert said.id in await rig.held()


async def test_when_the_days_share_is_used_it_waits_and_goes_on_after_midnight_by_itself(
    library: Any,
) -> None:
    # Half an hour before midnight in Vietnam.
    rig = await library(start=1_767_225_600.0 + 16.5 * 3600, conversations=50, messages=60)
    rig.age(20)
    await rig.start(40)
    budget = rig.budgets.of(rig.shop)
    while budget.left(CallClass.BACKFILL) > 60:
        budget.spend(CallClass.BACKFILL)
    await rig.ask()
    job = await rig.until(JobState.WAITING)
    assert job.code == "budget"
    assert rig.reading.calls_left(rig.shop) <= 0
    assert budget.left(CallClass.SEND) >= RESERVE
    read = job.messages
    assert read > 0
    await rig.pass_time(600)
    # A trickle that becomes free again does not make it flicker.
    assert (await rig.job()).code == "budget"
    assert budget.left(CallClass.POLL) * 15 >= budget.midnight - rig.clock.now()
    assert rig.state is ShopState.LIVE
    job = await rig.until(JobState.DONE)
    assert job.messages > read
    assert await rig.whole()


async def test_a_quota_that_is_spent_at_tiktok_is_not_asked_again_and_again(library: Any) -> None:
    rig = await library(conversations=10, messages=40)
    rig.age(20)
    await rig.start(30)
    rig.world.faults.plan("list_messages", code=45101004, status=429, times=-1)
    await rig.ask()
    job = await rig.until(JobState.WAITING)
    assert job.code == "budget"
    rig.world.forget_requests()
    await rig.pass_time(1200)
    assert rig.calls("list_messages") == 0
    rig.world.faults.clear()
    await rig.until(JobState.DONE)
    assert await rig.whole()


async def test_a_paused_job_makes_no_call_and_goes_on_at_its_place(library: Any) -> None:
    rig = await library(conversations=30, messages=40)
    rig.age(20)
    await rig.start(30)
    await rig.ask()
    await rig.pass_time(20)
    await rig.db.write(history_jobs.pause, "job")
    await rig.pass_time(2)
    paused = await rig.job()
    assert paused.state is JobState.PAUSED
    assert paused.messages > 0
    rig.world.forget_requests()
    await rig.pass_time(120)
    assert rig.calls("list_messages") == 0
    assert await rig.job() == paused
    await rig.db.write(history_jobs.resume, "job")
    job = await rig.until(JobState.DONE)
    assert job.conversations == 30
    assert await rig.whole()


async def test_a_cancelled_job_keeps_what_it_has_read_and_reads_no_more(library: Any) -> None:
    rig = await library(conversations=30, messages=40)
    rig.age(20)
    await rig.start(30)
    before = len(await rig.held())
    await rig.ask()
    await rig.pass_time(20)
    await rig.db.write(history_jobs.cancel, "job")
    await rig.pass_time(5)
    kept = len(await rig.held())
    assert kept > before
    rig.world.forget_requests()
    await rig.pass_time(60)
    assert rig.calls("list_messages") == 0
    assert (await rig.job()).state is JobState.CANCELLED
    await rig.db.write(history_jobs.resume, "job")
    await rig.pass_time(20)
    assert (await rig.job()).state is JobState.CANCELLED


@pytest.mark.parametrize("seconds", [1, 7, 23])
async def test_after_every_restart_it_goes_on_at_its_place(library: Any, seconds: int) -> None:
    """F18: whatever page it was at, nothing is lost, and nothing is taken as done."""
    rig = await library(conversations=45, messages=30)
    await rig.start(30)
    await rig.ask()
    pages = 0
    for _ in range(6):
        await rig.pass_time(seconds)
        pages += rig.calls("list_messages")
        rig.world.forget_requests()
        await rig.again()
        await rig.start(16)
        if (await rig.job()).state is JobState.DONE:
            break
    await rig.until(JobState.DONE)
    pages += rig.calls("list_messages")
    job = await rig.job()
    assert await rig.whole()
    assert 44 <= job.conversations <= 46
    # One reading of all of it, and little twice.
    assert pages < 45 * 7 + 80


async def test_tokens_that_died_begin_the_walk_anew_without_losing_what_was_read(
    library: Any,
) -> None:
    """F19: a refused token of the list or of a conversation never counts as the end."""
    rig = await library(conversations=70, messages=30)
    await rig.start(30)
    await rig.ask()
    while (await rig.job()).conversations < 30:
        await rig.pass_time(5)
    before = await rig.job()
    held = await rig.held()
    rig.world.pages = Pages(99)
    await rig.pass_time(60)
    assert held <= await rig.held()
    job = await rig.until(JobState.DONE)
    assert await rig.whole()
    assert job.messages >= before.messages
    assert 69 <= job.conversations <= 71
    assert not rig.crashes


async def test_a_list_whose_every_token_is_refused_is_not_walked_round_and_round(
    library: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig = await library(conversations=50, messages=12)
    await rig.start(60)

    def show(token: str) -> str:
        raise parameter_error("Invalid parameter: page_token")

    monkeypatch.setattr(rig.world.pages, "_show", show)
    await rig.ask()
    rig.world.forget_requests()
    await rig.pass_time(1800)
    job = await rig.job()
    assert job.state is JobState.WAITING
    assert job.code
    assert len([at for at in rig.times() if at % 15]) < 20
    monkeypatch.undo()
    await rig.until(JobState.DONE, 8000)
    assert await rig.whole()


async def test_a_conversation_that_tiktok_refuses_does_not_hold_up_the_others(
    library: Any,
) -> None:
    rig = await library(conversations=30, messages=40)
    await rig.start(30)
    row = rig.world.conversations(rig.shop)[4]
    rig.world.faults.plan(
        "list_messages", conversation_id=row.id, code=45101003, status=200, times=-1
    )
    await rig.ask()
    job = await rig.until(JobState.DONE)
    assert job.code == "45101003"
    truth, stored = rig.truth(), await rig.stored()
    assert {k: v for k, v in truth.items() if k != row.id} == {
        k: v for k, v in stored.items() if k != row.id
    }
    assert len(stored[row.id]) < len(truth[row.id])
    # It is not said to be complete.
    (coverage,) = await rig.reading.coverage([rig.shop])
    assert coverage.since > 0
    rig.world.faults.clear()
    await rig.ask(id="again")
    job = await rig.until(JobState.DONE, id="again")
    assert (job.code, job.new_messages) == ("", len(truth[row.id]) - len(stored[row.id]))
    assert await rig.whole()


async def test_a_page_that_always_says_there_is_more_is_given_up(
    library: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig = await library(conversations=6, messages=30)
    rig.age(20)
    await rig.start(60)
    row = rig.world.conversations(rig.shop)[2]
    rig.world.faults.plan(
        "list_messages",
        conversation_id=row.id,
        times=-1,
        rewrite={"data": {"messages": [], "next_page_token": "again"}},
    )
    await rig.ask()
    job = await rig.until(JobState.DONE)
    assert job.code
    truth, stored = rig.truth(), await rig.stored()
    assert all(truth[key] == stored[key] for key in truth if key != row.id)


OBSTACLES: list[tuple[str, dict[str, Any], str]] = [
    ("no network", {"drop_before": True}, "offline"),
    ("outage", {"status": 503, "body": ""}, "offline"),
    ("sign in", {"code": 105002, "status": 401}, "sign_in"),
    ("no permission", {"code": 105005, "status": 401}, "no_permission"),
]


@pytest.mark.parametrize(("name", "fault", "code"), OBSTACLES, ids=[o[0] for o in OBSTACLES])
async def test_what_holds_the_shop_up_holds_it_up_too_and_it_goes_on_by_itself(
    library: Any, name: str, fault: dict[str, Any], code: str
) -> None:
    rig = await library(conversations=20, messages=40)
    await rig.start(30)
    await rig.ask()
    await rig.pass_time(5)
    rig.world.faults.plan("*", times=-1, **fault)
    await rig.pass_time(90)
    job = await rig.job()
    assert (job.state, job.code) == (JobState.WAITING, code)
    rig.world.forget_requests()
    await rig.pass_time(60)
    assert rig.calls("list_messages") <= 1
    rig.world.faults.clear()
    await rig.until(JobState.DONE, 4000)
    assert await rig.whole()


async def test_the_jobs_of_a_paused_shop_wait_for_it(library: Any) -> None:
    rig = await library(conversations=20, messages=40)
    await rig.start(30)
    await rig.ask()
    await rig.pass_time(5)
    await rig.db.write(shops.set_paused, rig.shop, True)
    rig.sync.remove_shop(rig.shop)
    await rig.pass_time(20)
    job = await rig.job()
    assert (job.state, job.code) == (JobState.WAITING, "paused_shop")
    rig.world.forget_requests()
    await rig.pass_time(60)
    assert rig.calls() == 0
    await rig.db.write(shops.set_paused, rig.shop, False)
    record = await rig.db.read(shops.get, rig.shop)
    rig.sync.add_shop(record, rig.client(rig.shop))
    await rig.until(JobState.DONE)
    assert await rig.whole()


async def test_the_jobs_of_a_shop_that_was_given_up_stay_paused(library: Any) -> None:
    rig = await library(conversations=20, messages=40)
    await rig.start(30)
    await rig.ask()
    await rig.pass_time(5)
    await rig.db.write(shops.update, rig.shop, connected=False)
    rig.sync.remove_shop(rig.shop)
    await rig.pass_time(20)
    job = await rig.job()
    assert (job.state, job.code) == (JobState.PAUSED, "disconnected")
    # Nor does it get a new one.
    await rig.ask(id="other")
    assert await rig.db.read(history_jobs.get, "other") is None


async def test_erasing_a_shop_takes_its_jobs_along(library: Any) -> None:
    rig = await library(shops=2, conversations=20, messages=40)
    other = rig.world.shops[1].id
    await rig.start(30)
    await rig.ask()
    await rig.ask(id="other", shop=other)
    await rig.pass_time(5)
    rig.sync.remove_shop(rig.shop)
    while await rig.db.write(erasing.piece, rig.shop):
        pass
    await rig.until(JobState.DONE, id="other")
    assert await rig.db.read(history_jobs.get, "job") is None
    assert await rig.whole(other)
    assert await rig.db.read(holes.unfinished, rig.shop, 0, ()) is None
    assert not rig.crashes


async def test_a_date_that_is_moved_back_is_reached_by_the_same_job(library: Any) -> None:
    rig = await library(conversations=30, messages=40)
    rig.age(20)
    await rig.start(30)
    until = rig.clock.now() - 24 * 86_400
    await rig.ask(until)
    await rig.pass_time(5)
    await rig.ask(0, id="other")
    # Nor does a later date shorten it.
    await rig.ask(until, id="other")
    assert await rig.db.read(history_jobs.get, "other") is None
    job = await rig.until(JobState.DONE)
    assert job.until == 0
    assert job.conversations == 30
    assert await rig.whole()


async def test_a_conversation_that_moves_up_while_the_list_is_walked_is_not_missed(
    library: Any,
) -> None:
    rig = await library(conversations=60, messages=30)
    await rig.start(30)
    last = rig.world.conversations(rig.shop)[-1].id
    await rig.ask()
    while (await rig.job()).conversations < 25:
        await rig.pass_time(5)
    rig.world.say(rig.shop, last, text="Shop ơi")
    await rig.pass_time(30)
    assert rig.world.conversations(rig.shop)[0].id == last
    await rig.until(JobState.DONE)
    assert await rig.whole()


async def test_the_same_again_costs_the_list_and_changes_nothing(library: Any) -> None:
    rig = await library(conversations=45, messages=30)
    await rig.start(30)
    await rig.ask()
    await rig.until(JobState.DONE)
    stored = await rig.stored()
    await rig.pass_time(30)
    rig.world.forget_requests()
    await rig.ask(id="again")
    job = await rig.until(JobState.DONE, id="again")
    assert rig.calls("list_messages") == 0
    assert (job.conversations, job.messages, job.new_messages) == (45, 0, 0)
    assert await rig.stored() == stored
    assert rig.new.count(stored[next(iter(stored))][0]) == 1


async def test_a_copy_that_was_emptied_is_read_back_from_the_top(library: Any) -> None:
    """F36: what a job had read is gone with the damaged copy, so it walks again."""
    rig = await library(conversations=45, messages=30)
    await rig.start(30)
    await rig.ask()
    while (await rig.job()).conversations < 22:
        await rig.pass_time(5)

    def empty(connection: Any) -> None:
        for table in ("messages", "segments", "conversations", "shop_sync"):
            connection.execute(f"DELETE FROM tiktok.{table}")

    await rig.db.write(empty)
    rig.db.healed.tell(Opened(rebuilt_copy=True))
    job = await rig.until(JobState.DONE)
    assert await rig.whole()
    assert job.conversations == 45


async def test_a_full_disk_is_waited_for(library: Any) -> None:
    """F35: nothing is noted as read that could not be stored."""
    rig = await library(conversations=20, messages=40)
    rig.age(20)
    await rig.start(30)
    await rig.ask()
    await rig.pass_time(5)

    def room(connection: Any, pages: int) -> None:
        for name in ("seller", "tiktok"):
            used = connection.execute(f"PRAGMA {name}.page_count").fetchone()[0]
            connection.execute(f"PRAGMA {name}.max_page_count = {used + pages}")

    told: list[str] = []
    rig.db.trouble.watch(told.append)
    await rig.db.read(room, 0)
    await rig.pass_time(120)
    assert "disk_full" in told
    assert (await rig.job()).state in (JobState.RUNNING, JobState.WAITING)
    await rig.db.read(room, 1_000_000)
    await rig.until(JobState.DONE)
    assert await rig.whole()
    assert rig.db.trouble.value == ""
    assert not rig.crashes


async def test_a_fault_of_ours_ends_in_words_and_not_in_silence(
    library: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    rig = await library(conversations=20, messages=30)
    await rig.start(30)
    faults = 2

    def broken(*args: Any, **kwargs: Any) -> Any:
        nonlocal faults
        faults -= 1
        if faults >= 0:
            raise RuntimeError("a fault of ours")
        return above(*args, **kwargs)

    above = holes.above
    monkeypatch.setattr(holes, "above", broken)
    await rig.ask()
    await rig.until(JobState.DONE)
    assert len(rig.crashes) == 2
    assert await rig.whole()
    faults = 1000
    await rig.ask(id="again")
    job = await rig.until(JobState.FAILED, id="again")
    assert job.code == "internal"
    assert len(rig.crashes) == 2 + 5
    assert "a fault of ours" in caplog.text
    rig.crashes.clear()
    caplog.clear()
    faults = 0
    await rig.db.write(history_jobs.resume, "again")
    await rig.until(JobState.DONE, id="again")


async def test_two_shops_are_read_side_by_side(library: Any) -> None:
    rig = await library(shops=2, conversations=20, messages=30)
    other = rig.world.shops[1].id
    await rig.start(30)
    await rig.ask()
    await rig.ask(id="other", shop=other)
    rig.world.faults.plan("*", shop_id=rig.shop, drop_before=True, times=-1)
    await rig.until(JobState.DONE, id="other")
    assert await rig.whole(other)
    assert (await rig.job()).code == "offline"
    rig.world.faults.clear()
    await rig.until(JobState.DONE)
    assert await rig.whole()


# -- the open conversation ------------------------------------------------------------------------


async def test_all_that_is_missing_in_one_conversation_is_read(library: Any) -> None:
    rig = await library(conversations=5, messages=120)
    await rig.start(30)
    key = rig.key(rig.world.conversations(rig.shop)[1].id)
    seen: list[int] = []
    rig.reading.syncing.watch(lambda shown: seen.append(shown.messages if shown else -1))
    rig.reading.sync_messages(key)
    rig.reading.sync_messages(key)  # Once is enough.
    await rig.pass_time(60)
    shown = rig.reading.syncing.value
    assert (shown.key, shown.done, shown.code) == (key, True, "")
    assert len(seen) > 5
    truth, stored = rig.truth(), await rig.stored()
    assert truth[key.id] == stored[key.id]
    assert truth != stored
    assert shown.new_messages > 0
    # Once more: there is nothing left to read.
    rig.world.forget_requests()
    rig.reading.sync_messages(key)
    await rig.settle()
    assert rig.reading.syncing.value.done
    assert rig.calls("list_messages") == 0


async def test_it_ends_when_told_and_another_one_takes_its_place(library: Any) -> None:
    rig = await library(conversations=5, messages=120)
    await rig.start(30)
    first, second = (rig.key(c.id) for c in rig.world.conversations(rig.shop)[:2])
    rig.reading.sync_messages(first)
    await rig.pass_time(2)
    rig.reading.sync_messages(second)
    assert rig.reading.syncing.value.key == second
    await rig.pass_time(2)
    rig.reading.stop_messages()
    assert rig.reading.syncing.value is None
    rig.world.forget_requests()
    await rig.pass_time(10)
    assert rig.calls("list_messages") == 0


async def test_it_waits_for_what_holds_the_shop_up_and_says_so(library: Any) -> None:
    rig = await library(conversations=5, messages=120)
    await rig.start(30)
    key = rig.key(rig.world.conversations(rig.shop)[1].id)
    rig.world.faults.plan("*", drop_before=True, times=-1)
    rig.reading.sync_messages(key)
    await rig.pass_time(40)
    assert rig.reading.syncing.value.code == "offline"
    rig.world.faults.clear()
    await rig.pass_time(180)
    shown = rig.reading.syncing.value
    assert (shown.done, shown.code) == (True, "")


async def test_a_conversation_that_is_refused_is_told_as_such(library: Any) -> None:
    rig = await library(conversations=5, messages=120)
    await rig.start(30)
    key = rig.key(rig.world.conversations(rig.shop)[1].id)
    rig.world.faults.plan(
        "list_messages", conversation_id=key.id, code=45101003, status=200, times=-1
    )
    rig.reading.sync_messages(key)
    await rig.pass_time(10)
    shown = rig.reading.syncing.value
    assert (shown.done, shown.code) == (True, "45101003")


async def test_a_conversation_nobody_knows_comes_to_an_end_too(library: Any) -> None:
    rig = await library()
    await rig.start(30)
    rig.reading.sync_messages(ConversationKey(rig.shop, "12345"))
    await rig.pass_time(10)
    assert rig.reading.syncing.value.code == "45101003"
    rig.reading.sync_messages(ConversationKey("no shop", "12345"))
    await rig.pass_time(10)
    assert rig.reading.syncing.value.code == "disconnected"
