"""The seller asks for what is older than Nobi has read, through every room, over real HTTP."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from nobi_desktop.domain.history import JobState
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.sandbox.world import World

Start = Callable[[], Any]


async def test_an_old_conversation_is_read_back_and_the_screen_says_how_far(
    program: Start, world: World
) -> None:
    shop = world.shops[0].id
    long_ago = int(time.time()) - 60 * 86_400
    first = world.say(shop, text="tin đầu tiên", at=long_ago)
    key = ConversationKey(shop, first.conversation_id)
    for place in range(1, 45):
        world.say(shop, key.id, text=f"tin {place}", at=long_ago + place)
    async with program() as p:
        await p.until(lambda: p.desk.inbox.rows.value, what="the row")
        p.desk.history.start([shop], 0)
        await p.until(lambda: p.desk.history.jobs.value, what="the job")
        await p.until(
            lambda: p.desk.history.jobs.value[0].state is JobState.DONE, what="the end of the job"
        )
        job = p.desk.history.jobs.value[0]
        assert (job.conversations, job.code) == (1, "")
        assert job.new_messages >= 30
        p.desk.inbox.open(key)
        await p.until(
            lambda: p.desk.timeline.state.value.complete_since == 0, what="all of it is held"
        )
        state = p.desk.timeline.state.value
        assert state.reaches_start
        assert len(state.rows) == 45
        p.desk.history.dismiss(job.id)
        await p.until(lambda: not p.desk.history.jobs.value, what="the job is put away")


async def test_a_job_goes_on_after_a_restart_and_one_conversation_by_itself(
    program: Start, world: World
) -> None:
    shop = world.shops[0].id
    long_ago = int(time.time()) - 60 * 86_400
    keys = []
    for buyer in range(3):
        said = world.say(shop, text="chào shop", at=long_ago + buyer)
        keys.append(ConversationKey(shop, said.conversation_id))
        for place in range(1, 60):
            world.say(shop, said.conversation_id, text=f"tin {place}", at=long_ago + 10 + place)
    async with program() as p:
        await p.until(lambda: len(p.desk.inbox.rows.value) == 3, what="the rows")
        p.desk.inbox.open(keys[0])
        await p.until(lambda: p.desk.timeline.state.value.rows, what="the messages")
        p.desk.history.sync_messages()
        await p.until(
            lambda: (now := p.desk.history.syncing.value) and now.done, what="the conversation"
        )
        await p.until(
            lambda: p.desk.timeline.state.value.complete_since == 0, what="all of it is held"
        )
        p.desk.history.start([shop], 0)
        await p.until(
            lambda: p.desk.history.jobs.value and p.desk.history.jobs.value[0].messages,
            what="the first pages",
        )
    async with program() as p:
        await p.until(
            lambda: (
                p.desk.history.jobs.value and p.desk.history.jobs.value[0].state is JobState.DONE
            ),
            what="the end of the job",
        )
        assert p.desk.history.jobs.value[0].conversations == 3
        p.desk.history.refresh()
        await p.until(
            lambda: [row.since for row in p.desk.history.coverage.value if row.shop == shop] == [0],
            what="the whole history is held",
        )
