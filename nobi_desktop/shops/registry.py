"""Opens every connected shop, keeps new ones, and closes those that are given up."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Collection, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nobi_desktop.domain.connecting import KnownApp
from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.keys import KeyState, Purpose, ShopKeys
from nobi_desktop.domain.shop import Shop
from nobi_desktop.flow.clock import Clock
from nobi_desktop.flow.news import Fact, News
from nobi_desktop.flow.tasks import Report, TaskScope
from nobi_desktop.shops.keepers import Keepers
from nobi_desktop.shops.records import Home, home_for, of_code, purposes_of, saved, taken_off
from nobi_desktop.shops.slots import (
    delete_tokens,
    other_slot,
    put_back,
    remembered,
    secret_name,
    write_pair,
)
from nobi_desktop.shops.tokens import TokenKeeper
from nobi_desktop.shops.vault import Vault, VaultError
from nobi_desktop.store import accesses, erasing, shops
from nobi_desktop.store.accesses import Access
from nobi_desktop.store.database import Database
from nobi_desktop.store.errors import StoreError
from nobi_desktop.store.shops import Credential
from nobi_desktop.tiktok import authorization
from nobi_desktop.tiktok.authorization import Granted, TokenPair
from nobi_desktop.tiktok.client import API_URL, ShopClient, TokenSource
from nobi_desktop.tiktok.errors import (
    Garbled,
    NoPermission,
    SignInAgain,
    SlowDown,
    TikTokError,
    Unreachable,
)
from nobi_desktop.tiktok.limits import CallClass, Pace, ServerClock
from nobi_desktop.tiktok.transport import Transports

_REOPEN = 30.0
_OF_THE_STORE = frozenset({"disk_full", "read_only", "damaged"})
_log = logging.getLogger(__name__)

Budget = Callable[[CallClass], None]


def _no_budget(shop: Shop) -> Budget | None:
    return None


def _reach_nothing(name: str) -> None:
    """Stands where a test may end the process."""


class RefreshError(Exception):
    """The tokens of a shop could not be refreshed, and are as they were.

    `code` is one of `sign_in` (of no use any more, or lost), `slow_down`, `garbled` (an answer that
    is not TikTok's, as of a captive portal), `refused` (TikTok said no; it is asked once more in a
    minute), `vault_…` and the codes of the store, `no_keys` (a shop without any), `unreachable`.
    `number` is TikTok's, where it gave any.
    """

    def __init__(self, code: str, number: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.number = number


@dataclass(frozen=True, slots=True)
class OpenShop:
    """A connected shop and the way to chat for it. `keeper` is None where the keys are lost."""

    shop: Shop
    client: ShopClient
    keeper: TokenKeeper | None


class _ShutTokens:
    """Stands for the tokens of a shop that cannot be spoken for, and says why.

    `lost`: its keys are gone; `no_chat`: no app of the shop may chat; else it may pass.
    """

    def __init__(self, code: str) -> None:
        self._code = code

    async def access_token(self) -> str:
        if self._code == "lost":
            raise SignInAgain("lost", reason="invalid")
        if self._code == "no_chat":
            raise NoPermission("no_chat")
        raise Unreachable(self._code, sent=False)

    async def renew(self, refused: str) -> str:
        return await self.access_token()


@dataclass(frozen=True, slots=True)
class _Line:
    """The way to speak for a shop for one purpose; `code` is why `keeper` is None."""

    access: Access
    client: ShopClient
    keeper: TokenKeeper | None
    code: str = ""

    def keys(self) -> ShopKeys:
        shop, purpose, app = self.access.shop, self.access.purpose, self.access.credential
        if self.keeper is None:
            state = KeyState.DEAD if self.code == "lost" else KeyState.RETRYING
            return ShopKeys(shop, purpose, app, state, code=self.code)
        status = self.keeper.status.value
        return ShopKeys(
            shop,
            purpose,
            app,
            status.state,
            status.access_expires,
            status.refresh_expires,
            status.code,
            status.saved,
        )


class Registry:
    """The shops of this desk, each with its clients; transports are shared by all.

    `opened` tells each shop that can be spoken for, also again after it was connected anew: whoever
    holds its earlier client drops it. `closed` tells a shop that was given up or paused. `keys` has
    one row for each shop and purpose that an app serves, paused shops included. `budget_of` gives
    the spending of a shop's daily calls of the chat. `api_url` and `auth_url` take the place of
    every app's own addresses.
    """

    def __init__(
        self,
        *,
        db: Database,
        vault: Vault,
        clock: Clock,
        transports: Transports,
        budget_of: Callable[[Shop], Budget | None] = _no_budget,
        locale: str = "vi-VN",
        api_url: str = "",
        auth_url: str = "",
        reach: Callable[[str], object] = _reach_nothing,
        report: Report | None = None,
    ) -> None:
        self.opened: News[OpenShop] = News()
        self.closed: News[ShopId] = News()
        self.keys: Fact[tuple[ShopKeys, ...]] = Fact(())
        self.server_clock = ServerClock(clock)
        self.transports = transports
        self.clock = clock
        self._db = db
        self._vault = vault
        self._budget_of = budget_of
        self._locale = locale
        self._api_url = api_url
        self._auth_url = auth_url
        self._tasks = TaskScope("shops", report)
        self._keepers = Keepers(
            db=db,
            vault=vault,
            clock=clock,
            server_now=self.server_clock.now,
            tasks=self._tasks,
            changed=self._tell_keys,
            reach=reach,
        )
        self._open: dict[ShopId, OpenShop] = {}
        self._lines: dict[tuple[ShopId, Purpose], _Line] = {}
        self._paces: dict[tuple[ShopId, str], Pace] = {}
        self._later: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()

    def __repr__(self) -> str:
        return f"Registry({len(self._open)} shops)"

    # -- asking ---------------------------------------------------------------------------------

    def client(self, shop: ShopId, purpose: Purpose = Purpose.CHAT) -> ShopClient | None:
        """The client for `purpose` of an open shop; None where no app may speak for it so."""
        line = self._lines.get((shop, purpose))
        return line.client if line is not None and shop in self._open else None

    def keeper(self, shop: ShopId, purpose: Purpose = Purpose.CHAT) -> TokenKeeper | None:
        """Who keeps the shop's tokens; shops of one authorization have the same keeper."""
        line = self._lines.get((shop, purpose))
        return line.keeper if line is not None else None

    def shops(self) -> tuple[OpenShop, ...]:
        """Every shop that is open."""
        return tuple(self._open.values())

    async def apps(self) -> tuple[KnownApp, ...]:
        """The apps whose keys were given before.

        Where the keyring cannot be asked now, an app's secret counts as not there. Raises
        `StoreError`.
        """
        used: dict[str, set[ShopId]] = {}
        for access in await self._db.read(accesses.all):
            used.setdefault(access.credential, set()).add(access.shop)
        found: list[KnownApp] = []
        for app in await self._db.read(shops.credentials):
            secret = ""
            with contextlib.suppress(VaultError):
                secret = await self.app_secret(app.app_key)
            service = app.authorize_url or app.service_id
            count = len(used.get(app.id, ()))
            found.append(KnownApp(app.app_key, service, bool(secret), count))
        return tuple(found)

    async def app_secret(self, app_key: str) -> str:
        """The secret of a known app, empty where the keyring has none. Raises `VaultError`."""
        return await self._vault.get(secret_of(app_key.strip())) or ""

    def api_url_of(self, credential: Credential | None) -> str:
        """Where the calls of an app's shops go."""
        return self._api_url or (credential.api_url if credential else "") or API_URL

    def auth_url_of(self, credential: Credential) -> str:
        """Where an app's tokens come from."""
        return self._auth_url or credential.auth_url or authorization.AUTH_URL

    # -- opening --------------------------------------------------------------------------------

    async def open(self) -> tuple[OpenShop, ...]:
        """Open every connected shop that is not paused; the tokens of paused ones are kept, too.

        A shop whose keys are lost is open all the same: its calls say so. Raises `StoreError`.
        """
        async with self._turn:
            await self._open_shops([s.id for s in await self._db.read(shops.all) if s.connected])
            self._tasks.start(self._finish(), "finish")
            return self.shops()

    async def _finish(self) -> None:
        """Bring to its end what an earlier run has left half done."""
        async with self._turn:
            try:
                for shop in await self._db.read(erasing.begun):
                    await self._erase(shop)
                await self._sweep()
            except StoreError as error:
                _log.warning("what was begun before has to wait: %s", error.code)

    async def close(self) -> None:
        """Close every shop; a token refresh under way is given five seconds."""
        await self._tasks.close()
        async with self._turn:
            await self._keepers.close()
            self._lines.clear()
            self._open.clear()

    def wake(self) -> None:
        """The computer has slept: tokens that are due are refreshed before anything else."""
        self._keepers.wake()

    async def _open_shops(self, wanted: Collection[ShopId]) -> None:
        """Make what is missing of the ways to speak for these shops, and tell what is new."""
        credentials = {c.id: c for c in await self._db.read(shops.credentials)}
        every = await self._db.read(accesses.all)
        for shop in await self._db.read(shops.all):
            if shop.id not in wanted:
                continue
            before = self._lines.get((shop.id, Purpose.CHAT))
            its = [access for access in every if access.shop == shop.id]
            for access in its:
                line = await self._line(shop, access, credentials.get(access.credential))
                self._lines[shop.id, access.purpose] = line
            chat = self._lines.get((shop.id, Purpose.CHAT))
            known = self._open.get(shop.id)
            if shop.paused or (known is not None and chat is not None and chat is before):
                continue
            if chat is None:
                tokens = _ShutTokens("no_chat" if its else "lost")
                made = OpenShop(shop, self._client(shop, None, "", "", tokens), None)
            else:
                made = OpenShop(shop, chat.client, chat.keeper)
            self._open[shop.id] = made
            self.opened.tell(made)
        self._tell_keys()
        if self._shut() and (self._later is None or self._later.done()):
            # The keyring is locked for now: what it holds is asked for again, not given up.
            self._later = self._tasks.start(self._open_later(), "reopen")

    def _shut(self) -> set[ShopId]:
        """The shops that wait for the keyring."""
        return {shop for (shop, _), line in self._lines.items() if line.code.startswith("vault_")}

    async def _open_later(self) -> None:
        while self._shut():
            await self.clock.sleep(_REOPEN)
            async with self._turn:
                try:
                    await self._open_shops(self._shut())
                except StoreError as error:
                    _log.warning("shops that wait for the keyring wait on: %s", error.code)

    async def _line(self, shop: Shop, access: Access, credential: Credential | None) -> _Line:
        known = self._lines.get((access.shop, access.purpose))
        keeper = self._keepers.get(access.home)
        same = known is not None and known.access == access and known.keeper is keeper
        if known is not None and same and keeper is not None:
            return known
        secret, code = "", "lost"
        if credential is not None:
            try:
                secret = await self._vault.get(secret_of(credential.id)) or ""
            except VaultError as error:
                code = f"vault_{error.code}"
        if credential is None or not secret:
            tokens: TokenSource = _ShutTokens(code)
            made = self._client(shop, access, "", self.api_url_of(credential), tokens)
            return _Line(access, made, None, code)
        if keeper is None:
            keeper = self._keepers.begin(access.home, self._refresh_by(credential, secret))
        made = self._client(shop, access, secret, self.api_url_of(credential), keeper)
        return _Line(access, made, keeper)

    def _refresh_by(
        self, credential: Credential, secret: str
    ) -> Callable[[str], Coroutine[Any, Any, TokenPair]]:
        async def refresh(token: str) -> TokenPair:
            return await authorization.token_refresh(
                self.transports.auth,
                self.auth_url_of(credential),
                credential.app_key,
                secret,
                token,
            )

        return refresh

    def _client(
        self, shop: Shop, access: Access | None, secret: str, base_url: str, tokens: TokenSource
    ) -> ShopClient:
        app = access.credential if access is not None else ""
        commerce = access is not None and access.purpose is Purpose.COMMERCE
        return ShopClient(
            transports=self.transports,
            app_key=app,
            app_secret=secret,
            tokens=tokens,
            # TikTok counts calls for the pair of app and shop.
            pace=self._paces.setdefault((shop.id, app), Pace(self.clock)),
            server_clock=self.server_clock,
            shop=shop.id,
            cipher=access.cipher if access is not None else "",
            base_url=base_url,
            budget=None if commerce else self._budget_of(shop),
            locale=self._locale,
            alias=f"shop …{shop.id[-3:]}",
        )

    def _tell_keys(self) -> None:
        self.keys.set(tuple(self._lines[name].keys() for name in sorted(self._lines)))

    # -- what the seller asks for ---------------------------------------------------------------

    async def pause(self, shop: ShopId) -> None:
        """Neither read nor write for a shop until it is resumed; its tokens stay fresh.

        Raises `StoreError`.
        """
        async with self._turn:
            await self._db.write(shops.set_paused, shop, True)
            if self._open.pop(shop, None) is not None:
                self.closed.tell(shop)

    async def resume(self, shop: ShopId) -> None:
        """Go on with a paused shop. Raises `StoreError`."""
        async with self._turn:
            await self._db.write(shops.set_paused, shop, False)
            record = await self._db.read(shops.get, shop)
            if record is not None and record.connected:
                await self._open_shops([shop])

    async def refresh_tokens(self, shop: ShopId) -> tuple[ShopKeys, ...]:
        """Refresh the tokens of all purposes of a shop now; how its keys stand then.

        Raises `RefreshError` where one of them could not be, after all were tried.
        """
        async with self._turn:
            lines = self._lines_of(shop)
            if any(line.keeper is None for line in lines):
                # Perhaps the keyring has it now.
                await self._open_shops([shop])
                lines = self._lines_of(shop)
        if not lines:
            raise RefreshError("no_keys")
        keepers = {line.keeper for line in lines if line.keeper is not None}
        ended = await asyncio.gather(
            *(keeper.refresh_now() for keeper in keepers), return_exceptions=True
        )
        for line in lines:
            if line.keeper is None:
                raise RefreshError("sign_in" if line.code == "lost" else line.code)
        for result in ended:
            if isinstance(result, TikTokError):
                raise _told(result)
            if isinstance(result, BaseException):
                raise result
        return tuple(line.keys() for line in lines)

    def _lines_of(self, shop: ShopId) -> list[_Line]:
        return [line for (its, _), line in self._lines.items() if its == shop]

    # -- keeping and giving up ------------------------------------------------------------------

    async def keep(
        self,
        pair: TokenPair,
        granted: Sequence[Granted],
        chosen: Collection[ShopId],
        credential: Credential,
        app_secret: str,
    ) -> tuple[Shop, ...]:
        """Save the chosen shops of an authorization and open them.

        Secrets first, then everything else in one write: a shop is there whole or not at all. A
        shop that is known keeps its record (colour, place, identity) and with it its history. The
        authorization takes the place of earlier ones for the purposes that it grants, and for no
        other. Raises `VaultError` or `StoreError`, and nothing has changed then.
        """
        async with self._turn:
            for shop in set(await self._db.read(erasing.begun)).intersection(chosen):
                await self._erase(shop)
            before = await self._db.read(accesses.all)
            picked = [its for its in granted if its.shop.id in chosen]
            home = home_for([its.shop.id for its in picked], purposes_of(pair.scopes), before)
            pointer = await self._db.read(shops.pointer, home)
            slot = other_slot(pointer.slot)
            app = secret_of(credential.id)
            names = [app, *(secret_name(home, slot, kind) for kind in ("refresh", "access"))]
            kept = await remembered(self._vault, names)
            await self._keepers.quiet(home)
            try:
                await self._vault.set(app, app_secret)
                await write_pair(self._vault, home, slot, pair)
                records = await self._db.write(
                    saved,
                    picked,
                    credential,
                    home,
                    slot,
                    pointer.generation + 1,
                    pair,
                    self.server_clock.now(),
                )
            except (VaultError, StoreError):
                await self._undo_keep(home, kept)
                raise
            now = await self._db.read(accesses.all)
            concerned = {home}
            if kept[app] != app_secret:
                concerned |= {a.home for a in now if a.credential == credential.id}
            for its in concerned:
                await self._keepers.quiet(its)
            await self._reopen(now, concerned)
            await self._sweep()
            return records

    async def _undo_keep(self, home: Home, kept: Mapping[str, str | None]) -> None:
        with contextlib.suppress(VaultError):
            await put_back(self._vault, kept)
        with contextlib.suppress(StoreError):
            await self._reopen(await self._db.read(accesses.all), {home})

    async def _reopen(self, every: Iterable[Access], concerned: Collection[Home]) -> None:
        """Open the shops anew whose tokens are at one of these homes."""
        await self._open_shops({access.shop for access in every if access.home in concerned})

    async def remove(self, shop: ShopId) -> None:
        """Disconnect a shop: its tokens leave the keyring, verified; its history stays.

        Tokens that other shops use stay for them, and an app's secret goes with the last shop of
        the app. Raises `VaultError` where something could not be removed and `StoreError`: the shop
        is as it was as far as that goes, and it can be asked for again.
        """
        async with self._turn:
            if await self._db.read(shops.get, shop) is None:
                return
            every = await self._db.read(accesses.all)
            mine = [access for access in every if access.shop == shop]
            others = [access for access in every if access.shop != shop]
            homes = {a.home for a in mine} - {a.home for a in others}
            apps = {a.credential for a in mine} - {a.credential for a in others}
            self._drop(shop)
            try:
                for home in homes:
                    await self._keepers.quiet(home)
                    await delete_tokens(self._vault, home)
                for app in apps:
                    await self._vault.delete(secret_of(app))
                await self._db.write(taken_off, shop, homes)
            except (VaultError, StoreError):
                with contextlib.suppress(StoreError):
                    await self._open_shops([shop])
                raise

    def _drop(self, shop: ShopId) -> None:
        self._open.pop(shop, None)
        for name in [name for name in self._lines if name[0] == shop]:
            del self._lines[name]
        self.closed.tell(shop)
        self._tell_keys()

    async def erase(self, shop: ShopId) -> None:
        """Delete a disconnected shop with all that is stored of it, piece by piece.

        Where it is interrupted, asking again goes on with what is left. ValueError for a shop that
        is still connected: its keys go first. Raises `StoreError`.
        """
        async with self._turn:
            record = await self._db.read(shops.get, shop)
            if record is not None and record.connected:
                raise ValueError("a connected shop is not erased")
            await self._db.write(erasing.begin, shop)
            await self._erase(shop)

    async def _erase(self, shop: ShopId) -> None:
        while await self._db.write(erasing.piece, shop):
            pass

    async def _sweep(self) -> None:
        """Let go of tokens and secrets that nothing uses any more.

        What cannot be removed now is tried again at the next start.
        """
        try:
            for home in await self._db.read(accesses.idle_homes):
                await self._keepers.quiet(home)
                await delete_tokens(self._vault, home)
                await self._db.write(shops.move_pointer, home, "", 0, 0, 0)
            for app in await self._db.read(accesses.idle_apps):
                await self._vault.delete(secret_of(app))
        except (VaultError, StoreError) as error:
            _log.warning("keys that nothing uses remain: %s", error.code)


def _told(error: TikTokError) -> RefreshError:
    match error:
        case SignInAgain():
            code = "sign_in"
        case SlowDown():
            code = "slow_down"
        case Garbled():
            code = "garbled"
        case Unreachable() if error.code.startswith("vault_") or error.code in _OF_THE_STORE:
            return RefreshError(error.code)
        case Unreachable():
            code = "unreachable"
        case _:
            code = "refused"
    return RefreshError(code, error.code)


def secret_of(credential: str) -> str:
    """The name in the vault of an app's secret."""
    return f"{of_code(credential)}/app/secret"
