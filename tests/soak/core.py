"""The core without a screen, made to be killed: store, shops, polls and sender in one process.

Read from standard input, one JSON order a line: each is carried out by a forked child, which may be
killed at any moment. Forking spares the imports; the child is a process of its own all the same.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import importlib
import json
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Image, Kind, OutgoingState, Text
from nobi_desktop.domain.shop import Shop
from nobi_desktop.shops.connect import Connect, credential_for
from nobi_desktop.shops.registry import OpenShop, Registry
from nobi_desktop.store import outbox
from nobi_desktop.store.database import Database
from nobi_desktop.sync import failpoint
from nobi_desktop.sync.budget import Budgets
from nobi_desktop.sync.sender import Sender
from nobi_desktop.sync.supervisor import Supervisor
from nobi_desktop.sync.uploads import Uploads
from nobi_desktop.tiktok import authorization
from nobi_desktop.tiktok.authorization import Granted, TokenPair
from nobi_desktop.tiktok.errors import SignInAgain, TikTokError
from nobi_desktop.tiktok.transport import Transports

SPEED = 30.0
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da"
    "63fcffff3f0300050001ff5c0a2db40000000049454e44ae426082"
)


class FastClock:
    """The computer's clock, running faster since `begun`, so that a minute takes two seconds."""

    def __init__(self, begun: float) -> None:
        self._begun = begun

    def now(self) -> float:
        return self._begun + (time.time() - self._begun) * SPEED

    def monotonic(self) -> float:
        return time.monotonic() * SPEED

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / SPEED)


