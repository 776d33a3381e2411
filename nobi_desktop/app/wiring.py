"""Puts the parts together: the one page where one can read who has whom."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nobi_desktop.app import crash, demo, practice, system
from nobi_desktop.app.options import Options
from nobi_desktop.domain.notice import Notice, NoticeCode, Severity
from nobi_desktop.flow.clock import Clock, SystemClock
from nobi_desktop.flow.tasks import TaskScope

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk
    from nobi_desktop.shops.registry import OpenShop, Registry
    from nobi_desktop.shops.vault import Vault
    from nobi_desktop.store.database import Database, Opened
    from nobi_desktop.sync.downloads import Downloads
    from nobi_desktop.sync.history import HistoryReading
    from nobi_desktop.sync.indexing import Indexing
    from nobi_desktop.sync.orders import OrderWatch
    from nobi_desktop.sync.sender import Sender
    from nobi_desktop.sync.supervisor import Supervisor
    from nobi_desktop.tiktok.transport import Transports

_log = logging.getLogger(__name__)


KEPT = 30 * 86_400.0
"""Seconds for which messages that arrived stay in the outbox."""

YOUNG = 86_400.0


class Unable(Exception):
    """The program can't go on. `code` is `newer`, `disk_full`, `read_only`, `practice`,
    `practice_folder` or `store`; `detail` is a word or sentence for whoever started it."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code
        self.detail = detail


def _unable(code: str) -> Unable:
    """What a failing store at the start means for the program."""
    return Unable(code if code in ("newer", "disk_full", "read_only") else "store", code)


async def _pause() -> None:
    """Let the window answer between two large imports."""
    await asyncio.sleep(0)


async def open_parts(
    options: Options,
    folder: Path,
    *,
    clock: Clock | None = None,
    vault: Vault | None = None,
    report: Callable[[str, BaseException], object] = crash.report,
) -> Parts:
    """Open the store and put everything on it. Raises Unable.

    What is large is imported here, piece by piece: the window is already on screen by now.
    """
    clock = clock or SystemClock()
    system.speak_directly_to_this_computer()
    await _pause()
    from nobi_desktop.store.database import Database
    from nobi_desktop.store.errors import StoreError

    await _pause()
    try:
        db = await Database.open(folder, clock=clock)
    except StoreError as error:
        raise _unable(error.code) from None
    await _pause()
    from nobi_desktop.tiktok.transport import Transports

    transports = Transports.build()
    try:
        await _pause()
        lasting = True
        if vault is None:
            vault, lasting = await _vault(options, db)
        return await _assembled(options, db, clock, folder, transports, vault, lasting, report)
    except BaseException as error:
        await transports.close()
        await db.close()
        if isinstance(error, StoreError):
            raise _unable(error.code) from None
        raise


async def _vault(options: Options, db: Database) -> tuple[Vault, bool]:
    from nobi_desktop.shops.installation import vault_of
    from nobi_desktop.shops.vault import MemoryVault

    if options.demo:
        # Practice keys are worth nothing, and the seller's keyring is for real ones.
        return MemoryVault("demo"), True
    if sys.platform != "linux":
        return await vault_of(db)
    from nobi_desktop.shops.keyring_process import KeyringProcess

    return await vault_of(db, KeyringProcess())


