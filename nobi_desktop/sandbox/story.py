"""Plays the shops' day: buyers ask, send pictures, complain, and answer back to the seller."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import heapq
import random
from typing import NamedTuple

from nobi_desktop.sandbox import script
from nobi_desktop.sandbox.history import ConversationRow, MessageRow, history
from nobi_desktop.sandbox.world import Conversation, Message, World

__all__ = ["ConversationRow", "MessageRow", "Player", "Story", "history"]

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))
QUIETEST, LIVELIEST = 4.0, 8.0
RUSH_SHARE = 0.35
TICK = 0.2
PATIENCE = 4


class Due(NamedTuple):
    """Something that will happen at a moment of the story."""

    at: float
    serial: int
    shop_id: str
    conversation_id: str
    act: str
    text: str


class Story:
    """The play itself, without a clock: `advance` plays what falls due in some seconds.

    The same seed, world and answers give the same play.
    """

    def __init__(self, world: World, seed: int | None = None) -> None:
        self.world = world
        self.elapsed = 0.0
        self.events = 0
        self._rng = random.Random(f"story:{world.seed if seed is None else seed}")
        self._due: list[Due] = []
        self._serial = 0
        self._answered: dict[str, int] = {}
        self._next = self._pause()
        world.listeners.append(self._seller_wrote)

    def close(self) -> None:
        """Stops listening to the seller."""
        if self._seller_wrote in self.world.listeners:
            self.world.listeners.remove(self._seller_wrote)

    def advance(self, seconds: float) -> list[Message]:
        """Plays everything that happens within the next seconds of the story."""
        end = self.elapsed + seconds
        made: list[Message] = []
        while True:
            moment = min(self._next, self._due[0].at if self._due else self._next)
            if moment > end:
                break
            self.elapsed = moment
            if self._due and self._due[0].at <= self._next:
                made.extend(self._play(heapq.heappop(self._due)))
            else:
                made.extend(self.step())
                self._next = moment + self._pause()
        self.elapsed = end
        return made

    def is_rush(self) -> bool:
        """Whether it is noon in Vietnam, when flash sales begin."""
        local = datetime.datetime.fromtimestamp(self.world.now(), VIETNAM)
        return (11, 30) <= (local.hour, local.minute) < (13, 0)

    def _pause(self) -> float:
        pause = self._rng.uniform(QUIETEST, LIVELIEST)
        return pause * RUSH_SHARE if self.is_rush() else pause

    def step(self) -> list[Message]:
        """One event somewhere in one of the shops."""
        if not self.world.shops:
            return []
        self.events += 1
        rng = self._rng
        own = rng.choice(self.world.shops).id
        rows = [row for row in self.world.conversations(own)[:25] if row.can_send_message]
        chance = rng.random()
        if not rows or chance < 0.22:
            return self._newcomer(own)
        conversation = rng.choice(rows[: 1 + int(len(rows) * rng.random())])
        if chance < 0.62:
            return [self._question(conversation)]
        if chance < 0.70:
            return [self._say(conversation, "IMAGE"), self._question(conversation)]
        if chance < 0.77:
            return [self._say(conversation, "EMOTICONS")]
        if chance < 0.82:
            return self._complaint(conversation)
        if chance < 0.87:
            return [self._say(conversation, "PRODUCT_CARD"), self._question(conversation)]
        if chance < 0.92:
            return [self._say(conversation, "ORDER_CARD"), self._question(conversation)]
        return self._robots(conversation)

    def _item(self, own: str) -> str:
        goods = self.world.products(own)
        return self._rng.choice(goods).short if goods else "mẫu này"

    def _text(self, own: str, lines: tuple[str, ...]) -> str:
        return self._rng.choice(lines).replace("{item}", self._item(own))

    def _say(
        self, conversation: Conversation, kind: str, text: str | None = None, role: str = "BUYER"
    ) -> Message:
        return self.world.say(
            conversation.shop_id, conversation.id, text=text, kind=kind, role=role
        )

    def _question(self, conversation: Conversation) -> Message:
        lines = script.QUESTIONS
        if self.is_rush() and self._rng.random() < 0.5:
            lines = script.RUSH
        return self._say(conversation, "TEXT", self._text(conversation.shop_id, lines))

    def _newcomer(self, own: str) -> list[Message]:
        if not self.world.shop(own).can_accept_chat:
            return []
        conversation = self.world.conversation(own)
        made = []
        if self._rng.random() < 0.5:
            made.append(self._say(conversation, "BUYER_ENTER_FROM_PRODUCT", role="SYSTEM"))
        made.append(self._question(conversation))
        if self._rng.random() < 0.35:
            self._later(conversation, self._rng.uniform(6, 15), "text", "Shop ơi 🥺")
        return made

    def _complaint(self, conversation: Conversation) -> list[Message]:
        made = [
            self._say(conversation, "TEXT", "Shop ơi hàng mình nhận bị lỗi rồi 😡"),
            self._say(conversation, "IMAGE"),
        ]
        self._later(conversation, self._rng.uniform(3, 7), "VIDEO", "")
        self._later(
            conversation, self._rng.uniform(8, 14), "text", "Shop giải quyết giúp mình với ạ"
        )
        return made

    def _robots(self, conversation: Conversation) -> list[Message]:
        made = []
        keys = script.ROBOT_PHRASES
        for place in range(self._rng.randint(3, 6)):
            made.append(
                self.world.say(
                    conversation.shop_id,
                    conversation.id,
                    kind="NOTIFICATION",
                    role="ROBOT",
                    phrase=keys[place],
                )
            )
        made.append(
            self.world.say(
                conversation.shop_id, conversation.id, kind="LOGISTICS_CARD", role="ROBOT"
            )
        )
        return made

    def _later(self, conversation: Conversation, after: float, act: str, text: str) -> None:
        self._serial += 1
        heapq.heappush(
            self._due,
            Due(
                self.elapsed + after, self._serial, conversation.shop_id, conversation.id, act, text
            ),
        )

    def _play(self, due: Due) -> list[Message]:
        conversation = self.world.find(due.shop_id, due.conversation_id)
        if conversation is None:
            return []
        if due.act == "text":
            return [self._say(conversation, "TEXT", due.text)]
        return [self._say(conversation, due.act)]

    def _seller_wrote(self, message: Message) -> None:
        """The buyer thinks for some seconds and answers, a few times per conversation."""
        conversation = self.world.any_conversation(message.conversation_id)
        if any(due.conversation_id == conversation.id for due in self._due):
            return
        count = self._answered.get(conversation.id, 0)
        self._answered[conversation.id] = (count + 1) % (PATIENCE + 2)
        if count > PATIENCE:
            return
        wait = self._rng.uniform(3, 8)
        if count == PATIENCE:
            self._later(conversation, wait, "text", self._rng.choice(script.GOODBYES))
            self._later(conversation, wait + 1.5, "EMOTICONS", "")
            return
        text = self._rng.choice(answers_to(message)).replace(
            "{item}", self._item(conversation.shop_id)
        )
        self._later(conversation, wait, "text", text)


def answers_to(message: Message) -> tuple[str, ...]:
    """What a buyer could say to this message of the seller."""
    if message.type in ("IMAGE", "VIDEO"):
        return script.REPLY_TO_IMAGE
    if message.type != "TEXT":
        return script.REPLY_TO_CARD
    text = f" {script.folded(message.text or '')} "
    for words, lines in script.REPLIES:
        if any(word in text for word in words):
            return lines
    return script.REPLY_ANYTHING


class Player:
    """Lets a story run with the time of the day."""

    def __init__(self, world: World, speed: float = 1.0) -> None:
        self.world = world
        self.speed = speed
        self.story: Story | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def running(self) -> bool:
        return self._task is not None and not self._task.done()

    def start(self) -> None:
        """Begins or goes on; needs a running loop."""
        if self.running:
            return
        if self.story is None:
            self.story = Story(self.world)
        self._task = asyncio.get_running_loop().create_task(self._run(self.story))

    async def stop(self) -> None:
        if self._task is None:
            return
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
        self._task = None

    async def _run(self, story: Story) -> None:
        loop = asyncio.get_running_loop()
        before = loop.time()
        while True:
            await self.world.sleep(TICK)
            now = loop.time()
            story.advance((now - before) * self.speed)
            before = now
