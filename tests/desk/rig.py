"""A desk over a sandbox in this process: everything but the window, on a clock turned by hand."""

from __future__ import annotations

import asyncio
import socket
import urllib.parse
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from nobi_desktop.desk.branches import Branches
from nobi_desktop.desk.composer import Composer
from nobi_desktop.desk.connect_form import AS_THEY_ARE, Addresses
from nobi_desktop.desk.connecting import Connecting
from nobi_desktop.desk.groups import Groups
from nobi_desktop.desk.inbox import Inbox
from nobi_desktop.desk.leaving import Leaving
from nobi_desktop.desk.notices import Notices
from nobi_desktop.desk.shops import Shops
from nobi_desktop.desk.timeline import Timeline
from nobi_desktop.domain.connecting import CallbackWords, ConnectForm, ConnectStep
from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.shop import ShopRow
from nobi_desktop.flow.tasks import TaskScope
from nobi_desktop.sync.budget import Budgets
from nobi_desktop.sync.sender import Sender
from nobi_desktop.sync.supervisor import Supervisor
from nobi_desktop.sync.uploads import Uploads
from tests.shops.rig import Place, place

WORDS = CallbackWords("vi", "Xong", "Về Nobi.", "Không", "Bạn đã từ chối.", "Sai", "Thử lại.")


class Seat:
    """The seller's desk over a `Place`."""

    def __init__(self, p: Place, *, addresses: Addresses = AS_THEY_ARE) -> None:
        self.p = p
        self.failures: list[str] = []
        self.scope = TaskScope("desk", self._failed)
        budgets = Budgets(p.clock)
        self.registry = p.registry
        self.supervisor = Supervisor(
            p.db, p.clock, budgets, report=self._failed, chance=lambda: 0.5
        )
        self.sender = Sender(
            p.db,
            p.clock,
            self.registry.client,
            Uploads(p.db, p.folder),
            read_newest=self.supervisor.reread,
            report=self._failed,
        )
        self.port = free_port()
        self.inbox = Inbox(p.db, self.scope, p.clock)
        self.shops = Shops(
            p.db,
            self.scope,
            self.supervisor.statuses,
            self.inbox.counts,
            self.registry,
            self.supervisor.nudge,
            self.supervisor.accept_chats,
        )
        self.composer = Composer(
            p.db, self.scope, p.clock, self.supervisor.reread, _no_picture, self.shops.rows
        )
        self.timeline = Timeline(
            p.db, self.scope, p.clock, self.inbox.opened, self.supervisor, self.composer.opened
        )
        self.connecting = Connecting(
            p.db, self.scope, self.registry, self.shops.rows, addresses=addresses, port=self.port
        )
        self.notices = Notices(
            self.shops.rows,
            p.db.trouble,
            self.supervisor.restarted,
            self.supervisor.nudge,
            self.connecting.begin,
            self.shops.accept_chats,
        )
        self.branches = Branches(p.db, self.scope)
        self.groups = Groups(p.db, self.scope, self.shops.rows, self.inbox.show_shops)
        self.leaving = Leaving(p.db, self.scope, p.clock, self.registry)
        self.registry.opened.watch(lambda o: self.supervisor.add_shop(o.shop, o.client))
        self.registry.opened.watch(lambda _: self.sender.nudge())
        self.registry.closed.watch(self.supervisor.remove_shop)
        self.supervisor.signed_in.watch(
            lambda shop: self.scope.start(self.sender.signed_in(shop), "signed in") and None
        )

    def _failed(self, name: str, error: BaseException) -> None:
        self.failures.append(f"{name}: {error!r}")

    async def begin(self) -> None:
        """Begin to work, as the program does."""
        for part in (self.inbox, self.shops, self.branches, self.groups):
            part.refresh()
        await self.sender.start()
        await self.supervisor.start()
        await self.registry.open()
        await self.p.settle()

    async def end(self) -> None:
        """Stop as the program does; no task of the desk may be left."""
        for part in (self.connecting, self.leaving, self.inbox, self.shops, self.timeline,
                     self.composer, self.notices, self.branches, self.groups):  # fmt: skip
            part.close()
        await self.connecting.finish()
        await self.leaving.finish()
        await self.composer.finish()
        await self.supervisor.stop()
        await self.sender.stop()
        await self.scope.close()
        assert not self.failures, self.failures

    # -- the seller's part --------------------------------------------------------------------

    @property
    def form(self) -> ConnectForm:
        """What a seller types to connect the sandbox: its link as Partner Center shows it."""
        info = self.p.world.info()
        link = f"{info['authorize_url']}?service_id={info['service_id']}"
        return ConnectForm(info["app_key"], info["app_secret"], link)

    def row(self, shop: ShopId) -> ShopRow:
        return next(row for row in self.shops.rows.value if row.shop.id == shop)

    async def to(self, step: ConnectStep) -> None:
        """Let time pass until connecting has come so far."""
        await self.p.until(lambda: self.connecting.state.value.step is step)

    async def to_browser(self, expected: ShopId = "", form: ConnectForm | None = None) -> None:
        self.connecting.begin(expected)
        self.connecting.go(form or self.form, WORDS)
        await self.to(ConnectStep.BROWSER)

    @property
    def asked(self) -> str:
        """The state that the consent page was given."""
        query = urllib.parse.urlsplit(self.connecting.state.value.link).query
        return urllib.parse.parse_qs(query)["state"][0]

    async def come_back(self, **query: str) -> str:
        """What the browser does after the consent page: go to the real listener."""
        values = {"state": self.asked} | query
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        request = f"GET /callback?{urllib.parse.urlencode(values)} HTTP/1.1\r\n"
        writer.write(f"{request}Host: 127.0.0.1:{self.port}\r\n\r\n".encode())
        page = (await reader.read()).decode()
        writer.close()
        await writer.wait_closed()
        return page

    async def allow(self, *numbers: int) -> None:
        """The seller allows these shops of the sandbox in the browser."""
        ids = tuple(self.p.world.shops[number].id for number in numbers)
        await self.come_back(code=self.p.world.authorizations.code(ids))

    async def connect(self, *numbers: int, expected: ShopId = "") -> None:
        """Connect these shops of the sandbox through the real desk, from the form to the end."""
        await self.to_browser(expected)
        await self.allow(*numbers)
        await self.to(ConnectStep.CHOOSE)
        self.connecting.choose([self.p.world.shops[number].id for number in numbers])
        await self.to(ConnectStep.DONE)
        self.connecting.close()
        await self.p.settle()


async def _no_picture(path: str | None, data: bytes | None) -> tuple[str, int, int]:
    raise ValueError("picture_missing")


def free_port() -> int:
    """A port of this computer that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def seat(folder: Path, *, connect: Sequence[int] = (), **options: Any) -> AsyncIterator[Seat]:
    """A desk that works; `connect` names shops of the sandbox that are connected before."""
    addresses = options.pop("addresses", AS_THEY_ARE)
    async with place(folder, connect=None, **options) as p:
        found = Seat(p, addresses=addresses)
        if connect:
            await p.connect(*connect)
        await found.begin()
        try:
            yield found
        finally:
            ending = asyncio.ensure_future(found.end())
            await p.until(ending.done)
            await ending