async def _assembled(
    options: Options,
    db: Database,
    clock: Clock,
    folder: Path,
    transports: Transports,
    vault: Vault,
    lasting: bool,
    report: Callable[[str, BaseException], object],
) -> Parts:
    from nobi_desktop.desk import pictures
    from nobi_desktop.desk.branches import Branches
    from nobi_desktop.desk.composer import OWN, Composer
    from nobi_desktop.desk.connect_form import Addresses
    from nobi_desktop.desk.connecting import Connecting
    from nobi_desktop.desk.desk import Desk
    from nobi_desktop.desk.due import Due
    from nobi_desktop.desk.find import Find
    from nobi_desktop.desk.groups import Groups
    from nobi_desktop.desk.history import History
    from nobi_desktop.desk.images import Images
    from nobi_desktop.desk.inbox import Inbox
    from nobi_desktop.desk.leaving import Leaving
    from nobi_desktop.desk.marks import Marks
    from nobi_desktop.desk.notes import Notes
    from nobi_desktop.desk.notices import Notices
    from nobi_desktop.desk.preferences import Preferences
    from nobi_desktop.desk.search import Search
    from nobi_desktop.desk.shops import Shops
    from nobi_desktop.desk.tags import Tags
    from nobi_desktop.desk.timeline import Timeline
    from nobi_desktop.desk.undo import Undo
    from nobi_desktop.desk.views import Views
    from nobi_desktop.shops.registry import Registry
    from nobi_desktop.store import settings
    from nobi_desktop.store.errors import StoreError
    from nobi_desktop.sync import failpoint
    from nobi_desktop.sync.budget import Budgets
    from nobi_desktop.sync.downloads import Downloads
    from nobi_desktop.sync.history import HistoryReading
    from nobi_desktop.sync.indexing import Indexing
    from nobi_desktop.sync.orders import OrderWatch
    from nobi_desktop.sync.sender import Sender
    from nobi_desktop.sync.supervisor import Supervisor
    from nobi_desktop.sync.uploads import Uploads
    from nobi_desktop.tiktok import media

    blobs = folder / "blobs"

    def desk_failed(name: str, error: BaseException) -> None:
        if isinstance(error, StoreError):
            # The store tells of its trouble itself, and what is read is read again later.
            _log.warning("%s: the store could not (%s)", name, error.code)
        else:
            report(name, error)

    scope = TaskScope("desk", desk_failed)
    budgets = Budgets(clock)
    supervisor = Supervisor(db, clock, budgets, report=report)
    reading = HistoryReading(db, clock, supervisor.loop_of, supervisor.statuses, report=report)
    api_url, auth_url = ("", "") if options.demo else (options.api_url, options.auth_url)
    addresses = Addresses(api_url or "", auth_url or "")
    registry = Registry(
        db=db,
        vault=vault,
        clock=clock,
        transports=transports,
        budget_of=lambda shop: budgets.of(shop.id, shop.region).spend,
        api_url=addresses.api_url,
        auth_url=addresses.auth_url,
        reach=failpoint.reach,
        report=report,
    )
    sender = Sender(
        db,
        clock,
        registry.client,
        Uploads(db, blobs),
        read_newest=supervisor.reread,
        report=report,
    )
    origins: set[str] = set()

    async def fetch(url: str) -> bytes:
        rule = media.HostRule(origins=tuple(origins))
        return await media.fetch(transports.media, url, allowed=rule)

    downloads = Downloads(db, clock, folder / "media", fetch)

    async def picture(url: str, side: int) -> bytes | None:
        if url.startswith(OWN):
            return await pictures.shown(blobs, url.removeprefix(OWN), side)
        return await downloads.picture(url, side)

    kept = await db.read(settings.load)
    if options.language is not None:
        kept = replace(kept, language=options.language)
    preferences = Preferences(db, scope, kept)
    inbox = Inbox(db, scope, clock)
    shops = Shops(
        db,
        scope,
        supervisor.statuses,
        inbox.counts,
        registry,
        supervisor.nudge,
        supervisor.accept_chats,
    )
    composer = Composer(
        db, scope, clock, supervisor.reread, partial(pictures.prepare, blobs), shops.rows
    )
    timeline = Timeline(db, scope, clock, inbox.opened, supervisor, composer.opened)
    indexing = Indexing(db, clock, report=report)
    search = Search(
        db,
        scope,
        clock,
        inbox.query,
        indexing.left,
        open_conversation=inbox.open,
        show_message=timeline.show_message,
        damaged=indexing.rebuild,
    )
    connecting = Connecting(db, scope, registry, shops.rows, addresses=addresses)
    notices = Notices(
        shops.rows,
        db.trouble,
        supervisor.restarted,
        supervisor.nudge,
        connecting.begin,
        shops.accept_chats,
    )
    undo = Undo(scope)
    desk = Desk(
        inbox,
        shops,
        timeline,
        composer,
        Images(scope, picture),
        notices,
        preferences,
        Branches(db, scope),
        Groups(db, scope, shops.rows, inbox.show_shops),
        connecting,
        Leaving(db, scope, clock, registry),
        tags=Tags(db, scope, clock, undo),
        marks=Marks(db, scope, clock, undo, inbox),
        notes=Notes(db, scope, clock, inbox.opened),
        views=Views(db, scope, inbox.show),
        undo=undo,
        due=Due(db, scope, clock, supervisor.response_rate),
        search=search,
        find=Find(db, scope, clock, inbox.opened, timeline.show_message),
        history=History(db, scope, clock, reading, inbox.opened, shops.rows),
    )
    parts = Parts(
        desk,
        db,
        supervisor,
        reading,
        registry,
        sender,
        downloads,
        OrderWatch(db, clock, registry.client, report=report),
        transports,
        scope,
        vault,
        origins,
        blobs,
        indexing,
    )
    registry.opened.watch(parts.shop_opened)
    registry.closed.watch(supervisor.remove_shop)
    registry.closed.watch(parts.orders.remove_shop)
    supervisor.signed_in.watch(
        lambda shop: scope.start(sender.signed_in(shop), "signed in") and None
    )
    supervisor.loading.watch(timeline.loading, now=False)
    supervisor.woke.watch(lambda _: registry.wake())
    supervisor.woke.watch(lambda _: sender.nudge())
    loop = asyncio.get_running_loop()

    def crashed(_name: str) -> None:
        # A thread may tell; what is shown changes on the loop's thread only.
        loop.call_soon_threadsafe(notices.add, Notice(NoticeCode.INTERNAL, Severity.WARN))

    def healed(opened: Opened) -> None:
        if opened.rebuilt_copy:
            notices.add(Notice(NoticeCode.COPY_REBUILT, Severity.INFO))
        if opened.restored_seller:
            made = (("at", str(int(opened.backup_at))),)
            notices.add(Notice(NoticeCode.SELLER_DATA_RESTORED, Severity.WARN, values=made))
        for part in (
            inbox,
            shops,
            timeline,
            desk.branches,
            desk.groups,
            desk.tags,
            desk.notes,
            desk.views,
            desk.due,
            desk.search,
            desk.history,
        ):
            part.refresh()

    def trouble(code: str) -> None:
        if not code:
            inbox.refresh()
            timeline.refresh()

    parts.stops += [
        crash.happened.watch(crashed),
        db.healed.watch(healed),
        db.trouble.watch(trouble, now=False),
    ]
    if not lasting:
        notices.add(Notice(NoticeCode.KEYRING_MISSING, Severity.WARN))
    healed(db.opened)
    return parts