class FolderVault:
    """Secrets in files, for a test alone: they outlive a killed process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)

    def _file(self, name: str) -> Path:
        return self._folder / hashlib.sha256(name.encode()).hexdigest()

    async def get(self, name: str) -> str | None:
        file = self._file(name)
        return await asyncio.to_thread(file.read_text) if file.exists() else None

    async def set(self, name: str, value: str) -> None:
        def write() -> None:
            # As on macOS: the old value goes first, and there is a moment without any.
            file = self._file(name)
            file.unlink(missing_ok=True)
            file.write_text(value)

        await asyncio.to_thread(write)

    async def delete(self, name: str) -> None:
        self._file(name).unlink(missing_ok=True)


class Core:
    """What `app.wiring` puts together, without desk and window."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.order = order
        self.info: dict[str, Any] = order["sandbox"]
        self.folder = Path(order["folder"])
        self.clock = FastClock(order["begun"])
        self.chance = random.Random(order["seed"])
        self.transports = Transports.build()

    async def open(self) -> None:
        self.db = await Database.open(self.folder / "data", clock=self.clock)
        budgets = Budgets(self.clock, daily=1_000_000)
        self.registry = Registry(
            db=self.db,
            vault=FolderVault(self.folder / "vault"),
            clock=self.clock,
            transports=self.transports,
            budget_of=lambda shop: budgets.of(shop.id).spend,
            reach=failpoint.reach,
        )
        self.polls = Supervisor(self.db, self.clock, budgets)
        self.sender = Sender(
            self.db,
            self.clock,
            self.registry.client,
            Uploads(self.db, self.folder / "blobs"),
            read_newest=self.polls.reread,
        )
        self._errands: set[asyncio.Task[None]] = set()
        self.polls.signed_in.watch(self._signed_in)
        self.registry.opened.watch(self._opened)

    def _opened(self, shop: OpenShop) -> None:
        self.polls.add_shop(shop.shop, shop.client)
        self.sender.nudge()

    def _signed_in(self, shop: str) -> None:
        task = asyncio.ensure_future(self.sender.signed_in(shop))
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    async def close(self) -> None:
        await self.polls.stop()
        await self.sender.stop()
        await self.registry.close()
        await self.transports.close()
        await self.db.close()

    @property
    def app(self) -> dict[str, Any]:
        """The app that the order names, the first one where it names none."""
        found: dict[str, Any] = self.info["apps"][self.order.get("app", 0)]
        return found

    def credential(self) -> Any:
        return credential_for(
            self.app["app_key"],
            self.app["service_id"],
            api_url=self.info["api_url"],
            auth_url=self.info["auth_url"],
        )

    # -- orders -----------------------------------------------------------------------------------

    async def connect(self) -> None:
        """Connect the sandbox's shops with the tokens it gave at its start."""
        await self.open()
        for shop in self.info["shops"]:
            pair = TokenPair(shop["access_token"], shop["refresh_token"], 7 * 86_400, 0)
            granted = Granted(Shop(shop["id"], shop["name"]), shop["cipher"])
            await self.registry.keep(
                pair, [granted], [shop["id"]], self.credential(), self.info["app_secret"]
            )
        await self.close()

    async def work(self) -> None:
        """Send and poll until killed; each message that is queued is noted."""
        await self.open()
        await self.sender.start()
        await self.polls.start()
        await self.registry.open()
        keys = [ConversationKey(*key) for key in self.order["keys"]]
        number = self.order["round"]
        for place in range(self.order["messages"]):
            key = self.chance.choice(keys)
            if place == 2:
                name = f"{number}.png"
                (self.folder / "blobs" / name).write_bytes(PIXEL)
                row = await self.db.write(
                    outbox.add, key, Kind.IMAGE, Image("", 1, 1), blob=name, now=self.clock.now()
                )
                self.note({"local_id": row.local_id, "text": ""})
            else:
                words = f"{number}.{place} dạ còn ạ"
                row = await self.db.write(
                    outbox.add, key, Kind.TEXT, Text(words), now=self.clock.now()
                )
                self.note({"local_id": row.local_id, "text": words})
            await asyncio.sleep(self.chance.random() * 0.03)
        await asyncio.sleep(60)

    async def settle(self) -> None:
        """Run until nothing waits and nothing is unknown any more, then end as a program does."""
        await self.open()
        await self.sender.start()
        await self.polls.start()
        await self.registry.open()
        deadline = time.monotonic() + self.order["patience"]
        quiet = 0
        while quiet < 3 and time.monotonic() < deadline:
            await asyncio.sleep(15.0 / SPEED)
            quiet = quiet + 1 if not await self.unsettled() else 0
        await self.close()

    async def unsettled(self) -> int:
        waiting = await self.db.read(outbox.waiting_count)
        unknown = 0
        for shop in self.registry.shops():
            rows = await self.db.read(outbox.watched, shop.shop.id)
            unknown += sum(row.state is OutgoingState.UNKNOWN for row in rows)
        return waiting + unknown

    async def refresh(self) -> None:
        """Refresh the first shop's tokens until killed."""
        await self.open()
        await self.registry.open()
        keeper = self.registry.shops()[0].keeper
        while keeper is not None:
            with contextlib.suppress(TikTokError):
                await keeper.refresh_now()

    async def ask(self) -> None:
        """Say whether the first shop can be spoken for, or asks to sign in."""
        await self.open()
        await self.registry.open()
        answer = "late"
        deadline = time.monotonic() + self.order["patience"]
        while time.monotonic() < deadline:
            try:
                await authorization.shops(self.registry.shops()[0].client)
                answer = "ok"
                break
            except SignInAgain:
                answer = "sign_in"
                break
            except TikTokError:
                await asyncio.sleep(0.1)
        self.note({"answer": answer})
        await self.close()

    async def speak(self) -> None:
        """Call for every shop each few seconds until killed, as polls do."""
        await self.open()
        await self.registry.open()

        async def one(shop: OpenShop) -> None:
            while True:
                with contextlib.suppress(TikTokError):
                    await authorization.shops(shop.client)
                await self.clock.sleep(5 * self.chance.random())

        await asyncio.gather(*(one(shop) for shop in self.registry.shops()))

    async def ask_all(self) -> None:
        """Note of each shop whether it can be spoken for, or asks to sign in."""
        await self.open()
        await self.registry.open()
        deadline = time.monotonic() + self.order["patience"]

        async def one(shop: OpenShop) -> str:
            while time.monotonic() < deadline:
                try:
                    await authorization.shops(shop.client)
                    return "ok"
                except SignInAgain:
                    return "sign_in"
                except TikTokError:
                    await asyncio.sleep(0.1)
            return "late"

        opened = self.registry.shops()
        answers = await asyncio.gather(*map(one, opened))
        names = [shop.shop.id for shop in opened]
        self.note({"answers": dict(zip(names, answers, strict=True))})
        await self.close()

    async def reconnect(self) -> None:
        """Connect a shop with a code the sandbox has given, anew or for the first time; the first
        one if none is named."""
        shop = self.order.get("shop", self.info["shops"][0]["id"])
        await self.open()
        await self.registry.open()
        attempt = Connect(
            self.registry,
            self.credential(),
            self.app["app_secret"],
            authorize_url=self.app["authorize_url"],
            expected=shop,
        )
        await attempt.exchange(self.order["code"])
        await attempt.save([shop])
        await self.close()

    def note(self, fact: dict[str, Any]) -> None:
        """One line that is there as soon as this returns, however the process ends."""
        file = os.open(self.folder / "notes", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(file, json.dumps(fact).encode() + b"\n")
        os.close(file)


def child(order: dict[str, Any]) -> int:
    os.environ[failpoint.VARIABLE] = order.get("failpoint", "")
    importlib.reload(failpoint)
    core = Core(order)
    asyncio.run(getattr(core, order["do"])())
    return 0


def tell(fact: dict[str, int]) -> None:
    sys.stdout.write(json.dumps(fact) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Carry out orders: tell the child's number, then how it ended."""
    for line in sys.stdin:
        order = json.loads(line)
        number = os.fork()
        if number == 0:
            code = 70
            try:
                code = child(order)
            except BaseException:
                import traceback

                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(code)
        tell({"pid": number})
        _, status = os.waitpid(number, 0)
        tell({"ended": os.waitstatus_to_exitcode(status)})
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
