"""Puts the parts together: the one page where one can read who has whom."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nobi_desktop.app import crash, demo
from nobi_desktop.app.options import Options
from nobi_desktop.domain.notice import Notice, NoticeCode, Severity
from nobi_desktop.flow.clock import Clock, SystemClock
from nobi_desktop.flow.tasks import TaskScope

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk
    from nobi_desktop.shops.registry import OpenShop, Registry
    from nobi_desktop.shops.vault import Vault
    from nobi_desktop.store.database import Database
    from nobi_desktop.sync.downloads import Downloads
    from nobi_desktop.sync.sender import Sender
    from nobi_desktop.sync.supervisor import Supervisor
    from nobi_desktop.tiktok.transport import Transports

_log = logging.getLogger(__name__)

STORE_TROUBLES = {
    "newer": "This data was saved by a newer version of Nobi. Start that version instead.",
    "disk_full": "The disk is full, so Nobi can't open its data. Free some space and start again.",
    "read_only": "Nobi may not write to its data folder. Choose another one with --data-dir DIR.",
    "locked": "The data is in use by another program.",
}


class Unable(Exception):
    """The program can't go on; the text says why, in a sentence for whoever started it."""


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
    await _pause()
    from nobi_desktop.store.database import Database
    from nobi_desktop.store.errors import StoreError

    await _pause()
    try:
        db = await Database.open(folder, clock=clock)
    except StoreError as error:
        raise Unable(
            STORE_TROUBLES.get(error.code, f"Nobi can't open its data ({error.code}).")
        ) from None
    try:
        await _pause()
        from nobi_desktop.tiktok.transport import Transports

        await _pause()
        lasting = True
        if vault is None:
            vault, lasting = await _vault(options, db)
        return await _assembled(
            options, db, clock, folder, Transports.build(), vault, lasting, report
        )
    except BaseException:
        await db.close()
        raise


async def _vault(options: Options, db: Database) -> tuple[Vault, bool]:
    from nobi_desktop.shops.vault import MemoryVault, choose
    from nobi_desktop.store import settings

    if options.demo:
        # Practice keys are worth nothing, and the seller's keyring is for real ones.
        return MemoryVault("demo"), True
    install = await db.read(settings.get_value, "install_id")
    if not install:
        install = uuid.uuid4().hex
        await db.write(settings.set_value, "install_id", install)
    return await choose(install)


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
    from nobi_desktop.desk.composer import OWN, Composer
    from nobi_desktop.desk.desk import Desk
    from nobi_desktop.desk.images import Images
    from nobi_desktop.desk.inbox import Inbox
    from nobi_desktop.desk.notices import Notices
    from nobi_desktop.desk.preferences import Preferences
    from nobi_desktop.desk.shops import Shops
    from nobi_desktop.desk.timeline import Timeline
    from nobi_desktop.shops.registry import Registry
    from nobi_desktop.store import settings
    from nobi_desktop.sync import failpoint
    from nobi_desktop.sync.budget import Budgets
    from nobi_desktop.sync.downloads import Downloads
    from nobi_desktop.sync.sender import Sender
    from nobi_desktop.sync.supervisor import Supervisor
    from nobi_desktop.sync.uploads import Uploads
    from nobi_desktop.tiktok import media

    blobs = folder / "blobs"
    scope = TaskScope("desk", report)
    budgets = Budgets(clock)
    supervisor = Supervisor(db, clock, budgets, report=report)
    registry = Registry(
        db=db,
        vault=vault,
        clock=clock,
        transports=transports,
        budget_of=lambda shop: budgets.of(shop.id, shop.region).spend,
        reach=failpoint.reach,
        report=report,
    )
    sender = Sender(db, clock, registry.client, Uploads(db, blobs), report=report)
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
    inbox = Inbox(db, scope)
    shops = Shops(db, scope, supervisor.statuses, inbox.counts)
    composer = Composer(db, scope, clock, supervisor.reread, partial(pictures.prepare, blobs))
    timeline = Timeline(db, scope, clock, inbox.opened, supervisor, composer.opened)
    notices = Notices(shops.rows, db.trouble, supervisor.restarted, supervisor.nudge)
    desk = Desk(inbox, shops, timeline, composer, Images(scope, picture), notices, preferences)
    parts = Parts(
        desk, db, supervisor, registry, sender, downloads, transports, scope, vault, origins
    )
    registry.opened.watch(parts.shop_opened)
    registry.closed.watch(supervisor.remove_shop)
    supervisor.signed_in.watch(
        lambda shop: scope.start(sender.signed_in(shop), "signed in") and None
    )
    supervisor.loading.watch(timeline.loading, now=False)
    supervisor.woke.watch(lambda _: sender.nudge())
    crash_told = crash.happened.watch(
        lambda _: notices.add(Notice(NoticeCode.INTERNAL, Severity.WARN))
    )
    parts.stops.append(crash_told)
    if not lasting:
        notices.add(Notice(NoticeCode.KEYRING_MISSING, Severity.WARN))
    if db.opened.rebuilt_copy:
        notices.add(Notice(NoticeCode.COPY_REBUILT, Severity.INFO))
    if db.opened.restored_seller:
        notices.add(Notice(NoticeCode.SELLER_DATA_RESTORED, Severity.WARN))
    inbox.refresh()
    shops.refresh()
    return parts