class Parts:
    """Everything that runs below the window, and how it starts and stops."""

    def __init__(
        self,
        desk: Desk,
        db: Database,
        supervisor: Supervisor,
        reading: HistoryReading,
        registry: Registry,
        sender: Sender,
        downloads: Downloads,
        orders: OrderWatch,
        transports: Transports,
        scope: TaskScope,
        vault: Vault,
        origins: set[str],
        blobs: Path,
        indexing: Indexing,
    ) -> None:
        self.desk = desk
        self.db = db
        self.supervisor = supervisor
        self.reading = reading
        self.registry = registry
        self.sender = sender
        self.downloads = downloads
        self.orders = orders
        self.transports = transports
        self.scope = scope
        self.vault = vault
        self.origins = origins
        self.blobs = blobs
        self.indexing = indexing
        self.stops: list[Callable[[], object]] = []
        self.sandbox: demo.Sandbox | None = None

    def shop_opened(self, shop: OpenShop) -> None:
        """A shop can be spoken for: poll it; where it is a sandbox here, show its pictures."""
        if shop.client.base_url.startswith("http://"):
            self.origins.add(shop.client.base_url)
        self.supervisor.add_shop(shop.shop, shop.client)
        self.orders.add_shop(shop.shop.id)
        self.sender.nudge()

    async def connect(self, options: Options) -> None:
        """Begin to send and to poll; with --demo, sign in to the practice shops first.

        Raises Unable.
        """
        from nobi_desktop.store.errors import StoreError

        # What is here now stays: later looks for garbage, each a short stall, may pass it over.
        gc.freeze()
        try:
            if options.demo:
                await self._only_practice()
            await self.sender.start()
            await self.supervisor.start()
            await self.reading.start()
            if options.demo:
                await self._practise(options)
            else:
                await self.registry.open()
        except demo.DemoFailed as error:
            raise Unable("practice", str(error)) from None
        except StoreError as error:
            raise _unable(error.code) from None
        self.scope.start(self._after_the_start(), "checks")

    async def _only_practice(self) -> None:
        """Practice shops do not go into a folder that holds the seller's real ones."""
        from nobi_desktop.store import accesses, shops

        real = {
            credential.id
            for credential in await self.db.read(shops.credentials)
            if not credential.api_url.startswith("http://")
        }
        if any(access.credential in real for access in await self.db.read(accesses.all)):
            raise Unable("practice_folder")

    async def _practise(self, options: Options) -> None:
        found = await demo.running_at(options.api_url) if options.api_url else await demo.start()
        self.sandbox = found
        self.origins.add(found.api_url)
        await practice.connect_all(self.registry, found, options.auth_url or "")

    async def _after_the_start(self) -> None:
        """What can wait until everything is on screen: look at the files, back them up."""
        from nobi_desktop.store.errors import StoreError

        self.desk.due.start()
        try:
            await self.db.check()
            await self.db.back_up()
            await self._tidy()
        except StoreError as error:
            _log.warning("the check after the start: %s", error.code)
        self.indexing.start()

    async def _tidy(self) -> None:
        """Let go of what was sent long ago, and of pictures that no message needs any more."""
        from nobi_desktop.store import outbox

        now = self.registry.clock.now()
        await self.db.write(outbox.tidy, now - KEPT)
        needed = await self.db.read(outbox.blobs)

        def remove() -> None:
            for file in self.blobs.glob("*"):
                # A young one may be about to get its message.
                if file.name not in needed and file.stat().st_mtime < now - YOUNG:
                    file.unlink(missing_ok=True)

        await asyncio.to_thread(remove)

    async def waiting(self) -> int:
        """How many messages have not gone yet; what was just sent is given a moment to go."""
        from nobi_desktop.store import outbox
        from nobi_desktop.store.errors import StoreError

        try:
            await self.desk.composer.finish()
            for _ in range(20):
                if not await self.db.read(outbox.waiting_count):
                    return 0
                await asyncio.sleep(0.1)
            return await self.db.read(outbox.waiting_count)
        except StoreError as error:
            _log.warning("what waits could not be counted: %s", error.code)
            return 0

    async def stop(self) -> None:
        """Stop in order, each step with its time limit and a line in the log."""
        for stop in self.stops:
            stop()
        await _step("drafts", self.desk.close(), 10)
        await _step("indexing", self.indexing.stop(), 5)
        await _step("old conversations", self.reading.stop(), 8)
        await _step("polling", self.supervisor.stop(), 8)
        await _step("orders", self.orders.close(), 8)
        await _step("sending", self.sender.stop(), 8)
        await _step("desk", self.scope.close(), 5)
        await _step("shops", self.registry.close(), 8)
        await _step("pictures", self.downloads.close(), 5)
        await _step("connections", self.transports.close(), 5)
        await _step("store", self.db.close(), 12)
        if self.sandbox is not None:
            await _step("practice shop", self.sandbox.stop(), 8)


async def _step(name: str, work: Awaitable[Any], seconds: float) -> None:
    try:
        await asyncio.wait_for(work, seconds)
        _log.info("stopped: %s", name)
    except TimeoutError:
        _log.error("%s did not stop in %.0f s", name, seconds)
    except Exception:
        # One part that can't stop must not keep the next from saving its work.
        _log.exception("%s failed while stopping", name)
