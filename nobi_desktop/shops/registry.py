"""Opens every connected shop, keeps new ones, and closes those that are given up."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.shop import Shop
from nobi_desktop.flow.clock import Clock
from nobi_desktop.flow.news import News
from nobi_desktop.flow.tasks import Report, TaskScope
from nobi_desktop.shops.records import Home, home_for, homes, of_code, saved, taken_off
from nobi_desktop.shops.slots import delete_tokens, other_slot, write_pair
from nobi_desktop.shops.tokens import TokenKeeper
from nobi_desktop.shops.vault import Vault, VaultError
from nobi_desktop.store import shops
from nobi_desktop.store.database import Database
from nobi_desktop.store.errors import StoreError
from nobi_desktop.store.shops import Credential
from nobi_desktop.tiktok import authorization
from nobi_desktop.tiktok.authorization import TokenPair
from nobi_desktop.tiktok.client import API_URL, ShopClient, TokenSource
from nobi_desktop.tiktok.errors import SignInAgain, Unreachable
from nobi_desktop.tiktok.limits import CallClass, Pace, ServerClock
from nobi_desktop.tiktok.transport import Transports

_REOPEN = 30.0
_log = logging.getLogger(__name__)

Budget = Callable[[CallClass], None]


def _no_budget(shop: Shop) -> Budget | None:
    return None


def _reach_nothing(name: str) -> None:
    """Stands where a test may end the process."""


@dataclass(frozen=True, slots=True)
class OpenShop:
    """A connected shop and the way to speak for it. `keeper` is None where the keys are lost."""

    shop: Shop
    client: ShopClient
    keeper: TokenKeeper | None


class _ShutTokens:
    """Stands for the tokens of a shop whose app secret cannot be read, now or for good."""

    def __init__(self, code: str) -> None:
        self._code = code

    async def access_token(self) -> str:
        if self._code == "lost":
            raise SignInAgain("lost", reason="invalid")
        raise Unreachable(self._code, sent=False)

    async def renew(self, refused: str) -> str:
        return await self.access_token()


class Registry:
    """The shops of this desk, each with its client; transports are shared by all.

    `opened` tells each shop that can be spoken for, also again after it was connected anew: whoever
    holds its earlier client drops it. `closed` tells a shop that was given up. `budget_of` gives
    the spending of a shop's daily calls. `api_url` and `auth_url` take the place of every app's own
    addresses.
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
        self.server_clock = ServerClock(clock)
        self.transports = transports
        self.clock = clock
        self._db = db
        self._vault = vault
        self._budget_of = budget_of
        self._locale = locale
        self._api_url = api_url
        self._auth_url = auth_url
        self._reach = reach
        self._tasks = TaskScope("shops", report)
        self._open: dict[ShopId, OpenShop] = {}
        self._keepers: dict[Home, TokenKeeper] = {}
        self._runs: dict[Home, asyncio.Task[None] | None] = {}
        self._paces: dict[ShopId, Pace] = {}
        self._turn = asyncio.Lock()

    def __repr__(self) -> str:
        return f"Registry({len(self._open)} shops)"

    # -- asking ---------------------------------------------------------------------------------

    def client(self, shop: ShopId) -> ShopClient | None:
        """The client of a connected shop, None where there is none."""
        found = self._open.get(shop)
        return found.client if found else None

    def keeper(self, shop: ShopId) -> TokenKeeper | None:
        """Who keeps the shop's tokens; shops of one authorization have the same keeper."""
        found = self._open.get(shop)
        return found.keeper if found else None

    def shops(self) -> tuple[OpenShop, ...]:
        """Every shop that is open."""
        return tuple(self._open.values())

    # -- opening --------------------------------------------------------------------------------

    async def open(self) -> tuple[OpenShop, ...]:
        """Open every connected shop. A shop whose keys are lost is open, too: its calls say so.

        Raises `StoreError`.
        """
        async with self._turn:
            await self._open_shops([s.id for s in await self._db.read(shops.all) if s.connected])
            return self.shops()

    async def close(self) -> None:
        """Close every shop; a token refresh under way is given five seconds."""
        async with self._turn:
            await self._tasks.close()
            await asyncio.gather(*(keeper.close() for keeper in self._keepers.values()))
            self._keepers.clear()
            self._open.clear()

    async def _open_shops(self, wanted: Collection[ShopId]) -> None:
        credentials = {c.id: c for c in await self._db.read(shops.credentials)}
        records = {s.id: s for s in await self._db.read(shops.all)}
        home_of = await self._db.read(homes)
        shut: list[ShopId] = []
        for shop_id in wanted:
            shop = records[shop_id]
            credential = credentials.get(shop.credential)
            secret, code = "", "lost"
            if credential is not None:
                try:
                    secret = await self._vault.get(secret_of(credential.id)) or ""
                except VaultError as error:
                    code = f"vault_{error.code}"
                    shut.append(shop_id)
            keeper = None
            if credential is not None and secret:
                keeper = self._keeper(home_of[shop_id], credential, secret)
            tokens: TokenSource = keeper or _ShutTokens(code)
            made = OpenShop(shop, self._client(shop, credential, secret, tokens), keeper)
            self._open[shop_id] = made
            self.opened.tell(made)
        if shut:
            # The keyring is locked for now: what it holds is asked for again, not given up.
            self._tasks.start(self._open_later(shut), "reopen")

    async def _open_later(self, shut: Collection[ShopId]) -> None:
        await self.clock.sleep(_REOPEN)
        async with self._turn:
            still = [s for s in shut if s in self._open and self._open[s].keeper is None]
            if still:
                await self._open_shops(still)

    def _keeper(self, home: Home, credential: Credential, secret: str) -> TokenKeeper:
        found = self._keepers.get(home)
        if found is not None:
            return found
        auth_url = self._auth_url or credential.auth_url or authorization.AUTH_URL

        async def refresh(token: str) -> TokenPair:
            return await authorization.token_refresh(
                self.transports.auth, auth_url, credential.app_key, secret, token
            )

        keeper = TokenKeeper(
            home,
            db=self._db,
            vault=self._vault,
            clock=self.clock,
            server_now=self.server_clock.now,
            refresh=refresh,
            reach=self._reach,
        )
        self._keepers[home] = keeper
        self._runs[home] = self._tasks.start(keeper.run(), f"tokens.{home}")
        return keeper

    def _client(
        self, shop: Shop, credential: Credential | None, secret: str, tokens: TokenSource
    ) -> ShopClient:
        return ShopClient(
            transports=self.transports,
            app_key=credential.app_key if credential else "",
            app_secret=secret,
            tokens=tokens,
            pace=self._paces.setdefault(shop.id, Pace(self.clock)),
            server_clock=self.server_clock,
            shop=shop.id,
            cipher=shop.cipher,
            base_url=self._api_url or (credential.api_url if credential else "") or API_URL,
            budget=self._budget_of(shop),
            locale=self._locale,
            alias=f"shop …{shop.id[-3:]}",
        )

    # -- keeping and giving up ------------------------------------------------------------------

    async def keep(
        self,
        pair: TokenPair,
        granted: Sequence[Shop],
        chosen: Collection[ShopId],
        credential: Credential,
        app_secret: str,
    ) -> tuple[Shop, ...]:
        """Save the chosen shops of an authorization and open them.

        Secrets first, then everything else in one write: a shop is there whole or not at all. A
        shop that is known keeps its record (colour, place, identity) and with it its history.
        Raises `VaultError` or `StoreError`, and nothing has changed then.
        """
        async with self._turn:
            known = {s.id: s for s in await self._db.read(shops.all)}
            home_of = await self._db.read(homes)
            picked = [shop for shop in granted if shop.id in chosen]
            home = home_for([shop.id for shop in picked], home_of)
            old_secret = await self._vault.get(secret_of(credential.id))
            await self._quiet(home)
            pointer = await self._db.read(shops.pointer, home)
            slot = other_slot(pointer.slot)
            before = set(home_of.values())
            try:
                await self._vault.set(secret_of(credential.id), app_secret)
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
                await self._undo_keep(home, bool(pointer.slot), credential, old_secret)
                raise
            after = await self._db.read(homes)
            for left in before - set(after.values()) - {home}:
                await self._forget(left)
            changed = {s for s, its in after.items() if its == home}
            if old_secret is not None and old_secret != app_secret:
                same_app = {s for s in known if known[s].credential == credential.id}
                for its in {after[s] for s in same_app}:
                    await self._quiet(its)
                changed |= same_app
            records_now = await self._db.read(shops.all)
            await self._open_shops([s.id for s in records_now if s.id in changed and s.connected])
            return records

    async def _undo_keep(
        self, home: Home, in_use: bool, credential: Credential, old_secret: str | None
    ) -> None:
        with contextlib.suppress(VaultError):
            if old_secret is None:
                await self._vault.delete(secret_of(credential.id))
            else:
                await self._vault.set(secret_of(credential.id), old_secret)
            if not in_use:
                await delete_tokens(self._vault, home)
        with contextlib.suppress(StoreError):
            home_of = await self._db.read(homes)
            await self._open_shops([s for s in self._open if home_of.get(s) == home])

    async def remove(self, shop: ShopId) -> None:
        """Disconnect a shop: its tokens leave the keyring, verified; its history stays.

        Where other shops share its authorization the tokens stay for them, and the app's secret
        goes with the last shop of the app. Raises `VaultError` where something could not be removed
        and `StoreError`; it can be asked for again then.
        """
        async with self._turn:
            record = await self._db.read(shops.get, shop)
            if record is None:
                return
            home_of = await self._db.read(homes)
            everyone = await self._db.read(shops.all)
            others = [s for s in everyone if s.connected and s.id != shop]
            home = home_of[shop]
            last = all(home_of[s.id] != home for s in others)
            self._open.pop(shop, None)
            self.closed.tell(shop)
            if last:
                await self._quiet(home)
                await delete_tokens(self._vault, home)
            if all(s.credential != record.credential for s in others):
                await self._vault.delete(secret_of(record.credential))
            await self._db.write(taken_off, shop, home if last else "")

    async def _forget(self, home: Home) -> None:
        """The tokens of an authorization that no shop uses any more."""
        await self._quiet(home)
        try:
            await delete_tokens(self._vault, home)
            await self._db.write(shops.move_pointer, home, "", 0, 0, 0)
        except (VaultError, StoreError) as error:
            _log.warning("old tokens of %s remain: %s", home, error.code)

    async def _quiet(self, home: Home) -> None:
        """No refresh of this authorization runs or begins any more; its keeper is let go."""
        run = self._runs.pop(home, None)
        if run is not None:
            run.cancel()
        keeper = self._keepers.pop(home, None)
        if keeper is not None:
            await keeper.close()


def secret_of(credential: str) -> str:
    """The name in the vault of an app's secret."""
    return f"{of_code(credential)}/app/secret"