class Parts:
    """Everything that runs below the window, and how it starts and stops."""

    def __init__(
        self,
        desk: Desk,
        db: Database,
        supervisor: Supervisor,
        registry: Registry,
        sender: Sender,
        downloads: Downloads,
        transports: Transports,
        scope: TaskScope,
        vault: Vault,
        origins: set[str],
    ) -> None:
        self.desk = desk
        self.db = db
        self.supervisor = supervisor
        self.registry = registry
        self.sender = sender
        self.downloads = downloads
        self.transports = transports
        self.scope = scope
        self.vault = vault
        self.origins = origins
        self.stops: list[Callable[[], object]] = []
        self.sandbox: demo.Sandbox | None = None

    def shop_opened(self, shop: OpenShop) -> None:
        """A shop can be spoken for: poll it."""
        self.supervisor.add_shop(shop.shop, shop.client)
        self.sender.nudge()

    async def connect(self, options: Options) -> None:
        """Begin to send and to poll; with --demo, sign in to the practice shops first.

        Raises Unable.
        """
        await self.sender.start()
        await self.supervisor.start()
        if options.demo:
            try:
                await self._practise(options)
            except demo.DemoFailed as error:
                raise Unable(str(error)) from None
        else:
            await self.registry.open()
        self.scope.start(self._after_the_start(), "checks")

    async def _practise(self, options: Options) -> None:
        from nobi_desktop.shops.callback import Callback, CallbackError, CallbackWords
        from nobi_desktop.shops.connect import Connect, ConnectError, credential_for

        found = await demo.running_at(options.api_url) if options.api_url else await demo.start()
        self.sandbox = found
        self.origins.add(found.api_url)
        credential = credential_for(
            found.app_key,
            found.service_id,
            api_url=found.api_url,
            auth_url=options.auth_url or found.auth_url,
        )
        words = CallbackWords("en", "Signed in", "Back to Nobi.", "Refused", "", "Refused", "")
        try:
            for shop in found.shops:
                attempt = Connect(
                    self.registry,
                    credential,
                    found.app_secret,
                    authorize_url=found.authorize_url,
                )
                callback = Callback(attempt.state, words, clock=self.registry.clock, port=0)
                async with callback:
                    waiting = asyncio.ensure_future(callback.wait())
                    address = f"http://127.0.0.1:{callback.port}/callback"
                    try:
                        await demo.allow(found, attempt.link, shop, address)
                        code = await waiting
                    finally:
                        waiting.cancel()
                granted = await attempt.exchange(code)
                await attempt.save([s.id for s in granted])
        except (ConnectError, CallbackError) as error:
            raise demo.DemoFailed(
                f"the practice shop's sign-in was not accepted ({error.code})"
            ) from None

    async def _after_the_start(self) -> None:
        """What can wait until everything is on screen: look at the files, back them up."""
        from nobi_desktop.store.errors import StoreError

        try:
            await self.db.check()
            await self.db.back_up()
        except StoreError as error:
            _log.warning("the check after the start: %s", error.code)

    async def stop(self) -> None:
        """Stop in order, each step with its time limit and a line in the log."""
        for stop in self.stops:
            stop()
        await _step("polling", self.supervisor.stop(), 8)
        await _step("sending", self.sender.stop(), 8)
        await _step("drafts", self.desk.close(), 5)
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
